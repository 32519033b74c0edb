"""Shapes of trees that people write shorter than the tree has them."""

from __future__ import annotations

from zhibiao.expr.nodes import Const, Expr, Max, Mul


def absolute(node: Max) -> Expr | None:
    """``x`` where the tree is the greater of ``x`` and ``-x``: its size without a sign."""
    if len(node.operands) != 2:
        return None
    one, other = node.operands
    return one if _negative(other) == one else other if _negative(one) == other else None


def _negative(node: Expr) -> Expr | None:
    """What a product with -1 is the negative of."""
    if not isinstance(node, Mul) or not isinstance(node.factors[0], Const):
        return None
    rest = node.factors[1:]
    if node.factors[0].value != -1 or not rest:
        return None
    return rest[0] if len(rest) == 1 else Mul(rest)
