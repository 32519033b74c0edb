"""Rules about the whole score, proportions, and what is left to an assessor."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from zhibiao.criteria.parsing.amounts import Amount, amount, counted
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Assessed,
    Graded,
    Mark,
    Ratio,
    ShareEnd,
    Standard,
    Tail,
)
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS

_N = rf"(?P<points>\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}"
_M = rf"(\d{{1,4}}(?:\.\d{{1,4}})?){POINTS}"
_OWN = r"(?:该项|本项|此项|该指标|本指标)?"
_Kind = Literal[
    "floor", "max-deduction", "least", "most", "bonus-cap", "capped", "reason", "interpolated"
]

_TAILS: tuple[tuple[_Kind, re.Pattern[str]], ...] = (
    ("floor", re.compile(
        rf"(?:直至|直到|至|以)?{_OWN}(?:分值|得分)?扣(?:完|光|尽)(?:{_OWN}(?:的?全部|所有)?"
r"(?:分值|分数|得分|权重分|总分|满分|\d+(?:\.\d+)?分|分))?(?:为止|止)?"
        rf"|(?:直至|直到)?扣(?:至|到)(?:0|零)分?(?:为止|止)?|{_OWN}(?:不计|不得|不出现)负分"
r"|不倒扣分?|最低(?:得|为|计)?0分(?!之)"
        rf"|(?:直至|直到){_OWN}不得分(?:为止)?|{_OWN}扣分不超过{_OWN}(?:分值|满分)"
    )),
    ("max-deduction", re.compile(
        rf"(?:合计|累计|共|总共|{_OWN})?(?:最多|最高|至多)(?:可|只)?扣(?:除|减|分)?(?:不超过)?{_M}"
        rf"|(?:合计|累计|{_OWN})?扣分(?:上限为|以|最高不超过|最多不超过|不超过|最高"
rf"|最多){_M}(?:为限)?"
    )),
    ("bonus-cap", re.compile(
        rf"(?:合计|累计)?(?:最多|最高|至多)(?:可)?加(?:分)?(?:不超过)?{_M}"
        rf"|(?:合计|累计)?加分(?:上限为|最高不超过|最多不超过|不超过|最高|最多|以){_M}(?:为限)?"
    )),
    ("least", re.compile(rf"{_OWN}(?:最低|最少|至少|保底)(?:得分|得|计|记|为|不低于)?{_M}")),
    ("most", re.compile(
        rf"{_OWN}(?:得分)?(?:合计|累计)?(?:最高|最多)(?:得分|得|计|记|为)?(?:不超过)?{_M}"
rf"|{_OWN}(?:得分|总分|合计)?不超过{_M}"
        rf"|以{_M}为限"
    )),
    ("capped", re.compile(
        r"(?:完成率|比例|执行率)?超过100%的?,?(?:均)?(?:按照?|以|视为|视同)100%(?:计算"
rf"|计分|计)?|{_OWN}(?:最高|最多)(?:不超过|得|为)?(?:满分|分值|该项分值)"
        rf"|{_OWN}(?:得分)?不超过(?:满分|分值|该项分值)|超额完成的?,?(?:不加分|不再加分)"
    )),
    ("reason", re.compile(
        r"无(?:特殊|客观|正当|合理)(?:理由|原因)的?|(?:确有|如有|有|因)(?:特殊|不可抗力"
r"|客观|合理|正当)?(?:客观)?(?:原因|理由)(?:并说明|并作出说明|且说明)?的?,?(?:可"
r"|予以)?(?:酌情)?(?:少扣|不扣|减扣)分?"
    )),
    ("interpolated", re.compile(
        r"(?:其间|中间|其余|之间|期间|区间内|介于两者之间|各点之间)(?:的|值|部分)?,?(?:按"
r"|用|采用|以)?(?:照)?(?:直线|线性)(?:内插|插值)?(?:法)?(?:计算|确定|计分|得分"
r"|计算得分)?"
    )),
)  # fmt: skip

_LESS = re.compile(r"不足|不满|未满")
_REST = re.compile(r"(?:的|部分)*,?")
_PART = re.compile(r"(?:部分|一步)")
_ROUND_DOWN = re.compile(
    r"(?:均)?(?:不予扣分|不扣分|不扣|不计算|不计扣分|不计分|不计|舍去|忽略不计)"
)
_IN_PROPORTION = re.compile(
    r"(?:均)?(?:按照?)?(?:相应|同等)?比例(?:相应)?(?:扣减|扣分|计算|计扣|折算|扣|计)?(?:分|分数)?"
)
_AS_ONE = re.compile(r"(?:也|均)?(?:按照?|计为|视同|视为|算作|算|以)")
_COUNT_IT = re.compile(r"(?:计算扣分|计算|扣分|扣减|计扣|计|扣|算)?")
_WHOLE_ONLY = re.compile(r"(?:只计|仅计|按)(?:整数|整)(?:步|个?百分点)?(?:计算|扣分|计)?")

_STANDARD = re.compile(r"以")
_STANDARD_END = re.compile(
    r"(?:为|作为)(?:标准值|标准|基准值|基准|基数|目标值|目标|满分值|满分标准|参照值|参照)(?:值)?"
)
_STANDARD_NAME = re.compile(r"(?:标准值|目标值|基准值|指标值|计划值|基准|标准|目标)(?:为|是|=|:)")
_MARK = re.compile(rf"\(?(?:{_OWN}(?:满分|分值|总分|共计|共|计分)(?:为|:|=)?){_N}\)?")
_BASIC = re.compile(rf"{_OWN}(?:基本分|基础分|起评分|基准分|底分)(?:为|:|=)?{_N}")
_FILLER = re.compile(
    r"\(?(?:具体)?(?:评分|计分|扣分|得分|评价|打分|赋分)(?:标准|规则|办法|方法|细则"
    r"|说明)(?:如下|为)?\)?(?=[:,;。]|$)"
    r"|(?:按照|根据|依据)[\u4e00-\u9fff]{2,16}(?:结果|数据|资料|报告),"
    r"|[\u4e00-\u9fff()]{2,20}(?:率|比例|比重|占比"
    r"|度)=\(?[\u4e00-\u9fff()/÷+\-、]{3,60}\)?×100%(?=[;。,]|$)"
    r"|(?:评价|考核|评分)要点(?=:)|计算公式(?=:)|其中(?=[,:])|说明(?=:)|注(?=:)"
)

_RESULT = (
    r"(?:(?:该项|本项|此项|三级指标|单项指标|指标)?(?:实际)?(?:得分|计分|评分|记分"
    r"|指标得分)(?:=|:|为)?)"
)
_NOUN = r"[\u4e00-\u9fff]{1,20}?"
_FACTOR = (
    r"(?:(?:该项|本项|此项|该指标|指标)?(?:分值|权重分值|权重分|权重|满分分值|满分"
    r"|标准分|总分)|(?P<factor>\d{1,4}(?:\.\d{1,4})?)(?:分(?!钟))?)"
)
_TIMES = r"(?:×|乘以?|x|X)"
_QUOTIENT = re.compile(
    rf"{_RESULT}?\(?(?P<above>{_NOUN})(?:/|÷|除以)(?P<below>{_NOUN})\)?"
    rf"(?:{_TIMES}100%)?\)?{_TIMES}\(?{_FACTOR}\)?(?:计算)?"
)
_LINEAR = re.compile(
    rf"{_RESULT}?\(?[1一]-\((?P<above>{_NOUN})-(?P<target>{_NOUN})\)(?:/|÷)"
    rf"(?P<below>{_NOUN})\)?{_TIMES}{_FACTOR}"
)
_RATE = re.compile(
    rf"{_RESULT}?(?:未(?:完成|达到|达)(?:目标|目标值|指标值|计划|任务)?的?,?)?(?:则)?"
    rf"(?:按照?)?(?P<rate>[\u4e00-\u9fff]{{0,20}}?(?:率|满意度)){_TIMES}{_FACTOR}"
    r"(?:计算)?(?:得分|计分|计算得分)?"
)
_PROPORTION = re.compile(
    r"(?:未(?:完成|达到|达)(?:目标|目标值|指标值|计划|任务|年初目标)?的?,?)?"
    r"(?:则)?按照?(?:实际|任务|目标|指标)?(?:完成(?:值|数|量)?(?:与|占)(?:年初|年度)?"
    r"(?:指标值|目标值|计划数|目标)的?)?"
    r"(?:实际)?(?:完成)?(?:的)?(?:比例|比率|百分比|完成率)(?:乘以?(?:该项|本项)?"
    r"(?:分值|权重|满分))?(?:计算|折算)?(?:得分|计分|记分|给分|扣分|扣减分值|赋分)"
)
_OWN_TARGET = re.compile(r"目标|指标|计划|预算|任务|应|预期|定额|标准")
_OWN_ACTUAL = re.compile(r"实际|完成|已|执行|决算|支出")

_PERSONS = (
    r"(?:(?:评价|评审|考评|考核|评估|专家|第三方)(?:工作)?(?:评审|评价)?(?:小组|组"
    r"|机构|人员|专家|委员会|专家组)|专家)"
)
_ASSESSED = re.compile(
    rf"(?:由{_PERSONS})(?:根据|按照|按|结合|依据|对)?[\u4e00-\u9fff、,]{{0,40}}?(?:酌情"
    r"|综合|进行)?(?:评定|打分|评分|评议|给分|判定|确定得分)(?:得分|分值)?(?=$|[,;。])"
)
_SHARE = r"(?P<{n}>\d{{1,3}})%?(?P<{n}c>\((?:不)?含\))?"
_GRADE = re.compile(
    r"(?P<label>[\u4e00-\u9fff、,]{1,40}?)(?:的|为)?[,:]?(?:得|计|记|按|按照)?(?:该项"
r"|该指标|指标)?(?:分值|权重|满分|权重分)?的?"
    + _SHARE.format(n="one") + r"(?:-|~|至|到)" + _SHARE.format(n="two") + (
r"的?(?:分值|权重分|权重|得分|分数|分|计分|记分)?(?=$|[,;。])"
)
)  # fmt: skip
_THREE = re.compile(
    r"(?:[^;。]{0,60}?(?:分为|划分为|分成))?(?P<labels>[\u4e00-\u9fff、,]{4,80}?)(?:三"
    r"|3)个?(?:档次|档|等级|等次|级),?分别按照?(?:该项|该|各)?(?:指标)?(?:对应)?"
    r"(?:的)?(?:分值)?(?:区间)?"
    r"(?P<shares>\d{1,3}%?(?:\(含\))?(?:-|至|~)\d{1,3}%?(?:\(含\))?(?:、\d{1,3}%?"
    r"(?:\(含\))?(?:-|至|~)\d{1,3}%?(?:\(含\))?){2})(?:合理|酌情)?(?:确定|给出|计算"
    r"|评定)?(?:分值|得分|分数|计分|打分)?"
)
_ONE_SHARE = re.compile(_SHARE.format(n="one") + r"(?:-|至|~)" + _SHARE.format(n="two"))


def tail(cursor: Cursor) -> Tail | None:
    """A rule about the whole, perhaps in brackets."""
    start = cursor.at
    opened = cursor.take(re.compile(r"\("))
    found = _partial(cursor, start) or _listed(cursor, start)
    if found is not None and opened and not cursor.take(re.compile(r"\)")):
        found = None
    if found is None:
        cursor.at = start
    return found


def _listed(cursor: Cursor, start: int) -> Tail | None:
    for kind, words in _TAILS:
        found = cursor.take(words)
        if found is None or found.end() == found.start():
            continue
        value = next((Fraction(written) for written in found.groups() if written), None)
        return Tail(start, cursor.at, kind=kind, value=value)
    return None


def _partial(cursor: Cursor, start: int) -> Tail | None:
    """What a part of a step counts for."""
    if cursor.take(_WHOLE_ONLY):
        return Tail(start, cursor.at, kind="whole")
    behind = cursor.at
    if not cursor.take(_LESS):
        return None
    size = counted(cursor)
    if size is None and not cursor.take(_PART):
        cursor.at = behind
        return None
    cursor.take(_REST)
    if cursor.take(_ROUND_DOWN):
        return Tail(start, cursor.at, kind="whole", size=size)
    if cursor.take(_IN_PROPORTION):
        return Tail(start, cursor.at, kind="prorated", size=size)
    if cursor.take(_AS_ONE):
        one = counted(cursor)
        cursor.take(_COUNT_IT)
        if one is not None and (size is None or _same(one, size)):
            return Tail(start, cursor.at, kind="started", size=one)
    cursor.at = behind
    return None


def _same(one: Amount, other: Amount) -> bool:
    return (one.value, one.unit) == (other.value, other.unit)


def standard(cursor: Cursor) -> Standard | None:
    """``以100%为标准``, ``目标值为95%``."""
    start = cursor.at
    if cursor.take(_STANDARD):
        at = amount(cursor)
        if at is not None and cursor.take(_STANDARD_END):
            return Standard(start, cursor.at, at=at)
    cursor.at = start
    if cursor.take(_STANDARD_NAME):
        at = amount(cursor)
        if at is not None:
            return Standard(start, cursor.at, at=at)
    cursor.at = start
    return None


def mark(cursor: Cursor) -> Mark | None:
    """``满分5分``, ``基本分8分``."""
    start = cursor.at
    for words, basic in ((_MARK, False), (_BASIC, True)):
        found = cursor.take(words)
        if found is not None:
            return Mark(start, cursor.at, value=Fraction(found["points"]), basic=basic)
    return None


def filler(cursor: Cursor) -> bool:
    """``评分标准：`` and its like, which say nothing."""
    return cursor.take(_FILLER) is not None


def ratio(cursor: Cursor) -> Ratio | None:
    """A proportion of what was done to what was planned."""
    start = cursor.at
    found = cursor.take(_LINEAR)
    if found is not None and found["target"] == found["below"]:
        return _factored(found, Ratio(start, cursor.at, kind="linear"))
    cursor.at = start
    found = cursor.take(_QUOTIENT)
    if found is not None:
        planned = _OWN_TARGET.search(found["above"]) and not _OWN_ACTUAL.search(found["above"])
        turned = planned and _OWN_ACTUAL.search(found["below"])
        kind: Literal["ratio", "completion"] = "ratio" if turned else "completion"
        return _factored(found, Ratio(start, cursor.at, kind=kind))
    found = cursor.take(_RATE)
    if found is not None:
        named = Ratio(start, cursor.at, kind="rate", subject=found["rate"])
        return _factored(found, named)
    if cursor.take(_PROPORTION):
        return Ratio(start, cursor.at, kind="completion")
    return None


def _factored(found: re.Match[str], made: Ratio) -> Ratio:
    factor = found["factor"]
    return made if not factor else _with(made, Fraction(factor))


def _with(made: Ratio, factor: Fraction) -> Ratio:
    return Ratio(made.start, made.end, kind=made.kind, factor=factor, subject=made.subject)


def assessed(cursor: Cursor) -> Assessed | None:
    """``由评价组根据履职情况评定``."""
    start = cursor.at
    return Assessed(start, cursor.at) if cursor.take(_ASSESSED) else None


def graded(cursor: Cursor) -> list[AnyClause]:
    """Grades with their shares: three in one sentence, or one after another."""
    start = cursor.at
    three = cursor.take(_THREE)
    if three is not None:
        labels = _three_labels(three["labels"])
        shares = list(_ONE_SHARE.finditer(three["shares"]))
        if len(labels) == len(shares) == 3:
            return [
                Graded(start, cursor.at, label=label, low=low, high=high)
                for label, (low, high) in zip(labels, map(_share_ends, shares), strict=True)
            ]
    cursor.at = start
    one = cursor.take(_GRADE)
    if one is None or re.search(r"[扣每得]", one["label"]):
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


PARSERS: tuple[Callable[[Cursor], AnyClause | None], ...] = (standard, mark, tail, assessed, ratio)
