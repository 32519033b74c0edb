"""What lies between two corners: a straight line or, where a figure divides, a hyperbola.

An arc is one linear function over another, ``(a·x + b) / (c·x + d)``, with exact coefficients.
Sums, products, quotients and crossings of arcs are arcs and rational places, or are refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from attrs import frozen

from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO
from zhibiao.messages import curves as texts
from zhibiao.messages import say

Linear = tuple[Fraction, Fraction]
"""``slope · x + offset``."""
WHOLE: Linear = (ZERO, ONE)


@frozen
class Arc:
    """``over`` divided by ``under``; made by :func:`arc`, so that equal arcs are equal."""

    over: Linear
    under: Linear = WHOLE

    @property
    def is_flat(self) -> bool:
        """Whether it is one value everywhere."""
        return not self.over[0] and self.is_straight

    @property
    def is_straight(self) -> bool:
        """Whether it is a line."""
        return not self.under[0]

    def value(self, x: Fraction) -> Fraction | None:
        """The value at one place; none at the pole of a hyperbola."""
        if self.is_straight:
            return linear_at(self.over, x)
        under = linear_at(self.under, x)
        return linear_at(self.over, x) / under if under else None

    def where(self, value: Fraction) -> list[Fraction]:
        """The place where a value is met; none where the arc is flat."""
        slope, offset = _less(self.over, _scaled(self.under, value))
        return [-offset / slope] if slope else []


def flat(value: Fraction) -> Arc:
    """One value everywhere."""
    return Arc((ZERO, value))


def arc(over: Linear, under: Linear = WHOLE) -> Arc:
    """The quotient of two linear functions, in lowest terms; the second is not zero."""
    share = _proportion(over, under)
    if share is not None:
        return flat(share)
    by = under[0] or under[1]
    return Arc(_scaled(over, 1 / by), _scaled(under, 1 / by))


def total(one: Arc, other: Arc) -> Arc:
    """The sum of two arcs."""
    if one.is_straight and other.is_straight:  # nearly all are, and a staircase has hundreds
        return Arc(_plus(one.over, other.over))
    share = _proportion(other.under, one.under)
    if share is not None:
        return arc(_plus(one.over, _scaled(other.over, 1 / share)), one.under)
    over = _plus(_product(one.over, other.under), _product(other.over, one.under))
    return arc(over, _product(one.under, other.under))


def product(one: Arc, other: Arc) -> Arc:
    """The product of two arcs."""
    if one.is_straight and other.is_straight:
        return Arc(_product(one.over, other.over))
    factor, tops, bottoms = ONE, [one.over, other.over], [one.under, other.under]
    for top in list(tops):
        for bottom in bottoms:
            share = _proportion(top, bottom)
            if share is not None and bottom[0]:
                factor *= share
                tops.remove(top)
                bottoms.remove(bottom)
                break
    return arc(_scaled(_all(tops), factor), _all(bottoms))


def inverse(one: Arc) -> Arc:
    """1 divided by an arc that is not zero everywhere."""
    return arc(one.under, one.over)


def stretched(one: Arc, by: Fraction) -> Arc:
    """The same arc over an axis in units of ``by``."""
    over, under = ((slope * by, offset) for slope, offset in (one.over, one.under))
    return arc(over, under)


def crossings(one: Arc, other: Arc) -> list[Fraction]:
    """Where two arcs meet: none where they are the same."""
    if one.is_straight and other.is_straight:
        slope = one.over[0] - other.over[0]
        return [(other.over[1] - one.over[1]) / slope] if slope else []
    (a, b), (c, d) = one.over, other.under
    (e, f), (g, h) = other.over, one.under
    square, single, rest = a * c - e * g, a * d + b * c - e * h - f * g, b * d - f * h
    if not square:
        return [-rest / single] if single else []
    inside = single * single - 4 * square * rest
    if inside < 0:
        return []
    root = Fraction(isqrt(inside.numerator), isqrt(inside.denominator))
    if root * root != inside:
        raise UnsupportedNodeError(say(texts.BENT))
    return [(-single + root) / (2 * square), (-single - root) / (2 * square)]


def linear_at(linear: Linear, x: Fraction) -> Fraction:
    """The value of a linear function."""
    return linear[0] * x + linear[1] if linear[0] else linear[1]


def _proportion(one: Linear, other: Linear) -> Fraction | None:
    """How many times ``other`` ``one`` is, where it is that everywhere."""
    if one[0] * other[1] != one[1] * other[0]:
        return None
    return one[0] / other[0] if other[0] else one[1] / other[1]


def _scaled(one: Linear, by: Fraction) -> Linear:
    return one[0] * by, one[1] * by


def _plus(one: Linear, other: Linear) -> Linear:
    return one[0] + other[0], one[1] + other[1]


def _less(one: Linear, other: Linear) -> Linear:
    return one[0] - other[0], one[1] - other[1]


def _all(factors: Sequence[Linear]) -> Linear:
    result = WHOLE
    for factor in factors:
        result = _product(result, factor)
    return result


def _product(one: Linear, other: Linear) -> Linear:
    if one[0] and other[0]:
        raise UnsupportedNodeError(say(texts.BENT))
    slope = one[0] * other[1] if one[0] else other[0] and other[0] * one[1]
    return slope, one[1] * other[1]
