"""Percentages without their sign: what is refused, and what is a share as it stands."""

from __future__ import annotations

import pytest

from zhibiao.errors import RuleSetError
from zhibiao.loading.rulesets import Loader
from zhibiao.model.problem import Problem

RULES = """
language = 1
[ruleset]
title = "percents"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 100
{ratings}
[measures.done]
label = "完成"
[measures.planned]
label = "计划"
[measures.part]
label = "比例"
unit = "%"
[measures.rate]
label = "完成率"
unit = "{unit}"
{measure}
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
COMPLETION = 'kind = "completion"\nactual = "done"\ntarget = "planned"\n'


def faults(loader: Loader, **changes: str) -> list[tuple[str, str]]:
    """The code and path of each fault of the rule set with some changes."""
    judged = 'kind = "judged"'
    values = {"ratings": "", "unit": "%", "measure": "", "scheme": judged, "more": "", **changes}
    try:
        loader.parse(RULES.format(**values).encode(), "percents.toml", "test")
    except RuleSetError as error:
        return [(p.code, p.path) for p in error.problems if isinstance(p, Problem)]
    return []


def refused(path: str) -> list[tuple[str, str]]:
    """One fault of units at a path."""
    return [("unit-mismatch", path)]


@pytest.mark.parametrize("mark", ["60", '"60"', "1.01", "2"])
def test_a_bare_pass_mark_above_the_whole_is_refused(loader: Loader, mark: str) -> None:
    """It can only be a percentage."""
    found = faults(loader, scheme=f"{COMPLETION}pass_mark = {mark}")
    assert found == refused("indicators.one.scheme.pass_mark")


@pytest.mark.parametrize("mark", ['"60%"', "0.6", '"3/5"', "1"])
def test_a_pass_mark_that_is_a_share_is_taken(loader: Loader, mark: str) -> None:
    """With its sign, as a fraction, or as the part of one that it is."""
    assert faults(loader, scheme=f"{COMPLETION}pass_mark = {mark}") == []


@pytest.mark.parametrize(("above", "wrong"), [("130", True), ("11", True), ("1.3", False)])
def test_a_target_is_passed_several_times_but_not_130_times(
    loader: Loader, above: str, *, wrong: bool
) -> None:
    """1.3 and 3 times the target are written bare as well; 130 times with a percent sign."""
    over = '{COMPLETION}over = {{ above = {above}, then = "zero" }}'
    scheme = over.format(COMPLETION=COMPLETION, above=above)
    expected = refused("indicators.one.scheme.over.above") if wrong else []
    assert faults(loader, scheme=scheme) == expected
    signed = over.format(COMPLETION=COMPLETION, above='"13000%"')
    assert faults(loader, scheme=signed) == []


def test_a_part_and_open_rows_are_looked_at_too(loader: Loader) -> None:
    """Wherever a scheme stands."""
    parts = 'kind = "composite"\nparts = [{ kind = "completion", actual = "done", '
    found = faults(loader, scheme=parts + 'target = "planned", pass_mark = 60 }]')
    assert found == refused("indicators.one.scheme.parts[0].pass_mark")
    opened = """[open.only]
tier = "only"
points = 10
quantitative = { kind = "completion", direction = "target", pass_mark = 60 }
qualitative = { kind = "judged" }"""
    assert faults(loader, more=opened) == refused("open.only.quantitative.pass_mark")


def test_the_cap_of_the_execution_rate_is_a_share(loader: Loader) -> None:
    """100 for 100% would cap nothing."""
    execution = '[execution]\npoints = 10\ndenominator = "annual_budget"\ncap = {cap}'
    assert faults(loader, more=execution.format(cap=100)) == refused("execution.cap")
    assert faults(loader, more=execution.format(cap='"100%"')) == []


@pytest.mark.parametrize(("share", "count"), [("[0..100]", 1), ("[0.8..1]", 0), (">= 80%", 0)])
def test_the_share_of_a_grade_is_one(loader: Loader, share: str, count: int) -> None:
    """100 would be a hundred times the points."""
    scheme = f'kind = "grades"\ngrades = [{{ label = "甲", share = "{share}" }}]'
    assert faults(loader, scheme=scheme) == refused("indicators.one.scheme.grades[0].share") * count


def test_what_a_ratio_is_and_what_it_can_be_are_shares(loader: Loader) -> None:
    """Only of a measure in %: another one is 95 as it stands."""
    for field, wrong, right in (
        ("undefined", "95", '"95%"'),
        ("undefined", "1.5", "1"),
        ("range", '"[0..100]"', '"[0..1]"'),
        ("range", '"<= 100"', '"<= 100%"'),
        ("range", '">= -100"', '">= -1"'),
    ):
        formula = 'formula = "done / planned"\n'
        assert faults(loader, measure=f"{formula}{field} = {wrong}") == refused(
            f"measures.rate.{field}"
        )
        assert faults(loader, measure=f"{formula}{field} = {right}") == []
        assert faults(loader, measure=f"{formula}{field} = {wrong}", unit="个") == []


@pytest.mark.parametrize(
    "formula",
    [
        "done / planned * 100",
        "100 * done / planned",
        "(done - planned) / planned * 100",
        "round half up(done / planned * 100, 2)",
        "if planned = 0 then 0 else done * 100 / planned",
        "min(100%, done / planned * 100)",
        "part * 100",
    ],
)
def test_a_ratio_times_a_hundred_is_a_hundred_times_too_large(loader: Loader, formula: str) -> None:
    """Whatever is done with it afterwards."""
    found = faults(loader, measure=f'formula = "{formula}"')
    assert found == refused("measures.rate.formula")


@pytest.mark.parametrize(
    "formula", ["done / planned", "done / planned * 100%", "done / (planned * 100)", "done * 100"]
)
def test_another_hundred_in_a_formula_is_none_of_this(loader: Loader, formula: str) -> None:
    """100% is one, and below a quotient or in no quotient it is a number like any other."""
    assert faults(loader, measure=f'formula = "{formula}"') == []


def test_a_hundredfold_quotient_of_another_unit_is_right(loader: Loader) -> None:
    """So many for each hundred."""
    assert faults(loader, measure='formula = "done / planned * 100"', unit="分") == []


def test_a_rating_is_a_test_of_points(loader: Loader) -> None:
    """90% would be nine tenths of a point; each end of an interval is said."""
    ratings = '[ruleset.ratings]\n"优" = "{test}"'
    assert faults(loader, ratings=ratings.format(test=">= 90")) == []
    found = faults(loader, ratings=ratings.format(test="[80%..90%)"))
    assert found == refused("ruleset.ratings.优") * 2
