"""The bounds from which a deduction counts its steps."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.conformance.feel import Inputs
from zhibiao.errors import FormulaError
from zhibiao.expr.feel.bounds import bounds
from zhibiao.expr.feel.values import Interval
from zhibiao.expr.nodes import Const, Input, Mul

SCOPE = Inputs({"x": Fraction(1), "limit": Fraction(2)}, labels=("优", "良"))
X = Input("x")
HUNDRED = Const(Fraction(1), "%")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("<= 100%", Interval(None, HUNDRED)),
        ("≦100％", Interval(None, HUNDRED)),
        ("< 100%", Interval(None, HUNDRED, high_closed=False)),
        (">= 100%", Interval(HUNDRED, None)),
        ("> 100%", Interval(HUNDRED, None, low_closed=False)),
        ("= 100%", Interval(HUNDRED, HUNDRED)),
        ("≥ 100%", Interval(HUNDRED, None)),
        ("≤ 100%", Interval(None, HUNDRED)),
        ("<= -?", Interval(None, Mul((Const(Fraction(-1)), X)))),
        ('"良"', Interval(Const(Fraction(2)), Const(Fraction(2)))),
        ('= "优"', Interval(Const(Fraction(1)), Const(Fraction(1)))),
        ("100%", Interval(HUNDRED, HUNDRED)),
        ("(1..2]", Interval(Const(Fraction(1)), Const(Fraction(2)), low_closed=False)),
        ("<= limit", Interval(None, Input("limit"))),
        ('<= "良"', Interval(None, Const(Fraction(2)))),
    ],
)
def test_a_test_gives_the_ends_that_it_names(text: str, interval: Interval) -> None:
    """One-sided comparisons have one end, equalities and intervals have two."""
    assert bounds(text, X, SCOPE) == interval


@pytest.mark.parametrize("text", ["!= 5", "1, 2", "[1, 2]", "< 1, > 5", "<= [1..2]", "-"])
def test_what_has_no_single_bound_is_refused(text: str) -> None:
    """A list, an inequality or no test at all gives nothing to count steps from."""
    with pytest.raises(FormulaError) as caught:
        bounds(text, X, SCOPE)
    assert text in caught.value.render("en")
