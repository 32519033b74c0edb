"""``composite``: several clauses under one roof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal

from attrs import frozen

from zhibiao.exact import ZERO
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, If, Max, Min
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope

WORTH = Text(
    zh="worth 给每个 part 一个分值，且 combine 为 sum",
    en="worth gives each part its points, and goes with combine = sum",
)


@frozen(kw_only=True)
class Composite(Scheme):
    """Several schemes whose results are put together.

    Example:
        每超过一个百分点扣0.5分；每发生一起投诉扣1分，合计最多扣3分。

    Attributes:
        parts: the schemes, each on the indicator's points.
        combine: ``sum``; ``min`` or ``max`` of the scores; ``first`` that gives one at all.
        of: for ``sum``, whether ``deductions`` (what each part takes off the points; a part
            that adds is a negative one) or ``scores`` are added.
        worth: the points of each part, where the parts share the indicator's points among them
            (执行率4分，合规性2分); each is then scored on its own points, and they are added.
        cap: the most that all deductions (or a bonus) come to; with ``scores`` the most that
            their sum comes to.
    """

    kind: ClassVar[str] = "composite"
    title: ClassVar[Text] = Text(zh="多条合并计分", en="several clauses together")

    parts: tuple[Scheme, ...]
    combine: Literal["sum", "min", "max", "first"] = "sum"
    of: Literal["deductions", "scores"] = "deductions"
    worth: tuple[Fraction, ...] = ()
    cap: Fraction | None = None

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        if self.worth:
            return self._shared(scope)
        scores = [self._scored(part, scope) for part in self.parts]
        match self.combine:
            case "min":
                return Min(tuple(scores))
            case "max":
                return Max(tuple(scores))
            case "first":
                result: Expr = build.NULL
                for score in reversed(scores):
                    result = If(build.compare("=", score, build.NULL), result, score)
                return result
            case "sum":
                return self._sum(scores, scope)

    def _scored(self, part: Scheme, scope: Scope) -> Expr:
        """A part's score; of ``min`` and ``max`` one that may have none is for an assessor then.

        Otherwise a figure that falls into a gap of one part would leave less known than none.
        """
        score = part.lower(scope)
        if self.combine not in ("min", "max") or not part.may_be_silent:
            return score
        silent = build.compare("=", score, build.NULL)
        return If(silent, scope.judged(ZERO, scope.points), score)

    @property
    def may_be_silent(self) -> bool:
        """As its parts may."""
        return any(part.may_be_silent for part in self.parts)

    def _shared(self, scope: Scope) -> Expr:
        """Each part on its own points."""
        scores = [
            build.clamp(part.lower(scope.worth(points)), build.const(0), build.const(points))
            for part, points in zip(self.parts, self.worth, strict=True)
        ]
        total = build.add(*scores)
        return total if self.cap is None else Min((build.const(self.cap), total))

    def _sum(self, scores: list[Expr], scope: Scope) -> Expr:
        points = build.const(scope.points)
        if self.of == "scores":
            total = build.add(*scores)
            return total if self.cap is None else Min((build.const(self.cap), total))
        taken = build.add(*(build.subtract(points, score) for score in scores))
        if self.cap is not None:
            taken = build.clamp(taken, build.const(-self.cap), build.const(self.cap))
        return build.subtract(points, build.named("deduction", scope.owner, taken))

    def speaks(self) -> Mapping[str, MeasureId]:
        """What the parts say, the first of them first."""
        found: dict[str, MeasureId] = {}
        for part in self.parts:
            for column, measure in part.speaks().items():
                found.setdefault(column, measure)
        return found

    def answers(self) -> tuple[tuple[str, MeasureId], ...]:
        """The questions of all parts."""
        return tuple(answer for part in self.parts for answer in part.answers())

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """Those of the parts; there is at least one, each with its points where they share them."""
        if not self.parts:
            yield ("parts",), say(texts.EMPTY, key="parts")
        for index, part in enumerate(self.parts):
            for path, said in part.faults():
                yield ("parts", index, *path), said
        if not self.worth:
            return
        if len(self.worth) != len(self.parts) or self.combine != "sum":
            yield ("worth",), say(WORTH)
        for index, points in enumerate(self.worth):
            if points < 0:
                yield ("worth", index), say(texts.NEGATIVE, key="worth")

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """What the parts need."""
        for index, part in enumerate(self.parts):
            for path, measure, need in part.needs():
                yield ("parts", index, *path), measure, need

    def state_words(self) -> tuple[tuple[str, ...], ...]:
        """The states of the first part that has any."""
        return next((words for part in self.parts if (words := part.state_words())), ())
