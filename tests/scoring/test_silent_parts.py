"""The least or the most of several parts, one of which has a gap: knowing more never widens."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules import scored
from zhibiao.expr.domain import ends
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.composite import Composite

POINTS = Fraction(10)
GAP = Bands(
    measure=MeasureId("x"),
    bands=(Band(UnaryTest(">= 9"), Fraction(5)), Band(UnaryTest("[1..5]"), Fraction(3))),
)
WHOLE = Bands(
    measure=MeasureId("y"), bands=(Band(UnaryTest(">= 9"), Fraction(4)),), otherwise=Fraction(2)
)


@pytest.mark.parametrize("combine", ["min", "max"])
@given(x=st.integers(-2, 12), y=st.integers(-2, 12))
def test_knowing_more_never_widens_beside_a_gap(combine: str, x: int, y: int) -> None:
    """With both figures the score lies within what either alone, or none, allows."""
    scheme = Composite(parts=(GAP, WHOLE), combine=combine)  # type: ignore[arg-type]  # as parametrised
    figures = {"x": Fraction(x), "y": Fraction(y)}
    known = ends(scored(scheme, POINTS, figures).value)
    for names in ([], ["x"], ["y"]):
        less = ends(scored(scheme, POINTS, {name: figures[name] for name in names}).value)
        assert less.low is not None
        assert less.high is not None
        assert known.low is not None
        assert known.high is not None
        assert less.low <= known.low
        assert known.high <= less.high


def test_a_gap_is_for_an_assessor() -> None:
    """In the gap the other part still bounds the score."""
    scheme = Composite(parts=(GAP, WHOLE), combine="min")
    reach = ends(scored(scheme, POINTS, {"x": Fraction(7), "y": Fraction(9)}).value)
    assert reach.low == 0
    assert reach.high == 4
