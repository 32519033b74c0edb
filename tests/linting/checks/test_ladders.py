"""Ratings, states and grades: gaps, overlaps and what never decides, each with a witness."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.api import Workbench
from zhibiao.expr.domain import Span
from zhibiao.linting.check import Subject, run
from zhibiao.linting.ladders import total_of
from zhibiao.model.problem import Problem
from zhibiao.model.ruleset import RuleSet

RULES = """
language = 1
[ruleset]
title = "ladders"
jurisdiction = "cn"
scope = "policy"
fiscal_year = 2024
points = 100
{ruleset}
[measures.rate]
label = "率"
unit = "%"
range = "[0%..100%]"
[measures.surplus]
label = "结余"
unit = "万元"
[measures.carried]
label = "结转"
unit = "万元"
[measures.growth]
label = "增幅"
unit = "%"
formula = "surplus / carried"
undefined = "unknown"
[measures.cases]
label = "次数"
type = "count"
[measures.late]
label = "逾期"
type = "boolean"
[tiers.only]
label = "唯一"
points = 100
[groups.only]
tier = "only"
label = "唯一"
points = 100
[indicators.one]
group = "only"
label = "甲"
points = 100
[indicators.one.scheme]
{scheme}
{more}
"""

BENCH = Workbench(plugins=False)
CODES = ("band-gap", "band-overlap", "unreachable-band", "duplicate-label")
JUDGED = 'kind = "judged"'


def rules(scheme: str = JUDGED, ruleset: str = "", more: str = "") -> RuleSet:
    """A rule set with that scheme, heading and further tables."""
    return BENCH.loads(RULES.format(scheme=scheme, ruleset=ruleset, more=more))


def lint(scheme: str = JUDGED, ruleset: str = "", more: str = "") -> list[Problem]:
    """What the checks of bands and labels say."""
    found = run(Subject(rules(scheme, ruleset, more)), BENCH.lint_checks)
    return [problem for problem in found if problem.code in CODES]


def ratings(*tests: str, more: str = "", rounding: str = "") -> list[Problem]:
    """What is said of ratings that are called a, b, c and d."""
    named = "\n".join(f'{name} = "{test}"' for name, test in zip("abcd", tests, strict=False))
    return lint(ruleset=f"{rounding}\n[ruleset.ratings]\n{named}", more=more)


def states(*tests: str) -> list[Problem]:
    """What is said of states that are called a, b, c and d; an empty test is none."""
    entries = ", ".join(
        f'{{ label = "{name}", score = {9 - n}' + (f', when = "{test}" }}' if test else " }")
        for n, (name, test) in enumerate(zip("abcd", tests, strict=False))
    )
    return lint(f'kind = "states"\nstates = [{entries}]')


def grades(*shares: str) -> list[Problem]:
    """What is said of grades that are called a, b, c and d."""
    entries = ", ".join(
        f'{{ label = "{name}", share = "{share}" }}'
        for name, share in zip("abcd", shares, strict=False)
    )
    return lint(f'kind = "grades"\ngrades = [{entries}]')


def codes(found: list[Problem]) -> list[str]:
    """The names of the checks, in order."""
    return [problem.code for problem in found]


def test_ratings_that_meet_are_clean() -> None:
    """From the best to the worst, each with one end."""
    assert ratings(">= 90", "[80..90)", "[60..80)", "< 60") == []


def test_a_total_without_rating_and_one_with_two_are_shown() -> None:
    """60 has no rating and 90 has two."""
    found = ratings(">= 90", "[80..90]", "(60..80)", "< 60")
    assert codes(found) == ["band-gap", "band-overlap"]
    gap, overlap = found
    assert gap.message.render("en") == '"ratings" leaves a gap: 60 belongs nowhere'
    assert gap.path == "ruleset.ratings"
    assert overlap.message.render("zh") == "“评价等级”的“a”和“b”重叠：90 两者都符合"
    assert overlap.path == "ruleset.ratings.b"


def test_between_two_rounded_totals_is_no_gap() -> None:
    """Scores of two places never add up to 89.995; with three places they do."""
    assert ratings(">= 90", "< 89.995") == []
    assert ratings(">= 90", "[80..89.99]", "< 80") == []
    (gap,) = ratings(">= 90", "[80..89.9]", "< 80")
    assert "89.91" in gap.render("en")
    for where in ("indicator", "total"):
        finer = f'[ruleset.rounding]\nplaces = 3\nat = "{where}"'
        (gap,) = ratings(">= 90", "[80..89.99]", "< 80", rounding=finer)
        assert "89.991" in gap.render("en")
    (gap,) = ratings(">= 90", "< 89.99", rounding='[ruleset.rounding]\nat = "never"')
    assert "89.99 " in gap.render("en")


def test_a_rating_beyond_every_total_never_decides() -> None:
    """More than all points is reached with a bonus alone, and with a bonus needs a rating."""
    bonus = '[adjustments.a]\nkind = "bonus"\npoints = 5'
    assert codes(ratings("> 100", "[60..100]", "< 60")) == ["unreachable-band"]
    assert ratings("> 100", "[60..100]", "< 60", more=bonus) == []
    (gap,) = ratings("[60..100]", "< 60", more=bonus)
    assert "100.01" in gap.render("en")
    capped = f'{bonus}\n[adjustments.b]\nkind = "cap"\nto = 100'
    assert ratings("[60..100]", "< 60", more=capped) == []


def test_ratings_by_a_measure_are_not_looked_at() -> None:
    """Where a bound is a measure, nothing is certain."""
    assert ratings(">= cases", "< cases") == []


@pytest.mark.parametrize(
    ("more", "most"),
    [
        ("", 100),
        ('[not_applicable]\npolicy = "rescale-tier"', 100),
        ('[adjustments.a]\nkind = "bonus"\npoints = 2\ncount = "cases"\ncap = 7', 107),
        ('[adjustments.a]\nkind = "deduction"\npoints = 2\ncount = "cases"', 100),
        ('[adjustments.a]\nkind = "multiplier"\nfactor = 1.1\nwhen = "late"', 110),
    ],
)
def test_what_a_total_can_be(more: str, most: int) -> None:
    """From nothing to all points, and as far as adjustments reach."""
    total = total_of(rules(more=more))
    assert isinstance(total, Span)
    assert (total.low, total.high) == (Fraction(0), Fraction(most))
    if "factor" not in more:
        assert total.lattice == (Fraction(1, 100), Fraction(0))


def test_states_that_leave_nothing_out_are_clean() -> None:
    """Half-open tests, a last state for the rest, states that the form names."""
    assert states("rate > 90%", "rate <= 90% and rate > 80%", "rate <= 80%") == []
    assert states("rate > 90%", "rate < 80%", "") == []
    assert states("", "", "") == []
    assert states("late", "not(late)") == []


def test_figures_that_no_state_takes_are_shown() -> None:
    """Exactly 80 % and exactly 90 %, each of them."""
    found = states("rate > 90%", "rate < 90% and rate > 80%", "rate < 80%")
    assert codes(found) == ["band-gap", "band-gap"]
    assert [problem.message.render("en") for problem in found] == [
        '"甲" leaves a gap: 80% belongs nowhere',
        '"甲" leaves a gap: 90% belongs nowhere',
    ]
    assert found[0].path == "indicators.one.scheme.states"


def test_a_state_inside_an_earlier_one_never_decides() -> None:
    """What is above 90 % is above 80 % already."""
    found = states("rate >= 80%", "rate > 90%", "")
    assert codes(found) == ["band-overlap", "unreachable-band"]
    assert {problem.path for problem in found} == {"indicators.one.scheme.states[1]"}


def test_states_over_several_figures_are_looked_at_cell_by_cell() -> None:
    """Every combination of stretches; one that is missing is shown with all its figures."""
    assert states("late and cases = 0", "not(late) or cases > 0") == []
    (gap,) = states("late and cases = 0", "not(late) and cases > 0")
    assert gap.message.render("en").endswith('gap: "逾期" true, 次数 1 belongs nowhere')
    assert gap.message.render("zh") == "“甲”有空档：“逾期”为是、次数为 1 不在任何一种之内"
    (overlap,) = states("late", "not(late) and cases < 3", "cases >= 3")
    assert overlap.code == "band-overlap"
    assert overlap.path == "indicators.one.scheme.states[2]"


@pytest.mark.parametrize(
    "tests",
    [
        ("surplus > carried", "surplus < carried"),
        ("surplus + carried > 3", "surplus < 3"),
        ("growth > 5%", "surplus < 3"),
    ],
)
def test_figures_that_hang_together_are_left_alone(tests: tuple[str, ...]) -> None:
    """Compared or computed with each other, cells of their values might not exist."""
    assert states(*tests) == []


def test_grades_that_share_the_points_are_clean() -> None:
    """From nothing to all of them, each share with one open end."""
    assert grades("[80%..100%]", "[60%..80%)", "[0%..60%)") == []


def test_gaps_and_overlaps_of_grades_are_shown() -> None:
    """Shares that no grade gives, and shares that two give."""
    gap, overlap = grades("[80%..100%]", "[0%..70%)", "[60%..75%)")
    assert gap.message.render("en") == '"甲" leaves a gap: 75% belongs nowhere'
    assert overlap.path == "indicators.one.scheme.grades[2].share"
    assert overlap.message.render("en") == '"b" and "c" of "甲" overlap: 60% is in both'


def test_states_and_grades_of_one_name_are_found() -> None:
    """A form that names it could mean either."""
    two = 'kind = "states"\nstates = [{ label = "好", score = 9 }, '
    (state,) = lint(two + '{ label = "差", score = 0, aliases = ["好 "] }]')
    assert state.path == "indicators.one.scheme.states[1]"
    assert "number 1" in state.render("en")
    assert lint(two + '{ label = "差", score = 0, aliases = ["差"] }]') == []
    grade = '{ label = "好", share = "[50%..100%]" }, { label = "好", share = "[0%..50%)" }'
    (problem,) = lint(f'kind = "grades"\ngrades = [{grade}]')
    assert problem.path == "indicators.one.scheme.grades[1]"
