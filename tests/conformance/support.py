"""What each back end can do, found by asking it: the rows of the support table in the docs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import get_args

from tests.rules import MEASURES, rule_set
from zhibiao.backends.columnar import width
from zhibiao.backends.curve import curve_of
from zhibiao.backends.excel import CalculationSheet, Figure, Part
from zhibiao.backends.excel import Lowering as FormulaLowering
from zhibiao.backends.infix import Leaf, infix
from zhibiao.backends.latex import latex
from zhibiao.criteria import write
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, quantity
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
from zhibiao.messages import LANGUAGES
from zhibiao.model.clauses import Formula, MeasureId, UnaryTest
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.reports.curves.plan import plan_of
from zhibiao.reports.ruleset_latex import score_formula
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


def words(tree: Expr) -> str:
    """Whether an explanation can write it, or why not."""
    return _written(infix, tree)


def formula(tree: Expr) -> str:
    """Whether it can be written in LaTeX, which pages show as MathML, or why not."""
    return _written(latex, tree)


def _written(write: Callable[[Expr, Leaf, str], str], tree: Expr) -> str:
    try:
        both = [write(tree, lambda leaf: leaf.name, lang) for lang in LANGUAGES]
    except UnsupportedNodeError as error:
        return error.render("en")
    return "yes" if all(both) else "nothing is written"


def drawing(tree: Expr) -> str:
    """Whether it has a curve over one figure while the other is 2, or why not."""
    try:
        curve_of(tree, "x", UNBOUNDED, {"y": Fraction(2)})
    except UnsupportedNodeError as error:
        return error.render("en")
    return "yes"


def table() -> list[tuple[str, ...]]:
    """A row for each node: its name, whole numbers, columns, workbook, words, formula, curve."""
    asked = (whole_numbers, columns, workbook, words, formula, drawing)
    return [(name, *(ask(SAMPLES[name]) for ask in asked)) for name in NODES]


X_, RATE, CASES = MeasureId("x"), MeasureId("rate"), MeasureId("cases")
FIRST, SECOND, TARGET = MeasureId("first"), MeasureId("second"), MeasureId("target")
HALF, FULL = Fraction(5), Fraction(10)
STEPS = StepDeduction(
    measure=RATE, full=UnaryTest("<= 100%"), step=quantity("1%"), deduct=ONE, partial="whole"
)

SCHEME_SAMPLES: tuple[Scheme, ...] = (
    STEPS,
    Bands(measure=RATE, bands=(Band(UnaryTest(">= 90%"), FULL),), otherwise=HALF),
    Completion(actual=X_, target=TARGET),
    Completion(actual=X_, target=TARGET, direction="lower"),
    Occurrences(count=CASES, deduct=ONE),
    Occurrences(items=(Occurrence(FIRST), Occurrence(SECOND)), deduct=ONE),
    Checklist(items=(ChecklistItem(FULL, "first", FIRST),)),
    Checklist(items=(ChecklistItem(HALF, "one", FIRST), ChecklistItem(HALF, "two", SECOND))),
    States(states=(State("good", FULL), State("poor", HALF))),
    Grades(grades=(Grade("good", UnaryTest("[80%..100%]")), Grade("poor", UnaryTest("< 80%")))),
    Judged(),
    Interpolation(measure=RATE, points=((quantity("60%"), HALF), (quantity("100%"), FULL))),
    Rank(measure=CASES, deduct=ONE),
    FormulaScheme(formula=Formula("10 * x / target")),
    FormulaScheme(formula=Formula("x * x")),
    Composite(parts=(STEPS, Bands(measure=RATE, bands=(Band(UnaryTest("> 0"), HALF),)))),
    Composite(parts=(STEPS, Occurrences(count=CASES, deduct=ONE))),
)


def said(scheme: Scheme) -> str:
    """Whether its criterion can be written in both languages."""
    both = [write(scheme, MEASURES, FULL, lang=lang) for lang in LANGUAGES]
    return "yes" if all(both) else "nothing is written"


def shown(scheme: Scheme) -> str:
    """Whether its score has a formula, or why not."""
    try:
        both = [score_formula(rule_set(scheme, FULL), "item", lang) for lang in LANGUAGES]
    except UnsupportedNodeError as error:
        return error.render("en")
    return "yes" if all(both) else "nothing is written"


def drawn(scheme: Scheme) -> str:
    """What its score is drawn over, or why there is no curve."""
    rules = rule_set(scheme, FULL)
    try:
        plan = plan_of(rules, rules.items[0])
    except UnsupportedNodeError as error:
        return error.render("en")
    return f"over {plan.label.render('en')}"


def scheme_table() -> list[tuple[str, ...]]:
    """A row for each sample: its kind, its criterion, criterion, formula, curve."""
    asked = (said, shown, drawn)
    return [
        (
            scheme.kind,
            write(scheme, MEASURES, FULL, lang="en"),
            *(ask(scheme) for ask in asked),
        )
        for scheme in SCHEME_SAMPLES
    ]
