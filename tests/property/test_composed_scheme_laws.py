"""Laws of the schemes that interpolate, rank, grade, calculate or combine others."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules import exact_score, scored
from tests.schemes import ANSWERS, FIGURES, POINTS, X, clamped
from zhibiao.exact import Quantity, text
from zhibiao.expr.domain import Span, ends
from zhibiao.model.clauses import Formula, MeasureId, UnaryTest
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.rank import Rank

SCORES = st.integers(0, 60).map(lambda n: Fraction(n, 2))
CORNERS = st.dictionaries(FIGURES, SCORES, min_size=2, max_size=5).map(lambda c: sorted(c.items()))


def _through(corners: list[tuple[Fraction, Fraction]]) -> Interpolation:
    return Interpolation(measure=X, points=tuple((Quantity(at), score) for at, score in corners))


@given(corners=CORNERS, points=POINTS, x=FIGURES)
def test_interpolation_is_its_formula(
    corners: list[tuple[Fraction, Fraction]], points: Fraction, x: Fraction
) -> None:
    """Between two corners the score lies on their line; before and behind them it stays flat."""
    expected = corners[0][1] if x <= corners[0][0] else corners[-1][1]
    for (a, low), (b, high) in pairwise(corners):
        if a <= x <= b:
            expected = low + (high - low) * (x - a) / (b - a)
    assert exact_score(_through(corners), points, {"x": x}) == clamped(expected, points)


@given(corners=CORNERS, points=POINTS)
def test_interpolation_goes_through_its_corners(
    corners: list[tuple[Fraction, Fraction]], points: Fraction
) -> None:
    """At each corner the score is the one that is written there."""
    found = [exact_score(_through(corners), points, {"x": at}) for at, _ in corners]
    assert found == [clamped(score, points) for _, score in corners]


@given(points=POINTS, deduct=SCORES, rank=st.integers(1, 40))
def test_a_rank_is_its_formula(points: Fraction, deduct: Fraction, rank: int) -> None:
    """The first place earns the points, each one behind it a deduction less."""
    scheme = Rank(measure=MeasureId("cases"), deduct=deduct)
    expected = clamped(points - deduct * (rank - 1), points)
    assert exact_score(scheme, points, {"cases": Fraction(rank)}) == expected


@given(points=POINTS, factor=SCORES, x=FIGURES, y=FIGURES)
def test_a_formula_gives_points_within_the_points(
    points: Fraction, factor: Fraction, x: Fraction, y: Fraction
) -> None:
    """A formula's result is the score, kept within the points."""
    scheme = FormulaScheme(formula=Formula(f"{text(factor)} * x - y"))
    expected = clamped(factor * x - y, points)
    assert exact_score(scheme, points, {"x": x, "y": y}) == expected


@pytest.mark.parametrize(
    ("named", "low", "high"), [(1, "0.8", "1"), (2, "0.6", "0.8"), (3, "0", "0.6")]
)
@given(points=POINTS)
def test_a_grade_bounds_the_judged_score(named: int, low: str, high: str, points: Fraction) -> None:
    """A named grade leaves its share of the points, and no grade at all leaves all of them."""
    shares = ("[80%..100%]", "[60%..80%)", "[0%..60%)")
    scheme = Grades(grades=tuple(Grade(f"{n}", UnaryTest(s)) for n, s in enumerate(shares)))
    reach = ends(scored(scheme, points, {"state.item": Fraction(named)}).value)
    assert (reach.low, reach.high) == (Fraction(low) * points, Fraction(high) * points)
    whole = ends(scored(scheme, points, {}).value)
    assert (whole.low, whole.high) == (Fraction(0), points)


@given(
    points=POINTS,
    deducts=st.tuples(SCORES, SCORES),
    counts=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    cap=st.none() | SCORES,
)
def test_deductions_of_several_clauses_share_one_cap(
    points: Fraction,
    deducts: tuple[Fraction, Fraction],
    counts: tuple[int, int],
    cap: Fraction | None,
) -> None:
    """What all clauses take off adds up, to the cap at most."""
    names = (MeasureId("cases"), MeasureId("visits"))
    parts = tuple(Occurrences(count=n, deduct=d) for n, d in zip(names, deducts, strict=True))
    taken = sum((d * n for d, n in zip(deducts, counts, strict=True)), Fraction(0))
    expected = points - (taken if cap is None else min(cap, taken))
    known = {"cases": Fraction(counts[0]), "visits": Fraction(counts[1])}
    assert exact_score(Composite(parts=parts, cap=cap), points, known) == clamped(expected, points)


@given(
    points=POINTS, scores=st.tuples(SCORES, SCORES), answers=st.tuples(st.booleans(), st.booleans())
)
def test_scores_of_several_clauses_combine_as_they_say(
    points: Fraction, scores: tuple[Fraction, Fraction], answers: tuple[bool, bool]
) -> None:
    """The sum, the least or the greatest of the parts' scores is the score."""
    parts = tuple(
        Checklist(items=(ChecklistItem(score, measure=name),))
        for score, name in zip(scores, ANSWERS, strict=False)
    )
    known = dict(zip(map(str, ANSWERS), answers, strict=False))
    one, other = (
        score if holds else Fraction(0) for score, holds in zip(scores, answers, strict=True)
    )
    for scheme, expected in (
        (Composite(parts=parts, of="scores"), one + other),
        (Composite(parts=parts, of="scores", cap=Fraction(3)), min(Fraction(3), one + other)),
        (Composite(parts=parts, combine="min"), min(one, other)),
        (Composite(parts=parts, combine="max"), max(one, other)),
    ):
        assert exact_score(scheme, points, known) == clamped(expected, points)


@given(points=POINTS, scores=st.tuples(SCORES, SCORES), x=FIGURES)
def test_the_first_clause_that_gives_a_score_counts(
    points: Fraction, scores: tuple[Fraction, Fraction], x: Fraction
) -> None:
    """A clause without a score is passed over; when none gives one, nothing is known."""
    tests = (">= 10", "< 0")
    parts = tuple(
        Bands(measure=X, bands=(Band(UnaryTest(test), score),))
        for test, score in zip(tests, scores, strict=True)
    )
    value = scored(Composite(parts=parts, combine="first"), points, {"x": x}).value
    if 0 <= x < 10:
        assert value == Span(Fraction(0), points)
    else:
        assert value == clamped(scores[0] if x >= 10 else scores[1], points)


@given(shares=st.lists(SCORES, min_size=2, max_size=4), deduct=SCORES, cases=st.integers(0, 9))
def test_parts_with_points_of_their_own_add_up_within_them(
    shares: list[Fraction], deduct: Fraction, cases: int
) -> None:
    """Each part is scored on its own points, none below nought, and the scores are added."""
    parts = tuple(Occurrences(deduct=deduct, count=MeasureId("cases")) for _ in shares)
    scheme = Composite(parts=parts, worth=tuple(shares))
    expected = sum((clamped(worth - deduct * cases, worth) for worth in shares), Fraction(0))
    points = sum(shares, Fraction(0))
    assert exact_score(scheme, points, {"cases": Fraction(cases)}) == expected


@pytest.mark.parametrize("worth", [(Fraction(1),), (Fraction(1), Fraction(-1))])
def test_each_part_has_its_points(worth: tuple[Fraction, ...]) -> None:
    """Points for some of the parts alone, or below nought, are a fault."""
    parts = tuple(Occurrences(deduct=Fraction(1), count=MeasureId("cases")) for _ in range(2))
    assert [path[0] for path, _ in Composite(parts=parts, worth=worth).faults()] == ["worth"]
