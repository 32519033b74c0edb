"""What a clause awards: ``得5分``, ``满分``, ``不得分``, ``得分值的80%``, ``得3至4.5分``."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.parsing.amounts import numeral
from zhibiao.criteria.parsing.clauses import Score
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO

_NUMBER = r"\d{1,4}(?:\.\d{1,4})?"
POINTS = r"分(?!值|钟|之[一二三四五六七八九十]|别)"
_VERB = (
    r"(?:(?:可|应|则|即|直接|一律|均|都|统一|只|仅)?(?:得分为|计分为|得分|计分|记分|赋分|评分|给分|得|计|记"
    r"|给予|给|赋予|赋|评|打|获|为)"
    r"(?:基本分|基础分|基准分)?[:=]?)"
)
_OWN = r"(?:该项|本项|此项|该指标|本指标|指标|该项指标|本项指标)?"
_SHARE = (
    rf"(?P<percent>{_NUMBER})%|百分之(?P<hundredth>{_NUMBER}|[一二三四五六七八九十]+)|"
    r"(?P<half>一半|1/2|二分之一)"
)
_FULL = r"满分|全分|全部分值|全部分数|全部得分|分值满分|标准分|该项全部分值"
_WHOLE = r"(?:满分|分值|权重分值|权重分数|权重分|权重|标准分|总分|分数|指标分值|指标分)"

_NONE = phrase(
    rf"(?:一律|均|都|则|即|直接|统一)?{_OWN}(?:(?:不予|不能|均不|不)(?:得|计|记|给|评|赋)分|(?:得|计|记|为)?零分|不给予分数"
    rf"|{_VERB}?0(?:\.0+)?{POINTS}|扣除?(?:该项|本项|此项)?(?:全部分值|全部分数|全部分"
    r"|全分|满分)|全扣|扣完(?!为止))"
)
_ITS_OWN = phrase(r"本项|该项|此项|该指标|本指标")
_FULL_MARK = phrase(
    rf"{_VERB}?{_OWN}(?:{_FULL})(?:\((?P<points>{_NUMBER}){POINTS}\)|(?P<bare>{_NUMBER}){POINTS})?"
)
_NOTHING_OFF = phrase(r"(?:均|都|可|则)?不(?:予)?扣分(?=[,;。)]|$)")
_TAKEN_OFF = phrase(rf"(?:则|应)?扣(?P<points>{_NUMBER}){POINTS}(?=[,;。)]|$)")
_PART = phrase(
    rf"(?:{_VERB}|按照?|以){_OWN}{_WHOLE}的?(?:{_SHARE})(?:得分|计分|记分|给分|赋分|计算|计)?"
)
_PART_FIRST = phrase(rf"{_VERB}{_OWN}(?:{_SHARE})的?(?:{_WHOLE}|分)")
_RANGE = phrase(
    rf"(?:(?P<by>由[\u4e00-\u9fff]{{2,12}}?|酌情)?(?:在|按)?|{_VERB})(?P<low>{_NUMBER})"
    rf"(?:分)?(?:-|~|至|到)(?P<high>{_NUMBER}){POINTS}(?:之间|区间|范围内|内|间)?,?"
    r"(?P<how>(?:按比例|线性|按线性|按直线|直线|用直线)(?:插值|内插|内插法|插值法)?"
    r"(?:计算)?(?:得分|计分|记分|计算得分|给分|计算|确定)"
    r"|(?:综合|酌情)?(?:评定|打分|评分|给分|得分|计分|赋分))?"
)
_INNER_RANGE = phrase(rf"\((?P<low>{_NUMBER})分?(?:-|~|至|到)(?P<high>{_NUMBER}){POINTS}\)")
_LINEAR_RANGE = phrase(
    rf"(?:按照?|用|采用)(?:线性|直线)?(?:比例|插值法?|内插法?)(?:计算)?(?:在|得|计|记|于)?(?P<low>{_NUMBER})分?(?:-|~|至|到)(?P<high>{_NUMBER}){POINTS}"
    r"(?:之间|间|区间|范围内|内)?(?:计算得分|计算|计分|得分|记分|赋分|确定)?"
)
_PLAIN = phrase(
    rf"(?P<verb>{_VERB})?(?P<points>{_NUMBER}){POINTS}|\((?P<inner>{_NUMBER}){POINTS}\)"
)
_AS_POINTS = phrase(
    rf"(?:均|一律|仍|也)?按照?(?P<points>{_NUMBER}){POINTS}(?:计算|计分|计|得分|记)(?=[,;。)]|$)"
)
_SHARE_ALONE = phrase(
    rf"(?:可|则|即)?(?:按照?|得|计|记)(?P<percent>{_NUMBER})%(?:计算|计分|计|得分|记分)?(?=[,;。()]|$)"
)
_UP_TO = phrase(rf"{_VERB}(?P<high>{_NUMBER}){POINTS}(?:及)?以下(?=[,;。)]|$)")
_JUDGES = phrase(r"由(?:评审|评价|考评|考核|评估|专家|第三方)[\u4e00-\u9fff]{0,6}|酌情")


def score(cursor: Cursor, *, bare: bool = True) -> Score | None:
    """The score that stands here; ``bare`` allows one without a verb (``，3分``)."""
    start = cursor.at
    for form in (_range, _below, _part, _full, _none):
        found = form(cursor)
        if found is not None:
            return found
        cursor.at = start
    as_points = cursor.take(_AS_POINTS)
    if as_points is not None:
        return Score(Fraction(as_points["points"]))
    plain = cursor.take(_PLAIN)
    if plain is not None and plain["inner"]:
        return Score(Fraction(plain["inner"]))
    if plain is None or not (plain["verb"] or bare):
        cursor.at = start
        return None
    return Score(Fraction(plain["points"]))


def loss(cursor: Cursor) -> Score | None:
    """``扣1分`` as the score of a band: so much less than the points."""
    found = cursor.take(_TAKEN_OFF)
    return None if found is None else Score(Fraction(found["points"]), off=True)


def _none(cursor: Cursor) -> Score | None:
    found = cursor.take(_NONE)
    return None if found is None else Score(ZERO, own=_ITS_OWN.search(found[0]) is not None)


def _full(cursor: Cursor) -> Score | None:
    if cursor.take(_NOTHING_OFF):
        return Score(Fraction(1), share=True, kept=True)
    found = cursor.take(_FULL_MARK)
    if found is None:
        return None
    stated = found["points"] or found["bare"]
    return Score(Fraction(stated)) if stated else Score(Fraction(1), share=True)


def _part(cursor: Cursor) -> Score | None:
    alone = cursor.take(_SHARE_ALONE)  # “良好计80%”
    if alone is not None and Fraction(alone["percent"]) > 100:
        return None
    if alone is not None:
        return Score(Fraction(alone["percent"]) / 100, share=True)
    found = cursor.take(_PART) or cursor.take(_PART_FIRST)
    if found is None:
        return None
    if found["half"]:
        return Score(Fraction(1, 2), share=True)
    written = found["percent"] or found["hundredth"]
    value = numeral(written)
    return None if value is None else Score(value / 100, share=True)


def _below(cursor: Cursor) -> Score | None:
    """``得3分以下``: an assessor gives what he sees fit."""
    found = cursor.take(_UP_TO)
    if found is None:
        return None
    return Score(Fraction(found["high"]), low=ZERO, within="judged")


def _range(cursor: Cursor) -> Score | None:
    inner = cursor.take(_INNER_RANGE)
    if inner is not None:
        low, high = sorted((Fraction(inner["low"]), Fraction(inner["high"])))
        return Score(high, low=low, within="judged")
    linear = cursor.take(_LINEAR_RANGE)
    if linear is not None:
        low, high = sorted((Fraction(linear["low"]), Fraction(linear["high"])))
        return Score(high, low=low, within="interpolated")
    found = cursor.take(_RANGE)
    if found is None:
        return None
    low, high = sorted((Fraction(found["low"]), Fraction(found["high"])))
    by, how = found["by"] or "", found["how"] or ""
    if by and not _JUDGES.fullmatch(by):
        return None
    if "比例" in how or "线" in how:
        return None if by else Score(high, low=low, within="interpolated")
    return Score(high, low=low, within="judged")
