"""Bands: awards for ranges of one figure, and values with straight lines between them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from attrs import evolve

from zhibiao.criteria.building.ends import Settled, Stretch, in_unit, settle
from zhibiao.criteria.building.nothing import with_nothing
from zhibiao.criteria.building.parts import (
    Built,
    Parts,
    X,
    assumed,
    full_mark,
    one_subject,
    refused,
    stated_mark,
)
from zhibiao.criteria.building.progression import continued
from zhibiao.criteria.parsing.amounts import DISCRETE, WHOLE, Amount
from zhibiao.criteria.parsing.bounds import End, Firmness, Range, one_sided
from zhibiao.criteria.parsing.clauses import Award, Equation, Given, Score, Slope, State
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO, same_family, unit_text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.table import Table

_RATE = phrase(r"(?:率|比例|占比|比重)$")


def build(parts: Parts) -> Built:
    """The bands of a wording that holds nothing else.

    Raises:
        RefusedError: they overlap, leave a gap, or speak of two figures.
    """
    awards = parts.of(Award)
    if parts.tail("interpolated") or parts.of(Slope) != () or parts.of(Equation) != ():
        return _interpolation(parts, awards)
    parts.only([Award, State], ["most", "and-so-on"])
    _check_most(parts)
    on = parts.tail("and-so-on")
    if on is not None:
        awards = continued(awards, on)
    awards = tuple(_in_points(one, parts.points) for one in with_nothing(parts, awards))
    subject = one_subject((one, one.subject) for one in awards)
    unit = unit_of(parts, (end.at for one in awards for end in one.range.ends))
    if not unit and _RATE.search(subject):  # noughts alone: “节约率≥0”
        unit = "%" if all(not e.at.value for one in awards for e in one.range.ends) else ""
    others = [one for one in awards if not one.range.ends]
    ranged = tuple(one for one in awards if one.range.ends)
    if len(others) > 1:
        raise refused(others[1])
    if not ranged:
        raise parts.whole(say(texts.NO_RULE))
    if len(awards) < 2:
        raise parts.whole(say(texts.REST_UNSAID))
    ranged, opened = _reached(ranged, unit, covered=bool(others))
    settled = settle(ranged, unit, covered=bool(others))
    otherwise = others[0].score.of(parts.points) if others else None
    said = [*opened, *settled.said, *_unsettled(settled)]
    fields = ["bands"] if settled.open or said else []
    limits: tuple[str, str] = ("", "")
    if otherwise is None:
        limits, beyond = _outside(settled, unit)
        if beyond:
            said += beyond
            if not all(limits) and _needs_otherwise(settled, limits):
                otherwise = ZERO
                fields.append("otherwise")
    bands = tuple(
        Band(UnaryTest(one.test), _awarded(one.award.score, parts), one.award.score.within)
        for one in settled.stretches
    )
    best = max(one.score.of(parts.points) for one in awards)
    said += full_mark(parts, best) or stated_mark(parts)
    scheme = Bands(measure=X, bands=bands, otherwise=otherwise, assumed=assumed(*fields))
    whole = unit in WHOLE and all(
        end.at.value.denominator == 1 for one in ranged for end in one.range.ends
    )
    measure = Measure(
        subject or texts.FIGURE.zh,
        unit,
        type=MeasureType.COUNT if whole else MeasureType.NUMBER,
        range=_range(limits),
    )
    return Built(scheme, Table({"x": measure}), tuple(said))


def _in_points(award: Award, points: Fraction) -> Award:
    """Shares of the points as points, so that scores compare."""
    given = award.score
    return evolve(award, score=evolve(given, value=given.of(points), share=False, off=False))


def _reached(
    awards: tuple[Award, ...], unit: str, *, covered: bool
) -> tuple[tuple[Award, ...], tuple[Message, ...]]:
    """``完成10个得5分，8-9个得4分``: what is best of all is not less when there are more."""
    best = max(awards, key=lambda one: one.score.value)
    top = best.range.low
    others = [one for one in awards if one is not best]
    beyond = [end.at.value for one in others for end in one.range.ends]
    falls = all(one.range.high is not None and one.score.value < best.score.value for one in others)
    if not best.range.exact or top is None or unit not in DISCRETE or covered or not beyond:
        return awards, ()
    if not falls or max(beyond) >= top.at.value:
        return awards, ()
    at_least = evolve(best, range=Range(End(top.at, closed=True, firm=Firmness.USUAL)))
    said = say(texts.OTHER_SIDE, at=unit_text(top.at.value, unit))
    return tuple(at_least if one is best else one for one in awards), (said,)


def unit_of(parts: Parts, amounts: Iterable[Amount]) -> str:
    """The one unit of all numbers; a nought needs none.

    Raises:
        RefusedError: units of two families, or numbers with and without a unit.
    """
    unit: str | None = None
    for at in amounts:
        if at.unit == "" and at.value == 0:
            continue
        if (
            unit is not None
            and unit != at.unit
            and not (unit and at.unit and same_family(unit, at.unit))
        ):
            raise parts.whole(say(texts.UNITS_DIFFER))
        unit = at.unit if unit is None else unit
    return unit or ""


def _awarded(given: Score, parts: Parts) -> Fraction | tuple[Fraction, Fraction]:
    value = given.of(parts.points)
    return value if given.low is None else (given.low, value)


def _check_most(parts: Parts) -> None:
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)


def _unsettled(settled: Settled) -> list[Message]:
    """Ends that no neighbour settles: 以上 at the top of all bands, say."""
    return [
        say(texts.INCLUSIVE, at=unit_text(end.at.value, end.at.unit))
        for one in settled.stretches
        for end in (one.low, one.high)
        if end is not None and end.firm is Firmness.USUAL
    ]


def _outside(settled: Settled, unit: str) -> tuple[tuple[str, str], list[Message]]:
    """What lies below all bands and above them: impossible, or taken as nought."""
    said: list[Message] = []
    low = high = ""
    bottom, top = settled.lowest, settled.highest
    if unit == "名" and bottom.low is not None and bottom.low.at.value == ONE:
        low = bottom.low.at.written  # there is no place before the first
    if bottom.low is not None and bottom.low.at.value == ZERO:
        if bottom.low.firm is Firmness.OPEN:
            bottom.low = type(bottom.low)(bottom.low.at, closed=True)
        if bottom.low.closed:
            low = bottom.low.at.written
            said.append(say(texts.BEYOND_RANGE, at=unit_text(ZERO, unit)))
    if top.high is not None and top.high.at.value == ONE and unit == "%":
        if top.high.firm is Firmness.OPEN:
            top.high = type(top.high)(top.high.at, closed=True)
        if top.high.closed:
            high = top.high.at.written
            said.append(say(texts.BEYOND_RANGE, at=unit_text(ONE, unit)))
    for end, limit, stretch in ((bottom.low, low, bottom), (top.high, high, top)):
        if end is None or limit:
            continue
        if not _worst(stretch, settled):
            raise refused(stretch.award, say(texts.GAP, at=unit_text(end.at.value, unit)))
        said.append(say(texts.OUTSIDE, at=unit_text(end.at.value, unit)))
    return (low, high), said


def _needs_otherwise(settled: Settled, limits: tuple[str, str]) -> bool:
    low, high = limits
    return (settled.lowest.low is not None and not low) or (
        settled.highest.high is not None and not high
    )


def _worst(stretch: Stretch, settled: Settled) -> bool:
    scores = [one.award.score.value for one in settled.stretches]
    mine = stretch.award.score.value
    return mine == min(scores) and mine < max(scores)


def _range(limits: tuple[str, str]) -> UnaryTest | None:
    low, high = limits
    if low and high:
        return UnaryTest(f"[{low}..{high}]")
    if low:
        return UnaryTest(f">= {low}")
    return UnaryTest(f"<= {high}") if high else None


def _interpolation(parts: Parts, awards: tuple[Award, ...]) -> Built:
    """``60%得0分，80%得6分，100%得10分，中间按直线内插``."""
    if parts.of(Given):
        return _running_out(parts, awards)
    kept = ["interpolated", "most", "capped"]
    parts.only([Award, Slope, Equation], [*kept, "floor"] if parts.of(Equation) else kept)
    _check_most(parts)
    subject = one_subject((one, one.subject) for one in awards)
    unit = unit_of(parts, (end.at for one in awards for end in one.range.ends))
    lines = tuple(one.of(parts.points) for one in parts.of(Equation))
    if not awards:
        unit, subject = lines[0].unit, lines[0].subject
    corners: dict[Fraction, Fraction] = {}
    for one in awards:
        end = one.range.low or one.range.high
        if end is None or not end.at.fits(unit) or one.score.low is not None:
            raise refused(one)
        if not one.range.exact and one.range.low is not None and one.range.high is not None:
            raise refused(one)
        at = end.at.in_unit(unit).value
        if at in corners:
            raise refused(one)
        corners[at] = one.score.of(parts.points)
    _by_equation(parts, lines, corners)
    _check_ends(parts, awards, sorted(corners))
    _check_slopes(parts, sorted(corners), unit)
    _check_share(parts, awards)
    for line in lines:
        if len(corners) != 2 or any(line.at(at) != score for at, score in corners.items()):
            raise refused(line)
    if len(corners) < 2:
        raise parts.whole(say(texts.NO_BASE))
    points = tuple((Amount(at, unit).quantity, score) for at, score in sorted(corners.items()))
    scheme = Interpolation(measure=X, points=points)
    said = full_mark(parts, max(corners.values())) or stated_mark(parts)
    return Built(scheme, Table({"x": Measure(subject or texts.FIGURE.zh, unit)}), said)


def _running_out(parts: Parts, awards: tuple[Award, ...]) -> Built:
    """``节约率≥0的得满分；＜0的，得分=(1+节约率)×分值，最低0分``: a line from full marks to nought.

    Raises:
        RefusedError: the line does not begin where full marks end, or rises beyond them.
    """
    parts.only([Award, Given, Equation], ["floor", "most", "capped"])
    _check_most(parts)
    givens, equations = parts.of(Given), parts.of(Equation)
    if len(awards) != 1 or len(givens) != 1 or len(equations) != 1:
        raise refused(equations[-1] if equations else givens[-1])
    award, given, equation = awards[0], givens[0], equations[0].of(parts.points)
    subject = one_subject(
        [(award, award.subject), (given, given.subject), (equation, equation.subject)]
    )
    full = award.range
    beyond = Range() if given.range is None else given.range
    opposite = (full.low, full.high, beyond.low, beyond.high)
    if not (one_sided(full) and one_sided(beyond)) or award.score.low is not None:
        raise refused(given)
    near, far = (opposite[0], opposite[3]) if full.low else (opposite[1], opposite[2])
    if near is None or far is None or far.closed is near.closed:
        raise refused(given, say(texts.BASES_DIFFER))
    fits = near.at.fits(equation.unit) and far.at.fits(equation.unit)
    if not fits or near.at.in_unit(equation.unit) != far.at.in_unit(equation.unit):
        raise refused(given, say(texts.BASES_DIFFER))
    at = near.at.in_unit(equation.unit).value
    falls = equation.slope > ZERO if full.low is not None else equation.slope < ZERO
    whole = award.score.of(parts.points) == parts.points == equation.at(at)
    if not falls or not whole:
        raise refused(equation)
    end = -equation.constant / equation.slope
    corners = {at: parts.points, end: ZERO}
    points = tuple(
        (Amount(value, equation.unit).quantity, score) for value, score in sorted(corners.items())
    )
    measures = Table({"x": Measure(subject or texts.FIGURE.zh, equation.unit)})
    return Built(Interpolation(measure=X, points=points), measures, stated_mark(parts))


def _by_equation(
    parts: Parts, lines: tuple[Equation, ...], corners: dict[Fraction, Fraction]
) -> None:
    """``得分=(执行率-60%)÷40%×10，低于60%不得分``: the line itself tells where full marks are."""
    if len(lines) != 1 or len(corners) > 1 or any(corners.values()) or not lines[0].slope:
        return
    for score in (ZERO, parts.points):
        at = (score - lines[0].constant) / lines[0].slope
        if ZERO <= at <= ONE:
            corners.setdefault(at, score)


def _check_share(parts: Parts, awards: tuple[Award, ...]) -> None:
    """``80%-100%按比例得分，80%以下不得分`` may mean the figure's own share of the points.

    Raises:
        RefusedError: it may.
    """
    cut = any(not one.score.value and one.range.low is None for one in awards)
    for one in parts.of(Slope):
        if one.share and cut:
            raise refused(one)


def _check_slopes(parts: Parts, corners: list[Fraction], unit: str) -> None:
    """``60%至95%之间按线性插值法计分`` must name neighbouring values, each pair once."""
    slopes = parts.of(Slope)
    pairs = list(pairwise(corners))
    for one in slopes:
        ends = in_unit(one.range, unit, one).ends
        pair = (ends[0].at.value, ends[-1].at.value)
        if pair not in pairs:
            raise refused(one)
        pairs.remove(pair)
    if slopes and pairs and not parts.tail("interpolated"):
        raise refused(slopes[-1])


def _check_ends(parts: Parts, awards: tuple[Award, ...], corners: list[Fraction]) -> None:
    """A one-sided range may only stand at the outermost value of its side."""
    for one in awards:
        if one.range.exact:
            continue
        low, high = one.range.low, one.range.high
        if (low is not None and low.at.value != corners[-1]) or (
            high is not None and high.at.value != corners[0]
        ):
            raise refused(one)
    if not corners:
        raise parts.whole(say(texts.NO_RULE))
