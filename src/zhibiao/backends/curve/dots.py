"""The score of a count, a level or an answer: a dot at each place, and nothing between."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhibiao.backends.curve.drawing import Held
from zhibiao.backends.curve.pieces import At, Curve
from zhibiao.backends.curve.window import compared
from zhibiao.exact import ONE, ZERO
from zhibiao.expr import domain
from zhibiao.expr.domain import Numeric
from zhibiao.expr.nodes import Expr
from zhibiao.expr.outcomes import outcomes

MAX_DOTS = 41
STEADY = 3
"""Past every number that it is compared with, a count is followed until so many of its scores
are the same."""


def dotted(trees: Sequence[Expr], name: str, within: Numeric, held: Held) -> list[Curve] | None:
    """A dot for each whole number; none where so many would run into a line."""
    grid, ends = domain.lattice_of(within), domain.ends(within)
    if grid is None:
        return None
    x = grid[1] if ends.low is None else ends.low
    past = max((number for tree in trees for number in compared(tree, held)), default=x)
    places: list[Fraction] = []
    values: list[tuple[At, ...]] = []
    while ends.high is None or x <= ends.high:
        places.append(x)
        values.append(tuple(_number(outcomes(tree, {**held, name: x})) for tree in trees))
        if ends.high is None and x > past and len(set(values[-STEADY:])) == 1 and values[STEADY:]:
            break
        if len(places) == MAX_DOTS:
            return None
        x += grid[0]
    return [_only(places, found) for found in zip(*values, strict=True)]


def answered(trees: Sequence[Expr], name: str, held: Held) -> list[Curve]:
    """The score for no, at 0, and for yes, at 1."""
    asked = [{**held, name: answer} for answer in (False, True)]
    return [
        _only([ZERO, ONE], [_number(outcomes(tree, given)) for given in asked]) for tree in trees
    ]


def _only(places: Sequence[Fraction], values: Sequence[At]) -> Curve:
    return Curve(tuple(places), tuple(values), (None,) * (len(places) - 1))


def _number(found: Numeric) -> Fraction | None:
    return found if isinstance(found, Fraction) else None
