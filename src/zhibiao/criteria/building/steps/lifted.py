"""A bonus above a base: ``达到95%得8分，每超过1个百分点加0.5分，最多加2分``."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from zhibiao.criteria.building.banded import unit_of
from zhibiao.criteria.building.ends import in_unit
from zhibiao.criteria.building.parts import Built, Parts, one_subject, refused, stated_mark
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.bounds import End, Range
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Award,
    Given,
    Side,
    Standard,
    State,
    Step,
)
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO, text, unit_text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula
from zhibiao.model.measure import Measure
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.table import Table

_REACHED = phrase(
    r"(?:达到|完成|实现|等于|符合)(?:该|上述|此)?(?:基准值?|标准值?|目标值?|基数|计划值?|指标值?)(?:要求)?"
)
_DONE = phrase(
    r"(?:全面|按时|按期|如期|全部|圆满)*(?:完成|达到|实现)(?:了)?"
    r"(?:(?!增长|增幅|增速|率|占比|比例|比重|满意|下降|降低|排名|[不未无均])[\u4e00-\u9fff、]){0,16}"
    r"(?:目标任务|任务目标|目标值|目标数|目标|任务数|任务|计划数|计划值|计划)"
)
_TAILS = ("bonus-cap", "floor", "most", "whole", "from-mark")


def applies(parts: Parts) -> bool:
    """Whether a bonus starts from a base that earns less than the points."""
    bonuses = [one for one in parts.of(Step) if one.deduct < 0]
    marks = [one.score.of(parts.points) for one in parts.of(Award) if one.score.value]
    return len(bonuses) == 1 and len(marks) == 1 and marks[0] < parts.points


def from_standard(parts: Parts) -> Parts:
    """``以增幅8%为基准，达到基准得6分；每高于基准…加…``: the standard is what is awarded."""
    standards, states, steps = parts.of(Standard), parts.of(State), parts.of(Step)
    if len(standards) != 1 or len(states) != 1 or all(one.deduct > 0 for one in steps):
        return parts
    reached = _REACHED.fullmatch(states[0].label)
    if reached is None or parts.of(Award) or standards[0].side is not None:
        return parts

    def told(clause: AnyClause) -> AnyClause:
        if isinstance(clause, State):
            end = End(standards[0].at, closed=True)
            return Award(
                clause.start, clause.end, subject="", range=Range(low=end), score=clause.score
            )
        return evolve(clause, target=False) if isinstance(clause, Step) else clause

    numbered = tuple(
        evolve(one, clause=told(one.clause))
        for one in parts.numbered
        if one.clause is not standards[0]
    )
    return Parts(numbered, parts.points, parts.length)


def from_done(parts: Parts) -> Parts:
    """``完成目标任务得4分；每超额完成10个百分点加…``: the target is 100 % of the figure."""
    states, steps = parts.of(State), parts.of(Step)
    bonuses = [one for one in steps if one.deduct < 0]
    based = bool(parts.of(Award)) or bool(parts.of(Standard))
    if len(states) != 1 or len(bonuses) != 1 or based:
        return parts
    mark = states[0].score.of(parts.points)
    shares = all(one.size.unit == "%" and not one.target for one in steps)
    if not shares or not ZERO < mark < parts.points or states[0].score.low is not None:
        return parts
    if not _DONE.fullmatch(states[0].label):
        return parts
    end = End(Amount(ONE, "%"), closed=True)
    numbered = tuple(
        evolve(
            one,
            clause=Award(
                one.clause.start,
                one.clause.end,
                subject=texts.DONE_SHARE.zh,
                range=Range(low=end),
                score=states[0].score,
            ),
        )
        if one.clause is states[0]
        else one
        for one in parts.numbered
    )
    return Parts(numbered, parts.points, parts.length)


def build(parts: Parts) -> Built:
    """The base with what lies above and below it, as a formula.

    Raises:
        RefusedError: a clause that does not belong.
    """
    parts.only([Award, Given, Step], _TAILS)
    bonus = next(one for one in parts.of(Step) if one.deduct < 0)
    falls = [one for one in parts.of(Step) if one.deduct > 0]
    if bonus.side is not Side.UP or len(falls) > 1 or any(f.side is not Side.DOWN for f in falls):
        raise refused(bonus)
    for one in parts.of(Step):
        if one.base is not None or one.target or one.late or one.spent or one.share:
            raise refused(one)
    awards = parts.of(Award)
    unit = unit_of(parts, [end.at for one in awards for end in one.range.ends])
    base, mark = _start_of(awards, parts, unit, down=bool(falls))
    for given in parts.of(Given):  # “超过6场每多1场加0.5分”
        ends = [] if given.range is None else list(in_unit(given.range, unit, given).ends)
        if any(end.at.value != base.value for end in ends):
            raise refused(given)
    told = parts.tail("from-mark")
    offs = {told.value if told is not None else None, *(one.off for one in parts.of(Step))}
    if offs - {None, mark}:
        raise refused(bonus)
    said: list[Message] = [say(texts.PARTIAL)]
    cap = parts.tail("bonus-cap")
    if cap is not None and cap.value is not None and mark + cap.value > parts.points:
        said.append(say(texts.BONUS, points=text(parts.points)))
    gained = _counted(bonus, f"x - {base.written}", unit)
    if cap is not None and cap.value is not None:
        gained = f"min({text(cap.value)}, {gained})"
    lost = "0"
    if falls:
        lost = f"max(0, {text(mark)} - {_counted(falls[0], f'{base.written} - x', unit)})"
    elif len(awards) == 1:
        said.append(say(texts.OUTSIDE, at=unit_text(base.value, unit)))
    raised = f"min({text(parts.points)}, {text(mark)} + {gained})"
    formula = f"if x >= {base.written} then {raised} else {lost}"
    subject = one_subject([(one, one.subject) for one in awards])
    measures = Table({"x": Measure(subject or texts.FIGURE.zh, unit)})
    return Built(FormulaScheme(formula=Formula(formula)), measures, (*said, *stated_mark(parts)))


def _start_of(
    awards: tuple[Award, ...], parts: Parts, unit: str, *, down: bool
) -> tuple[Amount, Fraction]:
    """The value from which the bonus counts, and what it earns; below it nothing or steps."""
    base: tuple[Amount, Fraction] | None = None
    for one in awards:
        found = in_unit(one.range, unit, one)
        score = one.score.of(parts.points)
        if score and found.low is not None and found.low.closed and one.score.low is None:
            if found.high is not None and not found.exact:
                raise refused(one)
            base = (found.low.at, score)
    if base is None:
        raise refused(awards[0], say(texts.NO_BASE))
    for one in awards:
        if one.score.of(parts.points) != ZERO:
            continue
        end = in_unit(one.range, unit, one).high
        if down or end is None or one.range.low is not None or end.at.value != base[0].value:
            raise refused(one)
    return base


def _counted(step: Step, distance: str, unit: str) -> str:
    """The points of all finished steps of a distance."""
    if (step.size.unit == "%") != (unit == "%") or not (step.size.fits(unit) or not unit):
        raise refused(step, say(texts.UNITS_DIFFER))
    size = step.size.in_unit(unit).written
    return f"{text(abs(step.deduct))} * floor(({distance}) / {size})"
