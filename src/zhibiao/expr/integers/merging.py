"""Conditions that a ``max`` says as well: one step instead of a test and two branches.

``full where a <= b, else max(0, full - k * ((a - b) // b))`` is ``max(0, full - k * (max(0, a - b)
// b))``: where the test holds, no step is counted.
"""

from __future__ import annotations

from functools import lru_cache

from zhibiao.expr.integers import build
from zhibiao.expr.integers.facts import follows, natural
from zhibiao.expr.integers.nodes import (
    NOTHING,
    Choose,
    Greatest,
    Integer,
    Least,
    Plus,
    Quotient,
    Times,
    Whole,
)  # fmt: skip


@lru_cache(maxsize=4096)
def merged(node: Integer) -> Integer:
    """The node with such conditions merged, at the top and in the branches of other choices."""
    match node:
        case Plus(terms):
            return Plus(tuple(map(merged, terms)))
        case Times(factors):
            return Times(tuple(map(merged, factors)))
        case Least(operands):
            return Least(tuple(map(merged, operands)))
        case Greatest(operands):
            return Greatest(tuple(map(merged, operands)))
        case Choose(test, then, otherwise):
            then, otherwise = merged(then), merged(otherwise)
            for quotient in _quotients(otherwise):
                nothing = natural(
                    build.times(Whole(-1), quotient.numerator), follows(test, truth=True)
                )
                something = natural(quotient.numerator, follows(test, truth=False))
                if nothing and something and _without(otherwise, quotient) == then:
                    return _with(otherwise, quotient)
            return Choose(test, then, otherwise)
        case _:
            return node


def _quotients(node: Integer) -> list[Quotient]:
    """The quotients in sums, products and extremes: what a step deduction is made of."""
    match node:
        case Quotient():
            return [node]
        case Plus(operands) | Times(operands) | Least(operands) | Greatest(operands):
            return [found for operand in operands for found in _quotients(operand)]
        case _:
            return []


def _without(node: Integer, quotient: Quotient) -> Integer:
    """The node where the quotient is nothing; a constant, where that is all that it depends on."""
    match node:
        case Plus(terms):
            return build.plus(*(_without(term, quotient) for term in terms))
        case Times(factors):
            parts = [_without(factor, quotient) for factor in factors]
            return NOTHING if NOTHING in parts else build.times(*parts)
        case Least(operands):
            return build.least([_without(operand, quotient) for operand in operands])
        case Greatest(operands):
            return build.greatest([_without(operand, quotient) for operand in operands])
        case _:
            return NOTHING if node == quotient else node


def _with(node: Integer, quotient: Quotient) -> Integer:
    """The node with the numerator of the quotient kept from going below zero."""
    match node:
        case Plus(terms):
            return Plus(tuple(_with(term, quotient) for term in terms))
        case Times(factors):
            return Times(tuple(_with(factor, quotient) for factor in factors))
        case Least(operands):
            return Least(tuple(_with(operand, quotient) for operand in operands))
        case Greatest(operands):
            return Greatest(tuple(_with(operand, quotient) for operand in operands))
        case Quotient(numerator, denominator) if node == quotient:
            return Quotient(Greatest((NOTHING, numerator)), denominator)
        case _:
            return node
