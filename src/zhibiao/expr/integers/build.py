"""Constructors of whole-number trees that keep sums in one order and constants together.

Equal sums become equal trees, so that they are computed once and that what a condition says of
a difference is found again. Nothing is left out that can be unknown: not even times zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import gcd, prod

from zhibiao.expr.integers.nodes import (
    NOTHING,
    ONE,
    Choose,
    Every,
    Greatest,
    Integer,
    Least,
    Logical,
    Nonzero,
    Opposite,
    Plus,
    Quotient,
    Relation,
    Sign,
    Some,
    Times,
    Truth,
    Whole,
)  # fmt: skip
from zhibiao.expr.integers.ranges import bounds

Linear = Mapping[Integer, int]
"""A sum as its members, each with how often it counts; a constant is so many ones."""


def linear(node: Integer) -> Linear:
    """A node as a sum of members that are no sums themselves."""
    match node:
        case Whole(value):
            return {ONE: value} if value else {}
        case Plus(terms):
            return _summed(linear(term) for term in terms)
        case Times((Whole(value), rest)):
            return {member: value * count for member, count in linear(rest).items()}
        case Times((Whole(value), *rest)):
            return {Times(tuple(rest)): value}
        case _:
            return {node: 1}


def plus(*terms: Integer) -> Integer:
    """The sum, with what all of it has in common taken out once."""
    members = _summed(map(linear, terms))
    if not members:
        return NOTHING
    common = max(1, gcd(*members.values()))
    parts = [_counted(member, count // common) for member, count in members.items()]
    return times(Whole(common), parts[0] if len(parts) == 1 else Plus(tuple(parts)))


def minus(left: Integer, right: Integer) -> Integer:
    """The difference."""
    return plus(left, times(Whole(-1), right))


def times(*factors: Integer) -> Integer:
    """The product, with its constant first."""
    constant = 1
    rest: list[Integer] = []
    for factor in factors:
        for part in factor.factors if isinstance(factor, Times) else (factor,):
            if isinstance(part, Whole):
                constant *= part.value
            else:
                rest.append(part)
    if not rest:
        return Whole(constant)
    if len(rest) == 1 and constant < 0 and isinstance(rest[0], Plus):
        return plus(*(times(Whole(constant), term) for term in rest[0].terms))
    return _counted(rest[0] if len(rest) == 1 else Times(tuple(rest)), constant)


def least(operands: Iterable[Integer]) -> Integer:
    """The least of all; a constant that never is the least is left out."""
    return _extreme(operands, greatest_wins=False)


def greatest(operands: Iterable[Integer]) -> Integer:
    """The greatest of all; a constant that never is the greatest is left out."""
    return _extreme(operands, greatest_wins=True)


def choose(test: Logical, then: Integer, otherwise: Integer) -> Integer:
    """One of two by a test; what both have in common is taken out.

    Two that are equal stay a choice: where the test is unknown, so is the result.
    """
    if isinstance(test, Truth):
        return then if test.value else otherwise
    common = max(1, gcd(content(then), content(otherwise)))
    return times(Whole(common), Choose(test, divided(then, common), divided(otherwise, common)))


def relation(sign: Sign, left: Integer, right: Integer) -> Logical:
    """A comparison, with what both sides have in common left out."""
    if isinstance(left, Whole) and isinstance(right, Whole):
        a, b = left.value, right.value
        return Truth(a < b if sign == "<" else a <= b if sign == "<=" else a == b)
    common = max(1, gcd(content(left), content(right)))
    return Relation(sign, divided(left, common), divided(right, common))


def every(operands: Iterable[Logical]) -> Logical:
    """All of them."""
    kept = [operand for operand in operands if operand != Truth(True)]
    if Truth(False) in kept:
        return Truth(False)
    if not kept:
        return Truth(True)
    return kept[0] if len(kept) == 1 else Every(tuple(kept))


def some(operands: Iterable[Logical]) -> Logical:
    """At least one of them."""
    kept = [operand for operand in operands if operand != Truth(False)]
    if Truth(True) in kept:
        return Truth(True)
    if not kept:
        return Truth(False)
    return kept[0] if len(kept) == 1 else Some(tuple(kept))


def opposite(operand: Logical) -> Logical:
    """The opposite."""
    match operand:
        case Truth(value):
            return Truth(not value)
        case Opposite(inner):
            return inner
        case _:
            return Opposite(operand)


def decisive(node: Integer) -> Iterator[Integer]:
    """All nodes without which a node is unknown, itself among them."""
    yield node
    match node:
        case Plus(operands) | Times(operands) | Least(operands) | Greatest(operands):
            for operand in operands:
                yield from decisive(operand)
        case Quotient(numerator, denominator):
            yield from decisive(numerator)
            yield from decisive(denominator)
        case Nonzero(operand):
            yield from decisive(operand)


def content(node: Integer) -> int:
    """A whole number that divides whatever the node gives; zero for the constant zero."""
    match node:
        case Whole(value):
            return abs(value)
        case Times(factors):
            return prod(content(factor) for factor in factors)
        case Plus(operands) | Least(operands) | Greatest(operands):
            return gcd(*map(content, operands))
        case Choose(then=then, otherwise=otherwise):
            return gcd(content(then), content(otherwise))
        case _:
            return 1


def divided(node: Integer, by: int) -> Integer:
    """The node divided by a divisor of its content."""
    if by == 1:
        return node
    match node:
        case Whole(value):
            return Whole(value // by)
        case Times(factors):
            rest: list[Integer] = []
            for factor in factors:
                common = gcd(content(factor), by)
                rest.append(divided(factor, common))
                by //= common
            kept = tuple(factor for factor in rest if factor != ONE) or (ONE,)
            return kept[0] if len(kept) == 1 else Times(kept)
        case Plus(terms):
            return Plus(tuple(divided(term, by) for term in terms))
        case Least(operands):
            return Least(tuple(divided(operand, by) for operand in operands))
        case Greatest(operands):
            return Greatest(tuple(divided(operand, by) for operand in operands))
        case Choose(test, then, otherwise):
            return Choose(test, divided(then, by), divided(otherwise, by))
        case _:
            raise AssertionError(f"{by} does not divide {node}")


def _summed(parts: Iterable[Linear]) -> dict[Integer, int]:
    found: dict[Integer, int] = {}
    for part in parts:
        for member, count in part.items():
            found[member] = found.get(member, 0) + count
    # A member that cancels out stays, since the sum is unknown where it is.
    return {member: count for member, count in found.items() if count or member != ONE}


def _counted(member: Integer, count: int) -> Integer:
    if isinstance(member, Whole):
        return Whole(member.value * count)
    if count == 1:
        return member
    return Times((Whole(count), *(member.factors if isinstance(member, Times) else (member,))))


def _extreme(operands: Iterable[Integer], *, greatest_wins: bool) -> Integer:
    cls = Greatest if greatest_wins else Least
    flat: dict[Integer, None] = {}
    for operand in operands:
        flat.update(dict.fromkeys(operand.operands if isinstance(operand, cls) else (operand,)))
    found = list(flat)
    for operand in list(found):
        others = [one for one in found if one is not operand and not isinstance(one, Whole)]
        if isinstance(operand, Whole) and any(
            _beaten(operand.value, other, greatest_wins=greatest_wins) for other in others
        ):
            found.remove(operand)
    wholes = [one.value for one in found if isinstance(one, Whole)]
    if len(wholes) > 1:
        best = max(wholes) if greatest_wins else min(wholes)
        found = [Whole(best), *(one for one in found if not isinstance(one, Whole))]
    if len(found) == 1:
        return found[0]
    common = gcd(*map(content, found))
    if common > 1:
        inner = _extreme([divided(one, common) for one in found], greatest_wins=greatest_wins)
        return times(Whole(common), inner)
    return cls(tuple(found))


def _beaten(constant: int, other: Integer, *, greatest_wins: bool) -> bool:
    reach = bounds(other)
    return reach.low >= constant if greatest_wins else reach.high <= constant


def spread(node: Integer, by: int) -> Integer:
    """The node times a constant, put where it costs nothing: into constants and counts."""
    match node:
        case Plus(terms):
            return Plus(tuple(spread(term, by) for term in terms))
        case Times((Whole(value), Choose() as choice)):
            return spread(choice, value * by)
        case Least(operands):
            return Least(tuple(spread(operand, by) for operand in operands))
        case Greatest(operands):
            return Greatest(tuple(spread(operand, by) for operand in operands))
        case Choose(test, then, otherwise):
            return Choose(test, spread(then, by), spread(otherwise, by))
        case _:
            return times(Whole(by), node)
