"""zero-target, full-mark-differs, direction-contradiction, unknown-division-code."""

from __future__ import annotations

import pytest

from zhibiao.api import Workbench
from zhibiao.linting.check import Subject, run
from zhibiao.model.problem import Problem

RULES = """
language = 1
[ruleset]
title = "numbers"
jurisdiction = "{division}"
scope = "policy"
fiscal_year = 2024
points = 5
[measures.part]
label = "分子"
[measures.whole]
label = "分母"
range = "{range}"
[measures.rate]
label = "率"
unit = "%"
formula = "part / whole"
direction = "{direction}"
{more}
[tiers.only]
label = "唯一"
points = 5
[groups.only]
tier = "only"
label = "唯一"
points = 5
[indicators.one]
group = "only"
label = "甲"
points = 5
criterion = "{criterion}"
[indicators.one.scheme]
kind = "step-deduction"
measure = "rate"
full = ">= 91%"
step = "1%"
deduct = 0.5
partial = "whole"
assumed = [{assumed}]
"""

BENCH = Workbench(plugins=False)
CRITERION = "利用率达到91%，记5分，每减少1%扣0.5分，扣完为止。"


def lint(code: str, **changes: str) -> list[Problem]:
    """What one check says of the rule set with some changes."""
    values = {
        "division": "430600",
        "range": "> 0",
        "direction": "higher",
        "more": "",
        "criterion": CRITERION,
        "assumed": '"partial"',
        **changes,
    }
    rules = BENCH.loads(RULES.format(**values))
    return [p for p in run(Subject(rules), BENCH.lint_checks) if p.code == code]


def test_a_denominator_that_can_be_zero_needs_an_answer() -> None:
    """Either its range keeps it from zero, or ``undefined`` is written."""
    assert lint("zero-target") == []
    assert lint("zero-target", range=">= 0", more='undefined = "full"') == []
    found = lint("zero-target", range=">= 0")
    assert [p.path for p in found] == ["measures.rate.formula"]
    assert found[0].hint is not None


GUARDED = (
    "if whole = 0 then 0 else 10 * part / whole",
    "if not(whole > 0) then 0 else 10 * part / whole",
    "if whole > 0 and part / whole > 3 then 5 else 0",
    "if whole = 0 or part / whole > 3 then 5 else 0",
    "if (if whole = 0 then 1 else part / whole) > 3 then 5 else 0",
    "10 * part / max(1, whole)",
    "10 * rate",
)


def schemed(scheme: str, **changes: str) -> list[Problem]:
    """What ``zero-target`` says where a second indicator has a scheme."""
    before, _, after = RULES.partition("[indicators.one]")
    more = '[indicators.two]\ngroup = "only"\nlabel = "乙"\npoints = 5\n'
    values = {"division": "430600", "range": ">= 0", "direction": "higher", "more": changes["more"]}
    known = {"criterion": CRITERION, "assumed": '"partial"'}
    text = before.format(**values) + "[indicators.one]" + after.format(**known)
    rules = BENCH.loads(f"{text}\n{more}[indicators.two.scheme]\n{scheme}")
    return [p for p in run(Subject(rules), BENCH.lint_checks) if p.code == "zero-target"]


@pytest.mark.parametrize("formula", GUARDED)
def test_a_denominator_that_a_condition_keeps_from_zero_needs_no_answer(formula: str) -> None:
    """Also where a measure's formula asks first; a measure's own quotient is its own affair."""
    scheme = f'kind = "formula"\nformula = "{formula}"'
    assert schemed(scheme, more='undefined = "full"') == []
    asked = f'undefined = "full"\n[measures.other]\nlabel = "另一率"\nformula = "{formula}"'
    assert schemed('kind = "judged"', more=asked) == []


@pytest.mark.parametrize(
    ("scheme", "path"),
    [
        ('kind = "formula"\nformula = "10 * part / whole"', "formula"),
        (
            'kind = "formula"\nformula = "if whole = 0 then 5 * part / whole else 0"',
            "formula",
        ),
        (
            'kind = "formula"\nformula = "if part > 0 or part / whole > 3 then 5 else 0"',
            "formula",
        ),
        (
            (
                'kind = "states"\nstates = [{ label = "甲", when = "part / whole > 3", score = 5 },'
                ' { label = "乙", score = 0 }]'
            ),
            "states[0].when",
        ),
        (
            'kind = "checklist"\nitems = [{ when = "part / whole > 3", score = 5 }]',
            "items[0].when",
        ),
        (
            (
                'kind = "step-deduction"\nmeasure = "part"\nfull = ">= part / whole"\nstep = 1\n'
                'deduct = 1\npartial = "whole"'
            ),
            "full",
        ),
        (
            (
                'kind = "bands"\nmeasure = "part"\notherwise = 0\n'
                'bands = [{ when = ">= part / whole", score = 5 }]'
            ),
            "bands[0].when",
        ),
    ],
)
def test_a_clause_of_a_scheme_that_divides_by_what_can_be_zero_is_found(
    scheme: str, path: str
) -> None:
    """In the very clause, with the words for what is below the line."""
    (found,) = schemed(scheme, more='undefined = "full"')
    assert found.path == f"indicators.two.scheme.{path}"
    assert "“分母”可能为零" in found.render("zh")
    assert 'the denominator "分母" can be zero' in found.render("en")


def test_the_test_of_an_adjustment_is_looked_at_too() -> None:
    """It stands around the indicators."""
    cap = '\n[adjustments.one]\nkind = "cap"\nof = "total"\nto = 3\nwhen = "part / whole > 1"'
    (found,) = schemed(f'kind = "judged"{cap}', more='undefined = "full"')
    assert found.path == "adjustments.one.when"


def test_a_full_mark_other_than_the_points_is_said() -> None:
    """A wording of 6 points on a row of 5."""
    assert lint("full-mark-differs") == []
    found = lint("full-mark-differs", criterion=CRITERION.replace("记5分", "记6分"))
    assert [p.path for p in found] == ["indicators.one"]
    assert "6" in found[0].render("en")


def test_a_deduction_for_what_is_better_is_said() -> None:
    """The scheme wants the rate high; a measure that is better low contradicts it."""
    assert lint("direction-contradiction") == []
    found = lint("direction-contradiction", direction="lower")
    assert [p.path for p in found] == ["indicators.one.scheme"]
    decided = '"partial", "direction"'
    assert lint("direction-contradiction", direction="lower", assumed=decided) == []


def test_a_division_has_the_code_of_a_province() -> None:
    """99 is no province."""
    assert lint("unknown-division-code") == []
    assert lint("unknown-division-code", division="cn") == []
    assert len(lint("unknown-division-code", division="990000")) == 1
