"""The constructors of whole-number trees: one order, one constant, nothing lost."""

from __future__ import annotations

from collections.abc import Callable

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
        (build.plus, NOTHING),
        (lambda: build.plus(w(2), w(3)), w(5)),
        (lambda: build.plus(w(2), w(-2)), NOTHING),
        (lambda: build.plus(A), A),
        (lambda: build.plus(A, NOTHING), A),
        (lambda: build.plus(A, B), Plus((A, B))),
        (lambda: build.plus(Plus((A, B)), ONE), Plus((A, B, ONE))),
        (lambda: build.plus(A, A), of(2, A)),
        (lambda: build.plus(A, w(3), w(4)), Plus((A, w(7)))),
        (lambda: build.plus(of(4, A), of(6, B)), of(2, Plus((of(2, A), of(3, B))))),
        (lambda: build.plus(of(4, A), w(6)), of(2, Plus((of(2, A), w(3))))),
        (lambda: build.plus(of(2, A, B), A), Plus((of(2, Times((A, B))), A))),
        (lambda: build.plus(of(3, Plus((A, B))), A), Plus((of(4, A), of(3, B)))),
        (lambda: build.minus(A, B), Plus((A, of(-1, B)))),
        (lambda: build.minus(A, Plus((B, ONE))), Plus((A, of(-1, B), w(-1)))),
    ],
)
def test_a_sum_has_one_member_of_each_kind(built: Callable[[], Integer], tree: Integer) -> None:
    """Sums are flat, count each member once, and have what all share taken out."""
    assert _flat(built()) == _flat(tree)


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
        (build.times, ONE),
        (lambda: build.times(w(2), w(-3)), w(-6)),
        (lambda: build.times(A), A),
        (lambda: build.times(ONE, A), A),
        (lambda: build.times(A, w(2)), of(2, A)),
        (lambda: build.times(A, B), Times((A, B))),
        (lambda: build.times(A, w(2), B, w(3)), of(6, A, B)),
        (lambda: build.times(of(2, A), of(5, B)), of(10, A, B)),
        (lambda: build.times(NOTHING, A), of(0, A)),
        (lambda: build.times(NOTHING, Plus((A, B))), of(0, Plus((A, B)))),
        (lambda: build.times(w(2), Plus((A, B))), of(2, Plus((A, B)))),
        (lambda: build.times(w(-1), Plus((A, B))), Plus((of(-1, A), of(-1, B)))),
        (lambda: build.times(w(-1), Plus((A, ONE))), Plus((of(-1, A), w(-1)))),
        (lambda: build.times(w(-1), A, Plus((A, B))), of(-1, A, Plus((A, B)))),
        (lambda: build.times(w(-2), A), of(-2, A)),
    ],
)
def test_a_product_has_its_constant_first(built: Callable[[], Integer], tree: Integer) -> None:
    """Products are flat with one constant; a sign is put into a sum."""
    assert built() == tree


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (lambda: build.least([A, B]), Least((A, B))),
        (lambda: build.least([A]), A),
        (lambda: build.least([A, A]), A),
        (lambda: build.least([Least((A, B)), ONE]), Least((A, B, ONE))),
        (lambda: build.least([Greatest((A, B)), ONE]), Least((Greatest((A, B)), ONE))),
        (lambda: build.least([w(3), w(5)]), w(3)),
        (lambda: build.least([A, w(5), w(3), B]), Least((w(3), A, B))),
        (lambda: build.least([A, w(10)]), A),
        (lambda: build.least([A, w(9)]), Least((A, w(9)))),
        (lambda: build.least([of(2, A), w(6)]), of(2, Least((A, w(3))))),
        (lambda: build.least([of(4, A), w(6)]), of(2, Least((of(2, A), w(3))))),
        (lambda: build.greatest([A, B]), Greatest((A, B))),
        (lambda: build.greatest([Greatest((A, B)), ONE]), Greatest((A, B, ONE))),
        (lambda: build.greatest([w(3), w(5)]), w(5)),
        (lambda: build.greatest([A, w(5), w(3), B]), Greatest((w(5), A, B))),
        (lambda: build.greatest([A, w(-10)]), A),
        (lambda: build.greatest([A, w(-9)]), Greatest((A, w(-9)))),
        (lambda: build.greatest([B, NOTHING]), B),
        (lambda: build.greatest([A, NOTHING]), Greatest((A, NOTHING))),
        (lambda: build.greatest([of(3, A), w(6)]), of(3, Greatest((A, w(2))))),
    ],
)
def test_an_extreme_keeps_only_what_can_win(built: Callable[[], Integer], tree: Integer) -> None:
    """Equal operands count once, constants become one, and one that never wins is left out."""
    assert built() == tree


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (lambda: build.choose(YES, A, B), A),
        (lambda: build.choose(NO, A, B), B),
        (lambda: build.choose(P, A, B), Choose(P, A, B)),
        (lambda: build.choose(P, A, A), Choose(P, A, A)),
        (lambda: build.choose(P, Missing(), Missing()), Choose(P, Missing(), Missing())),
        (lambda: build.choose(P, w(4), w(6)), of(2, Choose(P, w(2), w(3)))),
        (lambda: build.choose(P, w(4), NOTHING), of(4, Choose(P, ONE, NOTHING))),
        (lambda: build.choose(P, of(4, A), w(6)), of(2, Choose(P, of(2, A), w(3)))),
        (lambda: build.choose(P, w(3), A), Choose(P, w(3), A)),
        (lambda: build.choose(P, NOTHING, NOTHING), Choose(P, NOTHING, NOTHING)),
    ],
)
def test_a_choice_shares_its_constant(built: Callable[[], Integer], tree: Integer) -> None:
    """A decided choice is its branch; an open one has what both branches share taken out."""
    assert built() == tree


@pytest.mark.parametrize(
    ("built", "tree"),
    [
        (lambda: build.relation("<", w(1), w(2)), YES),
        (lambda: build.relation("<", w(2), w(2)), NO),
        (lambda: build.relation("<=", w(2), w(2)), YES),
        (lambda: build.relation("<=", w(3), w(2)), NO),
        (lambda: build.relation("<=", w(1), w(2)), YES),
        (lambda: build.relation("=", of(0, A), of(0, B)), Relation("=", of(0, A), of(0, B))),
        (lambda: build.relation("=", w(2), w(2)), YES),
        (lambda: build.relation("=", w(1), w(2)), NO),
        (lambda: build.relation("<", A, ONE), Relation("<", A, ONE)),
        (lambda: build.relation("<", of(4, A), w(6)), Relation("<", of(2, A), w(3))),
        (lambda: build.relation("=", of(2, A), of(2, B)), Relation("=", A, B)),
        (lambda: build.relation("<=", NOTHING, of(3, A)), Relation("<=", NOTHING, A)),
        (lambda: build.every([]), YES),
        (lambda: build.every([P]), P),
        (lambda: build.every([YES, P, YES]), P),
        (lambda: build.every([P, Q]), Every((P, Q))),
        (lambda: build.every([P, NO, Q]), NO),
        (lambda: build.some([]), NO),
        (lambda: build.some([P]), P),
        (lambda: build.some([NO, P, NO]), P),
        (lambda: build.some([P, Q]), Some((P, Q))),
        (lambda: build.some([P, YES, Q]), YES),
        (lambda: build.opposite(YES), NO),
        (lambda: build.opposite(NO), YES),
        (lambda: build.opposite(P), Opposite(P)),
        (lambda: build.opposite(Opposite(P)), P),
    ],
)
def test_a_test_is_decided_where_it_can_be(built: Callable[[], Logical], tree: Logical) -> None:
    """Tests of constants are decided, and the rest keeps only what decides it."""
    assert built() == tree


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
    assert list(build.decisive(Quotient(A, B))) == [Quotient(A, B), A, B]
    assert list(build.decisive(Nonzero(A))) == [Nonzero(A), A]
    assert list(build.decisive(Choose(P, A, B))) == [Choose(P, A, B)]


def test_a_sum_is_read_as_counts() -> None:
    """Each member of a sum counts so often; a constant is so many ones."""
    assert build.linear(NOTHING) == {}
    assert build.linear(w(5)) == {ONE: 5}
    assert build.linear(A) == {A: 1}
    assert build.linear(of(3, A, B)) == {Times((A, B)): 3}
    assert build.linear(of(3, Plus((A, w(2))))) == {A: 3, ONE: 6}
    assert build.linear(Plus((A, A, w(2)))) == {A: 2, ONE: 2}
