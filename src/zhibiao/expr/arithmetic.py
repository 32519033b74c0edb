"""Exact arithmetic on values that are not fully known.

All operations are sound: the result holds every value that the operands allow. They are not
always the tightest, since two operands are taken as independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import product
from math import isqrt

from zhibiao.exact import ONE, ZERO, Rounding, round_to
from zhibiao.expr.domain import (
    UNBOUNDED,
    EmptyError,
    Numeric,
    Span,
    choice,
    contains,
    ends,
    inside,
    lattice_of,
    meet,
    members,
    next_on,
    span,
    union,
)  # fmt: skip

Operation = Callable[[Numeric, Numeric], Numeric]
Gathering = Callable[[Iterable[Numeric]], Numeric]

MAX_BITS = 2**14
"""A number beyond this (about 5,000 digits) is not followed further: it is unknown."""


def followed(value: Numeric) -> Numeric:
    """The value, or any number at all where it has become too long to go on with."""
    return UNBOUNDED if _bits(value) > MAX_BITS else value


def add(one: Numeric, other: Numeric) -> Numeric:
    """The sum."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one + other
    few = _pairwise(one, other, lambda a, b: a + b)
    if few is not None:
        return few
    left, right = ends(one), ends(other)
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    return span(
        low,
        high,
        low_open=left.low_open or right.low_open,
        high_open=left.high_open or right.high_open,
        lattice=_shifted(one, other),
    )


def multiply(one: Numeric, other: Numeric) -> Numeric:
    """The product."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    if one == 0 or other == 0:
        return ZERO
    few = _pairwise(one, other, lambda a, b: a * b)
    if few is not None:
        return few
    corners = [_times(a, b) for a, b in product(_corners(one), _corners(other))]
    lattice = None
    for scale, rest in ((one, other), (other, one)):
        if isinstance(scale, Fraction) and (grid := lattice_of(rest)) is not None:
            lattice = (abs(scale * grid[0]), scale * grid[1])
    return _from_corners(corners, lattice)


def divide(one: Numeric, other: Numeric) -> Numeric:
    """The quotient; any number at all when the denominator can be zero."""
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return UNBOUNDED if other == 0 else one / other
    if inside(ends(other), ZERO) if isinstance(other, Span) else contains(other, ZERO):
        return UNBOUNDED  # a lattice may step over zero, but comes as near to it as one step
    if isinstance(other, Span):
        return multiply(one, _reciprocal(other))
    return multiply(one, choice(1 / x for x in members(other) or ()))


def power(value: Numeric, exponent: int) -> Numeric:
    """A whole power; unknown where zero would be raised to a negative one."""
    if _bits(value) * abs(exponent) > MAX_BITS:
        return UNBOUNDED
    if exponent < 0:
        return divide(ONE, power(value, -exponent))
    few = members(value)
    if few is not None:
        return choice(x**exponent for x in few)
    if exponent == 0:
        return ONE
    whole = ends(value)
    if exponent % 2 == 0 and inside(whole, ZERO):
        size = maximum([whole, multiply(Fraction(-1), whole)])
        reach = ends(size)
        high = None if reach.high is None else reach.high**exponent
        return span(ZERO, high, high_open=reach.high_open)
    result: Numeric = ONE
    for _ in range(exponent):
        result = multiply(result, value)
    return result


def minimum(values: Iterable[Numeric]) -> Numeric:
    """The least of several."""
    return _fold(values, lambda a, b: _extreme(a, b, min, sign=1))


def maximum(values: Iterable[Numeric]) -> Numeric:
    """The greatest of several."""
    return _fold(values, lambda a, b: _extreme(a, b, max, sign=-1))


def median(values: Iterable[Numeric]) -> Numeric:
    """The middle one in order, or the mean of the middle two."""
    given = list(values)
    exactly = sorted(value for value in given if isinstance(value, Fraction))
    half = len(given) // 2
    if len(exactly) == len(given):
        return exactly[half] if len(given) % 2 else (exactly[half - 1] + exactly[half]) / 2
    # It never falls when a member rises: the lows have the lowest median, the highs the highest.
    lows = sorted((e.low for e in map(ends, given) if e.low is not None), reverse=True)
    highs = sorted(e.high for e in map(ends, given) if e.high is not None)
    return span(_middle(lows, len(given)), _middle(highs, len(given)))


def square_root(value: Numeric) -> Numeric:
    """The exact square root of a rational that has one; else unknown."""
    if not isinstance(value, Fraction) or value < 0:
        return span(ZERO, None)
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root * root == value else span(ZERO, None)


def rounded(value: Numeric, places: int, mode: Rounding) -> Numeric:
    """The value at so many decimal places; a span becomes what its members round to."""
    few = members(value)
    if few is not None:
        return choice(round_to(x, places, mode) for x in few)
    whole = ends(value)
    low = high = None
    if whole.low is not None:
        near = _beside(whole.low, places, 1) if whole.low_open else whole.low
        low = round_to(near, places, mode)
    if whole.high is not None:
        near = _beside(whole.high, places, -1) if whole.high_open else whole.high
        high = round_to(near, places, mode)
    return span(low, high, lattice=(Fraction(10) ** -places, ZERO))


def _bits(value: Numeric) -> int:
    """The length of the longest numerator or denominator in a value."""
    few = (value,) if isinstance(value, Fraction) else members(value)
    if few is None:
        whole = ends(value)
        few = frozenset(end for end in (whole.low, whole.high) if end is not None)
    return max((max(x.numerator.bit_length(), x.denominator.bit_length()) for x in few), default=0)


def _pairwise(
    one: Numeric, other: Numeric, operation: Callable[[Fraction, Fraction], Fraction]
) -> Numeric | None:
    a, b = members(one), members(other)
    if a is None or b is None:
        return None
    return choice(operation(x, y) for x in a for y in b)


def _middle(ordered: list[Fraction], count: int) -> Fraction | None:
    """The median of so many, of which those without an end stand last and are left out."""
    half = count // 2
    if len(ordered) <= half:
        return None
    return ordered[half] if count % 2 else (ordered[half - 1] + ordered[half]) / 2


def _fold(values: Iterable[Numeric], operation: Operation) -> Numeric:
    items: Iterator[Numeric] = iter(values)
    result = next(items)
    for value in items:
        result = operation(result, value)
    return result


def _extreme(
    one: Numeric, other: Numeric, pick: Callable[[Fraction, Fraction], Fraction], *, sign: int
) -> Numeric:
    """The least (``sign=1``) or greatest (``sign=-1``) of two."""
    few = _pairwise(one, other, pick)
    if few is not None:
        return few
    kept = [part for part in (_cut(one, other, sign), _cut(other, one, sign)) if part is not None]
    result = kept[0]
    for part in kept[1:]:
        result = union(result, part)
    return result


def _cut(value: Numeric, other: Numeric, sign: int) -> Numeric | None:
    """What is left of a value where it can be the extreme one against the other."""
    bound = ends(other)
    try:
        if sign == 1:
            return meet(value, Span(high=bound.high, high_open=bound.high_open))
        return meet(value, Span(low=bound.low, low_open=bound.low_open))
    except EmptyError:
        return None


def _shifted(one: Numeric, other: Numeric) -> tuple[Fraction, Fraction] | None:
    for known, rest in ((one, other), (other, one)):
        if isinstance(known, Fraction):
            grid = lattice_of(rest)
            return None if grid is None else (grid[0], (grid[1] + known) % grid[0])
    a, b = lattice_of(one), lattice_of(other)
    if a is None or b is None or a[0] != b[0]:
        return None
    return (a[0], (a[1] + b[1]) % a[0])


def _beside(number: Fraction, places: int, direction: int) -> Fraction:
    """A number so near to this one that no rounding changes between the two."""
    half = Fraction(10) ** -places / 2
    nearest = next_on(direction * number, half, ZERO, strict=True)
    return number + direction * (nearest - direction * number) / 2


_Corner = tuple[Fraction | None, bool, int]
"""A value with its openness; ``None`` is infinite with the sign in the last place."""


def _corners(value: Numeric) -> list[_Corner]:
    whole = ends(value)
    low: _Corner = (whole.low, whole.low_open or whole.low is None, -1)
    high: _Corner = (whole.high, whole.high_open or whole.high is None, 1)
    return [low, high]


def _times(one: _Corner, other: _Corner) -> _Corner:
    (a, a_open, a_sign), (b, b_open, b_sign) = one, other
    if a == 0 or b == 0:  # nothing times anything, even times what has no end
        closed = (a == 0 and not a_open) or (b == 0 and not b_open)
        return ZERO, not closed, 1
    if a is None or b is None:
        sign = (a_sign if a is None else (1 if a > 0 else -1)) * (
            b_sign if b is None else (1 if b > 0 else -1)
        )
        return None, True, sign
    return a * b, a_open or b_open, 1


def _from_corners(corners: list[_Corner], lattice: tuple[Fraction, Fraction] | None) -> Numeric:
    infinite = {sign for value, _, sign in corners if value is None}
    finite = [(value, is_open) for value, is_open, _ in corners if value is not None]
    low: Fraction | None = None
    high: Fraction | None = None
    low_open = high_open = False
    if -1 not in infinite:
        low = min(value for value, _ in finite)
        low_open = all(is_open for value, is_open in finite if value == low)
    if 1 not in infinite:
        high = max(value for value, _ in finite)
        high_open = all(is_open for value, is_open in finite if value == high)
    return span(low, high, low_open=low_open, high_open=high_open, lattice=lattice)


def _reciprocal(value: Span) -> Numeric:
    """One over a span that does not hold zero."""
    low: Fraction | None
    high: Fraction | None
    positive = value.low is not None and value.low >= 0
    if positive:
        low = ZERO if value.high is None else 1 / value.high
        high = None if value.low in (None, 0) else 1 / _known(value.low)
    else:
        low = None if value.high in (None, 0) else 1 / _known(value.high)
        high = ZERO if value.low is None else 1 / value.low
    low_open = value.high_open or (positive and value.high is None)
    high_open = value.low_open or (not positive and value.low is None)
    return span(low, high, low_open=low_open, high_open=high_open)


def _known(value: Fraction | None) -> Fraction:
    assert value is not None
    return value
