"""The small constructors: flat trees, no needless nodes, no changed meaning."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.expr import build
from zhibiao.expr.domain import UNBOUNDED, Span
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
    Div,
    If,
    Input,
    Mul,
    Named,
    Not,
    Or,
    Round,
)  # fmt: skip
from zhibiao.expr.outcomes import outcomes

A, B, C = Input("a"), Input("b"), Input("c")
P, Q = Input("p", "boolean"), Input("q", "boolean")
ONE, TWO = build.const(1), build.const(2)


def test_sums_and_products_are_flat() -> None:
    """A sum in a sum, or a product in a product, is one."""
    assert build.add(build.add(A, B), C) == Add((A, B, C))
    assert build.multiply(A, build.multiply(B, C)) == Mul((A, B, C))


def test_what_changes_nothing_is_left_out() -> None:
    """Nothing is added, no factor of one is kept, and one part stands alone."""
    assert build.add(A, build.const(0)) == A
    assert build.multiply(ONE, A) == A
    assert build.divide(A, ONE) == A
    assert build.add() == build.const(0)
    assert build.multiply() == ONE
    assert build.both(build.TRUE, P) == P
    assert build.either(P, build.FALSE) == P
    assert build.both() == build.TRUE
    assert build.either() == build.FALSE


def test_a_truth_value_is_no_number() -> None:
    """True is not the number one, and false is not zero, though Python says so."""
    assert build.multiply(build.TRUE, A) == Mul((build.TRUE, A))
    assert build.add(build.FALSE, A) == Add((build.FALSE, A))


def test_a_percentage_keeps_its_sign_when_negated() -> None:
    """The opposite of a constant is a constant with the same unit."""
    assert build.negate(Const(Fraction(1, 20), "%")) == Const(Fraction(-1, 20), "%")
    assert build.subtract(A, B) == Add((A, Mul((build.const(-1), B))))


@pytest.mark.parametrize(
    ("operator", "tree"),
    [
        ("<", Compare("<", A, B)),
        ("<=", Compare("<=", A, B)),
        ("=", Compare("=", A, B)),
        (">", Compare("<", B, A)),
        (">=", Compare("<=", B, A)),
        ("!=", Not(Compare("=", A, B))),
    ],
)
def test_six_comparisons_become_three(operator: str, tree: Compare | Not) -> None:
    """Greater is less the other way round, and unequal is not equal."""
    assert build.compare(operator, A, B) == tree


def test_several_tests_are_joined() -> None:
    """More than one test gives one node for all of them."""
    assert build.both(P, Q) == And((P, Q))
    assert build.either(P, Q) == Or((P, Q))


def test_the_first_case_that_holds_is_chosen() -> None:
    """Cases are tried in order, and the rest comes last."""
    tree = build.choose([(P, ONE), (Q, TWO)], build.const(3))
    assert tree == If(P, ONE, If(Q, TWO, build.const(3)))
    assert outcomes(tree, {"p": False, "q": True}) == 2


@pytest.mark.parametrize(("value", "clamped"), [(-1, 0), (0, 0), (3, 3), (5, 5), (6, 5)])
def test_a_clamp_keeps_a_value_between_its_ends(value: int, clamped: int) -> None:
    """What lies outside comes to the nearest end."""
    tree = build.clamp(A, build.const(0), build.const(5))
    assert outcomes(tree, {"a": Fraction(value)}) == clamped


def test_a_quotient_keeps_what_its_zero_means() -> None:
    """A division says what it is where the denominator is zero."""
    assert build.divide(A, B, Fraction(1)) == Div(A, B, Fraction(1))
    assert outcomes(build.divide(A, B, Fraction(1)), {"a": Fraction(2), "b": Fraction(0)}) == 1


def test_constants_and_names_are_what_is_asked_for() -> None:
    """A constant has its unit, a rounding its places, a named value all that is said of it."""
    assert build.const(5, "%") == Const(Fraction(5), "%")
    assert build.const(5) == Const(Fraction(5), "")
    assert build.rounded(A, 2, "up") == Round(A, 2, "up")
    natural = Span(Fraction(0), None)
    assert build.named("share", "s", A) == Named("share", "s", A, "", UNBOUNDED)
    assert build.named("share", "s", A, "%", natural) == Named("share", "s", A, "%", natural)
    assert build.counted(P, A) == If(P, A, build.const(0))
    assert build.choose([], A) == A


def test_only_what_changes_nothing_is_left_out() -> None:
    """A zero stays a factor and a one stays a term, and the others keep their order."""
    assert build.add(A, ONE, B) == Add((A, ONE, B))
    assert build.add(build.const(0), A, build.const(0), B) == Add((A, B))
    assert build.multiply(build.const(0), A) == Mul((build.const(0), A))
    assert build.multiply(A, ONE, TWO) == Mul((A, TWO))
    assert build.divide(ONE, A) == Div(ONE, A)
    assert build.divide(A, build.TRUE) == Div(A, build.TRUE)
    assert build.negate(A) == Mul((build.const(-1), A))
    assert build.negate(build.TRUE) == Mul((build.const(-1), build.TRUE))
    assert build.subtract(A, ONE) == Add((A, build.const(-1)))
    assert build.both(P, build.FALSE) == And((P, build.FALSE))
    assert build.either(P, build.TRUE) == Or((P, build.TRUE))
