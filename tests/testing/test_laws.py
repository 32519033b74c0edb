"""The laws: each holds on sound scorecards and says what is wrong with a spoilt one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings

from tests.testing.small import BENCH, CASES, rules
from zhibiao.loading.toml import parse
from zhibiao.model.case import Case
from zhibiao.model.scorecard import Scorecard
from zhibiao.model.table import Table
from zhibiao.scoring.evidence import Figure
from zhibiao.testing import laws, narrowed

RULES = rules()
Figures = dict[str, Figure]
CARD = BENCH.score(RULES, {"staff": 110, "posts": 100, "late": 1, "quality": 2})
ZERO = Fraction(0)


@settings(max_examples=30)
@given(narrowed(RULES))
def test_all_laws_hold_on_a_sound_rule_set(pair: tuple[Figures, Figures]) -> None:
    """No figures make a sound rule set break a law."""
    tried = laws.trial(RULES, *pair)
    for law in laws.LAWS.values():
        law(tried)


def spoilt(*, least: Fraction | None = None, most: Fraction | None = None) -> Scorecard:
    """The card with another total."""
    low = CARD.total.least if least is None else least
    high = CARD.total.most if most is None else most
    return evolve(CARD, total=evolve(CARD.total, least=low, most=high))


@pytest.mark.parametrize(
    ("law", "card", "said"),
    [
        (laws.bounds, spoilt(least=Fraction(-1)), "below 0"),
        (laws.bounds, spoilt(most=Fraction(11)), "above its 10 points"),
        (
            laws.bounds,
            evolve(CARD, scores=(evolve(CARD.scores[0], value=Fraction(6)), *CARD.scores[1:])),
            "control",
        ),
        (laws.low_le_high, spoilt(least=Fraction(5), most=Fraction(4)), "above its most, 4"),
        (laws.sums_add_up, spoilt(least=ZERO), "0 … 4, and its parts add up to 4"),
        (
            laws.sums_add_up,
            evolve(CARD, tiers=(evolve(CARD.tiers[0], most=Fraction(9)),)),
            "input is 4 … 9",
        ),
        (laws.one_rating, evolve(CARD, rating=()), "0 ratings: (none)"),
        (laws.one_rating, evolve(CARD, rating=("差", "优")), "2 ratings: 差, 优"),
    ],
)
def test_a_law_says_what_is_wrong(
    law: Callable[[Scorecard], None], card: Scorecard, said: str
) -> None:
    """The reason names the sum or score and shows both numbers; the sound card passes."""
    law(CARD)
    with pytest.raises(laws.LawError) as caught:
        law(card)
    assert said in caught.value.message.render("en")
    assert caught.value.message.render("zh")


def test_other_results_for_the_same_figures_are_found() -> None:
    """A scorecard that does not belong to the figures breaks ``deterministic``."""
    figures: Figures = {"staff": 110, "posts": 100, "late": 1, "quality": 2}
    laws.deterministic(CARD, figures)
    with pytest.raises(laws.LawError, match="reports"):
        laws.deterministic(CARD, {**figures, "late": 2})
    with pytest.raises(laws.LawError, match="total"):
        laws.deterministic(spoilt(least=ZERO), figures)


def test_a_score_that_widens_is_found() -> None:
    """``narrowing`` compares what is possible, not only the ends."""
    little, much = BENCH.score(RULES, {"late": 0}), BENCH.score(RULES, {"late": 0, "quality": 1})
    laws.narrowing(little, much)
    with pytest.raises(laws.LawError, match="quality"):
        laws.narrowing(much, little)


def test_a_case_that_fails_lists_every_difference() -> None:
    """``case_holds`` is silent on a right case and tells all about a wrong one."""
    first, second = (
        Case(case["name"], Table(case["given"]), Table({k: Fraction(v) for k, v in pairs}))
        for case in parse(CASES.encode(), "cases").values["case"]
        for pairs in [[(k, v) for k, v in case["expect"].items() if k != "rating"]]
    )
    laws.case_holds(first, RULES)
    laws.case_holds(second, RULES)
    wrong = evolve(first, expect=Table({"control": ZERO, "total": ZERO}))
    with pytest.raises(laws.CaseError) as caught:
        laws.case_holds(wrong, RULES)
    assert len(caught.value.problems) == 2
    assert str(caught.value).count("case-fails") == 2
