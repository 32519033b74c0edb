"""A tree as a curve: the score over one figure, in straight pieces between exact corners.

Each node becomes a function of the figure in pieces: a value at every corner, a straight line
(or none) between two. Nothing is sampled; a step keeps both of its ends, so that a drawing can
show which of them belongs to it. What is not made of straight pieces is refused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise

from attrs import frozen

from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO, round_to
from zhibiao.expr import domain
from zhibiao.expr.domain import Numeric
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
    Div,
    Expr,
    If,
    Input,
    Max,
    Median,
    Min,
    Mul,
    Named,
    Not,
    Or,
    Power,
    Round,
    Sqrt,
    assert_never,
)  # fmt: skip
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import children, inputs, kind_of, nodes
from zhibiao.messages import curves as texts
from zhibiao.messages import say

MAX_CORNERS = 600
MAX_DOTS = 41
STEADY = 3
"""A count is followed until so many of its scores are the same."""
GROWTH = 8
"""So many times the drawn part is widened until nothing new comes into sight."""
MARGIN = Fraction(3, 10)

Line = tuple[Fraction, Fraction]
"""``slope · x + offset``."""
Piece = Line | bool | None
At = Fraction | bool | None


@frozen
class Curve:
    """A function in pieces: ``at[i]`` at ``corners[i]``, ``between[i]`` from there to the next."""

    corners: tuple[Fraction, ...]
    at: tuple[At, ...]
    between: tuple[Piece, ...]

    def value(self, x: Fraction) -> At:
        """The value at one place of the drawn part."""
        index = bisect_left(self.corners, x)
        if self.corners[index] == x:
            return self.at[index]
        return _on(self.between[index - 1], x)


def curve_of(tree: Expr, name: str, within: Numeric) -> Curve:
    """The score over one figure.

    Args:
        tree: the tree of a score.
        name: the input or computed measure that is drawn along.
        within: what the figure can be at all.

    Raises:
        UnsupportedNodeError: other figures decide as well, or the pieces are not straight.
    """
    others = _others(tree, name)
    if others:
        raise UnsupportedNodeError(say(texts.SEVERAL, names=(name, *others)))
    if domain.lattice_of(within) is not None:
        return _dotted(tree, name, within)
    low, high = _drawn(tree, within)
    found = _simplified(_Drawing(name, low, high).draw(tree))
    for _ in range(GROWTH):
        more = _widened(tree, name, within, found)
        if more is None or len(more.corners) == len(found.corners):
            break
        found = more
    inner = [x for i, x in enumerate(found.corners) if _is_corner(found, i)]
    if not inner:
        return found
    margin = (inner[-1] - inner[0]) * MARGIN or abs(inner[0]) * MARGIN or ONE
    ends = max(found.corners[0], inner[0] - margin), min(found.corners[-1], inner[-1] + margin)
    return _simplified(_Drawing(name, *ends).draw(tree))


def _is_corner(curve: Curve, index: int) -> bool:
    """Whether something happens at a place: at an end only where the line does not reach it."""
    if 0 < index < len(curve.corners) - 1:
        return True
    piece = curve.between[0 if index == 0 else -1]
    return piece is not None and _on(piece, curve.corners[index]) != curve.at[index]


def _widened(tree: Expr, name: str, within: Numeric, found: Curve) -> Curve | None:
    """Twice as much to either side; nothing where there is no more, or too much."""
    low, high = found.corners[0], found.corners[-1]
    ends, width = domain.ends(within), high - low
    least = low - width if ends.low is None else max(ends.low, low - width)
    most = high + width if ends.high is None else min(ends.high, high + width)
    if (least, most) == (low, high):
        return None
    try:
        return _simplified(_Drawing(name, least, most).draw(tree))
    except UnsupportedNodeError:
        return None


def _dotted(tree: Expr, name: str, within: Numeric) -> Curve:
    """The score of a count or a level: a dot at each place, and nothing between."""
    grid, ends = domain.lattice_of(within), domain.ends(within)
    assert grid is not None
    x = ends.low if ends.low is not None else grid[1]
    places: list[Fraction] = []
    values: list[At] = []
    while len(places) < MAX_DOTS and (ends.high is None or x <= ends.high):
        found = outcomes(tree, {name: x})
        places.append(x)
        values.append(found if isinstance(found, Fraction) else None)
        if ends.high is None and len(values) >= STEADY and len(set(values[-STEADY:])) == 1:
            break
        x += grid[0]
    if len(places) < 2:
        raise UnsupportedNodeError(say(texts.NO_MEASURE))
    return Curve(tuple(places), tuple(values), (None,) * (len(places) - 1))


def _others(tree: Expr, name: str) -> tuple[str, ...]:
    """The inputs that a tree asks for beside one figure."""
    found: dict[str, None] = {}
    waiting, seen = [tree], {tree}
    while waiting:
        node = waiting.pop()
        if isinstance(node, (Input, Named)) and node.name == name and not _is_step(node):
            continue
        if isinstance(node, Input):
            found[node.name] = None
        for child in children(node):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return tuple(found)


def _is_step(node: Input | Named) -> bool:
    return isinstance(node, Named) and node.role != "measure"


def _drawn(tree: Expr, within: Numeric) -> tuple[Fraction, Fraction]:
    """A first part to draw: around the numbers that the figure is compared with."""
    sides = [
        outcomes(side)
        for node in nodes(tree)
        if isinstance(node, Compare)
        for side in (node.left, node.right)
        if not inputs(side) and kind_of(side) == "number"
    ]
    known = [side for side in sides if isinstance(side, Fraction)]
    low, high = (min(known), max(known)) if known else (ZERO, ONE)
    around = (high - low) / 2 or abs(high) / 10 or ONE
    ends = domain.ends(within)
    least, most = low - around, high + around
    if ends.low is not None:
        least = ends.low if low - ends.low <= 2 * around else max(least, ends.low)
    if ends.high is not None:
        most = ends.high if ends.high - high <= 2 * around else min(most, ends.high)
    return (least, most) if least < most else (least, least + ONE)


class _Drawing:
    def __init__(self, name: str, low: Fraction, high: Fraction) -> None:
        self.name = name
        self.ends = (low, high)
        self.done: dict[Expr, Curve] = {}

    def draw(self, node: Expr) -> Curve:
        if isinstance(node, Const):
            return self.constant(node.value)
        if node not in self.done:
            self.done[node] = self.fresh(node)
        return self.done[node]

    def constant(self, value: Fraction | bool | None) -> Curve:
        piece: Piece = value if value is None or isinstance(value, bool) else (ZERO, value)
        return Curve(self.ends, (value, value), (piece,))

    def fresh(self, node: Expr) -> Curve:
        match node:
            case Const(value=value):
                return self.constant(value)
            case Input(name=self.name) | Named(role="measure", name=self.name):
                return Curve(self.ends, self.ends, ((ONE, ZERO),))
            case Named(child=child):
                return self.draw(child)
            case If(condition, then, otherwise):
                return _joined(map(self.draw, (condition, then, otherwise)), _chosen, _chosen_line)
            case Compare(operator, left, right):
                return self.compared(operator, self.draw(left), self.draw(right))
            case And(operands):
                return _joined(map(self.draw, operands), _all, _all)
            case Or(operands):
                return _joined(map(self.draw, operands), _any, _any)
            case Not(operand):
                return _joined([self.draw(operand)], _not, _not)
            case Add(terms):
                return _joined(map(self.draw, terms), _sum, _line_sum)
            case Mul(factors):
                return reduce(_product, map(self.draw, factors))
            case Div(numerator=numerator, denominator=denominator):
                return self.quotient(node, self.draw(numerator), self.draw(denominator))
            case Min(operands):
                return reduce(lambda a, b: _extreme(a, b, least=True), map(self.draw, operands))
            case Max(operands):
                return reduce(lambda a, b: _extreme(a, b, least=False), map(self.draw, operands))
            case Round(operand, places, mode):
                split = _split_on_grid(self.draw(operand), Fraction(10) ** -places / 2)
                return _rounded(split, lambda x: round_to(x, places, mode))
            case Input() | Power() | Sqrt() | Median():
                raise UnsupportedNodeError(say(texts.BENT))
            case _:
                assert_never(node)

    def compared(self, operator: str, left: Curve, right: Curve) -> Curve:
        def at(values: Sequence[At]) -> At:
            a, b = values
            if a is None or b is None:
                return a is b if operator == "=" else None
            return a == b if operator == "=" else a < b or (operator == "<=" and a == b)

        left, right = _crossed(left, right)
        return _sampled([left, right], at)

    def quotient(self, node: Div, top: Curve, bottom: Curve) -> Curve:
        if len(set(bottom.at)) == 1 and all(p == (ZERO, bottom.at[0]) for p in bottom.between):
            value = bottom.at[0]
            if not _is_number(value) or not value:
                return self.constant(node.undefined)
            return _product(top, self.constant(1 / Fraction(value)))
        raise UnsupportedNodeError(say(texts.BENT))


def _is_number(value: object) -> bool:
    return isinstance(value, Fraction)


def _on(piece: Piece, x: Fraction) -> At:
    return piece[0] * x + piece[1] if isinstance(piece, tuple) else piece


def _refined(curves: Sequence[Curve], extra: Sequence[Fraction] = ()) -> list[Curve]:
    """The same curves over the corners of all of them."""
    low, high = curves[0].corners[0], curves[0].corners[-1]
    inner = {x for x in extra if low < x < high}
    corners = tuple(sorted({x for curve in curves for x in curve.corners} | inner))
    if len(corners) > MAX_CORNERS:
        raise UnsupportedNodeError(say(texts.MANY))
    refined = []
    for curve in curves:
        between, index = [], 0
        for x in corners[:-1]:
            while curve.corners[index + 1] <= x:
                index += 1
            between.append(curve.between[index])
        refined.append(Curve(corners, tuple(map(curve.value, corners)), tuple(between)))
    return refined


def _joined(
    curves: object,
    at: Callable[[Sequence[At]], At],
    line: Callable[[Sequence[Piece]], Piece],
) -> Curve:
    assert isinstance(curves, (list, map))
    refined = _refined(list(curves))
    points = tuple(at([c.at[i] for c in refined]) for i in range(len(refined[0].corners)))
    pieces = tuple(line([c.between[i] for c in refined]) for i in range(len(points) - 1))
    return Curve(refined[0].corners, points, pieces)


def _sampled(curves: Sequence[Curve], at: Callable[[Sequence[At]], At]) -> Curve:
    """A test of curves that do not cross between corners: its answer in the middle is the piece."""
    refined = _refined(curves)
    corners = refined[0].corners
    points = tuple(at([c.at[i] for c in refined]) for i in range(len(corners)))
    middles = [(a + b) / 2 for a, b in pairwise(corners)]
    pieces = tuple(at([_on(c.between[i], x) for c in refined]) for i, x in enumerate(middles))
    return Curve(corners, points, pieces)  # type: ignore[arg-type]  # answers, not numbers


def _crossed(one: Curve, other: Curve) -> tuple[Curve, Curve]:
    """Two curves with a corner wherever they cross."""
    a, b = _refined([one, other])
    places = []
    for left, right in zip(a.between, b.between, strict=True):
        if isinstance(left, tuple) and isinstance(right, tuple) and left[0] != right[0]:
            places.append((right[1] - left[1]) / (left[0] - right[0]))
    refined = _refined([a, b], places)
    return refined[0], refined[1]


def _extreme(one: Curve, other: Curve, *, least: bool) -> Curve:
    a, b = _crossed(one, other)
    pick = min if least else max

    def at(values: Sequence[At]) -> At:
        return None if None in values else pick(values)  # type: ignore[type-var]  # none is None

    points = tuple(at(pair) for pair in zip(a.at, b.at, strict=True))
    pieces: list[Piece] = []
    for index, (left, right) in enumerate(zip(a.between, b.between, strict=True)):
        middle = (a.corners[index] + a.corners[index + 1]) / 2
        if left is None or right is None:
            pieces.append(None)
        else:
            is_left = pick(_on(left, middle), _on(right, middle)) == _on(left, middle)  # type: ignore[type-var]  # numbers
            pieces.append(left if is_left else right)
    return Curve(a.corners, points, tuple(pieces))


def _product(one: Curve, other: Curve) -> Curve:
    def line(pieces: Sequence[Piece]) -> Piece:
        a, b = pieces
        if not isinstance(a, tuple) or not isinstance(b, tuple):
            return None
        if a[0] and b[0]:
            raise UnsupportedNodeError(say(texts.BENT))
        return a[0] * b[1] + b[0] * a[1], a[1] * b[1]

    return _joined([one, other], _times, line)


def _split_on_grid(curve: Curve, step: Fraction) -> Curve:
    """A corner wherever the curve passes a multiple of a step."""
    places: list[Fraction] = []
    for index, piece in enumerate(curve.between):
        if not isinstance(piece, tuple) or not piece[0]:
            continue
        start, end = sorted(_line_at(piece, x) for x in curve.corners[index : index + 2])
        first, last = -(-start // step), end // step
        if last - first > MAX_CORNERS:
            raise UnsupportedNodeError(say(texts.MANY))
        places += [(n * step - piece[1]) / piece[0] for n in range(int(first), int(last) + 1)]
    return _refined([curve], places)[0]


def _line_at(piece: Line, x: Fraction) -> Fraction:
    return piece[0] * x + piece[1]


def _rounded(curve: Curve, rounding: Callable[[Fraction], Fraction]) -> Curve:
    points = tuple(rounding(v) if isinstance(v, Fraction) else None for v in curve.at)
    pieces: list[Piece] = []
    for index, piece in enumerate(curve.between):
        middle = (curve.corners[index] + curve.corners[index + 1]) / 2
        pieces.append(
            (ZERO, rounding(_line_at(piece, middle))) if isinstance(piece, tuple) else None
        )
    return Curve(curve.corners, points, tuple(pieces))


def _chosen(values: Sequence[At]) -> At:
    return values[1] if values[0] is True else values[2]


def _chosen_line(pieces: Sequence[Piece]) -> Piece:
    return pieces[1] if pieces[0] is True else pieces[2]


def _all(values: Sequence[At | Piece]) -> bool | None:
    return False if False in values else None if None in values else True


def _any(values: Sequence[At | Piece]) -> bool | None:
    return True if True in values else None if None in values else False


def _not(values: Sequence[At | Piece]) -> bool | None:
    return None if values[0] is None else not values[0]


def _sum(values: Sequence[At]) -> At:
    return None if None in values else sum((Fraction(v) for v in values if v is not None), ZERO)


def _times(values: Sequence[At]) -> At:
    return None if None in values else Fraction(values[0] or 0) * Fraction(values[1] or 0)


def _line_sum(pieces: Sequence[Piece]) -> Piece:
    lines = [piece for piece in pieces if isinstance(piece, tuple)]
    if len(lines) < len(pieces):
        return None
    return sum((p[0] for p in lines), ZERO), sum((p[1] for p in lines), ZERO)


def _simplified(curve: Curve) -> Curve:
    """Without corners at which nothing happens."""
    kept = [0]
    for index in range(1, len(curve.corners) - 1):
        before, after = curve.between[index - 1], curve.between[index]
        if before != after or _on(before, curve.corners[index]) != curve.at[index]:
            kept.append(index)
    kept.append(len(curve.corners) - 1)
    return Curve(
        tuple(curve.corners[i] for i in kept),
        tuple(curve.at[i] for i in kept),
        tuple(curve.between[i] for i in kept[:-1]),
    )
