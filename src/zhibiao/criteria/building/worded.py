"""States, checklists, grades, levels, places: what is scored by words and positions."""

from __future__ import annotations

import re
from fractions import Fraction

from zhibiao.criteria.building.parts import (
    STATE,
    Built,
    Parts,
    full_mark,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.clauses import (
    AnyClause,
    Award,
    Entry,
    Loss,
    State,
)
from zhibiao.criteria.parsing.scan import Numbered
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import ZERO, text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model import measure as measures
from zhibiao.model.clauses import MeasureId
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes import states as scheme_states
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.table import Table

_EXCLUSIVE = phrase(r"^(?:未|无|没|不|否则|部分|其他|其它|基本|较|一般|仅|逾期)|部分|否则")
_BARE_HALF = phrase(
    r"(?:(?:上述|以上)(?:条件|要求|各项|情况)?(?:均|都))?(?:没有|无|未(?:达到|完成|制定|建立|开展|做到|落实|满足)|不(?:具备|符合|满足))(?:要求|条件)?"
)
_LATE = phrase("^(?:逾期|延期|延迟|推迟|滞后|迟)")
_FURTHER = phrase(r"连续|累计|多次|屡|再次|年|\d|[一二两三四五]次")
_COMPLEMENT = phrase(r"^(?:未|无|没有|不|否则|反之|缺)|未|不")


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
    if _all_judged(parts):
        return Built(Judged(), Table(), (say(texts.UP_TO_ASSESSOR),))
    parts = _without_sum(_without_halves(parts), folded)
    entries = _entries(parts, folded)
    scores = [score for _, _, score in entries]
    positive = [score for score in scores if score]
    if not positive:
        raise parts.whole(say(texts.NO_RULE))
    adds_up = sum(positive) == parts.points
    if max(scores) == parts.points:
        return _states(parts, entries)
    exclusive = any(
        _EXCLUSIVE.search(label) for label, _, score in entries if score or not _paired(parts)
    )
    if adds_up and len(positive) > 1 and (parts.listed or not exclusive):
        return _checklist(parts, entries)
    if parts.listed or adds_up or len(entries) < 2 or ZERO not in scores:
        raise parts.whole(say(texts.SCORES_DISAGREE, points=text(parts.points)))
    return _states(parts, entries)


def _without_halves(parts: Parts) -> Parts:
    """``有制度得1分；有办法得1分。没有的不得分``: what each entry earns when it does not hold."""
    positive = [one for one in parts.of(State) if one.score.value]
    kept = tuple(one for one in parts.numbered if not _is_half(one.clause))
    adds_up = sum(one.score.of(parts.points) for one in positive) == parts.points
    if len(positive) < 2 or not adds_up or len(kept) == len(parts.numbered):
        return parts
    return Parts(kept, parts.points, parts.length)


def _without_sum(parts: Parts, folded: str) -> Parts:
    """``信息公开得2分；其中：公开目标1分，公开自评1分``: the first tells what the others sum to.

    Raises:
        RefusedError: scores of which the words do not say whether one holds the others.
    """
    states = parts.of(State)
    within = folded.find("其中")
    if within < 0 or len(states) < 2 or not states[0].end <= within <= states[1].start:
        return parts
    scores = [one.score.of(parts.points) for one in states]
    if len(states) < 3 or scores[0] != parts.points or sum(scores[1:]) != parts.points:
        raise refused(states[1], say(texts.SCORES_DISAGREE, points=text(parts.points)))
    kept = tuple(one for one in parts.numbered if one.clause is not states[0])
    return Parts(kept, parts.points, parts.length)


def _is_half(clause: AnyClause) -> bool:
    nothing = isinstance(clause, State) and not clause.score.value and not clause.score.own
    return nothing and isinstance(clause, State) and _BARE_HALF.fullmatch(clause.label) is not None


def _paired(parts: Parts) -> bool:
    """Whether each clause that earns nothing shares its sentence with one entry alone."""
    states = [one for one in parts.numbered if isinstance(one.clause, State)]
    for one in states:
        assert isinstance(one.clause, State)
        if one.clause.score.value:
            continue
        others = [other for other in states if other.sentence == one.sentence and other is not one]
        if len(others) != 1 or re.search("上述|以上", one.clause.label):
            return False
    return True


def _all_judged(parts: Parts) -> bool:
    """``效果显著的得8-10分，一般的得3-7分，不明显的得3分以下``: falling ranges, an assessor's all.

    Raises:
        RefusedError: ranges that overlap, or do not begin with the points.
    """
    states = parts.of(State)
    if not states or any(one.score.within != "judged" for one in states[:-1]) or parts.listed:
        return False
    if len(states) < 2 or len(states) < len(parts.of(Award)) + len(parts.of(Loss)) + len(states):
        return False
    before = parts.points
    for position, one in enumerate(states):
        high = one.score.of(parts.points)
        if high > before or (not position and high != before):
            raise refused(one, say(texts.SCORES_DISAGREE, points=text(parts.points)))
        before = high if one.score.low is None else one.score.low
    return True


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
    if parts.listed or deduct > parts.points:
        raise refused(one.clause)
    if not states:
        raise refused(one.clause)
    if len(losses) > 1 or len(states) > 1:
        return _graver(parts, one, label, deduct)
    full = states[0].score.of(parts.points) == parts.points
    turned = _COMPLEMENT.search(states[0].label) and other_half(states[0].label, label)
    if not full or not (_COMPLEMENT.search(label) or turned):
        raise refused(one.clause)
    return label, one.number, parts.points - deduct


def _graver(parts: Parts, one: Numbered, label: str, deduct: Fraction) -> tuple[str, int, Fraction]:
    """``未发生事故得5分，发生一般事故扣2分，发生重大事故不得分``: one thing, more or less grave."""
    clauses: list[State | Loss] = [*parts.of(State), *parts.of(Loss)]
    first, *others = sorted(clauses, key=lambda clause: clause.start)
    full = isinstance(first, State) and first.score.of(parts.points) == parts.points
    nothing = [clause for clause in others if isinstance(clause, State)]
    graver = all(clause.label[:2] == others[0].label[:2] for clause in others) or (
        all(first.label in clause.label for clause in others)  # 完成，基本完成，未完成
        or _of_one_thing(first.label, [clause.label for clause in others])
    )
    taken = [clause.deduct for clause in others if isinstance(clause, Loss)]
    ends = all(not clause.score.value and clause is others[-1] for clause in nothing)
    if not (full and graver and ends and taken == sorted(set(taken))):
        raise refused(one.clause)
    return label, one.number, parts.points - deduct


def _of_one_thing(first: str, others: list[str]) -> bool:
    """``档案管理规范，档案不完整，无档案``: one thing, and what is wrong with it."""
    pairs = [first[at : at + 2] for at in range(len(first) - 1)]
    shared = [pair for pair in pairs if all(pair in label for label in others)]
    return bool(shared) and all(_COMPLEMENT.search(one) or _LATE.search(one) for one in others)


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


def other_half(label: str, before: str) -> bool:
    """Whether the words are the other half of an entry, and speak of what it speaks of."""
    if "," in label or _FURTHER.search(label):
        return False
    told = _COMPLEMENT.sub("", label).strip("的予能")
    if _COMPLEMENT.search(label):
        return not told or bool(set(told) & set(before))
    return any(label[at : at + 2] in before for at in range(len(label) - 1))


def _checklist(parts: Parts, entries: list[tuple[str, int, Fraction]]) -> Built:
    kept: list[tuple[str, int, Fraction]] = []
    said: list[Message] = [] if parts.listed else [say(texts.PARTS_OR_STATES)]
    for label, number, score in entries:
        same = any(number == before for _, before, _ in kept) if parts.listed else False
        if (
            score == ZERO
            and (same or not parts.listed)
            and kept
            and _COMPLEMENT.search(label)
            and other_half(label, kept[-1][0])
        ):
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
