"""``over-achievement``: far beyond the target, without a word."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.open_form import found, places, rows, text
from tests.auditing.small import BENCH, form
from zhibiao.auditing.audit import run
from zhibiao.auditing.check import Audit

CHECK = "over-achievement"


@pytest.mark.parametrize("actual", ["131次", "263.92次", "130.1次"])
def test_far_more_than_the_target_is_found(actual: str) -> None:
    """More than 130 % of the target is named with its share."""
    (finding,) = found(rows({}, {"actual": actual}), CHECK)
    assert places([finding]) == [(3, 5)]
    assert finding.expected == "130%"


@pytest.mark.parametrize("actual", ["130次", "100次", "20次", "已完成", "131天"])
def test_what_is_not_far_beyond_is_silent(actual: str) -> None:
    """130 % itself, less, words and another unit are not."""
    assert found(rows({}, {"actual": actual}), CHECK) == ()


def test_a_reason_explains_it() -> None:
    """Whoever says why is not reported."""
    assert found(rows({}, {"actual": "300次", "reason": "新增任务"}), CHECK) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"target": "≤100次"},
        {"group": "成本指标"},
        {"target": "0次"},
        {"target": "1月", "actual": "9月"},
    ],
)
def test_where_more_is_not_better_nothing_is_said(change: dict[str, str]) -> None:
    """Bounds from above, costs, nothing and dates have no share that is too large."""
    assert found(rows({}, {"actual": "300次", **change}), CHECK) == ()


def test_units_of_one_family_are_compared() -> None:
    """3万元 of 2万元 is far beyond, 20000元 is not."""
    money = {"target": "2万元", "group": "经济效益指标", "tier": "效益指标"}
    assert len(found(rows({**money, "actual": "30000元"}), CHECK)) == 1
    assert found(rows({**money, "actual": "20000元"}), CHECK) == ()


def test_the_rule_set_says_how_far_is_far() -> None:
    """``over.above`` of the scheme counts where there is one."""
    rules = BENCH.loads(RULES)
    for actual, count in (("111次", 1), ("110次", 0)):
        content = text(ROW.format(actual=actual))
        assert len(BENCH.audit(form(content), rules, select=[CHECK]).findings) == count


ROW = """
[[rows]]
tier = "产出"
group = "数量"
label = "巡查"
target = "100次"
actual = "{actual}"
points = "10"
claimed = "10"
"""
RULES = """
language = 1
[ruleset]
title = "x"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2023
points = 10
[measures.done]
label = "已巡查"
unit = "次"
[measures.planned]
label = "计划巡查"
unit = "次"
[tiers.output]
label = "产出"
points = 10
[groups.count]
tier = "output"
label = "数量"
points = 10
[indicators.patrol]
group = "count"
label = "巡查"
points = 10
[indicators.patrol.scheme]
kind = "completion"
actual = "done"
target = "planned"
over = { above = "110%", then = "full" }
"""


def test_the_share_is_a_setting() -> None:
    """With 200 % three times the target is still too much, and 190 % is not."""
    for actual, count in (("300次", 1), ("190次", 0)):
        wide = Audit(form(rows({"actual": actual})), far_beyond=Fraction(2))
        assert len(run(wide, BENCH.chosen_checks([CHECK]))) == count
