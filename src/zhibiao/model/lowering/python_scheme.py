"""A scheme that runs Python, for what the expression tree cannot say.

It enters the tree as an input: where every measure that it asks for is exactly known, its
function is run on their values; else the score is open, from 0 to the points. What the function
does wrong (it raises, gives a float, a text, nothing) leaves the score open as well, and is said
with its name; so is a number beyond the points, which counts as the points. It is scored row by
row, and no workbook or formula can show it; prefer a scheme that lowers to the tree wherever one
can be written. Nothing here is a sandbox.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from attrs import fields, frozen

from zhibiao.errors import NumberError, OutsideError
from zhibiao.exact import ZERO, number, text
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Text, say
from zhibiao.model.clauses import MeasureId
from zhibiao.model.scheme import Scheme, Scope
from zhibiao.streams import stdout_to_stderr

Values = Mapping[str, Fraction | bool]

FAILED = Text(
    zh="计分方式“{kind}”的程序出错，这一项没有算出：{why}",
    en='the program of the scheme "{kind}" failed, and the score stays open: {why}',
)
BEYOND = Text(
    zh="计分方式“{kind}”的程序给出 {found} 分，不在 0 到 {points} 分之内；按 {counts} 分计",
    en='the program of the scheme "{kind}" gave {found}, which is not within 0 and {points} '
    "points; it counts as {counts}",
)
NO_NUMBER = Text(
    zh="给出了 {found}；应当给出 Fraction、Decimal 或整数",
    en="it gave {found}; it must give a Fraction, a Decimal or a whole number",
)


@frozen(kw_only=True)
class PythonScheme(Scheme):
    """The base of the schemes that run Python: a kind writes ``reckon``, not ``lower``."""

    @abstractmethod
    def reckon(self, given: Values, points: Fraction) -> Fraction | Decimal | int:
        """The score within ``[0, points]``, before it is rounded.

        What lies beyond counts as the nearest of both, and is said in the scorecard's remarks.

        Args:
            given: the exact value of each measure that ``reads`` names, by its id; of a level
                its position, of a boolean measure a truth value. It cannot be changed.
            points: the points of the indicator.

        Returns:
            An exact number of points; never a ``float``.
        """

    def reads(self) -> tuple[MeasureId, ...]:
        """The measures that it asks for: those that its own fields name."""
        found: list[MeasureId] = []
        for one in fields(type(self)):
            value = getattr(self, one.name)
            if "MeasureId" in str(one.type):
                found += value if isinstance(value, tuple) else [value] if value else []
        return tuple(dict.fromkeys(found))

    def lower(self, scope: Scope) -> Expr:
        """An input that the program gives."""
        return scope.outside(self.reads(), Reckoner(self, scope.points))


@frozen
class Reckoner:
    """One scheme with the points of its indicator: called with exact values, gives a score."""

    scheme: PythonScheme
    points: Fraction

    def __call__(self, values: Values) -> Fraction:
        """The score.

        Raises:
            OutsideError: the program failed, or gave no exact number; the scheme is named. One
                that gave less than nothing or more than the points has the nearest of both.
        """
        try:
            with stdout_to_stderr():
                found: object = self.scheme.reckon(MappingProxyType(dict(values)), self.points)
        except (Exception, SystemExit) as error:  # noqa: BLE001  # foreign code, which may raise whatever it likes
            shown = f"{type(error).__name__}: {_said(error)}"[:200]
            raise OutsideError(say(FAILED, kind=self.scheme.kind, why=shown)) from None
        if isinstance(found, bool) or not isinstance(found, (Fraction, Decimal, int)):
            why = say(NO_NUMBER, found=type(found).__name__)
            raise OutsideError(say(FAILED, kind=self.scheme.kind, why=why))
        try:
            exact = number(found)
            for part in (exact.numerator, exact.denominator):
                number(part)
        except NumberError as error:  # infinite, or of thousands of digits
            why = say(Text(zh="{why}", en="{why}"), why=str(error))
            raise OutsideError(say(FAILED, kind=self.scheme.kind, why=why)) from None
        within = min(max(exact, ZERO), self.points)
        if within != exact:
            numbers = {"found": text(exact), "points": text(self.points), "counts": text(within)}
            raise OutsideError(say(BEYOND, kind=self.scheme.kind, **numbers), within)
        return exact


def _said(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())
    except Exception:  # noqa: BLE001  # foreign code, as above
        return ""
