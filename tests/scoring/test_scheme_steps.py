"""What each scheme gives on figures worked out by hand, and by which named steps it gets there."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from attrs import evolve

from tests.rules import exact_score, rule_set, scored, tree_of
from zhibiao.backends.evaluate import evaluate
from zhibiao.errors import FormulaError
from zhibiao.exact import Quantity
from zhibiao.expr.domain import Choice, Numeric, Span
from zhibiao.expr.nodes import Const, Expr, Max, Named, Round
from zhibiao.expr.outcomes import Evidence
from zhibiao.expr.walk import inputs, nodes
from zhibiao.messages import loading as texts
from zhibiao.messages import say
from zhibiao.model.clauses import Condition, Formula, MeasureId, UnaryTest
from zhibiao.model.lowering.program import lower
from zhibiao.model.measure import Level, Measure, MeasureType
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.execution import ExecutionRate
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import Partial, StepDeduction
from zhibiao.model.table import Table

TEN = Fraction(10)
HALF = Fraction(1, 2)
ONE = Fraction(1)
ALL = Span(Fraction(0), TEN)
X, Y, RATE, AMOUNT, TARGET, CASES, VISITS, FIRST, SECOND, THIRD, ANSWER = (
    MeasureId(name)
    for name in "x y rate amount target cases visits first second third answer".split()  # noqa: SIM905  # a list of words
)


def f(number: str) -> Fraction:
    """A number as it is written."""
    return Fraction(number)


def shown_steps(scheme: Scheme, evidence: Evidence) -> dict[tuple[str, str, str], object]:
    """The named values on the way to the score, measures and the score itself left out."""
    return {
        (step.node.role, step.node.name, step.node.unit): step.value
        for step in scored(scheme, TEN, evidence).steps
        if step.node.role not in ("measure", "score")
    }


def constants(scheme: Scheme) -> set[tuple[Fraction, str]]:
    """The numbers of a scheme's tree with the units in which they are meant."""
    return {
        (node.value, node.unit)
        for node in nodes(tree_of(scheme, TEN))
        if isinstance(node, Const) and isinstance(node.value, Fraction)
    }


def steps_beyond(
    full: str = "<= 100%",
    partial: Partial = "whole",
    floor: str = "0",
    most: str | None = None,
    full_score: str | None = None,
    *,
    excused: bool = False,
) -> StepDeduction:
    """Half a point off for each percentage point."""
    return StepDeduction(
        measure=RATE,
        full=UnaryTest(full),
        step=Quantity(f("0.01"), "%"),
        deduct=HALF,
        partial=partial,
        floor=f(floor),
        max_deduction=None if most is None else f(most),
        full_score=None if full_score is None else f(full_score),
        unless="reason" if excused else None,
    )


@pytest.mark.parametrize(
    ("scheme", "rate", "score"),
    [
        (steps_beyond(), "1", "10"),
        (steps_beyond(), "1.157", "2.5"),
        (steps_beyond(partial="started"), "1.157", "2"),
        (steps_beyond(partial="prorated"), "1.157", "2.15"),
        (steps_beyond(), "3", "0"),
        (steps_beyond(floor="3"), "1.157", "3"),
        (steps_beyond(most="5"), "1.157", "5"),
        (steps_beyond(most="5"), "1.02", "9"),
        (steps_beyond(full_score="8"), "1", "8"),
        (steps_beyond(full_score="8"), "1.02", "7"),
        (steps_beyond(full=">= 90%"), "0.9", "10"),
        (steps_beyond(full=">= 90%"), "0.88", "9"),
        (steps_beyond(full="[90%..100%]"), "0.88", "9"),
        (steps_beyond(full="[90%..100%]"), "1.04", "8"),
        (steps_beyond(full="[90%..100%]"), "0.95", "10"),
        (steps_beyond(full="= 100%"), "1.04", "8"),
        (steps_beyond(full="= 100%"), "0.94", "7"),
    ],
)
def test_steps_are_counted_from_the_bound(scheme: Scheme, rate: str, score: str) -> None:
    """Each percentage point beyond the bound takes half a point, as the fields limit it."""
    assert exact_score(scheme, TEN, {"rate": f(rate)}) == f(score)


@pytest.mark.parametrize(
    ("partial", "counted"), [("whole", "15"), ("started", "16"), ("prorated", "15.7")]
)
def test_a_deduction_by_steps_shows_what_it_counted(partial: Partial, counted: str) -> None:
    """The distance, the steps in their reading and the deduction are named after the indicator."""
    assert shown_steps(steps_beyond(partial=partial), {"rate": f("1.157")}) == {
        ("excess", "item", ""): f("0.157"),
        ("steps", f"item:{partial}", ""): f(counted),
        ("deduction", "item", ""): f(counted) / 2,
    }


LEVELS = Table(
    {"water": Measure("水质", type=MeasureType.LEVEL, levels=tuple(map(Level, "甲乙丙丁")))}
)
WATER = MeasureId("water")


@pytest.mark.parametrize(("level", "score"), [(1, "10"), (2, "10"), (3, "9"), (4, "8")])
def test_levels_are_steps_too(level: int, score: str) -> None:
    """The bound is a level by its word, and each level below it is a step."""
    scheme = StepDeduction(
        measure=WATER, full=UnaryTest('<= "乙"'), step=Quantity(ONE), deduct=ONE, partial="whole"
    )
    tree = lower(rule_set(scheme, TEN, LEVELS)).scores["item"]
    assert evaluate(tree, {"water": Fraction(level)}).value == f(score)


@pytest.mark.parametrize(
    ("partial", "modes"),
    [("whole", [(0, "floor")]), ("started", [(0, "ceiling")]), ("prorated", [])],
)
def test_steps_are_rounded_as_their_reading_says(
    partial: Partial, modes: list[tuple[int, str]]
) -> None:
    """Down, up, or not at all."""
    assert roundings(tree_of(steps_beyond(partial=partial), TEN)) == modes


@pytest.mark.parametrize(
    ("full", "sides"), [("<= 100%", 1), (">= 90%", 1), ("[90%..100%]", 2), ("= 100%", 2)]
)
def test_a_distance_is_taken_on_each_side_that_has_a_bound(full: str, sides: int) -> None:
    """The formula of a one-sided test shows no greater of two."""
    (distance,) = (
        node.child
        for node in nodes(tree_of(steps_beyond(full), TEN))
        if isinstance(node, Named) and node.role == "excess"
    )
    assert isinstance(distance, Max) == (sides == 2)


def test_a_capped_deduction_is_shown_capped() -> None:
    """The deduction that a reader sees is the one that was taken."""
    found = shown_steps(steps_beyond(most="5"), {"rate": f("1.157")})
    assert found["deduction", "item", ""] == 5


@pytest.mark.parametrize(
    ("known", "value"),
    [
        ({}, Span(f("7"), TEN)),
        ({"reason.item": False}, f("7")),
        ({"reason.item": True}, Span(f("7"), TEN)),
        ({"reason.item": True, "judged.item": f("9")}, f("9")),
        ({"reason.item": True, "judged.item": f("2")}, f("7")),
    ],
)
def test_a_reason_lets_an_assessor_give_more(known: Evidence, value: Numeric) -> None:
    """With a reason the score spans from the computed one to all points."""
    scheme = steps_beyond(full_score="8", excused=True)
    assert scored(scheme, TEN, {"rate": f("1.02"), **known}).value == value


def test_a_step_is_meant_in_the_unit_of_its_measure() -> None:
    """A step of 20000 yuan is two of a measure in ten thousand yuan."""
    scheme = StepDeduction(
        measure=AMOUNT,
        full=UnaryTest("<= 10"),
        step=Quantity(f("20000"), "元"),
        deduct=f("1"),
        partial="whole",
    )
    assert exact_score(scheme, TEN, {"amount": f("15")}) == 8


def over(then: str) -> Completion:
    """Completion of a target, with a rule for more than 120 %."""
    rule = OverAchievement(f("1.2"), then, HALF, f("0.1"))  # type: ignore[arg-type]  # one of its words
    return Completion(actual=X, target=TARGET, over=rule)


@pytest.mark.parametrize(
    ("then", "x", "score"),
    [
        ("zero", "120", "10"),
        ("zero", "121", "0"),
        ("full", "121", "10"),
        ("deduct", "120", "10"),
        ("deduct", "129", "10"),
        ("deduct", "130", "9.5"),
        ("deduct", "155", "8.5"),
        ("deduct-once", "121", "9.5"),
        ("deduct-once", "190", "9.5"),
        ("deduct-once", "90", "9"),
    ],
)
def test_beyond_the_mark_the_rule_speaks(then: str, x: str, score: str) -> None:
    """At 120 % the target is met and no more; beyond it the rule decides."""
    assert exact_score(over(then), TEN, {"x": f(x), "target": f("100")}) == f(score)


@pytest.mark.parametrize("reverse", ["ratio", "linear"])
@pytest.mark.parametrize(
    ("then", "x", "score"),
    [
        ("zero", "10", "10"),
        ("zero", "9.99", "0"),
        ("zero", "0", "0"),
        ("full", "9", "10"),
        ("full", "0", "10"),
        ("full", "24", {"ratio": "5", "linear": "0"}),
        ("reason", "15", {"ratio": "8", "linear": "7.5"}),
        ("deduct", "10", "10"),
        ("deduct", "9.6", "10"),
        ("deduct", "9.2", "9.5"),
        ("deduct", "8", "8.5"),
        ("deduct", "15", {"ratio": "8", "linear": "7.5"}),
        ("deduct", "0", "0"),
        ("deduct", "-1", "0"),
        ("deduct-once", "9.99", "9.5"),
        ("deduct-once", "0", "9.5"),
        ("deduct-once", "15", {"ratio": "8", "linear": "7.5"}),
    ],
)
def test_less_than_a_reverse_target_is_what_goes_beyond_it(
    then: str, x: str, score: str | dict[str, str], reverse: Literal["ratio", "linear"]
) -> None:
    """Of 12 at most, 10 is 120 %; beyond it the rule decides, and never above the target."""
    scheme = evolve(over(then), direction="lower", reverse=reverse)
    expected = score if isinstance(score, str) else score[reverse]
    assert exact_score(scheme, TEN, {"x": f(x), "target": f("12")}) == f(expected)


def test_less_than_one_is_not_nothing() -> None:
    """Of 1 at most, 0.8 is 125 %: beyond 120 %, and no whole step of 10 % beyond it."""
    scheme = evolve(over("deduct"), direction="lower")
    assert exact_score(scheme, TEN, {"x": f("0.8"), "target": f("1")}) == 10


def test_steps_that_take_nothing_leave_all_points_at_nothing_done() -> None:
    """Where a step takes off nothing, even endless steps do."""
    rule = OverAchievement(f("1.2"), "deduct")
    scheme = Completion(actual=X, target=TARGET, direction="lower", over=rule)
    assert exact_score(scheme, TEN, {"x": f("0"), "target": f("12")}) == 10


@pytest.mark.parametrize(
    ("x", "value"),
    [
        (Span(f("0"), f("9")), TEN),
        (Span(f("9"), f("12")), TEN),
        (Span(f("15"), f("24")), Span(f("5"), f("8"))),
    ],
)
def test_bounds_of_a_reverse_actual_decide_what_they_can(x: Span, value: Numeric) -> None:
    """Full marks wherever the actual lies on the better side, a share wherever on the worse."""
    scheme = evolve(over("full"), direction="lower")
    assert scored(scheme, TEN, {"x": x, "target": f("12")}).value == value


@pytest.mark.parametrize(
    ("known", "value"),
    [
        ({}, ALL),
        ({"reason.item": True}, TEN),
        ({"reason.item": False}, ALL),
        ({"reason.item": False, "judged.item": f("4")}, f("4")),
    ],
)
def test_beyond_the_mark_a_reason_is_asked_for(known: Evidence, value: Numeric) -> None:
    """With a reason all points are earned; without one an assessor decides between all and none."""
    figures = {"x": f("121"), "target": f("100"), **known}
    assert scored(over("reason"), TEN, figures).value == value
    assert exact_score(over("reason"), TEN, {"x": f("60"), "target": f("100")}) == 6


def test_completion_shows_its_share_and_what_was_taken() -> None:
    """The share is a percentage; steps beyond the mark and the deduction carry the item's name."""
    known = {"x": f("155"), "target": f("100")}
    assert shown_steps(over("deduct"), known) == {
        ("steps", "item:whole", ""): 3,
        ("deduction", "item", ""): f("1.5"),
    }
    assert shown_steps(over("deduct-once"), known) == {("deduction", "item", ""): HALF}
    assert shown_steps(over("deduct"), {"x": f("55"), "target": f("100")}) == {
        ("share", "item", "%"): f("0.55")
    }


@pytest.mark.parametrize(
    ("scheme", "x", "score"),
    [
        (Completion(actual=X, target=TARGET), "50", "5"),
        (Completion(actual=X, target=TARGET), "-10", "0"),
        (Completion(actual=X, target=TARGET), "150", "10"),
        (Completion(actual=X, target=TARGET, pass_mark=f("0.6")), "60", "6"),
        (Completion(actual=X, target=TARGET, pass_mark=f("0.6")), "59", "0"),
        (Completion(actual=X, target=TARGET, direction="lower"), "100", "10"),
        (Completion(actual=X, target=TARGET, direction="lower"), "125", "8"),
        (Completion(actual=X, target=TARGET, direction="lower"), "-5", "10"),
        (Completion(actual=X, target=TARGET, direction="lower", reverse="linear"), "125", "7.5"),
        (Completion(actual=X, target=TARGET, direction="lower", reverse="linear"), "80", "10"),
        (Completion(actual=X, target=TARGET, direction="lower", reverse="linear"), "300", "0"),
    ],
)
def test_completion_is_a_share_of_the_target(scheme: Scheme, x: str, score: str) -> None:
    """Pro rata up to the target, or the other way round where less is better."""
    assert exact_score(scheme, TEN, {"x": f(x), "target": f("100")}) == f(score)


@pytest.mark.parametrize(
    ("direction", "target", "x", "score"),
    [
        ("higher", "0", "0", "10"),
        ("higher", "0", "-1", "0"),
        ("higher", "-2", "-2", "10"),
        ("higher", "-2", "-3", "0"),
        ("target", "0", "3", "10"),
        ("lower", "0", "0", "10"),
        ("lower", "0", "1", "0"),
        ("higher", "1", "0.5", "5"),
        ("lower", "1", "2", "5"),
    ],
)
def test_a_target_of_nothing_is_met_or_not(direction: str, target: str, x: str, score: str) -> None:
    """Of a target of zero or less no share can be taken: all points, or none."""
    scheme = Completion(actual=X, target=TARGET, direction=direction)  # type: ignore[arg-type]  # one of its words
    assert exact_score(scheme, TEN, {"x": f(x), "target": f(target)}) == f(score)


def test_a_target_may_be_a_number_in_another_unit() -> None:
    """A target of 200000 yuan is twenty of a measure in ten thousand yuan."""
    scheme = Completion(actual=AMOUNT, target=Quantity(f("200000"), "元"))
    assert exact_score(scheme, TEN, {"amount": f("5")}) == f("2.5")


@pytest.mark.parametrize("reverse", ["ratio", "linear"])
def test_a_target_that_is_met_is_a_share_of_all(reverse: str) -> None:
    """Where less is better the share stops at 100 %."""
    scheme = Completion(actual=X, target=TARGET, direction="lower", reverse=reverse)  # type: ignore[arg-type]  # one of its words
    found = shown_steps(scheme, {"x": f("80"), "target": f("100")})
    assert found == {("share", "item", "%"): 1}


def test_what_is_done_beyond_the_target_makes_up_for_nothing() -> None:
    """Beside another part it takes off nothing, and adds nothing."""
    scheme = Composite(parts=(Completion(actual=X, target=TARGET), EARNED))
    assert exact_score(scheme, TEN, {"x": f("150"), "target": f("100"), "cases": f("4")}) == 8


def test_shares_are_compared_with_percentages() -> None:
    """What a share is compared with is shown as a percentage, too."""
    marked = Completion(actual=X, target=TARGET, pass_mark=f("0.6"))
    assert (f("0.6"), "%") in constants(marked)
    assert constants(over("deduct")) >= {(f("1.2"), "%"), (f("0.1"), "%"), (HALF, "")}
    assert constants(over("deduct-once")) >= {(f("1.2"), "%"), (HALF, "")}


def bands(*cases: Band, otherwise: str | None = None) -> Bands:
    """Bands over one figure."""
    return Bands(measure=X, bands=cases, otherwise=None if otherwise is None else f(otherwise))


FALLING = (
    Band(UnaryTest(">= 90"), f("5")),
    Band(UnaryTest("[80..90)"), (f("2"), f("4")), "interpolated"),
    Band(UnaryTest("[70..80)"), (f("1"), f("1.9")), "judged"),
)


@pytest.mark.parametrize(
    ("x", "value"),
    [
        ("95", f("5")),
        ("90", f("5")),
        ("80", f("2")),
        ("85", f("3")),
        ("87.5", f("3.5")),
        ("75", Span(f("1"), f("1.9"))),
        ("69", f("0.5")),
    ],
)
def test_the_first_band_that_holds_gives_the_score(x: str, value: Numeric) -> None:
    """A score, a line between two scores or an assessor's range; the rest below all bands."""
    assert scored(bands(*FALLING, otherwise="0.5"), TEN, {"x": f(x)}).value == value


def test_below_all_bands_nothing_is_said() -> None:
    """Without a rest a gap is unknown."""
    assert scored(bands(*FALLING), TEN, {"x": f("69")}).value == ALL
    assert bands(*FALLING).may_be_silent
    assert not bands(*FALLING, otherwise="0").may_be_silent


@pytest.mark.parametrize("test", [">= 80", "<= 80"])
def test_a_line_needs_two_ends(test: str) -> None:
    """A band that is open at one side cannot be interpolated; the whole test is at fault."""
    scheme = bands(Band(UnaryTest(test), (f("1"), f("2")), "interpolated"))
    with pytest.raises(FormulaError) as caught:
        tree_of(scheme, TEN)
    assert caught.value.message == say(texts.INTERPOLATED)
    assert (caught.value.offset, caught.value.length) == (0, len(test))


LINE = Interpolation(
    measure=RATE,
    points=(
        (Quantity(f("0.6"), "%"), f("1")),
        (Quantity(f("0.8"), "%"), f("6")),
        (Quantity(f("1"), "%"), f("8")),
    ),
)


@pytest.mark.parametrize(
    ("rate", "score"),
    [
        ("0.5", "1"),
        ("0.6", "1"),
        ("0.7", "3.5"),
        ("0.8", "6"),
        ("0.9", "7"),
        ("1", "8"),
        ("2", "8"),
    ],
)
def test_a_line_runs_through_its_points(rate: str, score: str) -> None:
    """Between two points the score lies on their line, and outside it stays flat."""
    assert exact_score(LINE, TEN, {"rate": f(rate)}) == f(score)


def test_points_are_meant_in_the_unit_of_their_measure() -> None:
    """Points in yuan serve a measure in ten thousand yuan."""
    scheme = Interpolation(
        measure=AMOUNT,
        points=((Quantity(f("0"), "元"), f("0")), (Quantity(f("20000"), "元"), f("10"))),
    )
    assert exact_score(scheme, TEN, {"amount": f("1")}) == 5


def test_a_checklist_adds_what_holds() -> None:
    """A measure or a test decides each item; what nobody answered is open."""
    scheme = Checklist(
        items=(
            ChecklistItem(f("1"), measure=FIRST),
            ChecklistItem(f("2"), measure=SECOND),
            ChecklistItem(f("4"), when=Condition("x > 3")),
        )
    )
    known: dict[str, Fraction | bool] = {"first": True, "second": False, "x": f("4")}
    assert exact_score(scheme, TEN, known) == 5
    assert exact_score(scheme, TEN, known | {"x": f("3"), "second": True}) == 3
    assert scored(scheme, TEN, {"first": True, "x": f("3")}).value == Choice(
        frozenset({f("1"), f("3")})
    )


def test_occurrences_count_answers_once_and_numbers_as_they_are() -> None:
    """The count, the answers and the numbers are shown as one number of occurrences."""
    items = (Occurrence(FIRST), Occurrence(SECOND), Occurrence(VISITS))
    scheme = Occurrences(count=CASES, items=items, deduct=HALF)
    known: dict[str, Fraction | bool] = {
        "cases": f("2"), "first": True, "second": False, "visits": f("4"),
    }  # fmt: skip
    assert exact_score(scheme, TEN, known) == f("6.5")
    assert shown_steps(scheme, known) == {
        ("steps", "item:occurrences", ""): 7,
        ("deduction", "item", ""): f("3.5"),
    }
    assert exact_score(Occurrences(items=items, deduct=HALF), TEN, known) == f("7.5")
    assert exact_score(Occurrences(count=CASES, deduct=HALF), TEN, {"cases": f("3")}) == f("8.5")


def test_each_place_behind_the_first_costs_the_same() -> None:
    """The places behind and their deduction are shown."""
    scheme = Rank(measure=CASES, deduct=HALF)
    assert exact_score(scheme, TEN, {"cases": f("1")}) == 10
    assert exact_score(scheme, TEN, {"cases": f("4")}) == f("8.5")
    assert shown_steps(scheme, {"cases": f("4")}) == {
        ("steps", "item:places", ""): 3,
        ("deduction", "item", ""): f("1.5"),
    }


def test_a_formula_is_the_score() -> None:
    """What the formula gives, within the points."""
    scheme = FormulaScheme(formula=Formula("10 * x - 2 * y"))
    assert exact_score(scheme, TEN, {"x": f("0.95"), "y": f("1")}) == f("7.5")


def test_a_judged_score_is_any_within_the_points() -> None:
    """An assessor has all points to give."""
    assert scored(Judged(), TEN, {}).value == ALL
    assert exact_score(Judged(), TEN, {"judged.item": f("7")}) == 7


def judged_within(scheme: Scheme) -> set[Numeric]:
    """What an assessor's score can be in a scheme's tree."""
    return {leaf.within for leaf in inputs(tree_of(scheme, TEN)) if leaf.name == "judged.item"}


def test_an_assessor_has_the_range_that_the_scheme_leaves() -> None:
    """All points, or the range of a band."""
    assert judged_within(Judged()) == {ALL}
    assert judged_within(steps_beyond(excused=True)) == {ALL}
    assert judged_within(over("reason")) == {ALL}
    assert judged_within(bands(*FALLING)) == {Span(f("1"), f("1.9"))}
    assert judged_within(Composite(parts=(GAPPED, EARNED), combine="min")) == {ALL}
    assert judged_within(Composite(parts=(GAPPED, EARNED), combine="first")) == set()
    assert judged_within(Composite(parts=(EARNED, EARNED), combine="min")) == set()


def roundings(tree: Expr) -> list[tuple[int, str]]:
    """Places and mode of each rounding on the way to a score."""
    return [(node.places, node.mode) for node in nodes(tree) if isinstance(node, Round)]


SHARES = ("[80%..100%]", "[60%..80%)", "[0%..60%)")


@pytest.mark.parametrize(
    ("position", "low", "high"), [(1, "8", "10"), (2, "6", "8"), (3, "0", "6")]
)
@pytest.mark.parametrize(("measure", "name"), [(None, "state.item"), (ANSWER, "answer")])
def test_a_grade_leaves_its_share(
    position: int, low: str, high: str, measure: MeasureId | None, name: str
) -> None:
    """The grade comes from the form or from a measure, and leaves its share of the points."""
    grades = tuple(Grade(f"{n}", UnaryTest(share)) for n, share in enumerate(SHARES))
    scheme = Grades(grades=grades, measure=measure)
    found = scored(scheme, TEN, {name: Fraction(position)}).value
    assert isinstance(found, Span)
    assert (found.low, found.high) == (f(low), f(high))


@pytest.mark.parametrize(("measure", "name"), [(None, "state.item"), (ANSWER, "answer")])
def test_a_state_gives_its_score(measure: MeasureId | None, name: str) -> None:
    """The state that is named gives its score; while none is, each may."""
    states = tuple(State(f"{n}", f(n)) for n in ("3", "2", "0"))
    scheme = States(states=states, measure=measure)
    found = [exact_score(scheme, TEN, {name: Fraction(position)}) for position in (1, 2, 3)]
    assert found == [3, 2, 0]
    assert scored(scheme, TEN, {}).value == Choice(frozenset({f("3"), f("2"), f("0")}))
    assert not scheme.may_be_silent


def test_tests_pick_a_state_before_the_form_names_one() -> None:
    """A state with a test needs no name; the form's name decides among the rest."""
    scheme = States(
        states=(State("a", f("3"), Condition("x < 0")), State("b", f("2")), State("c", f("0")))
    )
    assert exact_score(scheme, TEN, {"x": f("-1")}) == 3
    assert exact_score(scheme, TEN, {"x": f("1"), "state.item": f("2")}) == 2
    assert exact_score(scheme, TEN, {"x": f("1"), "state.item": f("3")}) == 0


@pytest.mark.parametrize(
    ("tested", "x", "value"),
    [
        ((True, True, False), "1", f("0")),
        ((True, True, False), "-1", f("3")),
        ((True, False, True), "1", Choice(frozenset({f("2"), f("0")}))),
        ((False, True, True), "0", Choice(frozenset({f("3"), f("2")}))),
    ],
)
def test_only_the_last_state_needs_no_test(
    tested: tuple[bool, bool, bool], x: str, value: Numeric
) -> None:
    """Of three states the last stands for all that is left, and no other does."""
    tests = ("x < 0", "x = 0", "x > 0")
    states = tuple(
        State(text, f(score), Condition(text) if has_test else None)
        for text, score, has_test in zip(tests, ("3", "2", "0"), tested, strict=True)
    )
    scheme = States(states=states)
    assert scored(scheme, TEN, {"x": f(x)}).value == value
    assert scheme.may_be_silent == tested[-1]


def test_where_no_state_is_picked_nothing_is_said() -> None:
    """When the last state has a test of its own, figures may leave them all out."""
    scheme = States(
        states=(
            State("a", f("3"), Condition("x < 0")),
            State("b", f("2"), Condition("x > 0")),
        )
    )
    assert scheme.may_be_silent
    assert exact_score(scheme, TEN, {"x": f("1")}) == 2
    assert scored(scheme, TEN, {"x": f("0")}).value == ALL


RATED = {
    name: f(value)
    for name, value in (
        ("expenditure", "78.7249"),
        ("annual_budget", "100"),
        ("initial_budget", "200"),
    )
}
EARNED = Occurrences(count=CASES, deduct=HALF)
BONUS = Occurrences(count=VISITS, deduct=f("-1"))
GAPPED = bands(Band(UnaryTest("> 0"), f("4")))
FLAT = bands(Band(UnaryTest("-"), f("6")))


@pytest.mark.parametrize(
    ("scheme", "known", "value"),
    [
        (Composite(parts=(EARNED, BONUS)), {"cases": f("6"), "visits": f("1")}, f("8")),
        (Composite(parts=(EARNED, BONUS), cap=f("2")), {"cases": f("9"), "visits": f("0")}, f("8")),
        (
            Composite(parts=(FLAT, BONUS), cap=f("1")),
            {"x": f("1"), "visits": f("9")},
            f("10"),
        ),
        (
            Composite(parts=(EARNED, FLAT), combine="min"),
            {"cases": f("6"), "x": f("1")},
            f("6"),
        ),
        (
            Composite(parts=(EARNED, FLAT), combine="max"),
            {"cases": f("6"), "x": f("1")},
            f("7"),
        ),
        (Composite(parts=(GAPPED, FLAT), combine="first"), {"x": f("1")}, f("4")),
        (Composite(parts=(GAPPED, FLAT), combine="first"), {"x": f("0")}, f("6")),
        (Composite(parts=(GAPPED, FLAT), combine="min"), {"x": f("0")}, Span(f("0"), f("6"))),
        (Composite(parts=(GAPPED, FLAT), combine="max"), {"x": f("0")}, Span(f("6"), TEN)),
        (
            Composite(parts=(GAPPED, FLAT), combine="max"),
            {"x": f("0"), "judged.item": f("9")},
            f("9"),
        ),
        (Composite(parts=(GAPPED, FLAT), combine="min"), {"x": f("1")}, f("4")),
        (Composite(parts=(GAPPED, FLAT), of="scores"), {"x": f("1")}, f("10")),
        (Composite(parts=(GAPPED, GAPPED), of="scores"), {"x": f("1")}, f("8")),
        (Composite(parts=(GAPPED, GAPPED), of="scores", cap=f("7")), {"x": f("1")}, f("7")),
        (
            Composite(parts=(EARNED, EARNED), worth=(f("2"), f("5"))),
            {"cases": f("6")},
            f("2"),
        ),
        (
            Composite(parts=(EARNED, EARNED), worth=(f("2"), f("5")), cap=f("6")),
            {"cases": f("0")},
            f("6"),
        ),
        (
            Composite(parts=(EARNED, BONUS), worth=(f("2"), f("5"))),
            {"cases": f("0"), "visits": f("3")},
            f("7"),
        ),
    ],
)
def test_parts_are_put_together(scheme: Scheme, known: Evidence, value: Numeric) -> None:
    """Deductions or scores are added, within a cap and each part's points; or one part counts."""
    assert scored(scheme, TEN, known).value == value


def test_a_cap_limits_a_bonus_too() -> None:
    """What several parts add comes to the cap at most, before any is taken off."""
    scheme = Composite(
        parts=(Composite(parts=(EARNED, BONUS), cap=f("1")), EARNED),
    )
    assert exact_score(scheme, TEN, {"cases": f("6"), "visits": f("9")}) == 8


def test_a_composite_shows_the_sum_of_its_deductions() -> None:
    """All that the parts took off is one deduction."""
    scheme = Composite(parts=(EARNED, Rank(measure=VISITS, deduct=f("1"))), cap=f("3.5"))
    found = scored(scheme, TEN, {"cases": f("6"), "visits": f("2")})
    deductions = [step.value for step in found.steps if step.node.role == "deduction"]
    assert deductions == [3, 1, f("3.5")]
    assert [s.node.name for s in found.steps if s.node.role == "deduction"] == ["item"] * 3


def test_a_composite_is_silent_as_its_parts_may_be() -> None:
    """One part without a score for some figures is enough."""
    assert Composite(parts=(FLAT, EARNED)).may_be_silent
    assert not Composite(parts=(EARNED, EARNED)).may_be_silent


@pytest.mark.parametrize(
    ("scheme", "score"),
    [
        (ExecutionRate(), "7.87249"),
        (ExecutionRate(rate_places=4), "7.872"),
        (ExecutionRate(rate_places=2), "7.9"),
        (ExecutionRate(denominator="initial_budget"), "3.936245"),
        (ExecutionRate(cap=HALF), "5"),
    ],
)
def test_the_execution_rate_is_a_share_of_the_budget(scheme: ExecutionRate, score: str) -> None:
    """The budget that is named divides; the rate is rounded first and counts to its cap."""
    names = ("expenditure", "annual_budget", "initial_budget")
    tree = lower(rule_set(scheme, TEN, Table({n: Measure(n) for n in names}))).scores["item"]
    found = evaluate(tree, RATED)
    places = scheme.rate_places
    assert roundings(tree) == ([] if places is None else [(places, "half-up")])
    assert found.value == f(score)
    shares = [step.node for step in found.steps if step.node.role == "share"]
    assert [(node.name, node.unit) for node in shares] == [("item", "%")]
