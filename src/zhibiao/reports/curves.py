"""A score curve as an SVG drawing: the only place where scores become floats.

Lines take the colour of the text around them, so that the drawing fits light and dark pages. A
full dot belongs to the curve, a hollow one does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from zhibiao.backends.curve import At, Curve, Piece, curve_of
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ZERO, rounded_text, text, unit_text
from zhibiao.messages import curves as texts
from zhibiao.messages import say
from zhibiao.model.lowering.program import lower, scope_of
from zhibiao.model.ruleset import RuleSet, Scored

WIDTH, HEIGHT = 460, 230
LEFT, RIGHT, TOP, BOTTOM = 46, 18, 26, 46
FEW_LABELS = 7
SAID = 12
"""So many corners are told to those who cannot see the drawing."""


def curve_svg(rules: RuleSet, item: Scored, lang: str) -> str:
    """The curve of an indicator over the measure that its row states.

    Raises:
        UnsupportedNodeError: it is no curve of one figure; the message says why.
    """
    speaks = item.scheme.speaks()
    name = speaks.get("actual") or speaks.get("count")
    if name is None:
        raise UnsupportedNodeError(say(texts.NO_MEASURE))
    curve = curve_of(lower(rules).scores[item.id], name, scope_of(rules).within(name))
    measure = rules.measures[name]
    return _Drawing(curve, item, measure.label, measure.unit, lang).svg()


class _Drawing:
    def __init__(self, curve: Curve, item: Scored, label: str, unit: str, lang: str) -> None:
        self.curve = curve
        self.item = item
        self.label = label
        self.unit = unit
        self.lang = lang
        self.low, self.high = curve.corners[0], curve.corners[-1]
        values = [v for v in curve.at if isinstance(v, Fraction)]
        self.top = max([item.points, *values])

    def svg(self) -> str:
        """The whole drawing."""
        title = say(texts.TITLE, label=self.item.label).render(self.lang)
        described = say(
            texts.DESCRIPTION,
            measure=self.label,
            points=text(self.item.points),
            corners=tuple(self._told()),
        ).render(self.lang)
        body = "".join((*self._axes(), *self._lines(), *self._dots()))
        return (
            f'<svg class="zhibiao-curve" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
            'xmlns="http://www.w3.org/2000/svg" role="img" fill="none" stroke="currentColor" '
            f'font-size="11" font-family="sans-serif"><title>{escape(title)}</title>'
            f"<desc>{escape(described)}</desc>{body}</svg>"
        )

    def _told(self) -> Iterator[str]:
        pairs = list(zip(self.curve.corners, self.curve.at, strict=True))
        for x, y in pairs[:SAID]:
            if isinstance(y, Fraction):
                shown = say(texts.CORNER, x=unit_text(x, self.unit), y=rounded_text(y))
                yield shown.render(self.lang)

    def _x(self, x: Fraction) -> float:
        share = (x - self.low) / (self.high - self.low)
        return round(LEFT + float(share) * (WIDTH - LEFT - RIGHT), 2)

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
            yield _words(
                self._x(x), base + 16, unit_text(x, "%" if self.unit == "%" else ""), "middle"
            )
        unit = f"（{self.unit}）" if self.unit and self.lang == "zh" else ""
        unit = f" ({self.unit})" if self.unit and self.lang != "zh" else unit
        yield _words((LEFT + right) / 2, HEIGHT - 8, self.label + unit, "middle")
        yield _words(LEFT, TOP - 14, texts.SCORE.render(self.lang), "middle")

    def _scores(self) -> list[Fraction]:
        values = {v for v in self.curve.at if isinstance(v, Fraction)} | {ZERO, self.item.points}
        if len(values) <= FEW_LABELS:
            return sorted(values)
        return [self.top * n / 4 for n in range(5)]

    def _places(self) -> list[Fraction]:
        """The corners as far as their labels have room, else round places."""
        inner = list(self.curve.corners[1:-1]) or [self.low, self.high]
        if all(piece is None for piece in self.curve.between):
            inner = list(self.curve.corners)
        room = (WIDTH - LEFT - RIGHT) / FEW_LABELS
        kept: list[Fraction] = []
        for x in inner:
            if not kept or self._x(x) - self._x(kept[-1]) >= room:
                kept.append(x)
        return kept

    def _lines(self) -> Iterator[str]:
        for index, piece in enumerate(self.curve.between):
            if isinstance(piece, tuple):
                left, right = self.curve.corners[index : index + 2]
                ends = [f"{self._x(x)} {self._y(_on(piece, x))}" for x in (left, right)]
                yield f'<path d="M{ends[0]}L{ends[1]}" stroke-width="2.2" stroke-linecap="round"/>'

    def _dots(self) -> Iterator[str]:
        """At a jump: a full dot where the value is, a hollow one where a line ends without it."""
        last = len(self.curve.corners) - 1
        for index, (x, value) in enumerate(zip(self.curve.corners, self.curve.at, strict=True)):
            sides: list[Piece] = []
            sides += [self.curve.between[index - 1]] if index else []
            sides += [self.curve.between[index]] if index < last else []
            met = [_on(side, x) for side in sides if isinstance(side, tuple)]
            if all(end == value for end in met) and met:
                continue
            for end in dict.fromkeys(met):
                if end != value:
                    yield self._dot(x, end, full=False)
            if isinstance(value, Fraction):
                yield self._dot(x, value, full=True)

    def _dot(self, x: Fraction, y: At, *, full: bool) -> str:
        assert isinstance(y, Fraction)
        fill = "currentColor" if full else "var(--color-background-primary, Canvas)"
        at = f'cx="{self._x(x)}" cy="{self._y(y)}"'
        return f'<circle {at} r="3.4" fill="{fill}" stroke-width="1.6"/>'


def _on(piece: tuple[Fraction, Fraction], x: Fraction) -> Fraction:
    return piece[0] * x + piece[1]


def _words(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{round(x, 2)}" y="{round(y, 2)}" text-anchor="{anchor}" '
        f'fill="currentColor" stroke="none">{escape(words)}</text>'
    )
