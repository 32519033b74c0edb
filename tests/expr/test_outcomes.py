"""What follows from figures that are open: branches, what a condition implies, null."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs
from zhibiao.expr import build
from zhibiao.expr.domain import UNBOUNDED, Choice, Numeric, Span, choice, span
from zhibiao.expr.feel.lowering import condition, formula
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.outcomes import PATIENCE, Evidence, holds, outcomes

OPEN = Inputs({"x": None, "y": None, "z": None})


def few(*values: int | str) -> Numeric:
    """One of these numbers."""
    return choice(Fraction(value) for value in values)


def above(low: int) -> Span:
    """All numbers above one."""
    return Span(Fraction(low), None, low_open=True)


@pytest.mark.parametrize(
    ("text", "evidence", "value"),
    [
        ("if x > 5 then 3 else 0", {}, few(0, 3)),
        ("if x > 5 then 3 else 0", {"x": above(5)}, few(3)),
        ("if x > 5 then 3 else 0", {"x": above(4)}, few(0, 3)),
        ("if x > 5 then 3 else if x > 3 then 2 else 1", {}, few(1, 2, 3)),
        ("if x > 5 then 3 else if x > 7 then 2 else 1", {}, few(1, 3)),
        ("if x > 5 then 3 else if x <= 5 then 2 else 1", {}, few(2, 3)),
        ("if x > 5 then x else 5", {}, Span(Fraction(5), None)),
        ("if x >= 0 and x <= 9 then x else 0", {}, Span(Fraction(0), Fraction(9))),
        ("if x < 0 or x > 9 then 0 else x", {}, Span(Fraction(0), Fraction(9))),
        ("if not(x > 9) and x > 0 then x else 9", {}, Span(Fraction(0), Fraction(9), True)),
        ("if x = 5 then x else 5", {}, few(5)),
        ("if x != 0 then 1 / x else 0", {}, UNBOUNDED),
        ("if x > 2 then 1 / x else 0", {}, Span(Fraction(0), Fraction(1, 2), False, True)),
        ("x * 0", {}, few(0)),
        ("min(x, 5) - max(x, 0) * 0", {}, Span(None, Fraction(5))),
        ("if x > y then 1 else if y >= x then 2 else 3", {}, few(1, 2)),
        ("round down(x, 0)", {"x": Span(Fraction(1), Fraction(4), False, True)}, few(1, 2, 3)),
        ("ceiling(x)", {"x": Span(Fraction(1), Fraction(3), True, True)}, few(2, 3)),
        ("median(x, 1, 2)", {}, Span(Fraction(1), Fraction(2))),
        ("x + y", {"x": few(1, 2), "y": few(10, 20)}, few(11, 12, 21, 22)),
    ],
)
def test_open_figures_leave_exactly_what_they_allow(
    text: str, evidence: Evidence, value: Numeric
) -> None:
    """Undecided conditions count both ways, each with what it says of the figures."""
    assert outcomes(formula(text, OPEN), evidence) == value


@pytest.mark.parametrize(
    ("text", "evidence", "truth"),
    [
        ("x > 5", {"x": above(5)}, True),
        ("x >= 5", {"x": above(4)}, None),
        ("x <= 5", {"x": above(5)}, False),
        ("x = 5", {"x": above(5)}, False),
        ("x = 5", {"x": few(4, 5)}, None),
        ("x = 5", {"x": few(4, 6)}, False),
        ("x = 1/2", {"x": span(Fraction(0), None, lattice=(Fraction(1), Fraction(0)))}, False),
        ("x < y", {"x": few(1, 2), "y": above(2)}, True),
        ("x * x >= 0", {}, None),
        ("x ** 2 >= 0", {}, True),
    ],
)
def test_a_bound_decides_what_it_decides(text: str, evidence: Evidence, truth: bool | None) -> None:
    """A test on a bound is decided where every number it allows agrees."""
    assert holds(condition(text, OPEN), evidence) is truth


def test_a_figure_is_kept_within_its_range() -> None:
    """A bound is narrowed by what the input can be at all; one that contradicts it stays."""
    count = Input("n", within=span(Fraction(0), None, lattice=(Fraction(1), Fraction(0))))
    assert outcomes(count, {"n": Span(None, Fraction(2), high_open=True)}) == few(0, 1)
    assert outcomes(count, {"n": Span(None, Fraction(-2))}) == Span(None, Fraction(-2))


def test_a_measure_may_be_given_in_place_of_its_formula() -> None:
    """A figure for a measure with a formula counts, whatever its inputs would give."""
    rate = Named("measure", "rate", build.divide(Input("x"), Input("y")))
    assert outcomes(rate, {"rate": Fraction(1, 2), "x": Fraction(9), "y": Fraction(9)}) == Fraction(
        1, 2
    )
    assert outcomes(rate, {"x": Fraction(9), "y": Fraction(9)}) == 1


def test_a_score_that_no_clause_gives_lies_within_its_points() -> None:
    """Where nothing gives a score it is any of the points, not any number at all."""
    points = Span(Fraction(0), Fraction(5))
    assert outcomes(Named("score", "s", build.NULL, within=points)) == points
    assert outcomes(build.NULL) == UNBOUNDED


def test_numbers_of_thousands_of_digits_are_not_followed() -> None:
    """What grows beyond all measure becomes unknown, and so never takes for ever."""
    assert outcomes(formula("10 ** 99 ** 99 ** 99", OPEN)) == UNBOUNDED
    assert isinstance(outcomes(formula("10 ** 99", OPEN)), Fraction)


def test_many_open_conditions_stay_sound() -> None:
    """Beyond a bound conditions are no longer followed, and no possible value is lost."""
    terms = " + ".join(f"(if x > {n} then 1 else 0)" for n in range(PATIENCE // 4))
    tree = formula(f"{terms}", OPEN)
    big = build.add(*(Named("share", f"{n}", tree) for n in range(6)))
    reach = outcomes(big)
    assert isinstance(reach, (Choice, Span))
    for x in (-1, 7, PATIENCE):
        exact = outcomes(big, {"x": Fraction(x)})
        assert isinstance(exact, Fraction)
        assert 0 <= exact <= 6 * (PATIENCE // 4)
        if isinstance(reach, Span):
            assert reach.low is not None
            assert reach.high is not None
            assert reach.low <= exact <= reach.high
