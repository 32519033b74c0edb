"""Where the steps of a wording begin: the test that earns full marks."""

from __future__ import annotations

from fractions import Fraction

from attrs import define, field, frozen

from zhibiao.criteria.building.ends import in_unit
from zhibiao.criteria.building.parts import TARGET, Parts, refused
from zhibiao.criteria.parsing.amounts import TIMES, Amount, numeral
from zhibiao.criteria.parsing.bounds import End, Firmness, Range, one_sided
from zhibiao.criteria.parsing.clauses import Award, Given, Side, Standard, State, Step
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO, unit_text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts

_TARGET_WORDS = (
    r"(?:年初|年度|全年|预期|计划|既定|设定|绩效|省定|市定|国家|上级|考核|规定|批复|核定"
    r"|预定|任务){0,3}(?:(?:序时|时间|计划)进度|目标值|指标值|计划值|目标数|计划数|标准值|任务数|控制数|编制数|概算|限额|目标"
    r"|计划|指标|任务|标准)(?:要求|任务|以上)?"
)
_REACHES = phrase(
    rf"(?P<name>[\u4e00-\u9fff、()A-Za-z]{{0,30}}?)(?:达到|完成|不低于|≥|达)(?:了"
    rf"|及超过)?{_TARGET_WORDS}"
)
_KEEPS = phrase(
    rf"(?P<name>[\u4e00-\u9fff、()A-Za-z]{{0,30}}?)(?:不超过|不高于|≤|控制在|未超过"
    rf"|不超){_TARGET_WORDS}(?:以内|之内|范围内|内)?"
)


_EQUALS = phrase(
    rf"(?P<name>[\u4e00-\u9fff、()A-Za-z]{{0,30}}?)(?:等于|与|符合)(?:了)?{_TARGET_WORDS}(?:一致|相符|相等)?"
)
_DURATION = phrase(
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>个?工作日|个?自然日|日|天|个月|周|小时|分钟|年)(?:\(含\))?(?:之内|以内|内)"
)
_OF_MONTH = phrase(r"月$")
PRIOR = (
    r"(?:本年度?|当年)?(?:较|比|与|同)?(?:上年度?|去年|上一年度?|上期|上年同期|去年同期|同期"
    r"|以前年度)?(?:数|水平)?(?:相比|相较)?"
)
_STAFF = phrase(r"[\u4e00-\u9fff]{0,12}?(?:未|没有|不|无)超编(?:制|人员)?(?:数|人数)?")
_CHANGE = phrase(r"变动|变化|增长|增幅|降幅|升降|增减")
_NO_RISE = phrase(
    rf"(?P<name>[\u4e00-\u9fff、:]{{0,24}}?){PRIOR}(?:(?:下降|持平|减少|降低|零增长|负增长|未增长|未上升|不增长|未增加|不上升|相同)(?:或|及|、|和)?){{1,3}}"
)
_NO_FALL = phrase(
    rf"(?P<name>[\u4e00-\u9fff、:]{{0,24}}?){PRIOR}(?:(?:上升|持平|增长|提高|提升|前进|不变|增加|未下降|不下降|未减少|相同)(?:或|及|、|和)?){{1,3}}"
)


@frozen
class Start:
    """Where the steps begin: the test that earns full marks, and the score it states."""

    test: str
    value: Amount | None = None
    mark: Fraction | None = None
    guessed: bool = False
    target: bool = False
    falling: bool = False
    moved: bool = False
    name: str = ""
    said: tuple[Message, ...] = ()


@define
class Reader:
    """What is gathered while one wording is built."""

    parts: Parts
    said: list[Message] = field(factory=list)
    fields: list[str] = field(factory=list)


def start_of(reader: Reader, steps: tuple[Step, ...], full: Award | None, unit: str) -> Start:
    """Where the steps begin.

    Raises:
        RefusedError: nowhere, at two places, or on the side that earns full marks.
    """
    parts = reader.parts
    states = parts.of(State)
    sides = {one.side for one in steps}
    side = Side.BOTH if len(sides) == 2 else next(iter(sides))
    if full is not None:
        if states:
            raise refused(states[0])
        found = _from_award(reader, full, side, unit)
    elif states:
        found = _from_state(reader, states, steps, side, unit=unit)
    else:
        found = _from_numbers(reader, steps, side, unit)
    for one in parts.of(Standard):
        if one.side not in (None, side):
            raise refused(one, say(texts.WRONG_SIDE))
    _check_given(reader, found, side, unit)
    _check_values(reader, found, steps, unit)
    return found


def _from_award(reader: Reader, full: Award, side: Side, unit: str) -> Start:
    points = reader.parts.points
    mark = full.score.of(points)
    found = in_unit(full.range, unit, full)
    wrong = refused(full, say(texts.WRONG_SIDE))
    low, high = found.low, found.high
    if found.exact and low is not None:
        return _from_value(low.at, side, mark, exact=True)
    if low is not None and high is not None:
        return _from_interval(found, side, mark, wrong)
    end = low or high
    assert end is not None
    expected = Side.DOWN if low is not None else Side.UP
    if side is Side.BOTH or side is not expected:
        raise wrong
    sign = (">" if low is not None else "<") + ("=" if end.closed else "")
    said: tuple[Message, ...] = ()
    if end.firm is Firmness.USUAL:
        said = (say(texts.INCLUSIVE, at=unit_text(end.at.value, unit)),)
    return Start(f"{sign} {end.at.written}", end.at, mark, said=said)


def _from_interval(found: Range, side: Side, mark: Fraction, wrong: Exception) -> Start:
    low, high = found.low, found.high
    assert low is not None
    assert high is not None
    if side is Side.BOTH or found.both_signs:
        opening, closing = "[" if low.closed else "(", "]" if high.closed else ")"
        if Firmness.OPEN in (low.firm, high.firm):
            opening, closing = "[", "]"
        return Start(f"{opening}{low.at.written}..{high.at.written}{closing}", None, mark)
    if side is Side.DOWN and high.at.value == ONE and high.at.unit == "%":
        return _from_value(low.at, side, mark, exact=True)
    if side is Side.UP and low.at.value == ZERO:
        return _from_value(high.at, side, mark, exact=True)
    raise wrong


def _from_value(at: Amount, side: Side, mark: Fraction | None, *, exact: bool = False) -> Start:
    match side:
        case Side.BOTH:
            return Start(f"= {at.written}", at, mark)
        case Side.UP:
            test = f"<= {at.written}"
        case Side.DOWN:
            test = f">= {at.written}"
    said = (say(texts.OTHER_SIDE, at=unit_text(at.value, at.unit)),) if exact else ()
    return Start(test, at, mark, guessed=exact, said=said)


def _from_state(
    reader: Reader,
    states: tuple[State, ...],
    steps: tuple[Step, ...],
    side: Side,
    *,
    unit: str,
) -> Start:
    """``按时完成得5分，每逾期一天扣1分``: words earn full marks, a step counts from nought."""
    points = reader.parts.points
    if len(states) > 1 or len(steps) > 1:
        raise refused(states[-1])
    state, step = states[0], steps[0]
    mark = state.score.of(points)
    if mark == ZERO or state.score.low is not None:
        raise refused(state)
    counts_time = step.size.unit in TIMES and side is Side.UP and not step.target
    if counts_time and not step.late:
        allowed = _allowed(state, step)
        if allowed is not None:
            return Start(f"<= {allowed.written}", allowed, mark, name=texts.TIME_TAKEN.zh)
    staff = _STAFF.fullmatch(state.label) and step.size.unit in ("人", "名")
    if staff and side is Side.UP and not step.target and step.base is None:
        return Start("<= 0", Amount(ZERO), mark, name=texts.OVER_STAFF.zh)
    moved = _from_movement(state, step, mark)
    if moved is not None:
        return moved
    if counts_time and step.base is None and not _KEEPS.fullmatch(state.label):
        return Start("<= 0", Amount(ZERO), mark, name=texts.LATENESS.zh)
    if step.late or step.spent:
        name = texts.LATENESS.zh if step.late else texts.SPENT.zh
        said = (say(texts.OVERSPENT),) if step.spent else ()
        if step.spent and step.size.unit == "%":
            at, name = Amount(ZERO, "%"), texts.SPENT_SHARE.zh
            return Start(f"<= {at.written}", at, mark, name=name, said=said)
        return Start("<= 0", Amount(ZERO), mark, name=name, said=said)
    equal = _EQUALS.fullmatch(state.label) if side is Side.BOTH else None
    if equal is not None and not reader.parts.of(Standard):
        return Start(f"= {TARGET}", None, mark, target=True, name=equal["name"])
    for words, expected in ((_REACHES, Side.DOWN), (_KEEPS, Side.UP)):
        found = words.fullmatch(state.label)
        if found is None:
            continue
        if side is not expected:
            raise refused(step, say(texts.WRONG_SIDE))
        sign = ">=" if side is Side.DOWN else "<="
        standards = reader.parts.of(Standard)
        if standards:  # “目标值为95%，达到目标值得5分”
            at = standards[0].at.in_unit(unit)
            return Start(f"{sign} {at.written}", at, mark, name=found["name"])
        return Start(f"{sign} {TARGET}", None, mark, target=True, name=found["name"])
    raise refused(step, say(texts.NO_BASE))


def _allowed(state: State, step: Step) -> Amount | None:
    """``30日内拨付的得满分，每超过5日…``: the time that is allowed, from which the steps count.

    Raises:
        RefusedError: a number of another kind, from which the steps may count as well.
    """
    found = [
        one
        for one in _DURATION.finditer(state.label)
        if not (one["unit"] == "日" and _OF_MONTH.search(state.label[: one.start()]))
    ]
    if not found:
        return None
    value = numeral(found[0]["number"])
    if len(found) > 1 or value is None:
        raise refused(state)
    at = Amount(value, found[0]["unit"])
    if not at.fits(step.size.unit):
        raise refused(step, say(texts.UNITS_DIFFER))
    return at.in_unit(step.size.unit)


def _from_movement(state: State, step: Step, mark: Fraction) -> Start | None:
    """``较上年下降或持平的得4分，每上升…``: from no movement at all."""
    if step.target or step.base is not None or step.late or step.spent:
        return None
    rising, falling = _NO_RISE.fullmatch(state.label), _NO_FALL.fullmatch(state.label)
    at = Amount(ZERO, step.size.unit)
    if falling and at.unit == "位":
        return Start("<= 0", at, mark, falling=True, moved=True, name=texts.FALLEN.zh)
    if rising and step.side is Side.UP:
        return Start(f"<= {at.written}", at, mark, moved=True, name=change(rising["name"]))
    if falling and step.side is Side.DOWN and at.unit == "%":
        return Start(f">= {at.written}", at, mark, moved=True, name=change(falling["name"]))
    return None


def change(name: str) -> str:
    """The label of a change: the figure is how far something moved, not where it stands."""
    name = name.rpartition(":")[2] or name.strip(":")
    if not name:
        return texts.CHANGE.zh
    return name if _CHANGE.search(name) else f"{name}变动"


def _from_numbers(reader: Reader, steps: tuple[Step, ...], side: Side, unit: str) -> Start:
    """No clause states full marks: the steps themselves say from where they count."""
    parts = reader.parts
    overdue = all(one.target and one.size.unit in TIMES for one in steps) and side is Side.UP
    if overdue and not parts.of(Standard) and not parts.of(Given):  # “每超过规定时间1天”
        return Start("<= 0", Amount(ZERO), name=texts.LATENESS.zh)
    if any(one.target for one in steps) and not parts.of(Standard):
        if side is Side.BOTH:
            return Start(f"= {TARGET}", None, None, target=True)
        return Start(f"{'>=' if side is Side.DOWN else '<='} {TARGET}", None, None, target=True)
    bases = [one.at for one in parts.of(Standard)]
    bases += [one.base for one in steps if one.base is not None]
    for one in parts.of(Given):
        bases += _near_end(one, side)
    if bases:
        return _from_value(bases[0].in_unit(unit), side, None)
    if all(one.late for one in steps):
        return Start("<= 0", Amount(ZERO), None, name=texts.LATENESS.zh)
    raise refused(steps[0], say(texts.NO_BASE))


def _near_end(given: Given, side: Side, *, banded: bool = False) -> list[Amount]:
    """The end of a condition at which the steps begin; outside a band it is on both sides."""
    if given.range is None:
        if given.side is not side and not (side is Side.BOTH and banded and given.side is Side.UP):
            raise refused(given, say(texts.WRONG_SIDE))
        return []
    found = given.range
    if found.both_signs:
        raise refused(given, say(texts.NO_BASE))
    asked = _asked_for(given, side)
    if asked is not None:
        return [asked.at]
    end = found.high if side is Side.DOWN else found.low if side is Side.UP else None
    if found.exact and side is Side.DOWN and given.subject:
        end = found.low  # “召开会议12次，每少一次…”
    elif found.exact or (given.demand and end is not None and _said(end) and one_sided(found)):
        end = None  # “不少于10次，每多1次扣1分” takes off what was asked for
    if end is None:
        raise refused(given, say(texts.WRONG_SIDE))
    return [end.at]


def _asked_for(given: Given, side: Side) -> End | None:
    """The bound of a demand: ``培训不少于12期，每少1期…``, ``不超过5天，每超1天…``."""
    found = given.range
    if found is None or not given.demand or not one_sided(found):
        return None
    end = found.low if side is Side.DOWN else found.high if side is Side.UP else None
    return end if end is not None and _said(end) else None


def _said(end: End) -> bool:
    """Whether the words say that the value itself belongs."""
    return end.closed and end.firm is Firmness.SAID


def _check_given(reader: Reader, base: Start, side: Side, unit: str) -> None:
    """``低于90%的，每低…``: the condition must be just where full marks end."""
    cuts = [
        end.at.in_unit(unit).value
        for one in reader.parts.of(Award)
        if one.score.value == ZERO
        for end in one.range.ends
    ]
    banded = any(one.range.both_signs for one in reader.parts.of(Award))
    for given in reader.parts.of(Given):
        if given.range is not None and given.range.both_signs:
            _check_band(reader, given, unit)
            continue
        near = _near_end(given, side, banded=banded)
        if given.range is None:
            continue
        if base.value is None or near[0].in_unit(unit).value != base.value.value:
            raise refused(given, say(texts.BASES_DIFFER))
        if given.range.exact or _asked_for(given, side) is not None:
            continue
        far = given.range.low if side is Side.DOWN else given.range.high
        if far is not None and far.at.in_unit(unit).value not in cuts:
            raise refused(given)


def _check_band(reader: Reader, given: Given, unit: str) -> None:
    """``超出±5%的，`` must name the very band that earns full marks."""
    assert given.range is not None
    told = [end.at.value for end in in_unit(given.range, unit, given).ends]
    full = [one for one in reader.parts.of(Award) if one.score.value]
    bands = [in_unit(one.range, unit, one) for one in full if one.range.both_signs]
    if len(full) != 1 or [[end.at.value for end in one.ends] for one in bands] != [told]:
        raise refused(given, say(texts.BASES_DIFFER))


def _check_values(reader: Reader, base: Start, steps: tuple[Step, ...], unit: str) -> None:
    stated = [(one, one.at) for one in reader.parts.of(Standard)]
    stated += [(s, s.base) for s in steps if s.base is not None]  # type: ignore[misc]  # both clauses
    for clause, at in stated:
        if base.value is None or not at.fits(unit) or at.in_unit(unit).value != base.value.value:
            raise refused(clause, say(texts.BASES_DIFFER))
    for one in steps:
        # “每低于目标值1个百分点” after “目标值为95%” or “≥95%得满分” means that very value
        if one.target and not base.target and base.value is None:
            raise refused(one, say(texts.BASES_DIFFER))
