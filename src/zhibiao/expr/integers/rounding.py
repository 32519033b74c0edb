"""Rounding of rationals as one floor division whose numerator is never below zero."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

from zhibiao.exact import Rounding
from zhibiao.expr.integers import build
from zhibiao.expr.integers.nodes import (
    NOTHING,
    ONE,
    Choose,
    Integer,
    Quotient,
    Relation,
    Whole,
)  # fmt: skip
from zhibiao.expr.integers.ratios import Ratio, ratio

Natural = Callable[[Integer], bool]
"""Whether a numerator is known to be zero or more."""

_MIRRORED: dict[Rounding, Rounding] = {"floor": "up", "ceiling": "down"}
"""How the size of a negative number is rounded; what is not here treats both signs alike."""
_UPWARD: dict[Rounding, Rounding] = {"floor": "down", "ceiling": "up"}


def rounded(value: Ratio, places: int, mode: Rounding, natural: Natural) -> Ratio:
    """The fraction at so many decimal places."""
    scale = 10 ** abs(places)
    constant = value.constant if places >= 0 else value.constant * scale
    numerator = value.numerator
    if places >= 0:
        common = gcd(scale, constant)
        constant //= common
        numerator = build.times(Whole(scale // common), numerator)
    if constant == 1 and not value.factors:
        whole = numerator
    else:
        whole = _whole(numerator, build.times(Whole(constant), *value.factors), mode, natural)
    return ratio(whole, scale) if places >= 0 else ratio(build.times(Whole(scale), whole))


def _whole(numerator: Integer, denominator: Integer, mode: Rounding, natural: Natural) -> Integer:
    upward = _UPWARD.get(mode, mode)
    if natural(numerator):
        return _of_natural(numerator, denominator, upward)
    negated = build.times(Whole(-1), numerator)
    mirrored = _of_natural(negated, denominator, _MIRRORED.get(mode, mode))
    return Choose(
        Relation("<", numerator, NOTHING),
        build.times(Whole(-1), mirrored),
        _of_natural(numerator, denominator, upward),
    )


def _divided(numerator: Integer, denominator: Integer) -> Integer:
    """A floor division, with the constant that both sides have in common left out."""
    common = max(1, gcd(build.content(numerator), build.content(denominator)))
    return Quotient(build.divided(numerator, common), build.divided(denominator, common))


def _of_natural(numerator: Integer, denominator: Integer, mode: Rounding) -> Integer:
    """A fraction that is zero or more, rounded."""
    twice = build.times(Whole(2), denominator)
    match mode:
        case "down" | "floor":
            return _divided(numerator, denominator)
        case "up" | "ceiling":
            return _divided(build.plus(numerator, denominator, Whole(-1)), denominator)
        case "half-up":
            return _divided(_doubled(numerator, denominator), twice)
        case "half-down":
            return _divided(build.plus(_doubled(numerator, denominator), Whole(-1)), twice)
        case "half-even":
            return _half_even(numerator, denominator, twice)


def _half_even(numerator: Integer, denominator: Integer, twice: Integer) -> Integer:
    """Half up, and one less where a half went up to an odd number."""
    over = _doubled(numerator, denominator)
    up = _divided(over, twice)
    tie = build.relation("=", build.times(up, twice), over)
    odd = build.relation("=", build.minus(up, build.times(Whole(2), Quotient(up, Whole(2)))), ONE)
    return build.plus(up, build.times(Whole(-1), Choose(build.every((tie, odd)), ONE, NOTHING)))


def _doubled(numerator: Integer, denominator: Integer) -> Integer:
    return build.plus(build.times(Whole(2), numerator), denominator)
