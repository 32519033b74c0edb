"""Static interval analysis: between which whole numbers a node lies, and what holds them."""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from zhibiao.expr.integers.nodes import (
    Choose,
    Column,
    Greatest,
    Integer,
    Least,
    Missing,
    Node,
    Nonzero,
    Plus,
    Quotient,
    Times,
    Whole,
    assert_never,
    below,
)  # fmt: skip

INT64 = 63
INT128 = 127
DOUBLE = 53
"""Bits that hold every whole number up to two to their power, the sign apart."""


@frozen
class Bounds:
    """The least and the greatest that a node can be while every figure keeps to its range."""

    low: int
    high: int

    @property
    def bits(self) -> int:
        """The length of the longest of them, without the sign."""
        return max(self.low.bit_length(), self.high.bit_length())


@lru_cache(maxsize=65536)
def bounds(node: Integer) -> Bounds:
    """The bounds of a node, from those of the figures."""
    match node:
        case Whole(value):
            return Bounds(value, value)
        case Column(low=low, high=high):
            return Bounds(low, high)
        case Missing():
            return Bounds(0, 0)
        case Plus(terms):
            found = [bounds(term) for term in terms]
            return Bounds(sum(b.low for b in found), sum(b.high for b in found))
        case Times(factors):
            return _product([bounds(factor) for factor in factors])
        case Quotient(numerator, denominator):
            return _quotient(bounds(numerator), bounds(denominator))
        case Least(operands):
            found = [bounds(operand) for operand in operands]
            return Bounds(min(b.low for b in found), min(b.high for b in found))
        case Greatest(operands):
            found = [bounds(operand) for operand in operands]
            return Bounds(max(b.low for b in found), max(b.high for b in found))
        case Choose(then=then, otherwise=otherwise):
            one, other = bounds(then), bounds(otherwise)
            return Bounds(min(one.low, other.low), max(one.high, other.high))
        case Nonzero(operand):
            inner = bounds(operand)
            return Bounds(inner.low or 1, inner.high or -1) if inner != Bounds(0, 0) else inner
        case _:
            assert_never(node)


def widest(roots: tuple[Node, ...]) -> int:
    """The bits that hold every integer on the way to some nodes, the nodes themselves too."""
    waiting, seen, found = list(roots), set(roots), 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, Integer):
            found = max(found, bounds(node).bits)
        fresh = [child for child in below(node) if child not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return found


def _product(found: list[Bounds]) -> Bounds:
    low, high = 1, 1
    for one in found:
        corners = [a * b for a in (low, high) for b in (one.low, one.high)]
        low, high = min(corners), max(corners)
    return Bounds(low, high)


def _quotient(over: Bounds, under: Bounds) -> Bounds:
    """Only where it counts: there the denominator is one or more, the numerator zero or more."""
    least, most = max(1, under.low), max(1, under.high)
    low, high = max(0, over.low), max(0, over.high)
    corners = [low // most, high // least]
    return Bounds(min(corners), max(corners))
