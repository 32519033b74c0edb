"""Many bounds of one share: divided once instead of multiplied out at each bound.

``19 * b <= 20 * a``, ``9 * b <= 10 * a``, ``4 * b <= 5 * a`` ask of ``a / b`` whether it reaches
``19/20``, ``9/10``, ``4/5``: so does ``20 * a // b`` of 19, 18 and 16. Whole numbers reach a whole
number exactly when their floor does, and keep to one exactly when their ceiling does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import lcm
from typing import Literal, NamedTuple

from zhibiao.expr.integers import build
from zhibiao.expr.integers.nodes import (
    Integer,
    Node,
    Nonzero,
    Quotient,
    Relation,
    Times,
    Whole,
    below,
    rebuilt,
)  # fmt: skip
from zhibiao.expr.integers.ranges import INT64, bounds

FEW = 3
"""So many bounds are worth a division, which costs as much as four products."""


class _Share(NamedTuple):
    """``over / under``, and from which side it is bounded."""

    over: Integer
    under: Integer
    side: Literal["floor", "ceiling"]


class _Edge(NamedTuple):
    """``over / under`` compared with ``bound / times``."""

    share: _Share
    times: int
    bound: int
    is_left: bool


@lru_cache(maxsize=4096)
def shared(root: Integer) -> Integer:
    """The tree with each share that is compared often divided once, within 64 bits."""
    tests = [node for node in _all(root) if isinstance(node, Relation)]
    edges = {test: edge for test in tests if (edge := _edge(test)) is not None}
    multiples: dict[_Share, set[int]] = {}
    counts: dict[_Share, int] = {}
    for edge in edges.values():
        multiples.setdefault(edge.share, set()).add(edge.times)
        counts[edge.share] = counts.get(edge.share, 0) + 1
    divided = {
        share: (_divided(share, times), times)
        for share, times in ((one, lcm(*multiples[one])) for one in multiples)
        if counts[share] >= FEW
    }
    written: dict[Node, Node] = {
        relation: _compared(edge, *divided[edge.share])
        for relation, edge in edges.items()
        if edge.share in divided and _is_narrow(divided[edge.share][0])
    }
    found = rebuilt(root, written) if written else root
    assert isinstance(found, Integer)
    return found


def _all(root: Node) -> Iterator[Node]:
    waiting, seen = [root], {root}
    while waiting:
        node = waiting.pop()
        yield node
        fresh = [child for child in below(node) if child not in seen]
        seen.update(fresh)
        waiting.extend(fresh)


def _edge(test: Relation) -> _Edge | None:
    """A comparison of a share; nothing of others, and of shares that may be below zero."""
    if test.sign == "=":
        return None
    (left, one), (right, other) = _counted(test.left), _counted(test.right)
    if right > 0 and _is_base(one) and not _is_base(other) and _is_natural(other):
        share = _Share(other, one, "floor" if test.sign == "<=" else "ceiling")
        return _Edge(share, right, left, is_left=True)
    if left > 0 and _is_base(other) and not _is_base(one) and _is_natural(one):
        share = _Share(one, other, "ceiling" if test.sign == "<=" else "floor")
        return _Edge(share, left, right, is_left=False)
    return None


def _counted(node: Integer) -> tuple[int, Integer]:
    """A node as a constant times the rest."""
    match node:
        case Times((Whole(value), rest)):
            return value, rest
        case Times((Whole(value), *rest)):
            return value, Times(tuple(rest))
        case _:
            return 1, node


def _is_base(node: Integer) -> bool:
    """Whether a node is above zero wherever it is known."""
    return isinstance(node, Nonzero) and bounds(node).low > 0


def _is_natural(node: Integer) -> bool:
    return not isinstance(node, Whole) and bounds(node).low >= 0


def _divided(share: _Share, times: int) -> Quotient:
    over = build.times(Whole(times), share.over)
    if share.side == "ceiling":
        over = build.plus(over, share.under, Whole(-1))
    return Quotient(over, share.under)


def _is_narrow(quotient: Quotient) -> bool:
    return all(
        bounds(node).bits <= INT64 for node in _all(quotient.numerator) if isinstance(node, Integer)
    )


def _compared(edge: _Edge, quotient: Quotient, times: int) -> Relation:
    sign: Literal["<", "<="] = "<=" if (edge.share.side == "floor") is edge.is_left else "<"
    bound = Whole(edge.bound * (times // edge.times))
    return Relation(sign, bound, quotient) if edge.is_left else Relation(sign, quotient, bound)
