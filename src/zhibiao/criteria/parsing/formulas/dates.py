"""Several dates, each with its threshold: ``6月、9月末分别达到40%、75%的，各得2分``."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.parsing.amounts import Amount, amount
from zhibiao.criteria.parsing.clauses import Dated
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase

_DATE = r"(?:\d{1,2}月(?:\d{1,2}日)?|[一二三四1-4]季度|上半年|前[三3]季度|全年)(?:底|末|份|前)?"
_VALUE = r"\d{1,3}(?:\.\d{1,2})?%?"
_SCORE = r"\d{1,3}(?:\.\d{1,2})?分"
_DATED = phrase(
    rf"(?:截至|截止)?(?P<dates>{_DATE}(?:[、,和及]{_DATE})+)(?P<name>[\u4e00-\u9fff]{{0,20}}?)"
    rf"(?:分别)?(?:达到|完成|不低于|≥|达)(?:或超过)?(?P<values>{_VALUE}(?:[、,和及]{_VALUE})*%)"
    rf"(?:\(含\))?(?:及以上|以上|及其以上)?(?:的|者|时)?,?"
    rf"(?:(?:各|每项|每个节点|均|每次)(?:得|计|记)?(?P<each>{_SCORE})"
    rf"|分别(?:得|计|记)?(?P<scores>{_SCORE}?(?:[、,和及]{_SCORE}?)*分))(?=[,;。]|$)"
)
_THRESHOLD = rf"(?:达到|完成|不低于|≥|达)(?:或超过)?(?P<value>{_VALUE})(?:\(含\))?(?:及以上|以上)?"
_ONE = phrase(
    rf"(?:截至|截止)?(?P<lead>[\u4e00-\u9fff]{{0,16}}?)(?P<date>{_DATE})(?P<name>[\u4e00-\u9fff]{{0,16}}?){_THRESHOLD}"
    rf"(?:的|者|时)?,?(?:得|计|记|赋)?(?P<score>{_SCORE})(?=[,;。]|$)"
)
_FIRST_NAME = phrase(rf"(?P<lead>[\u4e00-\u9fff]{{2,16}}?){_DATE}")


def dated(cursor: Cursor) -> Dated | None:
    """Thresholds of several dates, as many as there are dates."""
    start = cursor.at
    ahead = cursor.take(_AHEAD) if "分别" in cursor.text else None
    if ahead is not None:
        return _ahead(cursor, start, ahead)
    found = cursor.take(_DATED) if "分别" in cursor.text else None
    if found is None or "分别" not in found[0]:
        cursor.at = start
        return None
    dates = re.findall(_DATE, found["dates"])
    name = found["name"].removesuffix("分别")
    values = [_percent(one) for one in re.findall(_VALUE, found["values"])]
    scores = [Fraction(one) for one in re.findall(r"\d+(?:\.\d+)?", found["scores"] or "")]
    if found["each"]:
        scores = [Fraction(found["each"].removesuffix("分"))] * len(dates)
    if not len(dates) == len(values) == len(scores) or None in values:
        cursor.at = start
        return None
    return Dated(
        start, cursor.at, labels=tuple(f"{date}{name}" for date in dates),
        values=tuple(one for one in values if one is not None), scores=tuple(scores),
    )  # fmt: skip


_MONTHS = r"\d{1,2}(?:[、,和及]\d{1,2})+月(?:底|末|份)?"
_AHEAD = phrase(
    rf"(?P<lead>[\u4e00-\u9fff]{{0,20}}?)(?:截至|截止|在|于)?(?P<dates>{_DATE}(?:[、,和及]{_DATE})+|{_MONTHS})(?P<name>[\u4e00-\u9fff]{{0,16}}?)"
    rf"(?:应当?|须|需|要求)?分别(?:应当?|须|需)?(?:达到|完成|不低于|≥|达)(?P<values>{_VALUE}(?:[、,和及]{_VALUE})*%)(?:以上)?"
    rf"[,;。](?:(?P<again>{_DATE}(?:[、,和及]{_DATE})+|{_MONTHS})|上述(?:时点|节点|月份)|各(?:时点|节点|月份?))?[\u4e00-\u9fff]{{0,12}}?(?:达到|完成)(?:上述|以上|相应|对应|规定|该|序时)*"
    rf"(?:目标进度|目标值|目标|进度|要求|标准|比例|节点)(?:要求)?的?,?(?:各|每项|每个节点|均|分别|每次)(?:得|计|记)?(?P<each>{_SCORE})(?=[,;。]|$)"
)


def _ahead(cursor: Cursor, start: int, found: re.Match[str]) -> Dated | None:
    """``进度在6、9、11月应分别达到40%、67.5%、82.5%。达到上述目标的，各得2分``."""
    dates = re.findall(_DATE, found["dates"])
    if found["again"] not in (None, found["dates"]):
        cursor.at = start
        return None
    if len(dates) < 2:  # “6、9、11月”
        dates = [f"{one}月" for one in re.findall(r"\d{1,2}", found["dates"])]
    values = [_percent(one) for one in re.findall(_VALUE, found["values"])]
    kept = tuple(one for one in values if one is not None)
    if not len(dates) == len(values) == len(kept):
        cursor.at = start
        return None
    name = found["lead"] + found["name"]
    each = Fraction(found["each"].removesuffix("分"))
    return Dated(
        start, cursor.at, labels=tuple(f"{date}{name}" for date in dates), values=kept,
        scores=(each,) * len(dates),
    )  # fmt: skip


def one_date(cursor: Cursor) -> Dated | None:
    """``6月底达到50%得2分``, where other dates have thresholds of their own."""
    start = cursor.at
    dates = any(word in cursor.text for word in ("月", "季度", "半年"))
    found = cursor.take(_ONE) if dates else None
    others = {one["date"] for one in _ONE.finditer(cursor.text)} if found else set()
    value = _percent(found["value"]) if found is not None else None
    if found is None or len(others) < 2 or value is None or not found["value"].endswith("%"):
        cursor.at = start
        return None
    first = _FIRST_NAME.search(cursor.text)
    name = found["lead"] + found["name"] or (first["lead"] if first else "")
    return Dated(
        start, cursor.at, labels=(f"{found['date']}{name}",), values=(value,),
        scores=(Fraction(found["score"].removesuffix("分")),),
    )  # fmt: skip


def _percent(written: str) -> Amount | None:
    return amount(Cursor(written if written.endswith("%") else f"{written}%"))
