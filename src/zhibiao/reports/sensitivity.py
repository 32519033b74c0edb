"""What would narrow or move a score: in words, and as JSON. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from zhibiao.exact import text, unit_text
from zhibiao.messages import Message, Value, say
from zhibiao.messages import sensitivity as texts
from zhibiao.model.analysis.sensitivity import Missing, Sensitivity, Threshold
from zhibiao.model.lowering.program import JUDGED, STATE, runs_python
from zhibiao.model.scorecard import Scorecard
from zhibiao.scoring.words import Words


def lines(found: Sensitivity, lang: str) -> Iterator[str]:
    """All of it in words, a line a thought."""
    card = found.card
    total = card.total
    width = text(total.most - total.least)
    low, high = text(total.least), text(total.most)
    yield say(texts.TOTAL_NOW, low=low, high=high, width=width).render(lang)
    yield (texts.MISSING if found.missing else texts.NOTHING_MISSING).render(lang)
    for missing in found.missing:
        yield f"  {_missing(card, missing, lang)}"
    by_program = tuple(card[name].item.label for name in _by_program(card))
    if found.thresholds or not by_program:
        yield (texts.THRESHOLDS if found.thresholds else texts.NO_THRESHOLDS).render(lang)
    for threshold in found.thresholds:
        yield f"  {_threshold(card, threshold, lang)}"
    if by_program:
        yield say(texts.BY_PROGRAM, indicators=by_program).render(lang)


def shape(found: Sensitivity, lang: str) -> dict[str, Any]:
    """All of it as JSON; exact numbers are texts."""
    card = found.card
    return {
        "ruleset": card.rules.id,
        "unit": card.unit,
        "low": text(card.total.least),
        "high": text(card.total.most),
        "missing": [
            {
                "name": one.name,
                "label": _name(card, one.name, lang),
                "indicators": list(one.indicators),
                "widest": text(one.widest),
                "narrowest": text(one.narrowest),
                "complete": one.complete,
            }
            for one in found.missing
        ],
        "thresholds": [
            {
                "name": one.name,
                "label": _name(card, one.name, lang),
                "indicator": one.indicator,
                "direction": one.direction,
                "now": text(one.now),
                "at": text(one.at),
                "reached": one.reached,
                "steady": one.steady,
                "score": text(one.score),
                "low": text(one.total[0]),
                "high": text(one.total[1]),
            }
            for one in found.thresholds
        ],
        "by_program": _by_program(card),
    }


def _by_program(card: Scorecard) -> list[str]:
    """The ids of the scores that Python programs give: they have no thresholds."""
    return [score.id for score in card.scores if runs_python(score.tree)]


def _name(card: Scorecard, name: str, lang: str) -> str:
    """The label of a figure; of a judgement, whose it is."""
    shown = Words(card.rules.measures, lang).name(name)
    for prefix in (JUDGED, STATE):
        if name.startswith(prefix):
            return f"{card[name.removeprefix(prefix)].item.label}: {shown}"
    return shown


def _missing(card: Scorecard, one: Missing, lang: str) -> str:
    named: dict[str, Value] = {
        "name": _name(card, one.name, lang),
        "indicators": tuple(card[i].item.label for i in one.indicators),
    }
    if one.widest == one.narrowest:
        said = say(texts.LEAVES, width=text(one.widest), **named)
    else:
        least, most = text(one.narrowest), text(one.widest)
        said = say(texts.LEAVES_BETWEEN, least=least, most=most, **named)
    return said.render(lang) + ("" if one.complete else texts.TRIED.render(lang))


def _threshold(card: Scorecard, one: Threshold, lang: str) -> str:
    measure = card.rules.measures.get(one.name)
    unit = measure.unit if measure is not None else ""

    def shown(value: Fraction) -> str:
        return unit_text(value, unit, 4)

    templates = {
        ("more", True): texts.MORE_TO,
        ("less", True): texts.LESS_TO,
        ("more", False): texts.MORE_BEYOND,
        ("less", False): texts.LESS_BEYOND,
    }
    least, most = one.total
    said = say(
        templates[one.direction, one.reached],
        name=_name(card, one.name, lang),
        by=_difference(abs(one.at - one.now), unit),
        now=shown(one.now),
        at=shown(one.at),
        indicator=card[one.indicator].item.label,
        score=text(one.score),
        total=text(least) if least == most else f"{text(least)} … {text(most)}",
    )
    return said.render(lang) + (texts.STEADILY.render(lang) if one.steady else "")


def _difference(by: Fraction, unit: str) -> Message | str:
    """How far two values are apart: two rates are so many percentage points apart."""
    if unit == "%":
        return say(texts.PERCENTAGE_POINTS, by=unit_text(by * 100, "", 4))
    return unit_text(by, unit, 4)
