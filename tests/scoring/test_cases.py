"""Worked cases: every one beside a rule set holds, and a wrong one is caught."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from tests.auditing.small import RULES
from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.loading.catalog import files_in, id_of
from zhibiao.model.case import Case, Expected, Given
from zhibiao.model.table import Table
from zhibiao.scoring.cases import run

BENCH = Workbench(rules=[ROOT / "examples" / "rules"], plugins=False)
FOLDERS = (ROOT / "rulesets", ROOT / "examples" / "rules")
NAMES = [id_of(path) for folder in FOLDERS for path in files_in(folder)]
rules_of = cache(BENCH.load)
cases_of = cache(BENCH.catalog.cases)


WORKED = [
    pytest.param(name, index, id=f"{name}-{index}-{case.name}")
    for name in NAMES
    for index, case in enumerate(cases_of(name))
]


@pytest.mark.parametrize(("name", "index"), WORKED)
def test_a_worked_case_holds(name: str, index: int) -> None:
    """The rule set gives exactly what was worked out by hand."""
    ((_, problems),) = run([cases_of(name)[index]], rules_of(name))
    assert [problem.render("en") for problem in problems] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_score_of_a_rule_set_is_in_a_case(name: str) -> None:
    """No indicator goes without a worked case."""
    tried = {what for case in cases_of(name) for what in case.expect}
    assert {item.id for item in rules_of(name).items} - tried == set()


def outcome(expect: dict[str, Expected], given: dict[str, Given] | None = None) -> list[str]:
    """What is said of a case for the small rule set."""
    case = Case("x", Table(given or {}), Table(expect))
    ((_, problems),) = run([case], RULES)
    return [problem.render("en") for problem in problems]


def exact(**scores: int) -> dict[str, Expected]:
    """Exact scores that a case expects."""
    return {name: Fraction(score) for name, score in scores.items()}


def test_a_wrong_score_is_caught() -> None:
    """A case that expects another score says which, what it wanted and what came out."""
    (said,) = outcome(exact(control=3), {"staff": 103, "posts": 100})
    assert "control should be 3, but is 2.5" in said


def test_a_span_is_not_its_end() -> None:
    """A case that expects an exact score fails where the figures leave a span, and the reverse."""
    (said,) = outcome(exact(surplus=2))
    assert "surplus should be 2, but is 0 … 2" in said
    (other,) = outcome({"surplus": (Fraction(0), Fraction(2))}, {"left": 0})
    assert "should be 0 … 2, but is 2" in other


def test_tiers_total_and_rating_can_be_expected() -> None:
    """A case may speak of the whole as well as of its parts."""
    given: dict[str, Given] = {"left": 0, "staff": 1, "posts": 1, "tasks": 3, "disclosure": 1}
    assert outcome(exact(input=6, output=4, total=10), given) == []
    (said,) = outcome(exact(total=9), given)
    assert "total should be 9, but is 10" in said


def test_a_name_that_does_not_exist_is_caught() -> None:
    """A case cannot expect what the rule set does not score, nor give what it does not ask."""
    (said,) = outcome(exact(controls=3))
    assert '"controls"' in said
    (given,) = outcome(exact(control=3), {"staffs": 3})
    assert '"staffs"' in given


def test_a_figure_that_does_not_fit_is_caught() -> None:
    """A case is as strict with its figures as the public function is."""
    (said,) = outcome(exact(control=4), {"control_rate": 100})
    assert "100%" in said


PLACED = """
[[case]]
name = "wrong"
given = { staff = 103, posts = 100 }
expect = { surplus = [0, 2], control = 3 }

[[case]]
name = "unknown"
[case.given]
staff = 1
nobody = 2
[case.expect]
total = [0, 100]
none = 1

[[case]]
name = "unknown score"
given = { }
[case.expect]
none = 1
"""


def test_a_case_that_fails_is_told_at_its_key(tmp_path: Path) -> None:
    """A score that differs, a figure that is not known, a score that does not exist."""
    path = tmp_path / "x.cases.toml"
    path.write_text(PLACED, encoding="utf-8")
    cases = BENCH.loader.cases(path)
    lines = PLACED.splitlines()
    wanted = {
        "wrong": lines.index("expect = { surplus = [0, 2], control = 3 }") + 1,
        "unknown": lines.index("nobody = 2") + 1,
        "unknown score": len(lines),
    }
    found = {case.name: problems for case, problems in run(cases, RULES)}
    for name, line in wanted.items():
        (problem,) = found[name]
        assert problem.place.line == line
    assert found["wrong"][0].place.column == lines[wanted["wrong"] - 1].index("control") + 1


def test_a_case_without_a_file_has_no_line() -> None:
    """One that a program made is told by its name alone."""
    ((_, (problem,)),) = run([Case("x", Table({}), Table({"none": Fraction(1)}))], RULES)
    assert problem.place.file == ""
