"""Laws of score curves: exact at each corner, straight between two."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules import rule_set
from tests.schemes import (
    ladder_scheme,
    ladders,
    step_deductions,
)  # fmt: skip
from zhibiao.api import default_workbench
from zhibiao.backends.curve import Curve, curve_of
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.domain import UNBOUNDED
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import outcomes
from zhibiao.model.lowering.program import lower, scope_of
from zhibiao.reports.curves import curve_svg

SHARES = st.fractions(Fraction(1, 97), Fraction(96, 97), max_denominator=97)


def agrees(tree: Expr, name: str, curve: Curve, share: Fraction) -> None:
    """At every corner, and so far along every piece, a curve has the tree's value."""
    for x, value in zip(curve.corners, curve.at, strict=True):
        assert outcomes(tree, {name: x}) == value
    for index, piece in enumerate(curve.between):
        left, right = curve.corners[index : index + 2]
        x = left + (right - left) * share
        if piece is not None:
            assert outcomes(tree, {name: x}) == curve.value(x)


@settings(max_examples=40)
@given(made=step_deductions(), share=SHARES)
def test_curves_of_step_deductions_are_exact(
    made: tuple[object, Fraction, object], share: Fraction
) -> None:
    """Whatever the steps and their reading, corners and pieces are those of the tree."""
    scheme, points, _ = made
    tree = lower(rule_set(scheme, points)).scores["item"]  # type: ignore[arg-type]  # a scheme
    try:
        curve = curve_of(tree, "x", UNBOUNDED)
    except UnsupportedNodeError:
        return  # hundreds of tiny steps
    agrees(tree, "x", curve, share)


@settings(max_examples=40)
@given(made=ladders(), share=SHARES)
def test_curves_of_bands_are_exact(
    made: tuple[list[Fraction], list[Fraction]], share: Fraction
) -> None:
    """Every bound of every band that changes the score is in sight, with the side it belongs to."""
    cuts, scores = made
    tree = lower(rule_set(ladder_scheme(cuts, scores), max(scores) + 1)).scores["item"]
    curve = curve_of(tree, "x", UNBOUNDED)
    agrees(tree, "x", curve, share)
    pairs = zip(cuts, pairwise(scores), strict=True)
    changes = [cut for cut, (above, under) in pairs if above != under]
    assert set(changes) <= set(curve.corners)


@pytest.mark.parametrize("name", [s.id for s in default_workbench().list_rulesets()[0]])
@settings(max_examples=5)
@given(share=SHARES)
def test_curves_of_built_in_rule_sets_are_exact(name: str, share: Fraction) -> None:
    """Every indicator with a curve is drawn as it is scored."""
    rules = default_workbench().load(name)
    for item in rules.items:
        measure = item.scheme.speaks().get("actual") or item.scheme.speaks().get("count")
        if measure is None:
            continue
        tree = lower(rules).scores[item.id]
        try:
            curve = curve_of(tree, measure, scope_of(rules).within(measure))
        except UnsupportedNodeError:
            continue
        agrees(tree, measure, curve, share)
        assert curve_svg(rules, item, "zh").startswith("<svg")


def test_a_bound_is_drawn_hollow_where_it_does_not_belong() -> None:
    """At 90 % the upper band has the full dot and the lower one the hollow."""
    rules = default_workbench().load("cn-430600/department/2020")
    item = next(item for item in rules.items if item.id == "key_spending")
    drawn = curve_svg(rules, item, "en")
    assert drawn.count('fill="currentColor" stroke-width') == 4
    assert drawn.count("var(--color-background-primary") == 4
    assert "<title>Score curve: 重点支出安排率</title>" in drawn


def test_several_figures_have_no_curve() -> None:
    """A score that hangs on two figures is refused, and both are named."""
    rules = default_workbench().load("cn-430400/department/2024")
    item = next(item for item in rules.items if item.id == "air_quality")
    with pytest.raises(UnsupportedNodeError, match="air_quality_target"):
        curve_svg(rules, item, "en")
