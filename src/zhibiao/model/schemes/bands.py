"""``bands``: the first band whose test holds gives the score, or a range of scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from attrs import frozen

from zhibiao.errors import FormulaError
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.place import Path
from zhibiao.model.scheme import Scheme, Scope


@frozen
class Band:
    """One band: a test of the measure, and the score or the range of scores it awards.

    ``within`` says where in the range: ``"interpolated"`` is linear over the band's own
    bounds (which must be finite), ``"judged"`` leaves it to an assessor.
    """

    when: UnaryTest
    score: Fraction | tuple[Fraction, Fraction]
    within: Literal["interpolated", "judged"] | None = None


@frozen(kw_only=True)
class Bands(Scheme):
    """The first band whose test holds.

    Example:
        安排率≥90%，计5分；80%（含）-90%，计4分；70%（含）-80%，计3分；低于70%不得分。

    Attributes:
        measure: the measure that is tested.
        bands: tests with their scores. Say which end of an interval belongs to it.
        otherwise: the score where no band holds; without it a gap is unknown.
    """

    kind: ClassVar[str] = "bands"
    title: ClassVar[Text] = Text(zh="分档计分", en="scores by bands")

    measure: MeasureId
    bands: tuple[Band, ...]
    otherwise: Fraction | None = None

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        subject = scope.measure(self.measure)
        rest: Expr = build.NULL if self.otherwise is None else build.const(self.otherwise)
        cases = [
            (scope.test(band.when, subject), _award(band, subject, scope)) for band in self.bands
        ]
        return build.choose(cases, rest)

    @property
    def may_be_silent(self) -> bool:
        """Where no test holds."""
        return self.otherwise is None

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """There are bands; a range of scores says how it is used, and has ends to go by."""
        if not self.bands:
            yield ("bands",), say(texts.EMPTY, key="bands")
        for index, band in enumerate(self.bands):
            if not isinstance(band.score, tuple):
                continue
            if band.score[0] > band.score[1]:
                yield ("bands", index, "score"), say(texts.SCORE_PAIR)
            if band.within is None:
                yield ("bands", index), say(texts.WITHIN_NEEDED)

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's actual is the measure."""
        return {"actual": self.measure}


def _award(band: Band, subject: Expr, scope: Scope) -> Expr:
    if not isinstance(band.score, tuple):
        return build.const(band.score)
    low, high = band.score
    if band.within != "interpolated":
        return scope.judged(low, high)
    ends = scope.bounds(band.when, subject)
    if ends.low is None or ends.high is None:
        raise FormulaError(say(texts.INTERPOLATED), 0, len(band.when.text))
    share = build.divide(build.subtract(subject, ends.low), build.subtract(ends.high, ends.low))
    return build.add(build.const(low), build.multiply(build.const(high - low), share))
