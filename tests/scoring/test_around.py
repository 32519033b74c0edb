"""What stands around the indicators: execution, open rows, adjustments, rows left out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

import zhibiao
from zhibiao.loading.forms import parse_forms
from zhibiao.model.form import Form
from zhibiao.model.scorecard import Score, Status, Sum
from zhibiao.scoring.evidence import Figure

HEAD = """
language = 1
[ruleset]
title = "around"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = {points}
"""

SIMPLE = (
    HEAD.format(points=35)
    + """
[tiers.effect]
label = "效益指标"
points = 35
[groups.effect]
tier = "effect"
label = "效益"
points = 35
[indicators.known]
group = "effect"
label = "甲"
points = 29
scheme = {{ kind = "judged" }}
[indicators.other]
group = "effect"
label = "乙"
points = 6
scheme = {{ kind = "judged" }}
{more}
"""
)

OPEN = (
    HEAD.format(points=100)
    + """
[execution]
points = 10
rate_places = 4
[tiers.output]
label = "产出指标"
points = 50
[tiers.effect]
label = "效益指标"
points = 40
[open.default]
quantitative = { kind = "completion", direction = "target" }
[open.default.qualitative]
kind = "grades"
grades = [
    { label = "达成", share = "[80%..100%]" },
    { label = "部分达成", share = "[60%..80%)" },
    { label = "未达成", share = "[0%..60%)" },
]
[open.output]
tier = "output"
points = 50
lower_aspects = ["成本指标"]
[open.effect]
tier = "effect"
points = 40
"""
)


def rules(more: str = "") -> zhibiao.RuleSet:
    """The simple rule set with some more tables."""
    return zhibiao.loads(SIMPLE.format(more=more))


def form(rows: str, funds: str = "") -> Form:
    """A form of a few rows."""
    return parse_forms(f"form = 1\n{funds}\n{rows}".encode(), "form.toml")[0]


def span(one: Score | Sum) -> list[object]:
    """What a score can be, from the least to the most."""
    return [one.low, one.high]


def row(target: str, actual: str, group: str = "数量指标", more: str = "") -> str:
    """One row of ten points under 产出指标."""
    return (
        f'[[rows]]\ntier = "产出指标"\ngroup = "{group}"\nlabel = "自设"\n'
        f'target = "{target}"\nactual = "{actual}"\npoints = "10"\n{more}\n'
    )


def funds(spent: str, budget: str, claimed: str = "") -> str:
    """A funds table of one line."""
    return (
        f'[funds]\npoints = "10"\nclaimed = "{claimed}"\n[[funds.lines]]\nsource = "total"\n'
        f'expenditure = "{spent}"\nannual_budget = "{budget}"\n'
    )


@pytest.mark.parametrize(
    ("spent", "budget", "score"),
    [
        ("770.93", "799.01", "9.65"),  # 96.4856 % is 96.49 % first
        ("3145.61", "3996.16", "7.87"),
        ("100", "100", "10"),
        ("120", "100", "10"),  # more than everything counts as everything
        ("0", "100", "0"),
    ],
)
def test_execution_scores_points_times_the_rounded_rate(
    spent: str, budget: str, score: str
) -> None:
    """The rate is rounded to 0.01 % first, then the score to two places."""
    card = zhibiao.score(zhibiao.loads(OPEN), {"expenditure": spent, "annual_budget": budget})
    assert card["execution"].low == card["execution"].high == Decimal(score)


def test_execution_counts_in_the_total_and_in_no_tier() -> None:
    """The execution item has an entry of its own beside the tiers."""
    card = zhibiao.score(zhibiao.loads(OPEN), {"expenditure": 50, "annual_budget": 100})
    assert card.total.low == 5
    assert [tier.low for tier in card.tiers] == [0, 0]


def test_a_claim_beside_the_funds_table_is_checked() -> None:
    """9.6 of 10 at 96.49 % contradicts the rule set's rounding."""
    given = form(row("≥1个", "1个"), funds("770.93", "799.01", "9.6"))
    found = [f for f in zhibiao.audit(given, zhibiao.loads(OPEN)) if "execution" in f.check]
    assert [(f.check, f.claimed, f.expected) for f in found] == [
        ("execution-score-mismatch", "9.6", "9.65")
    ]


@pytest.mark.parametrize(
    ("target", "actual", "group", "score"),
    [
        ("≥200万元", "189.769万元", "数量指标", "9.49"),
        ("≥200万元", "1897690元", "数量指标", "9.49"),
        ("≥30个", "16个", "数量指标", "5.33"),
        ("≥30个", "31个", "数量指标", "10"),
        ("≤100万元", "125万元", "数量指标", "8"),
        ("≤100万元", "80万元", "数量指标", "10"),
        ("100万元", "125万元", "成本指标", "8"),
        ("100万元", "80万元", "数量指标", "8"),
        ("0", "0", "数量指标", "10"),
        ("0", "1", "数量指标", "0"),
    ],
)
def test_a_row_that_the_form_brings_is_scored_by_its_own_target(
    target: str, actual: str, group: str, score: str
) -> None:
    """The row's sign gives the direction; without one, its aspect does."""
    card = zhibiao.score(zhibiao.loads(OPEN), form(row(target, actual, group)))
    assert card["open_1"].low == card["open_1"].high == Decimal(score)


def test_a_target_in_words_is_qualitative() -> None:
    """A target of words or a date is judged; a named grade bounds the score."""
    for target in ("有所改善", "12月"):
        card = zhibiao.score(zhibiao.loads(OPEN), form(row(target, "已完成")))
        assert span(card["open_1"]) == [0, 10]
        assert card["open_1"].status is Status.JUDGED
    card = zhibiao.score(
        zhibiao.loads(OPEN), form(row("有所改善", "有所改善", more='state = "部分达成"'))
    )
    assert span(card["open_1"]) == [6, 8]


def test_done_is_no_figure() -> None:
    """A quantitative target with 已完成 for an actual leaves the score open."""
    card = zhibiao.score(zhibiao.loads(OPEN), form(row("≥30个", "已完成")))
    assert span(card["open_1"]) == [0, 10]
    assert card["open_1"].status is Status.UNKNOWN


def test_rows_that_do_not_apply_are_spread_over_their_tier() -> None:
    """35 × 25 / 29 is 30.17 after rounding."""
    spread = rules('[not_applicable]\npolicy = "rescale-tier"')
    card = zhibiao.score(spread, {"known": 25, "applicable.other": False})
    assert card.tier("effect").low == card.total.low == Decimal("30.17")
    assert card["other"].status is Status.NOT_APPLICABLE


def test_every_policy_says_what_happens() -> None:
    """``full`` gives the points, ``rescale-total`` spreads, ``forbidden`` changes nothing."""
    given = {"known": 25, "applicable.other": False}
    full = zhibiao.score(rules('[not_applicable]\npolicy = "full"'), given)
    assert full.total.low == 31
    spread = zhibiao.score(rules('[not_applicable]\npolicy = "rescale-total"'), given)
    assert spread.total.low == Decimal("30.17")
    forbidden = zhibiao.score(rules('[not_applicable]\npolicy = "forbidden"'), given)
    assert span(forbidden.total) == [25, 31]


@pytest.mark.parametrize(
    ("adjustment", "low", "high"),
    [
        ('kind = "bonus"\npoints = 2', 32, 32),
        ('kind = "bonus"\npoints = 2\ncount = "awards"\ncap = 3', 33, 33),
        ('kind = "deduction"\npoints = 2\nwhen = "awards > 1"', 28, 28),
        ('kind = "deduction"\npoints = 2\nwhen = "awards > 2"', 30, 30),
        ('kind = "deduction"\npoints = 2\nwhen = "late"', 28, 30),
        ('kind = "cap"\nto = 20\nof = "tiers.effect"', 20, 20),
        ('kind = "veto"\nwhen = "awards = 2"', 0, 0),
        ('kind = "multiplier"\nfactor = "4/5"', 24, 24),
    ],
)
def test_an_adjustment_moves_the_sum(adjustment: str, low: int, high: int) -> None:
    """After the sum of 30, in each kind; an unknown condition leaves both open."""
    more = (
        '[measures.awards]\nlabel = "获奖"\ntype = "count"\n'
        '[measures.late]\nlabel = "迟报"\ntype = "boolean"\n'
        f"[adjustments.change]\n{adjustment}\n"
    )
    card = zhibiao.score(rules(more), {"known": 25, "other": 5, "awards": 2})
    assert span(card.total) == [low, high]
    assert card.adjustments[0].id == "change"


def test_sub_units_are_put_together_before_they_are_scored() -> None:
    """Amounts are summed, ratios weighted; the whole is scored once."""
    more = """
[measures.staff]
label = "在职人员数"
unit = "人"
[measures.satisfaction]
label = "满意度"
unit = "%"
aggregate = { weighted = "staff" }
"""
    units: list[Mapping[str, Figure]] = [
        {"staff": 10, "satisfaction": "90%"},
        {"staff": 30, "satisfaction": "80%"},
    ]
    assert zhibiao.aggregate(rules(more), units) == {
        "staff": Fraction(40),
        "satisfaction": Fraction(33, 40),
    }


def test_a_ratio_without_a_weight_cannot_be_put_together() -> None:
    """Averaging it would invent a number, so it is refused by name."""
    more = '[measures.rate]\nlabel = "率"\nunit = "%"\n'
    with pytest.raises(zhibiao.ZhibiaoError, match="rate"):
        zhibiao.aggregate(rules(more), [{"rate": "10%"}, {"rate": "20%"}])
