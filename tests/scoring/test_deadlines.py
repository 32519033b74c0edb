"""Deadlines compared with the day on which something was done."""

from __future__ import annotations

import pytest

from zhibiao.model.form import read_cell
from zhibiao.scoring.deadlines import Deadline, compared, is_date, is_duration


@pytest.mark.parametrize(
    ("target", "actual", "kept"),
    [
        ("9月30日前", "9月20日", True),
        ("9月30日前", "10月1日", False),
        ("2024年12月底前", "2024年11月", True),
        ("2024年12月底前", "2024年12月", True),
        ("2024年12月底前", "2025年1月", False),
        ("2024年12月31日之前完成", "2024-12-30", True),
        ("12月底前", "已于11月25日完成", True),
        ("年底前", "12月20日完成", True),
        ("年底前", "2025年1月5日", False),
        ("9月前", "8月31日", True),
        ("不迟于6月30日", "6月30日", True),
        ("9月之前", "8月31日", True),
        ("9月 30 日前。", "。9月20日", True),
        ("2024年2月29日内", "2024年2月29日", True),
    ],
)
def test_a_clear_deadline_is_compared(target: str, actual: str, kept: bool) -> None:
    """Days and months against a deadline, with the form's year where none is written."""
    found = compared(read_cell(target), read_cell(actual), 2024)
    assert found is not None
    assert found.kept is kept


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("9月30日前", "9月30日"),  # whether 前 holds the day itself is not written
        ("9月15日前", "9月"),
        ("9月前", "9月15日"),
        ("9月30日前X", "9月20日"),
        ("9月之前", "9月15日"),
        ("12月1日", "年底"),
        ("2月1日", "2月"),
        ("2月前", "2月1日"),
        ("9月前", "9月"),
        ("3.5", "3.4"),
        ("9月30日前", "按期完成"),
        ("2月30日前", "2月1日"),
        ("13月底前", "12月"),
        ("每月底前", "9月"),
        ("9月30日前", "9月20日基本完成，余下部分顺延"),
    ],
)
def test_what_is_not_clear_stays_open(target: str, actual: str) -> None:
    """A day that may or may not be within the deadline is for a judge."""
    assert compared(read_cell(target), read_cell(actual), 2024) is None


def test_a_year_is_taken_from_the_form_alone() -> None:
    """Without the form's year nothing is compared; with it, it is said that it was taken."""
    target, actual = read_cell("9月30日前"), read_cell("9月20日")
    assert compared(target, actual, None) is None
    assert compared(target, actual, 2024) == Deadline(kept=True, supplied=2024)
    dated = compared(read_cell("2023年9月30日前"), read_cell("2023年9月20日"), 2024)
    assert dated == Deadline(kept=True, supplied=None)
    for wanted, done in (("2024年9月30日前", "9月20日"), ("9月30日前", "2024年9月20日")):
        half = compared(read_cell(wanted), read_cell(done), 2024)
        assert half == Deadline(kept=True, supplied=2024)
    within = compared(read_cell("12月底前"), read_cell("12月"), 2024)
    assert within == Deadline(kept=True, supplied=2024)
    assert compared(target, read_cell("10月1日"), 2024) == Deadline(kept=False, supplied=2024)


@pytest.mark.parametrize(
    ("raw", "lasts"), [("≥5年", True), ("5年", True), ("2024年", False), ("≤30日", True),
                       ("12月", False), ("30日", False), ("5个月", False), ("≤3月", True),
                       ("999年", True), ("1000年", False), ("≤3号", False), ("好", False)],
)  # fmt: skip
def test_a_duration_is_told_from_a_date(raw: str, lasts: bool) -> None:
    """Years of the calendar have four digits; days and months last where they are bounded."""
    assert is_duration(read_cell(raw)) is lasts


@pytest.mark.parametrize(
    ("raw", "is_day"), [("9月30日前", True), ("已于11月25日完成", True), ("不晚于6月", True),
                        ("年底", True), ("2024-12-30", True), ("≤30日", False), ("5", False),
                        ("3月内完成三次", False)],
)  # fmt: skip
def test_a_day_is_told_from_other_cells(raw: str, is_day: bool) -> None:
    """As it is written for a deadline, or for when something was done."""
    assert is_date(read_cell(raw)) is is_day


@pytest.mark.parametrize("year", [-1, 0, 10_000, 10**30])
def test_a_year_that_no_calendar_has_decides_nothing(year: int) -> None:
    """A form may state any whole number; one that is no year leaves the deadline open."""
    assert compared(read_cell("9月30日前"), read_cell("9月20日"), year) is None


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_year_of_the_calendar_decide(year: int) -> None:
    """As any year between them."""
    found = compared(read_cell("9月30日前"), read_cell("9月20日"), year)
    assert found == Deadline(kept=True, supplied=year)
