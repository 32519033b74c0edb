"""``formula``: any expression that gives points."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from zhibiao.expr.nodes import Expr
from zhibiao.messages import Text
from zhibiao.model.clauses import Formula
from zhibiao.model.scheme import Scheme, Scope


@frozen(kw_only=True)
class FormulaScheme(Scheme):
    """Points by a formula over measures, where no other scheme says what the text says.

    Example:
        得分 = 10 × 完成率 - 2 × 投诉件数

    Attributes:
        formula: a FEEL expression; its result is clamped to the points.
    """

    kind: ClassVar[str] = "formula"
    title: ClassVar[Text] = Text(zh="按公式计分", en="scores by formula")

    formula: Formula

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        return scope.formula(self.formula)
