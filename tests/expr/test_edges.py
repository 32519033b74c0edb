"""Bounds of one share: divided once, and decided as before."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integers import integer
from tests.strategies import Known, numbers
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import Lowering, build
from zhibiao.expr.integers.edges import FEW, shared
from zhibiao.expr.integers.nodes import (
    NOTHING,
    Choose,
    Column,
    Integer,
    Node,
    Nonzero,
    Plus,
    Quotient,
    Relation,
    Sign,
    Times,
    Whole,
    below,
)  # fmt: skip
from zhibiao.expr.nodes import Expr

PART, OTHER = Column("part", 0, 0, 10**12), Column("other", 0, 0, 10**3)
BASE = Nonzero(Column("base", 0, 0, 10**12))
EDGES = [Fraction(1), Fraction(19, 20), Fraction(9, 10), Fraction(4, 5), Fraction(3, 5)]
WHOLE = [Fraction(3), Fraction(2), Fraction(1), Fraction(1, 2), Fraction(1, 3)]
"""Where one side or the other counts once."""


def band(edge: Fraction, kind: int, part: Integer = PART, base: Integer = BASE) -> Relation:
    """One of four ways to hold a share against a bound: >=, >, <=, <."""
    over = build.times(Whole(edge.denominator), part)
    bound = build.times(Whole(edge.numerator), base)
    sign: Sign = "<=" if kind in (0, 2) else "<"
    return Relation(sign, bound, over) if kind in (0, 1) else Relation(sign, over, bound)


def bands(kind: int, edges: list[Fraction], part: Integer = PART, base: Integer = BASE) -> Integer:
    """Bands of a share, the first bound that is met first."""
    found: Integer = NOTHING
    for score, edge in enumerate(reversed(edges), 1):
        found = Choose(band(edge, kind, part, base), Whole(score), found)
    return found


def quotients(node: Node) -> set[Quotient]:
    """All quotients of a tree."""
    found = {node} if isinstance(node, Quotient) else set()
    return found.union(*(quotients(child) for child in below(node)))


def test_many_bounds_of_a_share_are_one_quotient() -> None:
    """Five bands of a share: one division by its base."""
    for kind in range(4):
        assert len(quotients(shared(bands(kind, EDGES)))) == 1


def test_few_bounds_are_multiplied_out() -> None:
    """Two bounds are cheaper by products; so are bounds of a number that may be negative."""
    two = bands(0, EDGES[: FEW - 1])
    assert shared(two) == two
    signed = bands(0, EDGES, Column("part", 0, -5, 10**12))
    assert shared(signed) == signed


def test_what_would_not_fit_64_bits_stays() -> None:
    """A share whose multiple needs more bits is compared as it was."""
    wide = bands(0, EDGES, Column("part", 0, 0, 2**62))
    assert shared(wide) == wide


@pytest.mark.parametrize("kind", range(4))
@pytest.mark.parametrize(
    ("edges", "part"),
    [
        ([Fraction(1), Fraction(1, 2), Fraction(1, 3)], PART),
        (EDGES, Column("part", 0, 1, 2)),
        (EDGES, Times((PART, OTHER))),
        (EDGES, Plus((PART, OTHER))),
    ],
)
def test_any_natural_part_is_divided(kind: int, edges: list[Fraction], part: Integer) -> None:
    """As few bounds as are worth it, the bound one, and parts that are computed."""
    assert len(quotients(shared(bands(kind, edges, part)))) == 1


@pytest.mark.parametrize("kind", range(4))
@pytest.mark.parametrize(
    ("part", "base"),
    [
        (PART, Column("base", 0, 1, 9)),
        (PART, Nonzero(Column("base", 0, -1, 9))),
        (Nonzero(PART), BASE),
        (Whole(7), BASE),
        (build.times(Whole(-1), PART), BASE),
    ],
)
def test_what_is_no_share_is_not_divided(kind: int, part: Integer, base: Integer) -> None:
    """Neither by what may be zero or less, nor of a constant, nor where either may be the base."""
    tree = bands(kind, EDGES, part, base)
    assert shared(tree) == tree


@pytest.mark.parametrize("kind", range(4))
def test_nothing_times_a_part_is_no_share(kind: int) -> None:
    """A part that counts no times says nothing of its share; nor does an equality."""
    nothing = Times((Whole(0), PART))
    for odd in (
        Relation("<=", BASE, nothing),
        Relation("<=", nothing, BASE),
        Relation("=", BASE, PART),
    ):
        tree = Choose(odd, Whole(9), bands(kind, EDGES))
        assert shared(tree) == Choose(odd, Whole(9), shared(bands(kind, EDGES)))


@pytest.mark.parametrize("kind", range(4))
def test_what_just_fits_64_bits_is_divided(kind: int) -> None:
    """The multiple of the part, and what a ceiling adds to it, fill 64 bits and no more."""
    added = 10**12 - 1 if kind in (1, 2) else 0
    most = (2**63 - 1 - added) // 20
    assert len(quotients(shared(bands(kind, EDGES, Column("part", 0, 0, most))))) == 1
    wide = bands(kind, EDGES, Column("part", 0, 0, most + 1))
    assert shared(wide) == wide


def test_a_share_at_and_beside_each_bound_is_in_its_band() -> None:
    """At a bound, one below and one above, of small bases and large ones, whatever the sign."""
    for kind, edges in product(range(4), (EDGES, WHOLE)):
        tree = bands(kind, edges)
        divided = shared(tree)
        for edge, base, off in product(edges, (1, 7, 20, 999, 10**9), (-1, 0, 1)):
            part = edge.numerator * base // edge.denominator + off
            row = {"part": Fraction(max(0, part)), "base": Fraction(base)}
            assert integer(divided, row) == integer(tree, row), (kind, row)
        for row in ({"part": Fraction(3), "base": Fraction(0)}, {"part": Fraction(3)}):
            assert integer(divided, row) is None


@given(
    edges=st.lists(st.fractions(-1, 3, max_denominator=40), min_size=FEW, max_size=6, unique=True),
    kind=st.integers(0, 3),
    part=st.integers(0, 10**12),
    base=st.integers(0, 10**12) | st.integers(0, 60),
)
def test_divided_bounds_decide_as_products_do(
    edges: list[Fraction], kind: int, part: int, base: int
) -> None:
    """Whatever the bounds and the share: the same band, or none where the base is zero."""
    tree = bands(kind, edges)
    row = {"part": Fraction(part), "base": Fraction(base)}
    assert integer(shared(tree), row) == integer(tree, row)


@given(
    tree=numbers(),
    row=st.fixed_dictionaries({}, optional={n: st.integers(-9, 9).map(Fraction) for n in "ab"}),
)
def test_any_tree_stays_what_it_is(tree: Expr, row: Known) -> None:
    """Whatever the tree: the same integer, or nothing on the same rows."""
    try:
        found = Lowering().number(tree).numerator
    except UnsupportedNodeError:
        return
    assert integer(shared(found), row) == integer(found, row)
