"""What can be said of a tree before any figure is known: units that do not fit.

A unit is ``"%"`` for a ratio, a unit of measure, ``""`` for a bare number that fits anything,
or ``None`` where it is not followed further (a product of two amounts). The range of a tree
is ``outcomes.outcomes`` without evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from attrs import define, field, frozen

from zhibiao.exact import factor, same_family
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
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
    Not,
    Or,
    Power,
    Round,
    Sqrt,
    assert_never,
)  # fmt: skip
from zhibiao.expr.reach import plain
from zhibiao.expr.walk import children


@frozen
class UnitFault:
    """Two units that do not fit; ``bare`` is a number compared with a ratio without ``%``."""

    left: str
    right: str
    bare: Fraction | None = None


@lru_cache(maxsize=4096)  # the rule sets of a folder share many of their trees
def unit_faults(root: Expr) -> tuple[UnitFault, ...]:
    """Every place in a tree where units do not fit, below measures with their own formula too."""
    found = _Found()
    _unit(root, found)
    return tuple(found.faults)


def unit_of(root: Expr) -> str | None:
    """The unit of what a tree gives."""
    return _unit(root, _Found())


@define
class _Found:
    """The faults met so far, and the units of named parts, which many places may share."""

    faults: dict[UnitFault, None] = field(factory=dict)
    units: dict[Named, str | None] = field(factory=dict)


def _unit(node: Expr, found: _Found) -> str | None:
    match node:
        case Const(unit=unit):
            return unit
        case Input(unit=unit):
            return unit or None
        case Named():
            if node not in found.units:
                found.units[node] = _named(node, found)
            return found.units[node]
        case Add(terms):
            return _joined(terms, found)
        case Min(operands) | Max(operands) | Median(operands):
            return _joined(operands, found)
        case If(condition, then, otherwise):
            _unit(condition, found)
            return _joined((then, otherwise), found)
        case Compare(left=left, right=right):
            _compared(left, right, found)
            return None
        case Mul(factors):
            return _product([_unit(part, found) for part in factors])
        case Div(numerator=numerator, denominator=denominator):
            return _quotient(_unit(numerator, found), _unit(denominator, found), found)
        case Power(operand=operand, exponent=exponent):
            inner = _unit(operand, found)
            return inner if exponent == 1 or inner in ("", "%") else None
        case Round(operand=operand):
            return _unit(operand, found)
        case Sqrt() | And() | Or() | Not():
            for child in children(node):
                _unit(child, found)
            return None
        case _:
            assert_never(node)


def _named(node: Named, found: _Found) -> str | None:
    inner = _unit(node.child, found)
    if node.role == "steps":  # a number of steps, whatever is stepped
        return ""
    return node.unit or (None if node.role == "measure" else inner)


def _joined(parts: Iterable[Expr], found: _Found) -> str | None:
    units = [_unit(part, found) for part in parts]
    known = [unit for unit in units if unit]
    for other in known[1:]:
        _fit(known[0], other, found)
    return known[0] if known else (None if None in units else "")


def _compared(left: Expr, right: Expr, found: _Found) -> None:
    one, other = _unit(left, found), _unit(right, found)
    if one and other:
        _fit(one, other, found)
    for unit, side in ((one, right), (other, left)):
        if unit == "%" and isinstance(side, Const) and not side.unit:
            value = side.value
            if isinstance(value, Fraction) and value != 0:
                found.faults[UnitFault("%", "", value)] = None


def _fit(one: str, other: str, found: _Found) -> None:
    if not same_family(one, other) or factor(one) != factor(other):
        found.faults[UnitFault(one, other)] = None


def _product(units: list[str | None]) -> str | None:
    kept = [unit for unit in units if unit not in ("", "%")]
    if not kept:
        return "%" if "%" in units else ""
    return kept[0] if len(kept) == 1 else None


def _quotient(one: str | None, other: str | None, found: _Found) -> str | None:
    if other in ("", "%"):
        return one
    if one is None or other is None or not one:
        return None
    if same_family(one, other):
        _fit(one, other, found)
        return "%"
    return None


def parts_of_sum(tree: Expr) -> tuple[Expr, ...]:
    """The measures of which a tree is the plain sum; none where it is anything else."""
    if isinstance(tree, Named) and tree.role == "measure":
        tree = plain(tree.child)
    if not isinstance(tree, Add):
        return ()
    return tree.terms if all(map(_is_measure, tree.terms)) else ()


def _is_measure(node: Expr) -> bool:
    return isinstance(node, Input) or (isinstance(node, Named) and node.role == "measure")
