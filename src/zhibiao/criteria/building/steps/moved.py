"""A fall, a standstill, and steps off for a rise: ``下降得4分；持平得3分；每增长1%从3分扣1分``."""

from __future__ import annotations

from zhibiao.criteria.building.parts import Built, Parts, refused, stated_mark
from zhibiao.criteria.building.steps.starts import PRIOR, change
from zhibiao.criteria.parsing.clauses import Given, Side, State, Step
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula
from zhibiao.model.measure import Measure
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.table import Table

_NAME = r"(?P<name>[\u4e00-\u9fff、:]{0,24}?)"
_FALLS = phrase(rf"{_NAME}{PRIOR}(?:有所|出现)?(?:下降|减少|降低|负增长|下滑)")
_STANDS = phrase(rf"{_NAME}{PRIOR}(?:为)?(?:持平|不变|零增长|相同)")


def applies(parts: Parts) -> bool:
    """Whether steps are said to come off what a standstill earns."""
    states = parts.of(State)
    told = parts.tail("from-mark") is not None or any(one.off for one in parts.of(Step))
    return told and len(states) == 2 and _STANDS.fullmatch(states[1].label) is not None


def build(parts: Parts) -> Built:
    """The marks of a fall and of a standstill, and the steps below the latter, as a formula.

    Raises:
        RefusedError: another mark to count from, steps by another movement, or another clause.
    """
    parts.only([State, Given, Step], ["floor", "whole", "from-mark"])
    (fall, stand), steps = parts.of(State), parts.of(Step)
    step = steps[0]
    fallen, stood = _FALLS.fullmatch(fall.label), _STANDS.fullmatch(stand.label)
    if fallen is None or stood is None or fall.score.low is not None or stand.score.low is not None:
        raise refused(fall)
    if stood["name"] not in ("", fallen["name"]):
        raise refused(stand)
    plain = not (step.target or step.base or step.late or step.spent or step.share or step.started)
    if len(steps) > 1 or step.side is not Side.UP or step.deduct <= 0 or not plain:
        raise refused(steps[-1])
    best, mark = fall.score.of(parts.points), stand.score.of(parts.points)
    tail = parts.tail("from-mark")
    offs = {step.off, None if tail is None else tail.value}
    if offs - {None, mark} or best != parts.points or not ZERO < mark <= best:
        raise refused(tail or step)
    for given in parts.of(Given):  # “增长的，”
        if given.range is not None or given.side is not Side.UP:
            raise refused(given)
    size = step.size
    lost = f"max(0, {text(mark)} - {text(step.deduct)} * floor(x / {size.written}))"
    nought = "0%" if size.unit == "%" else "0"
    formula = f"if x < {nought} then {text(best)} else {lost}"
    said: list[Message] = [] if step.whole or parts.tail("whole") else [say(texts.PARTIAL)]
    measures = Table({"x": Measure(change(fallen["name"]), size.unit)})
    return Built(FormulaScheme(formula=Formula(formula)), measures, (*said, *stated_mark(parts)))
