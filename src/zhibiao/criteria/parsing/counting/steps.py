"""Steps of a figure: ``每超过一个百分点扣0.5分``, ``每低于100%一个百分点扣0.1分``."""

from __future__ import annotations

import re

from zhibiao.criteria.parsing.amounts import DISCRETE, TIMES, Amount, amount, counted
from zhibiao.criteria.parsing.clauses import Side, Step
from zhibiao.criteria.parsing.counting.taking import taking
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE

_SUBJECT = phrase(r"[^\d,;。:每扣]{0,40}?(?=每)")
_EACH = phrase(r"每再?")
_APART = (",", ";")
_WITHOUT_EACH = phrase(
    r"少(?!于)(?:[^\W\d扣加减得每一]{1,4})?(?:\d|[一两])|[低超高][1一](?:个?百分点|%|天|人)"
)  # “少1次扣0.5分”
_FINISHED = phrase(r"满")
_ONE_STEP = r"[一1](?:%|个?百分点|天|日|个?月|个工作日)"
_BEGUN = phrase(rf"\(含?不足(?:{_ONE_STEP}|部分)?(?:的?按{_ONE_STEP}计算?)?\)")
_VERBS: tuple[tuple[Side, re.Pattern[str]], ...] = (
    (Side.BOTH, phrase(
        r"偏离|偏差|相差|变动|波动|浮动|增减|上下浮动|上下波动|上下偏离|正负偏差|超过或低于|高于或低于"
    )),
    (Side.UP, phrase(
        r"超编制?|超额完成|超目标完成|超计划完成|超完成|多完成|超过|超出|超额|增加|增长|高于|高出|上升|多于|提高|提升|上涨|上浮|突破|扩大|延长|超|高|多|增"
    )),
    (Side.DOWN, phrase(
        r"减少|降低|低于|下降|少于|不足|短缺|缩减|少[^\W\d扣加减得每一二两三四五六七八九十半]{1,4}(?=[\d一二两三四五六七八九十])|未达到|下滑|回落|下浮|下跌|缩小|落后|低|欠|差|少|降|减"
    )),
)  # fmt: skip
_LATE = phrase(
    r"(?:延迟|推迟|逾期|滞后|超期|拖延|延期|延后|超时|延误|拖期|迟报|晚|迟)(?:上报|拨付|上缴|缴纳|办理|验收|开工|完工|竣工|拨|报|交|缴|付|发"
    r"|报送|完成|公开|提交|交付|支付|办结)?"
)
_EACH_TIME = phrase(
    r"(?:的|者)?,?每[一1]?(?P<unit>个工作日|工作日|个自然日|自然日|天|日|个月|月|小时|周)"
)
_SPENT = phrase(
    r"超支|超(?:过|出)?(?:批复|计划|核定)?(?:预算|概算|总?投资|限额)(?:金额|数|额)?(?=\d*[.\d一二两三四五六七八九十])"
)
_AGAIN = {
    Side.UP: phrase(r"(?:超过|超出|增加|高出|超|高|多)?"),
    Side.DOWN: phrase(r"(?:降低|减少|低|少)?"),
}
_NOUN = phrase(r"[^\d\W扣加减得每]{1,6}(?=(?:的|者)?,?(?:则|应)?(?:扣|减|加))")
_TARGET = phrase(
    r"(?:年初|年度|预期|计划|既定|设定|绩效|省定|考核|规定|批复)?(?:目标值|指标值|计划值|目标数|控制值|控制数|控制目标|控制线|基准值|基准|规定值"
    r"|计划数|标准值|任务数|目标|指标|计划|标准|预算数|预算|概算|定额|限额|时限|期限|时间"
    r"|(?:序时|时间|计划|支出|支付)?进度|要求)的?"
)
_OPENING = phrase(r"\((?:即|为|=)?")
_CLOSING = phrase(r"\)的?")
_GROWS = phrase("增长")
_PRIOR = phrase("同比|(?:较|比|与)(?:上年|去年|上一年|上期|同期)")
_THAN = phrase(r"比|较|与")
_CONDITIONAL = phrase(r"除|但|若|酌|且|或者|同时|累计|连续|任一")


def step(cursor: Cursor) -> Step | None:
    """``控制率每超过一个百分点扣0.5分``, ``每低于100%一个百分点扣0.1分``."""
    start = cursor.at
    found = _beyond(cursor, start)
    if found is not None:
        return found
    cursor.at = start
    subject = cursor.take(_SUBJECT)
    found = _step(cursor, start, subject[0]) if subject else None
    if found is None and cursor.text[start - 1 : start] in _APART:
        cursor.at = start
        found = _step(cursor, start, "") if cursor.sees(_WITHOUT_EACH) else None
        found = found if found is not None and found.deduct > 0 else None
    if found is None:
        cursor.at = start
        found = _late(cursor, start)
    if found is None:
        cursor.at = start
    return found


_BEYOND = phrase(r"(?P<up>超过|超出|高于|大于)|低于|不足|少于|未达到")
_REST = phrase(r"(?:以上|以下)?的?部分,?每")


def _beyond(cursor: Cursor, start: int) -> Step | None:
    """``超过5%的部分每1个百分点扣0.5分``: the value is where the steps begin."""
    verb = cursor.take(_BEYOND)
    base = amount(cursor) if verb is not None else None
    if verb is None or base is None or not cursor.take(_REST):
        return None
    side = Side.UP if verb["up"] else Side.DOWN
    cursor.take(_AGAIN[side])
    size = counted(cursor)
    taken = taking(cursor) if size is not None else None
    if size is None or taken is None or taken.earned:
        return None
    return Step(
        start, cursor.at, subject="", side=side, size=size, deduct=taken.deduct, base=base,
        share=taken.share, off=taken.off,
    )  # fmt: skip


def _late(cursor: Cursor, start: int) -> Step | None:
    """``逾期一天扣0.5分``, where 每 is left out."""
    if not cursor.take(_LATE):
        return None
    each = cursor.take(_EACH_TIME)
    size = counted(cursor) if each is None else Amount(ONE, each["unit"])
    if size is None or size.value != 1 or size.unit not in TIMES:
        return None
    found = taking(cursor)
    if found is None or found.deduct <= 0:
        return None
    return Step(
        start, cursor.at, subject="", side=Side.UP, size=size, deduct=found.deduct, late=True,
        share=found.share, off=found.off,
    )  # fmt: skip


def _step(cursor: Cursor, start: int, subject: str) -> Step | None:
    base: Amount | None = None
    target = False
    for than in _THAN.finditer(subject):  # “比目标值每低1个百分点”
        if _TARGET.fullmatch(subject[than.end() :]):
            target, subject = True, subject[: than.start()]
            break
    if not cursor.take(_EACH) and not cursor.sees(_WITHOUT_EACH):
        return None
    whole = cursor.take(_FINISHED) is not None
    late = spent = False
    side: Side | None = None
    grown = cursor.sees(_GROWS) or _PRIOR.search(subject) is not None
    lateness = cursor.take(_LATE)
    behind = lateness is not None and lateness[0] == "滞后"
    if lateness is not None:
        late, side = True, Side.UP
    elif cursor.take(_SPENT):
        spent, side = True, Side.UP
    else:
        side = _verb(cursor)
    side = side or _side_of(subject)
    if side is None or _CONDITIONAL.search(subject):
        return None
    if cursor.take(_TARGET):
        base = _glossed(cursor)  # “每低于目标值（100%）1个百分点”
        target = base is None
    else:
        base = _own_start(cursor)
    whole = whole or cursor.take(_FINISHED) is not None
    size = counted(cursor)
    if size is not None and size.unit in DISCRETE:
        cursor.take(_NOUN)
    started = size is not None and cursor.take(_BEGUN) is not None
    taken = taking(cursor) if size is not None else None
    if size is None or taken is None:
        return None
    if late and size.unit not in TIMES:
        if not behind:
            return None
        late, side = False, Side.DOWN  # “每滞后1个百分点” is behind the plan
    return Step(
        start, cursor.at, subject=subject, side=side, size=size, deduct=taken.deduct, base=base,
        target=target, late=late, spent=spent, whole=whole, started=started, share=taken.share,
        off=taken.off, earned=taken.earned, grown=grown and base is None,
    )  # fmt: skip


def _glossed(cursor: Cursor) -> Amount | None:
    """The value of what was named, in brackets behind it."""
    start = cursor.at
    if cursor.take(_OPENING):
        found = amount(cursor)
        if found is not None and cursor.take(_CLOSING):
            return found
    cursor.at = start
    return None


def _verb(cursor: Cursor) -> Side | None:
    for side, verbs in _VERBS:
        if cursor.take(verbs):
            cursor.take(phrase("了"))
            return side
    return None


def _side_of(subject: str) -> Side | None:
    """“超过部分每1个百分点”: the words before 每 tell the side."""
    if re.search(r"(?:超过|超出|增加|高于|超支)(?:的)?(?:部分)?(?:的)?,?$", subject):
        return Side.UP
    if re.search(r"(?:低于|不足|减少|未达到|少于)(?:的)?(?:部分)?(?:的)?,?$", subject):
        return Side.DOWN
    return None


def _own_start(cursor: Cursor) -> Amount | None:
    """The value before the size of the step: ``每低于100%一个百分点``."""
    start = cursor.at
    found = amount(cursor)
    if found is not None:
        cursor.take(phrase("的|,"))
        behind = cursor.at
        if counted(cursor) is not None:
            cursor.at = behind
            return found
    cursor.at = start
    return None
