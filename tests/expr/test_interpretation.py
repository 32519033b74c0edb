"""How a tree is read on partial evidence: null, what conditions imply, steps, outside programs."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs
from zhibiao.errors import OutsideError
from zhibiao.expr import build
from zhibiao.expr.domain import UNBOUNDED, EmptyError, Numeric, Span, choice, span
from zhibiao.expr.feel.lowering import condition, formula
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
from zhibiao.expr.outcomes import (
    NULL,
    PATIENCE,
    Evidence,
    Interpretation,
    Truth,
    Value,
    holds,
    merged,
    outcomes,
)  # fmt: skip
from zhibiao.messages import Text, say

OPEN = Inputs({"x": None, "y": None, "z": None, "p": True, "q": True})
X, Y, P, Q = Input("x"), Input("y"), Input("p", "boolean"), Input("q", "boolean")
FIVE, NATURAL = build.const(5), Span(Fraction(0), None)
ABOVE_FIVE = Span(Fraction(5), None, low_open=True)
NOTHING = build.NULL


def few(*values: int | str) -> Numeric:
    """One of these numbers."""
    return choice(Fraction(value) for value in values)


def value(tree: Expr, evidence: Evidence | None = None) -> Value:
    """What a tree gives, null too."""
    return Interpretation(evidence or {}).value(tree)


@pytest.mark.parametrize(
    "tree",
    [
        Add((X, NOTHING)),
        Add((NOTHING, X)),
        Mul((X, NOTHING)),
        Min((X, NOTHING)),
        Max((X, NOTHING)),
        Median((X, NOTHING)),
        Power(NOTHING, 2),
        Sqrt(NOTHING),
        Round(NOTHING, 1, "up"),
        Div(X, NOTHING),
        Div(NOTHING, X),
        Div(NOTHING, build.const(0), Fraction(1)),
        Named("measure", "m", NOTHING),
        If(Compare("<", X, NOTHING), build.const(1), NOTHING),
    ],
)
def test_null_spoils_what_is_computed_from_it(tree: Expr) -> None:
    """Arithmetic on null is null, whatever the rest is; as a number it is any number."""
    assert value(tree) is NULL
    assert value(tree, {"x": Fraction(1)}) is NULL
    assert outcomes(tree) == UNBOUNDED
    assert holds(tree, {}) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("null = null", True),
        ("x = null", False),
        ("null != null", False),
        ("1 = null", False),
        ("null < null", NULL),
        ("1 <= null", NULL),
        ("not(1 < null)", NULL),
        ("p and 1 < null", None),
        ("1 < null and p", None),
        ("1 < null or p", None),
        ("1 < null or 1 < 2", True),
        ("1 < null and 1 > 2", False),
        ("1 < null and 1 < 2", NULL),
        ("1 > 2 or 1 < null", NULL),
        ("p or p", None),
        ("not(p)", None),
        ("not(1 < 2)", False),
        ("not(1 > 2)", True),
        ("p = q", None),
        ("p = true", None),
        ("true = true", True),
        ("true = false", False),
        ("(1 < 2) = (2 < 3)", True),
        ("(1 < 2) = (2 > 3)", False),
    ],
)
def test_null_and_unknown_are_told_apart(text: str, found: Value) -> None:
    """A comparison with null is null, but null equals null; an open answer is merely unknown."""
    assert value(condition(text, OPEN)) is found


@pytest.mark.parametrize(
    ("tree", "evidence", "found"),
    [
        (If(Compare("<", X, NOTHING), build.const(1), FIVE), {}, Fraction(5)),
        (If(P, build.const(1), NOTHING), {}, UNBOUNDED),
        (If(P, NOTHING, NOTHING), {}, UNBOUNDED),
        (If(P, FIVE, P), {}, UNBOUNDED),
        (If(P, build.TRUE, FIVE), {}, UNBOUNDED),
        (If(P, X, X), {"x": Fraction(2)}, Fraction(2)),
        (If(P, X, FIVE), {"x": Fraction(2)}, few(2, 5)),
        (Add((P, FIVE)), {"p": True}, UNBOUNDED),
        (Add((P, FIVE)), {}, UNBOUNDED),
        (Add(()), {}, UNBOUNDED),
        (build.TRUE, {}, UNBOUNDED),
        (P, {}, UNBOUNDED),
        (Round(X, 0, "up"), {"x": Fraction(3, 2)}, Fraction(2)),
        (Round(P, 0, "up"), {"p": True}, span(None, None, lattice=(Fraction(1), Fraction(0)))),
        (Div(FIVE, X, Fraction(7)), {"x": Fraction(0)}, Fraction(7)),
        (Div(FIVE, X), {"x": Fraction(0)}, UNBOUNDED),
        (Div(FIVE, X, Fraction(7)), {"x": Fraction(2)}, Fraction(5, 2)),
    ],
)
def test_what_is_no_number_can_be_any(tree: Expr, evidence: Evidence, found: Numeric) -> None:
    """Where a tree gives null, a truth value or nothing known, its number is unbounded."""
    assert outcomes(tree, evidence) == found


def test_either_null_or_a_truth_value() -> None:
    """Of two branches that agree the result is theirs, also where it is no number."""
    assert value(If(P, NOTHING, NOTHING)) is NULL
    assert value(If(P, build.TRUE, build.TRUE)) is True
    assert value(If(P, build.TRUE, build.FALSE)) is None
    assert value(If(P, Q, Q)) is None
    assert value(If(P, Q, FIVE)) is None
    assert value(If(P, build.TRUE, FIVE)) is None
    assert value(If(P, FIVE, build.FALSE)) is None
    assert value(If(P, FIVE, Q)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("if x > 5 then x else 9", ABOVE_FIVE),
        ("if x >= 5 then x else 9", Span(Fraction(5), None)),
        ("if x < 5 then x else 0", Span(None, Fraction(5), high_open=True)),
        ("if x <= 5 then x else 0", Span(None, Fraction(5))),
        ("if 5 < x then x else 9", ABOVE_FIVE),
        ("if not(x <= 5) then x else 9", ABOVE_FIVE),
        ("if not(x < 5) then x else 9", Span(Fraction(5), None)),
        ("if x <= 5 then 9 else x", ABOVE_FIVE),
        ("if x < 5 then 9 else x", Span(Fraction(5), None)),
        ("if x != 5 then 5 else x", few(5)),
        ("if x = 5 then x else 5", few(5)),
        ("if p and x > 5 then x else 9", ABOVE_FIVE),
        ("if p or x <= 5 then 9 else x", ABOVE_FIVE),
        ("if x > 5 and x > 7 then x else 9", Span(Fraction(7), None, low_open=True)),
        ("if x > 5 then (if x > 7 then x else 9) else 9", Span(Fraction(7), None, low_open=True)),
        ("if x > 5 then (if x < 7 then x else 6) else 6",
         Span(Fraction(5), Fraction(7), True, True)),
        ("if x > 5 then (if 1 < 2 and x >= 9 then 9 else x) else 9",
         Span(Fraction(5), Fraction(9), True, False)),
        ("if x > 5 then (if 1 > 2 or x >= 9 then 9 else x) else 9",
         Span(Fraction(5), Fraction(9), True, False)),
        ("if x > 5 then (if p and x >= 9 then 9 else x) else 9", ABOVE_FIVE),
        ("if x > 5 then (if p then x else 6) else 6", ABOVE_FIVE),
        ("if p then (if p then 1 else 2) else 3", few(1, 3)),
        ("if p then (if not(p) then 1 else 2) else 3", few(2, 3)),
        ("if x < y then (if x < y then 1 else 2) else 3", few(1, 3)),
        ("if x < y then (if y > x then 1 else 2) else 3", few(1, 3)),
        ("if x < y then (if y <= x then 1 else 2) else 3", few(2, 3)),
        ("if x <= y then (if y < x then 1 else 2) else 3", few(2, 3)),
        ("if x <= y then 3 else (if y < x then 1 else 2)", few(1, 3)),
        ("if x = y then (if y = x then 1 else 2) else 3", few(1, 2, 3)),
        ("if x > 5 then (if y < 3 then x - y else 2) else 2",
         Span(Fraction(2), None)),
        ("if x > 5 then x + x else 10", Span(Fraction(10), None)),
        ("if x > 5 then (if x = 5 then 1 else 2) else 3", few(2, 3)),
        ("if x >= 5 then (if x = 5 then 5 else x) else 5", Span(Fraction(5), None)),
        ("if x >= 5 then (if x != 5 then x else 6) else 6", ABOVE_FIVE),
    ],
)  # fmt: skip
def test_a_condition_limits_its_branches(text: str, found: Numeric) -> None:
    """In either branch a figure lies where the condition leaves it, with the right end open."""
    assert outcomes(formula(text, OPEN)) == found


@pytest.mark.parametrize(
    ("text", "evidence", "found"),
    [
        ("if x < y then x else 0", {"y": Span(Fraction(1), Fraction(3))},
         Span(None, Fraction(3), high_open=True)),
        ("if x <= y then x else 0", {"y": Span(Fraction(1), Fraction(3), False, True)},
         Span(None, Fraction(3), high_open=True)),
        ("if x > y then x else 9", {"y": Span(Fraction(1), Fraction(3))},
         Span(Fraction(1), None, low_open=True)),
        ("if x >= y then x else 9", {"y": Span(Fraction(1), Fraction(3), True)},
         Span(Fraction(1), None, low_open=True)),
        ("if x >= y then x else 9", {"y": Span(Fraction(1), Fraction(3))},
         Span(Fraction(1), None)),
        ("if x = y then x else 1", {"y": few(1, 2)}, few(1, 2)),
        ("if x = y then 1 else x", {"y": few(1, 2), "x": few(1, 2)}, few(1, 2)),
        ("if x = 2 then 1 else x", {"x": few(1, 2, 3)}, few(1, 3)),
        ("if x < y then x else 0", {"y": Span(Fraction(1), None)}, UNBOUNDED),
        ("if x > y then x else 0", {"y": Span(None, Fraction(1))}, UNBOUNDED),
        ("if x < 5 then y else 0", {"y": few(1, 2)}, few(0, 1, 2)),
    ],
)  # fmt: skip
def test_a_figure_is_limited_by_what_another_can_be(
    text: str, evidence: Evidence, found: Numeric
) -> None:
    """The end of the other side limits a figure, and is open where either is."""
    assert outcomes(formula(text, OPEN), evidence) == found


def test_a_named_condition_implies_what_it_names() -> None:
    """A measure that is a test says of its figures what the test says."""
    test = Named("measure", "big", Compare("<", FIVE, X))
    assert outcomes(If(test, X, FIVE)) == Span(Fraction(5), None)
    assert outcomes(If(Not(test), FIVE, X)) == Span(Fraction(5), None)


def test_an_impossible_case_is_left_out() -> None:
    """A branch that no figure brings about counts for nothing; without any left it is an error."""
    both = And((Compare("<", FIVE, X), Compare("<", X, build.const(3))))
    assert outcomes(If(both, build.const(1), build.const(2))) == 2
    neither = Or((Compare("<=", X, FIVE), Compare("<", build.const(3), X)))
    assert outcomes(If(neither, build.const(1), build.const(2))) == 1
    run = Interpretation({"x": Span(Fraction(0), Fraction(3))})
    run.facts = {X: Span(Fraction(5), None)}
    assert run.undecided(If(P, build.const(1), X)) == 1
    assert run.undecided(If(P, X, build.const(2))) == 2
    with pytest.raises(EmptyError):
        run.undecided(If(P, X, X))


def test_facts_of_one_number_meet() -> None:
    """What two conditions say of a number both holds; of a test the later one does."""
    low, high = Span(Fraction(1), None), Span(None, Fraction(9))
    assert merged({X: low}, {X: high}) == {X: Span(Fraction(1), Fraction(9))}
    assert merged({X: low}, {Y: high}) == {X: low, Y: high}
    assert merged({P: True}, {P: False}) == {P: False}
    assert merged({X: low}, {}) == {X: low}
    with pytest.raises(EmptyError):
        merged({X: low}, {X: Span(None, Fraction(0))})


def test_facts_are_forgotten_outside_their_branch() -> None:
    """What a branch takes for granted does not reach what stands beside it."""
    tree = build.add(If(Compare("<", FIVE, X), X, FIVE), X)
    run = Interpretation({"x": Span(Fraction(0), Fraction(9))})
    assert run.number(tree) == Span(Fraction(5), Fraction(18))
    assert run.facts == {}
    assert run.patience == PATIENCE - 1


def test_beyond_its_patience_a_condition_implies_nothing() -> None:
    """The last conditions count both ways without what they say."""
    tree = If(Compare("<", FIVE, X), X, FIVE)
    run = Interpretation({})
    run.patience = 1
    assert run.number(tree) == Span(Fraction(5), None)
    other = If(Compare("<=", FIVE, X), X, FIVE)
    assert run.number(other) == UNBOUNDED


def test_named_values_are_kept_in_order() -> None:
    """A run keeps each named value that does not hang on a condition, and each open input once."""
    share = Named("share", "s", build.add(X, build.const(1)))
    rate = Named("measure", "rate", build.add(Y, build.const(1)))
    run = Interpretation({"x": Fraction(1)})
    assert run.number(build.add(share, rate, rate, If(Compare("<", Y, FIVE), share, rate)))
    assert list(run.steps.items()) == [(share, Fraction(2)), (rate, UNBOUNDED)]
    assert list(run.open_inputs) == ["y"]


@pytest.mark.parametrize(
    ("evidence", "found", "asked"),
    [
        ({"rate": Fraction(3)}, Fraction(3), []),
        ({"rate": few(3, 4)}, few(3, 4), ["rate"]),
        ({"rate": Span(Fraction(-9), Fraction(4))}, Span(Fraction(0), Fraction(4)), ["rate"]),
        ({"x": Fraction(3)}, Fraction(3), []),
        ({"x": Fraction(-3)}, Fraction(-3), []),
        ({"x": Span(Fraction(-9), Fraction(4))}, Span(Fraction(0), Fraction(4)), ["x"]),
        ({"x": Span(Fraction(-9), Fraction(-4))}, Span(Fraction(-9), Fraction(-4)), ["x"]),
        ({}, NATURAL, ["x"]),
    ],
)
def test_a_measure_keeps_to_its_range_where_it_is_open(
    evidence: Evidence, found: Numeric, asked: list[str]
) -> None:
    """An open measure lies in its range, a known one is what it is; what was asked for is told."""
    run = Interpretation(evidence)
    assert run.number(Named("measure", "rate", X, within=NATURAL)) == found
    assert list(run.open_inputs) == asked


def test_only_a_measure_can_be_given() -> None:
    """A share is computed, though evidence has something under its name."""
    assert outcomes(Named("share", "rate", X), {"rate": Fraction(3), "x": Fraction(4)}) == 4
    held = Named("measure", "held", Compare("<", X, FIVE))
    assert holds(held, {"held": True}) is True
    assert holds(held, {"x": Fraction(9)}) is False
    assert holds(held, {}) is None


def test_a_score_without_a_clause_is_any_of_its_points() -> None:
    """Only a score that nothing gives is unknown within its points; a measure stays null."""
    points = Span(Fraction(0), Fraction(5))
    assert value(Named("score", "s", NOTHING, within=points)) == points
    assert value(Named("measure", "s", NOTHING, within=points)) is NULL


def _total(values: Mapping[str, Fraction | bool]) -> Fraction:
    return sum((Fraction(v) for v in values.values()), Fraction(0))


FAILED = Text(zh="外部程序出错", en="the program failed")


def _fails(_: Mapping[str, Fraction | bool]) -> Fraction:
    raise OutsideError(say(FAILED))


def test_a_program_outside_reckons_from_known_figures() -> None:
    """A program runs only where all that it asks for is known, else it gives what it can at all."""
    asked = (("x", X), ("p", P))
    node = Input("score", within=NATURAL, outside=Outside(asked, _total))
    run = Interpretation({"x": Fraction(2), "p": True})
    assert run.number(node) == 3
    assert list(run.open_inputs) == []
    run = Interpretation({"x": Fraction(2)})
    assert run.number(node) == NATURAL
    assert list(run.open_inputs) == ["p"]
    assert outcomes(node, {"x": few(1, 2), "p": True}) == NATURAL
    assert outcomes(node, {"score": Fraction(9), "x": Fraction(2), "p": True}) == 9


def test_a_program_outside_that_fails_is_told_of() -> None:
    """Where a program fails its figure is open, and the failure is kept once."""
    node = Input("score", within=NATURAL, outside=Outside((("x", X),), _fails))
    run = Interpretation({"x": Fraction(2)})
    assert run.number(build.add(node, node)) == NATURAL
    assert list(run.open_inputs) == ["score"]
    assert [message.render("en") for message in run.failures] == ["the program failed"]


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ({}, NATURAL),
        ({"n": few(1, 2)}, few(1, 2)),
        ({"n": few(-1, 2)}, few(2)),
        ({"n": Span(None, Fraction(4))}, Span(Fraction(0), Fraction(4))),
        ({"n": few(-2, -1)}, few(-2, -1)),
        ({"n": Fraction(-1)}, few(-1)),
    ],
)
def test_an_open_input_keeps_to_its_range(evidence: Evidence, found: Numeric) -> None:
    """A bound is cut to the range, a known figure is taken as it is."""
    assert outcomes(Input("n", within=NATURAL), evidence) == found


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("p and q", None),
        ("p and 1 > 2", False),
        ("1 > 2 and p", False),
        ("p or 1 < 2", True),
        ("1 < 2 or p", True),
        ("1 < 2 and 2 < 3", True),
        ("1 > 2 or 2 > 3", False),
        ("x < 1 and x < 2", None),
    ],
)
def test_joined_tests_are_kleenes(text: str, truth: Truth) -> None:
    """One false decides an and, one true an or, whatever is unknown beside it."""
    assert holds(condition(text, OPEN), {}) is truth


def test_a_named_value_is_narrowed_like_any_other() -> None:
    """Under a condition a value that was met before is what the condition leaves of it."""
    figure = Input("x", within=Span(Fraction(0), Fraction(10)))
    named = Named("share", "s", figure)
    branch = If(Compare("<", figure, build.const(2)), named, build.const(0))
    assert outcomes(build.add(named, branch)) == span(Fraction(0), Fraction(12), high_open=True)
