"""Between which whole numbers a node lies, and how many bits hold it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.expr.domain import UNBOUNDED, Numeric, Span, span
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
    Missing,
    Node,
    Nonzero,
    Opposite,
    Plus,
    Quotient,
    Relation,
    Some,
    Times,
    Truth,
    Whole,
    below,
)  # fmt: skip
from zhibiao.expr.integers.ranges import Bounds, bounds, widest
from zhibiao.expr.integers.scales import Scale, Scales, scale_of
from zhibiao.expr.nodes import Input

A, B = Column("a", 0, -3, 5), Column("b", 0, 2, 7)
WHOLE = span(Fraction(0), None, lattice=(Fraction(1), Fraction(0)))


@pytest.mark.parametrize(
    ("node", "low", "high"),
    [
        (Whole(-4), -4, -4),
        (A, -3, 5),
        (Missing(), 0, 0),
        (Plus((A, B)), -1, 12),
        (Times((A, B)), -21, 35),
        (Times((Whole(-2), A)), -10, 6),
        (Times((A, A, B)), -105, 175),
        (Times(()), 1, 1),
        (Least((A, B)), -3, 5),
        (Greatest((A, B)), 2, 7),
        (Choose(Flag("p"), A, B), -3, 7),
        (Nonzero(B), 2, 7),
        (Nonzero(Column("c", 0, 0, 9)), 1, 9),
        (Nonzero(Column("c", 0, -9, 0)), -9, -1),
        (Nonzero(Column("c", 0, -9, 9)), -9, 9),
        (Nonzero(Whole(0)), 0, 0),
        (Quotient(Column("n", 0, 10, 21), B), 1, 10),
        (Quotient(A, B), 0, 2),
        (Quotient(B, A), 0, 7),
        (Quotient(B, Whole(1)), 2, 7),
        (Quotient(Column("n", 0, 0, 9), Whole(1)), 0, 9),
        (Quotient(Column("n", 0, -9, -4), Whole(1)), 0, 0),
        (Quotient(Column("n", 0, 4, 9), Column("d", 0, -5, -2)), 4, 9),
        (Quotient(Column("n", 0, -9, -4), B), 0, 0),
    ],
)
def test_the_bounds_of_a_node_follow_from_its_parts(node: Integer, low: int, high: int) -> None:
    """The bounds of a node are reached by the ends of its figures."""
    assert bounds(node) == Bounds(low, high)


@pytest.mark.parametrize(
    ("reach", "bits"), [((0, 0), 0), ((0, 7), 3), ((0, 8), 4), ((-8, 7), 4), ((-1, 3), 2)]
)
def test_bits_hold_the_longer_end(reach: tuple[int, int], bits: int) -> None:
    """So many bits as the longer of both ends has, without its sign."""
    assert Bounds(*reach).bits == bits


def test_what_is_met_on_the_way_counts() -> None:
    """The widest number of a tree may stand below its root, and below a test too."""
    big = Times((Column("c", 0, 0, 2**20), Column("d", 0, 0, 2**20)))
    assert widest((A,)) == 3
    assert widest((Quotient(big, Column("c", 0, 2**20, 2**20)),)) == 41
    assert widest((A, B, Plus((A, A)))) == 4
    assert widest((Relation("<", big, A),)) == 41
    assert widest((Choose(Relation("<", A, big), A, A),)) == 41
    assert widest(()) == 0


@pytest.mark.parametrize(
    ("unit", "within", "scale"),
    [
        ("元", UNBOUNDED, Scale(2, Fraction(10**13))),
        ("万元", UNBOUNDED, Scale(6, Fraction(10**9))),
        ("亿元", UNBOUNDED, Scale(10, Fraction(10**5))),
        ("%", UNBOUNDED, Scale(6, Fraction(10**4))),
        ("人", UNBOUNDED, Scale(4, Fraction(10**9))),
        ("", UNBOUNDED, Scale(4, Fraction(10**9))),
        ("人", WHOLE, Scale(0, Fraction(10**9))),
        ("万元", WHOLE, Scale(0, Fraction(10**9))),
        ("", span(Fraction(0), None, lattice=(Fraction(1, 2), Fraction(0))), Scale(4)),
        ("", span(None, None, lattice=(Fraction(1), Fraction(1, 2))), Scale(4)),
        ("", span(None, None, lattice=(Fraction(3), Fraction(-2))), Scale(0)),
        ("", span(None, None, lattice=(Fraction(2), Fraction(1))), Scale(0)),
    ],
)
def test_a_unit_has_its_scale(unit: str, within: Numeric, scale: Scale) -> None:
    """Money goes to the cent, ratios to six places, other figures to four, counts to ones."""
    assert scale_of(unit, within) == scale
    assert scale.times() == 10**scale.places


@pytest.mark.parametrize(
    ("within", "low", "high"),
    [
        (UNBOUNDED, -(10**13), 10**13),
        (Span(Fraction(0), None), 0, 10**13),
        (Span(None, Fraction(0)), -(10**13), 0),
        (Span(Fraction(1, 3), Fraction(10, 3)), 3334, 33333),
        (Span(Fraction(-10, 3), Fraction(-1, 3)), -33333, -3334),
        (Span(Fraction(-(10**12)), Fraction(10**12)), -(10**13), 10**13),
    ],
)
def test_a_column_lies_within_its_scale_and_its_range(within: Numeric, low: int, high: int) -> None:
    """The bounds of a column are whole numbers inside both the scale and the declared range."""
    assert Scales().column(Input("x", within=within)) == Column("x", 4, low, high)


def test_a_scale_of_its_own_comes_first() -> None:
    """A figure with its own scale has that, whatever its unit."""
    scales = Scales({"x": Scale(1, Fraction(5))})
    assert scales.column(Input("x", unit="万元")) == Column("x", 1, -50, 50)
    assert scales.column(Input("y", unit="%")) == Column("y", 6, -(10**10), 10**10)


@pytest.mark.parametrize(
    ("node", "parts"),
    [
        (Whole(1), ()),
        (A, ()),
        (Missing(), ()),
        (Truth(True), ()),
        (Flag("p"), ()),
        (Given(("a",)), ()),
        (Plus((A, B)), (A, B)),
        (Times((A, B)), (A, B)),
        (Least((A, B)), (A, B)),
        (Greatest((A, B)), (A, B)),
        (Every((Flag("p"), Flag("q"))), (Flag("p"), Flag("q"))),
        (Some((Flag("p"), Flag("q"))), (Flag("p"), Flag("q"))),
        (Quotient(A, B), (A, B)),
        (Choose(Flag("p"), A, B), (Flag("p"), A, B)),
        (Relation("<", A, B), (A, B)),
        (Alike(Flag("p"), Flag("q")), (Flag("p"), Flag("q"))),
        (Nonzero(A), (A,)),
        (Opposite(Flag("p")), (Flag("p"),)),
    ],
)
def test_each_kind_of_node_has_its_parts(node: Node, parts: tuple[Node, ...]) -> None:
    """The nodes directly below one are its operands, in order."""
    assert below(node) == parts
