"""The formulas and tests of a rule set with their places, and the tree of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from attrs import fields, frozen, has

from zhibiao.exact import Quantity
from zhibiao.expr.feel import lowering
from zhibiao.expr.nodes import Expr
from zhibiao.model.clauses import Condition, Formula, UnaryTest
from zhibiao.model.lowering.program import RuleScope, scope_of
from zhibiao.model.place import Path
from zhibiao.model.ruleset import RuleSet

_PLAIN = ("Fraction", "Fraction | None", "str", "MeasureId", "MeasureId | None", "Assumed")
"""The types of fields that hold no clause, as they are written: most fields are of these."""


@frozen
class Clause:
    """One formula or test. ``measure`` is what a one-sided test is of."""

    path: Path
    written: Formula | Condition | UnaryTest
    measure: str = ""

    def tree(self, scope: RuleScope) -> Expr | None:
        """Its tree; nothing for a one-sided test of something that is no measure."""
        match self.written:
            case Formula(text):
                return lowering.formula(text, scope)
            case Condition(text):
                return lowering.condition(text, scope)
            case UnaryTest(text):
                subject = scope.resolve(self.measure)
                return None if subject is None else lowering.unary_test(text, subject, scope)


def dividing(rules: RuleSet) -> Iterator[tuple[Clause, Expr]]:
    """The clauses that divide, outside of measures, each with its tree."""
    scope = scope_of(rules)
    for clause in _all(rules):
        if "/" in clause.written.text:
            tree = clause.tree(scope)
            if tree is not None:
                yield clause, tree


def _all(rules: RuleSet) -> Iterator[Clause]:
    for item in rules.items:
        yield from _below(item.scheme, (*item.path, "scheme"), "")
    yield from _below(rules.not_applicable, ("not_applicable",), "")
    for name, indicator in rules.indicators.items():
        path: Path = ("indicators", name, "not_applicable")
        yield from _below(indicator.not_applicable, path, "")
    for name, adjustment in rules.adjustments.items():
        yield from _below(adjustment, ("adjustments", name), "")


def _below(part: object, path: Path, measure: str) -> Iterator[Clause]:
    """The clauses in a scheme's fields, however deep."""
    if isinstance(part, (Formula, Condition, UnaryTest)):
        yield Clause(path, part, measure)
    elif isinstance(part, tuple):
        for index, entry in enumerate(part):
            yield from _below(entry, (*path, index), measure)
    else:
        own = getattr(part, "measure", None)
        for name in _fields(type(part)):  # type: ignore[arg-type]  # every class is hashable
            yield from _below(getattr(part, name), (*path, name), own or measure)


@lru_cache(maxsize=256)
def _fields(cls: Any) -> tuple[str, ...]:
    if not has(cls) or cls is Quantity:
        return ()
    return tuple(one.name for one in fields(cls) if one.type not in _PLAIN)
