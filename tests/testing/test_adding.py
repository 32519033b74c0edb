"""The law of sums where rows may not apply: what the answers give, and neither more nor less."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.testing.small import BENCH
from tests.written import INVENTED
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard
from zhibiao.scoring.around import MAX_DOUBTS
from zhibiao.scoring.score import rescored
from zhibiao.testing import laws, narrowed
from zhibiao.testing.search import broken_laws

HEAD = """
language = 1
[ruleset]
title = "不适用"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = {points}
[measures.flag]
label = "新设单位"
type = "boolean"
[tiers.t]
label = "产出"
points = {points}
[groups.g]
tier = "t"
label = "质量"
points = {points}
"""
ROW = """
[indicators.x{number}]
group = "g"
label = "行{number}"
points = {points}
scheme = {{ kind = "judged" }}
"""
LEFT_OUT = """
[indicators.x{number}.not_applicable]
policy = "{policy}"
when = "flag"
"""
POLICIES = ("full", "rescale-tier", "rescale-total")


def two_rows(policy: str) -> RuleSet:
    """29 points that always count, and 6 that a flag leaves out."""
    rows = ROW.format(number=1, points=29) + ROW.format(number=2, points=6)
    return BENCH.loads(HEAD.format(points=35) + rows + LEFT_OUT.format(number=2, policy=policy))


def spoilt(card: Scorecard, by: int, end: str) -> Scorecard:
    """The card with one end of its tier moved."""
    (tier,) = card.tiers
    return evolve(card, tiers=(evolve(tier, **{end: getattr(tier, end) + by}),))


@pytest.mark.parametrize("policy", POLICIES)
def test_a_row_that_may_not_apply_breaks_no_law(policy: str) -> None:
    """Whatever the policy, the laws hold on all figures of a correct rule set."""
    assert broken_laws(two_rows(policy)) == {}


@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("end", ["least", "most"])
@pytest.mark.parametrize("flag", [None, True, False])
def test_a_sum_is_just_what_the_answers_give(by: int, end: str, flag: bool | None) -> None:
    """Decided or not, a sum that is wider or narrower by one point is told."""
    known = {"x1": 20, "x2": 5} if flag is None else {"x1": 20, "x2": 5, "flag": flag}
    card = BENCH.score(two_rows("rescale-tier"), known)
    ends = {None: (Fraction("24.14"), 25), True: (Fraction("24.14"),) * 2, False: (25, 25)}
    assert (card.tiers[0].least, card.tiers[0].most) == ends[flag]
    laws.sums_add_up(card)
    with pytest.raises(laws.LawError, match="t "):
        laws.sums_add_up(spoilt(card, by, end))


def test_of_very_many_undecided_rows_a_sum_holds_the_answers() -> None:
    """Beyond the rows that are followed one by one, wider is right and narrower is not."""
    numbers = range(MAX_DOUBTS + 1)
    rows = "".join(
        ROW.format(number=n, points=1) + LEFT_OUT.format(number=n, policy="rescale-tier")
        for n in numbers
    )
    rules = BENCH.loads(HEAD.format(points=len(numbers)) + rows)
    card = BENCH.score(rules, {f"x{n}": 1 for n in numbers})
    laws.sums_add_up(card)
    with pytest.raises(laws.LawError):
        laws.sums_add_up(spoilt(card, -1, "most"))


AROUND = INVENTED["around"][: INVENTED["around"].index("[adjustments.prize]")]


@given(
    data=st.data(),
    policy=st.sampled_from(POLICIES),
    other=st.sampled_from(POLICIES),
    at=st.sampled_from(["indicator", "total", "never"]),
    applies=st.sampled_from([None, True, False]),
)
def test_sums_add_up_whatever_is_not_decided(
    data: DataObject, *, policy: str, other: str, at: str, applies: bool | None
) -> None:
    """Any policies, roundings and figures, with one row answered or not by the form."""
    text = AROUND.replace('"rescale-tier"', f'"{policy}"').replace('"full"', f'"{other}"')
    rules = BENCH.loads(text.replace('at = "indicator"', f'at = "{at}"'))
    figures, _ = data.draw(narrowed(rules))
    card = BENCH.score(rules, figures)
    laws.sums_add_up(card)
    if applies is not None:
        laws.sums_add_up(rescored(card, {"applicable.speed": applies}))
