"""A tree over other parts: inputs replaced by trees, and everything else as it was."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given

from tests.strategies import numbers, truths
from zhibiao.expr import build
from zhibiao.expr.domain import Span
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Div,
    Expr,
    If,
    Input,
    Max,
    Median,
    Min,
    Mul,
    Named,
    Not,
    Or,
    Outside,
    Power,
    Round,
    Sqrt,
)  # fmt: skip
from zhibiao.expr.substituting import substituted
from zhibiao.expr.walk import inputs

A, B, C, P = Input("a"), Input("b"), Input("c"), Input("p", "boolean")
TREE = build.add(B, build.const(2))
WITHIN = Span(Fraction(0), Fraction(9))


@pytest.mark.parametrize(
    "over",
    [
        lambda a: a,
        lambda a: Named("share", "s", a, "%", WITHIN),
        lambda a: Add((a, C, a)),
        lambda a: Mul((C, a)),
        lambda a: Div(a, C, Fraction(3)),
        lambda a: Div(C, a, Fraction(3)),
        lambda a: Power(a, 3),
        Sqrt,
        lambda a: Round(a, 2, "half-up"),
        lambda a: Min((a, C)),
        lambda a: Max((C, a)),
        lambda a: Median((C, a, C)),
        lambda a: Compare("<=", a, C),
        lambda a: Compare("=", C, a),
        lambda a: Not(Compare("<", a, C)),
        lambda a: And((P, Compare("<", a, C))),
        lambda a: Or((Compare("<", a, C), P)),
        lambda a: If(Compare("<", a, C), C, P),
        lambda a: If(P, a, C),
        lambda a: If(P, C, a),
    ],
)
def test_an_input_is_replaced_wherever_it_stands(over: Callable[[Expr], Expr]) -> None:
    """Below every node: the tree takes the place of the input, and the rest stays."""
    assert substituted(over(A), {"a": TREE, "d": C}) == over(TREE)


def test_parts_stay_as_they_are() -> None:
    """Two inputs that change places do so once."""
    assert substituted(build.subtract(A, B), {"a": B, "b": A}) == build.subtract(B, A)
    assert substituted(A, {"a": build.add(A, B)}) == build.add(A, B)


def test_what_a_program_outside_asks_for_stays() -> None:
    """The arguments of a program are not its input's operands."""
    given_outside = Input("g", outside=Outside((("x", A),), len))  # type: ignore[arg-type]  # never run
    tree = build.add(given_outside, A)
    assert substituted(tree, {"a": B}) == build.add(given_outside, B)


def test_constants_keep_their_kind() -> None:
    """A constant stays what it is, though Python takes false for zero and true for one."""
    tree = Add((build.const(0, "%"), If(build.FALSE, build.const(0), If(build.TRUE, A, C))))
    wanted = Add((build.const(0, "%"), If(build.FALSE, build.const(0), If(build.TRUE, B, C))))
    assert repr(substituted(tree, {"a": B})) == repr(wanted)


@given(tree=numbers(), test=truths())
def test_nothing_replaced_is_the_same_tree(tree: Expr, test: Expr) -> None:
    """Without parts, and with an input put in its own place, a tree stays itself."""
    for one in (tree, test):
        assert substituted(one, {}) == one
        assert substituted(one, {each.name: each for each in inputs(one)}) == one
