"""Percentages that were written as if ``%`` were nothing: 60 for 60%, ``a / b * 100`` for a ratio.

A bare number is taken as it stands, and so 60 is 6000%. Where only a share can be meant, one that
is too large to be a share is refused with what to write; with a percent sign anything goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from zhibiao.errors import FormulaError, NumberError
from zhibiao.exact import ONE, number, text, unit_text
from zhibiao.expr import build
from zhibiao.expr.feel.bounds import bounds
from zhibiao.expr.feel.lowering import NoNames
from zhibiao.expr.nodes import Add, Const, Div, Expr, If, Max, Min, Mul, Round
from zhibiao.expr.walk import nodes
from zhibiao.loading.converter import Fault
from zhibiao.messages import loading as texts
from zhibiao.messages import say
from zhibiao.model.clauses import Formula
from zhibiao.model.place import Path
from zhibiao.model.ruleset import RuleSet

MANY_TIMES = Fraction(10)
"""A target can be passed several times over; ten times bare is rather a forgotten sign."""

_SHARES: Mapping[str, Mapping[Path, Fraction]] = {
    "completion": {("pass_mark",): ONE, ("over", "above"): MANY_TIMES},
}
"""By the kind of a scheme, its fields that are shares, and what is the most of each bare."""

_HOLDERS: Mapping[str, tuple[str, ...]] = {
    "indicators": ("scheme",),
    "shared": ("scheme",),
    "open": ("quantitative", "qualitative"),
}
"""By the name of a table, the keys of its entries under which schemes stand."""

_HUNDRED = re.compile(r"(?<![\w.])100(?:\.0+)?(?![\w.%％﹪]|\s*[%％﹪])")


def written_without(values: Mapping[str, Any], rules: RuleSet) -> Iterator[Fault]:
    """The bare numbers of a file that are no shares but stand where shares belong."""
    for name, measure in rules.measures.items():
        if measure.unit == "%":
            path: Path = ("measures", name)
            yield from _bare(values, (*path, "undefined"), ONE)
            if measure.range is not None:
                yield from _bounds(measure.range.text, (*path, "range"))
    yield from _bare(values, ("execution", "cap"), MANY_TIMES)
    for table, keys in _HOLDERS.items():
        for name, entry in values.get(table, {}).items():
            for key in keys:
                if key in entry:
                    yield from _scheme(entry[key], (table, name, key))


def _scheme(value: Any, path: Path) -> Iterator[Fault]:
    """The shares of a scheme and of its parts."""
    kind = str(value.get("kind")) if isinstance(value, dict) else ""
    if kind == "composite":
        for index, part in enumerate(value.get("parts", ())):
            yield from _scheme(part, (*path, "parts", index))
    elif kind == "grades":
        for index, grade in enumerate(value.get("grades", ())):
            yield from _bounds(str(grade["share"]), (*path, "grades", index, "share"))
    elif kind in _SHARES:
        for at, most in _SHARES[kind].items():
            for fault in _bare(value, at, most):
                yield Fault((*path, *fault.path), fault.code, fault.message)


def _bare(values: Mapping[str, Any], path: Path, most: Fraction) -> Iterator[Fault]:
    """A number at a path, where it has no percent sign and passes what a share can be."""
    found: Any = values
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, (int, Decimal, str)):
        return
    if isinstance(found, str) and not re.fullmatch(r"[\s\d.,+-]+", found):
        return
    try:
        value = number(found)
    except NumberError:  # said where the value itself is read
        return
    yield from _too_large(value, path, most)


def _bounds(written: str, path: Path) -> Iterator[Fault]:
    """The bare ends of a test of a share."""
    try:
        ends = bounds(written, build.NULL, NoNames())
    except FormulaError:  # said where the test is given its meaning
        return
    for end in (ends.low, ends.high):
        if isinstance(end, Const) and isinstance(end.value, Fraction) and not end.unit:
            yield from _too_large(end.value, path, ONE)


def _too_large(value: Fraction, path: Path, most: Fraction) -> Iterator[Fault]:
    if abs(value) > most:
        message = say(texts.SHARE_PERCENT, found=text(value), means=unit_text(value, "%"))
        yield Fault(path, "unit-mismatch", message)


def of_total(tree: Expr, points: Fraction, path: Path) -> Iterator[Fault]:
    """The percentages with which a rating compares the total, which is in points."""
    for node in nodes(tree):
        if isinstance(node, Const) and isinstance(node.value, Fraction) and node.unit == "%":
            message = say(
                texts.RATING_PERCENT,
                found=unit_text(node.value, "%"),
                means=text(node.value),
                percent=text(node.value * 100),
                wanted=text(node.value * points),
            )
            yield Fault(path, "unit-mismatch", message)


def hundredfold(tree: Expr, formula: Formula, path: Path) -> Iterator[Fault]:
    """A formula of a ratio that comes to a hundred times the ratio."""
    if _hundredfold(tree):
        at = _HUNDRED.search(formula.text)
        offset, length = (at.start(), len(at[0])) if at else (0, len(formula.text))
        message = say(texts.TIMES_HUNDRED)
        yield Fault(path, "unit-mismatch", message, None, formula.text, offset, length)


def _hundredfold(node: Expr) -> bool:
    match node:
        case If(then=then, otherwise=otherwise):
            return _hundredfold(then) or _hundredfold(otherwise)
        case Round(operand=operand):
            return _hundredfold(operand)
        case Add(parts) | Min(parts) | Max(parts):
            return any(map(_hundredfold, parts))
        case Mul(factors):
            quotient = any(isinstance(factor, Div) for factor in factors)
            return _by_hundred(factors) and (quotient or _is_share(factors))
        case Div(numerator, denominator):
            if any(isinstance(part, Const) for part in _factors(denominator)):
                return False
            return _by_hundred(_factors(numerator))
        case _:
            return False


def _factors(node: Expr) -> tuple[Expr, ...]:
    return node.factors if isinstance(node, Mul) else (node,)


def _by_hundred(factors: tuple[Expr, ...]) -> bool:
    """Whether 100 is a factor, and no percentage takes it back."""
    bare = any(isinstance(one, Const) and one.value == 100 and not one.unit for one in factors)
    return bare and not any(isinstance(one, Const) and one.unit == "%" for one in factors)


def _is_share(factors: tuple[Expr, ...]) -> bool:
    """Whether one of several factors is a share already."""
    return any(getattr(one, "unit", "") == "%" for one in factors)
