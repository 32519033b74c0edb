"""A completion whose excess earns a bonus: ``完成得8分，未完成按比例；每超10%加1分，最多加2分``."""

from __future__ import annotations

from zhibiao.criteria.building.parts import Built, Parts, refused, stated_mark
from zhibiao.criteria.building.pro_rata import reaches
from zhibiao.criteria.parsing.clauses import Given, Ratio, Side, State, Step
from zhibiao.exact import ONE, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula
from zhibiao.model.measure import Measure
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.table import Table


def applies(parts: Parts) -> bool:
    """Whether a bonus by per cent of the target stands beside a proportion."""
    steps = parts.of(Step)
    return bool(parts.of(Ratio)) and len(steps) == 1 and steps[0].deduct < 0


def build(parts: Parts) -> Built:
    """A share of the mark up to the target, and the bonus for each finished step above it.

    Raises:
        RefusedError: no mark below the points, a bonus without a limit, or another clause.
    """
    parts.only([Ratio, State, Given, Step], ["bonus-cap", "most"])
    (step,), ratios, states = parts.of(Step), parts.of(Ratio), parts.of(State)
    plain = all(one.kind == "completion" and one.at == ONE and not one.factor for one in ratios)
    if len(ratios) > 1 or not plain or len(states) != 1 or not reaches(states[0]):
        raise refused(ratios[-1])
    mark = states[0].score.of(parts.points)
    relative = step.size.unit == "%" and not step.size.points and step.base is None
    if step.side is not Side.UP or not relative or step.share or step.off not in (None, mark):
        raise refused(step)
    for given in parts.of(Given):  # “超额完成的，”, “未完成的，”
        if given.range is not None:
            raise refused(given)
    cap, most = parts.tail("bonus-cap"), parts.tail("most")
    limited = cap is not None or most is not None
    if mark >= parts.points or states[0].score.low is not None or not limited:
        raise refused(step)
    if most is not None and most.value != parts.points:
        raise refused(most)
    gained = f"{text(-step.deduct)} * floor((actual - target) / target / {step.size.written})"
    said: list[Message] = [say(texts.PARTIAL)]
    if cap is not None and cap.value is not None:
        gained = f"min({text(cap.value)}, {gained})"
        if mark + cap.value > parts.points:
            said.append(say(texts.BONUS, points=text(parts.points)))
    full = f"min({text(parts.points)}, {text(mark)} + {gained})"
    formula = f"if actual >= target then {full} else {text(mark)} * actual / target"
    measures = {"actual": Measure(texts.ACTUAL.zh), "target": Measure(texts.TARGET.zh)}
    said += stated_mark(parts)
    return Built(FormulaScheme(formula=Formula(formula)), Table(measures), tuple(said))
