"""What the evidence does not decide stays open: each case once gave a false certainty."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import zhibiao
from zhibiao.errors import RuleSetError
from zhibiao.loading.forms import parse_forms
from zhibiao.scoring.evidence import Figure

RULES = """
language = 1
[ruleset]
title = "sound"
jurisdiction = "cn"
scope = "policy"
fiscal_year = 2024
points = 20
[measures.left]
label = "年末结余"
unit = "万元"
[measures.before]
label = "上年结余"
unit = "万元"
range = ">= 0"
[measures.n]
label = "次数"
type = "count"
[measures.p]
label = "问题"
type = "boolean"
[tiers.t]
label = "甲"
points = 20
[groups.g]
tier = "t"
label = "甲"
points = 20
[indicators.i]
group = "g"
label = "次"
points = 10
scheme = { kind = "occurrences", count = "n", deduct = 1 }
[indicators.s]
group = "g"
label = "结余"
points = 10
[indicators.s.scheme]
kind = "states"
states = [
    { label = "好", score = 10, when = "left <= 0 or (before > 0 and left > 0)" },
    { label = "其余", score = 5, when = "left > 0 and before <= 0" },
]
"""


def card(figures: Mapping[str, Figure], more: str = "") -> zhibiao.Scorecard:
    """The scorecard of plain figures, with some more tables."""
    return zhibiao.score(zhibiao.loads(RULES + more), figures)


def adjustment(number: int, text: str) -> str:
    """One adjustment table."""
    return f"[adjustments.a{number}]\n{text}\n"


def test_a_decided_operand_lets_nothing_follow_for_the_other() -> None:
    """``before > 0`` is false already, so the ``and`` says nothing of ``left``."""
    found = card({"before": 0})["s"]
    assert [found.low, found.high] == [5, 10]


@pytest.mark.parametrize(
    ("steps", "figures", "total"),
    [
        (['kind="multiplier"\nfactor="1/2"\nof="indicators.i"'] * 2, {"n": 2}, 12),
        (['kind="deduction"\npoints=3\nof="indicators.i"'] * 2, {"n": 5}, 10),
        (
            ['kind="cap"\nto=6\nof="tiers.t"', 'kind="cap"\nto=3\nof="indicators.i"'],
            {"n": 0},
            6,
        ),
        (['kind="veto"\nwhen="p"', 'kind="deduction"\npoints=3\nof="indicators.i"'], {"n": 0}, 0),
        (
            ['kind="cap"\nto=18', 'kind="deduction"\npoints=3\nof="indicators.i"'],
            {"n": 0},
            17,
        ),
    ],
)
def test_each_adjustment_goes_on_from_what_the_last_one_left(
    steps: list[str], figures: dict[str, Figure], total: int
) -> None:
    """Indicators first, then tiers, then the total; never below zero."""
    more = "".join(adjustment(number, text) for number, text in enumerate(steps))
    found = card({**figures, "left": 0, "p": True}, more).total
    assert [found.low, found.high] == [total, total]


def test_an_undecided_test_of_applicability_leaves_both_open() -> None:
    """With ``p`` missing the row may earn its points or what it computes."""
    more = '[indicators.i.not_applicable]\npolicy = "full"\nwhen = "p"\n'
    found = card({"n": 5, "left": 0}, more)
    assert [found["i"].low, found["i"].high] == [5, 10]
    assert [found.total.low, found.total.high] == [15, 20]
    assert card({"n": 5, "left": 0, "p": True}, more).total.low == 20
    assert card({"n": 5, "left": 0, "p": False}, more).total.high == 15


def test_a_bonus_without_end_is_refused() -> None:
    """A count has no end of its own, so a bonus by count needs a cap."""
    with pytest.raises(RuleSetError, match="cap"):
        card({}, adjustment(0, 'kind="bonus"\npoints=1\ncount="n"'))


def test_a_state_that_the_form_names_settles_what_figures_leave_open() -> None:
    """Without figures the named state counts; figures that are known go before it."""
    rules = zhibiao.loads(RULES)
    row = '[[rows]]\nlabel = "结余"\npoints = "10"\nstate = "其余"\n'
    (form,) = parse_forms(f"form = 1\n{row}".encode(), "form.toml")
    named = zhibiao.score(rules, form)["s"]
    assert [named.low, named.high] == [5, 5]
    figures = '[[figures]]\nlabel = "年末结余"\nvalue = "0"\nunit = "万元"\n'
    (form,) = parse_forms(f"form = 1\n{figures}{row}".encode(), "form.toml")
    assert zhibiao.score(rules, form)["s"].low == 10


@pytest.mark.parametrize(("actual", "score"), [("3%", 10), ("-5%", 10), ("-6%", 0)])
def test_a_negative_target_is_met_or_not(actual: str, score: int) -> None:
    """No share of a negative target can be taken."""
    more = """
[measures.growth]
label = "增长率"
unit = "%"
[indicators.c]
group = "g"
label = "增长"
points = 10
scheme = { kind = "completion", actual = "growth", target = "-5%" }
"""
    assert card({"growth": actual}, more)["c"].low == score


@pytest.mark.parametrize(
    "change",
    [
        ("points = 10\nscheme", "points = -5\nscheme"),
        (
            '{ kind = "occurrences", count = "n", deduct = 1 }',
            '{ kind = "bands", measure = "n", bands = ['
            + ", ".join(f'{{ when = "= {n}", score = 1 }}' for n in range(200))
            + "] }",
        ),
    ],
)
def test_an_absurd_rule_set_is_refused_and_never_crashes(change: tuple[str, str]) -> None:
    """Negative points and two hundred bands are faults with a line."""
    with pytest.raises(RuleSetError):
        zhibiao.loads(RULES.replace(*change))
