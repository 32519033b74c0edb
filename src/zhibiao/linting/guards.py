"""The denominators of a tree that can be zero where they are asked for.

``if base = 0 then 0 else money / base`` keeps its denominator from zero, and so does a range.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache

from zhibiao.exact import ZERO
from zhibiao.expr.domain import EmptyError, contains
from zhibiao.expr.nodes import And, Compare, Const, Div, Expr, If, Named, Not, Or
from zhibiao.expr.outcomes import Facts, Interpretation, merged
from zhibiao.expr.walk import children, nodes


@lru_cache(maxsize=4096)  # the rule sets of a folder share many formulas
def zero_denominators(tree: Expr) -> tuple[Expr, ...]:
    """Every denominator that can be zero; what stands below a measure is that measure's affair."""
    if not any(_divides(node) for node in nodes(tree)):
        return ()
    walk = _Walk()
    walk.go(tree, {})
    return tuple(walk.found)


def _divides(node: Expr) -> bool:
    return isinstance(node, Div) and not isinstance(node.denominator, Const)


class _Walk:
    def __init__(self) -> None:
        self.run = Interpretation({})
        self.found: dict[Expr, None] = {}

    def go(self, node: Expr, facts: Facts) -> None:
        match node:
            case Named(role="measure"):
                return
            case If(condition, then, otherwise):
                self.go(condition, facts)
                for truth, way in ((True, then), (False, otherwise)):
                    self.follow(way, facts, [condition], truth=truth)
            case And(operands) | Or(operands):
                # One that decides by itself leaves the others unasked, in whatever order.
                for index, operand in enumerate(operands):
                    others = (*operands[:index], *operands[index + 1 :])
                    self.follow(operand, facts, others, truth=isinstance(node, And))
            case _:
                if isinstance(node, Div) and _divides(node):
                    self.asked(node.denominator, facts)
                for child in children(node):
                    self.go(child, facts)

    def follow(self, node: Expr, facts: Facts, conditions: Iterable[Expr], *, truth: bool) -> None:
        """Goes on where some conditions have come out one way; nowhere if they cannot."""
        with suppress(EmptyError):
            for condition in conditions:
                facts = self.with_(condition, facts, truth=truth)
            self.go(node, facts)

    def with_(self, condition: Expr, facts: Facts, *, truth: bool) -> Facts:
        if not isinstance(condition, (Compare, And, Or, Not)) or _mentions_null(condition):
            return facts
        self.run.facts, self.run.settled = facts, {}
        return merged(facts, self.run.implied(condition, truth=truth))

    def asked(self, denominator: Expr, facts: Facts) -> None:
        self.run.facts, self.run.settled = facts, {}
        with suppress(EmptyError):
            if contains(self.run.number(denominator), ZERO):
                self.found[denominator] = None


def _mentions_null(condition: Expr) -> bool:
    return any(isinstance(node, Const) and node.value is None for node in nodes(condition))
