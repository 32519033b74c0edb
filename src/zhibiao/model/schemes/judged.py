"""``judged``: an assessor's score."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from zhibiao.exact import ZERO
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Text
from zhibiao.model.scheme import Scheme, Scope


@frozen(kw_only=True)
class Judged(Scheme):
    """Any value between 0 and the points, as an assessor finds.

    Example:
        由评价组根据履职情况评定。
    """

    kind: ClassVar[str] = "judged"
    title: ClassVar[Text] = Text(zh="评审打分", en="judged by an assessor")

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        return scope.judged(ZERO, scope.points)
