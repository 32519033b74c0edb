"""Computed measures that come out outside what they can be: their figures are bad input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from zhibiao.backends.evaluate import evaluate
from zhibiao.exact import unit_text
from zhibiao.expr.domain import contains
from zhibiao.expr.nodes import Named
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.measure import Measure
from zhibiao.model.program import scope_of
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Reading
from zhibiao.scoring.coherence import coherent


@frozen
class Implausible:
    """A measure whose figures give an exact value outside its range."""

    name: str
    measure: Measure
    value: Fraction

    @property
    def message(self) -> Message:
        """What is said of it."""
        allowed = "" if self.measure.range is None else self.measure.range.text
        value = unit_text(self.value, self.measure.unit)
        return say(texts.IMPLAUSIBLE, label=self.measure.label, value=value, range=allowed)


def implausible(
    rules: RuleSet, readings: Mapping[str, tuple[Reading, ...]]
) -> Iterator[Implausible]:
    """Every computed measure with a range that all readings of its figures leave."""
    scope = scope_of(rules)
    for name, measure in rules.measures.items():
        if measure.formula is None or measure.range is None:
            continue
        tree = scope.resolve(name)
        if not isinstance(tree, Named):
            continue
        within = scope.within(name)
        found = [
            evaluate(tree.child, {key: reading.value for key, reading in chosen.items()}).value
            for chosen in coherent(tree.child, readings)
        ]
        exact = [value for value in found if isinstance(value, Fraction)]
        if exact and len(exact) == len(found):
            outside = [value for value in exact if not contains(within, value)]
            if len(outside) == len(exact):
                yield Implausible(name, measure, outside[0])
