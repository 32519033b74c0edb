"""The page of two editions beside each other, with its charts as inline SVG."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from zhibiao.messages import comparing as texts
from zhibiao.messages import say, visible
from zhibiao.model.analysis.comparison import Comparison, Effect, Together
from zhibiao.reports.comparison import change_text, label, rating_text, span_text, summary
from zhibiao.reports.html.pages import page

WIDTH = 240
"""The width of a chart in its own units; its middle is no change."""
MOST_BARS = 40


@frozen
class BarView:
    """One bar of a chart that has nothing in its middle: from where to where, and its words."""

    name: str
    said: str
    x: str
    width: str
    kind: str


@frozen
class EffectView:
    """One submission in the table."""

    name: str
    old: str
    new: str
    change: str
    rating: str
    verdict: str
    word: str


def comparison_page(found: Comparison, lang: str) -> str:
    """The whole page.

    Raises:
        NotFoundError: Jinja2 is not installed.
    """
    moves = found.moves[:MOST_BARS]
    effects = sorted(found.effects, key=lambda one: (one.low + one.high, one.name))
    extremes = effects if len(effects) <= MOST_BARS else effects[:20] + effects[-20:]
    words = {name: one.render(lang) for name, one in texts.HEADINGS.items()}
    return page(
        "comparison.jinja",
        lang,
        title=say(texts.TITLE, old=found.old.id, new=found.new.id).render(lang),
        heads=words,
        changes=[(one.kind, visible(one.message.render(lang))) for one in found.changes],
        same=texts.SAME.render(lang),
        summary=summary(found, lang) if found.effects else "",
        moves=_bars([(_move_name(one, lang), (one.low, one.high)) for one in moves]),
        units=_bars([(visible(one.name), (one.low, one.high)) for one in extremes]),
        effects=[_effect(one, lang) for one in found.effects],
        failed=[(visible(one.name), visible(one.why.render(lang))) for one in found.failed],
        width=WIDTH,
    )


def _move_name(move: Together, lang: str) -> str:
    return visible(label(move, lang))


def _effect(one: Effect, lang: str) -> EffectView:
    return EffectView(
        visible(one.name),
        span_text(one.old),
        span_text(one.new),
        change_text((one.low, one.high)),
        visible(rating_text(one, lang)),
        one.verdict,
        texts.VERDICTS[one.verdict].render(lang),
    )


def _bars(named: list[tuple[str, tuple[Fraction, Fraction]]]) -> list[BarView]:
    """Bars from the change of the least to that of the most, all on one scale."""
    most = max((abs(end) for _, pair in named for end in pair), default=Fraction(0))
    scale = Fraction(WIDTH, 2) / (most or 1)
    bars = []
    for name, pair in named:
        low, high = min(*pair, Fraction(0)), max(*pair, Fraction(0))
        start, width = WIDTH // 2 + low * scale, (high - low) * scale
        kind = "open" if min(pair) < 0 < max(pair) else ("loses" if min(pair) < 0 else "gains")
        bars.append(BarView(name, change_text(pair), _drawn(start), _drawn(width), kind))
    return bars


def _drawn(value: Fraction) -> str:
    """A length on the screen; a chart is the one place where a float may stand."""
    return f"{float(value):.2f}"
