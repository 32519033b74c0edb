"""The points that a clause takes off or adds each time: ``扣0.5分``, ``加1分``, ``扣权重的5%``."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve, frozen

from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS

_N = r"(?P<points>\d{1,4}(?:\.\d{1,4})?)"
_TAKE_SHARE = re.compile(
    r"(?:的|者)?,?(?:则|应|应当|相应|各)?(?:扣减|扣除|减扣|扣)(?:该项|本项|此项|该指标)?"
    r"(?:(?:分值|权重分值|权重分|权重|满分|总分|标准分)的(?P<of>\d{1,3}"
    r"(?:\.\d{1,2})?)%|(?P<share>\d{1,3}(?:\.\d{1,2})?)%的?(?:分值|权重分值|权重分"
    r"|权重|满分|分数))"
)
TAKE = re.compile(
    r"(?:的|者)?,?(?:则|应|应当|相应|各)?(?:扣减|扣除|减扣|扣分|扣|减少|减去|减)"
    rf"(?:该项|本项)?{_N}{POINTS}"
)
_ADD = re.compile(rf"(?:的|者)?,?(?:则|可|另|额外|再)?(?:加分|增加|加计|加){_N}{POINTS}")
_EARN = re.compile(rf"(?:的|者)?,?(?:得|计|记){_N}{POINTS}")


_FROM = re.compile(
    r"(?:的|者)?,?(?:则|应)?(?:在|从)(?:满分|总分|(?:本项|该项)?分值|(?:满分|基础分|基准分)?"
    rf"(?P<off>\d{{1,4}}(?:\.\d{{1,4}})?)分)(?:的)?(?:基础上|基数上|中|里)?(?:相应)?,?(?=扣|减|加)"
)


@frozen
class Taking:
    """How many points a clause takes off; below zero what it adds.

    ``off`` is the mark from which they are said to come off: ``在5分基础上扣1分``.
    """

    deduct: Fraction
    earned: bool = False
    share: bool = False
    off: Fraction | None = None


def taking(cursor: Cursor) -> Taking | None:
    """What is taken off or added here, if anything."""
    start = cursor.at
    told = cursor.take(_FROM)
    found = _taking(cursor)
    if found is None:
        cursor.at = start
        return None
    return evolve(found, off=Fraction(told["off"])) if told and told["off"] else found


def _taking(cursor: Cursor) -> Taking | None:
    found = cursor.take(_TAKE_SHARE)
    if found is not None:
        return Taking(Fraction(found["of"] or found["share"]) / 100, share=True)
    found = cursor.take(TAKE)
    if found is not None:
        return Taking(Fraction(found["points"]))
    found = cursor.take(_ADD)
    if found is not None:
        return Taking(-Fraction(found["points"]))
    found = cursor.take(_EARN)
    return Taking(-Fraction(found["points"]), earned=True) if found else None
