"""Thresholds of several dates, each with points of its own."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.building.parts import Built, Parts, X, refused
from zhibiao.criteria.building.several.naming import Naming
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.clauses import Award, Dated, Ratio, State
from zhibiao.exact import ONE, ZERO, Quantity, text
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.table import Table


def build(parts: Parts) -> Built:
    """One rule for each date: in proportion below its threshold where the words say so.

    Raises:
        RefusedError: the scores do not make up the points, or nothing says what is earned below.
    """
    parts.only([Dated, Ratio, Award, State])
    dated, ratios = parts.of(Dated), parts.of(Ratio)
    first = dated[0]
    rest: list[Award | State] = [*parts.of(Award), *parts.of(State)]
    told = len(ratios) < 2 and not (ratios and rest)
    if not told or (len(dated) < 2 and not ratios and not rest):
        raise refused(first, say(texts.REST_UNSAID))
    labels, values, scores = (
        [one for clause in dated for one in getattr(clause, name)]
        for name in ("labels", "values", "scores")
    )
    if len(labels) < 2 or len(set(labels)) < len(labels):
        raise refused(dated[-1])
    for one in ratios:
        if one.kind != "completion" or one.at != ONE or one.factor is not None:
            raise refused(one)
    for other in rest:
        otherwise = isinstance(other, Award) and not other.range.ends
        missed = isinstance(other, State) and other.label in _MISSED
        if other.score.value or not (otherwise or missed):
            raise refused(other)
    if sum(scores) != parts.points:
        raise refused(first, say(texts.SCORES_DISAGREE, points=text(parts.points)))
    naming, measures, schemes = Naming(), dict[str, Measure](), list[Scheme]()
    for label, value, score in zip(labels, values, scores, strict=True):
        scheme = _scheme(value, score, prorated=bool(ratios))
        built = naming.renamed(Built(scheme, Table({"x": Measure(label, "%")})))
        measures |= built.measures
        schemes.append(built.scheme)
    return Built(Composite(parts=tuple(schemes), worth=tuple(scores)), Table(measures))


_MISSED = ("未达到", "达不到", "未达标", "未达到要求", "未达到目标", "未完成", "未达到目标进度")


def _scheme(value: Amount, score: Fraction, *, prorated: bool) -> Scheme:
    if prorated:
        corners = ((Quantity(ZERO, "%"), ZERO), (value.quantity, score))
        return Interpolation(measure=X, points=corners)
    bands = (Band(UnaryTest(f">= {value.written}"), score),)
    return Bands(measure=X, bands=bands, otherwise=ZERO)
