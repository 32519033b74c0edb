"""Clauses that take off or add so many points each time: steps, cases, levels, places."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import frozen

from zhibiao.criteria.parsing.amounts import DISCRETE, TIMES, Amount, amount, counted
from zhibiao.criteria.parsing.clauses import Case, Level, Place, Side, Step
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.scores import POINTS, score

_N = r"(?P<points>\d{1,4}(?:\.\d{1,4})?)"
_SUBJECT = re.compile(r"[^\d,;。:每扣]{0,40}?(?=每)")
_FREE = re.compile(r"[^\d;。:每扣加得减]{0,40}?(?=的?,?(?:则|应|各|应当)?(?:扣|加|减|得))")
_EACH = re.compile(r"每再?")
_FINISHED = re.compile(r"满")
_VERBS: tuple[tuple[Side, re.Pattern[str]], ...] = (
    (Side.UP, re.compile(
        r"超过|超出|超额|增加|增长|高于|高出|上升|多于|提高|提升|上涨|突破|超|高|多|增"
    )),
    (Side.DOWN, re.compile(
        r"减少|降低|低于|下降|少于|不足|短缺|缩减|少完成|未达到|低|欠|差|少|降|减"
    )),
    (Side.BOTH, re.compile(r"偏离|偏差|相差|变动|波动|浮动")),
)  # fmt: skip
_LATE = re.compile(
    r"(?:延迟|推迟|逾期|滞后|超期|拖延|延期|延后|超时|延误|拖期|迟报|晚|迟)(?:上报"
    r"|报送|完成|公开|提交|交付|支付|办结)?"
)
_SPENT = re.compile(r"超支|超预算")
_AGAIN = re.compile(r"(?:达|了|约|有)?")
_TARGET = re.compile(
    r"(?:年初|年度|预期|计划|既定|设定|绩效|省定|考核)?(?:目标值|指标值|计划值|目标数"
    r"|计划数|标准值|任务数|目标|指标|计划|标准|预算数|预算)的?"
)
_THAN = re.compile(r"比|较|与")
_TAKE_SHARE = re.compile(
    r"(?:的|者)?,?(?:则|应|应当|相应|各)?(?:扣减|扣除|减扣|扣)(?:该项|本项|此项|该指标)?"
    r"(?:(?:分值|权重分值|权重分|权重|满分|总分|标准分)的(?P<of>\d{1,3}"
    r"(?:\.\d{1,2})?)%|(?P<share>\d{1,3}(?:\.\d{1,2})?)%的?(?:分值|权重分值|权重分"
    r"|权重|满分|分数))"
)
_TAKE = re.compile(
    r"(?:的|者)?,?(?:则|应|应当|相应|各)?(?:扣减|扣除|减扣|扣分|扣|减少|减去|减)"
    rf"(?:该项|本项)?{_N}{POINTS}"
)
_ADD = re.compile(rf"(?:的|者)?,?(?:则|可|另|额外)?(?:加分|增加|加计|加){_N}{POINTS}")
_EARN = re.compile(rf"(?:的|者)?,?(?:得|计|记){_N}{POINTS}")

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
_CONDITIONAL = re.compile(r"除|但|若|酌|且|或者|同时|累计|连续|任一")
_JUDGING = re.compile(
    r"除|连续|累计|同时|酌情|视情|情节|比例|以上|以下|超过|少于|不足|低于|满分|最多|最高|最低|除外"
)

_REFERRING = re.compile(
    r"^(?:以上|上述)(?:各项|所列|几种|任一|各种)?(?:情况|要求|内容|问题|情形|条件|指标"
    r"|事项)?(?:中|里)?,?"
)

_LEVEL_WORD = r"类别|类|等级|级别|级|档次|档"
_LEVEL_STEP = re.compile(
    rf"[^\d,;。:每扣]{{0,20}}?每(?:下降|降低|低|降|下调)(?:一|1)个?"
    rf"(?P<word>{_LEVEL_WORD}){_TAKE.pattern}"
)
_LEVEL_AWARD = re.compile(
    r"[^\d,;。:每扣]{0,20}?(?:达到|达|为|≥|不低于|优于或达到|达到或优于)(?:国家"
    r"|地表水)?(?P<level>[ⅠⅡⅢⅣⅤ]|I{1,3}V?|IV|V)(?P<word>类|级)"
    r"(?:及以上|以上|标准|水质|水体|水)*(?:的|时)?,?"
)
_PLACE_STEP = re.compile(
    rf"[^\d,;。:每扣]{{0,20}}?每(?:下降|后退|靠后|落后|降低|退后|后移|低|降)(?:一|1)个?"
    rf"(?:名次|位次|名|位){_TAKE.pattern}"
)
_PLACE_AWARD = re.compile(r"[^\d,;。:每扣得]{0,20}?第(?:1|一)(?:名|位)?的?,?")


@frozen
class _Taking:
    """How many points a clause takes off; below zero what it adds."""

    deduct: Fraction
    earned: bool = False
    share: bool = False


def step(cursor: Cursor) -> Step | None:
    """``控制率每超过一个百分点扣0.5分``, ``每低于100%一个百分点扣0.1分``."""
    start = cursor.at
    subject = cursor.take(_SUBJECT)
    found = _step(cursor, start, subject[0]) if subject else None
    if found is None:
        cursor.at = start
        found = _late(cursor, start)
    if found is None:
        cursor.at = start
    return found


def _late(cursor: Cursor, start: int) -> Step | None:
    """``逾期一天扣0.5分``, where 每 is left out."""
    if not cursor.take(_LATE):
        return None
    size = counted(cursor)
    if size is None or size.value != 1 or size.unit not in TIMES:
        return None
    found = cursor.take(_TAKE)
    if found is None:
        return None
    deduct = Fraction(found["points"])
    return Step(start, cursor.at, subject="", side=Side.UP, size=size, deduct=deduct, late=True)


def _step(cursor: Cursor, start: int, subject: str) -> Step | None:
    base: Amount | None = None
    target = False
    for than in _THAN.finditer(subject):  # “比目标值每低1个百分点”
        if _TARGET.fullmatch(subject[than.end() :]):
            target, subject = True, subject[: than.start()]
            break
    if not cursor.take(_EACH):
        return None
    whole = cursor.take(_FINISHED) is not None
    late = spent = False
    side: Side | None = None
    if cursor.take(_LATE):
        late, side = True, Side.UP
    elif cursor.take(_SPENT):
        spent, side = True, Side.UP
    else:
        side = _verb(cursor)
    side = side or _side_of(subject)
    if side is None or _CONDITIONAL.search(subject):
        return None
    if cursor.take(_TARGET):
        target = True
    else:
        base = _own_start(cursor)
    whole = whole or cursor.take(_FINISHED) is not None
    size = counted(cursor)
    taken = _taking(cursor) if size is not None else None
    if size is None or taken is None or taken.earned:
        return None
    if late and size.unit not in TIMES:
        return None
    return Step(
        start, cursor.at, subject=subject, side=side, size=size, deduct=taken.deduct, base=base,
        target=target, late=late, spent=spent, whole=whole, share=taken.share,
    )  # fmt: skip


def _verb(cursor: Cursor) -> Side | None:
    for side, verbs in _VERBS:
        if cursor.take(verbs):
            cursor.take(re.compile("了"))
            return side
    return None


def _side_of(subject: str) -> Side | None:
    """“超过部分每1个百分点”: the words before 每 tell the side."""
    if re.search(r"(?:超过|超出|增加)(?:的)?部分?$", subject):
        return Side.UP
    if re.search(r"(?:低于|不足|减少|未达到)(?:的)?部分?$", subject):
        return Side.DOWN
    return None


def _own_start(cursor: Cursor) -> Amount | None:
    """The value before the size of the step: ``每低于100%一个百分点``."""
    start = cursor.at
    found = amount(cursor)
    if found is not None:
        cursor.take(re.compile("的|,"))
        behind = cursor.at
        if counted(cursor) is not None:
            cursor.at = behind
            return found
    cursor.at = start
    return None


def _taking(cursor: Cursor) -> _Taking | None:
    found = cursor.take(_TAKE_SHARE)
    if found is not None:
        return _Taking(Fraction(found["of"] or found["share"]) / 100, share=True)
    found = cursor.take(_TAKE)
    if found is not None:
        return _Taking(Fraction(found["points"]))
    found = cursor.take(_ADD)
    if found is not None:
        return _Taking(-Fraction(found["points"]))
    found = cursor.take(_EARN)
    return _Taking(-Fraction(found["points"]), earned=True) if found else None


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
    taken = _taking(cursor) if noun else None
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
            return Level(start, cursor.at, word=found["word"], level=found["level"], score=given)
    cursor.at = start
    return None


def place(cursor: Cursor) -> Place | None:
    """``第一名得10分`` and ``每下降一名扣1分``."""
    start = cursor.at
    found = cursor.take(_PLACE_STEP)
    if found is not None:
        return Place(start, cursor.at, deduct=Fraction(found["points"]))
    if cursor.take(_PLACE_AWARD):
        given = score(cursor)
        if given is not None:
            return Place(start, cursor.at, score=given)
    cursor.at = start
    return None
