"""A tree as a curve: the score over one figure, in arcs between exact corners.

``axes`` finds the figure, or says why there is none; ``window`` the part of it that is worth
seeing; ``drawing`` makes a function in ``pieces`` of each node, and ``arcs`` are what lies between
two corners. A count has ``dots``. Nothing is sampled. A rounding whose steps could not be told
apart is left out, and is told of: the curve is then the line that it rounds.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.backends.curve.arcs import Arc
from zhibiao.backends.curve.axes import Atom, Axis, axis_of, settled
from zhibiao.backends.curve.dots import answered, dotted
from zhibiao.backends.curve.drawing import Held, without
from zhibiao.backends.curve.pieces import At, Curve, Piece, on, stretched
from zhibiao.backends.curve.window import in_sight
from zhibiao.expr.domain import Numeric
from zhibiao.expr.nodes import Expr
from zhibiao.expr.walk import kind_of

__all__ = [
    "Arc",
    "At",
    "Atom",
    "Axis",
    "Curve",
    "Piece",
    "axis_of",
    "curve_of",
    "curves_over",
    "on",
    "settled",
    "without",
]


def curve_of(tree: Expr, name: str, within: Numeric, held: Held | None = None) -> Curve:
    """The score over one figure.

    Args:
        tree: the tree of a score.
        name: the input or computed measure that is drawn along.
        within: what the figure can be at all.
        held: the values of the other figures, where there are any.

    Raises:
        UnsupportedNodeError: other figures decide as well, or it is not made of arcs.
    """
    return _all([tree], name, within, held or {})[0]


def curves_over(tree: Expr, axis: Axis) -> tuple[Curve, Curve]:
    """The least and the most score over an axis: two curves where an assessor decides.

    An answer of no stands at 0, yes at 1. Both have the same corners.

    Raises:
        UnsupportedNodeError: the score over it is not made of arcs.
    """
    tree = axis.of(tree)
    trees = [settled(tree, "low"), settled(tree, "high")]
    trees = trees[: len({*trees})]
    if kind_of(axis.figure) == "boolean":
        found = answered(trees, axis.name, axis.held)
    else:
        found = _all(trees, axis.name, axis.within, axis.held)
    least, most = found[0], found[-1]
    return stretched(least, axis.unit), stretched(most, axis.unit)


def _all(trees: Sequence[Expr], name: str, within: Numeric, held: Held) -> list[Curve]:
    dots = dotted(trees, name, within, held)
    return in_sight(trees, name, within, held) if dots is None else dots
