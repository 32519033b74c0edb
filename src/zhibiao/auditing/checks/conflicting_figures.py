"""``conflicting-figures``: one quantity with different values in one document."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import ZERO, unit_text
from zhibiao.expr.nodes import Input, Named
from zhibiao.expr.walk import nodes
from zhibiao.messages import Message, Text, say
from zhibiao.model.form import Stated, word
from zhibiao.model.measure import Measure
from zhibiao.model.place import Where, place_text
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Reading, Score, Scorecard
from zhibiao.scoring.words import Words, score_text

FOUND = Text(
    zh="“{label}”前后不一：{readings}{scores}",
    en='"{label}" stands with different values: {readings}{scores}',
)
READING = Text(zh="{value}（{places}）", en="{value} ({places})")
ROUNDED = Text(zh="{place}写 {own}", en="{place}: {own}")
BARE = Text(zh="{value}", en="{value}")
SCORES = Text(zh="。{scores}", en="; {scores}")
SCORE = Text(
    zh="“{label}”得分随之为 {values}（满分 {points}）",
    en='the score of "{label}" is then {values} of {points}',
)
MAX_READINGS = 20
"""So many different values of one figure are named."""


@form_check("conflicting-figures", Severity.ERROR)
def conflicting_figures(audit: Audit) -> Iterator[Observation]:
    """One quantity stands with different values in one document.

    What it finds:
        Figures that mean the same measure, or carry the very same label, and differ by more
        than their printed places allow. Every place is named, and what each affected
        indicator would score under each coherent reading. A label that no measure has may
        stand in several rows of one table, as the cells of a column do; where one of its
        figures stands in the prose, ``text-table-mismatch`` tells.

    Why it matters:
        A reviewer cannot know which one is true, and scores may hang on it.

    Example:
        125 in post of 109 posts in the table, 108 in post of 125 posts in the report: the
        control rate earns 0 or 5.

    What to do:
        Find the true figure in the personnel or accounting records and write it everywhere.

    Source:
        Consistency of the document; no regulation is needed.
    """
    known: set[str] = set()
    if audit.card is not None:
        known.update(audit.card.meanings)
        for name, measure in audit.card.rules.measures.items():
            known.update(map(word, measure.words))
            readings = audit.card.evidence.get(name, ())
            if len(readings) > 1:
                yield _measure(audit.card, name, readings)
    yield from _labels(audit, known)


def _measure(card: Scorecard, name: str, readings: tuple[Reading, ...]) -> Observation:
    measure = card.rules.measures[name]
    affected = [s for s in card.scores if len(s.chains) > 1 and _uses(s, name)]
    scores: tuple[Message, ...] = tuple(
        say(
            SCORE,
            label=score.item.label,
            values=" / ".join(dict.fromkeys(score_text(chain.value) for chain in score.chains)),
            points=score_text(score.item.points),
        )
        for score in affected
    )
    words = Words(card.rules.measures, "zh")
    more = len(readings) - MAX_READINGS
    readings = readings[:MAX_READINGS]
    places = [place for reading in readings for place in reading.places]
    return Observation(
        say(
            FOUND,
            label=measure.label,
            readings=(
                *(
                    _reading(words.value(r.value, measure.unit), _places(r, measure, words))
                    for r in readings
                ),
                *(["…"] if more > 0 else []),
            ),
            scores=say(SCORES, scores=scores) if scores else "",
        ),
        places[0] if places else Where(label=measure.label),
        claimed=" / ".join(words.value(r.value, measure.unit) for r in readings),
        related=tuple(places[1:]),
    )


def _uses(score: Score, name: str) -> bool:
    return any(isinstance(n, (Input, Named)) and n.name == name for n in nodes(score.tree))


def _places(reading: Reading, measure: Measure, words: Words) -> tuple[Message, ...]:
    """Its places; one that prints the value with fewer places is shown with its own."""
    shown = []
    for place, own in zip(reading.places, reading.printed, strict=True):
        text = place_text(place)
        if text is not None and own != reading.value:
            text = say(ROUNDED, place=text, own=words.value(own, measure.unit))
        if text is not None:
            shown.append(text)
    return tuple(shown)


def _reading(value: str, places: tuple[Message, ...]) -> Message:
    return say(READING, value=value, places=places) if places else say(BARE, value=value)


def _labels(audit: Audit, known: set[str]) -> Iterator[Observation]:
    """Labels that mean no measure of the rule set: the very same label must agree."""
    by_label: dict[str, list[Stated]] = {}
    for stated in audit.form.stated:
        if stated.kind == "figure" and stated.cell.quantity and word(stated.label) not in known:
            by_label.setdefault(word(stated.label), []).append(stated)
    for same in by_label.values():
        distinct: list[Stated] = []
        for stated in same:
            if len(distinct) < MAX_READINGS and not any(
                _agree(stated, other) or _column(stated, other) for other in distinct
            ):
                distinct.append(stated)
        if len(distinct) > 1:
            yield Observation(
                say(
                    FOUND,
                    label=same[0].label,
                    readings=tuple(_reading(_shown(s), _place(s.cell.at)) for s in distinct),
                    scores="",
                ),
                same[0].where,
                claimed=" / ".join(map(_shown, distinct)),
                related=tuple(s.where for s in distinct[1:]),
            )


def _place(where: Where) -> tuple[Message, ...]:
    text = place_text(where)
    return () if text is None else (text,)


def _column(one: Stated, other: Stated) -> bool:
    """Whether two figures stand in different rows of one table, as those of a column do."""
    a, b = one.cell.at, other.cell.at
    return a.statement is not None and a.statement == b.statement and a.row != b.row


def _shown(stated: Stated) -> str:
    quantity = stated.cell.quantity
    return "" if quantity is None else unit_text(quantity.value, quantity.unit)


def _agree(one: Stated, other: Stated) -> bool:
    a, b = one.cell.quantity, other.cell.quantity
    if a is None or b is None or a.unit != b.unit or one.cell.relation != other.cell.relation:
        return True  # two that cannot be compared do not contradict each other
    return abs(a.value - b.value) * 2 <= max(a.resolution, b.resolution, ZERO) or a.value == b.value
