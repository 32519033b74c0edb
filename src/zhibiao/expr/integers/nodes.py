"""The nodes of whole-number trees: two small closed unions, one of integers, one of tests.

A node may be *unknown* on a row (a figure is missing, a denominator is zero). Arithmetic on an
unknown is unknown; ``Every`` and ``Some`` are Kleene's and, or; ``Choose`` is unknown where its
test is, and only the branch that is chosen counts. All nodes are frozen and compare by value,
so that a back end computes equal sub-trees once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NoReturn

from attrs import frozen

Sign = Literal["<", "<=", "="]


@frozen(cache_hash=True)
class Whole:
    """A constant."""

    value: int


@frozen(cache_hash=True)
class Column:
    """A figure from outside times ``10**places``, a whole number between ``low`` and ``high``.

    Whether a row keeps to that is checked when the row is read.
    """

    name: str
    places: int
    low: int
    high: int


@frozen(cache_hash=True)
class Missing:
    """Never known: a figure that nobody gives, or FEEL's ``null``."""


@frozen(cache_hash=True)
class Plus:
    """The sum of all terms."""

    terms: tuple[Integer, ...]


@frozen(cache_hash=True)
class Times:
    """The product of all factors."""

    factors: tuple[Integer, ...]


@frozen(cache_hash=True)
class Quotient:
    """The greatest whole number that is not above numerator / denominator.

    Wherever the result counts, the denominator is above zero and the numerator is not below:
    a division that truncates gives the same there.
    """

    numerator: Integer
    denominator: Integer


@frozen(cache_hash=True)
class Least:
    """The least of all."""

    operands: tuple[Integer, ...]


@frozen(cache_hash=True)
class Greatest:
    """The greatest of all."""

    operands: tuple[Integer, ...]


@frozen(cache_hash=True)
class Choose:
    """One of two, by a test."""

    test: Logical
    then: Integer
    otherwise: Integer


@frozen(cache_hash=True)
class Nonzero:
    """The operand; unknown where it is zero."""

    operand: Integer


@frozen(cache_hash=True)
class Truth:
    """A truth value that is always the same."""

    value: bool


@frozen(cache_hash=True)
class Flag:
    """An answer from outside; ``default`` is what holds where none is given."""

    name: str
    default: bool | None = None


@frozen(cache_hash=True)
class Given:
    """Whether all these figures and answers are given: never unknown itself."""

    names: tuple[str, ...]


@frozen(cache_hash=True)
class Relation:
    """A comparison of two integers."""

    sign: Sign
    left: Integer
    right: Integer


@frozen(cache_hash=True)
class Alike:
    """Whether two tests come out alike."""

    left: Logical
    right: Logical


@frozen(cache_hash=True)
class Every:
    """True when all are; false as soon as one is false."""

    operands: tuple[Logical, ...]


@frozen(cache_hash=True)
class Some:
    """True as soon as one is true."""

    operands: tuple[Logical, ...]


@frozen(cache_hash=True)
class Opposite:
    """The opposite of a test."""

    operand: Logical


Integer = (
    Whole | Column | Missing | Plus | Times | Quotient | Least | Greatest | Choose | Nonzero
)  # fmt: skip
Logical = Truth | Flag | Missing | Given | Relation | Alike | Every | Some | Opposite
Node = Integer | Logical

NOTHING = Whole(0)
ONE = Whole(1)


def assert_never(node: NoReturn) -> NoReturn:
    """For the last arm of a ``match``: the type checker proves that it is not reached."""
    raise AssertionError(f"no arm for {type(node).__name__}")


def below(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one."""
    match node:
        case Whole() | Column() | Missing() | Truth() | Flag() | Given():
            return ()
        case Plus(operands) | Times(operands) | Least(operands) | Greatest(operands):
            return operands
        case Every(tests) | Some(tests):
            return tests
        case Quotient(numerator, denominator):
            return numerator, denominator
        case Choose(test, then, otherwise):
            return test, then, otherwise
        case Relation(left=left, right=right):
            return left, right
        case Alike(one, other):
            return one, other
        case Nonzero(operand):
            return (operand,)
        case Opposite(negated):
            return (negated,)
        case _:
            assert_never(node)


def rebuilt(node: Node, written: Mapping[Node, Node]) -> Node:
    """The tree with some of its nodes written otherwise."""
    done = dict(written)

    def again(one: Any) -> Any:
        if one not in done:
            done[one] = _over(one, again)
        return done[one]

    return again(node)  # type: ignore[no-any-return]  # a node of the same union


def _over(node: Node, again: Callable[[Any], Any]) -> Node:
    """The node over its children, each written again."""
    match node:
        case Whole() | Column() | Missing() | Truth() | Flag() | Given():
            return node
        case Plus(found) | Times(found) | Least(found) | Greatest(found):
            return type(node)(tuple(map(again, found)))
        case Every(tests) | Some(tests):
            return type(node)(tuple(map(again, tests)))
        case Quotient(numerator, denominator):
            return Quotient(again(numerator), again(denominator))
        case Choose(test, then, otherwise):
            return Choose(again(test), again(then), again(otherwise))
        case Relation(sign, left, right):
            return Relation(sign, again(left), again(right))
        case Alike(one, other):
            return Alike(again(one), again(other))
        case Nonzero(operand):
            return Nonzero(again(operand))
        case Opposite(negated):
            return Opposite(again(negated))
        case _:
            assert_never(node)
