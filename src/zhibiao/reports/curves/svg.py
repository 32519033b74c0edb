"""The drawing itself: the only place where scores become floats.

Lines take the colour of the text around them, so that the drawing fits light and dark pages. A
full dot belongs to the curve, a hollow one does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from itertools import pairwise

from zhibiao.backends.curve import Arc, Curve
from zhibiao.exact import ZERO, rounded_text, text, unit_text
from zhibiao.messages import Message, Text, say
from zhibiao.messages import curves as texts
from zhibiao.model.ruleset import Scored
from zhibiao.reports.curves.plan import Plan

WIDTH, HEIGHT = 460, 230
LEFT, RIGHT, TOP, BOTTOM = 46, 18, 26, 46
BESIDE = 86
"""How far the outermost words stand from the edges."""
FEW_LABELS = 7
LINE = 15
FONT = 11
SAID = 12
"""So many corners are told to those who cannot see the drawing."""
BENDS = 24
"""A hyperbola is drawn through so many of its places, each of them exact."""
RADIUS, LEAST_RADIUS = 3.4, 0.8


class Picture:
    """One drawing; a plan in a language."""

    def __init__(self, plan: Plan, item: Scored, lang: str) -> None:
        self.plan = plan
        self.item = item
        self.lang = lang
        self.curves = [plan.least] if plan.least == plan.most else [plan.least, plan.most]
        self.corners = plan.least.corners
        self.low, self.high = self.corners[0], self.corners[-1]
        values = [v for curve in self.curves for v in curve.at if isinstance(v, Fraction)]
        self.top = max([item.points, *values])
        gaps = [self._x(right) - self._x(left) for left, right in pairwise(self.corners)]
        self.radius = max(LEAST_RADIUS, min([RADIUS, *(gap * 0.3 for gap in gaps[1:-1])]))

    def svg(self) -> str:
        """The whole drawing."""
        title = say(texts.TITLE, label=self.item.label).render(self.lang)
        notes = [note.render(self.lang) for note in self.plan.notes]
        described = say(
            texts.DESCRIPTION,
            measure=self.plan.label,
            points=text(self.item.points),
            corners=tuple(self._told()),
        ).render(self.lang)
        height = HEIGHT + LINE * len(notes)
        body = "".join((*self._axes(), *self._spread(), *self._lines(), *self._dots()))
        body += "".join(
            _words(LEFT, HEIGHT + LINE * line + 4, note, "start", faint=True)
            for line, note in enumerate(notes)
        )
        return (
            f'<svg class="zhibiao-curve" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
            'xmlns="http://www.w3.org/2000/svg" role="img" fill="none" stroke="currentColor" '
            f'font-size="{FONT}" font-family="sans-serif"><title>{escape(title)}</title>'
            f"<desc>{escape('. '.join([described, *notes]))}</desc>{body}</svg>"
        )

    def _told(self) -> Iterator[Message]:
        for x in self.corners[:SAID]:
            values = dict.fromkeys(curve.value(x) for curve in self.curves)
            scores = [rounded_text(value) for value in values if isinstance(value, Fraction)]
            if scores:
                place = self._place(x, self.plan.unit)
                yield say(texts.CORNER, x=place, y=" … ".join(scores))

    def _place(self, x: Fraction, unit: str) -> str:
        word = self.plan.ticks.get(x)
        if word is None:
            return unit_text(x, unit)
        return word.render(self.lang) if isinstance(word, Text) else word

    def _x(self, x: Fraction) -> float:
        share = (x - self.low) / (self.high - self.low)
        return round(self._left + float(share) * (WIDTH - self._left - self._right), 2)

    @property
    def _left(self) -> int:
        """Words at the ends need room on both sides of their places."""
        return BESIDE if self.plan.ticks else LEFT

    @property
    def _right(self) -> int:
        """As much as at the left: a word at either end may be as long."""
        return BESIDE if self.plan.ticks else RIGHT

    def _y(self, y: Fraction) -> float:
        share = y / self.top if self.top else ZERO
        return round(HEIGHT - BOTTOM - float(share) * (HEIGHT - TOP - BOTTOM), 2)

    def _axes(self) -> Iterator[str]:
        base, right = HEIGHT - BOTTOM, WIDTH - RIGHT
        yield f'<path d="M{LEFT} {TOP}V{base}H{right}" opacity=".45"/>'
        for y in self._scores():
            yield (
                f'<path d="M{LEFT} {self._y(y)}H{right}" opacity=".15"/>'
                + _words(LEFT - 6, self._y(y) + 4, rounded_text(y), "end")
            )
        for x in self._places():
            yield f'<path d="M{self._x(x)} {base}v4" opacity=".45"/>'
            shown = self._shortened(self._place(x, "%" if self.plan.unit == "%" else ""))
            is_last = x == self.high and not self.plan.ticks  # a long number would be cut
            at = WIDTH - 4 if is_last else self._x(x)
            yield _words(at, base + 16, shown, "end" if is_last else "middle")
        label, unit = self.plan.label.render(self.lang), self.plan.unit
        if unit:
            label += f"（{unit}）" if self.lang == "zh" else f" ({unit})"
        yield _words((LEFT + right) / 2, HEIGHT - 12, label, "middle")
        yield _words(LEFT, TOP - 14, texts.SCORE.render(self.lang), "middle")

    def _shortened(self, word: str) -> str:
        """A word as far as there is room; the description has the whole."""
        gaps = len(self.plan.ticks) - 1
        room = (WIDTH - self._left - self._right) / gaps if gaps > 0 else WIDTH
        most = int(min(room, 2 * BESIDE) / FONT)
        return word if len(word) <= most or not self.plan.ticks else word[: most - 1] + "…"

    def _scores(self) -> list[Fraction]:
        values = {v for curve in self.curves for v in curve.at if isinstance(v, Fraction)}
        values |= {ZERO, self.item.points}
        if len(values) > FEW_LABELS:
            return [self.top * n / 4 for n in range(5)]
        kept: list[Fraction] = []
        for y in sorted(values, reverse=True):
            if not kept or self._y(y) - self._y(kept[-1]) >= LINE - 4:
                kept.append(y)
        return kept

    def _places(self) -> list[Fraction]:
        """The corners as far as their labels have room, and an end towards which a line goes."""
        if self.plan.ticks:
            return [x for x in self.plan.ticks if self.low <= x <= self.high]
        first = 0 if self._goes_on(0) else 1
        last = len(self.corners) - (0 if self._goes_on(-1) else 1)
        inner = self.corners[first:last] or (self.low, self.high)
        if all(piece is None for curve in self.curves for piece in curve.between):
            inner = self.corners
        room = (WIDTH - LEFT - RIGHT) / FEW_LABELS
        kept: list[Fraction] = []
        for x in inner:
            if not kept or self._x(x) - self._x(kept[-1]) >= room:
                kept.append(x)
        return kept

    def _goes_on(self, end: int) -> bool:
        """Whether the score still changes at an end of what is drawn."""
        pieces = (curve.between[end] for curve in self.curves)
        return any(isinstance(piece, Arc) and not piece.is_flat for piece in pieces)

    def _lines(self) -> Iterator[str]:
        """The arcs; one that an assessor may not reach is dashed."""
        for curve, unreached in self._sides():
            for piece, (left, right) in zip(curve.between, pairwise(curve.corners), strict=True):
                if isinstance(piece, Arc):
                    dashes = ' stroke-dasharray="5 5"' if (left + right) / 2 in unreached else ""
                    yield (
                        f'<path d="M{"L".join(self._along(piece, left, right))}" '
                        f'stroke-width="2.2" stroke-linecap="round"{dashes}/>'
                    )

    def _sides(self) -> list[tuple[Curve, frozenset[Fraction]]]:
        """Each curve with the places at which it is an open end."""
        opened = self.plan.open_below, self.plan.open_above
        return list(zip(self.curves, opened, strict=False))

    def _along(self, piece: Arc, left: Fraction, right: Fraction) -> list[str]:
        """The places of an arc: two for a line."""
        parts = 1 if piece.is_straight else BENDS
        places = [left + (right - left) * n / parts for n in range(parts + 1)]
        values = [(x, piece.value(x)) for x in places]
        return [f"{self._x(x)} {self._y(y)}" for x, y in values if y is not None]

    def _spread(self) -> Iterator[str]:
        """Where an assessor decides: all between the least and the most score."""
        least, most = self.plan.least, self.plan.most
        wide = []
        for index, (under, over) in enumerate(zip(least.between, most.between, strict=True)):
            if isinstance(under, Arc) and isinstance(over, Arc) and under != over:
                wide += [index, index + 1]
                left, right = self.corners[index : index + 2]
                around = self._along(under, left, right) + self._along(over, left, right)[::-1]
                ring = "L".join(around)
                yield f'<path d="M{ring}Z" fill="currentColor" stroke="none" opacity=".15"/>'
        for index, x in enumerate(self.corners):
            ends = least.at[index], most.at[index]
            if ends[0] != ends[1] and index not in wide:
                low, high = (self._y(end) for end in ends if isinstance(end, Fraction))
                yield f'<path d="M{self._x(x)} {low}V{high}" stroke-width="2.2"/>'

    def _dots(self) -> Iterator[str]:
        """At a jump or a gap: full where the value is, hollow where a line ends without it."""
        for curve, unreached in self._sides():
            for index, (x, value) in enumerate(zip(curve.corners, curve.at, strict=True)):
                pieces = curve.between[max(0, index - 1) : index + 1]
                met = [piece.value(x) for piece in pieces if isinstance(piece, Arc)]
                if len(met) == len(pieces) and all(end == value for end in met):
                    continue
                for end in dict.fromkeys(met):
                    if end is not None and end != value:
                        yield self._dot(x, end, full=False)
                if isinstance(value, Fraction):
                    yield self._dot(x, value, full=x not in unreached)

    def _dot(self, x: Fraction, y: Fraction, *, full: bool) -> str:
        fill = "currentColor" if full else "var(--color-background-primary, Canvas)"
        at = f'cx="{self._x(x)}" cy="{self._y(y)}"'
        size = f'r="{round(self.radius, 2)}" fill="{fill}"'
        return f'<circle {at} {size} stroke-width="{round(self.radius * 0.47, 2)}"/>'


def _words(x: float, y: float, words: str, anchor: str, *, faint: bool = False) -> str:
    opacity = ' opacity=".75"' if faint else ""
    return (
        f'<text x="{round(x, 2)}" y="{round(y, 2)}" text-anchor="{anchor}" '
        f'fill="currentColor" stroke="none"{opacity}>{escape(words)}</text>'
    )
