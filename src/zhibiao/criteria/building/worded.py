"""States, checklists, grades, levels, places: what is scored by words and positions."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.building.parts import (
    STATE,
    Built,
    Parts,
    X,
    assumed,
    full_mark,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.clauses import (
    Award,
    Entry,
    Graded,
    Level,
    Loss,
    Place,
    ShareEnd,
    State,
)
from zhibiao.criteria.parsing.scan import Numbered
from zhibiao.exact import ONE, ZERO, Quantity, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model import measure as measures
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes import states as scheme_states
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.grades import Grade, Grades
from zhibiao.model.schemes.rank import Rank
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.table import Table

_EXCLUSIVE = re.compile(r"^(?:未|无|没|不|否则|部分|其他|其它|基本|较|一般|仅|逾期)|部分|否则")
_COMPLEMENT = re.compile(r"^(?:未|无|没有|不|否则|反之|缺)|未|不")


def build(parts: Parts, folded: str) -> Built:
    """States, one of which holds, or a checklist that adds up.

    Raises:
        RefusedError: the scores fit neither.
    """
    parts.only(
        [State, Award, Entry, Loss] if parts.listed else [State, Award, Loss], ["most", "capped"]
    )
    most = parts.tail("most")
    if most is not None and most.value != parts.points:
        raise refused(most)
    entries = _entries(parts, folded)
    scores = [score for _, _, score in entries]
    positive = [score for score in scores if score]
    if not positive:
        raise parts.whole(say(texts.NO_RULE))
    adds_up = sum(positive) == parts.points
    if max(scores) == parts.points:
        return _states(parts, entries)
    exclusive = any(_EXCLUSIVE.search(label) for label, _, _ in entries)
    if adds_up and len(positive) > 1 and (parts.listed or not exclusive):
        return _checklist(parts, entries)
    if parts.listed or adds_up or len(entries) < 2 or ZERO not in scores:
        raise parts.whole(say(texts.SCORES_DISAGREE, points=text(parts.points)))
    return _states(parts, entries)


def _entries(parts: Parts, folded: str) -> list[tuple[str, int, Fraction]]:
    """Label, number in the list and score of each entry."""
    found: list[tuple[str, int, Fraction]] = []
    for one in parts.numbered:
        match one.clause:
            case State(label=label, score=score) if score.low is None:
                found.append((label, one.number, score.of(parts.points)))
            case Award(start=start, end=end, score=score) if score.low is None and parts.listed:
                words = re.sub(r"的?[,:]?[得计记给]?\d+(?:\.\d+)?分$", "", folded[start:end])
                found.append((words, one.number, score.of(parts.points)))
            case Award(range=reach, score=score) if score.low is None and not reach.ends:
                found.append(("其他", one.number, score.of(parts.points)))
            case Loss(label=label, deduct=deduct):
                found.append(_lost(parts, one, label, deduct))
            case State() | Award() | Entry():
                raise refused(one.clause)
    return found


def _lost(parts: Parts, one: Numbered, label: str, deduct: Fraction) -> tuple[str, int, Fraction]:
    """``按时报送得2分，逾期扣1分``: beside one state of full marks a loss is a second state."""
    states = parts.of(State)
    losses = parts.of(Loss)
    if len(states) != 1 or len(losses) != 1 or parts.listed or deduct > parts.points:
        raise refused(one.clause)
    if states[0].score.of(parts.points) != parts.points or not _COMPLEMENT.search(label):
        raise refused(one.clause)
    return label, one.number, parts.points - deduct


def _states(parts: Parts, entries: list[tuple[str, int, Fraction]]) -> Built:
    if len(entries) < 2:
        raise parts.whole(say(texts.REST_UNSAID))
    labels = [label for label, _, _ in entries]
    if len(set(labels)) < len(labels):
        raise parts.whole(say(texts.OVERLAP, at=labels[0]))
    for one in parts.of(Award):
        if one.range.ends:  # a figure decides one state, words another: no one question
            raise refused(one)
    states = tuple(scheme_states.State(label, score) for label, _, score in entries)
    best = max(score for _, _, score in entries)
    said = full_mark(parts, best) or stated_mark(parts)
    measure = Measure(
        texts.STATE.zh,
        type=MeasureType.STATE,
        levels=tuple(measures.Level(label) for label in labels),
    )
    scheme = scheme_states.States(states=states, measure=STATE)
    return Built(scheme, Table({"state": measure}), said)


def _checklist(parts: Parts, entries: list[tuple[str, int, Fraction]]) -> Built:
    kept: list[tuple[str, int, Fraction]] = []
    said: list[Message] = [] if parts.listed else [say(texts.PARTS_OR_STATES)]
    for label, number, score in entries:
        same = any(number == before for _, before, _ in kept) if parts.listed else False
        if score == ZERO and (same or not parts.listed) and _COMPLEMENT.search(label) and kept:
            continue  # “未制定的不得分” says the other half of the entry before it
        if score == ZERO or same:
            raise parts.whole(say(texts.SCORES_DISAGREE, points=text(parts.points)))
        kept.append((label, number, score))
    items = tuple(
        ChecklistItem(score, label=label, measure=MeasureId(f"item_{position}"))
        for position, (label, _, score) in enumerate(kept, 1)
    )
    found = {
        f"item_{position}": Measure(label, type=MeasureType.BOOLEAN)
        for position, (label, _, _) in enumerate(kept, 1)
    }
    said += stated_mark(parts)
    return Built(Checklist(items=items), Table(found), tuple(said))


def grades(parts: Parts) -> Built:
    """Qualitative grades, each with its share of the points.

    Raises:
        RefusedError: shares that leave a gap or overlap.
    """
    parts.only([Graded])
    found = parts.of(Graded)
    if len(found) < 2:
        raise parts.whole(say(texts.REST_UNSAID))
    ordered = sorted(found, key=lambda one: one.low.at, reverse=True)
    if list(found) != ordered or found[0].high.at != ONE:
        raise refused(found[0])
    made = []
    is_open = False
    for position, one in enumerate(found):
        low, high = one.low, one.high
        before = found[position - 1] if position else None
        if before is not None:
            if before.low.at != high.at:
                raise refused(one, say(texts.GAP, at=f"{text(high.at * 100)}%"))
            if before.low.closed and high.closed:
                raise refused(one, say(texts.OVERLAP, at=f"{text(high.at * 100)}%"))
        upper_closed, said = _closed_above(before.low if before else None, high)
        is_open = is_open or said
        lower_closed = _closed_below(
            low, found[position + 1].high if position + 1 < len(found) else None
        )
        opening, closing = "[" if lower_closed else "(", "]" if upper_closed else ")"
        share = f"{opening}{text(low.at * 100)}%..{text(high.at * 100)}%{closing}"
        made.append(Grade(one.label, UnaryTest(share)))
    scheme = Grades(
        grades=tuple(made), measure=STATE, assumed=assumed(*(["grades"] if is_open else []))
    )
    measure = Measure(
        texts.STATE.zh,
        type=MeasureType.STATE,
        levels=tuple(measures.Level(one.label) for one in found),
    )
    return Built(scheme, Table({"state": measure}), stated_mark(parts))


def _closed_above(before: ShareEnd | None, high: ShareEnd) -> tuple[bool, bool]:
    """Whether a grade's upper end is in it, and whether the words left it open.

    Where they do, the bound belongs to the upper grade.
    """
    if before is None:
        return high.closed is not False, False
    if high.closed is not None:
        return high.closed, False
    return before.closed is False, before.closed is None


def _closed_below(low: ShareEnd, after: ShareEnd | None) -> bool:
    if low.closed is not None:
        return low.closed
    return after is None or not after.closed


_ROMAN = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ")
_LATIN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_NUMERALS = "一二三四五"


def levels(parts: Parts) -> Built:
    """``达到Ⅱ类，得10分，每下降一类扣1分``.

    Raises:
        RefusedError: the level of full marks, or the step, is missing or stands twice.
    """
    parts.only([Level], ["floor", "max-deduction", "least"])
    awards = [one for one in parts.of(Level) if one.score is not None]
    falls = [one for one in parts.of(Level) if one.deduct is not None]
    if len(awards) != 1 or len(falls) != 1:
        raise parts.whole(say(texts.NO_BASE))
    award, fall = awards[0], falls[0]
    word = award.word
    if fall.word[0] not in (word, "等", "级", "档") or award.score is None or fall.deduct is None:
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
    parts.only([Place], ["floor"])
    awards = [one for one in parts.of(Place) if one.score is not None]
    falls = [one for one in parts.of(Place) if one.deduct is not None]
    if len(awards) != 1 or len(falls) != 1:
        raise parts.whole(say(texts.NO_BASE))
    given, deduct = awards[0].score, falls[0].deduct
    if given is None or deduct is None or given.of(parts.points) != parts.points:
        raise refused(awards[0])
    fields = () if parts.tail("floor") else ("floor",)
    scheme = Rank(measure=X, deduct=deduct, assumed=assumed(*fields))
    measure = Measure("名次", type=MeasureType.COUNT, range=UnaryTest(">= 1"))
    return Built(scheme, Table({"x": measure}))
