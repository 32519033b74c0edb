"""A tree with the questions left out that its own conditions have answered.

Where ``x >= 95%`` has failed, ``[85%..95%)`` asks no more than ``x >= 85%``, and the last of
several bands that cover everything asks nothing. What is left means the same on all figures
that lie in their declared ranges. A computed measure is not known outside its own, so that the
range of it is relied on as well.
"""

from __future__ import annotations

from zhibiao.expr import build
from zhibiao.expr.domain import EmptyError
from zhibiao.expr.nodes import (
    And,
    Compare,
    Const,
    Expr,
    If,
    Input,
    Named,
    Not,
    Or,
)  # fmt: skip
from zhibiao.expr.outcomes import Facts, Interpretation, merged
from zhibiao.expr.substituting import rebuilt
from zhibiao.expr.walk import nodes


def narrowed(tree: Expr) -> Expr:
    """The tree with each test reduced to what is still open where it stands."""
    return _Narrowing().go(tree, {})


class _Narrowing:
    def __init__(self) -> None:
        self.run = Interpretation({})

    def go(self, node: Expr, facts: Facts) -> Expr:
        match node:
            case If():
                return self.choice(node, facts)
            case And(operands) | Or(operands):
                return self.joined(node, operands, facts)
            case Compare() | Not():
                found = self.answer(node, facts)
                return node if found is None else Const(found)
            case Named(role="measure") | Const() | Input():
                return node
            case _:
                return rebuilt(node, lambda child: self.go(child, facts))

    def answer(self, node: Expr, facts: Facts) -> bool | None:
        """Whether a test holds on all figures that bring one here."""
        if _may_be_null(node):
            return None
        self.run.facts, self.run.settled = facts, {}
        try:
            return self.run.truth(node)
        finally:
            self.run.facts, self.run.settled = {}, {}

    def choice(self, node: If, facts: Facts) -> Expr:
        decided = self.answer(node.condition, facts)
        if decided is not None:
            return self.go(node.then if decided else node.otherwise, facts)
        ways: list[Expr | None] = []
        for assumed, way in ((True, node.then), (False, node.otherwise)):
            try:
                ways.append(self.go(way, self.more(node.condition, facts, truth=assumed)))
            except EmptyError:
                ways.append(None)
        then, otherwise = ways
        if then is None or otherwise is None:
            return then if then is not None else (otherwise or node)
        return If(self.go(node.condition, facts), then, otherwise)

    def more(self, condition: Expr, facts: Facts, *, truth: bool) -> Facts:
        if _may_be_null(condition):
            return facts
        self.run.facts, self.run.settled = facts, {}
        try:
            return merged(facts, self.run.implied(condition, truth=truth))
        finally:
            self.run.facts, self.run.settled = {}, {}

    def joined(self, node: And | Or, operands: tuple[Expr, ...], facts: Facts) -> Expr:
        """All that is open of several tests, each under what the ones before it left."""
        stop = isinstance(node, Or)
        kept = []
        for operand in operands:
            found = self.answer(operand, facts)
            if found is stop:
                return Const(stop)
            if found is None:
                kept.append(self.go(operand, facts))
        return build.either(*kept) if stop else build.both(*kept)


def _may_be_null(condition: Expr) -> bool:
    """Whether a test looks at FEEL's null, of which nothing follows for numbers."""
    return any(isinstance(node, Const) and node.value is None for node in nodes(condition))
