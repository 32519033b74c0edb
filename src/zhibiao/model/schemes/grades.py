"""``grades``: a qualitative judgement, whose grade bounds the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from attrs import frozen

from zhibiao.expr import build
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Message, Text, say
from zhibiao.messages import loading as texts
from zhibiao.model.clauses import MeasureId, UnaryTest
from zhibiao.model.place import Path
from zhibiao.model.scheme import Need, Scheme, Scope


@frozen
class Grade:
    """One grade and its share of the points, such as ``[80%..100%]``."""

    label: str
    share: UnaryTest
    aliases: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words by which a form may name it."""
        return (self.label, *self.aliases)


@frozen(kw_only=True)
class Grades(Scheme):
    """The judged score must lie in the grade's share of the points.

    Example:
        达成预期指标得80%（含）至100%，部分达成得60%（含）至80%，未达成得0至60%。

    Attributes:
        grades: the grades from the best; a form names one by label, alias or number from 1.
        measure: a measure of type ``state`` that holds the grade, where there is one.
    """

    kind: ClassVar[str] = "grades"
    title: ClassVar[Text] = Text(zh="按等次评定", en="judged within grades")

    grades: tuple[Grade, ...]
    measure: MeasureId | None = None

    def lower(self, scope: Scope) -> Expr:
        """See :meth:`zhibiao.model.scheme.Scheme.lower`."""
        if self.measure is not None:
            answer = scope.measure(self.measure)
        else:
            answer = scope.state(len(self.grades))
        cases = [
            (build.compare("=", answer, build.const(position)), scope.share(grade.share))
            for position, grade in enumerate(self.grades, 1)
        ]
        return build.choose(cases[:-1], cases[-1][1])

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """There is at least one."""
        if not self.grades:
            yield ("grades",), say(texts.EMPTY, key="grades")

    def state_words(self) -> tuple[tuple[str, ...], ...]:
        """Label and aliases of each grade."""
        return tuple(grade.words for grade in self.grades)

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """A measure that holds the answer names a state."""
        if self.measure is not None:
            yield ("measure",), self.measure, "state"

    def speaks(self) -> Mapping[str, MeasureId]:
        """A row's state is the measure, where there is one."""
        return {} if self.measure is None else {"state": self.measure}
