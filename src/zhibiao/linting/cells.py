"""Whole tests over several figures, cell by cell: exact, as the pieces of one figure are.

Where each comparison is of one figure with a number, the bounds of each figure cut its range, and
in a cell of all of them no test changes. Where figures are compared with each other, or are made
of each other, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod

from attrs import define, field, frozen

from zhibiao.expr.nodes import And, Compare, Const, Expr, Input, Named, Not, Or
from zhibiao.expr.outcomes import holds
from zhibiao.expr.walk import inputs, kind_of
from zhibiao.linting.pieces import witnesses

MOST_CELLS = 512
"""So many cells are looked at; tests that make more are few and long."""

Figure = Input | Named


@frozen
class Cell:
    """A value of each figure, by its name, and the numbers of the tests that hold (from 0)."""

    values: tuple[tuple[str, Fraction | bool], ...]
    tests: tuple[int, ...]


def cells(tests: Sequence[Expr]) -> tuple[Cell, ...]:
    """Every cell, the first figure changing most slowly; none where that says nothing."""
    bounds = _Bounds()
    if not all(bounds.takes(test) for test in tests) or _depend(list(bounds.found)):
        return ()
    names = [figure.name for figure in bounds.found]
    ways = [bounds.values(figure) for figure in bounds.found]
    if prod(map(len, ways)) > MOST_CELLS:
        return ()
    found = []
    for values in product(*ways):
        evidence = dict(zip(names, values, strict=True))
        held = (n for n, test in enumerate(tests) if holds(test, evidence) is True)
        found.append(Cell(tuple(evidence.items()), tuple(held)))
    return tuple(found)


@define
class _Bounds:
    """The figures met in tests, each with the numbers that it is compared with."""

    found: dict[Figure, set[Fraction]] = field(factory=dict)

    def takes(self, node: Expr) -> bool:
        """Whether a test is made of comparisons of one figure with a number, and of answers."""
        match node:
            case And(operands) | Or(operands):
                return all(map(self.takes, operands))
            case Not(operand):
                return self.takes(operand)
            case Const():
                return True
            case Compare(left=left, right=Const(value=value)) if value is not None:
                return self.compared(left, value)
            case Compare(left=Const(value=value), right=right) if value is not None:
                return self.compared(right, value)
            case Input() | Named() if kind_of(node) == "boolean":
                return self.compared(node, value=True)
            case _:
                return False

    def compared(self, node: Expr, value: Fraction | bool) -> bool:
        """Whether a side of a comparison is a figure, which is then kept."""
        if not isinstance(node, (Input, Named)):
            return False
        if isinstance(node, Named) and node.role != "measure":
            return False
        known = self.found.setdefault(node, set())
        if not isinstance(value, bool):
            known.add(value)
        return True

    def values(self, figure: Figure) -> list[Fraction | bool]:
        """A value for each stretch between the bounds of a figure."""
        if kind_of(figure) == "boolean":
            return [True, False]
        return list(witnesses(self.found[figure], figure.within))


def _depend(figures: list[Figure]) -> bool:
    """Whether one figure follows from what another is made of."""
    below = [{leaf.name for leaf in inputs(figure)} for figure in figures]
    return any(one & other for one, other in combinations(below, 2))
