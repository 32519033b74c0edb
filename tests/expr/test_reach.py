"""A computed value outside its range is not known; what cannot leave its range is not asked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.rules import ROOT
from tests.written import INVENTED
from zhibiao.api import Workbench
from zhibiao.expr import build
from zhibiao.expr.domain import UNBOUNDED, Numeric, Span, choice
from zhibiao.expr.nodes import Compare, Div, Expr, If, Input, Max, Named
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
