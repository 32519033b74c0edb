"""zero-target, full-mark-differs, direction-contradiction, unknown-division-code."""

from __future__ import annotations

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
