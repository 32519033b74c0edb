"""How well a form's layout fits a rule set, count by count."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.small import BENCH
from zhibiao.exact import Quantity
from zhibiao.model.form import EMPTY, Cell, Form, FormRow, Funds
from zhibiao.scoring.finding.fitting import Fit, fit

TEXT = """
language = 1
[ruleset]
title = "布局"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = {points}
{execution}
[tiers.input]
label = "投入"
points = 10
aliases = ["投入指标"]
[tiers.effect]
label = "效益"
points = 20
aliases = ["效益指标"]
[groups.input]
tier = "input"
label = "投入"
points = 10
[indicators.rules]
group = "input"
label = "制度"
points = 4
criterion = "制度健全得4分"
scheme = {{ kind = "judged" }}
[indicators.plan]
group = "input"
label = "计划"
points = 6
criterion = "计划合理得6分"
scheme = {{ kind = "judged" }}
[open.effect]
tier = "effect"
points = 20
quantitative = {{ kind = "completion", direction = "target" }}
qualitative = {{ kind = "judged" }}
"""
PLAIN = BENCH.loads(TEXT.format(points=30, execution=""))
EXECUTED = BENCH.loads(TEXT.format(points=40, execution="[execution]\npoints = 10"))


def number(value: int | None) -> Cell:
    """A cell with a number."""
    return EMPTY if value is None else Cell(str(value), Quantity(Fraction(value)))


def row(
    label: str,
    tier: str = "",
    points: int | None = None,
    criterion: str = "",
    whole: int | None = None,
) -> FormRow:
    """One row of the table."""
    return FormRow(
        (label,), tier=tier, points=number(points), criterion=criterion, tier_points=number(whole)
    )


def found(*rows: FormRow, executed: bool = False, points: int | None = None) -> Fit:
    """What of a form of these rows is known."""
    form = Form(rows=rows, funds=Funds(points=number(points)))
    return fit(form, EXECUTED if executed else PLAIN)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([], Fit(0, 0, 0, 0, True, 0)),
        ([row("制度")], Fit(1, 1, 0, 0, True, 1)),
        ([row("别的")], Fit(0, 0, 0, 0, True, 1)),
        ([row("别的", "效益")], Fit(1, 0, 0, 0, True, 1)),
        ([row("别的", "效益 指标（20分）")], Fit(1, 0, 0, 0, True, 1)),
        ([row("别的", "投入")], Fit(0, 0, 0, 0, True, 1)),
        ([row("制度", criterion=" 制度健全得 4分 ")], Fit(1, 1, 1, 0, True, 1)),
        ([row("计划", criterion="制度健全得4分")], Fit(1, 1, 1, 0, True, 1)),
        ([row("计划", criterion="计划得6分")], Fit(1, 1, 0, 0, True, 1)),
        ([row("别的", criterion="制度健全得4分")], Fit(0, 0, 0, 0, True, 1)),
        ([row("制度"), row("计划"), row("别的")], Fit(2, 2, 0, 0, True, 3)),
    ],
)
def test_rows_and_criteria_are_counted(rows: list[FormRow], wanted: Fit) -> None:
    """A fixed row by its label, any row under an open tier, a criterion of a fixed row."""
    assert found(*rows) == wanted


@pytest.mark.parametrize(
    ("rows", "tiers"),
    [
        ([row("制度", "投入", 4), row("计划", "投入", 6)], 1),
        ([row("制度", "投入", 4), row("计划", "投入指标", 6)], 1),
        ([row("制度", "投入", 4), row("计划", "投入")], 0),
        ([row("制度", "投入", whole=10), row("计划", "投入", 1)], 1),
        ([row("制度", "投入", 1, whole=9)], 0),
        ([row("甲", "效益", 20), row("制度", "投入", 10)], 2),
        ([row("甲", "效益", 10), row("乙", "效益", 11)], 0),
        ([row("甲", "别处", 20)], 0),
    ],
)
def test_a_tier_agrees_by_its_own_points_or_the_sum_of_its_rows(
    rows: list[FormRow], tiers: int
) -> None:
    """Under its label or an alias; a tier without rows says nothing."""
    assert found(*rows).tiers == tiers


@pytest.mark.parametrize(
    ("executed", "points", "agrees"),
    [(False, None, True), (False, 10, False), (True, None, False), (True, 10, True)],
)
def test_both_have_an_item_of_execution_or_neither(
    executed: bool, points: int | None, agrees: bool
) -> None:
    """A funds table with points goes with a rule set that scores the execution."""
    assert found(executed=executed, points=points).execution is agrees


def test_half_of_the_rows_is_a_fit() -> None:
    """Less than half is none; no rows at all contradict nothing."""
    assert found(row("制度"), row("别的")).is_fit
    assert not found(row("制度"), row("别的"), row("又一")).is_fit
    assert found().is_fit


def test_more_known_rows_fit_better_and_then_more_fixed_ones() -> None:
    """Criteria and tiers come after the rows."""
    assert found(row("制度"), row("甲")) < found(row("制度"), row("甲", "效益"))
    assert found(row("甲", "效益")) < found(row("制度"))
    assert found(row("制度")) < found(row("制度", criterion="制度健全得4分"))
    assert found(row("制度")) < found(row("制度", "投入", 10))


def test_rows_that_split_a_fixed_one_are_under_no_tier() -> None:
    """An open entry within a fixed row has no tier's heading of its own."""
    within = TEXT.format(points=30, execution="").replace(
        '[open.effect]\ntier = "effect"\npoints = 20',
        '[indicators.whole]\ngroup = "input"\nlabel = "整体"\npoints = 20\n'
        'scheme = { kind = "judged" }\n'
        '[open.effect]\nwithin = "indicators.whole"\npoints = 20',
    )
    rules = BENCH.loads(within)
    assert fit(Form(rows=(row("别的", "效益"), row("制度"))), rules).known == 1
