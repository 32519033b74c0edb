"""What a scheme needs of its measures: an answer is no amount, and a rate is no count."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.exact import same_family
from zhibiao.expr.check import unit_of
from zhibiao.expr.domain import ends
from zhibiao.expr.nodes import (
    Add,
    Const,
    Div,
    Expr,
    If,
    Input,
    Max,
    Median,
    Min,
    Mul,
    Named,
    Round,
)  # fmt: skip
from zhibiao.loading.converter import Fault
from zhibiao.messages import Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.lowering.program import RuleScope
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.occurrences import Occurrences

_NUMBERS = (MeasureType.COUNT, MeasureType.NUMBER)
_POSITIONS = (MeasureType.STATE, MeasureType.LEVEL)
_TYPES: dict[Need, tuple[MeasureType, ...]] = {
    "answer": (MeasureType.BOOLEAN,),
    "event": (MeasureType.BOOLEAN, *_NUMBERS),
    "count": _NUMBERS,
    "number": (*_NUMBERS, *_POSITIONS),
    "state": _POSITIONS,
    "rank": (*_NUMBERS, *_POSITIONS),
}
_WORDS: dict[Need, Text] = {
    "answer": texts.ANSWER,
    "event": texts.EVENT,
    "count": texts.COUNTING,
    "number": texts.NUMBER,
    "state": texts.STATE,
    "rank": texts.A_RANK,
}
_COUNTED: tuple[Need, ...] = ("event", "count", "rank")
_NO_COUNTS = ("%", "元")
"""Rates and amounts are never so many times, whatever else is counted in units of its own."""


def needs(scheme: Scheme, path: Path, scope: RuleScope) -> Iterator[Fault]:
    """Measures that are not what a scheme needs, and what only a part of a composite may do."""
    if isinstance(scheme, Occurrences) and scheme.deduct < 0:
        message = say(texts.TAKES_OFF, key="deduct")
        yield Fault((*path, "deduct"), "wrong-value", message)
    for at, name, need in scheme.needs():
        if name in scope.table:
            yield from fits(name, need, (*path, *at), scope)


def fits(name: str, need: Need, path: Path, scope: RuleScope) -> Iterator[Fault]:
    """Whether a measure is what is needed of it."""
    measure = scope.table[name]
    found = None
    code = "wrong-value"
    if measure.type not in _TYPES[need]:
        found = say(texts.OF_TYPE, type=measure.type.value)
    elif need in _COUNTED and _is_no_count(measure.unit):
        code, found = "unit-mismatch", say(texts.IN_UNIT, unit=measure.unit)
    elif need == "rank" and _starts_below(measure, name, scope):
        found = say(texts.FROM_BELOW)
    if found is not None:
        message = say(texts.NEEDS_MEASURE, wanted=_WORDS[need], name=name, found=found)
        yield Fault(path, code, message)


def _is_no_count(unit: str) -> bool:
    return bool(unit) and any(same_family(unit, other) for other in _NO_COUNTS)


def _starts_below(measure: Measure, name: str, scope: RuleScope) -> bool:
    if measure.type in _POSITIONS:
        return False
    low = ends(scope.within(name)).low
    return low is None or low < 1


def points(scheme: Scheme, path: Path, tree: Expr) -> Iterator[Fault]:
    """A formula whose result is a rate or an amount, taken for points."""
    if isinstance(scheme, FormulaScheme):
        unit = _carried(tree)
        if unit:
            message = say(texts.POINTS_UNIT, unit=unit)
            yield Fault((*path, "formula"), "unit-mismatch", message)


def _carried(node: Expr) -> str:
    """The unit that a result still has: none once it was multiplied by something without one."""
    match node:
        case Const() | Input() | Named(role="measure"):
            unit = unit_of(node) or ""
            return unit if _is_no_count(unit) else ""
        case Named(child=below) | Round(operand=below):
            return _carried(below)
        case Add(parts) | Min(parts) | Max(parts) | Median(parts):
            return next(filter(None, map(_carried, parts)), "")
        case If(then=then, otherwise=otherwise):
            return _carried(then) or _carried(otherwise)
        case Mul(factors):
            carried = [_carried(factor) for factor in factors]
            return carried[0] if all(carried) else ""
        case Div(denominator=Const()):  # so many steps of that size
            return ""
        case Div(numerator, denominator):
            over, under = _carried(numerator), _carried(denominator)
            return "%" if over and under else ""
        case _:
            return ""
