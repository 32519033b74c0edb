"""Units and bounds that do not fit are reported in the very clause, each once."""

from __future__ import annotations

import pytest

from zhibiao.errors import RuleSetError
from zhibiao.loading.rulesets import Loader
from zhibiao.model.problem import Problem

RULES = """
language = 1
[ruleset]
title = "apart"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 10
[measures.pct]
label = "完成率"
unit = "%"
[measures.money]
label = "金额"
unit = "万元"
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


def faults(loader: Loader, scheme: str) -> list[tuple[str, int, str]]:
    """Code, line of the scheme (from 1) and path within it of each fault."""
    try:
        loader.parse((RULES + scheme).encode(), "apart.toml", "test")
    except RuleSetError as error:
        return [
            (p.code, p.place.line - FIRST + 1, p.path.removeprefix("indicators.ind."))
            for p in error.problems
            if isinstance(p, Problem)
        ]
    return []


BANDS = """kind = "bands"
measure = "money"
bands = [
  { when = ">= 80", score = 10 },
  { when = "[60..80)", score = 5 },
  { when = "[5..60)", score = 3 },
  { when = "< 5", score = 0 },
]"""
STEPS = """{{ kind = "step-deduction", measure = "money", full = "{full}", step = {step},
    deduct = 1, partial = "whole" }}"""


def test_each_wrong_band_is_named(loader: Loader) -> None:
    """The third and the fourth of four, each in its own line."""
    assert faults(loader, BANDS) == []
    one = BANDS.replace("[5..60)", "[5%..60)")
    assert faults(loader, one) == [("unit-mismatch", 6, "scheme.bands[2].when")]
    two = one.replace("< 5", "< 5%")
    assert faults(loader, two) == [
        ("unit-mismatch", 6, "scheme.bands[2].when"),
        ("unit-mismatch", 7, "scheme.bands[3].when"),
    ]


def test_a_band_that_cannot_be_interpolated_is_named(loader: Loader) -> None:
    """Its test has one end only, as another one has too that gives one score."""
    open_ended = BANDS.replace('< 5", score = 0', '< 5", score = [0, 3], within = "interpolated"')
    assert open_ended != BANDS
    assert faults(loader, open_ended) == [("bad-formula", 7, "scheme.bands[3].when")]


@pytest.mark.parametrize("combine", ["sum", "max", "first"])
def test_each_wrong_clause_of_a_part_is_named(loader: Loader, combine: str) -> None:
    """The step of one part and the bound of another, however deep."""
    parts = [STEPS.format(full=">= 5", step='"1%"'), STEPS.format(full=">= 5%", step=1)]
    inner = f'{{ kind = "composite", parts = [{{ kind = "judged" }}, {parts[1]}] }}'
    scheme = f'kind = "composite"\ncombine = "{combine}"\nparts = [\n{parts[0]},\n{inner},\n]'
    assert [(code, path) for code, _, path in faults(loader, scheme)] == [
        ("unit-mismatch", "scheme.parts[0].step"),
        ("unit-mismatch", "scheme.parts[1].parts[1].full"),
    ]


def test_each_wrong_corner_is_named(loader: Loader) -> None:
    """A unit of something else, and a percentage without its sign."""
    scheme = """kind = "interpolation"
measure = "pct"
points = [
  ["60%", 0],
  ["80人", 5],
  [95, 10],
]"""
    assert faults(loader, scheme) == [
        ("unit-mismatch", 5, "scheme.points[1]"),
        ("unit-mismatch", 6, "scheme.points[2]"),
    ]


def test_each_wrong_item_and_grade_is_named(loader: Loader) -> None:
    """Items by their tests, grades by their shares."""
    items = """kind = "checklist"
items = [
  { when = "pct > 3%", score = 5 },
  { when = "money > 5%", score = 5 },
]"""
    assert faults(loader, items) == [("unit-mismatch", 4, "scheme.items[1].when")]
    grades = """kind = "grades"
grades = [
  { label = "甲", share = "[80%..100%]" },
  { label = "乙", share = "20%, 30%" },
]"""
    assert faults(loader, grades) == [("bad-formula", 4, "scheme.grades[1].share")]


def test_the_bound_of_a_deduction_is_named(loader: Loader) -> None:
    """A percentage of an amount."""
    steps = 'kind = "step-deduction"\nmeasure = "money"\nfull = ">= 5%"\nstep = 1\ndeduct = 1\n'
    assert faults(loader, f'{steps}partial = "whole"') == [("unit-mismatch", 3, "scheme.full")]


def test_what_only_goes_wrong_together_is_a_fault_of_the_scheme(loader: Loader) -> None:
    """An amount and a ratio that are compared with each other; none of them is a count."""
    target = 'kind = "completion"\nactual = "money"\ntarget = "pct"'
    assert faults(loader, target) == [("unit-mismatch", 0, "scheme")]
    occurrences = 'kind = "occurrences"\ndeduct = 1\n'
    both = f'{occurrences}items = [{{ measure = "money" }}, {{ measure = "pct" }}]'
    paths = [f"scheme.items[{index}].measure" for index in range(2)]
    assert faults(loader, both) == [("unit-mismatch", 3, path) for path in paths]
