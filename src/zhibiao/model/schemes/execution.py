"""The scheme behind ``[execution]``: points in proportion to the budget's execution rate."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Literal

from attrs import frozen

from zhibiao.exact import ONE
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, Min
from zhibiao.messages import Text
from zhibiao.model.clauses import MeasureId
from zhibiao.model.scheme import Scheme, Scope

EXPENDITURE = MeasureId("expenditure")


@frozen(kw_only=True)
class ExecutionRate(Scheme):
    """``W × 执行率``, with the denominator and the rounding stage that the standard names.

    Example:
        预算执行率 = 全年执行数 / 全年预算数 × 100%，得分 = 执行率 × 10

    Attributes:
        denominator: ``annual_budget`` or ``initial_budget``.
        rate_places: the rate is rounded to so many places first (4 for 78.72%); left out,
            it is not rounded.
        cap: the highest rate that counts.
    """

    kind: ClassVar[str] = "execution-rate"
    title: ClassVar[Text] = Text(zh="按预算执行率计分", en="by the execution rate")

    denominator: Literal["annual_budget", "initial_budget"] = "annual_budget"
    rate_places: int | None = None
    cap: Fraction = ONE

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        budget = scope.measure(MeasureId(self.denominator))
        rate = build.divide(scope.measure(EXPENDITURE), budget)
        if self.rate_places is not None:
            rate = build.rounded(rate, self.rate_places, "half-up")
        share = build.named("share", scope.owner, rate, "%")
        return build.multiply(build.const(scope.points), Min((build.const(self.cap), share)))
