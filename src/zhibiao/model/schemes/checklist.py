"""``checklist``: the sum of the items that hold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import Condition, MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope


@frozen
class ChecklistItem:
    """One requirement: a boolean measure, or a test where figures decide."""

    score: Fraction
    label: str = ""
    measure: MeasureId | None = None
    when: Condition | None = None


@frozen(kw_only=True)
class Checklist(Scheme):
    """The sum of the items that hold; an unanswered one is unknown.

    Example:
        ①已制定管理制度，1分；②制度合法、合规、完整，1分；③得到有效执行，1分。

    Attributes:
        items: requirements with their scores; they add up to the points.
    """

    kind: ClassVar[str] = "checklist"
    title: ClassVar[Text] = Text(zh="逐项得分", en="checklist")

    items: tuple[ChecklistItem, ...]

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        scores = []
        for entry in self.items:
            if entry.when is not None:
                holds = scope.condition(entry.when)
            else:
                holds = scope.measure(entry.measure or MeasureId(""))
            scores.append(build.counted(holds, build.const(entry.score)))
        return build.add(*scores)

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """There are items, each with a measure or a test."""
        if not self.items:
            yield ("items",), say(texts.EMPTY, key="items")
        for index, entry in enumerate(self.items):
            if (entry.measure is None) == (entry.when is None):
                yield ("items", index), say(texts.EITHER_OR, one="measure", other="when")

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """A requirement is met or not."""
        for index, entry in enumerate(self.items):
            if entry.measure is not None:
                yield ("items", index, "measure"), entry.measure, "answer"

    def answers(self) -> tuple[tuple[str, MeasureId], ...]:
        """The requirements that a form answers itself."""
        return tuple((e.label, e.measure) for e in self.items if e.measure is not None)
