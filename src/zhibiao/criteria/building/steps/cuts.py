"""Cut-offs beside steps: ``低于80%不得分``, ``下降10个百分点以上的不得分``."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.building.ends import in_unit
from zhibiao.criteria.building.parts import X, refused
from zhibiao.criteria.building.steps.starts import Reader, Start
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.bounds import End, Firmness, Range
from zhibiao.criteria.parsing.clauses import Award, Side, Step
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO, unit_text
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.step_deduction import StepDeduction

_RISING = (
    r"上升|增加|增长|超过|超出|超支|提高|高出|上浮|延迟|推迟|逾期|滞后|超期|拖延|延期|延误|迟报"
)
_FALLING = r"下降|降低|减少|下滑|回落|短缺|相差|差距"
_MOVEMENT = phrase(rf"{_RISING}|{_FALLING}")


def moves(one: Award) -> bool:
    """Whether a clause tells how far the figure has moved, and not where it stands."""
    return _MOVEMENT.fullmatch(one.subject) is not None


def _moved(cut: Award, found: Range, base: Start) -> Range:
    """``下降10个百分点以上``: so far from where the steps begin."""
    end = found.low
    if end is None or found.high is not None:
        raise refused(cut)
    start = base.value
    if start is None or (start.value == ZERO and start.unit in ("", end.at.unit)):
        start = Amount(ZERO, end.at.unit) if start is not None or not base.target else None
    if start is None or not (end.at.points or start.value == ZERO):
        raise refused(cut, say(texts.NO_BASE))
    if re.fullmatch(_RISING, cut.subject) or base.falling:
        return Range(low=End(Amount(start.value + end.at.value, end.at.unit), end.closed, end.firm))
    return Range(high=End(Amount(start.value - end.at.value, end.at.unit), end.closed, end.firm))


def with_cuts(
    reader: Reader,
    scheme: Scheme,
    cuts: list[Award],
    unit: str,
    *,
    steps: tuple[Step, ...],
    base: Start,
) -> Scheme:
    """``低于80%不得分`` beside the steps: the lesser of the two scores."""
    bands = []
    for cut in cuts:
        found = in_unit(cut.range, unit, cut)
        if moves(cut):
            found = _moved(cut, found, base)
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
    """Whether a cut-off would lie within full marks, or leave no room for a step below them."""
    if not isinstance(scheme, StepDeduction):
        return False
    sign, _, written = scheme.full.text.partition(" ")
    if not re.fullmatch(r"[-\d.]+%?", written):
        return False
    value = Fraction(written.rstrip("%")) / (100 if written.endswith("%") else 1)
    if sign.startswith(">"):
        return at >= value
    return at <= value if sign.startswith("<") else False
