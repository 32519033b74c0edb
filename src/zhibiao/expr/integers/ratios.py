"""Exact rationals as whole-number trees: one numerator over one denominator.

A denominator is a constant times factors that depend on the row; it is above zero wherever it is
known. Where the branches of a condition have different denominators they stay apart as a
:class:`Fork` until somebody needs one fraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from math import gcd, lcm

from attrs import frozen

from zhibiao.expr.integers import build
from zhibiao.expr.integers.nodes import (
    NOTHING,
    Choose,
    Greatest,
    Integer,
    Logical,
    Missing,
    Nonzero,
    Truth,
    Whole,
)  # fmt: skip
from zhibiao.expr.integers.ranges import bounds


@frozen(cache_hash=True)
class Ratio:
    """``numerator / (constant · factors)``."""

    numerator: Integer
    constant: int = 1
    factors: tuple[Integer, ...] = ()

    @property
    def denominator(self) -> Integer:
        """The whole denominator."""
        return build.times(Whole(self.constant), *self.factors)


@frozen(cache_hash=True)
class Fork:
    """One of two rationals by a test."""

    test: Logical
    then: Rational
    otherwise: Rational


Rational = Ratio | Fork
UNKNOWN = Ratio(Missing())


def ratio(numerator: Integer, constant: int = 1, factors: tuple[Integer, ...] = ()) -> Ratio:
    """A fraction whose constants have nothing in common."""
    common = gcd(build.content(numerator), constant)
    if common > 1:
        return Ratio(build.divided(numerator, common), constant // common, factors)
    return Ratio(numerator, constant, factors)


def chosen(test: Logical, then: Rational, otherwise: Rational) -> Rational:
    """One of two by a test: a single fraction where both have the same variable denominators."""
    if isinstance(test, Truth):
        return then if test.value else otherwise
    if isinstance(then, Ratio) and isinstance(otherwise, Ratio):
        if UNKNOWN in (then, otherwise):
            known = otherwise if then == UNKNOWN else then
            pair = [one.numerator for one in (then, otherwise)]
            return Ratio(build.choose(test, pair[0], pair[1]), known.constant, known.factors)
        if Counter(then.factors) == Counter(otherwise.factors):
            common = lcm(then.constant, otherwise.constant)
            numerator = build.choose(test, *(scaled(r, common) for r in (then, otherwise)))
            return ratio(numerator, common, then.factors)
    return Fork(test, then, otherwise)


def single(value: Rational) -> Ratio:
    """One fraction; where branches differ, its denominator depends on the test as well."""
    if isinstance(value, Ratio):
        return value
    then, otherwise = single(value.then), single(value.otherwise)
    joined = chosen(value.test, then, otherwise)
    if isinstance(joined, Ratio):
        return joined
    common = lcm(then.constant, otherwise.constant)
    numerator = build.choose(value.test, *(scaled(one, common) for one in (then, otherwise)))
    factors = [build.times(Whole(1), *one.factors) for one in (then, otherwise)]
    return ratio(numerator, common, (build.choose(value.test, *factors),))


def scaled(value: Ratio, constant: int) -> Integer:
    """The numerator that stands over another constant, a multiple of its own."""
    return build.times(Whole(constant // value.constant), value.numerator)


def branchwise(value: Rational, operation: Callable[[Ratio], Rational]) -> Rational:
    """An operation on either branch."""
    if isinstance(value, Ratio):
        return operation(value)
    return chosen(
        value.test, branchwise(value.then, operation), branchwise(value.otherwise, operation)
    )


def together(
    values: Sequence[Rational], operation: Callable[[Sequence[Ratio]], Rational]
) -> Rational:
    """An operation on several, of which at most one stays a fork."""
    forks = [index for index, value in enumerate(values) if isinstance(value, Fork)]
    whole = [single(value) for index, value in enumerate(values) if index not in forks[:1]]
    if not forks:
        return operation(whole)
    at = forks[0]
    return branchwise(values[at], lambda one: operation([*whole[:at], one, *whole[at:]]))


def common_denominator(values: Sequence[Ratio]) -> tuple[list[Integer], int, tuple[Integer, ...]]:
    """The numerators of several over one denominator: its constant, its factors.

    A zero stays a zero, whatever it is multiplied by: where a factor is unknown, so is the
    denominator.
    """
    constant = lcm(*(value.constant for value in values))
    union: Counter[Integer] = Counter()
    for value in values:
        union |= Counter(value.factors)
    numerators = []
    for value in values:
        lacking = () if value.numerator == NOTHING else union - Counter(value.factors)
        numerators.append(build.times(scaled(value, constant), *Counter(lacking).elements()))
    return numerators, constant, tuple(union.elements())


def total(values: Sequence[Rational]) -> Rational:
    """The sum."""

    def add(parts: Sequence[Ratio]) -> Ratio:
        numerators, constant, factors = common_denominator(parts)
        return ratio(build.plus(*numerators), constant, factors)

    return together(values, add)


def product(values: Sequence[Rational]) -> Rational:
    """The product."""

    def multiply(one: Ratio, other: Ratio) -> Ratio:
        numerator = build.times(one.numerator, other.numerator)
        return ratio(numerator, one.constant * other.constant, (*one.factors, *other.factors))

    return together(values, lambda parts: reduce(multiply, parts))


def extreme(values: Sequence[Rational], pick: Callable[[Iterable[Integer]], Integer]) -> Rational:
    """The least or the greatest, as ``pick`` says."""

    def choose(parts: Sequence[Ratio]) -> Ratio:
        numerators, constant, factors = common_denominator(parts)
        return ratio(pick(numerators), constant, factors)

    return together(values, choose)


def quotient(numerator: Rational, denominator: Rational) -> Rational:
    """The quotient; unknown where the denominator is zero."""

    def divide(parts: Sequence[Ratio]) -> Ratio:
        under = reciprocal(parts[1])
        if under == UNKNOWN:
            return UNKNOWN
        return product([parts[0], under])  # type: ignore[return-value]  # of ratios

    return together([numerator, denominator], divide)


def reciprocal(value: Ratio) -> Ratio:
    """One over a value; unknown where it is zero."""
    under = value.numerator
    over = build.times(Whole(value.constant), *value.factors)
    if isinstance(under, Whole):
        if under.value == 0:
            return UNKNOWN
        sign = 1 if under.value > 0 else -1
        return ratio(build.times(Whole(sign), over), abs(under.value))
    reach = bounds(under)
    common = build.content(under) or 1
    under = build.divided(under, common)
    if reach.low < 0 and reach.high <= 0:
        under, over = build.times(Whole(-1), under), build.times(Whole(-1), over)
    elif reach.low < 0:
        negative = build.relation("<", under, NOTHING)
        over = Choose(negative, build.times(Whole(-1), over), over)
        under = Greatest((under, build.times(Whole(-1), under)))
    if reach.low <= 0 <= reach.high:
        under = Nonzero(under)
    return ratio(over, common, (under,))


def compared(sign: str, left: Rational, right: Rational) -> Logical:
    """A comparison, multiplied out; unknown where one of the denominators is."""
    (one, other), _, factors = common_denominator([single(left), single(right)])
    seen = {*build.decisive(one), *build.decisive(other)}
    lost = [build.times(NOTHING, factor) for factor in factors if factor not in seen]
    match sign:
        case "<" | "<=" | "=":
            return build.relation(sign, build.plus(one, *lost) if lost else one, other)
        case _:
            raise AssertionError(sign)
