"""Whole-number trees as Polars expressions over columns of scaled integers.

Each integer is as wide as its bounds ask for: Polars wraps on overflow without a word, and so
nothing is left to chance. Figures have 64 bits, and what is computed of them has 64 or 128; what
conditions choose among constants has 16 or 32, so that less memory is written. A row on which a
value is not known gives null. Polars computes equal sub-trees once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, reduce
from typing import Any

import polars as pl
from attrs import define

from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import build
from zhibiao.expr.integers.nodes import (
    Alike,
    Choose,
    Column,
    Every,
    Flag,
    Given,
    Greatest,
    Integer,
    Least,
    Logical,
    Missing,
    Node,
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
    assert_never,
    below,
)  # fmt: skip
from zhibiao.expr.integers.ranges import INT64, INT128, bounds
from zhibiao.messages import integers as texts
from zhibiao.messages import say

Certain = frozenset[Node]
"""What is known not to be unknown, because rows on which it is were left out before."""


def width(root: Node) -> int:
    """The bits that a tree needs: 64 or 128.

    Raises:
        UnsupportedNodeError: more than 128; plain Python has to do it.
    """
    waiting, seen, most = [root], {root}, 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, Integer):
            most = max(most, bounds(node).bits)
        fresh = [child for child in below(node) if child not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    if most > INT128:
        raise UnsupportedNodeError(say(texts.TOO_WIDE, bits=most))
    return 64 if most <= INT64 else 128


@define
class Columnar:
    """Writes expressions over a frame.

    Attributes:
        columns: the frame's column for each figure and answer, by the name of the input.
        nullable: those of them that hold nulls; the others are quicker.
    """

    columns: dict[str, str]
    nullable: frozenset[str] = frozenset()

    def number(self, node: Integer) -> pl.Expr:
        """An integer as a column: 64 bits where its bounds fit them; null where it is unknown.

        Raises:
            UnsupportedNodeError: a part of it needs more than 128 bits.
        """
        width(node)
        if _passes_nulls(node):
            return self._wide(node, max(64, _own(node)), frozenset())
        certain, tests = self._decided(node)
        written = self._wide(node, max(64, _own(node)), certain)
        if tests:
            together = reduce(lambda one, other: one & other, tests)
            written = pl.when(together).then(written)
        return written

    def test(self, node: Logical) -> pl.Expr:
        """A test as a column of truth values; null where it is unknown.

        Raises:
            UnsupportedNodeError: a part of it needs more than 128 bits.
        """
        width(node)
        return self._test(node, frozenset())

    def _decided(self, root: Integer) -> tuple[Certain, list[pl.Expr]]:
        """What a tree cannot do without, and the tests that it is there: made once, at the top."""
        certain: dict[Node, None] = {}
        tests: dict[str, pl.Expr] = {}
        for node in dict.fromkeys(_needed(root)):
            match node:
                case Column(name) | Flag(name, None) if name in self.nullable:
                    tests[name] = pl.col(self.columns[name]).is_not_null()
                    certain[node] = None
                case Nonzero(operand) if not self._unknown(operand, frozenset()):
                    tests[str(len(tests))] = self._number(operand, frozenset()) != 0
                    certain[node] = None
                case _:
                    pass
        return frozenset(certain), list(tests.values())

    def _unknown(self, node: Node, certain: Certain) -> bool:
        """Whether a node can be unknown on a row that is still there."""
        if node in certain:
            return False
        match node:
            case Missing() | Nonzero():
                return True
            case Column(name) | Flag(name, None):
                return name in self.nullable
            case Given() | Flag():
                return False
            case _:
                return any(self._unknown(child, certain) for child in below(node))

    def _whole(self, value: int, bits: int) -> pl.Expr:
        return pl.lit(value, dtype=self._type(bits))

    def _type(self, bits: int) -> Any:
        return _TYPES[bits]

    def _number(self, node: Integer, certain: Certain) -> pl.Expr:
        """A node in the type of its own bounds."""
        match node:
            case Whole(value):
                return self._whole(value, _own(node))
            case Column(name):
                return pl.col(self.columns[name])
            case Missing():
                return self._whole(0, _own(node)).replace(0, None)
            case Nonzero(operand):
                written = self._number(operand, certain)
                if node in certain:
                    return written
                return pl.when(written != 0).then(written)
            case Choose(test, then, otherwise):
                return self._choice(test, then, otherwise, certain)
            case Quotient(numerator, denominator):
                # Nothing is divided by zero: Polars makes it null, which is what is wanted.
                zeros = [n for n in _needed(denominator) if isinstance(n, Nonzero)]
                certain |= {n for n in zeros if not self._unknown(n.operand, certain)}
                over, under, bits = self._operands((numerator, denominator), node, certain)
                if bits == 64:
                    return _without_signs(over, under)
                return self._cast(over // under, node, bits)
            case Plus(terms):
                return self._sum(terms, node, certain)
            case Times(factors):
                *found, bits = self._operands(factors, node, certain)
                return self._cast(reduce(lambda a, b: a * b, found), node, bits)
            case Least(operands) | Greatest(operands):
                return self._extreme(node, operands, certain)
            case _:
                assert_never(node)

    def _sum(self, terms: tuple[Integer, ...], node: Integer, certain: Certain) -> pl.Expr:
        """A sum; what counts less than nothing is taken off, which saves a product."""
        off = {term: build.times(Whole(-1), term) for term in terms if _is_negative(term)}
        first = [term for term in terms if term not in off]
        if not first:
            off, first = {}, list(terms)
        *found, bits = self._operands((*first, *off.values()), node, certain)
        kept = reduce(lambda a, b: a + b, found[: len(first)])
        return self._cast(reduce(lambda a, b: a - b, found[len(first) :], kept), node, bits)

    def _operands(
        self, operands: tuple[Integer, ...], node: Integer | None, certain: Certain
    ) -> tuple[Any, ...]:
        """Operands in the widest type among them and the result, and its bits."""
        bits = max(_own(one) for one in (*operands, *((node,) if node is not None else ())))
        return (*(self._wide(one, bits, certain) for one in operands), bits)

    def _wide(self, node: Integer, bits: int, certain: Certain) -> pl.Expr:
        if isinstance(node, Whole):
            return self._whole(node.value, bits)
        written = self._number(node, certain)
        return written if _own(node) == bits else written.cast(self._type(bits))

    def _cast(self, written: pl.Expr, node: Integer, bits: int) -> pl.Expr:
        """Back to 64 bits where they are enough; a row that does not count may not fit them."""
        own = _own(node)
        return written if own == bits else written.cast(self._type(own), strict=False)

    def _choice(
        self, test: Logical, then: Integer, otherwise: Integer, certain: Certain
    ) -> pl.Expr:
        written = self._test(test, certain)
        if then == Whole(1) and otherwise == Whole(0):
            return written.cast(self._type(_own(then)))
        one, other, _ = self._operands((then, otherwise), None, certain)
        chosen = pl.when(written).then(one)
        if not self._unknown(test, certain):
            return chosen.otherwise(other)
        return chosen.when(~written).then(other)

    def _extreme(self, node: Integer, operands: tuple[Integer, ...], certain: Certain) -> pl.Expr:
        *found, bits = self._operands(operands, node, certain)
        least = isinstance(node, Least)
        constants = [one for one in operands if isinstance(one, Whole)]
        if len(operands) == 2 and len(constants) == 1:
            rest = found[0] if operands[1] in constants else found[1]
            if self._unknown(node, certain):  # a null stays one
                end = self._whole(constants[0].value, bits)
                clipped = rest.clip(upper_bound=end) if least else rest.clip(lower_bound=end)
                return self._cast(clipped, node, bits)
        across = pl.min_horizontal if least else pl.max_horizontal
        picked = across(found)
        open_ones = [
            written
            for one, written in zip(operands, found, strict=True)
            if self._unknown(one, certain)
        ]
        if open_ones:  # nulls are left out there, and here they count
            known = reduce(lambda a, b: a & b, [one.is_not_null() for one in open_ones])
            picked = pl.when(known).then(picked)
        return self._cast(picked, node, bits)

    def _test(self, node: Logical, certain: Certain) -> pl.Expr:
        match node:
            case Truth(value):
                return pl.lit(value)
            case Missing():
                return pl.lit(None, dtype=pl.Boolean)
            case Flag(name, default):
                column = pl.col(self.columns[name])
                return column if default is None else column.fill_null(default)
            case Given(names):
                tests = [
                    pl.col(self.columns[name]).is_not_null()
                    for name in names
                    if name in self.nullable
                ]
                return reduce(lambda a, b: a & b, tests, pl.lit(True))
            case Relation(sign, left, right):
                one, other, _ = self._operands((left, right), None, certain)
                return _compared(sign, one, other)
            case Alike(left, right):
                return self._test(left, certain) == self._test(right, certain)
            case Every(operands):
                found = [self._test(one, certain) for one in operands]
                return reduce(lambda a, b: a & b, found)
            case Some(operands):
                found = [self._test(one, certain) for one in operands]
                return reduce(lambda a, b: a | b, found)
            case Opposite(operand):
                return ~self._test(operand, certain)
            case _:
                assert_never(node)


def _without_signs(over: pl.Expr, under: pl.Expr) -> pl.Expr:
    """A quotient of integers that are zero or more wherever it counts: so it is quicker."""
    found = over.reinterpret(signed=False) // under.reinterpret(signed=False)
    return found.reinterpret(signed=True)


def _compared(sign: Sign, one: pl.Expr, other: pl.Expr) -> pl.Expr:
    match sign:
        case "<":
            return one < other
        case "<=":
            return one <= other
        case "=":
            return one == other


_TYPES: Mapping[int, Any] = {16: pl.Int16, 32: pl.Int32, 64: pl.Int64, 128: pl.Int128}


@lru_cache(maxsize=65536)
def _own(node: Integer) -> int:
    """The bits that a node is computed in."""
    bits = bounds(node).bits
    if _is_small(node):
        return next(own for own in _TYPES if bits < own)
    return 64 if bits <= INT64 else 128


@lru_cache(maxsize=65536)
def _is_small(node: Integer) -> bool:
    """Whether a node is computed of constants alone, by whatever conditions."""
    match node:
        case Whole() | Missing():
            return True
        case Column() | Quotient():
            return False
        case Choose(then=then, otherwise=otherwise):
            return _is_small(then) and _is_small(otherwise)
        case Nonzero(operand):
            return _is_small(operand)
        case Plus(operands) | Times(operands) | Least(operands) | Greatest(operands):
            return all(map(_is_small, operands))
        case _:
            assert_never(node)


def _passes_nulls(node: Integer) -> bool:
    """Whether a node is null by itself wherever one of its columns is: it is plain arithmetic."""
    match node:
        case Whole() | Column():
            return True
        case Plus(operands) | Times(operands):
            return all(map(_passes_nulls, operands))
        case _:
            return False


def _is_negative(term: Integer) -> bool:
    match term:
        case Times((Whole(value), *_)):
            return value < 0
        case _:
            return False


def _needed(node: Node) -> Iterator[Node]:
    """All nodes without which a node is unknown: of a choice its test, of and and or nothing."""
    yield node
    match node:
        case Choose(test=test):
            yield from _needed(test)
        case Every() | Some():
            return
        case _:
            for child in below(node):
                yield from _needed(child)
