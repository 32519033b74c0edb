"""Points in proportion to what was done."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from zhibiao.criteria.building.parts import (
    ACTUAL,
    TARGET,
    Built,
    Parts,
    X,
    one_subject,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.bounds import Firmness
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Award,
    Given,
    Goal,
    Mark,
    Over,
    Ratio,
    Side,
    State,
    Tail,
)
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO, Quantity, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.interpolation import Interpolation
from zhibiao.model.table import Table

_REACHED = phrase(
    r"(?:[\u4e00-\u9fff]{2,12}:)?(?:(?:(?:实际)?完成(?:值|数量?)|实际值)?(?:全部|按时|实际|已|足额)*(?:完成|达到|达成|超额完成|达到或超过)(?:年初|年度"
    r"|预期|绩效|既定|计划|设定|全年|招商引资|招商|投资|培训|建设|采购|发放|工作)*(?:目标|目标值|指标值|计划|任务|指标)?(?:任务"
    r"|要求|值)?)(?:及以上|以上)?"
    r"|[\u4e00-\u9fff]{2,20}(?:数|量|额|面积|里程)(?:达到|不低于)(?:计划|目标|任务|指标)(?:值|数|量)"
)
_KEPT = phrase(
    r"(?:[\u4e00-\u9fff]{2,12}:)?(?:实际|[\u4e00-\u9fff]{0,12}?)(?:成本|支出|费用|用时|时间|完成值|值|数|量)?(?:不高于|不超过|未超过|未突破|不突破|未超出|不超出|未超|不超|不大于|低于或等于|小于或等于"
    r"|控制在|≤)(?:计划|预算|目标|指标|批复|概算|定额|标准|预期|年初|年度)*(?:成本|支出|费用|值|数|用时|时间|总投资)?(?:以内|之内|范围内)?"
)
_DONE = phrase(
    r"^(?:数量|质量|时效|年度|工程|工作|实际|任务|目标|指标|计划|项目)*(?:完成率|完成比例|达成率|完成)$|^$"
)


def build(parts: Parts) -> Built:
    """A proportion, with a pass mark where the wording has one.

    Raises:
        RefusedError: a factor other than the points, or a clause that does not belong.
    """
    parts = _with_goals(parts)
    parts.only([Ratio, Award, State, Given, Over, Goal], ["capped", "most", "floor"])
    ratio = _as_rate(parts, _one_ratio(parts))
    if ratio.bare and len(parts.numbered) == 1:
        raise refused(ratio)
    if ratio.factor not in (None, parts.points):
        raise refused(
            ratio,
            say(texts.FACTOR_DIFFERS, factor=text(ratio.factor or ZERO), points=text(parts.points)),
        )
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)
    _check_states(parts, ratio)
    _check_given(parts, ratio)
    said: list[Message] = []
    passing = _pass_mark(parts, ratio, said)
    beyond = _beyond(parts, ratio, said)
    said += stated_mark(parts)
    if ratio.kind == "rate":
        return _rate(parts, ratio, passing, said)
    if ratio.kind == "linear" and ratio.subject and set(map(type, _clauses(parts))) == {Ratio}:
        corners = ((Quantity(ZERO, "%"), parts.points), (Quantity(ONE, "%"), ZERO))
        measures = {"x": Measure(ratio.subject, "%")}
        return Built(Interpolation(measure=X, points=corners), Table(measures), tuple(said))
    goal = parts.of(Goal)
    if len(goal) > 1:
        raise refused(goal[1])
    unit = goal[0].at.unit if goal else ""
    name = goal[0].subject if goal else texts.ACTUAL.zh
    scheme = Completion(
        actual=ACTUAL,
        target=TARGET,
        direction="higher" if ratio.kind == "completion" else "lower",
        reverse="linear" if ratio.kind == "linear" else "ratio",
        pass_mark=None if passing is None else passing[1],
        over=beyond,
    )
    measures = {"actual": Measure(name, unit), "target": Measure(texts.TARGET.zh, unit)}
    return Built(scheme, Table(measures), tuple(said))


def reaches(state: State) -> bool:
    """Whether words say that what was planned was done."""
    return _REACHED.fullmatch(state.label) is not None


def _clauses(parts: Parts) -> list[AnyClause]:
    """The clauses without limits and marks."""
    return [one.clause for one in parts.numbered if not isinstance(one.clause, (Tail, Mark))]


def _with_goals(parts: Parts) -> Parts:
    """``发放补贴800人，得分=…``: a bare amount beforehand is what was planned."""
    numbered = tuple(evolve(one, clause=_goal(one.clause, parts.points)) for one in parts.numbered)
    return Parts(numbered, parts.points, parts.length)


def _goal(clause: AnyClause, points: Fraction) -> AnyClause:
    if isinstance(clause, Award) and clause.range.high is None and clause.subject:
        end = clause.range.low  # “计划修缮3000平方米，完成得满分”
        full = clause.score.of(points) == points and clause.score.low is None
        if end is not None and end.closed and full and end.at.unit not in ("", "%"):
            return Goal(clause.start, clause.end, subject=clause.subject, at=end.at)
    if not isinstance(clause, Given) or clause.range is None or not clause.range.exact:
        return clause
    end = clause.range.low
    if end is None or end.at.unit in ("", "%") or not clause.subject:
        return clause
    return Goal(clause.start, clause.end, subject=clause.subject, at=end.at)


def _one_ratio(parts: Parts) -> Ratio:
    """The proportion; it may be told twice, in words and as a formula.

    Raises:
        RefusedError: two that differ.
    """
    first, *others = (_of_work(parts, one) for one in parts.of(Ratio))
    for other in others:
        if (first.kind, first.at) != (other.kind, other.at) or first.factor is not None:
            raise refused(other)
        first = other
    return first


def _of_work(parts: Parts, ratio: Ratio) -> Ratio:
    """``完成率×分值`` beside words for the same, or beside what too much earns, is that share."""
    several = len(parts.of(Ratio)) > 1 or _excess(parts)
    if ratio.kind == "rate" and several and _DONE.match(ratio.subject):
        return evolve(ratio, kind="completion", subject="")
    return ratio


def _excess(parts: Parts) -> list[Award]:
    """``完成率超过150%的，按满分的80%计``."""
    return [
        one
        for one in parts.of(Award)
        if one.range.low is not None
        and one.range.high is None
        and one.range.low.at.value > ONE
        and ZERO < one.score.of(parts.points) < parts.points
        and one.score.low is None
    ]


def _as_rate(parts: Parts, ratio: Ratio) -> Ratio:
    """``执行率达100%得5分，未达到的按比例得分``: the rate that is named is the figure itself."""
    names = {one.subject for one in parts.of(Award) if one.subject}
    rates = [name for name in names if name.endswith("率") and not _DONE.match(name)]
    if ratio.kind != "completion" or len(rates) != 1 or len(names) != 1:
        return ratio
    return evolve(ratio, kind="rate", subject=rates[0])


def _check_states(parts: Parts, ratio: Ratio) -> None:
    """``完成目标得满分`` says what a proportion gives anyhow; nothing else may stand there."""
    for state in parts.of(State):
        full = state.score.low is None and state.score.of(parts.points) == parts.points
        if ratio.kind in ("ratio", "linear"):
            met = _KEPT.fullmatch(state.label)
        else:
            met = _REACHED.fullmatch(state.label) if ratio.kind == "completion" else None
        if not full or met is None:
            raise refused(state)


def _check_given(parts: Parts, ratio: Ratio) -> None:
    """``<100%的，按执行率×10分得分``: the condition must be just where full marks end."""
    for given in parts.of(Given):
        if given.range is None:  # “高于计划成本的，”
            if given.side is not (Side.DOWN if ratio.kind == "completion" else Side.UP):
                raise refused(given)
            continue
        if given.range.both_signs:
            raise refused(given)
        end = given.range.high
        if end is None and _from_cut(parts, given):
            continue
        full = [a for a in parts.of(Award) if a.range.low and a.range.low.at.value == ratio.at]
        if ratio.kind not in ("rate", "completion") or end is None or not full:
            raise refused(given)
        low = given.range.low  # “在60%-100%之间的”, where less than 60 % earns nothing
        cuts = [a.range.high for a in parts.of(Award) if not a.score.value and not a.range.low]
        below = low is None or any(cut and cut.at.value == low.at.value for cut in cuts)
        if end.at.value != ratio.at or not below:
            raise refused(given)


def _from_cut(parts: Parts, given: Given) -> bool:
    """``低于60%不得分，60%以上按…``: the condition begins where nothing is earned no longer."""
    low = None if given.range is None else given.range.low
    cuts = [a.range.high for a in parts.of(Award) if not a.score.value and not a.range.low]
    return low is not None and any(
        cut is not None and cut.at.value == low.at.value and low.closed is not cut.closed
        for cut in cuts
    )


def _beyond(parts: Parts, ratio: Ratio, said: list[Message]) -> OverAchievement | None:
    """``完成值超过目标值30%以上的，扣2分``."""
    found = parts.of(Over)
    if not found:
        return _beyond_mark(parts, ratio, said)
    one = found[0]
    if len(found) > 1 or ratio.kind != "completion" or one.above < ONE:
        raise refused(found[-1])
    if one.usual:
        said.append(say(texts.INCLUSIVE, at=f"{text(one.above * 100)}%"))
    return OverAchievement(above=one.above, then=one.then, deduct=one.deduct)


def _beyond_mark(parts: Parts, ratio: Ratio, said: list[Message]) -> OverAchievement | None:
    """What is left of the full mark where the target is passed by far."""
    found = _excess(parts)
    if not found:
        return None
    end = found[0].range.low
    if len(found) > 1 or ratio.kind != "completion" or end is None or end.at.unit != "%":
        raise refused(found[-1])
    if end.firm is Firmness.USUAL:
        said.append(say(texts.INCLUSIVE, at=f"{text(end.at.value * 100)}%"))
    elif end.closed:
        raise refused(found[0])
    lost = parts.points - found[0].score.of(parts.points)
    return OverAchievement(above=end.at.value, then="deduct-once", deduct=lost)


def _pass_mark(parts: Parts, ratio: Ratio, said: list[Message]) -> tuple[str, Fraction] | None:
    """The share below which nothing is earned, as a test and as a number."""
    found: tuple[str, Fraction] | None = None
    excess = _excess(parts)
    limits = [one.range.low.at.value for one in excess if one.range.low is not None]
    for one in parts.of(Award):
        low, high = one.range.low, one.range.high
        score = one.score.of(parts.points)
        if ratio.kind == "rate":
            one_subject([(one, ratio.subject), (one, one.subject)])
        elif not _DONE.match(one.subject):
            raise refused(one)
        end = low or high
        if end is None or end.at.unit != "%" or one.score.low is not None:
            raise refused(one)
        if low is not None and score == parts.points and low.at.value == ratio.at:
            if high is not None and not one.range.exact and high.at.value not in limits:
                raise refused(one)  # and above?
            continue  # full marks at 100 %, as the proportion has it
        if one in excess:
            continue
        if high is None or low is not None or score != ZERO or found is not None:
            raise refused(one)
        if high.firm is Firmness.USUAL:
            said.append(say(texts.INCLUSIVE, at=f"{text(high.at.value * 100)}%"))
        elif high.closed:
            raise refused(one)
        found = (f"< {high.at.written}", high.at.value)
    return found


def _rate(
    parts: Parts, ratio: Ratio, passing: tuple[str, Fraction] | None, said: list[Message]
) -> Built:
    """``执行率×10分``: the rate itself is the figure."""
    corners = ((Quantity(ZERO, "%"), ZERO), (Quantity(ratio.at, "%"), parts.points))
    scheme: Scheme = Interpolation(measure=X, points=corners)
    if passing is not None:
        cut = Bands(measure=X, bands=(Band(UnaryTest(passing[0]), ZERO),), otherwise=parts.points)
        scheme = Composite(parts=(scheme, cut), combine="min")
    measures = {"x": Measure(ratio.subject or texts.FIGURE.zh, "%")}
    return Built(scheme, Table(measures), tuple(said))
