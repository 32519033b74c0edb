"""Scores added up plainly, number by number: an oracle that knows no tree."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from zhibiao.exact import ZERO, round_to
from zhibiao.model.around import Adjustment
from zhibiao.model.ruleset import RuleSet, Scored

Numbers = Mapping[str, Fraction]


def added_up(
    rules: RuleSet,
    scores: Numbers,
    out: Collection[str],
    applying: Collection[str],
    counts: Numbers,
) -> dict[str, Fraction]:
    """Tiers and total, by ``tiers.<id>`` and ``total``.

    Args:
        rules: a rule set without open rows.
        scores: each score as if its row applied.
        out: the rows that do not apply.
        applying: the adjustments that apply.
        counts: how often what a bonus or deduction counts occurs.
    """
    items = rules.items
    kept = {item.id: _kept(rules, item, scores, out) for item in items}

    def adjusted(of: str, value: Fraction) -> Fraction:
        for name, one in rules.adjustments.items():
            if one.of == of and name in applying:
                value = _applied(one, value, counts.get(name, Fraction(1)))
        return value

    parts = {name: adjusted(f"indicators.{name}", score) for name, score in kept.items()}
    found = {}
    for name in rules.tiers:
        own = [item for item in items if item.tier == name]
        whole = sum((parts[item.id] for item in own), ZERO)
        whole = _stretched(rules, whole, own, out, "rescale-tier")
        found[f"tiers.{name}"] = adjusted(f"tiers.{name}", whole)
    total = sum(found.values(), ZERO) + sum((parts[i.id] for i in items if not i.tier), ZERO)
    total = adjusted("total", _stretched(rules, total, items, out, "rescale-total"))
    rounding = rules.ruleset.rounding
    if rounding.at == "total":
        total = round_to(total, rounding.places, rounding.mode)
    return {**found, "total": total}


def _policy(rules: RuleSet, item: Scored) -> str:
    policy = rules.policy_of(item)
    return "forbidden" if policy is None else policy.policy


def _kept(rules: RuleSet, item: Scored, scores: Numbers, out: Collection[str]) -> Fraction:
    if item.id not in out:
        return scores[item.id]
    return item.points if _policy(rules, item) == "full" else ZERO


def _stretched(
    rules: RuleSet,
    whole: Fraction,
    items: Collection[Scored],
    out: Collection[str],
    policy: str,
) -> Fraction:
    points = sum((item.points for item in items), ZERO)
    gone = (i.points for i in items if i.id in out and _policy(rules, i) == policy)
    left = points - sum(gone, ZERO)
    if left in (0, points):
        return whole
    rounding = rules.ruleset.rounding
    longer = whole * points / left
    return longer if rounding.at == "never" else round_to(longer, rounding.places, rounding.mode)


def _applied(one: Adjustment, value: Fraction, count: Fraction) -> Fraction:
    worth = (one.points or ZERO) * max(ZERO, count)
    if one.cap is not None:
        worth = min(worth, one.cap)
    match one.kind:
        case "bonus":
            return value + worth
        case "deduction":
            return max(ZERO, value - worth)
        case "cap":
            return value if one.to is None else min(value, one.to)
        case "veto":
            return one.to or ZERO
        case "multiplier":
            return value if one.factor is None else value * one.factor
