"""The schemes grades, interpolation, rank, formula and composite, at and around their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

import zhibiao
from zhibiao.errors import FiguresError, RuleSetError
from zhibiao.model.problem import Problem
from zhibiao.model.scorecard import Score, Status

RULES = """
language = 1
[ruleset]
title = "one scheme"
jurisdiction = "cn"
scope = "policy"
fiscal_year = 2024
points = 10
[measures.rate]
label = "率"
unit = "%"
[measures.place]
label = "名次"
type = "count"
range = ">= 1"
[measures.cases]
label = "起数"
type = "count"
[measures.awards]
label = "奖项"
type = "count"
[measures.water]
label = "水质"
type = "level"
levels = [{{ label = "Ⅰ类" }}, {{ label = "Ⅱ类", aliases = ["二级", "2"] }}, {{ label = "Ⅲ类" }}]
[tiers.only]
label = "唯一"
points = 10
[groups.only]
tier = "only"
label = "唯一"
points = 10
[indicators.one]
group = "only"
label = "甲"
points = 10
[indicators.one.scheme]
{scheme}
"""

GRADES = """
kind = "grades"
grades = [
    { label = "达成", share = "[80%..100%]" },
    { label = "部分", share = "[60%..80%)" },
    { label = "未达", share = "[0%..60%)" },
]
"""
LINEAR = 'kind = "interpolation"\nmeasure = "rate"\npoints = [["60%", 0], ["80%", 6], ["100%", 10]]'
RANK = 'kind = "rank"\nmeasure = "place"\ndeduct = 0.5'
FORMULA = 'kind = "formula"\nformula = "10 * rate - 2 * cases"'
STEP = '{ kind = "step-deduction", measure = "rate", full = ">= 100%", step = "1%", deduct = 0.5, partial = "whole" }'  # noqa: E501  # an inline table is one line
CASES = '{ kind = "occurrences", count = "cases", deduct = 1 }'
BONUS = '{ kind = "occurrences", count = "awards", deduct = -1 }'
LEVEL = 'kind = "step-deduction"\nmeasure = "water"\nfull = "<= \\"Ⅱ类\\""\nstep = 1\ndeduct = 1\npartial = "whole"'  # noqa: E501  # TOML inside Python


def one(scheme: str, given: Mapping[str, object]) -> Score:
    """The score that a scheme on ten points gives."""
    rules = zhibiao.loads(RULES.format(scheme=scheme))
    return zhibiao.score(rules, given)["one"]  # type: ignore[arg-type]  # any figures of a test


def composite(*parts: str, more: str = "") -> str:
    """A composite of inline parts."""
    return f'kind = "composite"\nparts = [{", ".join(parts)}]\n{more}'


@pytest.mark.parametrize(
    ("scheme", "given", "score"),
    [
        (GRADES, {"one": "8"}, "8"),
        (LINEAR, {"rate": "59.9%"}, "0"),
        (LINEAR, {"rate": "60%"}, "0"),
        (LINEAR, {"rate": "70%"}, "3"),
        (LINEAR, {"rate": "80%"}, "6"),
        (LINEAR, {"rate": "81%"}, "6.2"),
        (LINEAR, {"rate": "100%"}, "10"),
        (LINEAR, {"rate": "130%"}, "10"),
        (RANK, {"place": 1}, "10"),
        (RANK, {"place": 4}, "8.5"),
        (RANK, {"place": 22}, "0"),
        (FORMULA, {"rate": "95%", "cases": 1}, "7.5"),
        (FORMULA, {"rate": "95%", "cases": 9}, "0"),
        (LEVEL, {"water": "Ⅰ类"}, "10"),
        (LEVEL, {"water": "二级"}, "10"),
        (LEVEL, {"water": "Ⅲ类"}, "9"),
        (composite(STEP, CASES), {"rate": "98%", "cases": 2}, "7"),
        (composite(STEP, CASES, more="cap = 2.5"), {"rate": "98%", "cases": 2}, "7.5"),
        (composite(STEP, BONUS), {"rate": "94%", "awards": 2}, "9"),
        (composite(STEP, BONUS), {"rate": "100%", "awards": 2}, "10"),
        (composite(STEP, CASES, more='combine = "min"'), {"rate": "98%", "cases": 2}, "8"),
        (composite(STEP, CASES, more='combine = "max"'), {"rate": "98%", "cases": 2}, "9"),
    ],
)
def test_a_scheme_gives_what_was_worked_out_by_hand(
    scheme: str, given: Mapping[str, object], score: str
) -> None:
    """Exactly the score that the criterion's words give."""
    found = one(scheme, given)
    assert found.low == found.high == Decimal(score)


def test_a_grade_is_the_assessors() -> None:
    """Without a grade or a score the spread is the assessor's, not missing evidence."""
    assert one(GRADES, {}).status is Status.JUDGED


def test_the_first_part_that_gives_a_score_wins() -> None:
    """``first`` goes on where a part has no band for the figure."""
    low = '{ kind = "bands", measure = "rate", bands = [{ when = "< 80%", score = 0 }] }'
    scheme = composite(low, STEP, more='combine = "first"')
    assert one(scheme, {"rate": "79%"}).high == 0
    assert one(scheme, {"rate": "98%"}).high == 9


def test_a_judged_score_outside_every_grade_is_refused() -> None:
    """A score above the points is no judgement."""
    with pytest.raises(FiguresError, match="one"):
        one(GRADES, {"one": 11})


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ('kind = "grades"\ngrades = []', "grades"),
        ('kind = "interpolation"\nmeasure = "rate"\npoints = [["60%", 0]]', "two points"),
        (
            'kind = "interpolation"\nmeasure = "rate"\npoints = [["60%", 0], ["50%", 1]]',
            "must rise",
        ),
        (composite(), "parts"),
        (composite('{ kind = "no-such" }'), "no-such"),
        ('kind = "formula"\nformula = "rat * 2"', "rate"),
        ('kind = "occurrences"\ndeduct = 1', "count"),
        (STEP.strip("{} ").replace(", ", "\n").replace('"1%"', '"0%"'), "above 0"),
    ],
)
def test_a_scheme_that_cannot_be_is_refused_with_its_line(scheme: str, said: str) -> None:
    """What is wrong between the fields of a scheme is said when the rule set is loaded."""
    with pytest.raises(RuleSetError) as caught:
        zhibiao.loads(RULES.format(scheme=scheme))
    assert said in caught.value.render("en")
    problems = [p for p in caught.value.problems if isinstance(p, Problem)]
    assert problems
    assert all(problem.place.line > 30 for problem in problems)
