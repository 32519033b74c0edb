"""``occurrences``: so many points off for each case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.expr.walk import kind_of
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope


@frozen
class Occurrence:
    """One thing that may happen: a boolean measure counts once, a number adds up."""

    measure: MeasureId
    label: str = ""


@frozen(kw_only=True)
class Occurrences(Scheme):
    """``deduct`` points per occurrence.

    Example:
        以上情况每出现一例不符合要求的扣1分，扣完为止。

    Attributes:
        count: the measure that counts them.
        items: or the things that may happen, each with a measure of its own.
        deduct: points taken off for each.
    """

    kind: ClassVar[str] = "occurrences"
    title: ClassVar[Text] = Text(zh="按次扣分", en="deduction by occurrence")

    deduct: Fraction
    count: MeasureId | None = None
    items: tuple[Occurrence, ...] = ()

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        counts = [] if self.count is None else [scope.measure(self.count)]
        for entry in self.items:
            measure = scope.measure(entry.measure)
            is_answer = kind_of(measure) == "boolean"
            counts.append(build.counted(measure, build.const(1)) if is_answer else measure)
        steps = build.named("steps", f"{scope.owner}:occurrences", build.add(*counts))
        taken = build.named(
            "deduction", scope.owner, build.multiply(steps, build.const(self.deduct))
        )
        return build.subtract(build.const(scope.points), taken)

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """Either one count or the items, and each takes something off."""
        if self.deduct == 0:  # below zero it is a bonus among the deductions of a composite
            yield ("deduct",), say(texts.TAKES_OFF, key="deduct")
        if (self.count is None) == (not self.items):
            yield (), say(texts.EITHER_OR, one="count", other="items")

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """What is counted is a number of times; what may happen also a yes or no."""
        if self.count is not None:
            yield ("count",), self.count, "count"
        for index, entry in enumerate(self.items):
            yield ("items", index, "measure"), entry.measure, "event"

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's count is the measure."""
        return {} if self.count is None else {"count": self.count, "actual": self.count}

    def answers(self) -> tuple[tuple[str, MeasureId], ...]:
        """What may have happened."""
        return tuple((entry.label, entry.measure) for entry in self.items)
