"""``score-out-of-range``: written scores that leave the points for some figures."""

from __future__ import annotations

import pytest

from zhibiao.api import Workbench
from zhibiao.linting.check import Subject, run
from zhibiao.model.problem import Problem

RULES = """
language = 1
[ruleset]
title = "scores"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 10
[measures.pct]
label = "完成率"
unit = "%"
range = "[0%..100%]"
[measures.money]
label = "金额"
range = ">= 0"
[measures.base]
label = "基数"
range = ">= 0"
[measures.rate]
label = "占比"
unit = "%"
formula = "money / base"
undefined = "unknown"
[measures.place]
label = "名次"
type = "count"
range = ">= 1"
[measures.n]
label = "次数"
type = "count"
[measures.yes]
label = "甲"
type = "boolean"
[measures.no]
label = "乙"
type = "boolean"
[tiers.only]
label = "唯一"
points = 10
[groups.only]
tier = "only"
label = "唯一"
points = 10
[indicators.ind]
group = "only"
label = "指标"
points = 10
[indicators.ind.scheme]
"""
FIRST = RULES.count("\n") + 1
BENCH = Workbench(plugins=False)


def lint(scheme: str) -> list[Problem]:
    """What the check says of an indicator of 10 points with a scheme."""
    rules = BENCH.loads(RULES + scheme)
    return [p for p in run(Subject(rules), BENCH.lint_checks) if p.code == "score-out-of-range"]


def said(scheme: str) -> list[tuple[int, str]]:
    """The line of the scheme, from 1, and the last steps of the path of each fault."""
    return [(p.place.line - FIRST + 1, p.path.split(".scheme.")[1]) for p in lint(scheme)]


BANDS = """kind = "bands"
measure = "pct"
bands = [
  {{ when = ">= 80%", score = {high} }},
  {{ when = "< 80%", score = {low} }},
]
"""


def test_each_band_outside_is_found_where_it_stands() -> None:
    """One above the points, one below zero; both with a figure that earns it."""
    found = lint(BANDS.format(high=12, low=-3))
    assert [p.path for p in found] == [f"indicators.ind.scheme.bands[{n}].score" for n in (0, 1)]
    assert [p.place.line - FIRST + 1 for p in found] == [4, 5]
    assert "gets 12 points where 完成率 = 80%, outside [0, 10]" in found[0].render("en")
    assert "在 完成率 = 0% 时得 -3 分，超出 [0, 10]" in found[1].render("zh")
    assert lint(BANDS.format(high=10, low=0)) == []


def test_a_judged_or_interpolated_range_of_a_band_counts_with_both_its_ends() -> None:
    """[4, 12] passes the points, wherever in it the score lies."""
    judged = BANDS.format(high='[4, 12], within = "judged"', low=0)
    assert said(judged) == [(4, "bands[0].score")]
    between = BANDS.format(high=10, low=0).replace(
        '{ when = "< 80%", score = 0 }',
        '{ when = "[0%..80%)", score = [-2, 4], within = "interpolated" }',
    )
    found = lint(between)
    assert [p.path for p in found] == ["indicators.ind.scheme.bands[1].score"]
    assert "gets -2 points where 完成率 = 0%" in found[0].render("en")


def test_a_band_that_no_figure_reaches_is_left_to_another_check() -> None:
    """Above the measure's range, and behind bands that cover everything."""
    hidden = BANDS.format(high=10, low=0).replace(
        '{ when = ">= 80%"', '{ when = "> 100%", score = 30 }, { when = ">= 80%"'
    )
    assert lint(hidden + "otherwise = -1") == []
    codes = {p.code for p in run(Subject(BENCH.loads(RULES + hidden)), BENCH.lint_checks)}
    assert "unreachable-band" in codes


def test_what_a_computed_measure_gets_outside_is_said_of_that_measure() -> None:
    """Its figure is named, not those behind its formula."""
    found = lint(BANDS.format(high=10, low=-1).replace('"pct"', '"rate"'))
    assert len(found) == 1
    assert "占比 = " in found[0].render("en")
    assert "金额" not in found[0].render("en")


def test_states_are_found_with_figures_that_pick_them() -> None:
    """The tests before a state have failed where it is picked."""
    found = lint(
        """kind = "states"
states = [
  { label = "甲", when = "n > 3", score = 12 },
  { label = "乙", when = "n > 4", score = 13 },
  { label = "丙", when = "money > 5", score = -3 },
  { label = "丁", score = 3 },
]"""
    )
    assert [p.path[-15:] for p in found] == ["states[0].score", "states[2].score"]
    assert "次数 = 4" in found[0].render("en")
    assert "次数 = 0" in found[1].render("en")
    assert "金额 = 6" in found[1].render("en")


def test_a_state_that_the_form_names_needs_no_figure() -> None:
    """The message then says only what it can earn."""
    named = 'kind = "states"\nstates = [{ label = "甲", score = 12 }, { label = "乙", score = 0 }]'
    found = lint(named)
    assert len(found) == 1
    assert "can get 12 points here" in found[0].render("en")


CORNERS = """kind = "interpolation"
measure = "pct"
points = [
  ["60%", 0],
  ["{at}", 10],
  ["120%", 12],
]
"""


def test_a_corner_counts_as_far_as_the_measure_reaches() -> None:
    """At 100 % the line to a corner at 120 % has risen above 10, unless it starts there."""
    found = lint(CORNERS.format(at="90%"))
    assert [(p.place.line - FIRST + 1, p.path[-9:]) for p in found] == [(6, "points[2]")]
    assert "gets ≈10.6667 points where 完成率 = 100%" in found[0].render("en")
    assert lint(CORNERS.format(at="100%")) == []


def test_items_of_a_checklist_that_add_up_can_still_leave_the_points() -> None:
    """15 and -5 add up to 10, and each of them alone lies outside."""
    items = """kind = "checklist"
items = [
  { measure = "yes", score = 15 },
  { when = "n > 2", score = -5 },
]"""
    assert said(items) == [(3, "items[0].score"), (4, "items[1].score")]
    assert lint(items.replace("15", "6").replace("-5", "4")) == []


def test_an_item_that_only_comes_with_another_stays_within() -> None:
    """15 with -5 always beside it is 10."""
    both = """kind = "checklist"
items = [{ when = "n > 2", score = 15 }, { when = "n > 1", score = -5 }]"""
    assert said(both) == [(2, "items[1].score")]


WORTH = """kind = "composite"
worth = [3, {rest}]
parts = [
  {{ kind = "bands", measure = "pct", bands = [{{ when = "100%", score = {most} }}] }},
  {{ kind = "judged" }},
]
"""


def test_the_worth_of_parts_and_what_each_part_gives_stay_within() -> None:
    """3 and 9 are 12; 5 of the 3 points of a part cannot be earned."""
    assert said(WORTH.format(rest=9, most=3)) == [(2, "worth")]
    assert lint(WORTH.format(rest=9, most=3) + "cap = 10") == []
    assert said(WORTH.format(rest=7, most=5)) == [(4, "parts[0].bands[0].score")]
    assert lint(WORTH.format(rest=7, most=3)) == []


@pytest.mark.parametrize(("combine", "found"), [("max", 1), ("min", 0), ("first", 1), ("sum", 0)])
def test_a_part_counts_where_the_whole_leaves_the_points_with_it(combine: str, found: int) -> None:
    """A lower part beside it, or a sum that takes off until nothing is left, keeps it within."""
    scheme = WORTH.format(rest=7, most=12).replace("worth = [3, 7]", f'combine = "{combine}"')
    assert len(said(scheme)) == found


def test_a_share_above_the_whole_and_a_floor_above_the_points_are_found() -> None:
    """Both award more than there is."""
    grades = """kind = "grades"
grades = [{ label = "优", share = "[80%..120%]" }, { label = "差", share = "[0%..80%)" }]"""
    assert said(grades) == [(2, "grades[0].share")]
    assert lint(grades.replace("120", "100")) == []
    steps = """kind = "step-deduction"
measure = "pct"
full = ">= 90%"
step = "1%"
deduct = 1
partial = "whole"
floor = 12"""
    assert said(steps) == [(7, "floor")]
    assert lint(steps.replace("12", "2")) == []


@pytest.mark.parametrize(
    "scheme",
    [
        'kind = "occurrences"\ncount = "n"\ndeduct = 3',
        'kind = "formula"\nformula = "20 - n"',
        'kind = "rank"\nmeasure = "place"\ndeduct = 1',
    ],
)
def test_what_leaves_the_points_by_arithmetic_is_cut_off_on_purpose(scheme: str) -> None:
    """Deductions until nothing is left, formulas and ranks state no score."""
    assert lint(scheme) == []
