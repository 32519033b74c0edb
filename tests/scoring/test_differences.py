"""What is said of a worked case that does not hold, message by message."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from tests.auditing.small import RULES
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.case import Case, Expected, Given
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.table import Table
from zhibiao.scoring.cases import run

RATED = evolve(
    RULES,
    ruleset=evolve(
        RULES.ruleset,
        ratings=Table({"优": UnaryTest(">= 9"), "良": UnaryTest("[5..9)"), "差": UnaryTest("< 5")}),
    ),
)
FULL: dict[str, Given] = {"left": 0, "staff": 1, "posts": 1, "tasks": 3, "disclosure": 1}
HALF: dict[str, Given] = {"left": 0, "staff": 1, "posts": 1, "disclosure": 1}
ONE = Fraction(1)


def said(
    expect: dict[str, Expected], given: dict[str, Given], place: Place | None = None
) -> tuple[Problem, ...]:
    """The problems of one case."""
    case = Case("甲例", Table(given), Table(expect), place=place)
    ((found, problems),) = run([case], RATED)
    assert found is case
    return problems


def differs(what: str, wanted: str, found: str) -> Message:
    """What is said of a value that is another one."""
    return say(texts.CASE_DIFFERS, case="甲例", what=what, wanted=wanted, found=found)


@pytest.mark.parametrize(
    ("expect", "given", "message"),
    [
        ({"control": Fraction(3)}, FULL, differs("control", "3", "4")),
        ({"surplus": ONE / 2}, {}, differs("surplus", "0.5", "0 … 2")),
        ({"surplus": (ONE, ONE)}, FULL, differs("surplus", "1", "2")),
        ({"surplus": (ONE, Fraction(2))}, FULL, differs("surplus", "1 … 2", "2")),
        ({"input": ONE}, FULL, differs("input", "1", "6")),
        ({"output": ONE}, HALF, differs("output", "1", "1 … 4")),
        ({"total": ONE}, HALF, differs("total", "1", "7 … 10")),
        ({"rating": ("差",)}, FULL, differs("rating", "差", "优")),
        ({"rating": ("优",)}, HALF, differs("rating", "优", "良 … 优")),
        ({"nothing": ONE}, FULL, say(texts.CASE_UNKNOWN, case="甲例", what="nothing")),
    ],
)
def test_a_difference_says_what_was_wanted_and_what_came_out(
    expect: dict[str, Expected], given: dict[str, Given], message: Message
) -> None:
    """A score, a tier, the total or a rating, exact or as a span."""
    (problem,) = said(expect, given)
    assert problem == Problem("case-fails", Severity.ERROR, message, Place("", 1))


@pytest.mark.parametrize(
    ("expect", "given"),
    [
        ({"control": Fraction(4), "surplus": (Fraction(2), Fraction(2))}, FULL),
        ({"surplus": (Fraction(0), Fraction(2))}, {}),
        ({"input": Fraction(6), "output": (ONE, Fraction(4))}, HALF),
        ({"total": (Fraction(7), Fraction(10)), "rating": ("良", "优")}, HALF),
    ],
)
def test_a_case_that_holds_says_nothing(
    expect: dict[str, Expected], given: dict[str, Given]
) -> None:
    """An exact value and a span of one value are the same."""
    assert said(expect, given) == ()


def test_every_difference_is_said() -> None:
    """In the order of what was expected, one after an unknown name as well."""
    expect: dict[str, Expected] = {"control": ONE, "nothing": ONE, "total": ONE}
    assert [problem.message.text for problem in said(expect, FULL)] == [
        texts.CASE_DIFFERS,
        texts.CASE_UNKNOWN,
        texts.CASE_DIFFERS,
    ]


def test_figures_that_do_not_fit_are_the_case_s_problems() -> None:
    """Each with the case's name and place; nothing is compared then."""
    place = Place("cases.toml", 7)
    problems = said({"control": ONE}, {"staff": -1, "nothing": 1}, place)
    whys = [
        say(texts.OUT_OF_RANGE, name="staff", value="-1", range=">= 0"),
        say(texts.NO_FIGURE, name="nothing"),
    ]
    assert problems == tuple(
        Problem("case-fails", Severity.ERROR, say(texts.CASE_GIVEN, case="甲例", why=why), place)
        for why in whys
    )
