"""Two editions beside each other: in words, and as JSON. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from zhibiao.exact import text
from zhibiao.messages import comparing as texts
from zhibiao.messages import say
from zhibiao.model.analysis.comparison import Change, Comparison, Effect, Move, Pair, Together

MOST_SHOWN = 20
"""So many submissions a terminal lists; JSON and HTML list all."""


def lines(found: Comparison, lang: str) -> Iterator[str]:
    """All of it in words, a line a thought."""
    if not found.changes:
        yield texts.SAME.render(lang)
    for change in found.changes:
        yield change.message.render(lang)
    for failed in found.failed:
        yield say(texts.FAILED, name=failed.name, why=failed.why).render(lang)
    if not found.effects:
        return
    yield ""
    yield summary(found, lang)
    for effect in found.effects[:MOST_SHOWN]:
        yield f"  {_effect(effect, lang)}"
    if len(found.effects) > MOST_SHOWN:
        yield "  …"
    if found.moves:
        yield texts.MOVES.render(lang)
    for move in found.moves:
        yield f"  {together(move, lang)}"


def summary(found: Comparison, lang: str) -> str:
    """How many gain, lose, stay, are open, and are rated otherwise."""
    verdicts = {name: str(found.count(name)) for name in ("gains", "loses", "same", "open")}
    count, rerated = str(len(found.effects)), str(len(found.rerated))
    return say(texts.EFFECTS, count=count, rerated=rerated, **verdicts).render(lang)


def _effect(effect: Effect, lang: str) -> str:
    moves = tuple(
        say(
            texts.MOVE,
            label=label(one, lang),
            change=change_text((one.low, one.high)),
            verdict=texts.VERDICTS[one.verdict],
        ).render(lang)
        for one in sorted(effect.moves, key=lambda one: -abs(one.low) - abs(one.high))
    )
    return say(
        texts.EFFECT,
        name=effect.name,
        old=span_text(effect.old),
        new=span_text(effect.new),
        change=change_text((effect.low, effect.high)),
        rating=rating_text(effect, lang),
        moves=moves or ("—",),
    ).render(lang)


def together(move: Together, lang: str) -> str:
    """What one indicator does to all: the sum of its moves, and how many gain and lose by it."""
    counts = {"gains": str(move.gains), "loses": str(move.loses), "open": str(move.open)}
    change = change_text((move.low, move.high))
    return say(texts.TOGETHER, label=label(move, lang), change=change, **counts).render(lang)


def label(move: Move | Together, lang: str) -> str:
    """The indicator's label, or what stands around the indicators."""
    return move.label if move.id else texts.AROUND.render(lang)


def rating_text(effect: Effect, lang: str) -> str:
    """The ratings before and after, or the one where they are the same."""
    old, new = ("/".join(one) or "—" for one in (effect.old_rating, effect.new_rating))
    return old if old == new else say(texts.RATINGS, old=old, new=new).render(lang)


def span_text(pair: Pair) -> str:
    """A score, or the least and the most of it."""
    low, high = pair
    return text(low) if low == high else f"{text(low)} … {text(high)}"


def change_text(pair: Pair) -> str:
    """A change with its sign; of the least and of the most, where they differ."""
    low, high = pair
    return signed(low) if low == high else f"{signed(low)} / {signed(high)}"


def signed(value: Fraction) -> str:
    """A number with its sign; nothing stays ``0``."""
    return f"+{text(value)}" if value > 0 else text(value)


def shape(found: Comparison, lang: str) -> dict[str, Any]:
    """All of it as JSON; exact numbers are texts."""
    return {
        "old": found.old.id,
        "new": found.new.id,
        "changes": [_change(one, lang) for one in found.changes],
        "effects": [_effect_shape(one, lang) for one in found.effects],
        "moves": [_together(one, lang) for one in found.moves],
        "summary": {
            **{name: found.count(name) for name in texts.VERDICTS},
            "rerated": len(found.rerated),
        },
        "failed": [{"name": one.name, "why": one.why.render(lang)} for one in found.failed],
    }


def _change(one: Change, lang: str) -> dict[str, Any]:
    places = {"old": one.old, "new": one.new}
    return {
        "kind": one.kind,
        "path": one.path,
        "message": one.message.render(lang),
        **{
            name: None if place is None else {"file": place.file, "line": place.line}
            for name, place in places.items()
        },
    }


def _effect_shape(one: Effect, lang: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "verdict": one.verdict,
        "old": {"low": text(one.old[0]), "high": text(one.old[1]), "rating": list(one.old_rating)},
        "new": {"low": text(one.new[0]), "high": text(one.new[1]), "rating": list(one.new_rating)},
        "low": text(one.low),
        "high": text(one.high),
        "moves": [_move(move, lang) for move in one.moves],
    }


def _move(one: Move, lang: str) -> dict[str, Any]:
    return {
        "id": one.id or None,
        "label": label(one, lang),
        "low": text(one.low),
        "high": text(one.high),
        "verdict": one.verdict,
    }


def _together(one: Together, lang: str) -> dict[str, Any]:
    return {
        "id": one.id or None,
        "label": label(one, lang),
        "low": text(one.low),
        "high": text(one.high),
        "gains": one.gains,
        "loses": one.loses,
        "open": one.open,
    }
