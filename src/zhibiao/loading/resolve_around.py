"""What must be true of the tables around the indicators: open rows, adjustments, policies."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.exact import ONE, ZERO, text
from zhibiao.loading.clauses.doubts import Doubts
from zhibiao.loading.clauses.faults import unknown
from zhibiao.loading.clauses.kinds import fits
from zhibiao.loading.converter import Fault
from zhibiao.messages import loading as texts
from zhibiao.messages import say
from zhibiao.model.around import Adjustment, OpenRows
from zhibiao.model.clauses import Condition
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.place import Path
from zhibiao.model.ruleset import RuleSet

NEEDS = {
    "bonus": "points",
    "deduction": "points",
    "cap": "to",
    "multiplier": "factor",
}
DEFAULT = "default"

MOST_FACTOR = Fraction(2)
"""No standard more than doubles a sum; what lies above is a percentage without its sign."""


def around(rules: RuleSet, doubts: Doubts) -> Iterator[Fault]:
    """All faults of what stands around the indicators."""
    for name, adjustment in rules.adjustments.items():
        yield from _adjustment(rules, ("adjustments", name), adjustment, doubts)
    for name, opening in rules.open.items():
        yield from _open_schemes(("open", name), opening)
        if name != DEFAULT:
            yield from _open(rules, ("open", name), opening)
    if rules.not_applicable is not None:
        yield from _condition(("not_applicable", "when"), rules.not_applicable.when, doubts)
    for name, indicator in rules.indicators.items():
        if indicator.not_applicable is not None:
            path: Path = ("indicators", name, "not_applicable", "when")
            yield from _condition(path, indicator.not_applicable.when, doubts)


def _adjustment(
    rules: RuleSet, path: Path, adjustment: Adjustment, doubts: Doubts
) -> Iterator[Fault]:
    kind, _, name = adjustment.of.partition(".")
    known = {"tiers": set(rules.tiers), "indicators": {item.id for item in rules.items}}
    if adjustment.of != "total" and name not in known.get(kind, set()):
        said = say(texts.BAD_OF, found=adjustment.of)
        yield Fault((*path, "of"), "unknown-name", said, absent=(kind, name))
    needed = NEEDS.get(adjustment.kind)
    if adjustment.kind == "bonus" and adjustment.count is not None and adjustment.cap is None:
        message = say(texts.ADJUSTMENT_NEEDS, kind=adjustment.kind, key="cap")
        yield Fault(path, "missing-key", message)  # a count has no end of its own
    if needed is not None and getattr(adjustment, needed) is None:
        message = say(texts.ADJUSTMENT_NEEDS, kind=adjustment.kind, key=needed)
        yield Fault(path, "missing-key", message)
    if adjustment.count is not None and adjustment.count not in rules.measures:
        named, measures = ("measures", adjustment.count), tuple(rules.measures)
        yield unknown((*path, "count"), texts.UNKNOWN_MEASURE, named, measures)
    elif adjustment.count is not None and adjustment.count not in doubts.measures:
        yield from fits(adjustment.count, "number", (*path, "count"), scope_of(rules))
    yield from _condition((*path, "when"), adjustment.when, doubts)
    yield from _numbers(rules, path, adjustment)


def _numbers(rules: RuleSet, path: Path, adjustment: Adjustment) -> Iterator[Fault]:
    """What its numbers can never be; a deduction says by its kind that it takes off."""
    negative = False
    for key in ("points", "cap", "to"):
        value = getattr(adjustment, key)
        if value is not None and value < 0:
            negative = True
            message = say(texts.NEGATIVE, key=key)
            yield Fault((*path, key), "wrong-value", message)
    factor = adjustment.factor
    if factor is not None and not 0 <= factor <= MOST_FACTOR:
        message = say(texts.FACTOR, most=text(MOST_FACTOR), found=text(factor))
        yield Fault((*path, "factor"), "wrong-value", message)
    if adjustment.to is None or negative:
        return
    most = _most(rules, adjustment.of)
    if most is not None and adjustment.to > most:
        shown = {"of": adjustment.of, "most": text(most), "found": text(adjustment.to)}
        yield Fault((*path, "to"), "wrong-value", say(texts.TO_BEYOND, **shown))


def _most(rules: RuleSet, of: str) -> Fraction | None:
    """The most that a sum can come to: its points, and what is added to it or to a part of it."""
    points, tiers = _points(rules), {f"indicators.{item.id}": item.tier for item in rules.items}
    if of not in points:
        return None
    most, factor = points[of], ONE
    for one in rules.adjustments.values():
        if of in (one.of, "total") or of == f"tiers.{tiers.get(one.of)}":
            most += max(_added(one), ZERO)
            factor *= one.factor if one.factor and ONE < one.factor <= MOST_FACTOR else ONE
    return most * factor


def _points(rules: RuleSet) -> dict[str, Fraction]:
    """The points of each sum that an adjustment can be of."""
    found = {"total": rules.ruleset.points}
    found |= {f"tiers.{name}": tier.points for name, tier in rules.tiers.items()}
    return found | {f"indicators.{item.id}": item.points for item in rules.items}


def _added(adjustment: Adjustment) -> Fraction:
    """The most that an adjustment adds."""
    if adjustment.kind != "bonus":
        return ZERO
    ends = (adjustment.cap, adjustment.points if adjustment.count is None else None)
    return min((end for end in ends if end is not None), default=ZERO)


def _open(rules: RuleSet, path: Path, opening: OpenRows) -> Iterator[Fault]:
    kind, _, name = opening.within.partition(".")
    in_tier = opening.tier in rules.tiers and not opening.within
    in_row = not opening.tier and kind == "indicators" and name in rules.indicators
    if not (in_tier or in_row):
        absent = ("tiers", opening.tier) if opening.tier else (kind, name)
        yield Fault(path, "unknown-name", say(texts.OPEN_PLACE), absent=absent)
    default = rules.open.get(DEFAULT)
    for side in ("quantitative", "qualitative"):
        if getattr(opening, side) is None and getattr(default, side, None) is None:
            yield Fault(path, "missing-key", say(texts.OPEN_SCHEME, kind=side))


def _open_schemes(path: Path, opening: OpenRows) -> Iterator[Fault]:
    for side in ("quantitative", "qualitative"):
        scheme = getattr(opening, side)
        for at, said in scheme.faults() if scheme is not None else ():
            if at:  # what is missing as a whole are measures, which each row brings
                yield Fault((*path, side, *at), "wrong-value", said)


def _condition(path: Path, condition: Condition | None, doubts: Doubts) -> Iterator[Fault]:
    if condition is not None:
        yield from doubts.told(condition, path)
