"""What must be true of the tables around the indicators: open rows, adjustments, policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from zhibiao.errors import FormulaError
from zhibiao.expr.feel import lowering
from zhibiao.loading.converter import Fault
from zhibiao.messages import Message, formulas, say
from zhibiao.messages import loading as texts
from zhibiao.model.around import Adjustment, OpenRows
from zhibiao.model.clauses import Condition
from zhibiao.model.lowering.program import RuleScope
from zhibiao.model.place import Path
from zhibiao.model.ruleset import RuleSet

NEEDS = {
    "bonus": "points",
    "deduction": "points",
    "cap": "to",
    "multiplier": "factor",
}
DEFAULT = "default"


def around(rules: RuleSet, scope: RuleScope) -> Iterator[Fault]:
    """All faults of what stands around the indicators."""
    for name, adjustment in rules.adjustments.items():
        yield from _adjustment(rules, ("adjustments", name), adjustment, scope)
    for name, opening in rules.open.items():
        yield from _open_schemes(("open", name), opening)
        if name != DEFAULT:
            yield from _open(rules, ("open", name), opening)
    if rules.not_applicable is not None:
        yield from _condition(("not_applicable", "when"), rules.not_applicable.when, scope)
    for name, indicator in rules.indicators.items():
        if indicator.not_applicable is not None:
            path: Path = ("indicators", name, "not_applicable", "when")
            yield from _condition(path, indicator.not_applicable.when, scope)


def _adjustment(
    rules: RuleSet, path: Path, adjustment: Adjustment, scope: RuleScope
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
        message = say(texts.UNKNOWN_MEASURE, name=adjustment.count)
        absent = ("measures", adjustment.count)
        yield Fault((*path, "count"), "unknown-name", message, absent=absent)
    yield from _condition((*path, "when"), adjustment.when, scope)


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


def _condition(path: Path, condition: Condition | None, scope: RuleScope) -> Iterator[Fault]:
    if condition is None:
        return
    try:
        lowering.condition(condition.text, scope)
    except FormulaError as error:
        message = cast(Message, error.message)
        yield Fault(
            path, "bad-formula", message, None, condition.text, error.offset, error.length,
            absent_measure(message),
        )  # fmt: skip


def absent_measure(message: Message) -> Path:
    """The path of the measure that a formula names in vain; empty where that is not its fault."""
    if message.text not in (formulas.UNKNOWN_NAME, formulas.UNKNOWN_NAME_NEAR):
        return ()
    return ("measures", str(dict(message.values)["name"]))
