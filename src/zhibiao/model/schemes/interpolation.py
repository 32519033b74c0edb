"""``interpolation``: linear between given points, as in the efficacy coefficient method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from attrs import frozen

from zhibiao.exact import Quantity
from zhibiao.expr import build
from zhibiao.expr.nodes import Const, Expr
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope


@frozen(kw_only=True)
class Interpolation(Scheme):
    """Piecewise linear through given points; beyond the first and last it stays flat.

    Example:
        完成率60%得0分，80%得6分，100%得10分，中间按直线内插。

    Attributes:
        measure: the measure.
        points: pairs of a value of the measure and a score, by rising value.
    """

    kind: ClassVar[str] = "interpolation"
    title: ClassVar[Text] = Text(zh="直线内插", en="linear interpolation")

    measure: MeasureId
    points: tuple[tuple[Quantity, Fraction], ...]

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        subject = scope.measure(self.measure)
        corners = [(scope.amount(at, self.measure), score) for at, score in self.points]
        first, last = corners[0], corners[-1]
        cases: list[tuple[Expr, Expr]] = [
            (build.compare("<=", subject, first[0]), build.const(first[1]))
        ]
        for left, right in pairwise(corners):
            cases.append((build.compare("<=", subject, right[0]), _between(subject, left, right)))
        return build.choose(cases, build.const(last[1]))

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """There are at least two points, by rising value."""
        if len(self.points) < 2:
            yield ("points",), say(texts.TWO_POINTS)
        for index, (left, right) in enumerate(pairwise(self.points), 1):
            if left[0].value >= right[0].value:
                yield ("points", index), say(texts.RISING)

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """A line needs a number to go by."""
        yield ("measure",), self.measure, "number"

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's actual is the measure."""
        return {"actual": self.measure}


def _between(subject: Expr, left: tuple[Const, Fraction], right: tuple[Const, Fraction]) -> Expr:
    width = build.subtract(right[0], left[0])
    share = build.divide(build.subtract(subject, left[0]), width)
    rise = build.multiply(build.const(right[1] - left[1]), share)
    return build.add(build.const(left[1]), rise)
