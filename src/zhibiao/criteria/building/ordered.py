"""Positions on a scale: water classes, places."""

from __future__ import annotations

from itertools import pairwise

from zhibiao.criteria.building.parts import STATE, Built, Parts, X, assumed, full_mark, refused
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.clauses import Award, Level, Place
from zhibiao.exact import ONE, ZERO, Quantity
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model import measure as measures
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes import states as scheme_states
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

_ROMAN = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ")
_LATIN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_NUMERALS = "一二三四五"


def levels(parts: Parts) -> Built:
    """``达到Ⅱ类，得10分，每下降一类扣1分``.

    Raises:
        RefusedError: the level of full marks, or the step, is missing or stands twice.
    """
    awards = [one for one in parts.of(Level) if one.score is not None]
    falls = [one for one in parts.of(Level) if one.deduct is not None]
    if not falls:
        return _listed(parts, awards)
    parts.only([Level], ["floor", "max-deduction", "least"])
    if len(awards) != 1 or len(falls) != 1:
        raise parts.whole(say(texts.NO_BASE))
    award, fall = awards[0], falls[0]
    word = award.word
    if (
        award.bounded
        or fall.word[0] not in (word, "等", "级", "档")
        or award.score is None
        or fall.deduct is None
    ):
        raise refused(fall)
    scale = [_level(position, word) for position in range(1, 6)]
    if word == "类":
        scale.append(measures.Level("劣Ⅴ类", ("劣V类", "劣五类", "6")))
    position = _LATIN.get(award.level) or _ROMAN.index(award.level) + 1
    mark = award.score.of(parts.points)
    floor, most_off = parts.tail("least"), parts.tail("max-deduction")
    fields = ["partial"] if parts.tail("floor", "max-deduction", "least") else ["partial", "floor"]
    scheme = StepDeduction(
        measure=X,
        full=UnaryTest(f'<= "{scale[position - 1].label}"'),
        step=Quantity(ONE),
        deduct=fall.deduct,
        partial="whole",
        full_score=None if mark == parts.points else mark,
        floor=floor.value if floor is not None and floor.value is not None else ZERO,
        max_deduction=most_off.value if most_off is not None else None,
        assumed=assumed(*fields),
    )
    measure = Measure(texts.FIGURE.zh, type=MeasureType.LEVEL, levels=tuple(scale))
    return Built(scheme, Table({"x": measure}), full_mark(parts, mark))


def _listed(parts: Parts, awards: list[Level]) -> Built:
    """``Ⅲ类及以上得6分，Ⅳ类得3分，其他不得分``: each class is a state."""
    parts.only([Level, Award])
    rest = parts.of(Award)
    if len(rest) > 1 or any(one.range.ends for one in rest):
        raise refused(rest[-1])
    scored = [(one.label, one.score) for one in awards]
    scored += [("其他", one.score) for one in rest]
    entries = [
        (label, score.of(parts.points))
        for label, score in scored
        if score is not None and score.low is None
    ]
    labels = [label for label, _ in entries]
    falling = all(a >= b for (_, a), (_, b) in pairwise(entries))
    if len(entries) < max(2, len(scored)) or len(set(labels)) < len(labels) or not falling:
        raise refused(awards[-1])
    measure = Measure(
        texts.STATE.zh,
        type=MeasureType.STATE,
        levels=tuple(measures.Level(label) for label in labels),
    )
    states = tuple(scheme_states.State(label, score) for label, score in entries)
    scheme = scheme_states.States(states=states, measure=STATE)
    return Built(scheme, Table({"state": measure}), full_mark(parts, max(s for _, s in entries)))


def _is_first(award: Award) -> bool:
    """``进度排序：第1名得10分``."""
    low = award.range.low
    return award.range.exact and low is not None and low.at == Amount(ONE, "名")


def _level(position: int, word: str) -> measures.Level:
    latin = list(_LATIN)[position - 1]
    aliases = (
        f"{latin}{word}",
        f"{_NUMERALS[position - 1]}{word}",
        f"{position}{word}",
        str(position),
    )
    return measures.Level(f"{_ROMAN[position - 1]}{word}", aliases)


def places(parts: Parts) -> Built:
    """``第一名得10分，每下降一名扣1分``.

    Raises:
        RefusedError: a clause is missing or stands twice.
    """
    parts.only([Place, Award], ["floor", "least", "max-deduction"])
    awards: list[Place | Award] = [one for one in parts.of(Place) if one.score is not None]
    awards += parts.of(Award)
    if any(not _is_first(one) for one in parts.of(Award)):
        raise refused(parts.of(Award)[0])
    falls = [one for one in parts.of(Place) if one.deduct is not None]
    if len(awards) != 1 or len(falls) != 1:
        raise parts.whole(say(texts.NO_BASE))
    given, deduct = awards[0].score, falls[0].deduct
    if given is None or deduct is None or given.of(parts.points) != parts.points:
        raise refused(awards[0])
    limited = parts.tail("floor", "least", "max-deduction")
    measure = Measure("名次", type=MeasureType.COUNT, range=UnaryTest(">= 1"))
    least, most_off = parts.tail("least"), parts.tail("max-deduction")
    if least is None and most_off is None:
        scheme = Rank(measure=X, deduct=deduct, assumed=assumed(*(() if limited else ("floor",))))
        return Built(scheme, Table({"x": measure}))
    limits = StepDeduction(
        measure=X,
        full=UnaryTest("<= 1"),
        step=Quantity(ONE),
        deduct=deduct,
        partial="whole",
        floor=least.value if least is not None and least.value is not None else ZERO,
        max_deduction=None if most_off is None else most_off.value,
    )
    if limits.floor >= parts.points:
        raise refused(awards[0])
    return Built(limits, Table({"x": measure}))
