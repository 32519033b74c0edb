"""Words beside bands that stand for values: ``未发生得5分``, ``按期完成得3分``, ``下降不得分``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from zhibiao.criteria.building.parts import Parts, refused
from zhibiao.criteria.parsing.amounts import DISCRETE, TIMES, Amount
from zhibiao.criteria.parsing.bounds import End, Range
from zhibiao.criteria.parsing.clauses import Award, State
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO

_NOT_ANY = phrase(
    r"(?:未|没有|没|无)(?:能)?(?P<verb>[\u4e00-\u9fff]{2,4}?)?(?:到|过|成功|任何[\u4e00-\u9fff]{0,4})?"
)
_DOING = phrase("开展|组织|举办|召开|完成|实施|发生|出现|进行")
_HAPPENING = phrase("出现|发生|存在|发现|有|被[\u4e00-\u9fff]{2,6}")
_FREE_OF = phrase(
    r"[\u4e00-\u9fff]{0,16}?(?:未|没有|无)(?:出现|发生|发现|存在)[\u4e00-\u9fff]{2,16}"
)
_MISSED = phrase(
    r"未(?:能)?(?:全部|按时|足额|如期)?(?:完成|达到|达标|实现)(?:任务|目标|要求|标准|的)*"
)
_LATE = phrase(r"逾期|延期|超期|延迟|推迟|迟报|滞后|拖延|延误|超时|延后")
_ON_TIME = phrase(
    r"[\u4e00-\u9fff]{0,8}?(?:按时|按期|及时|如期|准时|(?:按照?|在)(?:规定|计划|要求|合同|约定|既定)(?:的)?"
    r"(?:时间|时限|期限|工期|进度)(?:要求|节点)?(?:内|前)?)[\u4e00-\u9fff]{0,8}|未(?:逾期|超期|延期|迟报|拖延|滞后)"
)
_PRIOR = (
    r"(?:本年度?|当年)?(?:同比|较|比|与|同)?(?:上年度?|去年|上一年度?|上期|上年同期|去年同期|同期)?"
    r"(?:数|水平)?(?:相比|相较)?(?:有所)?"
)
_STILL = phrase(rf"{_PRIOR}(?:为)?(?:持平|不变|零增长|无变化|无增长|相同)")
_FALLS = phrase(rf"{_PRIOR}(?:为|出现)?(?:负增长|负值|为负|下降|减少|降低|下滑)")
_RISES = phrase(rf"{_PRIOR}(?:为|有所|实现)?(?:正增长|增长|提高|上升|增加|提升)")
_RISES_NOT = phrase(
    rf"{_PRIOR}(?:(?:不|未|没有|未能|未实现)(?:增长|提高|上升|增加|提升)"
    r"|(?:持平|不变)(?:或|及|和|、)(?:下降|降低|减少)|(?:下降|降低|减少)(?:或|及|和|、)(?:持平|不变))"
)
_FALLS_NOT = phrase(
    rf"{_PRIOR}(?:(?:不|未|没有|未能|未实现)(?:下降|降低|减少|下滑)(?:(?:或|及|、)(?:上升|增加|增长|提高))?|不降反[升增]"
    r"|(?:持平|不变)(?:或|及|和|、)(?:上升|增长|增加)|(?:上升|增长|增加)(?:或|及|和|、)(?:持平|不变))"
)
_PAST = phrase(r"^超(?:批复|年初|项目)?(?:预算|计划|概算|定额|限额)|超支")
_KEPT = phrase(
    r"(?:未超|不超|未突破|不突破)(?:过|出)?(?:批复|年初|项目)?(?:预算|计划|概算|定额|限额)?(?:批复)?(?:数|金额|成本)?$"
    r"|控制在(?:批复|年初|项目)?(?:预算|计划|概算|定额|限额)(?:批复)?(?:数|金额)?(?:以内|之内|范围内|范围之内|内)$"
)
_GROWTH = phrase(r"增长|增幅|增速|提高|提升|上升|增加")
_DECLINE = phrase(r"下降|降低|减少|降幅|下滑")


def stands_for_value(state: State, awards: Iterable[Award]) -> bool:
    """Whether the words are a value of the figure that the bands speak of."""
    found = tuple(awards)
    if _otherwise(state, found):
        return True
    return (
        _movement(state, found) is not None
        or _kept(state, found)
        or _on_time(state, found)
        or _not_any(state, found)
    )


def _not_any(state: State, awards: tuple[Award, ...]) -> bool:
    subject = "".join(one.subject for one in awards)
    found = _NOT_ANY.fullmatch(state.label)
    counted = all(end.at.unit in DISCRETE for one in awards for end in one.range.ends)
    if found is None and counted and _FREE_OF.fullmatch(state.label):
        return all(not one.subject or _HAPPENING.fullmatch(one.subject) for one in awards)
    if found is None or not found["verb"] or (counted and _DOING.fullmatch(found["verb"])):
        return found is not None
    rest = iter(subject)
    return all(sign in rest for sign in found["verb"])


def _otherwise(state: State, awards: tuple[Award, ...]) -> bool:
    """``完成100%得2分，未完成不得分``: all but the one value."""
    alone = len(awards) == 1 and awards[0].range.low is not None and awards[0].score.value > ZERO
    return alone and not state.score.value and _MISSED.fullmatch(state.label) is not None


def _kept(state: State, awards: tuple[Award, ...]) -> bool:
    """``控制在预算范围内`` beside bands of how far the plan was passed."""
    past = all(not one.subject or _PAST.search(one.subject) for one in awards)
    return past and any(one.subject for one in awards) and _KEPT.search(state.label) is not None


def _on_time(state: State, awards: tuple[Award, ...]) -> bool:
    """``按期完成`` beside bands of how late it was."""
    late = any(_LATE.fullmatch(one.subject) for one in awards)
    told = all(not one.subject or _LATE.fullmatch(one.subject) for one in awards)
    timed = all(end.at.unit in TIMES for one in awards for end in one.range.ends)
    return late and told and timed and _ON_TIME.fullmatch(state.label) is not None


def _movement(state: State, awards: tuple[Award, ...]) -> Range | None:
    """``持平``, ``下降``, ``增长`` beside bands of how much something grew."""
    subject = "".join(one.subject for one in awards)
    falling = _DECLINE.search(subject) is not None
    if falling is (_GROWTH.search(subject) is not None):
        return None
    ends = [end for one in awards for end in one.range.ends]
    unit = next((end.at.unit for end in ends if end.at.unit), "")
    at, beyond = (End(Amount(ZERO, unit), closed=closed) for closed in (True, False))
    if _STILL.fullmatch(state.label):
        return Range(at, at, exact=True)
    against, not_with, along = (
        (_RISES, _FALLS_NOT, _FALLS) if falling else (_FALLS, _RISES_NOT, _RISES)
    )
    if against.fullmatch(state.label):
        return Range(high=beyond)
    if not_with.fullmatch(state.label):
        return Range(high=at)
    if not along.fullmatch(state.label):
        return None
    lows = [one.range.low for one in awards if one.range.low and one.range.low.at.value > ZERO]
    if not lows:
        return Range(low=beyond)
    lowest = min(lows, key=lambda end: end.at.value)
    return Range(beyond, evolve(lowest, closed=not lowest.closed))


def with_nothing(parts: Parts, awards: tuple[Award, ...]) -> tuple[Award, ...]:
    """The bands with the words put in as further ones.

    Raises:
        RefusedError: words that stand for no value.
    """
    states = parts.of(State)
    if not states:
        return awards
    for state in states:
        if state.score.low is not None or not stands_for_value(state, awards):
            raise refused(state)
    if len(states) == 1 and _otherwise(states[0], awards):
        return (*awards, _award(states[0], Range()))
    moved = [_movement(one, awards) for one in states]
    found = [one for one in moved if one is not None]
    if len(found) == len(states):
        at_rest = any(one.high is not None and one.high.closed for one in found)
        told = [_award(one, to) for one, to in zip(states, found, strict=True)]
        return (*_from_nought(awards, closed=not at_rest), *told)
    if len(states) > 1:
        raise refused(states[-1])
    return _with_nought(states[0], awards)


def _from_nought(awards: tuple[Award, ...], *, closed: bool) -> Iterator[Award]:
    """``增长8%以下`` begins where nothing grows, since words tell what lies below."""
    for one in awards:
        high = one.range.high
        if one.range.low is not None or high is None or high.at.value <= ZERO:
            yield one
        else:
            nought = End(Amount(ZERO, high.at.unit), closed=closed)
            yield evolve(one, range=Range(nought, high))


def _with_nought(state: State, awards: tuple[Award, ...]) -> tuple[Award, ...]:
    units = {end.at.unit for one in awards for end in one.range.ends if end.at.unit}
    unit = next(iter(units), "")
    nought = End(Amount(ZERO, unit), closed=True)
    lowest = min(
        (one for one in awards if one.range.ends and one.range.low is None),
        key=lambda one: one.range.high.at.value if one.range.high else ZERO,
        default=None,
    )
    exact = _award(state, Range(nought, nought, exact=True))
    if lowest is None and unit in DISCRETE:
        return (*awards, exact)
    lows = [one.range.low for one in awards if one.range.low is not None]
    if lowest is None and any(not low.at.value and not low.closed for low in lows):
        return (*awards, _award(state, Range(high=nought)))
    if lowest is None or lowest.range.high is None or lowest.range.high.at.value <= ZERO:
        raise refused(state)
    above = evolve(lowest, range=Range(evolve(nought, closed=False), lowest.range.high))
    return (*(above if one is lowest else one for one in awards), exact)


def _award(state: State, found: Range) -> Award:
    return Award(state.start, state.end, subject="", range=found, score=state.score)
