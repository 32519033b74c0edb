"""Fractions of whole-number trees: one denominator above zero, nothing in common, rounding."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import pytest

from tests.integers import truth, value
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ROUNDINGS, Rounding, round_to
from zhibiao.expr import build as trees
from zhibiao.expr.domain import Span
from zhibiao.expr.integers import Lowering, build, ratios
from zhibiao.expr.integers.nodes import (
    NOTHING,
    ONE,
    Choose,
    Column,
    Flag,
    Greatest,
    Integer,
    Logical,
    Missing,
    Node,
    Nonzero,
    Plus,
    Quotient,
    Relation,
    Times,
    Truth,
    Whole,
    below,
)  # fmt: skip
from zhibiao.expr.integers.ratios import UNKNOWN, Fork, Ratio, Rational, ratio
from zhibiao.expr.integers.rounding import rounded
from zhibiao.expr.integers.scales import Scale, Scales
from zhibiao.expr.nodes import (
    And,
    Expr,
    If,
    Input,
    Median,
    Named,
    Not,
    Or,
    Power,
    Round,
    Sqrt,
)  # fmt: skip

A, B = Column("a", 0, -10, 10), Column("b", 0, 1, 10)
P = Flag("p")


def of(count: int, *factors: Integer) -> Times:
    """So many times something."""
    return Times((Whole(count), *factors))


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (lambda: ratio(of(6, A), 4), Ratio(of(3, A), 2)),
        (lambda: ratio(of(6, A), 3, (B,)), Ratio(of(2, A), 1, (B,))),
        (lambda: ratio(A, 3), Ratio(A, 3)),
        (lambda: ratio(NOTHING, 5), Ratio(NOTHING, 1)),
        (lambda: ratios.chosen(Truth(True), Ratio(A), Ratio(B)), Ratio(A)),
        (lambda: ratios.chosen(Truth(False), Ratio(A), Ratio(B)), Ratio(B)),
        (
            lambda: ratios.chosen(P, Ratio(A, 2), Ratio(B, 3)),
            Ratio(Choose(P, of(3, A), of(2, B)), 6),
        ),
        (lambda: ratios.chosen(P, Ratio(A, 2), Ratio(B, 2)), Ratio(Choose(P, A, B), 2)),
        (
            lambda: ratios.chosen(P, UNKNOWN, Ratio(A, 2, (B,))),
            Ratio(Choose(P, Missing(), A), 2, (B,)),
        ),
        (
            lambda: ratios.chosen(P, Ratio(A, 2, (B,)), UNKNOWN),
            Ratio(Choose(P, A, Missing()), 2, (B,)),
        ),
        (
            lambda: ratios.chosen(P, Ratio(A, 1, (B,)), Ratio(A)),
            Fork(P, Ratio(A, 1, (B,)), Ratio(A)),
        ),
        (
            lambda: ratios.chosen(P, Ratio(A, 1, (A, B)), Ratio(B, 1, (B, A))),
            Ratio(Choose(P, A, B), 1, (A, B)),
        ),
        (lambda: ratios.total([Ratio(A, 2), Ratio(B, 3)]), Ratio(Plus((of(3, A), of(2, B))), 6)),
        (
            lambda: ratios.total([Ratio(A, 1, (B,)), Ratio(ONE, 2)]),
            Ratio(Plus((of(2, A), B)), 2, (B,)),
        ),
        (lambda: ratios.total([Ratio(A, 1, (B,)), Ratio(NOTHING)]), Ratio(A, 1, (B,))),
        (
            lambda: ratios.total([Ratio(A, 1, (B, B)), Ratio(A, 1, (B,))]),
            Ratio(Plus((A, Times((A, B)))), 1, (B, B)),
        ),
        (
            lambda: ratios.product([Ratio(A, 2, (B,)), Ratio(of(2, B), 3)]),
            Ratio(Times((A, B)), 3, (B,)),
        ),
        (
            lambda: ratios.extreme([Ratio(A, 2), Ratio(B, 3)], build.greatest),
            Ratio(Greatest((of(3, A), of(2, B))), 6),
        ),
        (lambda: ratios.quotient(Ratio(A, 2), Ratio(B, 3)), Ratio(of(3, A), 2, (B,))),
        (lambda: ratios.reciprocal(Ratio(Whole(0), 5)), UNKNOWN),
        (lambda: ratios.quotient(Ratio(A), Ratio(Whole(0))), UNKNOWN),
        (lambda: ratios.reciprocal(Ratio(Whole(3), 2)), Ratio(Whole(2), 3)),
        (lambda: ratios.reciprocal(Ratio(Whole(-3), 2)), Ratio(Whole(-2), 3)),
        (lambda: ratios.reciprocal(Ratio(Whole(1), 2, (B,))), Ratio(of(2, B), 1)),
        (lambda: ratios.reciprocal(Ratio(of(2, B), 4)), Ratio(Whole(2), 1, (B,))),
        (
            lambda: ratios.reciprocal(Ratio(Column("c", 0, 0, 9))),
            Ratio(ONE, 1, (Nonzero(Column("c", 0, 0, 9)),)),
        ),
        (
            lambda: ratios.reciprocal(Ratio(Column("c", 0, -9, 0))),
            Ratio(Whole(-1), 1, (Nonzero(of(-1, Column("c", 0, -9, 0))),)),
        ),
        (
            lambda: ratios.reciprocal(Ratio(Column("c", 0, -9, -1))),
            Ratio(Whole(-1), 1, (of(-1, Column("c", 0, -9, -1)),)),
        ),
        (
            lambda: ratios.reciprocal(Ratio(Column("c", 0, -9, -1), 5, (B,))),
            Ratio(of(-5, B), 1, (of(-1, Column("c", 0, -9, -1)),)),
        ),
        (
            lambda: ratios.reciprocal(Ratio(Column("c", 0, -9, 1))),
            Ratio(
                Choose(Relation("<", Column("c", 0, -9, 1), NOTHING), Whole(-1), ONE),
                1,
                (Nonzero(Greatest((Column("c", 0, -9, 1), of(-1, Column("c", 0, -9, 1))))),),
            ),
        ),
        (
            lambda: ratios.extreme([Ratio(A, 1, (B,)), Ratio(ONE)], build.greatest),
            Ratio(Greatest((A, B)), 1, (B,)),
        ),
        (
            lambda: ratios.reciprocal(Ratio(A, 5)),
            Ratio(
                Choose(Relation("<", A, NOTHING), Whole(-5), Whole(5)),
                1,
                (Nonzero(Greatest((A, of(-1, A)))),),
            ),
        ),
    ],
)
def test_fractions_are_put_together_over_one_denominator(
    found: Callable[[], Rational], wanted: Rational
) -> None:
    """Sums, products, quotients and choices are one fraction, without what cancels out."""
    assert found() == wanted


def test_a_fork_becomes_one_fraction_when_it_must() -> None:
    """Branches with different denominators get one that depends on the test."""
    fork = Fork(P, Ratio(A, 2, (B,)), Ratio(A, 3))
    assert ratios.single(fork) == Ratio(
        Choose(P, of(3, A), of(2, A)), 6, (build.choose(P, B, ONE),)
    )
    assert ratios.single(Fork(P, Ratio(A, 2), Ratio(B, 2))) == Ratio(Choose(P, A, B), 2)
    assert ratios.single(Ratio(A, 2)) == Ratio(A, 2)


def test_an_operation_goes_into_one_fork_alone() -> None:
    """Of several forks the first stays, wherever it stands, and the others become fractions."""
    fork = Fork(P, Ratio(A, 1, (B,)), Ratio(A))
    pairs: list[list[Rational]] = [[fork, Ratio(ONE)], [Ratio(ONE), fork]]
    for values in pairs:
        found = ratios.total(values)
        assert found == Fork(
            P,
            Ratio(Plus((A, B) if values[0] is fork else (B, A)), 1, (B,)),
            Ratio(Plus((A, ONE) if values[0] is fork else (ONE, A))),
        )
    other = Fork(Flag("q"), Ratio(ONE, 1, (B,)), Ratio(ONE))
    joined = ratios.total([Ratio(ONE), fork, other])
    assert isinstance(joined, Fork)
    assert joined.test == P
    assert isinstance(joined.then, Ratio)
    for p, first in ((True, Fraction(3, 2)), (False, Fraction(3))):
        for q, second in ((True, Fraction(1, 2)), (False, Fraction(1))):
            row: dict[str, Fraction | bool] = {"a": Fraction(3), "b": Fraction(2)}
            row |= {"p": p, "q": q}
            assert value(ratios.single(joined), row) == 1 + first + second
    product = ratios.product([Ratio(Whole(2)), fork, Ratio(B)])
    assert isinstance(product, Fork)
    assert product.otherwise == Ratio(of(2, A, B))


@pytest.mark.parametrize("sign", ["<", "<=", "="])
def test_a_comparison_is_multiplied_out(sign: Literal["<", "<=", "="]) -> None:
    """Two fractions are compared by their numerators over one denominator."""
    assert ratios.compared(sign, Ratio(A, 2), Ratio(B, 3)) == Relation(sign, of(3, A), of(2, B))
    assert ratios.compared(sign, Ratio(A, 1, (B,)), Ratio(B)) == Relation(sign, A, Times((B, B)))


def test_there_are_three_comparisons() -> None:
    """Any other sign is an error of ours, which names it."""
    with pytest.raises(AssertionError, match=">"):
        ratios.compared(">", Ratio(A), Ratio(B))


def test_a_comparison_is_unknown_where_a_denominator_is() -> None:
    """A denominator that multiplies nothing stays in the test, since it may be unknown."""
    nonzero = Nonzero(Column("c", 0, 0, 9))
    found = ratios.compared("=", Ratio(A, 1, (nonzero,)), Ratio(NOTHING))
    assert found == Relation("=", build.plus(A, of(0, nonzero)), NOTHING)


@pytest.mark.parametrize("mode", ROUNDINGS)
@pytest.mark.parametrize("places", [-1, 0, 1, 2])
def test_a_fraction_is_rounded_as_its_value_is(mode: Rounding, places: int) -> None:
    """On a grid that meets every tie and both signs, the tree gives what the value gives."""
    over = Column("n", 0, -400, 400)
    for found, under in (
        (rounded(Ratio(over, 8), places, mode, lambda _: False), 8),
        (rounded(Ratio(over, 20), places, mode, lambda _: False), 20),
        (rounded(Ratio(over, 1), places, mode, lambda _: False), 1),
        (rounded(Ratio(over, 3), places, mode, lambda _: False), 3),
        (rounded(Ratio(over, 1, (B,)), places, mode, lambda _: False), 4),
    ):
        for n in [*range(-45, 46), -400, -250, -150, 150, 250, 350, 400]:
            row = {"n": Fraction(n), "b": Fraction(4)}
            assert value(found, row) == round_to(Fraction(n, under), places, mode), n


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (lambda: rounded(Ratio(A, 4), 2, "up", bool), Ratio(A, 4)),
        (lambda: rounded(Ratio(B, 4), 0, "down", lambda _: True), Ratio(Quotient(B, Whole(4)))),
        (
            lambda: rounded(Ratio(of(2, B), 7), 0, "floor", lambda _: True),
            Ratio(Quotient(of(2, B), Whole(7))),
        ),
        (
            lambda: rounded(Ratio(B, 3), 0, "ceiling", lambda _: True),
            Ratio(Quotient(Plus((B, Whole(2))), Whole(3))),
        ),
        (
            lambda: rounded(Ratio(B, 3), 0, "half-up", lambda _: True),
            Ratio(Quotient(Plus((of(2, B), Whole(3))), Whole(6))),
        ),
        (
            lambda: rounded(Ratio(B, 2), 0, "half-up", lambda _: True),
            Ratio(Quotient(Plus((B, ONE)), Whole(2))),
        ),
        (
            lambda: rounded(Ratio(B, 3), 1, "down", lambda _: True),
            Ratio(Quotient(of(10, B), Whole(3)), 10),
        ),
        (
            lambda: rounded(Ratio(B, 4), 1, "down", lambda _: True),
            Ratio(Quotient(of(5, B), Whole(2)), 10),
        ),
        (lambda: rounded(Ratio(B, 10), 1, "down", lambda _: True), Ratio(B, 10)),
        (
            lambda: rounded(Ratio(B), -1, "down", lambda _: True),
            Ratio(of(10, Quotient(B, Whole(10)))),
        ),
        (
            lambda: rounded(Ratio(B, 1, (A,)), 0, "down", lambda _: True),
            Ratio(Quotient(B, A)),
        ),
    ],
)
def test_rounding_is_one_division(found: Callable[[], Ratio], wanted: Ratio) -> None:
    """Of what is never negative one quotient is left; of what lies on the grid, not even that."""
    assert found() == wanted


X, Y, HELD = Input("x"), Input("y"), Input("held", "boolean")
OTHER = Input("other", "boolean")
SCALES = Scales({"x": Scale(1, Fraction(100)), "y": Scale(0, Fraction(100))})
CX, CY = Column("x", 1, -1000, 1000), Column("y", 0, -100, 100)
RATE = Named("measure", "rate", trees.add(X, Y))
TESTED = Named("measure", "held", trees.compare("<", X, Y))


def lowered(tree: Expr, *, given: frozenset[str] | None = None) -> Ratio:
    """A numeric tree as one fraction."""
    return Lowering(SCALES, given).number(tree)


@pytest.mark.parametrize(
    ("tree", "row", "wanted"),
    [
        (trees.NULL, {}, None),
        (trees.TRUE, {}, None),
        (trees.const(Fraction(3, 4)), {}, "3/4"),
        (trees.add(X, Y), {"x": "1.5", "y": 2}, "3.5"),
        (trees.divide(X, Y), {"x": "1.5", "y": 3}, "0.5"),
        (trees.divide(X, Y), {"x": "1.5", "y": -3}, "-0.5"),
        (trees.divide(X, Y), {"x": "1.5", "y": 0}, None),
        (trees.divide(X, Y, Fraction(7)), {"x": "1.5", "y": 0}, "7"),
        (trees.divide(X, Y, Fraction(7)), {"x": "1.5", "y": 2}, "0.75"),
        (Median((X, Y, trees.const(2))), {"x": 1, "y": 9}, "2"),
        (Median((X, Y)), {"x": 1, "y": 9}, "5"),
        (Median((X, Y, trees.const(2), trees.const(4))), {"x": 1, "y": 9}, "3"),
        (Median((X,)), {"x": 1}, "1"),
        (Power(X, 0), {"x": 3}, "1"),
        (Power(X, 3), {"x": "0.5"}, "0.125"),
        (Power(X, -2), {"x": "0.5"}, "4"),
        (Power(X, -1), {"x": 0}, None),
        (Power(X, 16), {"x": 2}, "65536"),
        (Power(X, -16), {"x": "0.5"}, "65536"),
        (If(HELD, X, Y), {"x": 1, "y": 2, "held": True}, "1"),
        (If(HELD, X, Y), {"x": 1, "y": 2, "held": False}, "2"),
        (If(HELD, X, Y), {"x": 1, "y": 2}, None),
        (If(trees.TRUE, X, Y), {"x": 1}, "1"),
        (If(trees.FALSE, X, Y), {"y": 2}, "2"),
        (trees.compare("<", X, Y), {"x": 1, "y": 2}, None),
        (HELD, {"held": True}, None),
        (trees.clamp(X, trees.const(0), trees.const(5)), {"x": 7}, "5"),
        (trees.clamp(X, trees.const(0), trees.const(5)), {"x": -7}, "0"),
        (Round(trees.divide(X, Y), 1, "half-even"), {"x": "-0.5", "y": 2}, "-0.2"),
    ],
)
def test_a_lowered_tree_gives_the_exact_value(
    tree: Expr, row: dict[str, str | int | bool], wanted: str | None
) -> None:
    """A tree of each kind gives its value, and nothing where a part is unknown."""
    figures = {n: v if isinstance(v, bool) else Fraction(v) for n, v in row.items()}
    assert value(lowered(tree), figures) == (None if wanted is None else Fraction(wanted))


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (Sqrt(X), "square root"),
        (Median((X,) * 8), "8"),
        (Power(X, 17), "17"),
        (Power(X, -17), "-17"),
    ],
)
def test_what_has_no_whole_number_form_is_refused(tree: Expr, said: str) -> None:
    """Square roots, long medians and large powers are refused with what was found."""
    with pytest.raises(UnsupportedNodeError) as caught:
        lowered(tree)
    assert said in caught.value.render("en")


def test_a_median_of_seven_is_still_lowered() -> None:
    """The longest median that has a form gives the middle one."""
    tree = Median((X, Y, *map(trees.const, (1, 2, 3, 4, 5))))
    assert value(lowered(tree), {"x": Fraction(9), "y": Fraction(8)}) == 4


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"x": 1, "y": 2}, 3),
        ({"x": 1, "y": 2, "rate": 9}, 3),
        ({"x": 1, "rate": 9}, 9),
        ({"x": 1}, None),
    ],
)
def test_a_measure_that_is_given_stands_in_for_its_formula(
    row: dict[str, int], wanted: int | None
) -> None:
    """The formula of a measure counts where its figures are given, else the measure itself."""
    figures = {name: Fraction(figure) for name, figure in row.items()}
    named = lowered(RATE, given=frozenset({"x", "y", "rate"}))
    assert value(named, figures) == wanted
    below = lowered(trees.add(RATE, trees.const(1)), given=frozenset({"x", "y", "rate"}))
    assert value(below, figures) == (None if wanted is None else wanted + 1)


@pytest.mark.parametrize(
    ("row", "wanted", "of_share"),
    [
        ({"x": 1, "y": 2, "outer": 50}, 4, 4),
        ({"x": 1, "rate": 9, "outer": 50}, 10, 50),
        ({"x": 1, "rate": 9}, 10, None),
        ({"x": 1, "outer": 50}, 50, 50),
        ({"rate": 9, "outer": 50}, 50, 50),
        ({"rate": 9}, None, None),
    ],
)
def test_a_measure_of_measures_is_computed_from_those_that_are_given(
    row: dict[str, int], wanted: int | None, of_share: int | None
) -> None:
    """A formula over a given measure can be computed; a share is never given."""
    figures = {name: Fraction(figure) for name, figure in row.items()}
    given = frozenset({"x", "y", "rate", "outer"})
    share = Named("share", "rate", trees.add(X, Y))
    for inner, expected in ((RATE, wanted), (share, of_share)):
        outer = Named("measure", "outer", trees.add(inner, X))
        assert value(lowered(outer, given=given), figures) == expected


@pytest.mark.parametrize(
    ("given", "row", "wanted"),
    [
        ({"x", "y"}, {"x": 1, "y": 2, "rate": 9}, 3),
        ({"x", "y"}, {"x": 1, "rate": 9}, None),
        ({"x", "rate"}, {"x": 1, "y": 2, "rate": 9}, 9),
        ({"x"}, {"x": 1, "y": 2}, None),
    ],
)
def test_only_what_is_given_is_read(
    given: set[str], row: dict[str, int], wanted: int | None
) -> None:
    """A figure or measure that is not among those given is never known."""
    figures = {name: Fraction(figure) for name, figure in row.items()}
    assert value(lowered(RATE, given=frozenset(given)), figures) == wanted


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"x": 1, "y": 2}, 10),
        ({"x": 2, "y": 1}, 20),
        ({"x": 2, "y": 1, "held": True}, 20),
        ({"x": 1, "held": True}, 10),
        ({"x": 1, "held": False}, 20),
        ({"x": 1}, None),
    ],
)
def test_a_test_that_is_given_stands_in_for_its_formula(
    row: dict[str, int | bool], wanted: int | None
) -> None:
    """A measure that is a test is taken as given where its formula cannot be computed."""
    figures = {n: v if isinstance(v, bool) else Fraction(v) for n, v in row.items()}
    tree = If(TESTED, trees.const(10), trees.const(20))
    assert value(lowered(tree, given=frozenset({"x", "y", "held"})), figures) == wanted


def test_an_answer_may_have_a_default() -> None:
    """An answer that a row does not give is its default, if it has one."""
    tree = If(HELD, trees.const(1), trees.const(2))
    assert value(Lowering(defaults={"held": True}).number(tree), {}) == 1
    assert value(Lowering(defaults={"held": False}).number(tree), {"held": True}) == 1
    unread = Lowering(given=frozenset(), defaults={"held": False})
    assert value(unread.number(tree), {"held": True}) == 2
    assert value(Lowering(given=frozenset()).number(tree), {"held": True}) is None


def test_a_rational_found_before_takes_the_place_of_an_input() -> None:
    """An input that is known is that rational, and not a column."""
    known = Lowering(SCALES, known={"x": Ratio(CY, 3)})
    assert known.number(trees.add(X, trees.const(1))) == Ratio(Plus((CY, Whole(3))), 3)


def test_a_condition_saves_the_second_sign() -> None:
    """Where a test implies that a number is not negative, its rounding has one branch."""
    excess = Round(trees.subtract(X, trees.const(1)), 0, "down")
    tree = If(trees.compare("<=", X, trees.const(1)), trees.const(0), excess)
    over = build.plus(CX, Whole(-10))
    assert lowered(tree) == Ratio(Quotient(Greatest((NOTHING, over)), Whole(10)))


def test_equal_conditions_are_settled_below() -> None:
    """A test that the one above has decided is not asked again."""
    test = trees.compare("<", X, Y)
    tree = If(test, If(test, X, Y), trees.const(0))
    inner: Logical = Relation("<", CX, of(10, CY))
    assert lowered(tree) == Ratio(Choose(inner, CX, NOTHING), 10)


@pytest.mark.parametrize(
    ("tree", "row", "wanted"),
    [
        (trees.TRUE, {}, True),
        (trees.FALSE, {}, False),
        (trees.NULL, {}, None),
        (trees.const(1), {}, None),
        (HELD, {"held": True}, True),
        (HELD, {}, None),
        (X, {"x": 1}, None),
        (trees.compare("<", X, Y), {"x": 1, "y": 2}, True),
        (trees.compare("<", X, Y), {"x": 2, "y": 2}, False),
        (trees.compare("<", X, Y), {"x": 2}, None),
        (trees.compare("=", HELD, trees.TRUE), {"held": True}, True),
        (trees.compare("=", HELD, trees.TRUE), {"held": False}, False),
        (trees.compare("=", trees.FALSE, HELD), {"held": False}, True),
        (trees.compare("=", HELD, trees.NULL), {"held": True}, None),
        (And((HELD, trees.compare("<", X, Y))), {"held": True, "x": 1, "y": 2}, True),
        (And((HELD, trees.compare("<", X, Y))), {"held": False}, False),
        (Or((HELD, trees.compare("<", X, Y))), {"held": False, "x": 1, "y": 2}, True),
        (Or((HELD, trees.compare("<", X, Y))), {"held": False, "x": 2, "y": 2}, False),
        (Or((HELD, trees.compare("<", X, Y))), {"held": True}, True),
        (Not(HELD), {"held": True}, False),
        (Not(HELD), {}, None),
        (If(HELD, trees.compare("<", X, Y), OTHER), {"held": True, "x": 1, "y": 2}, True),
        (If(HELD, trees.compare("<", X, Y), OTHER), {"held": True, "x": 2, "y": 2}, False),
        (If(HELD, trees.compare("<", X, Y), OTHER), {"held": False, "other": True}, True),
        (If(HELD, trees.compare("<", X, Y), OTHER), {"held": False, "other": False}, False),
        (Named("share", "s", HELD), {"held": True}, True),
        (TESTED, {"x": 1, "y": 2}, True),
    ],
)
def test_a_lowered_test_is_decided_as_it_should_be(
    tree: Expr, row: dict[str, int | bool], wanted: bool | None
) -> None:
    """A test of each kind is decided, and is unknown where a part that it needs is."""
    figures = {n: v if isinstance(v, bool) else Fraction(v) for n, v in row.items()}
    assert truth(Lowering(SCALES).logical(tree), figures) is wanted


NATURAL = Input("n", within=Span(Fraction(0), None))
COUNTED = Input("m", within=Span(Fraction(0), Fraction(9)))


@pytest.mark.parametrize(
    ("operand", "signs"),
    [
        (NATURAL, 1),
        (If(HELD, NATURAL, COUNTED), 1),
        (If(HELD, NATURAL, Y), 2),
        (If(HELD, Y, NATURAL), 2),
        (X, 2),
        (Input("z"), 2),
        (trees.subtract(X, trees.const(1)), 1),
        (trees.negate(NATURAL), 2),
        (If(HELD, trees.subtract(X, trees.const(1)), NATURAL), 1),
        (If(HELD, trees.subtract(X, trees.const(1)), Y), 2),
        (If(HELD, Y, trees.subtract(X, trees.const(1))), 2),
    ],
)
def test_what_is_never_negative_is_rounded_once(operand: Expr, signs: int) -> None:
    """A rounding has a second division only where its number can be negative."""
    whole = Round(operand, 0, "half-up")
    tree = If(trees.compare("<", X, trees.const(1)), trees.const(0), whole)
    found = lowered(tree).numerator
    divisions = {node for node in _all(found) if isinstance(node, Quotient)}
    assert len(divisions) == signs


def _all(node: Node) -> list[Node]:
    return [node, *(one for part in below(node) for one in _all(part))]
