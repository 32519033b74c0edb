"""Corners of trees: where they are, which figures move them, and how far."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.small import BENCH
from zhibiao.backends.infix import infix
from zhibiao.exact import text
from zhibiao.expr import build
from zhibiao.expr.domain import Numeric, Span, choice
from zhibiao.expr.nodes import (
    Add,
    Compare,
    Const,
    Div,
    Expr,
    If,
    Input,
    Max,
    Min,
    Named,
    Outside,
    Round,
)
from zhibiao.scoring.corners import Corner, edges, ground, moved, value_at, ways

A, B, C = Input("a"), Input("b"), Input("c")
YES = Input("yes", "boolean")
ONE, TWO = build.const(1), build.const(2)


def minus(tree: Expr, number: int) -> Expr:
    """A tree less a number."""
    return build.subtract(tree, build.const(number))


def over(tree: Expr) -> Expr:
    """One by a tree."""
    return Div(ONE, tree)


def test_a_corner_is_moved_by_its_numbers_and_its_measures() -> None:
    """Each once, the plain figures first; neither an answer nor what a program gives moves it."""
    outside = Input("program", outside=Outside((("c", C),), lambda _: Fraction(1)))
    rate = Named("measure", "rate", Div(A, B), "%")
    share = Named("share", "part", C)
    tree = Add((rate, If(YES, A, B), Input("a", unit="%"), outside, share))
    assert Corner(tree).names == ("a", "b", "c", "rate")
    assert Corner(tree).grid == 0


def test_a_named_measure_of_the_name_of_a_figure_is_one() -> None:
    """A name is listed once, however it is met."""
    assert Corner(Add((A, Named("measure", "a", B)))).names == ("a", "b")


def test_comparisons_of_numbers_roundings_and_quotients_are_corners() -> None:
    """A test at its bound, a rounding at its steps or halves, a quotient where it has none."""
    tree = If(
        Compare("<", A, B),
        Add((Round(C, 1, "floor"), Round(A, 2, "half-even"), Round(B, -1, "half-up"))),
        Add((Div(ONE, minus(C, 1)), Div(A, TWO), Round(A, 0, "ceiling"))),
    )
    assert set(edges(tree)) == {
        Corner(build.subtract(A, B)),
        Corner(C, Fraction(1, 10)),
        Corner(A, Fraction(1, 200)),
        Corner(B, Fraction(5)),
        Corner(minus(C, 1), divides=True),
        Corner(A, Fraction(1)),
    }


@pytest.mark.parametrize(
    "test",
    [
        Compare("=", YES, Const(value=True)),
        Compare("=", Const(value=None), YES),
        Compare("=", YES, Const(value=None)),
        Compare("<", ONE, TWO),
    ],
)
def test_answers_and_constants_have_no_corner(test: Expr) -> None:
    """An answer does not go from one value to the next, and a constant stays where it is."""
    assert edges(If(test, A, B)) == ()


@pytest.mark.parametrize("other", [YES, Const(value=None)])
def test_a_test_that_is_compared_is_a_corner_by_itself_alone(other: Expr) -> None:
    """On either side."""
    test = Compare("<", A, B)
    corner = Corner(build.subtract(A, B))
    assert edges(If(Compare("=", test, other), A, B)) == (corner,)
    assert edges(If(Compare("=", other, test), A, B)) == (corner,)


def test_the_ends_of_a_clamp_are_edges() -> None:
    """Where any two of the operands of a least or a greatest are equal."""
    tree = Min((TWO, Max((ONE, A, B))))
    greatest = Max((ONE, A, B))
    assert edges(tree) == (
        Corner(build.subtract(TWO, greatest)),
        Corner(build.subtract(ONE, A)),
        Corner(build.subtract(ONE, B)),
        Corner(build.subtract(A, B)),
    )


TEXT = """
language = 1
[ruleset]
title = "角"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 20
[measures.one]
label = "甲"
[measures.two]
label = "乙"
[measures.rate]
label = "率"
unit = "%"
formula = "one / two"
[measures.sort]
label = "类型"
type = "state"
[measures.new]
label = "新设"
type = "boolean"
[measures.unasked]
label = "未用"
[tiers.all]
label = "全部"
points = 20
[groups.all]
tier = "all"
label = "全部"
points = 20
[indicators.tested]
group = "all"
label = "试"
points = 10
not_applicable = { policy = "full", when = "two > 40" }
[indicators.tested.scheme]
kind = "states"
states = [
  { label = "是", score = 10, when = "rate >= 100% and new" },
  { label = "否", score = 0, when = "rate < 100% or not(new)" },
]
[indicators.sorted]
group = "all"
label = "类"
points = 4
[indicators.sorted.scheme]
kind = "states"
measure = "sort"
states = [{ label = "甲", score = 4 }, { label = "乙", score = 2 }, { label = "丙", score = 0 }]
[indicators.judged]
group = "all"
label = "评"
points = 6
scheme = { kind = "judged" }
[adjustments.late]
kind = "deduction"
points = 3
when = "one > 30"
"""


def shown(corners: tuple[Corner, ...]) -> list[str]:
    """Corners as formulas, with their grid."""

    def leaf(node: Input | Named) -> str | None:
        return node.name if isinstance(node, Input) or node.role == "measure" else None

    return [f"{infix(one.tree, leaf, 'en')} @ {text(one.grid)}" for one in corners]


def of(written: str) -> list[str]:
    """The corners of a rule set but those at which a score is rounded."""
    rules = BENCH.loads(written)
    return [one for one in shown(ground(rules).corners) if not one.startswith("min(")]


def test_the_ground_of_a_rule_set_is_what_it_asks_for() -> None:
    """Figures with what they can be, measures, and the corners of the tests around as well."""
    found = ground(BENCH.loads(TEXT))
    assert dict(found.leaves) == {
        "one": (Input("one"),),
        "two": (Input("two"),),
        "new": (Input("new", "boolean"),),
        "sort": (Input("sort", within=choice(map(Fraction, (1, 2, 3)))),),
        "judged.judged": (Input("judged.judged", within=Span(Fraction(0), Fraction(6))),),
    }
    rate = Named("measure", "rate", Div(Input("one"), Input("two")), "%")
    assert dict(found.computed) == {"rate": rate}
    assert of(TEXT) == [
        "100% - rate @ 0",
        "two @ 0",
        "rate - 100% @ 0",
        "sort - 1 @ 0",
        "sort - 2 @ 0",
        "30 - one @ 0",
        "40 - two @ 0",
    ]


@pytest.mark.parametrize("name", ["judged", "sorted"])
def test_a_measure_of_the_id_of_a_score_comes_before_it(name: str) -> None:
    """Neither the judged score nor the state can be named, and no corner is moved by it."""
    written = TEXT.replace('measure = "sort"\n', "").replace(
        "[measures.unasked]", f"[measures.{name}]"
    )
    written = written.replace('when = "one > 30"', f'when = "{name} > 30"')
    found = ground(BENCH.loads(written))
    both = {"judged.judged", "state.sorted"}
    own = {"judged": "judged.judged", "sorted": "state.sorted"}[name]
    assert both & found.leaves.keys() == both - {own}
    assert found.leaves[name] == (Input(name),)
    assert f"30 - {name} @ 0" in of(written)
    assert [own in corner.names for corner in found.corners] == [False] * len(found.corners)
    assert any((both - {own}) & set(corner.names) for corner in found.corners)


def test_where_a_score_can_be_judged_its_state_is_not_asked_for() -> None:
    """Grades ask for both, and a figure of that name is the judged score."""
    grades = """scheme = { kind = "grades", grades = [
  { label = "优", share = "[50%..100%]" }, { label = "差", share = "[0%..50%)" },
] }"""
    written = TEXT.replace('scheme = { kind = "judged" }', grades.replace("\n", ""))
    leaves = ground(BENCH.loads(written)).leaves
    assert "judged.judged" in leaves
    assert "state.judged" not in leaves


def test_a_rule_set_s_own_policy_is_a_test_too() -> None:
    """It stands for all indicators that have none."""
    written = TEXT.replace(
        "points = 20\n[measures.one]",
        'points = 20\n[not_applicable]\npolicy = "full"\nwhen = "two > 50"\n[measures.one]',
    )
    assert of(written)[-2:] == ["50 - two @ 0", "40 - two @ 0"]


@pytest.mark.parametrize(
    ("tree", "known", "value"),
    [
        (Add((A, B)), {"a": Fraction(1), "b": Fraction(2)}, 3),
        (Add((A, B)), {"a": Fraction(1)}, None),
        (Div(A, B), {"a": Fraction(1), "b": Fraction(0)}, None),
        (A, {"a": Span(Fraction(1), Fraction(2))}, None),
        (Input("a", within=Span(Fraction(0), Fraction(1))), {"a": Span(Fraction(2))}, None),
        (Input("a", within=Span(Fraction(0), Fraction(1))), {"a": Fraction(1)}, 1),
    ],
)
def test_a_tree_has_a_value_where_it_is_exactly_known(
    tree: Expr, known: dict[str, Numeric | bool], value: int | None
) -> None:
    """Neither where a figure is missing, nor out of its range, nor where nothing comes out."""
    assert value_at(tree, known) == value


LINE = Add((build.multiply(TWO, A), B))
QUOTIENT = Div(Add((build.multiply(TWO, A), ONE)), Add((A, build.const(4))))


@pytest.mark.parametrize(
    ("tree", "target", "figure"),
    [
        (LINE, 7, Fraction(2)),
        (LINE, 0, Fraction(-3, 2)),
        (QUOTIENT, 1, Fraction(3)),
        (QUOTIENT, 0, Fraction(-1, 2)),
        (QUOTIENT, 2, None),
        (over(A), 5, Fraction(1, 5)),
        (over(A), 0, None),
        (build.multiply(A, A), 2, None),
        (Max((A, ONE)), 3, None),
        (B, 3, None),
        (C, 1, None),
    ],
)
def test_a_figure_is_moved_until_the_tree_has_a_value(
    tree: Expr, target: int, figure: Fraction | None
) -> None:
    """Along a line or a quotient of two; nothing where the tree is of another shape."""
    found = moved(Corner(tree), "a", {"b": Fraction(3)}, Fraction(target))
    assert found == figure


def tried(tree: Expr, target: int, *places: Fraction) -> list[Fraction | None]:
    """The figures that each way gives for a value."""
    return [way(Fraction(target)) for way in ways(Corner(tree), "a", {}, *places)]


def test_four_places_show_how_a_figure_moves_a_tree() -> None:
    """A line by the first two, a quotient by the last three of those that have a value."""
    assert tried(Add((A, TWO)), 9) == [7]
    assert tried(TWO, 2) == []
    assert tried(B, 2) == []
    assert tried(Max((A, ONE)), 3) == []
    assert tried(over(A), 2) == [-1, Fraction(1, 2)]
    assert tried(over(A), 0) == [3, None]
    assert tried(QUOTIENT, 1)[1:] == [3]
    assert tried(QUOTIENT, 2)[1:] == [None]
    gaps = Add((over(minus(A, 1)), over(minus(A, 2))))
    assert tried(gaps, 0) == [Fraction(3, 2)]
    assert tried(Add((over(A), gaps)), 0) == []


def test_the_places_can_be_chosen() -> None:
    """From a start on by a step, where the tree has one shape alone."""
    bent = If(Compare("<", A, build.const(5)), QUOTIENT, LINE_OF_A)
    assert tried(bent, 27, Fraction(5), Fraction(1, 2)) == [9]
    assert tried(bent, 27, Fraction(4), Fraction(1, 2))[0] != 9
    assert tried(bent, 1, Fraction(1), Fraction(1, 3))[1:] == [3]
    assert tried(bent, 27, Fraction(8), Fraction(-1, 2)) == [9]


LINE_OF_A = build.multiply(build.const(3), A)
