"""Ratings: every one that the total allows, from the lowest."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.auditing.small import BENCH, RULES
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.table import Table
from zhibiao.scoring.score import score_figures

FOUR = {"优": ">= 9", "良": "[8..9)", "中": "[6..8)", "差": "< 6"}
FULL = {"left": 0, "staff": 1, "posts": 1, "disclosure": 1}


def rated(ratings: dict[str, str]) -> RuleSet:
    """The small rule set with ratings."""
    table = Table({name: UnaryTest(test) for name, test in ratings.items()})
    return evolve(RULES, ruleset=evolve(RULES.ruleset, ratings=table))


@pytest.mark.parametrize("ratings", [FOUR, dict(reversed(FOUR.items()))])
@pytest.mark.parametrize(
    ("tasks", "rating"),
    [("3", ("优",)), ("2", ("优",)), ("1.99", ("良",)), ("1", ("良",)), ("0.5", ("中",))],
)
def test_an_exact_total_has_one_rating(
    ratings: dict[str, str], tasks: str, rating: tuple[str, ...]
) -> None:
    """A total on a bound belongs to the side that the rule set closes."""
    assert score_figures({**FULL, "tasks": tasks}, rated(ratings)).rating == rating


@pytest.mark.parametrize("ratings", [FOUR, dict(reversed(FOUR.items()))])
def test_a_span_has_every_rating_it_touches_from_the_lowest(ratings: dict[str, str]) -> None:
    """Seven to ten points are 中, 良 or 优, whichever way the file lists them."""
    assert score_figures(FULL, rated(ratings)).rating == ("中", "良", "优")
    assert score_figures({}, rated(ratings)).rating == ("差", "中", "良", "优")


def test_without_ratings_there_is_none() -> None:
    """Ratings are the rule set's to define."""
    assert score_figures(FULL, RULES).rating == ()


def test_ratings_are_local_data() -> None:
    """Other words and other bounds are as good as the usual ones."""
    rules = rated({"合格": ">= 7", "不合格": "< 7"})
    assert score_figures({**FULL, "tasks": 0}, rules).rating == ("合格",)
    assert score_figures({"disclosure": 2}, rules).rating == ("不合格", "合格")


def test_the_total_may_be_rounded_as_a_whole() -> None:
    """With rounding at the total, single scores keep their places and the total does not."""
    text = """
language = 1
[ruleset]
title = "合计舍入"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 2
[ruleset.rounding]
places = 1
mode = "half-even"
at = "total"
[measures.a]
label = "甲"
[tiers.t]
label = "全部"
points = 2
[groups.g]
tier = "t"
label = "全部"
points = 2
[indicators.one]
group = "g"
label = "一"
points = 1
scheme = { kind = "completion", actual = "a", target = 8 }
[indicators.two]
group = "g"
label = "二"
points = 1
scheme = { kind = "completion", actual = "a", target = 4 }
"""
    card = BENCH.score(BENCH.loads(text), {"a": "1"})
    assert [str(score.low) for score in card.scores] == ["0.125", "0.25"]
    assert str(card.total.low) == "0.4"
    assert str(card.tier("t").low) == "0.375"
