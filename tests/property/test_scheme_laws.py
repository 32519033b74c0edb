"""Laws of the schemes: bounds, direction, clamp, and the plain formula of each kind."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.rules import exact_score, scored
from tests.schemes import (
    AMOUNTS,
    ANSWERS,
    CASES,
    FIGURES,
    KINDS,
    PARTIALS,
    POINTS,
    RATE,
    SHARES,
    TARGET,
    TARGETS,
    Direction,
    Reverse,
    X,
    clamped,
    completed,
    completions,
    evidence,
    ladder_scheme,
    ladders,
    step_deductions,
    stepped,
    tenths,
)
from tests.strategies import within
from zhibiao.exact import Quantity, text
from zhibiao.expr.domain import Choice, Numeric, Span, contains, ends
from zhibiao.expr.outcomes import Evidence
from zhibiao.model.clauses import Condition, MeasureId, UnaryTest
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import Partial, StepDeduction


@given(case=step_deductions(), x=FIGURES)
def test_step_deduction_is_its_formula(
    case: tuple[StepDeduction, Fraction, tuple[Fraction, Fraction]], x: Fraction
) -> None:
    """A deduction by steps gives what its plain formula gives."""
    scheme, points, ab = case
    assert exact_score(scheme, points, {"x": x}) == stepped(scheme, points, ab, x)


@given(case=step_deductions(), x=FIGURES)
def test_whole_steps_cost_at_most_prorated_and_those_at_most_started(
    case: tuple[StepDeduction, Fraction, tuple[Fraction, Fraction]], x: Fraction
) -> None:
    """Counting whole steps leaves at least the score of prorated steps, and that of begun ones."""
    scheme, points, _ = case
    whole, prorated, started = (
        exact_score(evolve(scheme, partial=partial), points, {"x": x})
        for partial in ("whole", "prorated", "started")
    )
    assert whole >= prorated >= started


@given(
    case=step_deductions(),
    sign=st.sampled_from(["<=", ">="]),
    bound=FIGURES,
    figures=st.tuples(FIGURES, FIGURES),
)
def test_step_deduction_falls_with_the_distance(
    case: tuple[StepDeduction, Fraction, tuple[Fraction, Fraction]],
    sign: str,
    bound: Fraction,
    figures: tuple[Fraction, Fraction],
) -> None:
    """Beyond its bound a figure never earns more by going further."""
    points = case[1]
    full = UnaryTest(f"{sign} {text(bound)}")
    scheme = evolve(case[0], full=full, full_score=None, floor=Fraction(0))
    near, far = sorted(figures, reverse=sign == ">=")
    assert exact_score(scheme, points, {"x": near}) >= exact_score(scheme, points, {"x": far})


@given(steps=st.integers(1, 60), partial=st.sampled_from(PARTIALS), below=st.booleans())
def test_a_step_ends_exactly_at_its_percentage_point(
    steps: int, partial: Partial, below: bool
) -> None:
    """At exactly k percentage points beyond the bound every reading counts k: 1.15 is fifteen."""
    scheme = StepDeduction(
        measure=RATE,
        full=UnaryTest(">= 100%" if below else "<= 100%"),
        step=Quantity(Fraction(1, 100), "%"),
        deduct=Fraction(1, 2),
        partial=partial,
    )
    rate = 1 + (-1 if below else 1) * Fraction(steps, 100)
    assert exact_score(scheme, Fraction(100), {"rate": rate}) == 100 - Fraction(steps, 2)


@given(steps=st.integers(0, 60), rest=st.integers(1, 99))
def test_a_begun_step_counts_as_the_reading_says(steps: int, rest: int) -> None:
    """Between two steps whole counts the lower, started the upper and prorated the part."""
    rate = 1 + Fraction(steps, 100) + Fraction(rest, 10000)
    counted: dict[Partial, Fraction] = {
        "whole": Fraction(steps),
        "started": Fraction(steps + 1),
        "prorated": steps + Fraction(rest, 100),
    }
    for partial in PARTIALS:
        scheme = StepDeduction(
            measure=RATE,
            full=UnaryTest("<= 100%"),
            step=Quantity(Fraction(1, 100), "%"),
            deduct=Fraction(1),
            partial=partial,
        )
        assert exact_score(scheme, Fraction(100), {"rate": rate}) == 100 - counted[partial]


@given(case=step_deductions(), x=FIGURES, open_score=SHARES)
def test_a_reason_opens_the_score_upwards_only(
    case: tuple[StepDeduction, Fraction, tuple[Fraction, Fraction]],
    x: Fraction,
    open_score: Fraction,
) -> None:
    """With a reason the score spans from the computed one to the points, without one it is that."""
    scheme, points, _ = case
    computed = exact_score(scheme, points, {"x": x})
    excusing = evolve(scheme, unless="reason")
    reach = ends(scored(excusing, points, {"x": x, "reason.item": True}).value)
    assert exact_score(excusing, points, {"x": x, "reason.item": False}) == computed
    assert reach.low == computed
    assert reach.high in {points, computed}
    known: Evidence = {"x": x, "reason.item": True, "judged.item": open_score * points}
    value = scored(excusing, points, known).value
    assert isinstance(value, Fraction)
    assert value >= computed


@given(ladder=ladders(), points=POINTS, x=FIGURES)
def test_bands_are_their_formula(
    ladder: tuple[list[Fraction], list[Fraction]], points: Fraction, x: Fraction
) -> None:
    """The first band that holds the figure gives the score, and the rest otherwise."""
    cuts, scores = ladder
    expected = next((s for c, s in zip(cuts, scores, strict=False) if x >= c), scores[-1])
    assert exact_score(ladder_scheme(cuts, scores), points, {"x": x}) == clamped(expected, points)


@given(ladder=ladders(), points=POINTS, figures=st.tuples(FIGURES, FIGURES))
def test_falling_bands_fall(
    ladder: tuple[list[Fraction], list[Fraction]],
    points: Fraction,
    figures: tuple[Fraction, Fraction],
) -> None:
    """Where higher bands give more, a higher figure never earns less."""
    scheme = ladder_scheme(*ladder)
    low, high = sorted(figures)
    assert exact_score(scheme, points, {"x": low}) <= exact_score(scheme, points, {"x": high})


@given(ladder=ladders(), points=POINTS)
def test_an_unknown_figure_leaves_exactly_the_scores_of_the_bands(
    ladder: tuple[list[Fraction], list[Fraction]], points: Fraction
) -> None:
    """Without the figure the possible scores are those of the bands, and no other."""
    cuts, scores = ladder
    value = scored(ladder_scheme(cuts, scores), points, {}).value
    possible = value.values if isinstance(value, Choice) else {value}
    assert possible == {clamped(score, points) for score in scores}


@given(ladder=ladders(), points=POINTS, x=FIGURES)
def test_a_gap_between_bands_is_no_score_and_still_within_the_points(
    ladder: tuple[list[Fraction], list[Fraction]], points: Fraction, x: Fraction
) -> None:
    """Where no band holds and nothing else is said, every score of the points is possible."""
    scheme = evolve(ladder_scheme(*ladder), otherwise=None)
    value = scored(scheme, points, {"x": x}).value
    if x < ladder[0][-1]:
        assert value == Span(Fraction(0), points)
    else:
        assert value == exact_score(ladder_scheme(*ladder), points, {"x": x})
    assert within(value, scored(scheme, points, {}).value)


@given(
    low=FIGURES,
    width=TARGETS,
    scores=st.tuples(tenths(0, 50), tenths(0, 50)),
    share=SHARES.filter(lambda share: share < 1),
)
def test_an_interpolated_band_is_linear_over_its_bounds(
    low: Fraction, width: Fraction, scores: tuple[Fraction, Fraction], share: Fraction
) -> None:
    """Within an interpolated band the score moves with the figure, from one end to the other."""
    least, most = sorted(scores)
    band = Band(UnaryTest(f"[{text(low)}..{text(low + width)})"), (least, most), "interpolated")
    scheme = Bands(measure=X, bands=(band,), otherwise=Fraction(0))
    found = exact_score(scheme, Fraction(10), {"x": low + width * share})
    assert found == least + (most - least) * share


@given(scores=st.tuples(tenths(0, 50), tenths(0, 50)), x=FIGURES)
def test_a_judged_band_is_left_to_the_assessor(
    scores: tuple[Fraction, Fraction], x: Fraction
) -> None:
    """A judged band spans its two scores until an assessor has spoken."""
    least, most = sorted(scores)
    scheme = Bands(measure=X, bands=(Band(UnaryTest("-"), (least, most), "judged"),))
    reach = ends(scored(scheme, Fraction(10), {"x": x}).value)
    assert (reach.low, reach.high) == (least, most)


@given(scheme=completions(), points=POINTS, x=AMOUNTS, target=AMOUNTS)
def test_completion_is_its_formula(
    scheme: Completion, points: Fraction, x: Fraction, target: Fraction
) -> None:
    """Completion gives what its plain formula gives, a zero target included."""
    expected = completed(scheme, points, x, target)
    assert exact_score(scheme, points, {"x": x, "target": target}) == expected


@pytest.mark.parametrize("direction", ["higher", "lower"])
@given(
    reverse=st.sampled_from(["ratio", "linear"]),
    points=POINTS,
    target=TARGETS,
    figures=st.tuples(AMOUNTS, AMOUNTS),
    above=st.none() | SHARES.map(lambda share: 1 + share),
)
def test_completion_moves_in_its_direction(
    direction: Direction,
    *,
    reverse: Reverse,
    points: Fraction,
    target: Fraction,
    figures: tuple[Fraction, Fraction],
    above: Fraction | None,
) -> None:
    """A figure further in the better direction never earns less; full marks beyond it neither."""
    over = None if above is None else OverAchievement(above, "full")
    scheme = Completion(actual=X, target=TARGET, direction=direction, reverse=reverse, over=over)
    worse, better = sorted(figures, reverse=direction == "lower")
    assert exact_score(scheme, points, {"x": worse, "target": target}) <= exact_score(
        scheme, points, {"x": better, "target": target}
    )


@given(scheme=completions(), points=POINTS, target=AMOUNTS, more=TARGETS)
def test_completion_is_full_at_the_target_and_less_on_the_wrong_side(
    scheme: Completion, points: Fraction, target: Fraction, more: Fraction
) -> None:
    """Exactly at the target all points are earned; short of it not all, unless over says so."""
    assert exact_score(scheme, points, {"x": target, "target": target}) == points
    plain = evolve(scheme, over=None)
    if scheme.direction == "higher":
        short, beyond = (
            {"x": target, "target": target + more},
            {"x": target + more, "target": target},
        )
    else:
        short, beyond = (
            {"x": target + more, "target": target},
            {"x": target, "target": target + more},
        )
    assert exact_score(plain, points, short) < points
    assert exact_score(plain, points, beyond) == points


@given(scheme=completions(), points=POINTS, target=AMOUNTS, more=TARGETS)
def test_a_missed_target_is_never_passed(
    scheme: Completion, points: Fraction, target: Fraction, more: Fraction
) -> None:
    """On the worse side of the target the rule for passing it changes nothing."""
    x, target = (target, target + more) if scheme.direction == "higher" else (target + more, target)
    figures = {"x": x, "target": target}
    plain = evolve(scheme, over=None)
    assert exact_score(scheme, points, figures) == exact_score(plain, points, figures)


@given(points=POINTS, x=AMOUNTS, direction=st.sampled_from(["higher", "lower"]))
def test_a_zero_target_is_met_or_not(points: Fraction, x: Fraction, direction: Direction) -> None:
    """Against a target of zero there is all or nothing."""
    scheme = Completion(actual=X, target=Quantity(Fraction(0)), direction=direction)
    met = direction == "higher" or x == 0
    assert exact_score(scheme, points, {"x": x}) == (points if met else 0)


@given(points=POINTS, deduct=tenths(0, 50), count=st.integers(0, 50).map(Fraction))
def test_occurrences_are_their_formula(points: Fraction, deduct: Fraction, count: Fraction) -> None:
    """Each occurrence takes off the same, down to nothing."""
    scheme = Occurrences(count=CASES, deduct=deduct)
    expected = clamped(points - deduct * count, points)
    assert exact_score(scheme, points, {"cases": count}) == expected


@given(
    points=POINTS,
    deduct=tenths(0, 50),
    answers=st.tuples(st.booleans(), st.booleans()),
    visits=st.integers(0, 9).map(Fraction),
)
def test_occurrences_add_up_over_their_items(
    points: Fraction, deduct: Fraction, answers: tuple[bool, bool], visits: Fraction
) -> None:
    """Of several things that may happen a true one counts once, and a number as it is."""
    items = tuple(Occurrence(MeasureId(name)) for name in ("first", "second", "visits"))
    known: dict[str, Fraction | bool] = {
        "first": answers[0],
        "second": answers[1],
        "visits": visits,
    }
    expected = clamped(points - deduct * (sum(answers) + visits), points)
    assert exact_score(Occurrences(items=items, deduct=deduct), points, known) == expected


@given(
    points=POINTS, deduct=tenths(1, 50), counts=st.tuples(st.integers(0, 60), st.integers(0, 60))
)
def test_more_occurrences_never_earn_more(
    points: Fraction, deduct: Fraction, counts: tuple[int, int]
) -> None:
    """One more occurrence never raises a score."""
    scheme = Occurrences(count=CASES, deduct=deduct)
    few, many = (Fraction(count) for count in sorted(counts))
    assert exact_score(scheme, points, {"cases": few}) >= exact_score(
        scheme, points, {"cases": many}
    )


@given(
    points=POINTS,
    scores=st.tuples(*[tenths(0, 50)] * 3),
    answers=st.tuples(*[st.none() | st.booleans()] * 3),
)
def test_a_checklist_is_the_sum_of_what_holds(
    points: Fraction,
    scores: tuple[Fraction, Fraction, Fraction],
    answers: tuple[bool | None, bool | None, bool | None],
) -> None:
    """What holds adds up; what nobody answered spans from nothing to its score."""
    items = tuple(ChecklistItem(s, measure=m) for s, m in zip(scores, ANSWERS, strict=True))
    known: Evidence = {
        str(name): answer
        for name, answer in zip(ANSWERS, answers, strict=True)
        if answer is not None
    }
    low = sum((s for s, a in zip(scores, answers, strict=True) if a), Fraction(0))
    high = low + sum((s for s, a in zip(scores, answers, strict=True) if a is None), Fraction(0))
    reach = ends(scored(Checklist(items=items), points, known).value)
    assert (reach.low, reach.high) == (clamped(low, points), clamped(high, points))


@given(points=POINTS, score=tenths(0, 50), bound=FIGURES, x=FIGURES)
def test_a_figure_can_decide_an_item(
    points: Fraction, score: Fraction, bound: Fraction, x: Fraction
) -> None:
    """An item with a test holds exactly when the figures say so."""
    scheme = Checklist(items=(ChecklistItem(score, when=Condition(f"x >= {text(bound)}")),))
    assert exact_score(scheme, points, {"x": x}) == (clamped(score, points) if x >= bound else 0)


@given(points=POINTS, scores=st.lists(tenths(0, 50), min_size=1, max_size=6), data=st.data())
def test_states_give_the_score_of_the_one_that_is_named(
    points: Fraction, scores: list[Fraction], data: DataObject
) -> None:
    """The state that the form names gives its score; unnamed, all of them are possible."""
    scheme = States(states=tuple(State(f"{n}", score) for n, score in enumerate(scores)))
    named = data.draw(st.integers(1, len(scores)))
    found = exact_score(scheme, points, {"state.item": Fraction(named)})
    assert found == clamped(scores[named - 1], points)
    value = scored(scheme, points, {}).value
    possible = value.values if isinstance(value, Choice) else {value}
    assert possible == {clamped(score, points) for score in scores}


@given(points=POINTS, scores=st.tuples(*[tenths(0, 50)] * 3), x=FIGURES, y=FIGURES)
def test_states_are_picked_by_their_tests(
    points: Fraction, scores: tuple[Fraction, Fraction, Fraction], x: Fraction, y: Fraction
) -> None:
    """The first state whose test holds gives the score."""
    tests = ("x <= 0", "x <= y", "x > y")
    states = tuple(State(t, s, Condition(t)) for t, s in zip(tests, scores, strict=True))
    expected = scores[0] if x <= 0 else scores[1] if x <= y else scores[2]
    assert exact_score(States(states=states), points, {"x": x, "y": y}) == clamped(expected, points)


@given(points=POINTS, given_score=tenths(-50, 400))
def test_a_judged_score_stays_within_the_points(points: Fraction, given_score: Fraction) -> None:
    """What an assessor gives is kept within the points; before that everything is possible."""
    assert exact_score(Judged(), points, {"judged.item": given_score}) == clamped(
        given_score, points
    )
    assert scored(Judged(), points, {}).value == Span(Fraction(0), points)


@given(scheme=KINDS, points=POINTS, figures=evidence())
def test_every_score_lies_within_the_points(
    scheme: Scheme,
    points: Fraction,
    figures: tuple[dict[str, Fraction | bool], dict[str, Numeric | bool]],
) -> None:
    """Whatever is known or not, the score lies between nothing and the points, low below high."""
    reach = ends(scored(scheme, points, figures[1]).value)
    assert reach.low is not None
    assert reach.high is not None
    assert 0 <= reach.low <= reach.high <= points


@given(scheme=KINDS, points=POINTS, figures=evidence())
def test_partial_evidence_keeps_the_true_score(
    scheme: Scheme,
    points: Fraction,
    figures: tuple[dict[str, Fraction | bool], dict[str, Numeric | bool]],
) -> None:
    """The score on all figures is among the scores on some of them."""
    true, known = figures
    assert contains(scored(scheme, points, known).value, exact_score(scheme, points, true))
