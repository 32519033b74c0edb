"""Functions in pieces, and what is made of several: sums, extremes, choices, roundings.

Nothing is sampled: a value stands at every corner, an arc (or nothing) between two, and a step
keeps both of its ends, so that a drawing can show which of them belongs to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TypeGuard

from attrs import evolve, frozen

from zhibiao.backends.curve import arcs
from zhibiao.backends.curve.arcs import Arc
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.nodes import Round
from zhibiao.messages import curves as texts
from zhibiao.messages import say

MAX_CORNERS = 600

Piece = Arc | bool | None
At = Fraction | bool | None


class TooManyCornersError(UnsupportedNodeError):
    """Nobody could tell so many steps apart."""


@frozen
class Curve:
    """A function in pieces: ``at[i]`` at ``corners[i]``, ``between[i]`` from there to the next.

    ``left_out`` are the roundings that are not drawn, since their steps are too fine to be seen:
    the curve is exactly that of the tree without them.
    """

    corners: tuple[Fraction, ...]
    at: tuple[At, ...]
    between: tuple[Piece, ...]
    left_out: tuple[Round, ...] = ()

    def value(self, x: Fraction) -> At:
        """The value at one place of the drawn part."""
        index = bisect_left(self.corners, x)
        if self.corners[index] == x:
            return self.at[index]
        return on(self.between[index - 1], x)


def on(piece: Piece, x: Fraction) -> At:
    """The value of a piece at one place."""
    return piece.value(x) if isinstance(piece, Arc) else piece


def refined(curves: Iterable[Curve], extra: Iterable[Fraction] = ()) -> list[Curve]:
    """The same curves over the corners of all of them, and over some places more."""
    given = list(curves)
    low, high = given[0].corners[0], given[0].corners[-1]
    inner = {x for x in extra if low < x < high}
    corners = tuple(sorted({x for curve in given for x in curve.corners} | inner))
    if len(corners) > MAX_CORNERS:
        raise TooManyCornersError(say(texts.MANY))
    return [_over(curve, corners) for curve in given]


def _over(curve: Curve, corners: tuple[Fraction, ...]) -> Curve:
    """A curve over its own corners and more, walked along once."""
    if len(corners) == len(curve.corners):
        return curve
    points: list[At] = []
    between: list[Piece] = []
    index, own = -1, iter(curve.corners)
    ahead = next(own, None)
    for x in corners:
        if x == ahead:
            index, ahead = index + 1, next(own, None)
            points.append(curve.at[index])
        else:
            points.append(on(curve.between[index], x))
        if len(points) < len(corners):
            between.append(curve.between[index])
    return Curve(corners, tuple(points), tuple(between), curve.left_out)


def joined(
    curves: Iterable[Curve],
    at: Callable[[Sequence[At]], At],
    piece: Callable[[Sequence[Piece]], Piece],
) -> Curve:
    """One curve of several: from their values at each corner, from their pieces between two."""
    parts = refined(curves)
    points = tuple(at(values) for values in zip(*(c.at for c in parts), strict=True))
    pieces = tuple(piece(found) for found in zip(*(c.between for c in parts), strict=True))
    return Curve(parts[0].corners, points, pieces)


def crossed(curves: Iterable[Curve]) -> list[Curve]:
    """Curves with a corner wherever two of them cross."""
    parts = refined(curves)
    places: list[Fraction] = []
    for index, (left, right) in enumerate(pairwise(parts[0].corners)):
        found = [c.between[index] for c in parts]
        for one, other in combinations(found, 2):
            if isinstance(one, Arc) and isinstance(other, Arc):
                places += [x for x in arcs.crossings(one, other) if left < x < right]
    return refined(parts, places)


def tested(curves: Iterable[Curve], at: Callable[[Sequence[At]], bool | None]) -> Curve:
    """A test of curves: between corners at which they cross its answer does not change."""
    parts = crossed(curves)
    points = tuple(at(values) for values in zip(*(c.at for c in parts), strict=True))
    pieces = tuple(
        at([on(c.between[index], middle) for c in parts])
        for index, middle in enumerate(_middles(parts[0]))
    )
    return Curve(parts[0].corners, points, pieces)


def picked(curves: Iterable[Curve], pick: Callable[[list[Fraction]], Fraction]) -> Curve:
    """Of several curves the one that is picked by its value: the least, say."""
    parts = crossed(curves)
    points = [_pick(values, pick) for values in zip(*(c.at for c in parts), strict=True)]
    pieces: list[Piece] = []
    for index, middle in enumerate(_middles(parts[0])):
        found = [c.between[index] for c in parts]
        values = [on(piece, middle) for piece in found]
        chosen = _pick(values, pick)
        pieces.append(None if chosen is None else found[values.index(chosen)])
    return Curve(parts[0].corners, tuple(points), tuple(pieces))


def _pick(values: Sequence[At], pick: Callable[[list[Fraction]], Fraction]) -> Fraction | None:
    known = [value for value in values if is_number(value)]
    return pick(known) if len(known) == len(values) else None


def is_number(value: At) -> TypeGuard[Fraction]:
    """Whether a value is a number, rather than an answer or nothing."""
    return isinstance(value, Fraction)


def at_poles(curve: Curve) -> Curve:
    """A curve with a corner wherever it passes zero: there nothing can be divided by it."""
    places = [
        x for piece in curve.between if isinstance(piece, Arc) for x in piece.where(Fraction(0))
    ]
    return refined([curve], places)[0]


def passes(curve: Curve, step: Fraction, most: int) -> list[Fraction] | None:
    """The places at which a curve passes a multiple of a step; none where they are too many."""
    places: list[Fraction] = []
    for piece, (left, right) in zip(curve.between, pairwise(curve.corners), strict=True):
        if not isinstance(piece, Arc) or piece.is_flat:
            continue
        one, other = piece.value(left), piece.value(right)
        if one is None or other is None:  # towards a pole it passes all there are
            return None
        first, last = -(-min(one, other) // step), max(one, other) // step
        if len(places) + last - first > most:
            return None
        for n in range(int(first), int(last) + 1):
            places += piece.where(n * step)
    return places


def rounded(
    curve: Curve, places: Iterable[Fraction], rounding: Callable[[Fraction], Fraction]
) -> Curve:
    """A curve whose values are rounded; between two of the places the result is the same."""
    split = refined([curve], places)[0]
    points = tuple(rounding(v) if isinstance(v, Fraction) else None for v in split.at)
    pieces: list[Piece] = []
    for piece, middle in zip(split.between, _middles(split), strict=True):
        value = on(piece, middle)
        pieces.append(arcs.flat(rounding(value)) if is_number(value) else None)
    return Curve(split.corners, points, tuple(pieces))


def stretched(curve: Curve, by: Fraction) -> Curve:
    """The same curve over an axis in units of ``by``."""
    pieces = (arcs.stretched(p, by) if isinstance(p, Arc) else p for p in curve.between)
    corners = tuple(x / by for x in curve.corners)
    return evolve(curve, corners=corners, between=tuple(pieces))


def simplified(curve: Curve) -> Curve:
    """Without corners at which nothing happens."""
    kept = [0]
    for index in range(1, len(curve.corners) - 1):
        before, after = curve.between[index - 1], curve.between[index]
        if before != after or on(before, curve.corners[index]) != curve.at[index]:
            kept.append(index)
    kept.append(len(curve.corners) - 1)
    return Curve(
        tuple(curve.corners[i] for i in kept),
        tuple(curve.at[i] for i in kept),
        tuple(curve.between[i] for i in kept[:-1]),
        curve.left_out,
    )


def _middles(curve: Curve) -> list[Fraction]:
    return [(left + right) / 2 for left, right in pairwise(curve.corners)]
