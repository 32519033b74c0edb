"""Tests of one figure in a wording: ``≥90%``, ``80%（含）-90%``, ``60%以上，不足80%``.

Each end knows whether it belongs to the range, and how firmly the words say so: ``（含）``,
≥ and 不低于 settle it, 以上 and 以内 settle it unless a neighbour says otherwise, a bare
``80%-90%`` leaves it open.
"""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import evolve

from zhibiao.criteria.parsing.amounts import Amount, amount
from zhibiao.criteria.parsing.bounds import End, Firmness, Range, inclusion, one_sided, ranged
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.places import placed
from zhibiao.criteria.phrases import phrase

_BOTH_ENDS = phrase(
    r"\((?P<one>不?)包?含(?P<first>\d+(?:\.\d+)?)[%\u4e00-\u9fff]{0,4}[,、;]"
    r"(?P<other>不?)包?含(?P<second>\d+(?:\.\d+)?)[%\u4e00-\u9fff]{0,4}\)"
)
_AT_LEAST = phrase(
    r"≥|>=|=>|等于或高于|等于或大于|大于等于|大于或等于|高于或等于|高于等于|不低于|不少于|不小于|不得低于|不得少于|不低于"
    r"|达到或超过|达到和超过|达到及超过|达到了?|至少|不得小于|不应低于|应不低于|达"
)
_AT_MOST = phrase(
    r"≤|<=|=<|等于或低于|等于或小于|小于等于|小于或等于|低于或等于|低于等于|不高于|不超过|不大于|不多于|不超出|不突破"
    r"|不得超过|不得高于|不得大于|未超过|未超出|未超|未高于|不应超过|应不超过|至多"
)
_ABOVE = phrase(r">|大于|高于|超过|超出|多于|突破")
_BELOW = phrase(r"<|小于|低于|不足|少于|未达到|未达|没有达到|没达到|达不到|不到|不满|未满")
_PER_THING = phrase(
    r"每(?:平方公里|平方米|立方米|公里|千米|米|亩|公顷|人次|人|户|吨|千克|公斤|台|套|件|个|场|次|课时)(?=\d)"
)
_EQUAL = phrase(r"=|等于|为|是")
_WITHIN = phrase(r"控制在|保持在|维持在|处于|处在|介于|位于|在")
_DASH = phrase(r"-{1,2}|~|至|到")
_TO = phrase(r"和|与|及")
_OR = phrase(r",?(?:或者|或|及|和|、)")
_AND = phrase(r"的?,?(?:且|并且|而且|但是|但|至|到|-|~)|[,、]?")
_UP = phrase(r"及?以上|或以上")
_DOWN = phrase(r"及?以下|或以下")
_INSIDE = phrase(r"以内|之内|范围内|区间内|范围以内|内")
_BETWEEN = phrase(r"之间|区间|范围内|以内|之内|范围|(?<=[日天月])内")
_OPENING = phrase(r"[\[(](?=[-+]?\d)")
_COMMA = phrase(r"[,、~]|-|至")
_CLOSING = phrase(r"[\])]")
_LESS = phrase(r"≤|<=|<")
_MORE = phrase(r"≥|>=|>")
QUALIFIED = (
    r"(?<=[率度例重额数量占比])\((?:除|不含|不包括|不包含|剔除|扣除|不计|排除)"
    r"(?:部分|[^()\d%得分每扣加减酌视]){2,60}\)"
)
"""What a figure leaves out (``预算调整率（除因落实政策而产生的外）``): it holds no score."""
_NAME = phrase(rf"[A-Za-zα-ωΑ-Ω\u4e00-\u9fff]{{0,16}}?(?:{QUALIFIED})?(?=[<>≤≥])")
_GROWN = phrase(
    r"(?:有所|实现)?(?:增长|增加|提高|上升|提升|正增长)的?,?(?:但|且|但是)(?:增幅|增速|幅度)?(?:在)?"
)
_AND_AGAIN = phrase(r"(?:及|或)(?=\d)")
_BARE_SUFFIX = phrase(r"以[上下内]")
_OUTSIDE = phrase(r"及?以外|之外|及?以上")
_PLUS_MINUS = phrase(r"±|正负")


def test(cursor: Cursor) -> Range | None:
    """The test that stands here, or nothing (and the position stays)."""
    start = cursor.at
    for form in (_grown, _bracketed, _chained, _symmetric, placed, _operated, _plain):
        found = form(cursor)
        if found is not None:
            return found
        cursor.at = start
    return None


def either(cursor: Cursor) -> tuple[Range, ...]:
    """One test or several that earn the same: ``低于80%或高于100%``."""
    begin = cursor.at
    apart = _both_sides(cursor)
    if apart:
        return apart
    cursor.at = begin
    first = test(cursor)
    if first is None:
        return ()
    found = [first]
    while True:
        start = cursor.at
        another = test(cursor) if cursor.take(_OR) else None
        if another is None or not (one_sided(found[-1]) and one_sided(another)):
            cursor.at = start
            return tuple(found)
        found.append(another)


def _grown(cursor: Cursor) -> Range | None:
    """``增长但不足8%``: more than nothing, and less than that."""
    if not cursor.take(_GROWN):
        return None
    found = _half(cursor)
    if found is None or found.high is None or found.low is not None or found.high.at.value <= 0:
        return None
    nought = Amount(Fraction(0), found.high.at.unit)
    return Range(End(nought, closed=False), found.high)


def _bracketed(cursor: Cursor) -> Range | None:
    """``[80%,90%)``, the ends as the brackets say."""
    cursor.take(_WITHIN)
    opening = cursor.take(_OPENING)
    low = amount(cursor) if opening else None
    if opening is None or low is None or not cursor.take(_COMMA):
        return None
    high = amount(cursor)
    closing = cursor.take(_CLOSING)
    if high is None or closing is None:
        return None
    cursor.take(_BETWEEN)
    return ranged(End(low, opening[0] == "["), End(high, closing[0] == "]"))


def _chained(cursor: Cursor) -> Range | None:
    """``80%≤x<90%`` and ``90%>x≥80%``; the name in the middle may be left out."""
    first = amount(cursor)
    if first is None:
        return None
    for signs, falling in ((_LESS, False), (_MORE, True)):
        one = cursor.take(signs)
        if one is None:
            continue
        cursor.take(_NAME)
        other = cursor.take(signs)
        second = amount(cursor) if other else None
        if other is None or second is None:
            return None
        near, far = (
            End(first, "=" in one[0] or one[0] in "≤≥"),
            End(second, "=" in other[0] or other[0] in "≤≥"),
        )
        return ranged(far, near) if falling else ranged(near, far)
    return None


def _symmetric(cursor: Cursor) -> Range | None:
    """``±5%以内（含）``: both sides of nought."""
    at_most = cursor.take(_AT_MOST) or cursor.take(_WITHIN) or cursor.take(_BETWEEN)
    if not cursor.take(_PLUS_MINUS):
        return None
    size = amount(cursor)
    if size is None:
        return None
    said = inclusion(cursor)
    inside = cursor.take(_BETWEEN)
    if at_most is None and inside is None:
        return None
    said = inclusion(cursor) if said is None else said
    firm = Firmness.USUAL if said is None else Firmness.SAID
    closed = said is not False
    low = End(Amount(-size.value, size.unit), closed, firm)
    return Range(low, End(size, closed, firm), both_signs=True)


def _both_sides(cursor: Cursor) -> tuple[Range, ...]:
    """``±5%至±10%``, ``±10%以外``, ``超过±10%``: the same on either side of nought."""
    cursor.take(_WITHIN)
    above = cursor.take(_ABOVE)
    if not cursor.take(_PLUS_MINUS):
        return ()
    one = amount(cursor)
    said = inclusion(cursor)
    if one is None or one.value <= 0:
        return ()
    suffix = None if above else cursor.take(_OUTSIDE)
    if above or suffix:
        taken_in = bool(suffix) and not (suffix and suffix[0] in ("以外", "之外"))
        end, negative = End(one, taken_in if said is None else said), Amount(-one.value, one.unit)
        return Range(high=evolve(end, at=negative)), Range(low=end)
    if not cursor.take(_DASH):
        return ()
    cursor.take(_PLUS_MINUS)
    other = amount(cursor)
    other_said = inclusion(cursor)
    cursor.take(_BETWEEN)
    if other is None:
        return ()
    one, other = _alike(one, other)
    if one.unit != other.unit or other.value <= one.value:
        return ()
    near, far = _end(one, said), _end(other, other_said)
    low, high = (evolve(end, at=Amount(-end.at.value, end.at.unit)) for end in (far, near))
    return Range(low, high), Range(near, far)


def _operated(cursor: Cursor) -> Range | None:
    """An operator and a number, and perhaps a second pair: ``大于80%且小于90%``."""
    first = _half(cursor)
    if first is None:
        return None
    start = cursor.at
    joint = cursor.take(_AND)
    if joint and joint[0]:
        cursor.take(_WITHIN)
    second = _half(cursor) or _suffixed(cursor) if joint else None
    joined = None if second is None else _joined(first, second)
    if joined is None:
        cursor.at = start
        return first
    return joined


def _half(cursor: Cursor) -> Range | None:
    start = cursor.at
    for signs, rising, closed in (
        (_AT_LEAST, True, True),
        (_AT_MOST, False, True),
        (_ABOVE, True, False),
        (_BELOW, False, False),
    ):
        if not cursor.take(signs):
            continue
        at = amount(cursor)
        if at is None:
            cursor.at = start
            continue
        said = inclusion(cursor)
        end = End(at, closed if said is None else said)
        suffix = cursor.take(_UP if rising else _DOWN) or (not rising and cursor.take(_INSIDE))
        if suffix and not closed:  # “超过90%以上” says two things at once
            return None
        after = inclusion(cursor) if suffix else None
        end = end if after is None else evolve(end, closed=after)
        return Range(low=end) if rising else Range(high=end)
    if cursor.take(_EQUAL):
        cursor.take(_PER_THING)
        found = _plain(cursor)
        if found is not None:
            return found
    cursor.at = start
    return None


def _suffixed(cursor: Cursor) -> Range | None:
    """``90%（含）以上``, ``60%以下``, ``100%以内``."""
    start = cursor.at
    at = amount(cursor)
    said = inclusion(cursor) if at else None
    if at is not None and cursor.take(_AND_AGAIN):  # “3次及3次以上”
        if amount(cursor) != at or not cursor.sees(_BARE_SUFFIX):
            cursor.at = start
            return None
        said = True
    if at is not None:
        firm = Firmness.USUAL if said is None else Firmness.SAID
        for signs, rising in ((_UP, True), (_DOWN, False), (_INSIDE, False)):
            suffix = cursor.take(signs)
            if suffix is None:
                continue
            after = inclusion(cursor) if said is None else None
            if after is not None or suffix[0][0] in "及或":
                firm = Firmness.SAID
            end = End(at, said if said is not None else after is not False, firm)
            return Range(low=end) if rising else Range(high=end)
    cursor.at = start
    return None


def _plain(cursor: Cursor) -> Range | None:
    """A range by a dash, a number with 以上 and its like, or a single value."""
    start = cursor.at
    within = cursor.take(_WITHIN)
    dashed = _dashed(cursor, within=within is not None)
    if dashed is not None:
        return dashed
    first = _suffixed(cursor)
    if first is not None:
        behind = cursor.at
        second = (_half(cursor) or _suffixed(cursor)) if cursor.take(_AND) else None
        joined = None if second is None else _joined(first, second)
        if joined is None:
            cursor.at = behind
            return first
        return joined
    at = None if within else amount(cursor)
    if at is None or cursor.sees(_DASH) or inclusion(cursor) is not None:
        cursor.at = start
        return None
    return Range(End(at, closed=True), End(at, closed=True), exact=True)


def _dashed(cursor: Cursor, *, within: bool) -> Range | None:
    """``80%（含）-90%``; behind 介于 or 在 a word stands for the dash as well."""
    start = cursor.at
    low = amount(cursor)
    low_said = inclusion(cursor) if low else None
    if low is not None and (cursor.take(_DASH) or (within and cursor.take(_TO))):
        high = amount(cursor)
        high_said = inclusion(cursor) if high else None
        if high is not None:
            cursor.take(_BETWEEN)
            both = cursor.take(_BOTH_ENDS) if high_said is None and low_said is None else None
            if both is not None:
                return _told_both(low, high, both)
            after = inclusion(cursor)
            if high_said is None:
                high_said = after
            low, high = _alike(low, high)
            return ranged(_end(low, low_said), _end(high, high_said))
    cursor.at = start
    return None


def _alike(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """The unit of one end for the other, where that stands bare."""
    if low.unit == "" and high.unit:
        low = Amount(low.value / 100, "%") if high.unit == "%" else low.in_unit(high.unit)
    elif high.unit == "" and low.unit:
        high = Amount(high.value / 100, "%") if low.unit == "%" else high.in_unit(low.unit)
    return low, high


def _told_both(low: Amount, high: Amount, said: re.Match[str]) -> Range | None:
    """``80%-90%（含80%，不含90%）``: which value is in and which is not."""
    low, high = _alike(low, high)
    scale = 100 if low.unit == "%" else 1
    told = {
        Fraction(said["first"]): not said["one"],
        Fraction(said["second"]): not said["other"],
    }
    if set(told) != {low.value * scale, high.value * scale}:
        return None
    return ranged(End(low, told[low.value * scale]), End(high, told[high.value * scale]))


def _end(at: Amount, said: bool | None) -> End:
    return End(at, bool(said), Firmness.OPEN if said is None else Firmness.SAID)


def _joined(first: Range, second: Range) -> Range | None:
    """What lies between two one-sided ranges; ``高于100%、低于80%`` leaves nothing between."""
    if not (one_sided(first) and one_sided(second)):
        return None
    low, high = first.low or second.low, first.high or second.high
    if low is None or high is None or low.at.value >= high.at.value:
        return None
    return ranged(low, high)
