"""Funds tables whose lines are the unit's tasks, and whose points stand in a heading."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.documents import Merged, document, table
from tests.interpreting.test_layouts import one
from zhibiao.model.form import Form


def form(score: str, *lines: list[str]) -> Form:
    """A department form with a funds table by tasks, then one row of indicators."""
    return one(
        document(
            "部门整体支出绩效自评表",
            "（2024年度）",
            table(
                [Merged("年度主要任务", rows=len(lines) + 1), "任务名称", "年初预算数",
                 "全年预算数", "全年执行数", "执行率", score],
                *lines,
            ),
            table(
                ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
                ["产出指标", "数量指标", "巡查水库", "≥14座", "14座", "90", "90"],
                [Merged("合计", columns=5), "100", "99.5"],
            ),
        )
    )[0]  # fmt: skip


TASKS = (
    ["人员和公用", "150", "150", "150", "100%", "—"],
    ["工程", "70", "85", "73.25", "86.18%", ""],
)
WHOLE = ["合计", "220", "235", "223.25", "95%", "9.5"]


@pytest.mark.parametrize("order", [(*TASKS, WHOLE), (WHOLE, *TASKS)])
def test_the_rate_of_a_task_is_not_that_of_the_whole(order: tuple[list[str], ...]) -> None:
    """Each task prints its own rate; that of the line 合计 alone is the form's."""
    funds = form("得分（10分）", *order).funds
    assert funds.stated_rate.raw == "95%"
    assert [line.source for line in funds.lines] == ["total"]


def test_a_single_line_without_a_known_name_gives_its_rate() -> None:
    """Where no line is the whole, the only rate there is stays the form's."""
    assert form("得分", TASKS[1]).funds.stated_rate.raw == "86.18%"


@pytest.mark.parametrize("heading", ["得分（10分）", "得分(10分)", "得分（10）"])
def test_points_in_the_heading_of_the_score_are_read(heading: str) -> None:
    """得分（10分） says what the execution is worth; its place is the heading."""
    points = form(heading, *TASKS, WHOLE).funds.points
    assert (points.number, points.raw) == (Fraction(10), heading)
    assert (points.at.row, points.at.cell) == (1, 7)


def test_a_plain_heading_gives_no_points() -> None:
    """得分 alone says nothing of points."""
    assert form("得分", *TASKS, WHOLE).funds.points.is_empty
