"""Cases that are counted: ``每出现一例…扣1分``, ``发现一处扣2分``, ``每开展一次得2分``."""

from __future__ import annotations

import re

from zhibiao.criteria.parsing.amounts import DISCRETE
from zhibiao.criteria.parsing.clauses import Case
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.taking import taking

_SUBJECT = re.compile(r"[^\d,;。:每扣]{0,40}?(?=每)")
_FREE = re.compile(r"[^\d;。:每扣加得减]{0,40}?(?=的?,?(?:则|应|各|应当)?(?:扣|加|减|得))")
_EACH = re.compile(r"每再?")
_HAPPENS = re.compile(
    r"新?(?:出现|发生|存在|发现|查出|查实|检查发现|受到|收到|引发|缺少|缺|漏报|漏|有"
    r"|被[\u4e00-\u9fff]{1,6}?)(?=[一1])"
)
_ADDS = re.compile(
    r"(?:符合|满足|具备|做到|增加|新增|多|增|完成|开展|组织|举办|获得|获|成功)(?=[一1])"
)
_ONE = re.compile(r"[一1](?P<unit>" + "|".join(sorted(DISCRETE, key=len, reverse=True)) + ")")
_PER = re.compile(r"每(?P<unit>" + "|".join(sorted(DISCRETE, key=len, reverse=True)) + ")")
_LEAD = re.compile(
    r"[^\d,;。:每扣加减一]{0,30}?(?=(?:发现|出现|发生|存在|缺少|查出|有|缺|漏)?[一1])"
)
_NEGATIVE = re.compile(r"未|不|违规|违纪|问题|投诉|事故|逾期|缺|漏|错|无")
_JUDGING = re.compile(
    r"除|连续|累计|同时|酌情|视情|情节|比例|以上|以下|超过|少于|不足|低于|满分|最多|最高|最低|除外"
)

_REFERRING = re.compile(
    r"^(?:以上|上述)(?:各项|所列|几种|任一|各种)?(?:情况|要求|内容|问题|情形|条件|指标"
    r"|事项)?(?:中|里)?,?"
)


def case(cursor: Cursor) -> Case | None:
    """``每出现一例不符合要求的扣1分``, ``发现一处扣2分``, ``审计问题每项扣1.5分``."""
    start = cursor.at
    for form in (_each_case, _per_case, _one_case):
        found = form(cursor, start)
        if found is not None:
            return found
        cursor.at = start
    return None


def _each_case(cursor: Cursor, start: int) -> Case | None:
    subject = cursor.take(_SUBJECT)
    if subject is None or not cursor.take(_EACH):
        return None
    adding = False
    if not cursor.take(_HAPPENS):
        adding = cursor.take(_ADDS) is not None
    one = cursor.take(_ONE)
    if one is None:
        return None
    return _finished(cursor, start, subject[0], unit=one["unit"], adding=adding)


def _per_case(cursor: Cursor, start: int) -> Case | None:
    subject = cursor.take(_SUBJECT)
    if subject is None or not cursor.take(_PER):
        return None
    return _finished(cursor, start, subject[0])


def _one_case(cursor: Cursor, start: int) -> Case | None:
    subject = cursor.take(_LEAD)
    if subject is None:
        return None
    if not cursor.take(_HAPPENS) and not _NEGATIVE.search(subject[0]):
        behind = cursor.at
        # “一项不符合扣0.5分”: what follows must say that something is wrong
        if not cursor.take(_ONE) or not cursor.sees(_NEGATIVE):
            return None
        cursor.at = behind
    if cursor.take(_ONE) is None:
        return None
    return _finished(cursor, start, subject[0])


def _finished(
    cursor: Cursor, start: int, subject: str, *, unit: str = "", adding: bool = False
) -> Case | None:
    noun = cursor.take(_FREE)
    taken = taking(cursor) if noun else None
    if noun is None or taken is None:
        return None
    words = _REFERRING.sub("", subject + noun[0]).strip("、,的")
    if _JUDGING.search(words):
        return None
    if adding and taken.deduct > 0 and not _NEGATIVE.search(words):
        return None  # points off for one more of what may well be good
    return Case(
        start, cursor.at, noun=words, deduct=taken.deduct, unit=unit if adding else "",
        earned=taken.earned, share=taken.share,
    )  # fmt: skip
