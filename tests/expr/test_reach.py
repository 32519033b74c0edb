"""A computed value outside its range is not known; what cannot leave its range is not asked."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from tests.rules import ROOT
from tests.written import INVENTED
from zhibiao.api import Workbench
from zhibiao.expr import build
from zhibiao.expr.domain import UNBOUNDED, Numeric, Span, choice
from zhibiao.expr.nodes import (
    And,
    Compare,
    Div,
    Expr,
    If,
    Input,
    Max,
    Median,
    Named,
    Not,
    Or,
    Power,
    Round,
    Sqrt,
)  # fmt: skip
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.reach import kept_within, plain, unchecked
from zhibiao.expr.walk import nodes
from zhibiao.model.lowering.program import lower, scope_of

BENCH = Workbench(plugins=False)
ZERO, ONE = Fraction(0), Fraction(1)
FREE, X, Y = Input("f"), Input("x", within=Span(ZERO)), Input("y", within=Span(ZERO))
COUNT = Input("n", within=Span(ZERO, None, lattice=(ONE, ZERO)))
SHARE = Span(ZERO, ONE)
ANY_FROM = Span(ZERO)


def named(tree: Expr, within: Numeric) -> Named:
    """A measure by a formula."""
    return build.named("measure", "m", kept_within(tree, within), "", within)


@pytest.mark.parametrize(
    ("value", "wanted"), [(0, 0), (1, 1), (Fraction(1, 3), Fraction(1, 3)), (2, SHARE), (-1, SHARE)]
)
def test_a_value_outside_is_any_number_of_the_range(
    value: int | Fraction, wanted: Numeric | int
) -> None:
    """The ends belong to it; beyond them nothing but the range itself is known."""
    assert outcomes(named(FREE, SHARE), {"f": Fraction(value)}) == wanted


def test_an_open_end_and_whole_numbers_are_asked_for_as_well() -> None:
    """Zero is not above zero, and a half is no count."""
    above = Span(ZERO, None, low_open=True)
    assert outcomes(named(FREE, above), {"f": ZERO}) == above
    count = Span(ZERO, None, lattice=(ONE, ZERO))
    assert outcomes(named(FREE, count), {"f": Fraction(1, 2)}) == count
    assert outcomes(named(FREE, count), {"f": Fraction(7)}) == 7
    few = choice([ONE, Fraction(2)])
    assert outcomes(named(FREE, few), {"f": Fraction(3)}) == few


PROVEN: dict[str, tuple[Expr, Numeric]] = {
    "no range": (FREE, UNBOUNDED),
    "a sum": (build.add(X, Y), ANY_FROM),
    "a quotient": (build.divide(X, Y), ANY_FROM),
    "a change": (build.divide(build.subtract(X, Y), Y), Span(-ONE)),
    "a part": (build.divide(X, build.add(X, Y)), SHARE),
    "an absolute value": (
        Max((build.subtract(X, Y), build.negate(build.subtract(X, Y)))),
        ANY_FROM,
    ),
    "its share": (
        build.divide(Max((build.subtract(X, Y), build.negate(build.subtract(X, Y)))), X),
        ANY_FROM,
    ),
    "a clamp": (build.clamp(FREE, build.const(0), build.const(1)), SHARE),
    "a sum of counts": (
        build.add(COUNT, build.multiply(build.const(2), COUNT)),
        Span(ZERO, None, lattice=(ONE, ZERO)),
    ),
    "either way": (If(Compare("<", X, Y), X, Y), ANY_FROM),
}
OPEN: dict[str, tuple[Expr, Numeric]] = {
    "a free figure": (FREE, ANY_FROM),
    "a difference": (build.subtract(X, Y), ANY_FROM),
    "a share": (build.divide(X, Y), SHARE),
    "a fall of more than the whole": (build.divide(build.subtract(X, Y), Y), Span(ZERO)),
    "over what may be negative": (build.divide(X, FREE), ANY_FROM),
    "an open end": (build.add(X, Y), Span(ZERO, None, low_open=True)),
    "half a count": (
        build.divide(COUNT, build.const(2)),
        Span(ZERO, None, lattice=(ONE, ZERO)),
    ),
    "one way only": (If(Compare("<", X, Y), X, FREE), ANY_FROM),
    "the greater of two differences": (
        Max((build.subtract(X, Y), build.subtract(X, FREE))),
        ANY_FROM,
    ),
}


@pytest.mark.parametrize("name", PROVEN)
def test_what_cannot_leave_its_range_is_not_asked(name: str) -> None:
    """The tree stays as it is, and costs nothing on any back end."""
    tree, within = PROVEN[name]
    assert kept_within(tree, within) == tree


@pytest.mark.parametrize("name", OPEN)
def test_what_can_leave_its_range_is_asked(name: str) -> None:
    """A test stands around the tree, and the plain tree is found again."""
    tree, within = OPEN[name]
    checked = kept_within(tree, within)
    assert isinstance(checked, If)
    assert plain(checked) == tree


def test_only_shares_of_the_shipped_rule_sets_are_asked() -> None:
    """Sums, quotients, changes and absolute values of amounts stay in range by themselves."""
    found = set()
    for one in BENCH.list_rulesets()[0]:
        rules = BENCH.load(one.id)
        for name in rules.measures:
            tree = scope_of(rules).resolve(name)
            if isinstance(tree, Named) and plain(tree.child) != tree.child:
                found.add(name)
    assert found == {"key_expenditure_rate", "fixed_asset_use_rate"}
    assert (ROOT / "rulesets").is_dir()


def test_a_tree_without_checks_has_none() -> None:
    """Every check is gone, also of measures within measures; nothing else changes."""
    rules = BENCH.loads(INVENTED["ranges"])
    inside = {"used": ONE, "whole": Fraction(2), "planned": Fraction(4), "kept": ONE}
    zero = build.const(0)
    had = 0
    for tree in lower(rules).scores.values():
        left = unchecked(tree)
        had += left != tree
        assert not [n for n in nodes(left) if isinstance(n, Div) and n.denominator == zero]
        assert outcomes(left, inside) == outcomes(tree, inside)
    assert had == 6


@pytest.mark.parametrize(
    "wrap",
    [
        lambda m: build.add(m, X),
        lambda m: build.multiply(m, X),
        lambda m: build.divide(X, m),
        lambda m: build.divide(m, X),
        lambda m: Median((X, m)),
        lambda m: Power(m, 2),
        Sqrt,
        lambda m: Round(m, 1, "up"),
        lambda m: build.clamp(m, X, Y),
        lambda m: Named("share", "s", m),
        lambda m: Named("measure", "outer", m),
        lambda m: If(build.compare("<", X, m), X, Y),
        lambda m: If(build.compare("<", m, X), X, Y),
        lambda m: If(Input("p", "boolean"), m, Y),
        lambda m: If(Input("p", "boolean"), Y, m),
        lambda m: Not(build.compare("=", m, X)),
        lambda m: And((build.compare("<", m, X), Input("p", "boolean"))),
        lambda m: Or((build.compare("<", m, X), Input("p", "boolean"))),
    ],
)
def test_checks_are_left_out_below_every_node(wrap: Callable[[Expr], Expr]) -> None:
    """Wherever a computed measure stands in a tree, its check can be left out."""
    kept = named(FREE, SHARE)
    assert kept.child != FREE
    assert unchecked(wrap(kept)) == wrap(build.named("measure", "m", FREE, "", SHARE))


def test_false_is_not_taken_for_zero() -> None:
    """A constant stays what it is, though Python takes false for zero."""
    tree = build.add(build.const(0, "%"), If(build.FALSE, build.const(0), build.const(1)))
    assert repr(unchecked(tree)) == repr(tree)


def figure(name: str, within: str, step: int = 0, offset: int = 0) -> Input:
    """An input in a range as it is written, on the points of a lattice if it has a step."""
    return Input(name, within=of(within, (Fraction(step), Fraction(offset)) if step else None))


def of(text: str, lattice: tuple[Fraction, Fraction] | None = None) -> Span:
    """A span as it is written: ``[1..2)``, ``(..3]``."""
    low, high = text[1:-1].split("..")
    ends = (Fraction(low) if low else None, Fraction(high) if high else None)
    return Span(*ends, bool(low) and text[0] == "(", bool(high) and text[-1] == ")", lattice)


CLOSED, OPENED, W = figure("c", "[2..5]"), figure("o", "(2..5)"), figure("w", "[3..4]")
THREES, ONES = figure("t", "[0..)", 3), figure("n", "[0..)", 1)
ONE_, TWO = build.const(1), build.const(2)
NOTHING = build.subtract(FREE, FREE)
HELD = Input("p", "boolean")


def on(step: int, offset: int = 0) -> Span:
    """Any number on a lattice."""
    return Span(lattice=(Fraction(step), Fraction(offset)))


@pytest.mark.parametrize(
    ("tree", "within", "asked"),
    [
        (CLOSED, of("[2..5]"), ""),
        (CLOSED, of("[1..6]"), ""),
        (CLOSED, of("(1..6)"), ""),
        (CLOSED, of("(2..5)"), "low high"),
        (CLOSED, of("[3..5]"), "low"),
        (CLOSED, of("[2..4]"), "high"),
        (CLOSED, of("(..4)"), "high"),
        (CLOSED, of("(3..)"), "low"),
        (OPENED, of("(2..5)"), ""),
        (OPENED, of("[2..5]"), ""),
        (OPENED, of("(3..4)"), "low high"),
        (If(HELD, build.divide(build.subtract(X, Y), Y), X), of("[-1..)"), ""),
        (If(HELD, build.divide(build.subtract(X, Y), Y), X), of("[0..)"), "low"),
        (If(HELD, build.divide(build.subtract(X, Y), Y), X), of("(-1..)"), "low"),
        (build.add(NOTHING, build.const(2)), of("[2..2]"), ""),
        (build.add(NOTHING, build.const(2)), of("[3..)"), "low"),
        (build.add(NOTHING, build.const(2)), of("(..1]"), "high"),
        (build.add(NOTHING, build.const(-2)), of("[-2..-2]"), ""),
        (build.add(NOTHING, CLOSED, W), of("[5..9]"), ""),
        (build.add(NOTHING, CLOSED, W), of("[6..9]"), "low"),
        (build.add(NOTHING, CLOSED, W), of("[5..8]"), "high"),
        (build.add(build.const(2), FREE), of("[0..)"), "low"),
        (build.add(FREE, X), of("[0..)"), "low"),
        (Max((build.add(FREE, build.const(4)), build.negate(FREE))), of("[2..)"), ""),
        (Max((build.add(FREE, build.const(4)), build.negate(FREE))), of("[3..)"), "low"),
        (Max((FREE, build.negate(X))), of("[0..)"), "low"),
        (Input("f", within=choice([ONE, Fraction(3)])), on(2, 1), ""),
        (Input("f", within=choice([ONE, Fraction(4)])), on(3, 1), ""),
        (Input("f", within=choice([ONE, Fraction(2)])), on(2, 1), "grid"),
        (ONES, on(1), ""),
        (ONES, on(2), "grid"),
        (FREE, on(1), "grid"),
        (build.add(ONES, X), on(1), "grid"),
        (build.add(THREES, build.const(1)), on(3, 1), ""),
        (build.add(THREES, build.const(4)), on(3, 1), ""),
        (build.add(build.const(4), THREES), on(3, 1), ""),
        (build.add(THREES, build.const(1)), on(3), "grid"),
        (build.add(THREES, build.const(2)), on(3, 1), "grid"),
        (build.multiply(build.const(2), build.add(THREES, ONE_)), on(6, 2), ""),
        (
            build.multiply(TWO, build.add(build.multiply(build.const(3), ONES), THREES)),
            on(6),
            "",
        ),
        (build.divide(ONES, build.const(2)), on(1), "grid"),
    ],
)
def test_only_what_can_be_outside_is_asked(tree: Expr, within: Span, asked: str) -> None:
    """An end or a lattice is asked for where the ranges of the figures leave it open."""
    kept = kept_within(tree, within)
    if not asked:
        assert kept == tree
        return
    low, high = within.low, within.high
    step, offset = within.lattice or (ONE, ZERO)
    place = build.divide(build.subtract(tree, build.const(offset)), build.const(step))
    tests = {
        "low": build.compare("<" if within.low_open else "<=", build.const(low or 0), tree),
        "high": build.compare("<" if within.high_open else "<=", tree, build.const(high or 0)),
        "grid": Compare("=", Round(place, 0, "floor"), place),
    }
    assert isinstance(kept, If)
    assert kept.condition == build.both(*(tests[name] for name in asked.split()))
    assert plain(kept) == tree


@pytest.mark.parametrize(("unit", "written"), [("%", "%"), ("元", ""), ("", "")])
def test_the_ends_of_a_ratio_are_ratios(unit: str, written: str) -> None:
    """The ends that are asked for have a percent sign where the value is a ratio."""
    kept = kept_within(FREE, SHARE, unit)
    assert isinstance(kept, If)
    low, high = build.const(0, written), build.const(1, written)
    tests = (build.compare("<=", low, FREE), build.compare("<=", FREE, high))
    assert kept.condition == build.both(*tests)
