"""The points that a clause takes off or adds each time: ``扣0.5分``, ``加1分``, ``扣权重的5%``."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from zhibiao.criteria.parsing.amounts import numeral
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE

_N = r"(?P<points>\d{1,4}(?:\.\d{1,4})?)"
_PART = r"1/\d{1,2}|[二三四五六七八九十]分之一"
_TAKE_SHARE = phrase(
    r"(?:的|者)?,?(?:则|应|应当|相应|各)?(?:扣减|扣除|减扣|扣)(?:该项指标|本项指标|该项|本项|此项|该指标|指标)?"
    r"(?:(?:分值|权重分值|权重分|权重|满分|总分|标准分)的"
    rf"(?:(?P<of>\d{{1,3}}(?:\.\d{{1,2}})?)%|(?P<part>{_PART}))"
    rf"|(?:(?P<share>\d{{1,3}}(?:\.\d{{1,2}})?)%|(?P<piece>{_PART}))的?"
    r"(?:分值|权重分值|权重分|权重|满分|分数))"
)
TAKE = phrase(
    r"(?:的|者)?,?(?:则|应|应当|相应|各)?(?:扣减|扣除|减扣|扣分|扣|减少|减去|减)"
    rf"(?:该项|本项)?{_N}{POINTS}"
)
_ADD = phrase(rf"(?:的|者)?,?(?:则|可|另|额外|再)?(?:加分|增加|加计|加){_N}{POINTS}")
_EARN = phrase(rf"(?:的|者)?,?(?:得|计|记){_N}{POINTS}")


_EARN_SHARE = phrase(
    r"(?:的|者)?,?(?:得|计|记)(?:该项|本项)?(?P<share>\d{1,3}(?:\.\d{1,2})?)%的?"
    r"(?:分值|权重分值|权重分|权重|满分|分数)"
)
_FROM = phrase(
    r"(?:的|者)?,?(?:则|应)?(?:在|从)(?:满分|总分|(?:本项|该项)?分值|(?:满分|基础分|基准分)?"
    r"(?P<off>\d{1,4}(?:\.\d{1,4})?)分)(?:的)?(?:基础上|基数上|中|里)?(?:相应)?,?(?=扣|减|加)"
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
        piece = found["part"] or found["piece"]
        if piece is None:
            return Taking(Fraction(found["of"] or found["share"]) / 100, share=True)
        whole = piece[2:] if piece[0] == "1" else piece[: -len("分之一")]
        return Taking(1 / (numeral(whole) or ONE), share=True)
    found = cursor.take(TAKE)
    if found is not None:
        return Taking(Fraction(found["points"]))
    found = cursor.take(_ADD)
    if found is not None:
        return Taking(-Fraction(found["points"]))
    shared = cursor.take(_EARN_SHARE)
    if shared is not None:
        return Taking(-Fraction(shared["share"]) / 100, earned=True, share=True)
    found = cursor.take(_EARN)
    return Taking(-Fraction(found["points"]), earned=True) if found else None
