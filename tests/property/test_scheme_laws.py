"""Laws of the schemes: bounds, direction, clamp, and the plain formula of each kind."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn, SearchStrategy

from tests.rules import exact_score, scored
from tests.strategies import holding, within
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

X, RATE, CASES, TARGET = (MeasureId(name) for name in ("x", "rate", "cases", "target"))
ANSWERS = tuple(MeasureId(name) for name in ("first", "second", "third"))
PARTIALS: tuple[Partial, ...] = ("whole", "started", "prorated")


def _tenths(low: int, high: int) -> SearchStrategy[Fraction]:
    return st.integers(low, high).map(lambda n: Fraction(n, 10))


POINTS = _tenths(5, 300)
FIGURES = st.one_of(_tenths(-100, 400), st.fractions(-10, 40, max_denominator=12))
AMOUNTS = st.one_of(_tenths(0, 400), st.fractions(0, 40, max_denominator=12))
TARGETS = st.one_of(_tenths(1, 300), st.fractions(Fraction(1, 12), 30, max_denominator=12))
SHARES = st.integers(0, 100).map(lambda n: Fraction(n, 100))


def clamped(value: Fraction, points: Fraction) -> Fraction:
    """The value within ``[0, points]``."""
    return min(points, max(Fraction(0), value))


# -- step-deduction

TESTS = st.sampled_from(
    ["<= {a}", "< {a}", ">= {a}", "> {a}", "= {a}", "[{a}..{b}]", "({a}..{b})", "[{a}..{b})"]
)


@st.composite
def step_deductions(draw: DrawFn) -> tuple[StepDeduction, Fraction, tuple[Fraction, Fraction]]:
    """A scheme, its points, and the two numbers from which its test may be made."""
    points = draw(POINTS)
    low = draw(FIGURES)
    high = low + draw(_tenths(0, 50)) + Fraction(1, 10)
    scheme = StepDeduction(
        measure=X,
        full=UnaryTest(draw(TESTS).format(a=text(low), b=text(high))),
        step=Quantity(draw(_tenths(1, 40))),
        deduct=draw(_tenths(0, 40)),
        partial=draw(st.sampled_from(PARTIALS)),
        full_score=draw(st.none() | _tenths(10, 350)),
        floor=draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])),
        max_deduction=draw(st.none() | _tenths(0, 100)),
    )
    return scheme, points, (low, high)


def stepped(
    scheme: StepDeduction, points: Fraction, ab: tuple[Fraction, Fraction], x: Fraction
) -> Fraction:
    """The plain formula of ``step-deduction``."""
    low, high = ab
    test = scheme.full.text
    full = points if scheme.full_score is None else scheme.full_score
    if test[0] in "<>=":
        holds = {
            "<=": x <= low, "<": x < low, ">=": x >= low, ">": x > low, "=": x == low
        }[test.split()[0]]  # fmt: skip
        beyond = {"<": x - low, ">": low - x, "=": abs(x - low)}[test[0]]
    else:
        above = x >= low if test[0] == "[" else x > low
        below = x <= high if test[-1] == "]" else x < high
        holds = above and below
        beyond = max(x - high, low - x)
    if holds:
        return clamped(full, points)
    steps = beyond / scheme.step.value
    counted = {
        "whole": Fraction(math.floor(steps)),
        "started": Fraction(math.ceil(steps)),
        "prorated": steps,
    }[scheme.partial]
    taken = counted * scheme.deduct
    if scheme.max_deduction is not None:
        taken = min(taken, scheme.max_deduction)
    return clamped(max(scheme.floor, full - taken), points)


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


# -- bands


@st.composite
def ladders(draw: DrawFn) -> tuple[list[Fraction], list[Fraction]]:
    """Cuts from high to low, and a score for each and for the rest, falling."""
    cuts = sorted(draw(st.sets(FIGURES, min_size=1, max_size=5)), reverse=True)
    size = len(cuts) + 1
    scores = sorted(draw(st.lists(_tenths(0, 100), min_size=size, max_size=size)), reverse=True)
    return cuts, scores


def _ladder(cuts: list[Fraction], scores: list[Fraction]) -> Bands:
    tests = [f">= {text(cuts[0])}", *(f"[{text(b)}..{text(a)})" for a, b in pairwise(cuts))]
    bands = tuple(Band(UnaryTest(t), s) for t, s in zip(tests, scores, strict=False))
    return Bands(measure=X, bands=bands, otherwise=scores[-1])


@given(ladder=ladders(), points=POINTS, x=FIGURES)
def test_bands_are_their_formula(
    ladder: tuple[list[Fraction], list[Fraction]], points: Fraction, x: Fraction
) -> None:
    """The first band that holds the figure gives the score, and the rest otherwise."""
    cuts, scores = ladder
    expected = next((s for c, s in zip(cuts, scores, strict=False) if x >= c), scores[-1])
    assert exact_score(_ladder(cuts, scores), points, {"x": x}) == clamped(expected, points)


@given(ladder=ladders(), points=POINTS, figures=st.tuples(FIGURES, FIGURES))
def test_falling_bands_fall(
    ladder: tuple[list[Fraction], list[Fraction]],
    points: Fraction,
    figures: tuple[Fraction, Fraction],
) -> None:
    """Where higher bands give more, a higher figure never earns less."""
    scheme = _ladder(*ladder)
    low, high = sorted(figures)
    assert exact_score(scheme, points, {"x": low}) <= exact_score(scheme, points, {"x": high})


@given(ladder=ladders(), points=POINTS)
def test_an_unknown_figure_leaves_exactly_the_scores_of_the_bands(
    ladder: tuple[list[Fraction], list[Fraction]], points: Fraction
) -> None:
    """Without the figure the possible scores are those of the bands, and no other."""
    cuts, scores = ladder
    value = scored(_ladder(cuts, scores), points, {}).value
    possible = value.values if isinstance(value, Choice) else {value}
    assert possible == {clamped(score, points) for score in scores}


@given(ladder=ladders(), points=POINTS, x=FIGURES)
def test_a_gap_between_bands_is_no_score_and_still_within_the_points(
    ladder: tuple[list[Fraction], list[Fraction]], points: Fraction, x: Fraction
) -> None:
    """Where no band holds and nothing else is said, every score of the points is possible."""
    scheme = evolve(_ladder(*ladder), otherwise=None)
    value = scored(scheme, points, {"x": x}).value
    if x < ladder[0][-1]:
        assert value == Span(Fraction(0), points)
    else:
        assert value == exact_score(_ladder(*ladder), points, {"x": x})
    assert within(value, scored(scheme, points, {}).value)


@given(
    low=FIGURES,
    width=TARGETS,
    scores=st.tuples(_tenths(0, 50), _tenths(0, 50)),
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


@given(scores=st.tuples(_tenths(0, 50), _tenths(0, 50)), x=FIGURES)
def test_a_judged_band_is_left_to_the_assessor(
    scores: tuple[Fraction, Fraction], x: Fraction
) -> None:
    """A judged band spans its two scores until an assessor has spoken."""
    least, most = sorted(scores)
    scheme = Bands(measure=X, bands=(Band(UnaryTest("-"), (least, most), "judged"),))
    reach = ends(scored(scheme, Fraction(10), {"x": x}).value)
    assert (reach.low, reach.high) == (least, most)


# -- completion

Direction = Literal["higher", "lower"]
Reverse = Literal["ratio", "linear"]


@st.composite
def completions(draw: DrawFn) -> Completion:
    """A scheme of completion with any of its options that leave no judgement open."""
    over = st.builds(
        OverAchievement,
        above=SHARES.map(lambda share: 1 + share),
        then=st.sampled_from(["zero", "full", "deduct"]),
        deduct=_tenths(0, 20),
        step=st.sampled_from([Fraction(1, 100), Fraction(1, 10)]),
    )
    return Completion(
        actual=X,
        target=TARGET,
        direction=draw(st.sampled_from(["higher", "lower"])),
        reverse=draw(st.sampled_from(["ratio", "linear"])),
        pass_mark=draw(st.none() | SHARES),
        over=draw(st.none() | over),
    )


def completed(scheme: Completion, points: Fraction, x: Fraction, target: Fraction) -> Fraction:
    """The plain formula of ``completion``."""
    higher = scheme.direction == "higher"
    met = x >= target if higher else x <= target
    if target == 0:
        return points if met else Fraction(0)
    if scheme.over is not None and x / target > scheme.over.above:
        steps = math.floor((x / target - scheme.over.above) / scheme.over.step)
        beyond = {
            "zero": Fraction(0),
            "full": points,
            "deduct": points - steps * scheme.over.deduct,
        }[scheme.over.then]
        return clamped(beyond, points)
    if met:
        share = Fraction(1)
    elif higher:
        share = x / target
    else:
        share = target / x if scheme.reverse == "ratio" else 1 - (x - target) / target
    if scheme.pass_mark is not None and share < scheme.pass_mark:
        return Fraction(0)
    return clamped(points * share, points)


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
)
def test_completion_moves_in_its_direction(
    direction: Direction,
    reverse: Reverse,
    points: Fraction,
    target: Fraction,
    figures: tuple[Fraction, Fraction],
) -> None:
    """A figure further in the better direction never earns less."""
    scheme = Completion(actual=X, target=TARGET, direction=direction, reverse=reverse)
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


@given(points=POINTS, x=AMOUNTS, direction=st.sampled_from(["higher", "lower"]))
def test_a_zero_target_is_met_or_not(points: Fraction, x: Fraction, direction: Direction) -> None:
    """Against a target of zero there is all or nothing."""
    scheme = Completion(actual=X, target=Quantity(Fraction(0)), direction=direction)
    met = direction == "higher" or x == 0
    assert exact_score(scheme, points, {"x": x}) == (points if met else 0)


# -- occurrences, checklist, states, judged


@given(points=POINTS, deduct=_tenths(0, 50), count=st.integers(0, 50).map(Fraction))
def test_occurrences_are_their_formula(points: Fraction, deduct: Fraction, count: Fraction) -> None:
    """Each occurrence takes off the same, down to nothing."""
    scheme = Occurrences(count=CASES, deduct=deduct)
    expected = clamped(points - deduct * count, points)
    assert exact_score(scheme, points, {"cases": count}) == expected


@given(
    points=POINTS,
    deduct=_tenths(0, 50),
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
    points=POINTS, deduct=_tenths(1, 50), counts=st.tuples(st.integers(0, 60), st.integers(0, 60))
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
    scores=st.tuples(*[_tenths(0, 50)] * 3),
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


@given(points=POINTS, score=_tenths(0, 50), bound=FIGURES, x=FIGURES)
def test_a_figure_can_decide_an_item(
    points: Fraction, score: Fraction, bound: Fraction, x: Fraction
) -> None:
    """An item with a test holds exactly when the figures say so."""
    scheme = Checklist(items=(ChecklistItem(score, when=Condition(f"x >= {text(bound)}")),))
    assert exact_score(scheme, points, {"x": x}) == (clamped(score, points) if x >= bound else 0)


@given(points=POINTS, scores=st.lists(_tenths(0, 50), min_size=1, max_size=6), data=st.data())
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


@given(points=POINTS, scores=st.tuples(*[_tenths(0, 50)] * 3), x=FIGURES, y=FIGURES)
def test_states_are_picked_by_their_tests(
    points: Fraction, scores: tuple[Fraction, Fraction, Fraction], x: Fraction, y: Fraction
) -> None:
    """The first state whose test holds gives the score."""
    tests = ("x <= 0", "x <= y", "x > y")
    states = tuple(State(t, s, Condition(t)) for t, s in zip(tests, scores, strict=True))
    expected = scores[0] if x <= 0 else scores[1] if x <= y else scores[2]
    assert exact_score(States(states=states), points, {"x": x, "y": y}) == clamped(expected, points)


@given(points=POINTS, given_score=_tenths(-50, 400))
def test_a_judged_score_stays_within_the_points(points: Fraction, given_score: Fraction) -> None:
    """What an assessor gives is kept within the points; before that everything is possible."""
    assert exact_score(Judged(), points, {"judged.item": given_score}) == clamped(
        given_score, points
    )
    assert scored(Judged(), points, {}).value == Span(Fraction(0), points)


# -- all kinds

STATES = States(
    states=(
        State("a", Fraction(3), Condition("x <= 0")),
        State("b", Fraction(1), Condition("x > 0")),
    )
)
KINDS: SearchStrategy[Scheme] = st.one_of(
    step_deductions().map(lambda case: case[0]),
    ladders().map(lambda ladder: _ladder(*ladder)),
    completions(),
    _tenths(0, 50).map(lambda deduct: Occurrences(count=CASES, deduct=deduct)),
    st.lists(_tenths(0, 90), min_size=3, max_size=3).map(
        lambda scores: Checklist(
            items=tuple(ChecklistItem(s, measure=m) for s, m in zip(scores, ANSWERS, strict=True))
        )
    ),
    st.sampled_from([STATES, Judged()]),
)


@st.composite
def evidence(draw: DrawFn) -> tuple[dict[str, Fraction | bool], dict[str, Numeric | bool]]:
    """Figures that are true, and what is known of them."""
    true: dict[str, Fraction | bool] = {
        "x": draw(FIGURES),
        "target": draw(AMOUNTS),
        "cases": Fraction(draw(st.integers(0, 9))),
        **{name: draw(st.booleans()) for name in ANSWERS},
        "judged.item": draw(_tenths(0, 5)),  # within any of the points above
    }
    known: dict[str, Numeric | bool] = {}
    for name, value in true.items():
        match draw(st.sampled_from(["known", "held", "missing"])):
            case "known":
                known[name] = value
            case "held" if isinstance(value, Fraction):
                known[name] = draw(holding(value))
            case _:
                pass
    return true, known


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
