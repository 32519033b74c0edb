"""What each scheme says of its fields: faults with their paths, and what a form's row can state."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from zhibiao.exact import Quantity
from zhibiao.messages import Message, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import Condition, MeasureId, UnaryTest
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.composite import WORTH, Composite
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

ONE = Fraction(1)
X, Y, FIRST, SECOND = (MeasureId(name) for name in ("x", "y", "first", "second"))
FULL = UnaryTest("<= 1")
TAKES_OFF = say(texts.TAKES_OFF, key="deduct")


def band(score: Fraction | tuple[int, int], within: str | None = None) -> Band:
    """A band for every figure."""
    given = score if isinstance(score, Fraction) else (Fraction(score[0]), Fraction(score[1]))
    return Band(UnaryTest("-"), given, within)  # type: ignore[arg-type]  # one of its words


def line(*ats: int) -> Interpolation:
    """A line through points at these values."""
    return Interpolation(measure=X, points=tuple((Quantity(Fraction(at)), ONE) for at in ats))


def stepped(step: str = "1", deduct: str = "1", **more: Fraction | None) -> StepDeduction:
    """A deduction by steps."""
    return StepDeduction(
        measure=X,
        full=FULL,
        step=Quantity(Fraction(step)),
        deduct=Fraction(deduct),
        partial="whole",
        **more,  # type: ignore[arg-type]  # numbers only
    )


def missed(step: str, above: str = "1") -> Completion:
    """Completion with a rule for what is beyond the target."""
    rule = OverAchievement(Fraction(above), "deduct", ONE, Fraction(step))
    return Completion(actual=X, target=Y, over=rule)


EITHER = say(texts.EITHER_OR, one="measure", other="when")
COUNTED = say(texts.EITHER_OR, one="count", other="items")
PARTS = (Judged(), Judged())


@pytest.mark.parametrize(
    ("scheme", "faults"),
    [
        (Bands(measure=X, bands=()), [(("bands",), say(texts.EMPTY, key="bands"))]),
        (Bands(measure=X, bands=(band(ONE), band((1, 1), "judged"))), []),
        (
            Bands(measure=X, bands=(band(ONE), band((2, 1), "judged"), band((2, 1)))),
            [
                (("bands", 1, "score"), say(texts.SCORE_PAIR)),
                (("bands", 2, "score"), say(texts.SCORE_PAIR)),
                (("bands", 2), say(texts.WITHIN_NEEDED)),
            ],
        ),
        (Checklist(items=()), [(("items",), say(texts.EMPTY, key="items"))]),
        (
            Checklist(
                items=(
                    ChecklistItem(ONE, measure=X),
                    ChecklistItem(ONE),
                    ChecklistItem(ONE, when=Condition("x > 1")),
                    ChecklistItem(ONE, measure=X, when=Condition("x > 1")),
                )
            ),
            [(("items", 1), EITHER), (("items", 3), EITHER)],
        ),
        (
            Completion(),
            [
                ((), say(texts.MISSING_KEY, key="actual")),
                ((), say(texts.MISSING_KEY, key="target")),
            ],
        ),
        (Completion(actual=X), [((), say(texts.MISSING_KEY, key="target"))]),
        (Completion(actual=X, target=Quantity(ONE)), []),
        (missed("1"), []),
        (missed("1", "1.3"), []),
        (
            missed("1", "0.3"),
            [(("over", "above"), say(texts.OVER_BELOW, found="30%", meant="130%"))],
        ),
        (missed("0"), [(("over", "step"), say(texts.STEP_SIZE))]),
        (missed("-1"), [(("over", "step"), say(texts.STEP_SIZE))]),
        (Composite(parts=()), [(("parts",), say(texts.EMPTY, key="parts"))]),
        (Composite(parts=PARTS), []),
        (Composite(parts=PARTS, worth=(ONE, Fraction(0))), []),
        (Composite(parts=PARTS, worth=(ONE,)), [(("worth",), say(WORTH))]),
        (Composite(parts=PARTS, worth=(ONE, ONE), combine="min"), [(("worth",), say(WORTH))]),
        (
            Composite(parts=PARTS, worth=(ONE, -ONE)),
            [(("worth", 1), say(texts.NEGATIVE, key="worth"))],
        ),
        (Grades(grades=()), [(("grades",), say(texts.EMPTY, key="grades"))]),
        (Grades(grades=(Grade("a", FULL),)), []),
        (line(1), [(("points",), say(texts.TWO_POINTS))]),
        (line(1, 2), []),
        (
            line(1, 1, 3, 2),
            [(("points", 1), say(texts.RISING)), (("points", 3), say(texts.RISING))],
        ),
        (Occurrences(deduct=ONE), [((), COUNTED)]),
        (Occurrences(deduct=ONE, count=X), []),
        (Occurrences(deduct=ONE, items=(Occurrence(X),)), []),
        (Occurrences(deduct=ONE, count=X, items=(Occurrence(X),)), [((), COUNTED)]),
        (Occurrences(deduct=Fraction(0), count=X), [(("deduct",), TAKES_OFF)]),
        (Occurrences(deduct=-ONE, count=X), []),
        (Rank(measure=X, deduct=Fraction(1, 100)), []),
        (Rank(measure=X, deduct=Fraction(0)), [(("deduct",), TAKES_OFF)]),
        (Rank(measure=X, deduct=-ONE), [(("deduct",), TAKES_OFF)]),
        (
            Composite(parts=(*PARTS, Rank(measure=X, deduct=Fraction(0)))),
            [(("parts", 2, "deduct"), TAKES_OFF)],
        ),
        (States(states=()), [(("states",), say(texts.EMPTY, key="states"))]),
        (States(states=(State("a", ONE),)), []),
        (stepped(deduct="0", floor=Fraction(0), max_deduction=Fraction(0)), []),
        (stepped("0.5"), []),
        (stepped("0"), [(("step",), say(texts.STEP_SIZE))]),
        (
            stepped("-1", "-1", floor=-ONE, max_deduction=-ONE, full_score=-ONE),
            [
                (("step",), say(texts.STEP_SIZE)),
                (("deduct",), say(texts.NEGATIVE, key="deduct")),
                (("floor",), say(texts.NEGATIVE, key="floor")),
                (("max_deduction",), say(texts.NEGATIVE, key="max_deduction")),
                (("full_score",), say(texts.NEGATIVE, key="full_score")),
            ],
        ),
    ],
)
def test_every_fault_between_the_fields_is_told_with_its_path(
    scheme: Scheme, faults: list[tuple[Path, Message]]
) -> None:
    """What cannot be is said at the field, and what can be is not."""
    assert list(scheme.faults()) == faults


@pytest.mark.parametrize(
    ("scheme", "needs"),
    [
        (Judged(), []),
        (line(1, 2), [(("measure",), X, "number")]),
        (Completion(actual=X, target=Y), [(("actual",), X, "number"), (("target",), Y, "number")]),
        (Completion(actual=X, target=Quantity(ONE)), [(("actual",), X, "number")]),
        (Grades(grades=()), []),
        (Grades(grades=(), measure=X), [(("measure",), X, "state")]),
        (States(states=()), []),
        (States(states=(), measure=X), [(("measure",), X, "state")]),
        (Rank(measure=X, deduct=ONE), [(("measure",), X, "rank")]),
        (Occurrences(deduct=ONE, count=X), [(("count",), X, "count")]),
        (
            Occurrences(deduct=ONE, items=(Occurrence(X), Occurrence(Y))),
            [(("items", 0, "measure"), X, "event"), (("items", 1, "measure"), Y, "event")],
        ),
        (
            Checklist(
                items=(
                    ChecklistItem(ONE, when=Condition("x > 1")),
                    ChecklistItem(ONE, measure=X),
                )
            ),
            [(("items", 1, "measure"), X, "answer")],
        ),
        (
            Composite(parts=(Judged(), Rank(measure=Y, deduct=ONE))),
            [(("parts", 1, "measure"), Y, "rank")],
        ),
    ],
)
def test_what_a_scheme_needs_of_its_measures_is_told_with_the_path(
    scheme: Scheme, needs: list[tuple[Path, MeasureId, Need]]
) -> None:
    """A number, a count, a place, an answer or a state, wherever a field names a measure."""
    assert list(scheme.needs()) == needs


@pytest.mark.parametrize(
    ("scheme", "spoken"),
    [
        (Bands(measure=X, bands=()), {"actual": X}),
        (Completion(actual=X, target=Y), {"actual": X, "target": Y}),
        (Completion(actual=X, target=Quantity(ONE)), {"actual": X}),
        (line(1, 2), {"actual": X}),
        (Grades(grades=()), {}),
        (Grades(grades=(), measure=X), {"state": X}),
        (States(states=()), {}),
        (States(states=(), measure=X), {"state": X}),
        (Occurrences(deduct=ONE, count=X), {"count": X, "actual": X}),
        (Occurrences(deduct=ONE, items=(Occurrence(X),)), {}),
        (Rank(measure=X, deduct=ONE), {"actual": X}),
        (stepped(), {"actual": X}),
        (
            Composite(parts=(Rank(measure=X, deduct=ONE), Completion(actual=Y, target=Y))),
            {"actual": X, "target": Y},
        ),
    ],
)
def test_a_row_states_the_measures_of_its_scheme(
    scheme: Scheme, spoken: Mapping[str, MeasureId]
) -> None:
    """The cells of a form's row are those measures; of several parts the first speaks."""
    assert scheme.speaks() == spoken


CHECKED = Checklist(
    items=(
        ChecklistItem(ONE, "有制度", measure=FIRST),
        ChecklistItem(ONE, "达标", when=Condition("x > 1")),
        ChecklistItem(ONE, "有执行", measure=SECOND),
    )
)


def test_questions_are_those_of_the_items_in_order() -> None:
    """An item that figures decide is no question; a composite asks what its parts ask."""
    asked = (("有制度", FIRST), ("有执行", SECOND))
    happened = Occurrences(deduct=ONE, items=(Occurrence(X, "投诉"),))
    assert CHECKED.answers() == asked
    assert happened.answers() == (("投诉", X),)
    assert Composite(parts=(happened, Judged(), CHECKED)).answers() == (("投诉", X), *asked)


def test_states_and_grades_are_named_by_their_words() -> None:
    """Label first, then the aliases; a composite has those of the first part that has any."""
    states = States(states=(State("无结余", ONE, aliases=("无",)), State("有结余", ONE)))
    grades = Grades(grades=(Grade("优", FULL, ("好", "优秀")), Grade("差", FULL)))
    assert states.state_words() == (("无结余", "无"), ("有结余",))
    assert grades.state_words() == (("优", "好", "优秀"), ("差",))
    assert Composite(parts=(Judged(), grades, states)).state_words() == grades.state_words()
    assert Composite(parts=PARTS).state_words() == ()


def test_a_named_state_settles_what_its_test_leaves_open() -> None:
    """Only a state with a test has a score that its name settles; no state lies outside."""
    tested = (State("a", Fraction(3), Condition("x > 1")), State("b", Fraction(2)))
    scheme = States(states=(*tested, State("c", ONE, Condition("x < 0"))))
    assert [scheme.stated_score(position) for position in range(-1, 5)] == [
        None, None, Fraction(3), None, ONE, None,
    ]  # fmt: skip


def read_as(scheme: Scheme) -> list[tuple[str, object]]:
    """The readings of a scheme by their names, with the field in which they differ."""
    return [
        (name.en, getattr(reading, "partial", None) or getattr(reading, "reverse", ""))
        for name, reading in scheme.readings()
    ]


def test_what_the_source_leaves_open_is_read_in_each_way() -> None:
    """A step has three readings, a reverse two, where the text does not say which."""
    assumed = Table(dict.fromkeys(("partial", "reverse"), ""))
    partial = StepDeduction(
        measure=X, full=FULL, step=Quantity(ONE), deduct=ONE, partial="whole", assumed=assumed
    )
    assert read_as(partial) == [
        ("whole steps only", "whole"),
        ("a started step counts as one", "started"),
        ("steps in proportion", "prorated"),
    ]
    assert read_as(Completion(actual=X, target=Y, direction="lower", assumed=assumed)) == [
        ("reverse by target / actual", "ratio"),
        ("reverse, linear in the excess", "linear"),
    ]
    assert read_as(Completion(actual=X, target=Y, assumed=assumed)) == []
    assert read_as(Completion(actual=X, target=Y, direction="lower")) == []
    assert read_as(stepped()) == []


def test_most_schemes_always_give_a_score() -> None:
    """A scheme that has no gap is never silent and has one reading."""
    for scheme in (Judged(), Rank(measure=X, deduct=ONE), stepped()):
        assert not scheme.may_be_silent
        assert read_as(scheme) == []
