"""What follows for sums of integers where a comparison is decided, and what that decides in turn.

A comparison of integers says that a sum is zero or more: ``a < b`` that ``b - a - 1`` is. A test
that is decided has no unknown in it, so that what it decides is not unknown either.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

from zhibiao.expr.integers import build
from zhibiao.expr.integers.nodes import (
    Every,
    Integer,
    Logical,
    Opposite,
    Relation,
    Some,
    Truth,
    Whole,
)  # fmt: skip

Sum = frozenset[tuple[Integer, int]]
"""A sum whatever its order, without the constant that all of it has in common."""

Facts = frozenset[Sum]
"""Sums that are zero or more."""


def follows(test: Logical, *, truth: bool) -> Facts:
    """What is zero or more where a test holds, or where it does not."""
    found = frozenset(_follows(test, truth=truth))
    return found | frozenset(map(_bare, found))


def natural(node: Integer, facts: Facts) -> bool:
    """Whether the facts say that a sum is zero or more, wherever it is known."""
    return _bare(primitive(node)) in facts


def settled(test: Logical, facts: Facts) -> Logical:
    """A comparison, or what it comes to where the facts decide it."""
    if not facts or not isinstance(test, Relation) or test.sign == "=":
        return test
    above = build.minus(test.right, test.left)
    strict = test.sign == "<"
    if primitive(build.plus(above, Whole(-1)) if strict else above) in facts:
        return Truth(True)
    under = build.minus(test.left, test.right)
    if primitive(under if strict else build.plus(under, Whole(-1))) in facts:
        return Truth(False)
    return test


def primitive(node: Integer) -> Sum:
    """A node as a sum, without the constant that all of it has in common."""
    members = build.linear(node)
    common = max(1, gcd(*members.values()))
    return frozenset((member, count // common) for member, count in members.items())


def _bare(found: Sum) -> Sum:
    """A sum without the members that cancelled out, which only say where it is unknown."""
    return frozenset((member, count) for member, count in found if count)


def _follows(test: Logical, *, truth: bool) -> Iterator[Sum]:
    match test:
        case Relation(sign, left, right):
            low, high = (left, right) if truth else (right, left)
            if sign == "=" and not truth:
                return
            difference = build.minus(high, low)
            yield primitive(difference)
            if sign == "=":
                yield primitive(build.minus(low, high))
            elif (sign == "<") is truth:
                yield primitive(build.plus(difference, Whole(-1)))
        case Opposite(operand):
            yield from _follows(operand, truth=not truth)
        case Every(operands) if truth:
            for operand in operands:
                yield from _follows(operand, truth=True)
        case Some(operands) if not truth:
            for operand in operands:
                yield from _follows(operand, truth=False)
