"""Scores for how many entries of a list hold: ``四项均做到得4分，做到三项得3分``."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.criteria.building.parts import (
    COUNT,
    HEDGED,
    Built,
    Parts,
    assumed,
    full_mark,
    refused,
    stated_mark,
)
from zhibiao.criteria.parsing.clauses import Award, Entry, Held
from zhibiao.exact import ZERO
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Formula, UnaryTest
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.table import Table


def build(parts: Parts) -> Built:
    """Bands over the number of entries that hold.

    Raises:
        RefusedError: a number that is scored twice, or more entries than there are; more entries
            that earn less.
    """
    parts.only([Entry, Held, Award], ["most", "capped"])
    entries, rest = parts.of(Entry), parts.of(Award)
    if len(entries) < 2 or len(rest) > 1 or any(one.range.ends for one in rest):
        raise refused((*rest, *entries)[-1] if rest or entries else parts.of(Held)[0])
    _check_entries(parts)
    scores = _scores(parts, len(entries))
    said: list[Message] = []
    otherwise = rest[0].score.of(parts.points) if rest else None
    fields: list[str] = []
    if _amiss(parts) and otherwise is None and 0 not in scores:
        raise parts.whole(say(texts.REST_UNSAID))
    if otherwise is None and set(scores) != set(range(len(entries) + 1)):
        if len(scores) < 2:
            raise parts.whole(say(texts.REST_UNSAID))
        otherwise, fields = ZERO, ["otherwise"]
        said.append(say(texts.FEWER))
    said += full_mark(parts, max(scores.values())) or stated_mark(parts)
    bands = tuple(
        Band(UnaryTest(f"= {count}"), score)
        for count, score in sorted(scores.items(), reverse=True)
    )
    scheme = Bands(measure=COUNT, bands=bands, otherwise=otherwise, assumed=assumed(*fields))
    return Built(scheme, counted([one.label for one in entries]), tuple(said))


def _check_entries(parts: Parts) -> None:
    """The entries stand before the rule, or behind its colon with a number each."""
    rule = parts.of(Held)[0]
    entries = [one for one in parts.numbered if isinstance(one.clause, Entry)]
    behind = [one for one in entries if one.clause.start > rule.start]
    numbers = {one.number for one in entries if one.number}
    if behind and (len(behind) < len(entries) or len(numbers) < len(entries)):
        raise refused(behind[-1].clause)
    for one in parts.of(Entry):
        if HEDGED.search(one.label):
            raise refused(one)


def counted(labels: list[str]) -> Table[str, Measure]:
    """The entries as questions, and their number as a measure of its own."""
    names = [f"item_{position}" for position in range(1, len(labels) + 1)]
    found = {
        name: Measure(label, type=MeasureType.BOOLEAN)
        for name, label in zip(names, labels, strict=True)
    }
    total = " + ".join(f"(if {name} then 1 else 0)" for name in names)
    count = Measure(
        texts.HELD.zh,
        type=MeasureType.COUNT,
        range=UnaryTest(f"[0..{len(labels)}]"),
        formula=Formula(total),
    )
    return Table({**found, "count": count})


def _amiss(parts: Parts) -> bool:
    """Whether the entries are faults: then more of them earn less.

    Raises:
        RefusedError: some clauses take them for faults, and others do not.
    """
    kinds = {one.amiss for one in parts.of(Held)}
    if len(kinds) > 1:
        raise refused(parts.of(Held)[-1])
    return kinds == {True}


def _scores(parts: Parts, entries: int) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for one in parts.of(Held):
        if one.whole not in (None, entries):
            raise refused(one)
        count = entries if one.count is None else one.count
        counts = [entries - count] if one.missing else [count]
        if one.more and one.missing:
            counts = list(range(entries - count + 1))
        elif one.more:
            counts = [n for n in range(count, entries + 1) if n not in found]
        for number in counts:
            if number in found or not 0 <= number <= entries:
                raise refused(one)
            found[number] = one.score.of(parts.points)
    ordered = [score for _, score in sorted(found.items(), reverse=_amiss(parts))]
    if ordered != sorted(ordered):
        raise refused(parts.of(Held)[-1])
    return found
