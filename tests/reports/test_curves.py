"""What score curves are drawn over, how far, and what is said below them."""

from __future__ import annotations

import re
from copy import deepcopy
from fractions import Fraction

import pytest
from attrs import evolve

from tests.rules import MEASURES, rule_set
from zhibiao.backends.curve import axis_of
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import quantity
from zhibiao.expr.walk import nodes
from zhibiao.model.clauses import Formula, MeasureId, UnaryTest
from zhibiao.model.lowering.program import lower
from zhibiao.model.measure import Level, Measure, MeasureType
from zhibiao.model.ruleset import RoundingRule, RuleSet
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrence, Occurrences
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table
from zhibiao.reports.curves import curve_svg
from zhibiao.reports.curves.plan import Plan, plan_of
from zhibiao.reports.curves.svg import FONT, WIDTH

TEN = Fraction(10)
X, RATE, CASES, TARGET = (MeasureId(name) for name in ("x", "rate", "cases", "target"))
HOLLOW = "var(--color-background-primary"
PLACES = Table(
    {
        **MEASURES,
        "rate": Measure("rate", unit="%", range=UnaryTest("[0%..100%]")),
        "water": Measure(
            "water", type=MeasureType.LEVEL, levels=(Level("clear"), Level("fair"), Level("bad"))
        ),
        "paid": Measure("paid", range=UnaryTest(">= 0")),
        "budget": Measure("budget", range=UnaryTest(">= 0")),
        "use": Measure("use", unit="%", formula=Formula("paid / budget"), undefined="full"),
    }
)


def rounded(scheme: Scheme, at: str = "indicator") -> RuleSet:
    """A rule set of one indicator, ten points, rounded at a stage."""
    rules = rule_set(scheme, TEN, PLACES)
    return evolve(rules, ruleset=evolve(rules.ruleset, rounding=RoundingRule(at=at)))  # type: ignore[arg-type]  # a stage


def planned(scheme: Scheme, at: str = "indicator") -> Plan:
    """What is drawn of a scheme."""
    rules = rounded(scheme, at)
    return plan_of(rules, rules.items[0])


def drawn(scheme: Scheme, at: str = "indicator", lang: str = "en") -> str:
    """The drawing of a scheme."""
    rules = rounded(scheme, at)
    return curve_svg(rules, rules.items[0], lang)


def corners(plan: Plan) -> dict[str, str]:
    """The corners of the least score, as text."""
    return {str(x): str(y) for x, y in zip(plan.least.corners, plan.least.at, strict=True)}


@pytest.mark.parametrize("at", ["indicator", "total", "never"])
def test_a_prorated_deduction_is_drawn_down_to_its_floor(at: str) -> None:
    """Both corners of the line are in sight whatever is rounded, and nothing else is one."""
    scheme = StepDeduction(
        measure=RATE,
        full=UnaryTest(">= 90%"),
        step=quantity("1%"),
        deduct=Fraction(1, 5),
        partial="prorated",
        floor=Fraction(2),
    )
    found = corners(planned(scheme, at))
    assert len(found) == 4
    assert found["1/2"] == "2"
    assert found["9/10"] == "10"


def test_a_rounded_interpolation_is_the_line_that_is_rounded() -> None:
    """Its corners are its points, and below it stands how it is rounded."""
    points = (
        (quantity("60%"), Fraction(0)),
        (quantity("80%"), Fraction(6)),
        (quantity("100%"), TEN),
    )
    scheme = Interpolation(measure=RATE, points=points)
    found = corners(planned(scheme))
    assert (found["3/5"], found["4/5"], found["1"]) == ("0", "6", "10")
    said = "drawn before rounding (2 places, round half up)"
    assert said in drawn(scheme)
    assert said not in drawn(scheme, "never")
    assert "画的是未舍入的值（2 位小数，四舍五入）" in drawn(scheme, lang="zh")


def test_a_rounding_of_few_steps_is_drawn_as_it_is() -> None:
    """Whole points make ten steps of a line: each can be seen."""
    scheme = Completion(actual=RATE, target=quantity("100%"))
    rules = rule_set(scheme, TEN, PLACES)
    whole = evolve(rules, ruleset=evolve(rules.ruleset, rounding=RoundingRule(places=0)))
    found = corners(plan_of(whole, whole.items[0]))
    assert found["1/20"] == "1"
    assert found["19/20"] == "10"
    assert len(found) == 12


def test_steps_without_number_are_a_line() -> None:
    """Thousands of whole steps cannot be told apart, and the drawing says so."""
    scheme = StepDeduction(
        measure=X, full=UnaryTest("<= 0"), step=quantity("0.01"), deduct=Fraction(1, 1000),
        partial="whole",
    )  # fmt: skip
    assert corners(planned(scheme))["100"] == "0"
    assert "its steps are too fine to be seen" in drawn(scheme)


def test_stairs_upon_stairs_are_lines() -> None:
    """Six deductions of 200 steps each, none of which begins where another does."""
    parts = tuple(
        StepDeduction(
            measure=X, full=UnaryTest(f"<= 0.{start}"), step=quantity("1"),
            deduct=Fraction(1, 1000), partial="whole",
        )
        for start in (11, 23, 37, 51, 67, 83)
    )  # fmt: skip
    scheme = Composite(parts=parts)
    assert list(corners(planned(scheme)).values())[-1] == "0"
    assert "its steps are too fine to be seen" in drawn(scheme)


def test_the_end_of_a_long_slope_is_in_sight() -> None:
    """However far the score falls, the curve goes on to where it stays."""
    scheme = StepDeduction(
        measure=X, full=UnaryTest("<= 0"), step=quantity("1000000"), deduct=Fraction(1),
        partial="prorated",
    )  # fmt: skip
    assert corners(planned(scheme))["10000000"] == "0"


def test_a_completion_is_drawn_over_the_share_of_its_target() -> None:
    """Actual by target in percent, with the target that was taken for it."""
    scheme = Completion(actual=X, target=TARGET, pass_mark=Fraction(3, 5))
    found = corners(planned(scheme, "never"))
    assert (found["3/5"], found["1"]) == ("6", "10")
    picture = drawn(scheme)
    for said in ("x ÷ target (%)", "with target at 100", ">60%<", ">100%<"):
        assert said in picture


def test_a_reciprocal_is_a_hyperbola_through_exact_places() -> None:
    """Twice the target earns half the points, and four times a quarter."""
    scheme = Completion(actual=X, target=TARGET, direction="lower")
    plan = planned(scheme, "never")
    assert plan.least.value(Fraction(2)) == 5
    assert corners(plan)["4"] == "5/2"
    assert drawn(scheme).count("L") >= 24


def test_nothing_is_drawn_at_a_pole() -> None:
    """Where a denominator is zero there is no score, and a line to either side."""
    scheme = FormulaScheme(formula=Formula("max(1 / (x - 3), 2)"))
    assert corners(planned(scheme, "never"))["3"] == "None"


def test_a_missing_denominator_does_not_hide_the_curve_of_its_rate() -> None:
    """With ``undefined = "full"`` the score asks for the budget too; it is held, and said."""
    bands = (Band(UnaryTest(">= 90%"), TEN),)
    picture = drawn(Bands(measure=MeasureId("use"), bands=bands, otherwise=Fraction(0)))
    assert "with budget at 100" in picture
    assert picture.count(HOLLOW) == 1


def test_a_count_is_followed_past_every_bound() -> None:
    """Five equal scores are no reason to stop before the sixth."""
    bands = (Band(UnaryTest("= 0"), TEN), Band(UnaryTest("[1..5]"), Fraction(8)))
    found = corners(planned(Bands(measure=CASES, bands=bands, otherwise=Fraction(0))))
    assert [found[str(n)] for n in range(9)] == ["10", *["8"] * 5, "0", "0", "0"]


def test_a_count_of_many_places_is_a_line() -> None:
    """A hundred ranks would run into each other."""
    scheme = Rank(measure=CASES, deduct=Fraction(1, 10))
    assert corners(planned(scheme))["101"] == "0"
    assert "only whole numbers occur" in drawn(scheme)
    assert "only whole numbers occur" not in drawn(Rank(measure=CASES, deduct=Fraction(1)))


def test_grades_are_bars_with_open_and_closed_ends() -> None:
    """The end of a grade that may not be given is hollow, and each grade has its name."""
    grades = (
        Grade("good", UnaryTest("[80%..100%]")),
        Grade("fair", UnaryTest("[60%..80%)")),
        Grade("poor", UnaryTest("[0%..60%)")),
    )
    picture = drawn(Grades(grades=grades))
    assert picture.count("<circle") == 6
    assert picture.count(HOLLOW) == 2
    assert all(f">{name}<" in picture for name in ("good", "fair", "poor"))


def test_a_judged_band_is_shaded() -> None:
    """Between the least and the most score of the band, with an open end dashed."""
    judged = Band(UnaryTest("[60%..80%)"), (Fraction(1), Fraction(3)), within="judged")
    bands = (Band(UnaryTest(">= 80%"), TEN), judged)
    picture = drawn(Bands(measure=RATE, bands=bands, otherwise=Fraction(0)))
    assert picture.count('opacity=".15"/>') == 5  # four scores along the axis, and the shade
    assert "an assessor decides within these ends" in picture
    assert "stroke-dasharray" not in picture


def test_the_ends_of_a_gap_have_dots() -> None:
    """Between two bands without score one line ends hollow, and the other begins full."""
    bands = (Band(UnaryTest(">= 80%"), TEN), Band(UnaryTest("< 50%"), Fraction(3)))
    picture = drawn(Bands(measure=RATE, bands=bands))
    assert picture.count("<circle") == 2
    assert picture.count(HOLLOW) == 1


def test_a_stretch_without_score_is_explained() -> None:
    """Below the last band any score is possible; with a score for all others nothing is said."""
    bands = (Band(UnaryTest(">= 80%"), TEN), Band(UnaryTest("[50%..80%)"), Fraction(3)))
    told, _, picture = drawn(Bands(measure=RATE, bands=bands)).partition("</desc>")
    said = "where nothing is drawn the rule settles no score: 0 to 10"
    assert said in told
    assert said in picture
    assert "settles no score" not in drawn(Bands(measure=RATE, bands=bands, otherwise=Fraction(0)))
    counts = (Band(UnaryTest("= 0"), TEN), Band(UnaryTest("> 2"), Fraction(0)))
    assert said in drawn(Bands(measure=CASES, bands=counts))


def test_a_reason_is_taken_not_to_be_given() -> None:
    """Beyond the bound an assessor decides, and the drawing says what it assumes."""
    over = OverAchievement(above=Fraction(13, 10), then="reason")
    plan = planned(Completion(actual=X, target=TARGET, over=over))
    assert plan.least.value(Fraction(27, 20)) == 0
    assert plan.most.value(Fraction(27, 20)) == 10
    assert "without a reason in the form" in drawn(Completion(actual=X, target=TARGET, over=over))


def test_occurrences_of_several_things_are_drawn_over_their_number() -> None:
    """Each yes counts one, whichever it is: none, one or two of them have a dot each."""
    things = (Occurrence(MeasureId("first")), Occurrence(MeasureId("second")))
    scheme = Occurrences(items=things, deduct=Fraction(2))
    assert corners(planned(scheme)) == {"0": "10", "1": "8", "2": "6"}
    assert "number of cases" in drawn(scheme)
    counted = (Occurrence(MeasureId("first")), Occurrence(CASES))
    found = corners(planned(Occurrences(items=counted, deduct=Fraction(5))))
    assert [found[str(n)] for n in range(4)] == ["10", "5", "0", "0"]


def test_a_deduction_that_a_reason_may_excuse_is_one_curve() -> None:
    """Without the reason nobody judges, so nothing is said of an assessor."""
    scheme = StepDeduction(
        measure=RATE, full=UnaryTest(">= 95%"), step=quantity("3%"), deduct=Fraction(1, 2),
        partial="prorated", unless="reason",
    )  # fmt: skip
    plan = planned(scheme)
    assert plan.least == plan.most
    assert "an assessor" not in drawn(scheme)


def test_long_words_keep_to_the_drawing() -> None:
    """A state whose words have no room is cut, and told whole to those who cannot see it."""
    long = "the unit has caused serious harm to its surroundings"
    scheme = States(states=(State("none", TEN), State(long, Fraction(0))))
    told, _, picture = drawn(scheme).partition("</desc>")
    assert f"{long[:14]}…<" in picture
    assert long not in picture
    assert long in told


def test_words_at_both_ends_have_the_same_room() -> None:
    """Eleven wide signs are whole at the right as at the left, and end within the drawing."""
    words = "造成严重污染、环境事故"
    picture = drawn(States(states=(State(words, TEN), State("无", TEN), State(words, Fraction(0)))))
    places = [float(x) for x in re.findall(rf'<text x="([\d.]+)" [^>]*>{words}<', picture)]
    half = len(words) * FONT / 2
    assert len(places) == 2
    assert half <= places[0] <= places[1] <= WIDTH - half


def test_levels_and_answers_are_named() -> None:
    """A level stands under its label, an answer under no and yes."""
    bands = (Band(UnaryTest("<= 2"), TEN),)
    picture = drawn(Bands(measure=MeasureId("water"), bands=bands, otherwise=Fraction(0)))
    assert all(f">{name}<" in picture for name in ("clear", "fair", "bad"))
    asked = Checklist(items=(ChecklistItem(TEN, "first", MeasureId("first")),))
    assert corners(planned(asked)) == {"0": "0", "1": "10"}
    assert ">yes<" in drawn(asked)


def test_only_the_states_that_a_scheme_names_are_drawn() -> None:
    """A measure of states knows no last one; the scheme that asks for it does."""
    states = (State("good", TEN), State("fair", Fraction(5)), State("poor", Fraction(0)))
    scheme = States(states=states, measure=MeasureId("answer"))
    assert corners(planned(scheme)) == {"1": "10", "2": "5", "3": "0"}
    picture = drawn(scheme)
    assert picture.count("<circle") == 3
    assert "10 at good, 5 at fair, 0 at poor<" in picture


def test_a_curve_does_not_hang_on_what_was_read_before() -> None:
    """A number of cases is found again in a tree that equals one walked through already."""
    things = (Occurrence(MeasureId("first")), Occurrence(MeasureId("second")))
    tree = lower(rounded(Occurrences(items=things, deduct=Fraction(3)))).scores["item"]
    again = deepcopy(tree)
    assert nodes(again) == nodes(tree)
    assert axis_of(tree).name == axis_of(again).name


@pytest.mark.parametrize(
    ("scheme", "why"),
    [
        (Judged(), "an assessor gives the score, and no figure decides it"),
        (
            Checklist(
                items=(
                    ChecklistItem(TEN / 2, "a", MeasureId("first")),
                    ChecklistItem(TEN / 2, "b", MeasureId("second")),
                )
            ),
            r"the answers to several questions .*: first \(first\), second \(second\)",
        ),
        (FormulaScheme(formula=Formula("x + target")), r"several figures.*x \(x\), target"),
        (FormulaScheme(formula=Formula("x * x")), "neither of straight pieces nor of hyperbolas"),
        (FormulaScheme(formula=Formula("max(x, 1) * 4 / (x + 1) + x")), "neither of straight"),
        (FormulaScheme(formula=Formula("3")), "no figure decides the score"),
    ],
)
def test_what_has_no_curve_says_why(scheme: Scheme, why: str) -> None:
    """No figure, several, or a bend: the reason names what decides."""
    with pytest.raises(UnsupportedNodeError) as caught:
        planned(scheme, "never")
    assert re.search(why, caught.value.render("en"))
