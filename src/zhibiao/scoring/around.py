"""What stands around the scores: rows that do not apply, and the adjustments after the sum.

The rules are the steps of ``model.lowering.sums``. Here it is decided, on all coherent readings,
which rows apply and which adjustments do; the steps are taken over what is known, and where it
is not known whether a row applies, each way in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product

from attrs import evolve, frozen

from zhibiao.exact import ZERO
from zhibiao.expr.domain import Numeric, meet, span, union
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import Truth, holds, outcomes
from zhibiao.model.lowering.program import APPLICABLE
from zhibiao.model.lowering.sums import AMOUNT, OUT, SCORE, WHEN, lower_steps, worth
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scorecard import Adjusted, Reading, Score, Status, Sum, highest, lowest
from zhibiao.scoring.coherence import Readings, coherent

Pair = tuple[Fraction, Fraction]


@frozen
class Sums:
    """Scores, tiers and total after everything around the scores was applied."""

    scores: tuple[Score, ...]
    tiers: tuple[Sum, ...]
    total: Sum
    adjusted: tuple[Adjusted, ...] = ()


def left_out(rules: RuleSet, item: Scored, readings: Readings) -> Truth:
    """Whether an item does not apply; ``None`` where its test is not decided."""
    test = lower_steps(rules).out(item.id)
    if test is None:
        return False
    name = APPLICABLE + item.id
    said = readings.get(name)
    applies = not said or any(reading.value is not False for reading in said)
    return decided(test, {**readings, name: (Reading(value=applies),)})


def decided(tree: Expr, readings: Readings) -> Truth:
    """Whether a test holds on every coherent reading; ``None`` where that is not certain."""
    found = {
        holds(tree, {name: reading.value for name, reading in chosen.items()})
        for chosen in coherent(tree, readings)
    }
    return found.pop() if len(found) == 1 else None


MAX_DOUBTS = 6
"""So many rows of which it is not known whether they apply are followed one by one."""


def add_up(
    rules: RuleSet, scores: Sequence[Score], readings: Readings, claimed: Fraction | None
) -> Sums:
    """Scores to tiers and total, with the policies for rows that do not apply.

    Adjustments of indicators come first, then those of tiers, then those of the total; of one
    sum in the order of the file.
    """
    doubtful = [s.id for s in scores if left_out(rules, s.item, readings) is None]
    subsets = product((False, True), repeat=min(len(doubtful), MAX_DOUBTS))
    found = []
    for chosen in subsets:
        out = {name for name, without in zip(doubtful, chosen, strict=False) if without}
        found.append(_sums(rules, [_marked(s, out) for s in scores], readings, claimed))
    sums = found[0]
    for other in found[1:]:
        sums = _hull(sums, other)
    if len(doubtful) > MAX_DOUBTS:
        sums = _wide_open(sums)
    shown = tuple(_open(rules, s) if s.id in doubtful else _without(rules, s) for s in scores)
    return evolve(sums, scores=shown)


def _sums(
    rules: RuleSet, scores: Sequence[Score], readings: Readings, claimed: Fraction | None
) -> Sums:
    """Everything added up when it is known which rows apply."""
    steps = lower_steps(rules)
    given = tuple(_without(rules, score) for score in scores)
    known = _decisions(rules, given, readings)
    known |= {SCORE + score.id: _between(score.value) for score in scores}
    for name, tree in steps.steps.items():
        known[name] = _between(outcomes(tree, known))
    tiers = []
    for name, step in steps.tiers.items():
        tier, pair = rules.tiers[name], _pair(known[step])
        tiers.append(Sum(name, tier.label, tier.points, *pair, _claim(name, given)))
    heading = rules.ruleset
    total = Sum("total", heading.title, heading.points, *_pair(known[steps.total]), claimed)
    adjusted = []
    for name, (before, after) in steps.changes.items():
        pairs = zip(_pair(known[before]), _pair(known[after]), strict=True)
        truth = known.get(WHEN + name) if rules.adjustments[name].when is not None else True
        adjusted.append(_adjusted(rules, name, truth, [high - low for low, high in pairs]))
    return Sums(given, tuple(tiers), total, tuple(adjusted))


def _decisions(
    rules: RuleSet, scores: Iterable[Score], readings: Readings
) -> dict[str, Numeric | bool]:
    """What is known of whatever has to be decided before scores are added up."""
    out = {score.id for score in scores if score.status is Status.NOT_APPLICABLE}
    found: dict[str, Numeric | bool] = {}
    for name, tree in lower_steps(rules).decisions.items():
        kind, _, owner = name.partition(".")
        if kind + "." == OUT:
            found[name] = owner in out
        elif kind + "." == AMOUNT:
            found[name] = _amount(tree, readings, worth(rules.adjustments[owner]))
        elif (truth := decided(tree, readings)) is not None:
            found[name] = truth
    return found


def _adjusted(rules: RuleSet, name: str, applies: object, changes: list[Fraction]) -> Adjusted:
    adjustment = rules.adjustments[name]
    return Adjusted(
        id=name,
        label=adjustment.label or name,
        kind=adjustment.kind,
        of=adjustment.of,
        applies=applies if isinstance(applies, bool) else None,
        change_low=min(changes),
        change_high=max(changes),
        source=rules.place("adjustments", name),
    )


def _claim(tier: str, scores: Iterable[Score]) -> Fraction | None:
    """What a form claims for a tier, where it claims something for every row that applies."""
    own = (score for score in scores if score.item.tier == tier)
    claims = [score.claimed for score in own if score.status is not Status.NOT_APPLICABLE]
    known = [claim for claim in claims if claim is not None]
    return sum(known, ZERO) if claims and len(known) == len(claims) else None


def _between(value: Numeric) -> Numeric:
    """Anything from the least to the most of a number: sums are known by their ends alone."""
    return span(*_pair(value))


def _pair(value: Numeric | bool) -> Pair:
    assert not isinstance(value, bool)
    return lowest(value), highest(value)


def _marked(score: Score, out: set[str]) -> Score:
    return evolve(score, status=Status.NOT_APPLICABLE) if score.id in out else score


def _open(rules: RuleSet, score: Score) -> Score:
    """A score of which it is not known whether its row applies: both it and what else it is."""
    otherwise = _without(rules, _marked(score, {score.id})).value
    return evolve(score, value=union(score.value, otherwise), status=Status.UNKNOWN)


def _hull(one: Sums, other: Sums) -> Sums:
    tiers = tuple(_wider(a, b) for a, b in zip(one.tiers, other.tiers, strict=True))
    return evolve(one, tiers=tiers, total=_wider(one.total, other.total))


def _wider(one: Sum, other: Sum) -> Sum:
    return evolve(one, least=min(one.least, other.least), most=max(one.most, other.most))


def _wide_open(sums: Sums) -> Sums:
    tiers = tuple(evolve(tier, least=ZERO, most=tier.points) for tier in sums.tiers)
    return evolve(sums, tiers=tiers, total=evolve(sums.total, least=ZERO, most=sums.total.points))


def _without(rules: RuleSet, score: Score) -> Score:
    """A score that does not apply: its points where the policy is ``full``, else nothing."""
    if score.status is not Status.NOT_APPLICABLE:
        return score
    policy = rules.policy_of(score.item)
    full = policy is not None and policy.policy == "full"
    return evolve(score, value=score.item.points if full else ZERO)


def _amount(tree: Expr, readings: Readings, within: Numeric) -> Numeric:
    """How many points a bonus or deduction can be worth on all coherent readings.

    A count that is ``null`` has no value and so no end; what it is worth has.
    """
    value: Numeric | None = None
    for chosen in coherent(tree, readings):
        evidence = {key: reading.value for key, reading in chosen.items()}
        found = meet(outcomes(tree, evidence), within)
        value = found if value is None else union(value, found)
    assert value is not None  # there is one reading at least
    return value
