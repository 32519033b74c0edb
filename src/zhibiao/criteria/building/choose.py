"""Which shape a wording has, by the clauses that it holds."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from zhibiao.criteria.building import (
    banded,
    basic,
    counted,
    exceeding,
    graded,
    held,
    nothing,
    ordered,
    pro_rata,
    tallies,
    worded,
)
from zhibiao.criteria.building.parts import HEDGED, Built, Parts, RefusedError, refused
from zhibiao.criteria.building.several import dated, together
from zhibiao.criteria.building.steps import lifted, moved, risen, stepped
from zhibiao.criteria.parsing.amounts import DISCRETE, Amount
from zhibiao.criteria.parsing.awards import label_clean
from zhibiao.criteria.parsing.bounds import Range
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Assessed,
    Award,
    Case,
    Dated,
    Entry,
    Equation,
    Given,
    Graded,
    Held,
    Level,
    Loss,
    Mark,
    Place,
    Ratio,
    Score,
    Side,
    State,
    Step,
    Tail,
)
from zhibiao.criteria.parsing.scan import Numbered
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO
from zhibiao.messages import criteria as texts
from zhibiao.messages import say
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.table import Table

_CHANGING = phrase(
    r"^[且并但其若如或限仅只须需]|封顶|不含|不扣|仅限|前提|否决|倒|翻|加倍|累加|起评|权重|合并|换算|折算|平均|加权|四舍五入|保留|取整|得分|计分|得满|扣|超过|低于"
)
_DISCRETE = frozenset(("次", "起", "例", "宗", "件", "项", "个", "处", "场", "期", "份", "篇"))


def build(parts: Parts, folded: str) -> Built:
    """The scheme of a wording: one rule, or several together.

    Raises:
        RefusedError: it has none, or a clause that does not belong to it.
    """
    try:
        return one_rule(parts, folded)
    except RefusedError as error:
        for several in (_together, _tallied):
            try:
                return several(parts, folded)
            except RefusedError:
                continue
        rest = _without_preamble(parts)
        if rest is None:
            raise error from None
    return build(rest, folded)


def _together(parts: Parts, folded: str) -> Built:
    """Parts that share the points, or one rule with what stands beside it."""

    def rule(some: Parts) -> Built:
        try:
            return one_rule(some, folded)
        except RefusedError:
            if not some.of(Case):
                raise
            return _tallied(some, folded)

    return together.build(parts, rule)


def _tallied(parts: Parts, folded: str) -> Built:
    """Several counts, each at its own price."""
    return tallies.build(parts, lambda some: one_rule(some, folded))


def _without_preamble(parts: Parts) -> Parts | None:
    """What is left without sentences that only tell what is looked at: ``项目应于11月底前竣工。``.

    They stand before all rules and outside any list, and hold no number but a date.
    """
    skipped = 0
    for one in parts.numbered:
        entry = one.clause
        if not isinstance(entry, Entry) or one.number:
            break
        if _CHANGING.search(entry.label) or HEDGED.search(entry.label):
            return None
        if label_clean(entry.label, listed=False) is None:
            return None
        skipped += 1
    if not skipped or skipped == len(parts.numbered):
        return None
    return Parts(parts.numbered[skipped:], parts.points, parts.length)


def one_rule(parts: Parts, folded: str) -> Built:
    """The scheme of a wording that holds one rule.

    Raises:
        RefusedError: it has none, or a clause that does not belong to it.
    """
    parts = _without_echo(_with_losses(parts))
    parts.limited_once()
    for one in parts.of(State):  # “超过上年的不扣分” excuses, and states no full mark
        if one.score.kept and not _KEEPS_ALL.search(one.label):
            raise refused(one)
    floor = parts.tail("floor")
    if floor is not None and floor.value not in (None, parts.points):
        raise refused(floor)  # “扣完3分为止” of 5 points
    if parts.of(Assessed) and not any(one.score.within == "judged" for one in parts.of(State)):
        return _assessed(parts)
    if parts.of(Assessed):  # “由专家按四个等级评定，优得9-10分…”
        kept = tuple(one for one in parts.numbered if not isinstance(one.clause, Assessed))
        return worded.build(Parts(kept, parts.points, parts.length), folded)
    if basic.applies(parts):
        return basic.build(parts)
    parts = _one_alone(parts)
    if parts.of(Held) and not parts.of(Case):
        return held.build(parts)
    if parts.of(Dated):
        return dated.build(parts)
    if parts.of(Graded):
        return graded.grades(parts)
    if exceeding.applies(parts):
        return exceeding.build(parts)
    if parts.of(Ratio):
        return pro_rata.build(parts)
    if parts.of(Level):
        return ordered.levels(parts)
    if parts.of(Place):
        if parts.of(State):
            return stepped.build(_as_steps(parts, "位"))
        if any(_leading(one) for one in parts.of(Award)):
            return stepped.build(_as_steps(parts, "名"))
        return ordered.places(parts)
    for mark in parts.of(Mark):  # only what is added goes on top of a basic mark
        added = any(one.deduct < 0 for one in parts.of(Case))
        if mark.basic and mark.value != parts.points and not added:
            raise refused(mark)
    if risen.applies(parts):
        return risen.build(parts)
    if moved.applies(parts):
        return moved.build(parts)
    parts = lifted.from_done(lifted.from_standard(parts))
    parts = _missing_things(parts)
    if parts.of(Step) or _lifting(parts):
        return _stepped(_with_steps(parts))
    parts = _each_of_one(parts)
    if parts.of(Case):
        return counted.build(parts)
    awards = [one for one in parts.of(Award) if one.range.ends]
    states, losses = parts.of(State), parts.of(Loss)
    if awards and not losses and all(nothing.stands_for_value(one, awards) for one in states):
        return _awarded(parts, folded)
    if parts.of(Equation) and not states and not losses:
        return banded.build(parts)
    if states or losses:
        return worded.build(parts, folded)
    raise parts.whole(say(texts.NO_RULE))


_KEEPS_ALL = phrase(
    r"^(?:未|无|没|零|不|按|及时|如期|准时|全部|均|已|在|符合|完成|达到|提前)"
    r"|(?:按时|按期|及时|如期)(?:[\u4e00-\u9fff]{0,6})$"
)
_ECHO = phrase(
    r"(?:其中)?(?:不合规|不合格|不达标|不规范|未做到|未完成|不符合|未符合|缺失|不满足|未达到)?(?:要求)?"
)


def _without_echo(parts: Parts) -> Parts:
    """``①…（1分）；②…（1分），缺一项扣1分``: what is missing loses what it would have earned."""
    cases, states = parts.of(Case), parts.of(State)
    if len(cases) != 1 or len(states) < 2:
        return parts
    case = cases[0]
    alike = all(one.score.of(parts.points) == case.deduct for one in states)
    last = all(one.start < case.start for one in states)
    told = case.lacking or case.noun
    if not (alike and last and told and _ECHO.fullmatch(case.noun)) or case.size != ONE:
        return parts
    if len(states) * case.deduct != parts.points:
        return parts
    kept = tuple(
        one
        for one in parts.numbered
        if one.clause is not case
        and not (isinstance(one.clause, Tail) and one.clause.kind == "floor")
    )
    return Parts(kept, parts.points, parts.length)


def _with_losses(parts: Parts) -> Parts:
    """``5%以内不扣分；5%-10%扣1分；超过10%不得分``: bands by what comes off the points.

    Raises:
        RefusedError: no band keeps the points, or something else is taken off beside them.
    """
    awards = parts.of(Award)
    off = [one for one in awards if one.score.off]
    if not off:
        return parts
    scores = [*(one.score for one in awards), *(one.score for one in parts.of(State))]
    kept = [score for score in scores if not score.off]
    whole = [score for score in kept if score.of(parts.points) == parts.points]
    alone = all(isinstance(one.clause, (Award, State, Tail, Mark)) for one in parts.numbered)
    if not whole or not alone or any(one.score.of(parts.points) < 0 for one in off):
        raise refused(off[0])
    numbered = tuple(evolve(one, clause=_left(one.clause, parts.points)) for one in parts.numbered)
    return Parts(numbered, parts.points, parts.length)


def _left(clause: AnyClause, points: Fraction) -> AnyClause:
    if not isinstance(clause, Award) or not clause.score.off:
        return clause
    return evolve(clause, score=Score(clause.score.of(points)))


def _as_steps(parts: Parts, unit: str) -> Parts:
    """Places as a figure: how many were lost (``位``), or the place itself (``名``)."""
    numbered = tuple(evolve(one, clause=_as_figure(one.clause, unit)) for one in parts.numbered)
    return Parts(numbered, parts.points, parts.length)


def _as_figure(clause: AnyClause, unit: str) -> AnyClause:
    if isinstance(clause, Award) and _leading(clause):
        return evolve(clause, range=Range(high=clause.range.high))
    if not isinstance(clause, Place) or clause.deduct is None:
        return clause
    size = Amount(ONE, unit)
    start, end, deduct = clause.start, clause.end, clause.deduct
    return Step(start, end, subject="", side=Side.UP, size=size, deduct=deduct)


def _missing_things(parts: Parts) -> Parts:
    """``公开率100%得2分，每少公开1个扣0.5分``: beside a whole the things missing are counted."""
    awards, steps = parts.of(Award), parts.of(Step)
    beside = [*parts.of(State), *parts.of(Given)]
    if len(awards) != 1 or len(steps) != 1 or beside:
        return parts
    low, step = awards[0].range.low, steps[0]
    whole = low is not None and low.at == Amount(ONE, "%") and awards[0].score.value > 0
    things = step.size.unit in DISCRETE and step.size.value == ONE and step.side is Side.DOWN
    plain = not (step.target or step.base or step.share or step.off) and step.deduct > 0
    if not (whole and things and plain):
        return parts
    case = Case(step.start, step.end, noun="", deduct=step.deduct, unit=step.size.unit)
    numbered = tuple(
        evolve(one, clause=case) if one.clause is step else one for one in parts.numbered
    )
    return Parts(numbered, parts.points, parts.length)


def _each_of_one(parts: Parts) -> Parts:
    """``报道1次得1分，最高得3分``: the limit says that each further one earns as much."""
    awards, most = parts.of(Award), parts.tail("most")
    if len(awards) != 1 or most is None or most.value != parts.points:
        return parts
    award, end = awards[0], awards[0].range.low
    score = award.score.of(parts.points)
    counts = award.range.exact and end is not None and end.at.value == ONE
    if not counts or end is None or end.at.unit not in DISCRETE or award.score.low is not None:
        return parts
    if not ZERO < score < parts.points:
        return parts
    case = Case(
        award.start, award.end, noun=award.subject, deduct=-score, unit=end.at.unit, earned=True
    )
    numbered = tuple(
        evolve(one, clause=case) if one.clause is award else one for one in parts.numbered
    )
    return Parts(numbered, parts.points, parts.length)


def _one_alone(parts: Parts) -> Parts:
    """``…四项，落实一项得1分`` alone: all together earn the points, so each earns as much."""
    found, entries = parts.of(Held), parts.of(Entry)
    if len(found) != 1 or found[0].count != 1 or found[0].score.low is not None:
        return parts
    one = found[0]
    gain = one.score.of(parts.points)
    counted_up = not (one.missing or one.more or one.amiss) and gain * len(entries) == parts.points
    alone = all(isinstance(other.clause, (Entry, Held, Tail)) for other in parts.numbered)
    if len(entries) < 2 or not counted_up or not alone:
        return parts
    case = Case(one.start, one.end, noun="", deduct=-gain, unit="项", earned=True)
    numbered = tuple(
        evolve(other, clause=case) if other.clause is one else other for other in parts.numbered
    )
    return Parts(numbered, parts.points, parts.length)


def _leading(award: Award) -> bool:
    """``前5名得5分``, ``第1-3名得5分``: several places that earn full marks."""
    low, high = award.range.low, award.range.high
    first = low is None or low.at == Amount(ONE, "名")
    return first and high is not None and high.at.unit == "名" and high.at.value > ONE


def _assessed(parts: Parts) -> Built:
    parts.only([Assessed])
    found = parts.of(Assessed)
    if len(found) > 1 or found[0].high not in (None, parts.points):
        raise refused(found[-1])
    return Built(Judged(), Table())


def _lifting(parts: Parts) -> bool:
    """Whether more of what was counted earns a bonus: ``完成5项得8分，每增加1项加1分``."""
    return any(_is_step(one, parts) for one in parts.of(Case))


def _is_step(case: Case, parts: Parts) -> bool:
    """Whether a case counts the very things that full marks are awarded for, up or down."""
    units = {end.at.unit for one in parts.of(Award) for end in one.range.ends if end.at.value}
    counts = (case.adding and case.deduct < 0) or (case.lacking and case.deduct > 0)
    return counts and not case.earned and case.unit in units


def _with_steps(parts: Parts) -> Parts:
    """The same clauses, with such a case as a step."""
    if not _lifting(parts):
        return parts
    numbered = tuple(
        Numbered(_as_step(one.clause), one.number, one.sentence)
        if isinstance(one.clause, Case) and _is_step(one.clause, parts)
        else one
        for one in parts.numbered
    )
    return Parts(numbered, parts.points, parts.length)


def _as_step(case: Case) -> Step:
    size = Amount(case.size, case.unit)
    side = Side.UP if case.adding else Side.DOWN
    return Step(case.start, case.end, subject="", side=side, size=size, deduct=case.deduct)


def _stepped(parts: Parts) -> Built:
    """Steps; words for full marks beside steps by whole things count what is missing."""
    steps = parts.of(Step)
    if lifted.applies(parts):
        return lifted.build(parts)
    cases, awards, states = parts.of(Case), parts.of(Award), parts.of(State)
    if cases or len(steps) != 1 or awards or not states:
        return stepped.build(parts)
    step = steps[0]
    plain = not (step.late or step.spent or step.target or step.base)
    if plain and step.size.unit in _DISCRETE:
        try:
            return stepped.build(parts)  # words that name the target give a bound
        except RefusedError:
            return counted.missing(parts, step)
    return stepped.build(parts)


def _awarded(parts: Parts, folded: str) -> Built:
    """Bands, unless a list with several figures adds up to the points."""
    try:
        return banded.build(parts)
    except RefusedError as error:
        total = sum(one.score.of(parts.points) for one in parts.of(Award))
        subjects = {one.subject for one in parts.of(Award)}
        if parts.listed and total == parts.points and len(subjects) == len(parts.of(Award)):
            return worded.build(parts, folded)
        raise error
