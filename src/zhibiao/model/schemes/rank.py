"""``rank``: so many points less for each place behind the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope


@frozen(kw_only=True)
class Rank(Scheme):
    """``W - deduct · (rank - 1)``: the first place earns full marks.

    Example:
        全市排名第1名得满分，每后退一名扣0.5分，扣完为止。

    Attributes:
        measure: the rank, counted from 1; its range begins there.
        deduct: points taken off for each place behind the first.
    """

    kind: ClassVar[str] = "rank"
    title: ClassVar[Text] = Text(zh="按名次计分", en="scores by rank")

    measure: MeasureId
    deduct: Fraction

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        behind = build.subtract(scope.measure(self.measure), build.const(1))
        steps = build.named("steps", f"{scope.owner}:places", behind)
        taken = build.multiply(steps, build.const(self.deduct))
        deduction = build.named("deduction", scope.owner, taken)
        return build.subtract(build.const(scope.points), deduction)

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """Each place behind takes something off."""
        if self.deduct <= 0:
            yield ("deduct",), say(texts.TAKES_OFF, key="deduct")

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """The measure is a place."""
        yield ("measure",), self.measure, "rank"

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's actual is the rank."""
        return {"actual": self.measure}
