"""The named values that a tree passes on its way, and where it passes each: ``passed(...)``.

The tests on the way are those of the lowered tree itself, so that a value is asked for on no row
on which the tree does not need it, and what it divides by is never zero there.
"""

from __future__ import annotations

from attrs import frozen

from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import build
from zhibiao.expr.integers.lowering import Lowering
from zhibiao.expr.integers.nodes import Logical, Truth
from zhibiao.expr.integers.ratios import Ratio
from zhibiao.expr.nodes import And, Expr, If, Named, Or
from zhibiao.expr.walk import children, kind_of
from zhibiao.messages import integers as texts
from zhibiao.messages import say

MOST_VISITS = 20_000
"""A part of a tree is visited once for each way to it; hostile nesting makes many ways."""

Value = Ratio | Logical
Tests = tuple[Logical, ...]


@frozen
class Passed:
    """A named value, and the rows that come by it.

    What is assumed on one way makes a value smaller, so that the same node may have another value
    on another way.
    """

    node: Named
    value: Value
    when: Logical


def passed(tree: Expr, lowering: Lowering) -> list[Passed]:
    """Every named value of a tree, those below before those above.

    Raises:
        UnsupportedNodeError: a node has no whole-number form, or there are too many ways.
    """
    walk = _Walk(lowering)
    walk.through(tree, ())
    return [
        Passed(node, value, build.some(dict.fromkeys(build.every(tests) for tests in ways)))
        for (node, value), ways in walk.found.items()
    ]


class _Walk:
    """One walk over a tree, along all of its branches."""

    def __init__(self, lowering: Lowering) -> None:
        self.lowering = lowering
        self.found: dict[tuple[Named, Value], list[Tests]] = {}
        self.visits = 0

    def through(self, node: Expr, tests: Tests) -> None:
        """Keeps the named values under a node, which stands where all the tests hold."""
        self.visits += 1
        if self.visits > MOST_VISITS:
            raise UnsupportedNodeError(say(texts.TOO_LARGE, most=MOST_VISITS))
        match node:
            case If():
                self.branches(node, tests)
            case And(operands) | Or(operands):
                before = tests
                for operand in operands:
                    self.through(operand, before)
                    test = self.lowering.logical(operand)
                    before += (test if isinstance(node, And) else build.opposite(test),)
            case _:
                for child in children(node):
                    self.through(child, tests)
        if isinstance(node, Named):
            self.found.setdefault((node, self.value(node)), []).append(tests)

    def branches(self, node: If, tests: Tests) -> None:
        """Both branches, or the one that what is assumed already leaves."""
        self.through(node.condition, tests)
        test = self.lowering.logical(node.condition)
        for truth, way in ((True, node.then), (False, node.otherwise)):
            if isinstance(test, Truth):
                if test.value is truth:
                    self.through(way, tests)
                continue
            with self.lowering.assumed(test, truth=truth):
                self.through(way, (*tests, test if truth else build.opposite(test)))

    def value(self, node: Named) -> Value:
        """The value of a node under what is assumed on the way to it."""
        if kind_of(node) == "boolean":
            return self.lowering.logical(node)
        return self.lowering.number(node)
