"""Two ways to score: one that is lowered to the expression tree, and one that runs Python."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Text
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.lowering.python_scheme import PythonScheme
from zhibiao.model.scheme import Scheme, Scope


@frozen(kw_only=True)
class FullHalfNone(Scheme):
    """Full marks where one test holds, half of them where another does, else none.

    It only says how the score is put together from nodes that exist, and so works everywhere at
    once: in scores, explanations, workbooks, on a million rows.

    Example:
        亮灯率98%以上得满分，95%以上得一半分，95%以下不得分。

    Attributes:
        measure: the measure that is tested.
        full: the test for full marks.
        half: the test for half of them.
    """

    kind: ClassVar[str] = "full-half-none"
    title: ClassVar[Text] = Text(zh="全得、半得、不得", en="full, half or none")

    measure: MeasureId
    full: UnaryTest
    half: UnaryTest

    def lower(self, scope: Scope) -> Expr:
        """Full marks, half of them, or nothing."""
        measure = scope.measure(self.measure)
        return build.choose(
            [
                (scope.test(self.full, measure), build.const(scope.points)),
                (scope.test(self.half, measure), build.const(scope.points / 2)),
            ],
            otherwise=build.const(0),
        )

    def speaks(self) -> Mapping[str, MeasureId]:
        """The row's actual value is the measure."""
        return {"actual": self.measure}


@frozen(kw_only=True)
class Halving(PythonScheme):
    """Each occurrence halves what is left of the points.

    The tree has no power with a figure for its exponent, so this runs Python: it is scored row by
    row, is marked wherever it is shown, and stays open (0 to all points) until the number of
    occurrences is exactly known.

    Example:
        每发生一起，得分减半。

    Attributes:
        count: the measure that counts the occurrences.
    """

    kind: ClassVar[str] = "halving"
    title: ClassVar[Text] = Text(zh="逐次减半", en="halved each time")

    count: MeasureId

    def reckon(self, given: Mapping[str, Fraction | bool], points: Fraction) -> Fraction:
        """Exact: fractions in, a fraction out, never a float."""
        return points / 2 ** min(int(given[self.count]), 64)

    def speaks(self) -> Mapping[str, MeasureId]:
        """The row's count, or its actual value, is the measure."""
        return {"count": self.count, "actual": self.count}
