"""Points earned step by step: ``较上年每增长1个百分点得1分，最高5分``."""

from __future__ import annotations

from zhibiao.criteria.building.banded import unit_of
from zhibiao.criteria.building.ends import in_unit
from zhibiao.criteria.building.parts import Built, Parts, one_subject, refused, stated_mark
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.awards import name_clean
from zhibiao.criteria.parsing.clauses import Award, Given, Side, State, Step
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO, text
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model.clauses import Formula
from zhibiao.model.measure import Measure
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.table import Table

_NO_GROWTH = phrase(
    r"(?:不|未|没有|无|负|零|未实现)(?:增长|提高|上升|增加|提升)|下降|(?:持平|下降)(?:或|和|及|、)(?:持平|下降)"
)


def applies(parts: Parts) -> bool:
    """Whether the steps of a wording earn points from nought."""
    return any(one.earned for one in parts.of(Step))


def build(parts: Parts) -> Built:
    """So many points for each finished step above a base, as a formula.

    Raises:
        RefusedError: no base, steps downwards, or a clause that does not belong.
    """
    parts.only([Award, Given, State, Step], ["most", "capped", "whole"])
    steps = parts.of(Step)
    step = steps[0]
    if len(steps) > 1 or step.side is not Side.UP or step.target or step.late or step.spent:
        raise refused(steps[-1])
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)
    for state in parts.of(State):  # “未增长不得分” says what is so anyhow
        if state.score.value or not step.grown or not _NO_GROWTH.fullmatch(state.label):
            raise refused(state)
    base = _start_value(parts, step)
    if not step.size.fits(base.unit) or (base.unit == "%") != (step.size.unit == "%"):
        raise refused(step, say(texts.UNITS_DIFFER))
    size = step.size.in_unit(base.unit)
    gain = -step.deduct * (parts.points if step.share else 1)
    earned = f"{text(gain)} * floor((x - {base.written}) / {size.written})"
    formula = f"if x >= {base.written} then min({text(parts.points)}, {earned}) else 0"
    measures = Table({"x": Measure(_label(parts, step), base.unit)})
    said = (say(texts.PARTIAL), *stated_mark(parts))
    return Built(FormulaScheme(formula=Formula(formula)), measures, said)


def _start_value(parts: Parts, step: Step) -> Amount:
    """The one value from which the steps count.

    Raises:
        RefusedError: there is none, or a clause that names another.
    """
    found = [] if step.base is None else [step.base]
    if step.grown:
        found.append(Amount(ZERO, step.size.unit))
    unit = unit_of(parts, [end.at for one in parts.of(Award) for end in one.range.ends])
    for award in parts.of(Award):
        end = in_unit(award.range, unit, award).high
        if award.score.value or award.range.low is not None or end is None:
            raise refused(award)
        found.append(end.at)
    for given in parts.of(Given):
        end = None if given.range is None else given.range.low
        if end is None or (given.range is not None and given.range.high is not None):
            raise refused(given)
        found.append(end.at)
    if not found:
        raise refused(step, say(texts.NO_BASE))
    if len({(at.value, at.unit) for at in found}) > 1:
        raise refused(step, say(texts.BASES_DIFFER))
    return found[0]


def _label(parts: Parts, step: Step) -> str:
    named = [(one, one.subject) for one in parts.of(Award)]
    own = name_clean(step.subject.strip(",、"))
    if own is None:
        raise refused(step)
    subject = one_subject([*named, (step, own)])
    return subject or texts.FIGURE.zh
