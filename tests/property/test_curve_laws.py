"""Laws of score curves: exact at each corner, straight between two."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules import rule_set
from tests.schemes import (
    TARGETS,
    completions,
    ladder_scheme,
    ladders,
    step_deductions,
)  # fmt: skip
from zhibiao.api import default_workbench
from zhibiao.backends.curve import Axis, Curve, axis_of, curve_of, curves_over, settled, without
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, round_to
from zhibiao.expr.domain import UNBOUNDED
from zhibiao.expr.nodes import Expr, Named
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import inputs
from zhibiao.model.lowering.program import lower
from zhibiao.model.schemes.completion import Completion
from zhibiao.reports.curves import curve_svg

SHARES = st.fractions(Fraction(1, 97), Fraction(96, 97), max_denominator=97)
STANDARDS = [f"tests/standards/{name}.toml" for name in ("around", "explained", "schemes")]
ENDS: tuple[Literal["low", "high"], ...] = ("low", "high")


def agrees(
    tree: Expr,
    name: str,
    curve: Curve,
    share: Fraction,
    held: Mapping[str, Fraction | bool] | None = None,
    unit: Fraction = ONE,
) -> None:
    """At every corner, and so far along every piece, a curve has the tree's value.

    What it leaves out are roundings: without them the tree has exactly the curve's value, and
    where it is the last of all, rounding the curve's value gives the tree's.
    """
    plain = without(tree, curve.left_out)
    places = list(curve.corners)
    for left, right in pairwise(curve.corners):
        places.append(left + (right - left) * share)
    for place in places:
        value = curve.value(place)
        if value is None and place not in curve.corners:
            continue  # nothing is drawn between two dots
        asks = any(leaf.name == name and leaf.kind == "boolean" for leaf in inputs(tree))
        at = {**(held or {}), name: bool(place) if asks else place * unit}
        found = outcomes(plain, at)
        assert (found if isinstance(found, Fraction) else None) == value
        if curve.left_out == (last_rounding(tree),) and isinstance(value, Fraction):
            last = curve.left_out[0]
            assert outcomes(tree, at) == round_to(value, last.places, last.mode)


def last_rounding(tree: Expr) -> Expr:
    """What stands below a score's own name."""
    return tree.child if isinstance(tree, Named) else tree


@settings(max_examples=40)
@given(made=step_deductions(), share=SHARES)
def test_curves_of_step_deductions_are_exact(
    made: tuple[object, Fraction, object], share: Fraction
) -> None:
    """Whatever the steps and their reading, corners and pieces are those of the tree."""
    scheme, points, _ = made
    tree = lower(rule_set(scheme, points)).scores["item"]  # type: ignore[arg-type]  # a scheme
    curve = curve_of(tree, "x", UNBOUNDED)
    agrees(tree, "x", curve, share)
    for end in (curve.corners[0] - 1000, curve.corners[-1] + 1000):  # all corners are in sight
        edge = curve.at[0] if end < curve.corners[0] else curve.at[-1]
        assert outcomes(tree, {"x": end}) == edge


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


@settings(max_examples=40)
@given(scheme=completions(), share=SHARES, target=TARGETS)
def test_curves_of_completion_are_exact_for_every_target(
    scheme: Completion, share: Fraction, target: Fraction
) -> None:
    """Over the share of the target, whichever of the readings, and whatever the target is."""
    tree = lower(rule_set(scheme, Fraction(10))).scores["item"]
    axis = axis_of(tree, ("x", "target"))
    curve, most = curves_over(tree, axis)
    assert curve == most
    agrees(tree, "x", curve, share, axis.held, axis.unit)
    agrees(tree, "x", curve, share, {"target": target}, target)


@lru_cache
def drawn_scores(name: str) -> list[tuple[Expr, Axis, Curve]]:
    """All curves of a rule set, each with its tree and its axis, at both ends of a judgement."""
    rules = default_workbench().load(name)
    found = []
    for item in rules.items:
        tree = lower(rules).scores[item.id]
        speaks = item.scheme.speaks()
        pair = (speaks["actual"], speaks["target"]) if "target" in speaks else None
        try:
            axis = axis_of(tree, pair)
            curves = curves_over(tree, axis)
        except UnsupportedNodeError:
            continue
        assert curve_svg(rules, item, "zh").startswith("<svg")
        for end, curve in zip(ENDS, curves, strict=True):
            found.append((settled(axis.of(tree), end), axis, curve))
    return found


@pytest.mark.parametrize(
    "name", [*(s.id for s in default_workbench().list_rulesets()[0]), *STANDARDS]
)
@settings(max_examples=5)
@given(share=SHARES)
def test_curves_of_rule_sets_are_exact(name: str, share: Fraction) -> None:
    """Every indicator with a curve is drawn as it is scored, at both ends of a judgement."""
    for tree, axis, curve in drawn_scores(name):
        agrees(tree, axis.name, curve, share, axis.held, axis.unit)


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
