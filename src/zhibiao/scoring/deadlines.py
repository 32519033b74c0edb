"""Deadlines compared: whether a day or a month lies before the one that was set.

Only what is certain is told: a bare day or month against a deadline that is one. A text that
says more, a day that is the deadline itself where only 前 stands, and a span that holds the
deadline stay open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from attrs import frozen

from zhibiao.exact import fold
from zhibiao.model.form import Cell

DATE_UNITS = frozenset(("年", "年度", "月", "月份", "月底", "日", "号"))
"""Units behind which a number is a date and no amount, unless it is a duration."""
MOST_YEARS = 1000
"""A larger number of 年 is a year of the calendar."""

_DAY = (
    r"(?:(?P<y>20\d{2})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})"
    r"|(?:(?P<year>20\d{2})年度?)?(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]?|(?P<end>底|末))?"
    r"|(?P<whole>年?[底末])))"
)
_TARGET = re.compile(
    rf"(?:不晚于|不迟于|≤|<=|于|在)?{_DAY}(?P<before>以前|之前|前|以内|之内|内|止)?(?:完成)?"
)
_ACTUAL = re.compile(
    rf"(?:已?于|在)?{_DAY}(?:已?(?:全部|全面)?(?:完成|完工|竣工|办结|验收|投入使用))?"
)


@frozen
class Deadline:
    """Whether it was kept, and the year that was supplied where a date has none."""

    kept: bool
    supplied: int | None


def is_duration(cell: Cell) -> bool:
    """Whether a figure in years, months or days is how long something takes: ``≥5年``."""
    figure = cell.quantity
    if figure is None or figure.unit not in DATE_UNITS:
        return False
    if figure.unit == "年":
        return figure.value < MOST_YEARS
    return figure.unit in ("月", "日") and cell.relation != "="


def compared(target: Cell, actual: Cell, year: int | None) -> Deadline | None:
    """Whether a deadline was kept; ``None`` where that is not certain.

    Args:
        target: the deadline.
        actual: when it was done.
        year: the form's fiscal year, for a date without one.
    """
    wanted, done = _match(_TARGET, target.raw), _match(_ACTUAL, actual.raw)
    if wanted is None or done is None:
        return None
    supplied = None if _year(wanted) and _year(done) else year
    limit, reached = _span(wanted, year), _span(done, year)
    if limit is None or reached is None:
        return None
    at_end = bool(wanted["end"] or wanted["whole"])
    open_end = wanted["before"] in ("前", "之前")  # 9月前 ends where September begins
    last_kept = limit[0] if open_end and not at_end else limit[1]
    if reached[1] < last_kept or (reached[1] == last_kept and not open_end):
        return Deadline(kept=True, supplied=supplied)
    if reached[1] == last_kept and at_end:
        return Deadline(kept=True, supplied=supplied)  # 12月底前 is kept within December
    if reached[0] > limit[1]:
        return Deadline(kept=False, supplied=supplied)
    return None


def is_date(cell: Cell) -> bool:
    """Whether a cell holds a day or a month, as a deadline or as when something was done."""
    if is_duration(cell):
        return False
    return any(_match(pattern, cell.raw) for pattern in (_TARGET, _ACTUAL))


def _year(found: re.Match[str]) -> str | None:
    return found["y"] or found["year"]


def _match(pattern: re.Pattern[str], raw: str) -> re.Match[str] | None:
    return pattern.fullmatch(re.sub(r"\s+", "", fold(raw)).strip("。"))


def _span(found: re.Match[str], fiscal: int | None) -> tuple[date, date] | None:
    """The first and the last day that a date can mean."""
    year = int(_year(found) or fiscal or 0)
    if not 1 <= year <= date.max.year:
        return None
    if found["whole"]:
        return date(year, 12, 1), date(year, 12, 31)
    month = int(found["m"] or found["month"])
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    on = found["d"] or found["day"]
    if not on:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= int(on) <= last:
        return None
    day = date(year, month, int(on))
    return day, day
