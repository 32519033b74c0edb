"""Trees without the questions that their own conditions have answered."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from tests.conformance.feel import Inputs
from tests.strategies import KNOWN, Known, numbers
from zhibiao.expr import build
from zhibiao.expr.domain import Span, span
from zhibiao.expr.feel.lowering import condition, formula
from zhibiao.expr.narrowing import narrowed
from zhibiao.expr.nodes import (
    Compare,
    Const,
    Expr,
    If,
    Input,
    Named,
    Not,
)  # fmt: skip
from zhibiao.expr.outcomes import outcomes

OPEN = Inputs({"x": None, "y": None, "yes": True})
X, Y = Input("x"), Input("y")
NATURAL = Span(Fraction(0), None)


@given(tree=numbers(), row=KNOWN)
def test_a_narrowed_tree_means_the_same(tree: Expr, row: Known) -> None:
    """Whatever the figures are, what is left of a tree gives what all of it gives."""
    assert outcomes(narrowed(tree), row) == outcomes(tree, row)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (
            "if x >= 5 then 3 else if x >= 3 and x < 5 then 2 else 1",
            "if x >= 5 then 3 else if x >= 3 then 2 else 1",
        ),
        (
            "if x >= 5 then 3 else if x < 5 and x >= 3 then 2 else 1",
            "if x >= 5 then 3 else if x >= 3 then 2 else 1",
        ),
        ("if x > 5 then (if x > 3 then 1 else 2) else 0", "if x > 5 then 1 else 0"),
        ("if x > 5 then (if x < 3 then 1 else 2) else 0", "if x > 5 then 2 else 0"),
        ("if x <= 5 then 1 else if x > 5 then 2 else 3", "if x <= 5 then 1 else 2"),
        (
            "if x > 5 then (if x > 3 or y > 1 then 1 else 2) else 0",
            "if x > 5 then 1 else 0",
        ),
        (
            "if x > 5 then (if y > 1 or x < 3 then 1 else 2) else 0",
            "if x > 5 then (if y > 1 then 1 else 2) else 0",
        ),
        (
            "if x > 5 then (if y > 1 and x < 3 then 1 else 2) else 0",
            "if x > 5 then 2 else 0",
        ),
        (
            "if x > 5 then (if not(x > 3) then 1 else 2) else 0",
            "if x > 5 then 2 else 0",
        ),
        ("if x > 5 and x < 3 then 1 else 2", "2"),
        ("if x <= 5 or x >= 3 then 1 else 2", "1"),
        ("if x = null then 1 else x", "if x = null then 1 else x"),
        ("if x > null then 1 else 2", "if x > null then 1 else 2"),
        ("if x > 5 then 1 else 2", "if x > 5 then 1 else 2"),
        ("if yes then (if yes then x else y) else 1", "if yes then x else 1"),
        ("if 1 > 2 then x else y", "y"),
        ("if 2 > 1 then x else y", "x"),
        ("if x > 5 then (if x > 3 then 1 else 2) + y else 0", "if x > 5 then 1 + y else 0"),
        ("if x > 5 then (if x > 3 then 4 else 2) * y else 0", "if x > 5 then 4 * y else 0"),
        ("if x > 5 then y / (if x > 3 then 4 else 2) else 0", "if x > 5 then y / 4 else 0"),
        ("if x > 5 then (if x > 3 then 4 else 2) / y else 0", "if x > 5 then 4 / y else 0"),
        ("if x > 5 then min(y, if x > 3 then 4 else 2) else 0", "if x > 5 then min(y, 4) else 0"),
        ("if x > 5 then max(y, if x > 3 then 4 else 2) else 0", "if x > 5 then max(y, 4) else 0"),
        (
            "if x > 5 then median(y, if x > 3 then 4 else 2) else 0",
            "if x > 5 then median(y, 4) else 0",
        ),
        ("if x > 5 then (if x > 3 then y else 2) ** 2 else 0", "if x > 5 then y ** 2 else 0"),
        ("if x > 5 then sqrt(if x > 3 then y else 2) else 0", "if x > 5 then sqrt(y) else 0"),
        (
            "if x > 5 then round up(if x > 3 then y else 2, 1) else 0",
            "if x > 5 then round up(y, 1) else 0",
        ),
    ],
)  # fmt: skip
def test_an_answered_question_is_left_out(written: str, left: str) -> None:
    """A test that the conditions above have decided is not asked again, wherever it stands."""
    assert narrowed(formula(written, OPEN)) == formula(left, OPEN)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("x > 5 and y > 1", "x > 5 and y > 1"),
        ("x > 5 or 1 > 2", "x > 5"),
        ("x > 5 or 2 > 1", "true"),
        ("x > 5 and 1 > 2", "false"),
        ("x > 5 and 2 > 1", "x > 5"),
        ("not(1 > 2)", "true"),
        ("not(x > 5)", "not(x > 5)"),
        ("x = null or x > 5", "x = null or x > 5"),
    ],
)
def test_a_test_keeps_what_is_open(written: str, left: str) -> None:
    """Of several tests only those that are open stay."""
    assert narrowed(condition(written, OPEN)) == condition(left, OPEN)


def test_a_declared_range_answers_too() -> None:
    """What an input can never be is not asked, nor what a level has no position for."""
    held = Input("x", within=NATURAL)
    test = build.compare("<", held, build.const(0))
    assert narrowed(If(test, X, Y)) == Y
    assert narrowed(Not(test)) == build.TRUE
    level = Input(
        "level", within=span(Fraction(1), Fraction(3), lattice=(Fraction(1), Fraction(0)))
    )
    last = build.compare("=", level, build.const(3))
    tree = build.choose(
        [(build.compare("=", level, build.const(n)), build.const(n)) for n in (1, 2)],
        If(last, X, Y),
    )
    assert narrowed(tree) == build.choose(
        [(build.compare("=", level, build.const(n)), build.const(n)) for n in (1, 2)], X
    )


def test_a_measure_is_not_looked_into() -> None:
    """The range of a computed measure answers questions; its own formula stays as it is."""
    inner = If(build.compare(">", X, build.const(5)), X, Y)
    rate = Named("measure", "rate", build.add(inner, Y), within=NATURAL)
    assert narrowed(If(build.compare("<", rate, build.const(0)), X, Y)) == Y
    below = If(build.compare(">", X, build.const(5)), build.add(rate, X), Y)
    assert narrowed(below) == below


def test_a_named_part_that_is_no_measure_is_narrowed() -> None:
    """Shares and scores are looked into under the conditions around them."""
    test = build.compare(">", X, build.const(5))
    share = Named("share", "s", If(test, X, Y))
    assert narrowed(If(test, share, Y)) == If(test, Named("share", "s", X), Y)


def test_false_is_not_taken_for_zero() -> None:
    """A constant stays what it is, though Python takes false for zero and true for one."""
    tree = If(
        Compare("=", Input("p", "boolean"), Const(False)), Const(Fraction(0)), Const(Fraction(1))
    )
    assert repr(narrowed(tree)) == repr(tree)
    assert repr(narrowed(Named("share", "s", Const(True)))) == repr(
        Named("share", "s", Const(True))
    )
