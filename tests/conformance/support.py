"""What each back end can do, found by asking it: the rows of the support table in the docs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import get_args

from zhibiao.backends.columnar import width
from zhibiao.backends.excel import CalculationSheet, Figure, Part
from zhibiao.backends.excel import Lowering as FormulaLowering
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.domain import UNBOUNDED
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
from zhibiao.expr.walk import inputs
from zhibiao.reports.workbook.entries import LADDER, Entry, scaled

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
    """Whether a tree has a whole-number form, or why not: compiled."""
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


def workbook(tree: Expr) -> str:
    """Whether it has exact formulas over figures as large as a workbook takes, or why not."""
    entries = {leaf.name: Entry(leaf.name, "number", leaf.name, "x") for leaf in inputs(tree)}
    cells = Part("$A$1", 0)
    given = {}
    for name, entry in entries.items():
        divisor, least, most = scaled(entry, LADDER[0])
        given[name] = Figure(cells, Part("$B$1", 0), divisor, least, most)
    lowering = FormulaLowering(CalculationSheet("x"), given, lambda _: UNBOUNDED, str)
    try:
        lowering.number(tree)
    except UnsupportedNodeError as error:
        return error.render("en")
    return "yes"


def table() -> list[tuple[str, ...]]:
    """A row for each node: its name, whole numbers, columns, workbook."""
    asked = (whole_numbers, columns, workbook)
    return [(name, *(ask(SAMPLES[name]) for ask in asked)) for name in NODES]
