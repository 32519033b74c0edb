"""What is left to an assessor: ``由评价组综合评定``, and grades with their shares of the points."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.parsing.clauses import AnyClause, Assessed, Graded, ShareEnd
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS
from zhibiao.criteria.phrases import phrase

_PERSONS = (
    r"(?:(?:评价|评审|考评|考核|评估|专家|第三方)(?:工作)?(?:评审|评价)?(?:小组|组"
    r"|机构|人员|专家|委员会|专家组)|专家)"
)
_ASSESSED = phrase(
    rf"(?:由{_PERSONS})(?:根据|按照|按|结合|依据|对)?[\u4e00-\u9fff、,]{{0,40}}?(?:酌情"
    r"|综合|进行)?(?:评定|打分|评分|评议|给分|判定|确定得分)(?:得分|分值)?(?=$|[,;。])"
)
_ASSESSED_RANGE = phrase(
    rf"(?:(?P<by>由{_PERSONS})[^;。\d每扣]{{0,60}}?|(?:根据|按照|依据|结合|视)[^;。\d每扣]{{2,40}}?)?,?(?:在|于|按)?"
    rf"0分?(?:-|~|至|到)(?P<high>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}(?:之间|范围内|区间内|区间|以内|内)?(?:进行)?"
    r"(?:(?P<how>酌情|综合|合理)?(?:打分|评分|赋分|给分|计分|评定|得分))(?=$|[,;。])"
)
_SHARE = r"(?P<{n}>\d{{1,3}})%?(?P<{n}c>\((?:不)?含\))?"
_GRADE = phrase(
    r"(?P<label>[\u4e00-\u9fff、,]{1,40}?)(?:的|为)?[,:]?(?:得|计|记|按|按照)?(?:该项"
r"|该指标|指标)?(?:分值|权重|满分|权重分)?的?"
    + _SHARE.format(n="one") + r"(?:-|~|至|到)" + _SHARE.format(n="two") + (
r"的?(?:分值|权重分|权重|得分|分数|分|计分|记分)?(?=$|[,;。])"
)
)  # fmt: skip
_THREE = phrase(
    r"(?P<before>(?:[^;。\d]{0,60}?(?:分为|划分为|分成))?)(?P<labels>[\u4e00-\u9fff、,]{4,80}?)(?:三"
    r"|3)个?(?:档次|档|等级|等次|级),?分别按照?(?:该项|该|各)?(?:指标)?(?:对应)?"
    r"(?:的)?(?:分值)?(?:区间)?的?"
    r"(?P<shares>\d{1,3}%?(?:\(含\))?(?:-|至|~)\d{1,3}%?(?:\(含\))?(?:、\d{1,3}%?"
    r"(?:\(含\))?(?:-|至|~)\d{1,3}%?(?:\(含\))?){2})(?:合理|酌情)?(?:确定|给出|计算"
    r"|评定)?(?:分值|得分|分数|计分|打分)?"
)
_ONE_SHARE = phrase(_SHARE.format(n="one") + r"(?:-|至|~)" + _SHARE.format(n="two"))


_GIVEN_FREELY = phrase(
    rf"(?:(?:由{_PERSONS})?(?:根据|按照|依据|结合|视|对|综合)[^;。\d每扣]{{2,40}}?,?)?(?:(?:酌情|综合|合理)(?:予以|进行)?(?:给分|计分|得分|赋分|打分|评分|给|计|得|打|赋)?|(?<=[价定估断评]),?[得给计]),?"
    rf"(?:在|按)?(?:0分?(?:-|~|至|到)(?P<high>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}|(?:最高|最多|满分|上限)(?:为|得|计|不超过)?(?P<most>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS})"
    r"(?:之间|范围内|区间内|区间|以内|内)?(?=$|[,;。])"
)


_HEDGED = phrase(r"除外|例外|特殊|另行|其中|加倍|减半|扣|年度考核")


def assessed(cursor: Cursor) -> Assessed | None:
    """``由评价组根据履职情况评定``, ``根据制度建设情况酌情给0-3分``."""
    start = cursor.at
    freely = cursor.take(_GIVEN_FREELY)
    if freely is not None and not _HEDGED.search(freely[0]):
        return Assessed(start, cursor.at, high=Fraction(freely["high"] or freely["most"]))
    cursor.at = start
    plain = cursor.take(_ASSESSED)
    if plain is not None and not _HEDGED.search(plain[0]):
        return Assessed(start, cursor.at)
    cursor.at = start
    found = cursor.take(_ASSESSED_RANGE)
    if found is None or _HEDGED.search(found[0]) or not (found["by"] or found["how"]):
        cursor.at = start
        return None
    return Assessed(start, cursor.at, high=Fraction(found["high"]))


def graded(cursor: Cursor) -> list[AnyClause]:
    """Grades with their shares: three in one sentence, or one after another."""
    start = cursor.at
    three = cursor.take(_THREE)
    if three is not None and not _HEDGED.search(three["before"]):
        labels = _three_labels(three["labels"])
        shares = list(_ONE_SHARE.finditer(three["shares"]))
        if len(labels) == len(shares) == 3:
            return [
                Graded(start, cursor.at, label=label, low=low, high=high)
                for label, (low, high) in zip(labels, map(_share_ends, shares), strict=True)
            ]
    cursor.at = start
    one = cursor.take(_GRADE)
    in_points = one is not None and "%" not in one[0] and re.search(r"[\d)]分$", one[0])
    if one is None or in_points or re.search(r"[扣每得]", one["label"]):
        cursor.at = start
        return []
    low, high = _share_ends(one)
    return [Graded(start, cursor.at, label=one["label"].strip(",、"), low=low, high=high)]


def _three_labels(words: str) -> list[str]:
    found = [label.strip(",、") for label in words.split("、")]
    return found if len(found) == 3 and all(found) else []


def _share_ends(found: re.Match[str]) -> tuple[ShareEnd, ShareEnd]:
    ends = []
    for name in ("one", "two"):
        said = found[f"{name}c"]
        closed = None if said is None else "不" not in said
        ends.append(ShareEnd(Fraction(int(found[name]), 100), closed))
    low, high = sorted(ends, key=lambda end: end.at)
    return low, high
