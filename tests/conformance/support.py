"""What each back end can do, found by asking it: the rows of the support table in the docs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

from zhibiao.backends.columnar import width
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import Lowering
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
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
    Power,
    Round,
    Sqrt,
)  # fmt: skip

X, Y = Input("x"), Input("y")
TWO = Const(Fraction(2))
TEST = Compare("<", X, Y)

SAMPLES: Mapping[str, Expr] = {
    "Const": TWO,
    "Input": X,
    "Named": Named("share", "n", X),
    "Add": Add((X, Y)),
    "Mul": Mul((X, Y)),
    "Div": Div(X, Y),
    "Power": Power(X, 3),
    "Sqrt": Sqrt(X),
    "Round": Round(X, 0, "half-up"),
    "Min": Min((X, Y)),
    "Max": Max((X, Y)),
    "Median": Median((X, Y, TWO)),
    "Compare": If(TEST, X, Y),
    "And": If(And((TEST, TEST)), X, Y),
    "Or": If(Or((TEST, TEST)), X, Y),
    "Not": If(Not(TEST), X, Y),
    "If": If(TEST, X, TWO),
}

NODES = tuple(node.__name__ for node in get_args(Expr))


def whole_numbers(tree: Expr) -> str:
    """Whether a tree has a whole-number form, or why not: compiled, workbook."""
    try:
        Lowering().number(tree)
    except UnsupportedNodeError as error:
        return error.render("en")
    return "yes"


def columns(tree: Expr) -> str:
    """Whether Polars holds it in 64 or 128 bits, or why not: in process and on Spark."""
    try:
        width(Lowering().number(tree).numerator)
    except UnsupportedNodeError as error:
        return error.render("en")
    return "yes"


def table() -> list[tuple[str, str, str]]:
    """A row for each node: its name, whole numbers, columns."""
    return [(name, whole_numbers(SAMPLES[name]), columns(SAMPLES[name])) for name in NODES]
