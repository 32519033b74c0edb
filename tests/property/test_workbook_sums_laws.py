"""Laws of the trees around the scores: they say what adding up known scores says."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.around_rules import AROUND
from zhibiao.api import default_workbench
from zhibiao.expr.domain import Numeric, ends
from zhibiao.expr.narrowing import narrowed
from zhibiao.expr.outcomes import holds, outcomes
from zhibiao.model.lowering.program import APPLICABLE, lower
from zhibiao.model.lowering.sums import SCORE, TOTAL, Written, lower_ratings, lower_steps
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard
from zhibiao.scoring.score import score_figures
from zhibiao.testing.strategies import from_ruleset

IDS = [summary.id for summary in default_workbench().list_rulesets()[0]]


@cache
def rules_of(name: str) -> RuleSet:
    """A built-in rule set, or one of our own."""
    return AROUND[name] if name in AROUND else default_workbench().load(name)


@cache
def sums_of(name: str) -> Written:
    """Its trees, over the scores' own."""
    scores = lower(rules_of(name)).scores.items()
    return lower_steps(rules_of(name)).over({SCORE + one: tree for one, tree in scores})


def evidence_of(card: Scorecard) -> dict[str, Numeric | bool]:
    """What was known when a card was made; a row of which nothing is said applies."""
    applies: dict[str, Numeric | bool] = {APPLICABLE + score.id: True for score in card.scores}
    return applies | {name: readings[0].value for name, readings in card.evidence.items()}


def card_of(name: str, draw: Any) -> Scorecard:
    """The card of figures that are all known, with some rows that do not apply."""
    rules = rules_of(name)
    figures = draw(from_ruleset(rules, complete=True))
    figures |= {n: draw(st.integers(0, 9)) for n in ("awards",) if n in rules.measures}
    out = draw(st.lists(st.sampled_from([item.id for item in rules.items]), max_size=2))
    return score_figures(figures | {APPLICABLE + one: False for one in out}, rules)


@pytest.mark.parametrize("name", [*IDS, *AROUND])
@settings(max_examples=25)
@given(choice=st.data())
def test_trees_of_sums_equal_sums_of_scores(name: str, choice: Any) -> None:
    """On figures that are all known, tiers, total and rating come out as by adding up."""
    card = card_of(name, choice.draw)
    sums, evidence = sums_of(name), evidence_of(card)
    for score in card.scores:
        assert outcomes(sums.scores[score.id], evidence) == score.value
    for tier in card.tiers:
        assert _ends(outcomes(sums.tiers[tier.id], evidence)) == (tier.least, tier.most)
    assert _ends(outcomes(sums.total, evidence)) == (card.total.least, card.total.most)
    if card.total.least == card.total.most:
        known = {TOTAL: card.total.least}
        found = [n for n, test in lower_ratings(card.rules).items() if holds(test, known)]
        assert set(found) == set(card.rating)


@pytest.mark.parametrize("name", [*IDS, *AROUND])
@settings(max_examples=25)
@given(choice=st.data())
def test_a_narrowed_tree_means_the_same(name: str, choice: Any) -> None:
    """Leaving out answered questions changes no score of known figures."""
    card = card_of(name, choice.draw)
    evidence = evidence_of(card)
    for tree in lower(rules_of(name)).scores.values():
        exact = outcomes(tree, evidence)
        if isinstance(exact, Fraction):
            assert outcomes(narrowed(tree), evidence) == exact


def _ends(value: Numeric) -> tuple[Fraction | None, Fraction | None]:
    whole = ends(value)
    return whole.low, whole.high
