"""What must be true between the tables of a rule set: names exist, formulas mean something.

Each function yields faults with paths; nothing here stops at the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

from attrs import fields, has

from zhibiao.errors import FormulaError, NumberError
from zhibiao.exact import ONE, Quantity, same_family, text
from zhibiao.expr.check import UnitFault, unit_faults, unit_of
from zhibiao.expr.domain import Span, contains, ends
from zhibiao.expr.feel import lowering
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.reach import plain
from zhibiao.expr.walk import inputs
from zhibiao.loading.clauses import percents
from zhibiao.loading.clauses.apart import blamed
from zhibiao.loading.clauses.doubts import Doubts
from zhibiao.loading.clauses.faults import clause, unit_message, units, unknown
from zhibiao.loading.clauses.kinds import needs, points
from zhibiao.loading.converter import Fault
from zhibiao.loading.resolve_around import around
from zhibiao.messages import Message, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import Condition, Formula, MeasureId, UnaryTest
from zhibiao.model.lowering.program import (
    ItemScope,
    RuleScope,
    lower_item,
    lower_scheme,
    scope_of,
)
from zhibiao.model.measure import WeightedAggregate
from zhibiao.model.place import Path
from zhibiao.model.ruleset import EXECUTION, LAST_YEAR, MOST_PLACES, RuleSet, Scored
from zhibiao.model.scheme import Scheme

MAX_PARTS = 100
"""So many bands, states or items a scheme may have; its tree is as deep as there are."""

RESERVED = (
    "if", "then", "else", "and", "or", "not", "between", "in", "true", "false", "null",
)  # fmt: skip


def resolve(rules: RuleSet, amiss: Collection[Path] = ()) -> Iterator[Fault]:
    """All faults between the tables.

    Args:
        rules: the rule set.
        amiss: where a fault was told already and something else stands in its place.
    """
    yield from _ids(rules)
    yield from _headings(rules)
    yield from _indicators(rules)
    yield from _shared(rules)
    scope = scope_of(rules)
    doubts = Doubts.of(rules, amiss)
    broken = list(_measures(rules, scope, doubts))
    yield from broken
    doubts = doubts.more(str(fault.path[1]) for fault in broken)
    yield from _weights(rules)
    yield from doubts.free(_ratings(rules, scope))
    for item in rules.items:
        yield from _scored(rules, item, doubts)
    yield from doubts.free(around(rules, doubts))


def _ids(rules: RuleSet) -> Iterator[Fault]:
    for table in ("measures", "tiers", "groups", "indicators", "shared", "adjustments"):
        for name in getattr(rules, table):
            if not name.isidentifier() or name in RESERVED:
                message = say(texts.BAD_ID, id=name, reserved=RESERVED)
                yield Fault((table, name), "bad-id", message)
    for name in rules.shared:
        if name in rules.indicators:
            yield Fault(("shared", name), "bad-id", say(texts.SAME_ID, name=name))
    for table in ("indicators", "shared") if rules.execution is not None else ():
        if EXECUTION in getattr(rules, table):
            yield Fault((table, EXECUTION), "bad-id", say(texts.EXECUTION_ID, name=EXECUTION))


def _headings(rules: RuleSet) -> Iterator[Fault]:
    heading = rules.ruleset
    if not re.fullmatch(r"cn|\d{6}", heading.jurisdiction):
        message = say(texts.BAD_JURISDICTION, found=heading.jurisdiction)
        yield Fault(("ruleset", "jurisdiction"), "bad-jurisdiction", message)
    if heading.points <= 0:
        message = say(texts.NOT_POSITIVE, found=text(heading.points))
        yield Fault(("ruleset", "points"), "wrong-value", message)
    yield from _whole_numbers(rules)
    for name, group in rules.groups.items():
        if group.tier not in rules.tiers:
            path: Path = ("groups", name, "tier")
            yield unknown(path, texts.UNKNOWN_TIER, ("tiers", group.tier), tuple(rules.tiers))


def _whole_numbers(rules: RuleSet) -> Iterator[Fault]:
    """A number of places or a year beyond all reason would be reckoned with for hours."""
    heading, execution = rules.ruleset, rules.execution
    rate_places = None if execution is None else execution.rate_places
    numbers: tuple[tuple[Path, int | None, int, int], ...] = (
        (("ruleset", "fiscal_year"), heading.fiscal_year, 1, LAST_YEAR),
        (("ruleset", "rounding", "places"), heading.rounding.places, 0, MOST_PLACES),
        ((EXECUTION, "rate_places"), rate_places, 0, MOST_PLACES),
    )
    for path, value, least, most in numbers:
        if value is not None and not least <= value <= most:
            shown = {"key": str(path[-1]), "least": str(least), "most": str(most)}
            yield Fault(path, "wrong-value", say(texts.WHOLE_BETWEEN, found=str(value), **shown))


def _indicators(rules: RuleSet) -> Iterator[Fault]:
    members = {m for shared in rules.shared.values() for m in shared.members}
    for name, indicator in rules.indicators.items():
        path: Path = ("indicators", name)
        if indicator.group not in rules.groups:
            named = ("groups", indicator.group)
            yield unknown((*path, "group"), texts.UNKNOWN_GROUP, named, tuple(rules.groups))
        if name in members:
            continue
        for key in ("points", "scheme"):
            if getattr(indicator, key) is None:
                yield Fault(path, "missing-key", say(texts.NEEDS_SCORE, missing=key))


def _shared(rules: RuleSet) -> Iterator[Fault]:
    owner: dict[str, str] = {}
    for name, shared in rules.shared.items():
        if not shared.members:
            yield Fault(("shared", name), "wrong-value", say(texts.EMPTY, key="members"))
        if shared.group and shared.group not in rules.groups:
            at: Path = ("shared", name, "group")
            named = ("groups", shared.group)
            yield unknown(at, texts.UNKNOWN_GROUP, named, tuple(rules.groups))
        for index, member in enumerate(shared.members):
            path: Path = ("shared", name, "members", index)
            indicator = rules.indicators.get(member)
            if indicator is None:
                named = ("indicators", member)
                yield unknown(path, texts.UNKNOWN_MEMBER, named, tuple(rules.indicators))
            elif indicator.points is not None or indicator.scheme is not None:
                message = say(texts.MEMBER_HAS_SCORE, name=member, owner=name)
                yield Fault(("indicators", member), "wrong-value", message)
            if member in owner:
                message = say(texts.MEMBER_TWICE, name=member, other=owner[member])
                yield Fault(path, "wrong-value", message)
            owner[member] = name


def _measures(rules: RuleSet, scope: RuleScope, doubts: Doubts) -> list[Fault]:
    """The faults of measures, each where it is and not where another measure names it."""
    found = list(_each_measure(rules, scope))
    said: dict[str, set[Message]] = {}
    for fault in found:
        said.setdefault(str(fault.path[1]), set()).add(fault.message)

    def follows(fault: Fault) -> bool:
        # Lowering a formula meets the faults of the measures that it names, as said of them.
        name = str(fault.path[1])
        if fault.code != "unknown-name" and name in doubts.measures:
            return True
        return any(fault.message in said.get(other, ()) for other in doubts.named_by(name))

    return [fault for fault in found if not follows(fault)]


def _each_measure(rules: RuleSet, scope: RuleScope) -> Iterator[Fault]:
    for name, measure in rules.measures.items():
        path: Path = ("measures", name)
        if measure.range is not None:
            try:
                scope.within(name)
            except FormulaError as error:
                yield clause((*path, "range"), measure.range.text, error)
                continue
        try:
            tree = scope.resolve(name)
        except (FormulaError, NumberError) as error:
            written = "" if measure.formula is None else measure.formula.text
            yield clause((*path, "formula"), written, error)
            continue
        if not isinstance(tree, Named):
            continue
        formula = plain(tree.child)
        yield from units(formula, (*path, "formula"))
        found = unit_of(formula)
        if found and measure.unit and not same_family(found, measure.unit):
            message = say(texts.FORMULA_UNIT, found=found, wanted=measure.unit)
            yield Fault((*path, "formula"), "unit-mismatch", message)
        if measure.formula is not None and measure.unit == "%":
            yield from percents.hundredfold(formula, measure.formula, (*path, "formula"))


def _weights(rules: RuleSet) -> Iterator[Fault]:
    for name, measure in rules.measures.items():
        weighing = measure.aggregate
        if isinstance(weighing, WeightedAggregate) and weighing.weighted not in rules.measures:
            at: Path = ("measures", name, "aggregate", "weighted")
            named = ("measures", weighing.weighted)
            yield unknown(at, texts.UNKNOWN_MEASURE, named, tuple(rules.measures))


def _ratings(rules: RuleSet, scope: RuleScope) -> Iterator[Fault]:
    for name, test in rules.ruleset.ratings.items():
        path: Path = ("ruleset", "ratings", name)
        try:
            tree = lowering.unary_test(test.text, Input("total"), scope)
        except FormulaError as error:
            yield clause(path, test.text, error)
        else:
            yield from percents.of_total(tree, rules.ruleset.points, path)


def _scored(rules: RuleSet, item: Scored, doubts: Doubts) -> Iterator[Fault]:
    path: Path = (*item.path, "scheme")
    if item.points <= 0:
        message = say(texts.NOT_POSITIVE, found=text(item.points))
        yield Fault((*item.path, "points"), "wrong-value", message)
        return
    if _longest(item.scheme) > MAX_PARTS:
        yield Fault(path, "wrong-value", say(texts.TOO_MANY, most=MAX_PARTS))
        return
    broken = [Fault((*path, *at), "wrong-value", said) for at, said in item.scheme.faults()]
    scope = scope_of(rules)
    broken += doubts.free(_clauses(rules, item.scheme, path, doubts))
    if not doubts.about(item.scheme, path):
        broken += needs(item.scheme, path, scope)
    yield from broken
    if broken or doubts.about(item.scheme, path):
        return
    try:
        raw = lower_scheme(rules, item)
    except (FormulaError, NumberError) as error:
        yield from _blamed(item, path, scope) or [clause(path, "", error)]
        return
    # Bounds and rounding add no unit that could fail to fit: most trees need none of them here.
    mismatches = unit_faults(lower_item(rules, item)) if unit_faults(raw) else ()
    if mismatches:
        whole = [Fault(path, "unit-mismatch", unit_message(one)) for one in mismatches]
        yield from _blamed(item, path, scope) or whole
    yield from points(item.scheme, path, raw)
    yield from _reach(raw, item.points, path)


def _reach(tree: Expr, points: Fraction, path: Path) -> Iterator[Fault]:
    reach = _outside(tree, points)
    if reach is not None:
        low = "-∞" if reach.low is None else text(reach.low)
        high = "∞" if reach.high is None else text(reach.high)
        message = say(texts.OUT_OF_RANGE, points=text(points), low=low, high=high)
        yield Fault(path, "score-out-of-range", message)


@lru_cache(maxsize=4096)
def _outside(tree: Expr, points: Fraction) -> Span | None:
    """The results, where all lie outside the points; one within them settles it at once."""
    sample = outcomes(tree, {leaf.name: _some(leaf) for leaf in inputs(tree)})
    if isinstance(sample, Fraction) and 0 <= sample <= points:
        return None
    reach = ends(outcomes(tree))
    below = reach.high is not None and reach.high < 0
    above = reach.low is not None and reach.low > points
    return reach if below or above else None


def _some(leaf: Input) -> Fraction | bool:
    """One value that an input can have."""
    if leaf.kind == "boolean":
        return True
    if contains(leaf.within, ONE):
        return ONE
    reach = ends(leaf.within)
    return next((e for e in (reach.high, reach.low) if e is not None), ONE)


def _longest(scheme: Scheme) -> int:
    """The length of the longest list in a scheme's fields."""
    values = [getattr(scheme, attribute.name) for attribute in fields(type(scheme))]
    return max((len(value) for value in values if isinstance(value, tuple)), default=0)


def _clauses(rules: RuleSet, part: object, path: Path, doubts: Doubts) -> Iterator[Fault]:
    """The names and formulas in a scheme's fields, however deep."""
    if isinstance(part, tuple):
        for index, entry in enumerate(part):
            yield from _clauses(rules, entry, (*path, index), doubts)
    elif isinstance(part, (Condition, Formula)):
        yield from doubts.told(part, path)
    else:
        for name, names_measure in _fields(type(part)):  # type: ignore[arg-type]  # every class is hashable
            value = getattr(part, name)
            here = (*path, name)
            if names_measure and isinstance(value, str) and value:
                if value not in rules.measures:
                    named = ("measures", value)
                    yield unknown(here, texts.UNKNOWN_MEASURE, named, tuple(rules.measures))
            else:
                yield from _clauses(rules, value, here, doubts)


@lru_cache(maxsize=256)
def _fields(cls: Any) -> tuple[tuple[str, bool], ...]:
    """The fields in which clauses can stand, each with whether it names a measure."""
    if not has(cls) or issubclass(cls, (UnaryTest, Quantity)):
        return ()
    return tuple((one.name, _names_measure(one.type)) for one in fields(cls))


def _names_measure(annotation: object) -> bool:
    return annotation is MeasureId or "MeasureId" in str(annotation)


def _blamed(item: Scored, path: Path, scope: RuleScope) -> list[Fault]:
    """What is wrong in the single clauses of a scheme; none where only the whole is."""
    found = blamed(item.scheme, path, ItemScope(scope, item.id, item.points))
    return [
        Fault(one.path, "unit-mismatch", unit_message(one.fault))
        if isinstance(one.fault, UnitFault)
        else clause(one.path, one.written, one.fault)
        for one in found
    ]
