"""What is counted: occurrences that cost points, and deeds that earn them."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.building.parts import (
    COUNT,
    HEDGED,
    Built,
    Parts,
    assumed,
    refused,
    stated_mark,
)
from zhibiao.criteria.building.worded import other_half
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.bounds import Firmness
from zhibiao.criteria.parsing.clauses import (
    Award,
    Case,
    Clause,
    Entry,
    Held,
    Mark,
    Side,
    State,
    Step,
)
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ONE, ZERO, Quantity, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula, MeasureId, UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.composite import Composite
from zhibiao.model.schemes.formula import FormulaScheme
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

_OTHER_HALF = phrase(
    r"(?:不|未|没有)(?:能)?(?:符合|满足|达到|做到|完成|具备)(?:要求|标准|条件|一项)?"
)


_NOT_ONE = phrase(r"^(?:未|没有|无)")


def build(parts: Parts) -> Built:
    """The one case that a wording counts.

    Raises:
        RefusedError: two cases, or a clause beside it that does not belong.
    """
    cases = parts.of(Case)
    if len(cases) != 1:
        raise refused(cases[1])
    case = cases[0]
    if case.off not in (None, parts.points):
        raise refused(case)
    _check_entries(parts, case)
    if case.deduct < 0 or case.earned:
        return _earned(parts, case)
    parts.only([Case, Entry, State, Award, Held], ["floor", "max-deduction", "least", "most"])
    check_full(parts)
    for one in parts.of(Held):  # “全部符合得6分，每有一项不符合扣2分”
        whole = one.whole in (None, len(parts.of(Entry))) and one.count is None
        if not whole or one.score.of(parts.points) != parts.points:
            raise refused(one)
    deduct = case.deduct * parts.points if case.share else case.deduct
    entries = len(parts.of(Entry))
    unlimited = parts.tail("max-deduction", "least") is None
    if (
        case.lacking
        and unlimited
        and case.size == ONE
        and entries > 1
        and entries * deduct == parts.points
    ):
        return _all_alike(parts, case, deduct)
    scheme = _taken(parts, case, deduct)
    cuts = [one for one in parts.of(Award) if one.score.of(parts.points) == ZERO]
    said: list[Message] = []
    if cuts:
        scheme = Composite(parts=(scheme, _cut(parts, cuts, said)), combine="min")
    said += stated_mark(parts)
    return Built(scheme, _measures(case.noun), tuple(said))


def missing(parts: Parts, step: Step) -> Built:
    """``全部完成得满分，每少一项扣2分``: the things that are missing are counted.

    Raises:
        RefusedError: a clause beside it that does not belong.
    """
    parts.only([Step, State, Entry], ["floor", "max-deduction", "least", "most"])
    _check_entries(parts, step)
    check_full(parts)
    if step.size.value != ONE or step.side is not Side.DOWN or step.deduct < 0:
        raise refused(step, say(texts.NO_BASE))
    scheme = _taken(parts, None, step.deduct)
    said = (say(texts.SHORTFALL), *stated_mark(parts))
    return Built(scheme, _measures(""), said)


def _check_entries(parts: Parts, counted: Clause) -> None:
    """The entries stand before the rule that counts them, or behind it with a number each."""
    entries = [one for one in parts.numbered if isinstance(one.clause, Entry)]
    behind = [one for one in entries if one.clause.start > counted.start]
    own = next((one.number for one in parts.numbered if one.clause is counted), 0)
    numbers = {one.number for one in entries} - {0, own}
    if behind and not 1 < len(behind) == len(entries) == len(numbers):
        raise refused(behind[-1].clause)
    for entry in parts.of(Entry):
        if HEDGED.search(entry.label):
            raise refused(entry)


def check_full(parts: Parts) -> None:
    """Words or a count of nought may state full marks; all else is no case."""
    states = parts.of(State)
    if len(states) > 1:
        raise refused(states[1])
    for state in states:
        if state.score.low is not None or state.score.of(parts.points) != parts.points:
            raise refused(state)
    for one in parts.of(Award):
        score = one.score.of(parts.points)
        nothing = one.range.exact and one.range.low is not None and not one.range.low.at.value
        if score == ZERO and not one.range.exact and one.range.low and not one.range.high:
            continue
        # “合格率100%得5分，有一项不合格扣2分”: nothing is amiss at the whole
        whole = one.range.low is not None and one.range.low.at == Amount(ONE, "%")
        if not ((nothing or whole) and score == parts.points and one.score.low is None):
            raise refused(one)
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)


def _taken(parts: Parts, case: Case | None, deduct: Fraction) -> Scheme:
    limited = parts.tail("floor", "max-deduction", "least")
    if case is not None and case.size != ONE:
        return _by_several(parts, case, deduct)
    scheme = Occurrences(
        deduct=deduct, count=COUNT, assumed=assumed(*(() if limited else ("floor",)))
    )
    off, least = parts.tail("max-deduction"), parts.tail("least")
    caps = [] if off is None or off.value is None else [off.value]
    if least is not None and least.value is not None:
        if least.value >= parts.points:
            raise refused(least)
        caps.append(parts.points - least.value)
    return Composite(parts=(scheme,), cap=min(caps)) if caps else scheme


def _by_several(parts: Parts, case: Case, deduct: Fraction) -> StepDeduction:
    """``每缺失2份扣1分``: only every second one counts, unless the wording says otherwise."""
    off, least = parts.tail("max-deduction"), parts.tail("least")
    if least is not None and least.value is not None and least.value >= parts.points:
        raise refused(least)
    fields = ["partial"] if parts.tail("floor", "max-deduction", "least") else ["partial", "floor"]
    return StepDeduction(
        measure=COUNT,
        full=UnaryTest("<= 0"),
        step=Quantity(case.size),
        deduct=deduct,
        partial="whole",
        floor=least.value if least is not None and least.value is not None else ZERO,
        max_deduction=None if off is None else off.value,
        assumed=assumed(*fields),
    )


def _cut(parts: Parts, cuts: list[Award], said: list[Message]) -> Bands:
    """``发生3次以上的不得分`` beside the count."""
    if len(cuts) > 1:
        raise refused(cuts[1])
    end = cuts[0].range.low
    assert end is not None
    if end.at.unit == "%" or end.at.value <= 0:
        raise refused(cuts[0])
    if end.firm is Firmness.USUAL:
        said.append(say(texts.INCLUSIVE, at=text(end.at.value)))
    sign = ">=" if end.closed else ">"
    band = Band(UnaryTest(f"{sign} {text(end.at.value)}"), ZERO)
    return Bands(measure=COUNT, bands=(band,), otherwise=parts.points)


def _earned(parts: Parts, case: Case) -> Built:
    """``每开展一次得2分，最高6分``; ``基本分8分，每新增一项加1分，最多加2分``."""
    parts.only([Case, Entry, Held, Award, State], ["most", "bonus-cap", "capped", "in-all"])
    whole = parts.tail("in-all")
    if whole is not None and whole.value != parts.points / -case.deduct:
        raise refused(whole)
    for half in parts.of(State):  # “每符合一项得1分，不符合的不得分”
        told = _OTHER_HALF.fullmatch(half.label) or (
            case.noun and _NOT_ONE.search(half.label) and other_half(half.label, case.noun)
        )
        if half.score.value or not (case.earned and told):
            raise refused(half)
    gain = -case.deduct * (parts.points if case.share else ONE)
    if case.share and not parts.of(Entry):
        raise refused(case)
    if parts.of(Held) and not (case.earned and parts.of(Entry)):
        raise refused(parts.of(Held)[0])
    for one in parts.of(Award):  # “建成4处及以上得满分” says the same once more
        if case.earned and not one.range.ends and not one.score.value:
            continue  # “否则不得分”
        low, full = one.range.low, one.score.of(parts.points) == parts.points
        said_again = low is not None and low.closed and one.range.high is None and full
        if not said_again or low is None or low.at.value * gain != parts.points:
            raise refused(one)
    basics = [mark.value for mark in parts.of(Mark) if mark.basic]
    most, cap = parts.tail("most"), parts.tail("bonus-cap")
    points = text(parts.points)
    said: list[Message] = []
    if most is not None and most.value != parts.points:
        raise refused(most)
    if case.earned and parts.of(Entry):
        return _all_alike(parts, case, gain)
    if case.earned:
        if basics or cap is not None:
            raise refused(case)
        formula = f"min({points}, {text(gain)} * count)"
    else:
        ends = cap or most
        if not basics and ends is not None and ends.value == parts.points:
            formula = f"min({points}, {text(gain)} * count)"  # the bonus is all there is
            return Built(FormulaScheme(formula=Formula(formula)), _measures(case.noun))
        if len(basics) != 1:
            raise refused(case, say(texts.NO_BASE))
        added = f"{text(gain)} * count"
        if cap is not None and cap.value is not None:
            added = f"min({text(cap.value)}, {added})"
            if basics[0] + cap.value > parts.points:
                said.append(say(texts.BONUS, points=points))
        formula = f"min({points}, {text(basics[0])} + {added})"
    said += stated_mark(parts)
    return Built(FormulaScheme(formula=Formula(formula)), _measures(case.noun), tuple(said))


def _all_alike(parts: Parts, case: Case, gain: Fraction) -> Built:
    """``①…；②…。每符合一项得2分``: each entry of the list earns the same."""
    entries = parts.of(Entry)
    if case.share and not gain:  # “各项分值相等”
        gain = parts.points / max(len(entries), 1)
    if "/" in text(gain):
        raise refused(case)
    told = case.earned and not case.unit and case.size != len(entries)  # “以上四项各…”
    if len(entries) < 2 or len(entries) * gain != parts.points or told:
        raise refused(case, say(texts.SCORES_DISAGREE, points=text(parts.points)))
    for one in parts.of(Held):  # “全部符合得3分” says the same once more
        count = len(entries) if one.count is None else one.count
        if one.missing or one.more or one.score.of(parts.points) != count * gain:
            raise refused(one)
    names = [f"item_{position}" for position in range(1, len(entries) + 1)]
    items = tuple(
        ChecklistItem(gain, label=entry.label, measure=MeasureId(name))
        for name, entry in zip(names, entries, strict=True)
    )
    measures = {
        name: Measure(entry.label, type=MeasureType.BOOLEAN)
        for name, entry in zip(names, entries, strict=True)
    }
    return Built(Checklist(items=items), Table(measures), stated_mark(parts))


def _measures(noun: str) -> Table[str, Measure]:
    return Table({"count": Measure(noun or texts.COUNT.zh, type=MeasureType.COUNT)})
