"""Several things that are counted, each at its own price, perhaps beside a rule of a figure.

``一般事故每起扣2分，较大事故每起扣5分，扣完为止``; ``国家级每项加3分，省级每项加2分，最高加5分``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from zhibiao.criteria.building.counted import check_full
from zhibiao.criteria.building.parts import (
    COUNT,
    Built,
    Parts,
    assumed,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.clauses import Award, Case, Mark, State, Step, Tail
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula, MeasureId
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

_OF_ANOTHER = phrase(r"^(?:情节|严重|较重|特别|其中|轻微|首次|再次|影响|造成)|^.$")
"""Words that make a case one of the cases before it, so that it may be counted twice."""

Rule = Callable[[Parts], Built]


def build(parts: Parts, rule: Rule) -> Built:
    """All that is counted, put together with the one rule that may stand beside it.

    Args:
        parts: the clauses of the wording.
        rule: how the clauses that count nothing are read.

    Raises:
        RefusedError: nothing is counted, the same is counted twice, or limits that may belong to
            one clause alone.
    """
    cases = parts.of(Case)
    if not cases:
        raise parts.whole(say(texts.NO_RULE))
    _check_apart(cases)
    parts.limited_once()
    if all(one.deduct < 0 for one in cases):
        return _gained(parts, cases)
    for one in cases:
        if one.deduct < 0 or one.size != ONE or one.off not in (None, parts.points):
            raise refused(one)
    for mark in parts.of(Mark):
        if mark.value != parts.points:
            raise refused(mark)
    return _lost(parts, cases, rule)


def _check_apart(cases: tuple[Case, ...]) -> None:
    """Each case names its own things."""
    names = [one.noun for one in cases]
    for position, one in enumerate(cases):
        if len(cases) > 1 and (not one.noun or _OF_ANOTHER.search(one.noun)):
            raise refused(one)
        if one.noun in names[:position]:
            raise refused(one, say(texts.OVERLAP, at=one.noun))


def _lost(parts: Parts, cases: tuple[Case, ...], rule: Rule) -> Built:
    last = parts.numbered[-1].clause
    cap = last if isinstance(last, Tail) and last.kind == "max-deduction" else None
    rest = tuple(
        one for one in parts.numbered if not isinstance(one.clause, Case) and one.clause is not cap
    )
    for one in rest:
        if isinstance(one.clause, Tail) and one.clause.kind not in ("floor", "most"):
            raise refused(one.clause)
    others = Parts(rest, parts.points, parts.length)
    limited = parts.tail("floor") is not None
    main = _beside(others, cases, rule)
    if main is None:
        others.only([State, Award], ["floor", "most"])
        check_full(others)
        if len(cases) < 2:
            raise refused(cases[0])
    schemes: list[Scheme] = [] if main is None else [main.scheme]
    names = _names(cases)
    for name, case in zip(names, cases, strict=True):
        deduct = case.deduct * parts.points if case.share else case.deduct
        fields = () if limited else ("floor",)
        schemes.append(Occurrences(deduct=deduct, count=name, assumed=assumed(*fields)))
    most = None if cap is None else cap.value
    measures = {} if main is None else dict(main.measures)
    measures |= _counts(names, cases)
    said = () if main is None else main.ambiguous
    scheme = Composite(parts=tuple(schemes), cap=most)
    return Built(scheme, Table(measures), (*said, *stated_mark(parts)))


def _beside(others: Parts, cases: tuple[Case, ...], rule: Rule) -> Built | None:
    """The rule of a figure that takes points off as well; none where nothing else is scored."""
    scored = [one.clause for one in others.numbered if not isinstance(one.clause, (Tail, Mark))]
    if all(isinstance(one, (State, Award)) for one in scored) and len(scored) < 2:
        return None
    units = {end.at.unit for one in others.of(Award) for end in one.range.ends if end.at.value}
    late = all(step.late for step in others.of(Step)) and not others.of(Award)
    for one in cases:  # “2起以内得5分，…每起扣1分” counts what the bands speak of
        if (one.lacking and not late) or one.unit in units:
            raise refused(one)
    built = rule(others)
    match built.scheme:
        case StepDeduction(full_score=None, max_deduction=None, unless=None):
            return built
        case Bands(bands=bands) if any(band.score == others.points for band in bands):
            return built
        case _:
            raise refused(cases[0])


def _gained(parts: Parts, cases: tuple[Case, ...]) -> Built:
    """``国家级每项加3分，省级每项加2分，最高加5分``, perhaps on top of a basic mark."""
    parts.only([Case], ["most", "bonus-cap", "capped"])
    points = parts.points
    earned = {one.earned for one in cases}
    if len(earned) > 1 or any(one.size != ONE for one in cases) or len(cases) < 2:
        raise refused(cases[-1])
    cap = parts.tail("bonus-cap") or parts.tail("most")
    basics = [mark.value for mark in parts.of(Mark) if mark.basic]
    names = _names(cases)
    total = " + ".join(
        f"{text(_gain(one, points))} * {name}" for name, one in zip(names, cases, strict=True)
    )
    said: list[Message] = []
    if len(basics) == 1 and earned == {False}:
        if cap is not None and cap.value is not None and cap.kind == "bonus-cap":
            total = f"min({text(cap.value)}, {total})"
            if basics[0] + cap.value > points:
                said.append(say(texts.BONUS, points=text(points)))
        elif cap is not None and cap.value != points:
            raise refused(cap)
        total = f"{text(basics[0])} + {total}"
    elif basics or (cap is None and earned == {False} and not parts.tail("capped")):
        raise refused(cases[0], say(texts.NO_BASE))
    elif cap is not None and cap.value != points:
        raise refused(cap)
    formula = Formula(f"min({text(points)}, {total})")
    said += stated_mark(parts)
    return Built(FormulaScheme(formula=formula), Table(_counts(names, cases)), tuple(said))


def _names(cases: tuple[Case, ...]) -> list[MeasureId]:
    """``count_1``, ``count_2`` …; a single one is the ``count``."""
    if len(cases) == 1:
        return [COUNT]
    return [MeasureId(f"{COUNT}_{position}") for position in range(1, len(cases) + 1)]


def _gain(case: Case, points: Fraction) -> Fraction:
    return -case.deduct * (points if case.share else ONE)


def _counts(names: list[MeasureId], cases: tuple[Case, ...]) -> dict[str, Measure]:
    return {
        name: Measure(one.noun or texts.COUNT.zh, type=MeasureType.COUNT)
        for name, one in zip(names, cases, strict=True)
    }
