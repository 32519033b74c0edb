"""Step deductions: where the steps begin, how large they are, how far they go."""

from __future__ import annotations

import re
from fractions import Fraction

from attrs import define, evolve, field, frozen

from zhibiao.criteria.building.banded import unit_of
from zhibiao.criteria.building.ends import in_unit
from zhibiao.criteria.building.parts import (
    TARGET,
    Built,
    Parts,
    X,
    assumed,
    full_mark,
    one_subject,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.amounts import TIMES, Amount
from zhibiao.criteria.parsing.awards import name_clean
from zhibiao.criteria.parsing.clauses import Award, Given, Side, Standard, State, Step, Tail
from zhibiao.criteria.parsing.ranges import Firmness, Range
from zhibiao.exact import ONE, ZERO, unit_text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.step_deduction import Partial, StepDeduction
from zhibiao.model.table import Table

_TAILS = (
    "floor", "max-deduction", "least", "most", "whole", "started", "prorated", "reason",
    "bonus-cap",
)  # fmt: skip
_REFERRING = re.compile(
    r"^(?:超过|超出|增加|低于|不足|减少|未达到|未达标|达不到|未完成|在此基础上|以此为基础|其余|否则"
    r"|未按时完成|未按期完成|逾期)?(?:的)?(?:部分)?,?$|^在此基础上,?$"
)
_TARGET_WORDS = (
    r"(?:年初|年度|全年|预期|计划|既定|设定|绩效|省定|市定|国家|上级|考核|规定|批复"
    r"|预定|任务){0,3}(?:目标值|指标值|计划值|目标数|计划数|标准值|任务数|控制数|目标"
    r"|计划|指标|任务|标准)(?:要求|任务|以上)?"
)
_REACHES = re.compile(
    rf"(?P<name>[\u4e00-\u9fff、()A-Za-z]{{0,30}}?)(?:达到|完成|不低于|≥|达)(?:了"
    rf"|及超过)?{_TARGET_WORDS}"
)
_KEEPS = re.compile(
    rf"(?P<name>[\u4e00-\u9fff、()A-Za-z]{{0,30}}?)(?:不超过|不高于|≤|控制在|未超过"
    rf"|不超){_TARGET_WORDS}(?:以内|之内|范围内|内)?"
)


@frozen
class _Start:
    """Where the steps begin: the test that earns full marks, and the score it states."""

    test: str
    value: Amount | None = None
    mark: Fraction | None = None
    guessed: bool = False
    target: bool = False
    name: str = ""
    said: tuple[Message, ...] = ()


@define
class _Reader:
    """What is gathered while one wording is built."""

    parts: Parts
    said: list[Message] = field(factory=list)
    fields: list[str] = field(factory=list)


def build(parts: Parts) -> Built:
    """The step deduction of a wording, with a cut-off beside it where there is one.

    Raises:
        RefusedError: there is no base, or two; steps on the wrong side; a clause left over.
    """
    parts.only([Standard, Award, Given, Step, State], _TAILS)
    reader = _Reader(parts)
    steps = _deducting(reader)
    subject = _subject(parts)
    unit = _unit(parts, steps)
    full, cuts = _full_award(reader)
    base = _start_of(reader, steps, full, unit)
    schemes = [_scheme(reader, one, base, unit) for one in steps]
    scheme: Scheme = schemes[0]
    if len(schemes) == 2:
        scheme = _two_sided(schemes, steps[1])
    reader.said += [*base.said]
    if base.mark is not None:
        reader.said += full_mark(parts, base.mark)
    reader.said += stated_mark(parts)
    if cuts:
        scheme = _with_cuts(reader, scheme, cuts, unit, steps)
    measures = {"x": Measure(subject or base.name or texts.FIGURE.zh, unit)}
    if base.target:
        measures["target"] = Measure(texts.TARGET.zh, unit)
    return Built(scheme, Table(measures), tuple(dict.fromkeys(reader.said)))


def _deducting(reader: _Reader) -> tuple[Step, ...]:
    """The steps that take points off: one, or one on each side. A bonus cannot pass the points."""
    steps = reader.parts.of(Step)
    found = tuple(one for one in steps if one.deduct > 0)
    bonuses = [one for one in steps if one.deduct < 0]
    if not found:
        raise refused(steps[0])
    if len(found) > 2 or (len(found) == 2 and {s.side for s in found} != {Side.UP, Side.DOWN}):
        raise refused(found[-1])
    for bonus in bonuses:
        if bonus.side in {s.side for s in found} or len(found) > 1:
            raise refused(bonus)
        if any(
            one.score.of(reader.parts.points) != reader.parts.points
            for one in reader.parts.of(Award)
            if one.score.value
        ):
            raise refused(bonus)
        reader.said.append(say(texts.BONUS, points=str(reader.parts.points)))
    if reader.parts.tail("bonus-cap") and not bonuses:
        raise refused(reader.parts.of(Tail)[-1])
    return found


def _subject(parts: Parts) -> str:
    named = [(one, one.subject) for one in parts.of(Award)]
    named += [(one, one.subject) for one in parts.of(Given)]  # type: ignore[misc]  # clauses all
    for one in parts.of(Step):
        if one.late or one.spent or _REFERRING.match(one.subject):
            continue
        cleaned = name_clean(one.subject.strip(",、"))
        if cleaned is None:
            raise refused(one)
        named.append((one, cleaned))  # type: ignore[arg-type]  # a clause like the others
    return one_subject(named)


def _unit(parts: Parts, steps: tuple[Step, ...]) -> str:
    amounts = [end.at for one in parts.of(Award) for end in one.range.ends]
    amounts += [end.at for one in parts.of(Given) if one.range for end in one.range.ends]
    amounts += [one.at for one in parts.of(Standard)]
    amounts += [one.base for one in steps if one.base is not None]
    unit = unit_of(parts, amounts)
    if unit:
        return unit
    if any(at.value for at in amounts):  # bare numbers: the step must not bring a % of its own
        if any(one.size.unit == "%" and one.size.points for one in steps):
            raise parts.whole(say(texts.UNITS_DIFFER))
        return ""
    return steps[0].size.unit


def _full_award(reader: _Reader) -> tuple[Award | None, list[Award]]:
    """The clause that states full marks, and those that give nought beyond a bound."""
    points = reader.parts.points
    full: Award | None = None
    cuts = []
    for one in reader.parts.of(Award):
        if one.score.low is not None or not one.range.ends:
            raise refused(one)
        if one.score.of(points) == ZERO:
            cuts.append(one)
        elif full is not None:
            raise refused(one)
        else:
            full = one
    return full, cuts


def _start_of(reader: _Reader, steps: tuple[Step, ...], full: Award | None, unit: str) -> _Start:
    parts = reader.parts
    states = parts.of(State)
    sides = {one.side for one in steps}
    side = Side.BOTH if len(sides) == 2 else next(iter(sides))
    if full is not None:
        if states:
            raise refused(states[0])
        found = _from_award(reader, full, side, unit)
    elif states:
        found = _from_state(reader, states, steps, side)
    else:
        found = _from_numbers(reader, steps, side, unit)
    _check_given(reader, found, side, unit)
    _check_values(reader, found, steps, unit)
    return found


def _from_award(reader: _Reader, full: Award, side: Side, unit: str) -> _Start:
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
    return _Start(f"{sign} {end.at.written}", end.at, mark, said=said)


def _from_interval(found: Range, side: Side, mark: Fraction, wrong: Exception) -> _Start:
    low, high = found.low, found.high
    assert low is not None
    assert high is not None
    if side is Side.BOTH or found.both_signs:
        opening, closing = "[" if low.closed else "(", "]" if high.closed else ")"
        if Firmness.OPEN in (low.firm, high.firm):
            opening, closing = "[", "]"
        return _Start(f"{opening}{low.at.written}..{high.at.written}{closing}", None, mark)
    if side is Side.DOWN and high.at.value == ONE and high.at.unit == "%":
        return _from_value(low.at, side, mark, exact=True)
    if side is Side.UP and low.at.value == ZERO:
        return _from_value(high.at, side, mark, exact=True)
    raise wrong


def _from_value(at: Amount, side: Side, mark: Fraction | None, *, exact: bool = False) -> _Start:
    match side:
        case Side.BOTH:
            return _Start(f"= {at.written}", at, mark)
        case Side.UP:
            test = f"<= {at.written}"
        case Side.DOWN:
            test = f">= {at.written}"
    said = (say(texts.OTHER_SIDE, at=unit_text(at.value, at.unit)),) if exact else ()
    return _Start(test, at, mark, guessed=exact, said=said)


def _from_state(
    reader: _Reader, states: tuple[State, ...], steps: tuple[Step, ...], side: Side
) -> _Start:
    """``按时完成得5分，每逾期一天扣1分``: words earn full marks, a step counts from nought."""
    points = reader.parts.points
    if len(states) > 1 or len(steps) > 1:
        raise refused(states[-1])
    state, step = states[0], steps[0]
    mark = state.score.of(points)
    if mark == ZERO or state.score.low is not None:
        raise refused(state)
    counts_time = step.size.unit in TIMES and side is Side.UP and not step.target
    if counts_time and step.base is None and not _KEEPS.fullmatch(state.label):
        return _Start("<= 0", Amount(ZERO), mark, name=texts.LATENESS.zh)
    if step.late or step.spent:
        name = texts.LATENESS.zh if step.late else texts.SPENT.zh
        said = (say(texts.OVERSPENT),) if step.spent else ()
        if step.spent and step.size.unit == "%":
            raise refused(step, say(texts.NO_BASE))
        return _Start("<= 0", Amount(ZERO), mark, name=name, said=said)
    for words, expected in ((_REACHES, Side.DOWN), (_KEEPS, Side.UP)):
        found = words.fullmatch(state.label)
        if found is None:
            continue
        if side is not expected:
            raise refused(step, say(texts.WRONG_SIDE))
        sign = ">=" if side is Side.DOWN else "<="
        return _Start(f"{sign} {TARGET}", None, mark, target=True, name=found["name"])
    raise refused(step, say(texts.NO_BASE))


def _from_numbers(reader: _Reader, steps: tuple[Step, ...], side: Side, unit: str) -> _Start:
    """No clause states full marks: the steps themselves say from where they count."""
    parts = reader.parts
    if any(one.target for one in steps) and not parts.of(Standard):
        if side is Side.BOTH:
            return _Start(f"= {TARGET}", None, None, target=True)
        return _Start(f"{'>=' if side is Side.DOWN else '<='} {TARGET}", None, None, target=True)
    bases = [one.at for one in parts.of(Standard)]
    bases += [one.base for one in steps if one.base is not None]
    for one in parts.of(Given):
        bases += _near_end(one, side)
    if bases:
        return _from_value(bases[0].in_unit(unit), side, None)
    if all(one.late for one in steps):
        return _Start("<= 0", Amount(ZERO), None, name=texts.LATENESS.zh)
    raise refused(steps[0], say(texts.NO_BASE))


def _near_end(given: Given, side: Side) -> list[Amount]:
    """The end of a condition at which the steps begin."""
    if given.range is None:
        if given.side is not side:
            raise refused(given, say(texts.WRONG_SIDE))
        return []
    found = given.range
    end = found.high if side is Side.DOWN else found.low if side is Side.UP else None
    if end is None or found.exact:
        raise refused(given, say(texts.WRONG_SIDE))
    return [end.at]


def _check_given(reader: _Reader, base: _Start, side: Side, unit: str) -> None:
    """``低于90%的，每低…``: the condition must be just where full marks end."""
    cuts = [
        end.at.in_unit(unit).value
        for one in reader.parts.of(Award)
        if one.score.value == ZERO
        for end in one.range.ends
    ]
    for given in reader.parts.of(Given):
        near = _near_end(given, side)
        if given.range is None:
            continue
        if base.value is None or near[0].in_unit(unit).value != base.value.value:
            raise refused(given, say(texts.BASES_DIFFER))
        far = given.range.low if side is Side.DOWN else given.range.high
        if far is not None and far.at.in_unit(unit).value not in cuts:
            raise refused(given)


def _check_values(reader: _Reader, base: _Start, steps: tuple[Step, ...], unit: str) -> None:
    stated = [(one, one.at) for one in reader.parts.of(Standard)]
    stated += [(s, s.base) for s in steps if s.base is not None]  # type: ignore[misc]  # both clauses
    for clause, at in stated:
        if base.value is None or not at.fits(unit) or at.in_unit(unit).value != base.value.value:
            raise refused(clause, say(texts.BASES_DIFFER))
    for one in steps:
        # “每低于目标值1个百分点” after “目标值为95%” or “≥95%得满分” means that very value
        if one.target and not base.target and base.value is None:
            raise refused(one, say(texts.BASES_DIFFER))


def _scheme(reader: _Reader, step: Step, base: _Start, unit: str) -> StepDeduction:
    parts = reader.parts
    test = base.test
    if base.test.startswith("= ") and step.side is not Side.BOTH:
        test = base.test.replace("= ", "<= " if step.side is Side.UP else ">= ", 1)
    fields = ["full"] if base.guessed else []
    partial, said = _partial(parts, step)
    if not said:
        fields.append("partial")
    floor, most_off = _limits(parts, base)
    if not parts.tail("floor", "least", "max-deduction"):
        fields.append("floor")
    unless = parts.tail("reason")
    if unless is not None:
        fields.append("unless")
        reader.said.append(say(texts.REASON))
    reader.fields = fields
    mark = None if base.mark in (None, parts.points) else base.mark
    return StepDeduction(
        measure=X,
        full=UnaryTest(test),
        step=_size(reader, step, base, unit).quantity,
        deduct=step.deduct * parts.points if step.share else step.deduct,
        partial=partial,
        full_score=mark,
        floor=floor,
        max_deduction=most_off,
        unless=None if unless is None else "reason",
        assumed=assumed(*fields),
    )


def _size(reader: _Reader, step: Step, base: _Start, unit: str) -> Amount:
    """The step in the figure's unit; a per cent of a natural bound is a share of it."""
    size = step.size
    if size.unit == "%" and unit != "%":
        if size.points or base.value is None or not base.value.value:
            raise refused(step, say(texts.UNITS_DIFFER))
        reader.said.append(say(texts.POINTS_OR_PER_CENT))
        return Amount(abs(base.value.value) * size.value, unit)
    if unit == "%" and size.unit != "%":
        raise refused(step, say(texts.UNITS_DIFFER))
    if unit == "":
        return Amount(size.value, size.unit)
    if not size.fits(unit):
        raise refused(step, say(texts.UNITS_DIFFER))
    ends_open = base.value is None or base.value.value not in (ZERO, ONE)
    if unit == "%" and not size.points and ends_open:
        reader.said.append(say(texts.POINTS_OR_PER_CENT))
    return size.in_unit(unit)


def _partial(parts: Parts, step: Step) -> tuple[Partial, bool]:
    """What a part of a step counts for, and whether the wording says so."""
    said = [one for one in parts.of(Tail) if one.kind in ("whole", "started", "prorated")]
    for one in said:
        if one.size is not None and (one.size.value, one.size.unit) != (
            step.size.value,
            step.size.unit,
        ):
            raise refused(one)
    if len({one.kind for one in said}) > 1 or (step.whole and said and said[0].kind != "whole"):
        raise refused(said[-1])
    if said:
        kind = said[0].kind
        return (
            "started" if kind == "started" else "prorated" if kind == "prorated" else "whole"
        ), True
    return "whole", step.whole


def _limits(parts: Parts, base: _Start) -> tuple[Fraction, Fraction | None]:
    floor, most_off = ZERO, None
    least = parts.tail("least")
    if least is not None and least.value is not None:
        if least.value >= (base.mark or parts.points):
            raise refused(least)
        floor = least.value
    off = parts.tail("max-deduction")
    if off is not None:
        most_off = off.value
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)
    return floor, most_off


def _two_sided(schemes: list[StepDeduction], second: Step) -> Scheme:
    """One deduction on either side of a value, or the same one on both."""
    one, other = schemes
    same = (one.step, one.deduct) == (other.step, other.deduct)
    if one.full == other.full:  # between two values: each step counts from its own end
        if not same:
            raise refused(second, say(texts.BASES_DIFFER))
        return one
    if same:
        value = one.full.text.split(" ", 1)[1]
        return evolve(one, full=UnaryTest(f"= {value}"))
    return Composite(parts=tuple(schemes))


def _with_cuts(
    reader: _Reader, scheme: Scheme, cuts: list[Award], unit: str, steps: tuple[Step, ...]
) -> Scheme:
    """``低于80%不得分`` beside the steps: the lesser of the two scores."""
    bands = []
    for cut in cuts:
        found = in_unit(cut.range, unit, cut)
        if found.exact or (found.low is not None and found.high is not None):
            raise refused(cut)
        end = found.low or found.high
        assert end is not None
        side = Side.UP if found.low is not None else Side.DOWN
        if side not in {s.side for s in steps} and Side.BOTH not in {s.side for s in steps}:
            raise refused(cut, say(texts.WRONG_SIDE))
        if _within_full(scheme, end.at.value):
            raise refused(cut)
        if end.firm is Firmness.USUAL:
            reader.said.append(say(texts.INCLUSIVE, at=unit_text(end.at.value, unit)))
        sign = (">" if side is Side.UP else "<") + ("=" if end.closed else "")
        bands.append(Band(UnaryTest(f"{sign} {end.at.written}"), ZERO))
    beyond = Bands(measure=X, bands=tuple(bands), otherwise=reader.parts.points)
    return Composite(parts=(scheme, beyond), combine="min")


def _within_full(scheme: Scheme, at: Fraction) -> bool:
    """Whether a cut-off would lie within full marks, and so contradict them."""
    if not isinstance(scheme, StepDeduction):
        return False
    sign, _, written = scheme.full.text.partition(" ")
    if not re.fullmatch(r"[-\d.]+%?", written):
        return False
    value = Fraction(written.rstrip("%")) / (100 if written.endswith("%") else 1)
    if sign.startswith(">"):
        return at > value
    return at < value if sign.startswith("<") else False
