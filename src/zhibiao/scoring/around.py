"""What stands around the scores: rows that do not apply, and the adjustments after the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product

from attrs import evolve, frozen

from zhibiao.backends.evaluate import evaluate
from zhibiao.exact import ZERO, round_to
from zhibiao.expr.domain import UNBOUNDED, Numeric, ends, union
from zhibiao.expr.feel.lowering import condition as lower_condition
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import Truth, holds
from zhibiao.model.around import Adjustment
from zhibiao.model.lowering.program import APPLICABLE, scope_of
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scorecard import Adjusted, Score, Status, Sum, highest, lowest
from zhibiao.scoring.coherence import Readings, coherent
from zhibiao.scoring.open_rows import open_group

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
    policy = rules.policy_of(item)
    if policy is None or policy.policy == "forbidden":
        return False
    said = readings.get(APPLICABLE + item.id)
    if said and all(reading.value is False for reading in said):
        return True
    if policy.when is None:
        return False
    return decided(lower_condition(policy.when.text, scope_of(rules)), readings)


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
    return evolve(sums, scores=shown, total=_rounded_total(rules, sums.total))


def _sums(
    rules: RuleSet, scores: Sequence[Score], readings: Readings, claimed: Fraction | None
) -> Sums:
    """Everything added up when it is known which rows apply."""
    given = tuple(_without(rules, score) for score in scores)
    done: dict[str, Adjusted] = {}
    pairs = {score.id: (lowest(score.value), highest(score.value)) for score in given}
    for name, before in list(pairs.items()):
        pairs[name] = _adjust(rules, f"indicators.{name}", before, readings, done)
    tiers = []
    for name in rules.tiers:
        tier = _tier(rules, name, given, pairs)
        pair = _adjust(rules, f"tiers.{name}", (tier.least, tier.most), readings, done)
        tiers.append(evolve(tier, least=pair[0], most=pair[1]))
    beside = [pairs[score.id] for score in given if not score.item.tier]
    least = sum((t.least for t in tiers), ZERO) + sum((low for low, _ in beside), ZERO)
    most = sum((t.most for t in tiers), ZERO) + sum((high for _, high in beside), ZERO)
    factor = _factor(rules, given, "rescale-total")
    pair = _rounded(rules, (least * factor, most * factor), rescaled=factor != 1)
    pair = _adjust(rules, "total", pair, readings, done)
    total = Sum("total", rules.ruleset.title, rules.ruleset.points, *pair, claimed)
    adjusted = tuple(done[name] for name in rules.adjustments if name in done)
    return Sums(given, tuple(tiers), total, adjusted)


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


def _tier(rules: RuleSet, name: str, scores: Sequence[Score], pairs: Mapping[str, Pair]) -> Sum:
    own = [score for score in scores if score.item.tier == name]
    factor = _factor(rules, own, "rescale-tier")
    pair = (
        sum((pairs[s.id][0] for s in own), ZERO) * factor,
        sum((pairs[s.id][1] for s in own), ZERO) * factor + _unfilled(rules, name, own),
    )
    tier = rules.tiers[name]
    claims = [score.claimed for score in own if score.status is not Status.NOT_APPLICABLE]
    known = [claim for claim in claims if claim is not None]
    return Sum(
        name,
        tier.label,
        tier.points,
        *_rounded(rules, pair, rescaled=factor != 1),
        sum(known, ZERO) if claims and len(known) == len(claims) else None,
    )


def _unfilled(rules: RuleSet, name: str, own: Sequence[Score]) -> Fraction:
    """What a tier's open rows can still earn where none of them was brought."""
    brought = {score.item.group for score in own}
    fixed = sum((score.item.points for score in own), ZERO)
    return sum(
        (
            rules.tiers[name].points - fixed if opening.points is None else opening.points
            for key, opening in rules.open.items()
            if opening.tier == name and open_group(key) not in brought
        ),
        ZERO,
    )


def _factor(rules: RuleSet, scores: Iterable[Score], policy: str) -> Fraction:
    """By how much the rest is stretched to stand for the rows that do not apply."""
    whole = kept = ZERO
    for score in scores:
        whole += score.item.points
        own = rules.policy_of(score.item)
        out = score.status is Status.NOT_APPLICABLE and own is not None and own.policy == policy
        kept += ZERO if out else score.item.points
    return whole / kept if kept else Fraction(1)


def _rounded(rules: RuleSet, pair: Pair, *, rescaled: bool) -> Pair:
    rounding = rules.ruleset.rounding
    if not rescaled or rounding.at == "never":
        return pair
    low, high = (round_to(one, rounding.places, rounding.mode) for one in pair)
    return low, high


def _rounded_total(rules: RuleSet, total: Sum) -> Sum:
    rounding = rules.ruleset.rounding
    if rounding.at != "total":
        return total
    least = round_to(total.least, rounding.places, rounding.mode)
    return evolve(total, least=least, most=round_to(total.most, rounding.places, rounding.mode))


def _adjust(
    rules: RuleSet, of: str, pair: Pair, readings: Readings, done: dict[str, Adjusted]
) -> Pair:
    """A sum after all adjustments of it, each of which is noted."""
    for name, adjustment in rules.adjustments.items():
        if adjustment.of != of:
            continue
        truth: Truth = True
        if adjustment.when is not None:
            truth = decided(lower_condition(adjustment.when.text, scope_of(rules)), readings)
        after = _result(adjustment, pair, _amount(rules, adjustment, readings), truth)
        change = (after[0] - pair[0], after[1] - pair[1])
        pair = after
        done[name] = Adjusted(
            id=name,
            label=adjustment.label or name,
            kind=adjustment.kind,
            of=of,
            applies=truth,
            change_low=min(change),
            change_high=max(change),
            source=rules.place("adjustments", name),
        )
    return pair


def _amount(rules: RuleSet, adjustment: Adjustment, readings: Readings) -> Pair:
    """How many points a bonus or deduction is worth, from the least to the most."""
    points = adjustment.points or ZERO
    if adjustment.count is None:
        low = high = points
    else:
        counted = ends(_counted(rules, adjustment.count, readings))
        most = adjustment.cap if adjustment.cap is not None else rules.ruleset.points
        low = points * max(ZERO, counted.low or ZERO)
        high = most if counted.high is None else points * max(ZERO, counted.high)
    if adjustment.cap is not None:
        low, high = min(low, adjustment.cap), min(high, adjustment.cap)
    return low, high


def _counted(rules: RuleSet, name: str, readings: Readings) -> Numeric:
    """What a measure can be on all coherent readings."""
    tree = scope_of(rules).resolve(name)
    value: Numeric | None = None
    for chosen in coherent(tree, readings) if tree is not None else ():
        evidence = {key: reading.value for key, reading in chosen.items()}
        found = evaluate(tree, evidence).value if tree is not None else UNBOUNDED
        value = found if value is None else union(value, found)
    return UNBOUNDED if value is None else value


def _result(adjustment: Adjustment, before: Pair, amount: Pair, truth: Truth) -> Pair:
    if truth is False:
        return before
    applied = _applied(adjustment, before, amount)
    if truth is True:
        return applied
    return min(before[0], applied[0]), max(before[1], applied[1])


def _applied(adjustment: Adjustment, before: Pair, amount: Pair) -> Pair:
    low, high = before
    match adjustment.kind:
        case "bonus":
            return low + amount[0], high + amount[1]
        case "deduction":
            return max(ZERO, low - amount[1]), max(ZERO, high - amount[0])
        case "cap":
            limit = adjustment.to if adjustment.to is not None else high
            return min(low, limit), min(high, limit)
        case "veto":
            return adjustment.to or ZERO, adjustment.to or ZERO
        case "multiplier":
            factor = Fraction(1) if adjustment.factor is None else adjustment.factor
            return low * factor, high * factor
