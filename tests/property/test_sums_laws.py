"""The law of the lowered sums: on what is decided, they are what the scorecard adds up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.adding import added_up
from tests.around_rules import AROUND
from tests.written import INVENTED
from zhibiao import loads
from zhibiao.exact import ZERO
from zhibiao.expr.outcomes import Evidence, holds, outcomes
from zhibiao.model.lowering.program import APPLICABLE, lower
from zhibiao.model.lowering.sums import SCORE, lower_sums
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard, highest, lowest
from zhibiao.scoring.score import score_figures
from zhibiao.testing.strategies import from_ruleset


@pytest.mark.parametrize("name", INVENTED)
@settings(max_examples=max(20, settings().max_examples // 2))
@given(data=st.data())
def test_lowered_sums_are_those_of_the_scorecard(name: str, data: DataObject) -> None:
    """Tiers and total over the least, and over the most, of scores before anything around them."""
    rules = loads(INVENTED[name])
    figures = data.draw(from_ruleset(rules, complete=True))
    left = data.draw(st.sets(st.sampled_from(sorted(lower(rules).scores))))
    figures |= {APPLICABLE + one: False for one in left & set(lower_sums(rules).out)}
    card = score_figures(figures, rules)
    sums = lower_sums(rules)
    least, most = evidence(card, least=True), evidence(card, least=False)
    applies = {one: holds(test, least) is not True for one, test in sums.out.items()}
    assert applies == {
        s.id: s.status.value != "not-applicable" for s in card.scores if s.id in applies
    }
    unsettled = "rate" not in figures and not (figures.get("posts") and "staff" in figures)
    pairs = [(sums.tiers[tier.id], tier) for tier in card.tiers]
    for ends, whole in [*pairs, (sums.total, card.total)]:
        for tree, known, wanted in ((ends.low, least, whole.least), (ends.high, most, whole.most)):
            found = outcomes(tree, known)
            assert found == wanted or not isinstance(found, Fraction)
            assert isinstance(found, Fraction) or unsettled


ADDED = {**{name: loads(text) for name, text in INVENTED.items()}, **AROUND}


@pytest.mark.parametrize("name", ADDED)
@settings(
    max_examples=max(20, settings().max_examples // 2),
    suppress_health_check=[HealthCheck.filter_too_much],  # a figure out of range leaves a gap
)
@given(data=st.data())
def test_a_scorecard_adds_up_as_by_hand(name: str, data: DataObject) -> None:
    """Where all is known, tiers and total are what plain arithmetic over its scores gives."""
    rules = ADDED[name]
    figures = data.draw(from_ruleset(rules, complete=True))
    counted = {key: one.count for key, one in rules.adjustments.items() if one.count is not None}
    figures |= {count: data.draw(st.integers(0, 9)) for count in counted.values()}
    out = data.draw(st.sets(st.sampled_from(sorted(lower(rules).scores))))
    card = score_figures(figures | {APPLICABLE + one: False for one in out}, rules)
    assume(all(s.status.value != "unknown" for s in card.scores))
    assume(all(one.applies is not None for one in card.adjustments))
    scores = {score.id: score.value for score in card.scores}
    sums = added_up(
        rules,
        {key: value for key, value in scores.items() if isinstance(value, Fraction)},
        {score.id for score in card.scores if score.status.value == "not-applicable"},
        {one.id for one in card.adjustments if one.applies},
        {key: Fraction(figures[count]) for key, count in counted.items()},
    )
    found = {f"tiers.{tier.id}": tier for tier in card.tiers} | {"total": card.total}
    assert {key: (one.least, one.most) for key, one in found.items()} == {
        key: (value, value) for key, value in sums.items()
    }


def evidence(card: Scorecard, *, least: bool) -> Evidence:
    """The figures of a scorecard, one end of each of its scores, and which rows apply."""
    known = {name: found[0].value for name, found in card.evidence.items()}
    unsaid = {APPLICABLE + name: True for name in lower_sums(card.rules).out}
    ends = {SCORE + s.id: (lowest if least else highest)(s.value) for s in card.scores}
    return {**unsaid, **known, **ends}


def test_a_rule_set_without_anything_around_adds_up_plainly() -> None:
    """With neither adjustments nor policies a tier is the sum of its scores."""
    rules: RuleSet = loads(INVENTED["schemes"])
    sums = lower_sums(rules)
    scores = {SCORE + item.id: Fraction(1) for item in rules.items}
    assert not sums.out
    assert outcomes(sums.tiers["all"].low, scores) == len(rules.items) - 1
    assert outcomes(sums.total.low, scores) == sum(scores.values(), ZERO)
