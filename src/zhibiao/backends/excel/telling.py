"""Whether a computed measure counts as stated: only where a part of its formula is not given.

A part with a bound is given, so that the formula says what can be said of the measure, and so is
a denominator of zero: then nothing can be said of it, whatever is stated. This is the rule of
``scoring.coherence``, whose scorecard a workbook repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zhibiao.backends.excel import formulas
from zhibiao.backends.excel.formulas import Part, whole
from zhibiao.backends.excel.sheet import CalculationSheet
from zhibiao.backends.excel.spans import Figure, Truth
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.walk import children


class Telling:
    """What is told of the inputs and measures of trees, in cells that are 1 or 0."""

    def __init__(self, sheet: CalculationSheet, given: Mapping[str, Figure | Truth]) -> None:
        self.sheet = sheet
        self.given = given
        self.done: dict[Input | Named, Part] = {}

    def counts(self, node: Named, stated: Figure | Truth) -> Part:
        """The test whether a measure counts as stated."""
        unsaid = formulas.plus(whole(1), formulas.times(whole(-1), self._said(stated)))
        settled = self.sheet.step(formulas.most(self._all_told(node.child), unsaid))
        return formulas.compared("=", settled, whole(0))

    def _all_told(self, tree: Expr) -> Part:
        told = [self._told(part) for part in _parts(tree)]
        return self.sheet.step(formulas.least(whole(1), *told))

    def _told(self, part: Input | Named) -> Part:
        """A measure with a formula is given where it is stated, or where all its parts are."""
        if part not in self.done:
            stated = self.given.get(part.name)
            told = whole(0) if stated is None else self._said(stated)
            if isinstance(part, Named):
                told = formulas.most(told, self._all_told(part.child))
            self.done[part] = self.sheet.step(told)
        return self.done[part]

    def _said(self, given: Figure | Truth) -> Part:
        """Whether something stands in the cells of an input."""
        if isinstance(given, Figure):
            return self.sheet.step(given.told)
        opposite = formulas.times(whole(-1), given.may)
        return self.sheet.step(formulas.plus(given.must, whole(1), opposite))


def _parts(tree: Expr) -> Iterator[Input | Named]:
    """What a formula is made of: its inputs, and the measures that have a formula of their own."""
    waiting, seen = [tree], {tree}
    while waiting:
        node = waiting.pop()
        if isinstance(node, Named) and node.role == "measure":
            yield node
        elif isinstance(node, Input):
            if node.outside is None:
                yield node
        else:
            below = [child for child in children(node) if child not in seen]
            seen.update(below)
            waiting.extend(reversed(below))
