"""The constructors of whole-number trees: one order, one constant, nothing lost."""

from __future__ import annotations

import pytest

from zhibiao.expr.integers import build
from zhibiao.expr.integers.nodes import (
    NOTHING,
    ONE,
    Choose,
    Column,
    Every,
    Flag,
    Greatest,
    Integer,
    Least,
    Logical,
    Missing,
    Nonzero,
    Opposite,
    Plus,
    Quotient,
    Relation,
    Some,
    Times,
    Truth,
    Whole,
)  # fmt: skip

A, B = Column("a", 0, -10, 10), Column("b", 2, 0, 100)
P, Q = Flag("p"), Flag("q")
YES, NO = Truth(True), Truth(False)


def w(value: int) -> Whole:
    """A constant."""
    return Whole(value)


def of(count: int, *factors: Integer) -> Times:
    """So many times something."""
    return Times((Whole(count), *factors))


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (build.plus(), NOTHING),
        (build.plus(w(2), w(3)), w(5)),
        (build.plus(w(2), w(-2)), NOTHING),
        (build.plus(A), A),
        (build.plus(A, NOTHING), A),
        (build.plus(A, B), Plus((A, B))),
        (build.plus(Plus((A, B)), ONE), Plus((A, B, ONE))),
        (build.plus(A, A), of(2, A)),
        (build.plus(A, w(3), w(4)), Plus((A, w(7)))),
        (build.plus(of(4, A), of(6, B)), of(2, Plus((of(2, A), of(3, B))))),
        (build.plus(of(4, A), w(6)), of(2, Plus((of(2, A), w(3))))),
        (build.plus(of(2, A, B), A), Plus((of(2, Times((A, B))), A))),
        (build.plus(of(3, Plus((A, B))), A), Plus((of(4, A), of(3, B)))),
        (build.minus(A, B), Plus((A, of(-1, B)))),
        (build.minus(A, Plus((B, ONE))), Plus((A, of(-1, B), w(-1)))),
    ],
)
def test_a_sum_has_one_member_of_each_kind(built: Integer, tree: Integer) -> None:
    """Sums are flat, count each member once, and have what all share taken out."""
    assert _flat(built) == _flat(tree)


def _flat(node: Integer) -> Integer:
    """The node with products of products as one, which is how they print and mean the same."""
    match node:
        case Times(factors):
            parts: list[Integer] = []
            for factor in map(_flat, factors):
                parts.extend(factor.factors if isinstance(factor, Times) else (factor,))
            return Times(tuple(parts))
        case Plus(terms):
            return Plus(tuple(map(_flat, terms)))
        case _:
            return node


def test_a_member_that_cancels_out_stays() -> None:
    """A difference of a thing with itself is unknown where the thing is."""
    assert build.minus(A, A) == of(0, A)
    assert build.plus(A, of(-1, A), w(3)) == of(3, Plus((of(0, A), ONE)))


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (build.times(), ONE),
        (build.times(w(2), w(-3)), w(-6)),
        (build.times(A), A),
        (build.times(ONE, A), A),
        (build.times(A, w(2)), of(2, A)),
        (build.times(A, B), Times((A, B))),
        (build.times(A, w(2), B, w(3)), of(6, A, B)),
        (build.times(of(2, A), of(5, B)), of(10, A, B)),
        (build.times(NOTHING, A), of(0, A)),
        (build.times(w(2), Plus((A, B))), of(2, Plus((A, B)))),
        (build.times(w(-1), Plus((A, B))), Plus((of(-1, A), of(-1, B)))),
        (build.times(w(-1), Plus((A, ONE))), Plus((of(-1, A), w(-1)))),
        (build.times(w(-1), A, Plus((A, B))), of(-1, A, Plus((A, B)))),
        (build.times(w(-2), A), of(-2, A)),
    ],
)
def test_a_product_has_its_constant_first(built: Integer, tree: Integer) -> None:
    """Products are flat with one constant; a sign is put into a sum."""
    assert built == tree


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (build.least([A, B]), Least((A, B))),
        (build.least([A]), A),
        (build.least([A, A]), A),
        (build.least([Least((A, B)), ONE]), Least((A, B, ONE))),
        (build.least([Greatest((A, B)), ONE]), Least((Greatest((A, B)), ONE))),
        (build.least([w(3), w(5)]), w(3)),
        (build.least([A, w(5), w(3), B]), Least((w(3), A, B))),
        (build.least([A, w(10)]), A),
        (build.least([A, w(9)]), Least((A, w(9)))),
        (build.least([of(2, A), w(6)]), of(2, Least((A, w(3))))),
        (build.least([of(4, A), w(6)]), of(2, Least((of(2, A), w(3))))),
        (build.greatest([A, B]), Greatest((A, B))),
        (build.greatest([Greatest((A, B)), ONE]), Greatest((A, B, ONE))),
        (build.greatest([w(3), w(5)]), w(5)),
        (build.greatest([A, w(5), w(3), B]), Greatest((w(5), A, B))),
        (build.greatest([A, w(-10)]), A),
        (build.greatest([A, w(-9)]), Greatest((A, w(-9)))),
        (build.greatest([B, NOTHING]), B),
        (build.greatest([A, NOTHING]), Greatest((A, NOTHING))),
        (build.greatest([of(3, A), w(6)]), of(3, Greatest((A, w(2))))),
    ],
)
def test_an_extreme_keeps_only_what_can_win(built: Integer, tree: Integer) -> None:
    """Equal operands count once, constants become one, and one that never wins is left out."""
    assert built == tree


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (build.choose(YES, A, B), A),
        (build.choose(NO, A, B), B),
        (build.choose(P, A, B), Choose(P, A, B)),
        (build.choose(P, A, A), Choose(P, A, A)),
        (build.choose(P, Missing(), Missing()), Choose(P, Missing(), Missing())),
        (build.choose(P, w(4), w(6)), of(2, Choose(P, w(2), w(3)))),
        (build.choose(P, w(4), NOTHING), of(4, Choose(P, ONE, NOTHING))),
        (build.choose(P, of(4, A), w(6)), of(2, Choose(P, of(2, A), w(3)))),
        (build.choose(P, w(3), A), Choose(P, w(3), A)),
    ],
)
def test_a_choice_shares_its_constant(built: Integer, tree: Integer) -> None:
    """A decided choice is its branch; an open one has what both branches share taken out."""
    assert built == tree


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (build.relation("<", w(1), w(2)), YES),
        (build.relation("<", w(2), w(2)), NO),
        (build.relation("<=", w(2), w(2)), YES),
        (build.relation("<=", w(3), w(2)), NO),
        (build.relation("=", w(2), w(2)), YES),
        (build.relation("=", w(1), w(2)), NO),
        (build.relation("<", A, ONE), Relation("<", A, ONE)),
        (build.relation("<", of(4, A), w(6)), Relation("<", of(2, A), w(3))),
        (build.relation("=", of(2, A), of(2, B)), Relation("=", A, B)),
        (build.relation("<=", NOTHING, of(3, A)), Relation("<=", NOTHING, A)),
        (build.every([]), YES),
        (build.every([P]), P),
        (build.every([YES, P, YES]), P),
        (build.every([P, Q]), Every((P, Q))),
        (build.every([P, NO, Q]), NO),
        (build.some([]), NO),
        (build.some([P]), P),
        (build.some([NO, P, NO]), P),
        (build.some([P, Q]), Some((P, Q))),
        (build.some([P, YES, Q]), YES),
        (build.opposite(YES), NO),
        (build.opposite(NO), YES),
        (build.opposite(P), Opposite(P)),
        (build.opposite(Opposite(P)), P),
    ],
)
def test_a_test_is_decided_where_it_can_be(built: Logical, tree: Logical) -> None:
    """Tests of constants are decided, and the rest keeps only what decides it."""
    assert built == tree


@pytest.mark.parametrize(
    ("node", "divisor"),
    [
        (w(-6), 6),
        (NOTHING, 0),
        (A, 1),
        (of(6, A), 6),
        (Times((w(2), Plus((w(4), of(6, A))))), 4),
        (Plus((w(4), of(6, A))), 2),
        (Least((w(9), of(6, A))), 3),
        (Greatest((w(10), of(5, A))), 5),
        (Choose(P, w(4), of(6, A)), 2),
        (Quotient(w(4), w(2)), 1),
        (Nonzero(of(2, A)), 1),
    ],
)
def test_the_content_divides_whatever_a_node_gives(node: Integer, divisor: int) -> None:
    """The content of a sum, an extreme or a choice is what its parts have in common."""
    assert build.content(node) == divisor


@pytest.mark.parametrize(
    ("node", "by", "tree"),
    [
        (A, 1, A),
        (w(-6), 3, w(-2)),
        (of(6, A), 3, of(2, A)),
        (of(6, A), 6, A),
        (Times((w(2), w(3))), 6, ONE),
        (Times((w(2), Plus((w(4), of(6, A))))), 4, Plus((w(2), of(3, A)))),
        (Plus((w(4), of(6, A))), 2, Plus((w(2), of(3, A)))),
        (Least((w(9), of(6, A))), 3, Least((w(3), of(2, A)))),
        (Greatest((w(10), of(5, A))), 5, Greatest((w(2), A))),
        (Choose(P, w(4), of(6, A)), 2, Choose(P, w(2), of(3, A))),
    ],
)
def test_a_node_is_divided_in_its_constants(node: Integer, by: int, tree: Integer) -> None:
    """A divisor of the content is taken out of every part."""
    assert build.divided(node, by) == tree


def test_what_does_not_divide_is_an_error_of_ours() -> None:
    """A node without that content is never divided."""
    with pytest.raises(AssertionError, match="2 does not divide"):
        build.divided(A, 2)


@pytest.mark.parametrize(
    ("node", "tree"),
    [
        (w(2), w(6)),
        (A, of(3, A)),
        (Plus((A, w(2))), Plus((of(3, A), w(6)))),
        (of(2, A), of(6, A)),
        (of(2, Choose(P, A, w(2))), Choose(P, of(6, A), w(12))),
        (Least((A, w(2))), Least((of(3, A), w(6)))),
        (Greatest((A, w(2))), Greatest((of(3, A), w(6)))),
        (Choose(P, A, NOTHING), Choose(P, of(3, A), NOTHING)),
        (Quotient(A, B), of(3, Quotient(A, B))),
        (Times((A, B)), of(3, A, B)),
    ],
)
def test_a_factor_is_spread_into_constants(node: Integer, tree: Integer) -> None:
    """A constant factor goes to the constants and counts inside."""
    assert build.spread(node, 3) == tree


def test_what_makes_a_node_unknown_is_listed() -> None:
    """A sum, product, extreme, quotient or nonzero is unknown where a part is; a choice is not."""
    parts = Plus((A, Times((B, Least((Nonzero(A), Greatest((w(1), Quotient(A, B)))))))))
    found = list(build.decisive(parts))
    assert found[0] == parts
    assert {Nonzero(A), Quotient(A, B), A, B, w(1)} < set(found)
    assert list(build.decisive(Choose(P, A, B))) == [Choose(P, A, B)]


def test_a_sum_is_read_as_counts() -> None:
    """Each member of a sum counts so often; a constant is so many ones."""
    assert build.linear(NOTHING) == {}
    assert build.linear(w(5)) == {ONE: 5}
    assert build.linear(A) == {A: 1}
    assert build.linear(of(3, A, B)) == {Times((A, B)): 3}
    assert build.linear(of(3, Plus((A, w(2))))) == {A: 3, ONE: 6}
    assert build.linear(Plus((A, A, w(2)))) == {A: 2, ONE: 2}
