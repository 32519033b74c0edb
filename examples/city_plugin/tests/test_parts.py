"""The city's parts, through zhibiao as its users meet them."""

from fractions import Fraction

from zhibiao.api import Workbench

BENCH = Workbench()
RULES = "cn-139900/department/2024"


def test_no_plugin_is_at_fault():
    """Every hook is called and every part is looked at."""
    BENCH.resolve_schemes()
    assert BENCH.form_checks
    assert BENCH.lint_checks
    assert BENCH.criterion_patterns
    assert BENCH.plugin_faults == ()


def test_the_rule_set_has_no_fault():
    """Only notes: one indicator runs Python, and says so."""
    assert {problem.code for problem in BENCH.lint([RULES])} == {"runs-python"}


def test_the_wording_gives_the_scheme():
    """The city's wording is read as the city means it."""
    reading = BENCH.read_criterion("每发生一起，得分减半。", 10)
    assert reading.scheme.kind == "halving"
    assert reading.scheme.reckon({"count": Fraction(1)}, Fraction(10)) == 5
