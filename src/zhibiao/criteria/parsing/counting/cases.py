"""Cases that are counted: ``每出现一例…扣1分``, ``发现一处扣2分``, ``每开展一次得2分``."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from zhibiao.criteria.parsing.amounts import DISCRETE, Amount, numeral
from zhibiao.criteria.parsing.bounds import End, Range
from zhibiao.criteria.parsing.clauses import AnyClause, Award, Case, Score
from zhibiao.criteria.parsing.counting.taking import taking
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE

_UNIT = "(?P<unit>" + "|".join(sorted(DISCRETE, key=len, reverse=True)) + ")"
_NUMBER = r"(?P<number>\d{1,3}|[一二两三四五六七八九十])"
_SUBJECT = phrase(
    r"(?P<lead>(?:(?:[获取]得|[^\d,;。:每扣得]){2,40}的?,){1,3})?(?P<name>[^\d,;。:每扣]{0,40}?)(?=每)"
)
_FREE = phrase(
    r"(?:[^\d;。:每扣加得减]|[加减得](?![\d分])|\d{1,3}(?=个工作日|个月|天|日|万元|元|%)){0,40}?(?=的?,?(?:则|应|各|应当|可|另|额外)?(?:扣|[加减](?=[\d分计])|[得计记](?=(?:该项|本项)?\d)|[从在](?:满分|总分|\d{1,3}分)))"
)
_EACH = phrase(r"每再?")
_LACKS = phrase(rf"(?:缺少|缺失|遗漏|漏报|漏|缺)了?(?={_NUMBER})")
_HAPPENS = phrase(
    r"新?(?:出现|发生|存在|发现|查出|查实|查处|检查发现|受到|收到|引发|通报|违反|有"
    rf"|被[\u4e00-\u9fff]{{1,6}}?)了?(?={_NUMBER})"
)
_DOES = phrase(rf"[\u4e00-\u9fff]{{1,8}}?(?={_NUMBER}(?:{_UNIT.replace('?P<unit>', '?:')}))")
_EXCESS = phrase(r"(?:超出|超过|超额|增加|新增)(?:的)?(?:部分)?,?$")
_NAMED = phrase(r"(?:的|行为|问题|情况|情形|现象|事项|事故|投诉|差错),?$")
_WRONG = phrase(
    r"退回[\u4e00-\u9fff]{0,4}|(?:迟|晚|漏|错|误|瞒|谎|缓)[报交办批发缴付](?:送)?|(?:未|不)(?!足|满|达|到|完成|能|超|少|低|高|增|减)[\u4e00-\u9fff]{2,6}"
)
_NOT_DOING = phrase(r"[超低高减降升迟逾延晚偏差落退]|不|未|满(?!足)|增减")
# “每滞后1个百分点” counts no things
_NO_THING = (
    r"(?!(?<=个)(?:百分点|百分比|点|月|工作日|自然日|小时|季度|年|名次|位次|档|等级|级别|类别))"
)
_SOME = phrase(_NUMBER + _UNIT + _NO_THING)
_SPAN = phrase(_NUMBER + r"(?P<unit>个季度|季度|个月|周|天|年)")
_PERIOD = phrase(_NUMBER + r"(?P<unit>个季度|个月|个?年度|季度|期)(?=未|没有|不|漏|迟|逾)")
_ONE = phrase(rf"[一1]{_UNIT}{_NO_THING}")
_PER = phrase(rf"每{_UNIT}{_NO_THING}")
_ONCE_MORE = phrase(
    rf"(?P<name>[^\d,;。:每扣加得减一]{{2,40}}?)(?:的|者)?,?[一1]{_UNIT}(?=加(?:\d|计))"
)
_LEAD = phrase(
    rf"(?:[^\d,;。:每扣加减得一]{{2,40}}(?:的|者|情况|情形|问题|行为),)?(?:[^\d,;。:每扣加减一]|一(?=[般级定致类])){{0,30}}?(?=(?:发现|出现|发生|存在|缺少|查出|有|缺|漏)?[一1](?:{'|'.join(DISCRETE)}))"
)
_NEGATIVE = phrase(
    r"未|不|违规|违纪|违法|截留|挤占|挪用|虚列|套取|骗取|超标|造假|弄虚作假|擅自|隐患|瑕疵|损坏|损毁|遗漏|差错|错误|延误|推诿|批评|问题|投诉|事故|逾期|缺|漏|错|无|迟报|晚报|误报|谎报|迟交|退回|驳回|返工|返修|通报|曝光|处罚|问责|追责"
    r"|约谈|差评|失误|拖欠|上访|滞后|超期|中断|故障|纠纷|舆情|泄露|虚报|瞒报"
)
_JUDGING = phrase(
    r"除|折算|权重|减半|加倍|封顶|不含|不计|另行|为准|连续|累计|同时|酌情|视情|情节|比例|以上|以下|超过|少于|不足|低于|满分|最多|最高|最低|除外"
)
_AMISS_LEAD = phrase(r"(?:未|没有|违规|违反|擅自|超标准|超范围)[^,]*[^的者时后],?$")
_FROM_NONE = phrase(
    r"(?<![\d.])(?:0|零)(?:次|项|个|起|件|笔|例)(?:的|时)?,?(?:得|计|记|不扣)[^;。]*[,;]$"
)
_CONDITION = phrase(r"[的者时后]$|^[若如当凡除对]|[未不无没]|且|或者|同时|情形|情况下")
_RANK = phrase(
    r"(?:国家|[省市县区厅部局乡]|较大|重大|一般|较重|严重)级?[及或]?以上"
    r"|(?:超过|超出|低于|少于|未达到)(?:规定|标准|时限|期限|时间|计划|预算|概算|批复|核定|编制|限额|定额|目标|合同|要求){1,3}"
    r"|不足额|(?:超过|不足|未满|超出|逾期)\d{1,3}(?:个工作日|个月|天|日|万元|元)"
)
_REFERRING = phrase(
    r"^(?:以上|上述)(?:各项|所列|几种|任一|各种)?(?:情况|要求|内容|问题|情形|条件|指标"
    r"|事项)?(?:中|里)?,?"
)


@frozen
class _Counted:
    """What is counted, before its noun and its points."""

    subject: str
    unit: str = ""
    size: Fraction = ONE
    adding: bool = False
    lacking: bool = False
    verb: str = ""

    @property
    def lead(self) -> str:
        """The words before a comma, which must name something wrong or something earned."""
        before, comma, _ = self.subject.rpartition(",")
        return before if comma else ""


def case(cursor: Cursor) -> Case | None:
    """``每出现一例不符合要求的扣1分``, ``发现一处扣2分``, ``审计问题每项扣1.5分``."""
    start = cursor.at
    for form in (_each_case, _per_case, _once_more, _one_case):
        counted = form(cursor)
        found = None if counted is None else _finished(cursor, start, counted)
        if found is not None and form is _one_case and found.deduct < 0:
            found = None  # “发生1次得3分” is one of several bands
        if found is not None:
            return found
        cursor.at = start
    return None


_PRICES = phrase(
    rf"(?P<names>[\u4e00-\u9fff]{{2,20}}(?:[、和及][\u4e00-\u9fff]{{1,8}})+?)(?P<rest>[^\d,;。:每扣、]{{0,16}}?)(?:的|者)?,?"
    rf"每(?:[获取]得|有|发生|出现|发现)?[一1]?{_UNIT}[^\d,;。:、]{{0,8}}?,?(?:分别|依次)(?P<verb>扣|加|得|计|记)"
    r"(?P<points>\d{1,3}(?:\.\d{1,2})?分?(?:[、和及]\d{1,3}(?:\.\d{1,2})?分?)+)(?=[,;。(]|$)"
)


def enumerated(cursor: Cursor) -> list[AnyClause]:
    """``被国家级、省级、市级采用的信息，每条分别加1分、0.5分、0.2分``: a case for each price."""
    start = cursor.at
    found = cursor.take(_PRICES) if "分别" in cursor.text or "依次" in cursor.text else None
    if found is None:
        return []
    points = re.findall(r"\d+(?:\.\d+)?", found["points"])
    names = re.split("[、和及]", found["names"])
    last = names[-1] + found["rest"]
    names[-1] = last[: _shortest(names[:-1], last)]
    signed = 1 if found["verb"] == "扣" else -1
    if len(points) != len(names) or len(set(names)) < len(names) or not all(names):
        cursor.at = start
        return []
    return [
        Case(
            start, cursor.at, noun=name, deduct=signed * Fraction(price), unit=found["unit"],
            earned=found["verb"] in "得计记",
        )
        for name, price in zip(names, points, strict=True)
    ]  # fmt: skip


_STAGE = phrase(
    rf"(?:(?P<name>[^\d,;。:每扣加得减一]{{2,24}})(?:的|者),)?(?:发生|出现|存在|发现|有)?{_NUMBER}{_UNIT}(?:的)?,?扣(?P<points>\d{{1,3}}(?:\.\d{{1,2}})?)分(?=[,;。]|$)"
)


def staged(cursor: Cursor) -> Award | None:
    """``发生1次扣2分，发生2次扣4分``: each number of cases has its own price."""
    start = cursor.at
    found = cursor.take(_STAGE)
    if found is None:
        return None
    stages = {one["number"] for one in _STAGE.finditer(cursor.text)}
    value = numeral(found["number"])
    if len(stages) < 2 or value is None:
        cursor.at = start
        return None
    end = End(Amount(value, found["unit"]), closed=True)
    score = Score(Fraction(found["points"]), off=True)
    name = (found["name"] or "").rstrip("的")
    return Award(start, cursor.at, subject=name, range=Range(end, end, exact=True), score=score)


def _shortest(names: list[str], last: str) -> int:
    """How much of the last words is its name: it ends as the others do (国家级、省级、市级…)."""
    end = last.find(names[-1][-1])
    return end + 1 if end >= 0 else len(last)


def _each_case(cursor: Cursor) -> _Counted | None:
    """``每出现一例``, ``每缺失2份``, ``每争取到1项``."""
    subject = _subject(cursor)
    if subject is None or not cursor.take(_EACH):
        return None
    lacks = cursor.take(_LACKS)
    lacking = lacks is not None
    adding, verb = False, lacks[0] if lacks and lacks[0].startswith("漏") else ""
    if not lacking and not cursor.take(_HAPPENS):
        does = cursor.take(_DOES)
        if does is not None and _NOT_DOING.search(does[0]) and not _WRONG.fullmatch(does[0]):
            return None
        adding = does is not None
        verb = "" if does is None else does[0]
    some = cursor.take(_SPAN if lacking else _PERIOD) or cursor.take(_SOME)
    size = None if some is None else numeral(some["number"])
    if some is None or not size:
        return None
    return _Counted(subject, some["unit"], size, adding, lacking, verb)


def _per_case(cursor: Cursor) -> _Counted | None:
    """``审计问题每项``."""
    subject = _subject(cursor)
    found = None if subject is None else cursor.take(_PER)
    if subject is None or found is None:
        return None
    return _Counted(subject, found["unit"], adding=_EXCESS.search(subject) is not None)


def _once_more(cursor: Cursor) -> _Counted | None:
    """``获国家级表彰的，一次加2分``."""
    found = cursor.take(_ONCE_MORE)
    return None if found is None else _Counted(found["name"], found["unit"])


def _subject(cursor: Cursor) -> str | None:
    """The words before 每; those before a comma must name what is counted, or what is looked at."""
    found = cursor.take(_SUBJECT)
    if found is None:
        return None
    lead = found["lead"] or ""
    return lead + found["name"]


def _one_case(cursor: Cursor) -> _Counted | None:
    """``发现一处``, ``缺一项``, ``一项不符合``."""
    subject = cursor.take(_LEAD)
    if subject is None:
        return None
    lacking = cursor.take(_LACKS) is not None
    if not lacking and not cursor.take(_HAPPENS) and not _NEGATIVE.search(subject[0]):
        behind = cursor.at
        # “一项不符合扣0.5分”: what follows must say that something is wrong
        if not cursor.take(_ONE) or not cursor.sees(_NEGATIVE):
            return None
        cursor.at = behind
    one = cursor.take(_ONE)
    return None if one is None else _Counted(subject[0], one["unit"], lacking=lacking)


def _finished(cursor: Cursor, start: int, counted: _Counted) -> Case | None:
    noun = cursor.take(_FREE)
    taken = taking(cursor) if noun else None
    if noun is None or taken is None:
        return None
    wrong = _NAMED.search(counted.lead) and _NEGATIVE.search(counted.lead)
    wrong = wrong or _AMISS_LEAD.match(counted.lead)
    asked = not _CONDITION.search(counted.lead) and _NEGATIVE.search(noun[0])
    told = wrong or (asked and counted.size == ONE and not counted.adding)
    if counted.lead and taken.deduct > 0 and not told:
        return None
    words = (
        _REFERRING.sub("", counted.subject.replace(",", "") + noun[0])
        .strip("、,的")
        .removeprefix("否则")
    ) or counted.verb
    if _JUDGING.search(_RANK.sub("", words)):
        return None
    none = _FROM_NONE.search(cursor.text[:start])  # “追加0次得3分，每追加1次扣1分”
    negative = none or _NEGATIVE.search(counted.verb + words)
    if counted.adding and taken.deduct > 0 and not negative:
        return None  # points off for one more of what may well be good
    if counted.size != ONE and taken.deduct < 0:
        return None
    return Case(
        start, cursor.at, noun=words, deduct=taken.deduct, unit=counted.unit, size=counted.size,
        adding=counted.adding, lacking=counted.lacking, earned=taken.earned, share=taken.share,
        off=taken.off,
    )  # fmt: skip
