"""``impossible-date``: a date that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.messages import Text, say
from zhibiao.model.form import FormDate
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity

EARLY = Text(
    zh="{role}是 {value}，{year} 年度那时还没有结束{others}",
    en="the {role} is {value}, before the year {year} had ended{others}",
)
APART = Text(
    zh="{role}是 {value}，与{others}相差一年以上",
    en="the {role} is {value}, more than a year from {others}",
)
NO_DAY = Text(
    zh="{role}写“{raw}”，历书上没有这一天",
    en='the {role} is given as "{raw}", which is no day of the calendar',
)
OTHERS = Text(zh="；{others}", en="; {others}")
OTHER = Text(zh="{role}是 {value}", en="the {role} is {value}")
AND_OTHER = Text(zh="{role} {value} ", en="the {role} {value}")
ROLES = {
    "cover": Text(zh="封面日期", en="date on the cover"),
    "report": Text(zh="报告日期", en="date of the report"),
    "filled": Text(zh="填报日期", en="date of filling in"),
    "signed": Text(zh="落款日期", en="date of signing"),
}
YEAR = timedelta(days=366)
Dated = tuple[FormDate, date]


@form_check("impossible-date", Severity.ERROR)
def impossible_date(audit: Audit) -> Iterator[Observation]:
    """A date lies before the end of the year it reports on, or contradicts the other dates.

    What it finds:
        A cover, report, filling-in or signing date that no calendar has (2月30日), or one before
        31 December of the fiscal year; and, where the year is not known, a date more than a year
        from the latest one of the same document.

    Why it matters:
        A year's result cannot be known before its end; usually last year's report was copied.

    Example:
        A report on 2025 signed on 31 March 2025 under a cover of 31 March 2026.

    What to do:
        Correct the date.

    Source:
        The calendar.
    """
    dates = tuple((one, one.value) for one in audit.form.dates if one.value is not None)
    for one in audit.form.dates:
        if one.value is None:
            shown = say(NO_DAY, role=ROLES[one.role], raw=one.raw)
            yield Observation(shown, _place(one), claimed=one.raw)
    year = audit.form.fiscal_year
    if year is None or not date.min.year <= year <= date.max.year:
        yield from _apart(dates)
        return
    for one, day in dates:
        if day < date(year, 12, 31):
            later = [(other, at) for other, at in dates if at.year > year]
            yield _early(one, day, later, year)


def _early(one: FormDate, day: date, later: list[Dated], year: int) -> Observation:
    said = tuple(
        dict.fromkeys(
            say(OTHER, role=ROLES[other.role], value=at.isoformat()) for other, at in later
        )
    )
    shown = say(
        EARLY,
        role=ROLES[one.role],
        value=day.isoformat(),
        year=str(year),
        others=say(OTHERS, others=said) if said else "",
    )
    related = tuple(_place(other) for other, _ in later)
    return Observation(shown, _place(one), claimed=day.isoformat(), related=related)


def _apart(dates: tuple[Dated, ...]) -> Iterator[Observation]:
    for one, day in dates:
        latest, last = max(dates, key=lambda dated: dated[1])
        if last - day > YEAR:
            other = say(AND_OTHER, role=ROLES[latest.role], value=last.isoformat())
            shown = say(APART, role=ROLES[one.role], value=day.isoformat(), others=other)
            yield Observation(
                shown, _place(one), claimed=day.isoformat(), related=(_place(latest),)
            )


def _place(one: FormDate) -> Where:
    shown = one.raw if one.value is None else one.value.isoformat()
    return evolve(one.at, label=ROLES[one.role].zh, text=one.at.text or shown)
