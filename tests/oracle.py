"""A plain interpreter of expression trees with known inputs, against which others are held.

It is written without regard to the package's own arithmetic. ``None`` is *unknown*: a zero
denominator, a root that is not rational, and whatever needs one of these.
"""

from __future__ import annotations

import math
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)  # fmt: skip
from fractions import Fraction

from tests.strategies import Known
from zhibiao.exact import Rounding
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

Answer = Fraction | bool | None

DECIMAL_MODES: dict[Rounding, str] = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "half-down": ROUND_HALF_DOWN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
}


def answer(node: Expr, known: Known) -> Answer:
    """The value of a tree when every input is known."""
    match node:
        case Const(value=value):
            return value
        case Input(name=name):
            return known[name]
        case Named(child=child):
            return answer(child, known)
        case If(condition, then, otherwise):
            decided = answer(condition, known)
            return None if decided is None else answer(then if decided else otherwise, known)
        case Compare(operator=operator, left=left, right=right):
            one, other = answer(left, known), answer(right, known)
            if one is None or other is None:
                return None
            return {"<": one < other, "<=": one <= other, "=": one == other}[operator]
        case Not(operand=operand):
            opposite = answer(operand, known)
            return None if opposite is None else not opposite
        case And(operands=operands):
            return _joined([answer(part, known) for part in operands], stop=False)
        case Or(operands=operands):
            return _joined([answer(part, known) for part in operands], stop=True)
        case _:
            return _number(node, known)


def _joined(parts: list[Answer], *, stop: bool) -> bool | None:
    if stop in parts:
        return stop
    return None if None in parts else not stop


def _number(
    node: Add | Mul | Div | Power | Sqrt | Round | Min | Max | Median, known: Known
) -> Fraction | None:
    parts = [answer(part, known) for part in _operands(node)]
    values = [Fraction(part) for part in parts if part is not None]
    if len(values) < len(parts):
        return None
    first, last = values[0], values[-1]
    match node:
        case Add():
            return sum(values, Fraction(0))
        case Mul():
            return math.prod(values, start=Fraction(1))
        case Div(undefined=undefined):
            return first / last if last else undefined
        case Power(exponent=exponent):
            return None if first == 0 and exponent < 0 else first**exponent
        case Sqrt():
            return root(first)
        case Round(places=places, mode=mode):
            return rounded(first, places, mode)
        case Min():
            return min(values)
        case Max():
            return max(values)
        case Median():
            middle = sorted(values)
            half = len(middle) // 2
            return middle[half] if len(middle) % 2 else (middle[half - 1] + middle[half]) / 2
        case _:
            assert_never(node)


def _operands(
    node: Add | Mul | Div | Power | Sqrt | Round | Min | Max | Median,
) -> tuple[Expr, ...]:
    match node:
        case Add(terms=parts) | Mul(factors=parts):
            return parts
        case Min(operands=parts) | Max(operands=parts) | Median(operands=parts):
            return parts
        case Div(numerator=numerator, denominator=denominator):
            return numerator, denominator
        case Power(operand=operand) | Sqrt(operand=operand) | Round(operand=operand):
            return (operand,)
        case _:
            assert_never(node)


def root(value: Fraction) -> Fraction | None:
    """The square root, where it is rational."""
    if value < 0:
        return None
    found = Fraction(math.isqrt(value.numerator), math.isqrt(value.denominator))
    return found if found**2 == value else None


def rounded(value: Fraction, places: int, mode: Rounding) -> Fraction:
    """The value at so many decimal places, from the definition of each mode."""
    scaled = value * Fraction(10) ** places
    down = math.trunc(scaled)
    away = down + (1 if scaled > 0 else -1) if scaled != down else down
    rest = abs(scaled - down)
    near = down if rest < Fraction(1, 2) else away
    whole = {
        "down": down,
        "up": away,
        "floor": math.floor(scaled),
        "ceiling": math.ceil(scaled),
        "half-up": near,
        "half-down": down if rest == Fraction(1, 2) else near,
        "half-even": round(scaled),
    }[mode]
    return whole / Fraction(10) ** places
