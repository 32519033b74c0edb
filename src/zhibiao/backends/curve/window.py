"""Which part of the axis is drawn: wide enough that beyond it the score stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhibiao.backends.curve.arcs import Arc
from zhibiao.backends.curve.drawing import Held, drawn
from zhibiao.backends.curve.pieces import Curve, Piece, on, refined
from zhibiao.exact import ONE, ZERO
from zhibiao.expr import domain
from zhibiao.expr.domain import Numeric, Span
from zhibiao.expr.nodes import Compare, Expr
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import inputs, kind_of, nodes

GROWTH = 40
"""So many times the drawn part is doubled while the score still changes beyond it."""
MARGIN = Fraction(3, 10)
FAR = Fraction(3)
"""So many times as far is followed what changes to the end of what the figure can be."""


def in_sight(trees: Sequence[Expr], name: str, within: Numeric, held: Held) -> list[Curve]:
    """The scores over as much of the axis as shows every corner of each, and over that of all.

    Raises:
        UnsupportedNodeError: one has more steps than can be drawn, or is not made of arcs.
    """
    parts = [_interesting(tree, name, within, held) for tree in trees]
    ends = min(low for low, _ in parts), max(high for _, high in parts)
    found = [drawn(tree, name, ends, held) for tree in trees]
    return refined(found) if len(found) > 1 else found


def _interesting(tree: Expr, name: str, within: Numeric, held: Held) -> tuple[Fraction, Fraction]:
    """All corners of a score, and a little to both sides."""
    found = drawn(tree, name, _around(compared(tree, held), within), held)
    for _ in range(GROWTH):
        wider = _widened(tree, name, within, held, found)
        if wider is None:
            break
        found = wider
    inner = [x for i, x in enumerate(found.corners) if _is_corner(found, i)]
    if not inner:
        return found.corners[0], found.corners[-1]
    width = inner[-1] - inner[0] or abs(inner[0]) or ONE
    low = inner[0] - width * _beyond(found.between[0])
    high = inner[-1] + width * _beyond(found.between[-1])
    ends = domain.ends(within)
    return (
        low if ends.low is None else max(ends.low, low),
        high if ends.high is None else min(ends.high, high),
    )


def compared(tree: Expr, held: Held) -> list[Fraction]:
    """The numbers that what moves is compared with, in order."""
    found: list[Fraction] = []
    for node in nodes(tree):
        if isinstance(node, Compare):
            sides = [_known(side, held) for side in (node.left, node.right)]
            if None in sides:
                found += [side for side in sides if side is not None]
    return sorted(found)


def _known(side: Expr, held: Held) -> Fraction | None:
    """The number that a side is, whatever the figure."""
    if kind_of(side) != "number" or any(leaf.name not in held for leaf in inputs(side)):
        return None
    value = outcomes(side, held)
    return value if isinstance(value, Fraction) else None


def _around(known: list[Fraction], within: Numeric) -> tuple[Fraction, Fraction]:
    """A first part to draw."""
    low, high = (known[0], known[-1]) if known else (ZERO, ONE)
    around = (high - low) / 2 or abs(high) / 10 or ONE
    ends = domain.ends(within)
    least, most = low - around, high + around
    if ends.low is not None:
        least = ends.low if low - ends.low <= 2 * around else max(least, ends.low)
    if ends.high is not None:
        most = ends.high if ends.high - high <= 2 * around else min(most, ends.high)
    return (least, most) if least < most else (least, least + ONE)


def _widened(tree: Expr, name: str, within: Numeric, held: Held, found: Curve) -> Curve | None:
    """More to each side on which the score still changes; nothing where it does on none."""
    low, high = found.corners[0], found.corners[-1]
    ends = domain.ends(within)
    below = _changes(tree, name, held, Span(ends.low, low))
    above = _changes(tree, name, held, Span(high, ends.high))
    if not below and not above:
        return None
    least, most = low - (high - low) * below, high + (high - low) * above
    least = least if ends.low is None else max(ends.low, least)
    most = most if ends.high is None else min(ends.high, most)
    return drawn(tree, name, (least, most), held)


def _changes(tree: Expr, name: str, held: Held, beyond: Span) -> bool:
    """Whether the score beyond an end is not certain to be one value."""
    if beyond.low == beyond.high:
        return False
    return not isinstance(outcomes(tree, {**held, name: beyond}), Fraction)


def _is_corner(curve: Curve, index: int) -> bool:
    """Whether something happens at a place: at an end only where the line does not reach it."""
    if 0 < index < len(curve.corners) - 1:
        return True
    piece = curve.between[0 if index == 0 else -1]
    return piece is not None and on(piece, curve.corners[index]) != curve.at[index]


def _beyond(piece: Piece) -> Fraction:
    """How much is shown beyond the last corner: of what goes on changing, more."""
    return MARGIN if not isinstance(piece, Arc) or piece.is_flat else FAR
