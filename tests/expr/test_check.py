"""Units that do not fit are found before any figure is known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.expr import build
from zhibiao.expr.build import NULL
from zhibiao.expr.check import UnitFault, parts_of_sum, unit_faults, unit_of
from zhibiao.expr.nodes import (
    And,
    Const,
    Expr,
    If,
    Input,
    Max,
    Median,
    Min,
    Named,
    Not,
    Or,
    Power,
    Round,
    Sqrt,
)  # fmt: skip

POSTS, STAFF = Input("posts", unit="人"), Input("staff", unit="人")
COST, BUDGET = Input("cost", unit="万元"), Input("budget", unit="元")
RATE, PLAIN = Input("rate", unit="%"), Input("plain")
PERCENT = Const(Fraction(9, 10), "%")
WRONG, WRONG_SUM = build.compare("<=", POSTS, COST), build.add(POSTS, COST)


@pytest.mark.parametrize(
    ("tree", "unit"),
    [
        (POSTS, "人"),
        (build.add(POSTS, STAFF), "人"),
        (build.divide(STAFF, POSTS), "%"),
        (build.divide(COST, POSTS), None),
        (build.multiply(COST, RATE), "万元"),
        (build.multiply(COST, POSTS), None),
        (build.multiply(build.const(2), COST), "万元"),
        (build.divide(COST, build.const(2)), "万元"),
        (build.multiply(PERCENT, RATE), "%"),
        (Round(RATE, 4, "half-up"), "%"),
        (Power(COST, 2), None),
        (Power(COST, 1), "万元"),
        (build.const(5), ""),
        (PLAIN, None),
        (Max((POSTS, build.const(0))), "人"),
        (If(Input("p", "boolean"), COST, build.const(0)), "万元"),
        (Named("measure", "m", build.add(POSTS, STAFF), "%"), "%"),
        (Named("share", "s", RATE), "%"),
        (Named("measure", "m", build.const(5)), None),
        (Named("measure", "m", RATE), None),
        (Named("steps", "n", RATE, "%"), ""),
        (Named("score", "s", COST, "分"), "分"),
        (Named("score", "s", build.const(5)), ""),
        (Sqrt(COST), None),
        (And((Input("p", "boolean"),)), None),
        (build.compare("<", COST, COST), None),
        (Power(RATE, 2), "%"),
        (Power(build.const(3), 2), ""),
        (build.divide(RATE, build.const(2)), "%"),
        (build.divide(build.const(2), COST), None),
        (build.divide(PLAIN, COST), None),
        (build.divide(COST, PLAIN), None),
        (build.divide(COST, RATE), "万元"),
        (build.divide(build.const(2), build.const(3)), ""),
        (build.divide(build.const(2), RATE), ""),
        (build.divide(PLAIN, RATE), None),
        (build.multiply(RATE, COST, build.const(2)), "万元"),
        (build.multiply(PLAIN, COST), None),
        (build.multiply(PLAIN, RATE), None),
        (build.multiply(build.const(2), build.const(3)), ""),
        (build.add(build.const(1), RATE), "%"),
        (build.add(PLAIN, POSTS), "人"),
        (build.add(PLAIN, build.const(1)), None),
        (build.add(build.const(2), build.const(1)), ""),
        (Min((POSTS, STAFF)), "人"),
        (Median((POSTS, build.const(1))), "人"),
    ],
)
def test_the_unit_of_a_tree_follows_from_its_parts(tree: Expr, unit: str | None) -> None:
    """Sums keep a unit, quotients of one kind are ratios, and products of two are not followed."""
    assert unit_of(tree) == unit
    assert not unit_faults(tree)


@pytest.mark.parametrize(
    ("tree", "fault"),
    [
        (build.add(POSTS, COST), UnitFault("人", "万元")),
        (build.add(COST, BUDGET), UnitFault("万元", "元")),
        (build.compare("<=", POSTS, COST), UnitFault("人", "万元")),
        (build.compare("<=", RATE, POSTS), UnitFault("%", "人")),
        (build.divide(COST, BUDGET), UnitFault("万元", "元")),
        (build.compare(">=", RATE, build.const(90)), UnitFault("%", "", Fraction(90))),
        (build.compare("<", build.const(1), RATE), UnitFault("%", "", Fraction(1))),
        (Named("score", "s", build.add(POSTS, RATE)), UnitFault("人", "%")),
        (build.add(POSTS, STAFF, COST), UnitFault("人", "万元")),
        (build.add(build.const(1), POSTS, PLAIN, COST), UnitFault("人", "万元")),
        (Min((POSTS, COST)), UnitFault("人", "万元")),
        (Max((POSTS, COST)), UnitFault("人", "万元")),
        (Median((POSTS, COST)), UnitFault("人", "万元")),
        (If(Input("p", "boolean"), POSTS, COST), UnitFault("人", "万元")),
        (If(WRONG, POSTS, POSTS), UnitFault("人", "万元")),
        (If(Input("p", "boolean"), WRONG_SUM, build.const(0)), UnitFault("人", "万元")),
        (Sqrt(WRONG_SUM), UnitFault("人", "万元")),
        (And((WRONG,)), UnitFault("人", "万元")),
        (Or((Input("p", "boolean"), WRONG)), UnitFault("人", "万元")),
        (Not(WRONG), UnitFault("人", "万元")),
        (Power(WRONG_SUM, 2), UnitFault("人", "万元")),
        (Round(WRONG_SUM, 2, "up"), UnitFault("人", "万元")),
        (build.multiply(WRONG_SUM, build.const(2)), UnitFault("人", "万元")),
        (build.divide(WRONG_SUM, RATE), UnitFault("人", "万元")),
        (build.divide(RATE, WRONG_SUM), UnitFault("人", "万元")),
        (build.compare("<", WRONG_SUM, build.const(2)), UnitFault("人", "万元")),
        (build.compare("<", build.const(2), WRONG_SUM), UnitFault("人", "万元")),
        (build.compare("=", POSTS, COST), UnitFault("人", "万元")),
        (build.compare("<", build.const(Fraction(1, 2)), RATE), UnitFault("%", "", Fraction(1, 2))),
    ],
)
def test_units_that_do_not_fit_are_found(tree: Expr, fault: UnitFault) -> None:
    """Adding, comparing or dividing what does not fit is one fault, wherever it stands."""
    assert unit_faults(tree) == (fault,)


@pytest.mark.parametrize(
    "tree",
    [
        build.compare(">=", RATE, PERCENT),
        build.compare(">", RATE, build.const(0)),
        build.compare("<=", POSTS, build.const(5)),
        build.compare("<=", PLAIN, COST),
        build.compare("=", RATE, NULL),
        build.compare("=", RATE, PLAIN),
        build.compare("<", RATE, RATE),
        build.compare("<", POSTS, build.const(0)),
    ],
)
def test_units_that_may_fit_are_left_alone(tree: Expr) -> None:
    """Percentages against a ratio, zero, and bare numbers against an amount are no faults."""
    assert not unit_faults(tree)


def test_a_fault_below_many_places_is_told_once() -> None:
    """A measure with a wrong formula that is used twice is one fault."""
    wrong = Named("measure", "wrong", build.add(POSTS, COST))
    assert unit_faults(build.add(wrong, build.multiply(build.const(2), wrong))) == (
        UnitFault("人", "万元"),
    )


def test_a_plain_sum_of_measures_has_parts() -> None:
    """Only a sum of measures and nothing else can be compared with its parts."""
    total = Named("measure", "total", build.add(POSTS, STAFF), "人")
    assert parts_of_sum(total) == (POSTS, STAFF)
    assert parts_of_sum(build.add(POSTS, build.const(1))) == ()
    assert parts_of_sum(POSTS) == ()
    assert parts_of_sum(build.add(POSTS, STAFF)) == (POSTS, STAFF)
    assert parts_of_sum(build.add(POSTS, total)) == (POSTS, STAFF, total)[::2]
    assert parts_of_sum(Named("share", "s", build.add(POSTS, STAFF))) == ()
    assert parts_of_sum(build.add(POSTS, Named("share", "s", STAFF))) == ()
    assert parts_of_sum(build.multiply(POSTS, STAFF)) == ()
