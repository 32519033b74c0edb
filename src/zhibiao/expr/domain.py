"""What a number can be when not everything is known, as values.

A numeric value is one of

* a ``Fraction``: known;
* :class:`Choice`: one of a few known values, such as the scores 0 and 3;
* :class:`Span`: an interval with open, closed or infinite ends, whose values may all lie on
  a lattice (a count is a whole number, a score with half-point steps a multiple of 0.5).

Here stand the values themselves, what is either of two and what is both; their arithmetic is
in ``arithmetic``. FEEL's ``null`` and unknown truth values live in ``outcomes``; nothing here
knows a tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import Literal

from attrs import frozen

from zhibiao.exact import ZERO

FEW = 64
FINEST = 10**6


@frozen(cache_hash=True)
class Choice:
    """One of at least two known values."""

    values: frozenset[Fraction]


@frozen(cache_hash=True)
class Span:
    """All numbers between two ends; ``None`` is infinite, and then open.

    With a ``lattice`` (step, offset) only ``offset + n·step`` belong to it.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    lattice: tuple[Fraction, Fraction] | None = None


Numeric = Fraction | Choice | Span
UNBOUNDED = Span()


class EmptyError(ArithmeticError):
    """No value is left: a case that cannot occur. Caught inside the evaluation."""


def choice(values: Iterable[Fraction]) -> Numeric:
    """The value that is one of these: exact, a choice, or a span when they are many."""
    distinct = frozenset(values)
    if not distinct:
        raise EmptyError
    if len(distinct) == 1:
        return next(iter(distinct))
    if len(distinct) <= FEW:
        return Choice(distinct)
    return Span(min(distinct), max(distinct), lattice=_common_lattice(distinct))


def span(
    low: Fraction | None,
    high: Fraction | None,
    *,
    low_open: bool = False,
    high_open: bool = False,
    lattice: tuple[Fraction, Fraction] | None = None,
) -> Numeric:
    """The numbers between two ends, in the narrowest form that holds them.

    Raises:
        EmptyError: when there is none.
    """
    if lattice is not None:
        step, offset = lattice
        if low is not None:
            low = next_on(low, step, offset, strict=low_open)
        if high is not None:
            high = -next_on(-high, step, -offset, strict=high_open)
        low_open = high_open = False
        if low is not None and high is not None and (high - low) / step < FEW:
            return choice(low + step * n for n in range(int((high - low) / step) + 1))
    if low is not None and high is not None:
        apart = _apart(low, high)
        if apart > 0 or (apart == 0 and (low_open or high_open)):
            raise EmptyError
        if apart == 0:
            return low
    return Span(low, high, low is not None and low_open, high is not None and high_open, lattice)


def ends(value: Numeric) -> Span:
    """The hull of a value as a span without lattice."""
    match value:
        case Fraction():
            return Span(value, value)
        case Choice(values):
            return Span(min(values), max(values))
        case Span(low, high, low_open, high_open):
            return Span(low, high, low_open, high_open)


def members(value: Numeric) -> frozenset[Fraction] | None:
    """All values that it can be, where they are few; else ``None``."""
    match value:
        case Fraction():
            return frozenset((value,))
        case Choice(values):
            return values
        case Span():
            return None


def contains(value: Numeric, number: Fraction) -> bool:
    """Whether the number is among what the value can be."""
    few = members(value)
    return inside(value, number) if few is None else number in few


def union(one: Numeric, other: Numeric) -> Numeric:
    """What is either: exact while both are few, else the hull of the two."""
    a, b = members(one), members(other)
    if a is not None and b is not None:
        return choice(a | b)
    left, right = ends(one), ends(other)
    low, low_open = _lower((left.low, left.low_open), (right.low, right.low_open))
    high, high_open = _upper((left.high, left.high_open), (right.high, right.high_open))
    lattice = _merged(_grid(one), _grid(other))
    return span(low, high, low_open=low_open, high_open=high_open, lattice=lattice)


def meet(one: Numeric, other: Numeric) -> Numeric:
    """What is both.

    Raises:
        EmptyError: when nothing is.
    """
    if isinstance(one, Fraction) and isinstance(other, Span):  # by far the most frequent
        if inside(other, one):
            return one
        raise EmptyError
    a, b = members(one), members(other)
    if a is not None and b is not None:
        return choice(a & b)
    if a is not None or b is not None:
        few, rest = (a, other) if a is not None else (b, one)
        return choice(x for x in few or () if inside(rest, x))
    left, right = ends(one), ends(other)
    low, low_open = _inner((left.low, left.low_open), (right.low, right.low_open), sign=1)
    high, high_open = _inner((left.high, left.high_open), (right.high, right.high_open), sign=-1)
    lattice = _crossed(lattice_of(one), lattice_of(other))
    return span(low, high, low_open=low_open, high_open=high_open, lattice=lattice)


def compare(operator: Literal["<", "<=", "="], one: Numeric, other: Numeric) -> bool | None:
    """True or false where it is certain, else ``None``."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        apart = _apart(one, other)
        return apart == 0 if operator == "=" else apart < 0 or (operator == "<=" and apart == 0)
    if operator == "=":
        try:
            meet(one, other)
        except EmptyError:
            return False
        return None
    if _all_below(one, other, or_equal=operator == "<="):
        return True
    return False if _all_below(other, one, or_equal=operator == "<") else None


def _all_below(one: Numeric, other: Numeric, *, or_equal: bool) -> bool:
    left, right = ends(one), ends(other)
    if left.high is None or right.low is None:
        return False
    apart = or_equal or left.high_open or right.low_open
    return left.high < right.low or (left.high == right.low and apart)


def inside(value: Numeric, number: Fraction) -> bool:
    """Whether a number lies between the ends of a value, and on its lattice."""
    whole = value if isinstance(value, Span) else ends(value)
    if whole.low is not None and _apart(number, whole.low) < whole.low_open:
        return False
    if whole.high is not None and _apart(whole.high, number) < whole.high_open:
        return False
    grid = lattice_of(value)
    return grid is None or ((number - grid[1]) / grid[0]).denominator == 1


def _apart(one: Fraction, other: Fraction) -> int:
    """Below, at or above zero as one number is below, at or above the other.

    Whole numbers: a comparison of fractions looks at their types first, and takes thrice as long.
    """
    return one.numerator * other.denominator - other.numerator * one.denominator


def lattice_of(value: Numeric) -> tuple[Fraction, Fraction] | None:
    """The lattice (step, offset) on which a value lies, where there is a simple one."""
    match value:
        case Span(lattice=lattice):
            return lattice
        case _:
            few = members(value) or frozenset()
            return _common_lattice(few)


def _grid(value: Numeric) -> tuple[Fraction, Fraction] | None:
    """As :func:`lattice_of`; one number is a lattice of a single point, with step 0."""
    return (ZERO, value) if isinstance(value, Fraction) else lattice_of(value)


def _common_lattice(values: frozenset[Fraction]) -> tuple[Fraction, Fraction] | None:
    if len(values) < 2:
        return None
    under = lcm(*(x.denominator for x in values))
    return (Fraction(1, under), ZERO) if under <= FINEST else None


def _merged(
    one: tuple[Fraction, Fraction] | None, other: tuple[Fraction, Fraction] | None
) -> tuple[Fraction, Fraction] | None:
    """The coarsest lattice that holds two, unless it is too fine to be of use."""
    if one is None or other is None:
        return None
    parts = (one[0], other[0], one[1] - other[1])
    under = lcm(*(part.denominator for part in parts))
    step = Fraction(gcd(*(int(part * under) for part in parts)), under)
    return (step, one[1]) if step.denominator <= FINEST else None


def _crossed(
    one: tuple[Fraction, Fraction] | None, other: tuple[Fraction, Fraction] | None
) -> tuple[Fraction, Fraction] | None:
    """The points that lie on two lattices (the Chinese remainder theorem).

    Raises:
        EmptyError: when none does.
    """
    if one is None or other is None:
        return one or other
    (step, offset), (other_step, other_offset) = one, other
    apart = other_offset - offset
    under = lcm(step.denominator, other_step.denominator, apart.denominator)
    a, b, distance = (int(part * under) for part in (step, other_step, apart))
    common = gcd(a, b)
    if distance % common:
        raise EmptyError
    steps = distance // common * pow(a // common, -1, b // common) % (b // common)
    return Fraction(a * b // common, under), offset + step * steps


def without(value: Numeric, excluded: Numeric) -> Numeric:
    """The value without one number, where that leaves a form that can be said.

    Raises:
        EmptyError: when nothing else is left.
    """
    if not isinstance(excluded, Fraction):
        return value
    few = members(value)
    if few is not None:
        return choice(few - {excluded})
    whole = ends(value)
    return span(
        whole.low,
        whole.high,
        low_open=whole.low_open or whole.low == excluded,
        high_open=whole.high_open or whole.high == excluded,
        lattice=lattice_of(value),
    )


def next_on(number: Fraction, step: Fraction, offset: Fraction, *, strict: bool) -> Fraction:
    """The first lattice point at or (if strict) above a number."""
    steps = (number - offset) / step
    whole = -((-steps.numerator) // steps.denominator)
    if strict and whole == steps:
        whole += 1
    return offset + whole * step


def _lower(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool]
) -> tuple[Fraction | None, bool]:
    if one[0] is None or other[0] is None:
        return None, False
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return one if one[0] < other[0] else other


def _upper(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool]
) -> tuple[Fraction | None, bool]:
    if one[0] is None or other[0] is None:
        return None, False
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return one if one[0] > other[0] else other


def _inner(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool], *, sign: int
) -> tuple[Fraction | None, bool]:
    """The tighter of two lower (``sign=1``) or upper (``sign=-1``) ends."""
    if one[0] is None:
        return other
    if other[0] is None:
        return one
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return one if (one[0] > other[0]) == (sign == 1) else other
