"""Small constructors that keep trees flat and free of needless nodes.

They fold what is constant and desugar what has no node; they never change a meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from zhibiao.exact import Rounding
from zhibiao.expr.domain import UNBOUNDED, Numeric
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
    Div,
    Expr,
    If,
    Max,
    Min,
    Mul,
    Named,
    Not,
    Operator,
    Or,
    Round,
)  # fmt: skip

TRUE = Const(True)
FALSE = Const(False)
NULL = Const(None)


@lru_cache(maxsize=1024)
def const(value: Fraction | int, unit: str = "") -> Const:
    """A number."""
    return Const(value if isinstance(value, Fraction) else Fraction(value), unit)


def add(*terms: Expr) -> Expr:
    """The sum, flattened; zeros are left out."""
    flat: list[Expr] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Add) else (term,))
    kept = [term for term in flat if not _is_number(term, 0)] or [const(0)]
    return kept[0] if len(kept) == 1 else Add(tuple(kept))


def negate(operand: Expr) -> Expr:
    """The operand with its sign changed."""
    if isinstance(operand, Const) and isinstance(operand.value, Fraction):
        return Const(-operand.value, operand.unit)
    return multiply(const(-1), operand)


def subtract(left: Expr, right: Expr) -> Expr:
    """The difference."""
    return add(left, negate(right))


def multiply(*factors: Expr) -> Expr:
    """The product, flattened; constants of one are left out."""
    flat: list[Expr] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Mul) else (factor,))
    kept = [factor for factor in flat if not _is_number(factor, 1)] or [const(1)]
    return kept[0] if len(kept) == 1 else Mul(tuple(kept))


def divide(numerator: Expr, denominator: Expr, undefined: Fraction | None = None) -> Expr:
    """The quotient; division by the constant one is none."""
    if _is_number(denominator, 1):
        return numerator
    return Div(numerator, denominator, undefined)


def rounded(operand: Expr, places: int, mode: Rounding) -> Expr:
    """The operand at so many places."""
    return Round(operand, places, mode)


def clamp(operand: Expr, low: Expr, high: Expr) -> Expr:
    """The operand, but at least ``low`` and at most ``high``."""
    return Min((high, Max((low, operand))))


def compare(operator: str, left: Expr, right: Expr) -> Expr:
    """Any of the six comparisons in terms of ``<``, ``<=`` and ``=``."""
    match operator:
        case "<" | "<=" | "=":
            kept: Operator = operator
            return Compare(kept, left, right)
        case ">":
            return Compare("<", right, left)
        case ">=":
            return Compare("<=", right, left)
        case _:
            return Not(Compare("=", left, right))


def both(*operands: Expr) -> Expr:
    """All of them hold."""
    kept = [operand for operand in operands if not _is(operand, truth=True)]
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def either(*operands: Expr) -> Expr:
    """At least one of them holds."""
    kept = [operand for operand in operands if not _is(operand, truth=False)]
    if not kept:
        return FALSE
    return kept[0] if len(kept) == 1 else Or(tuple(kept))


def choose(cases: Sequence[tuple[Expr, Expr]], otherwise: Expr) -> Expr:
    """The result of the first case whose condition holds."""
    result = otherwise
    for condition, then in reversed(cases):
        result = If(condition, then, result)
    return result


def counted(condition: Expr, worth: Expr) -> Expr:
    """``worth`` where the condition holds, else nothing."""
    return If(condition, worth, const(0))


def named(role: str, name: str, child: Expr, unit: str = "", within: Numeric = UNBOUNDED) -> Named:
    """A value under a name."""
    return Named(role, name, child, unit, within)


def _is(node: Expr, *, truth: bool) -> bool:
    return isinstance(node, Const) and node.value is truth


def _is_number(node: Expr, value: int) -> bool:
    return isinstance(node, Const) and node.value == value and not isinstance(node.value, bool)
