"""Qualitative grades, each with its share of the points."""

from __future__ import annotations

from zhibiao.criteria.building.parts import (
    STATE,
    Built,
    Parts,
    assumed,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.clauses import Graded, ShareEnd
from zhibiao.exact import ONE, text
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model import measure as measures
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.table import Table


def grades(parts: Parts) -> Built:
    """Qualitative grades, each with its share of the points.

    Raises:
        RefusedError: shares that leave a gap or overlap.
    """
    parts.only([Graded])
    found = parts.of(Graded)
    if len(found) < 2:
        raise parts.whole(say(texts.REST_UNSAID))
    ordered = sorted(found, key=lambda one: one.low.at, reverse=True)
    if list(found) != ordered or found[0].high.at != ONE:
        raise refused(found[0])
    made = []
    is_open = False
    for position, one in enumerate(found):
        low, high = one.low, one.high
        before = found[position - 1] if position else None
        if before is not None:
            if before.low.at != high.at:
                raise refused(one, say(texts.GAP, at=f"{text(high.at * 100)}%"))
            if before.low.closed and high.closed:
                raise refused(one, say(texts.OVERLAP, at=f"{text(high.at * 100)}%"))
        upper_closed, said = _closed_above(before.low if before else None, high)
        is_open = is_open or said
        lower_closed = _closed_below(
            low, found[position + 1].high if position + 1 < len(found) else None
        )
        opening, closing = "[" if lower_closed else "(", "]" if upper_closed else ")"
        share = f"{opening}{text(low.at * 100)}%..{text(high.at * 100)}%{closing}"
        made.append(Grade(one.label, UnaryTest(share)))
    scheme = Grades(
        grades=tuple(made), measure=STATE, assumed=assumed(*(["grades"] if is_open else []))
    )
    measure = Measure(
        texts.STATE.zh,
        type=MeasureType.STATE,
        levels=tuple(measures.Level(one.label) for one in found),
    )
    return Built(scheme, Table({"state": measure}), stated_mark(parts))


def _closed_above(before: ShareEnd | None, high: ShareEnd) -> tuple[bool, bool]:
    """Whether a grade's upper end is in it, and whether the words left it open.

    Where they do, the bound belongs to the upper grade.
    """
    if before is None:
        return high.closed is not False, False
    if high.closed is not None:
        return high.closed, False
    return before.closed is False, before.closed is None


def _closed_below(low: ShareEnd, after: ShareEnd | None) -> bool:
    if low.closed is not None:
        return low.closed
    return after is None or not after.closed
