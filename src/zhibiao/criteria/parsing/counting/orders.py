"""Positions on a scale: water classes (``达到Ⅱ类``) and places (``第一名``)."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.parsing.clauses import Level, Place
from zhibiao.criteria.parsing.counting.taking import TAKE
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import score
from zhibiao.criteria.phrases import phrase

_LEVEL_WORD = r"类别|类|等级|级别|级|档次|档"
_LEVEL_STEP = phrase(
    rf"[^\d,;。:每扣]{{0,20}}?每(?:下降|降低|低|降|下调)(?:一|1)个?"
    rf"(?P<word>{_LEVEL_WORD}){TAKE.pattern}"
)
_LEVEL_AWARD = phrase(
    r"[^\d,;。:每扣]{0,20}?(?:达到|达|为|≥|不低于|优于或达到|达到或优于|是)?(?:国家"
    r"|地表水)?(?P<label>(?P<worst>劣)?(?P<level>[ⅠⅡⅢⅣⅤ]|I{1,3}V?|IV|V)(?P<word>类|级)"
    r"(?P<more>及以上|及以下|以上|以下)?)(?:标准|水质|水体|水)*(?:的|时)?,?"
)
_PLACE_STEP = phrase(
    rf"[^\d,;。:每扣]{{0,20}}?每(?:下降|下滑|后退|倒退|靠后|往后|落后|降低|退后|后移|低|降|退|后)(?:一|1)个?"
    rf"(?:名次|位次|名|位){TAKE.pattern}"
)
_PLACE_AWARD = phrase(r"[^\d,;。:每扣得]{0,20}?第(?:1|一)(?:名|位)?的?,?")


def level(cursor: Cursor) -> Level | None:
    """``达到Ⅱ类，记10分`` and ``每下降一类扣1分``."""
    start = cursor.at
    found = cursor.take(_LEVEL_STEP)
    if found is not None:
        return Level(start, cursor.at, word=found["word"], deduct=Fraction(found["points"]))
    found = cursor.take(_LEVEL_AWARD)
    if found is not None:
        given = score(cursor)
        if given is not None:
            return Level(
                start, cursor.at, word=found["word"], level=found["level"],
                label=found["label"], score=given,
                bounded=bool(found["worst"]) or found["more"] in ("以下", "及以下"),
            )  # fmt: skip
    cursor.at = start
    return None


def place(cursor: Cursor) -> Place | None:
    """``第一名得10分`` and ``每下降一名扣1分``."""
    start = cursor.at
    found = cursor.take(_PLACE_STEP)
    if found is not None:
        return Place(start, cursor.at, deduct=Fraction(found["points"]))
    falling = _PLACE_STEP.search(cursor.text)  # without steps places are ranges like any other
    if falling is not None and cursor.take(_PLACE_AWARD):
        given = score(cursor)
        if given is not None:
            return Place(start, cursor.at, score=given)
    cursor.at = start
    return None
