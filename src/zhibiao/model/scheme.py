"""What a scheme is: typed fields, a docstring, and one method that lowers it to the tree.

A scheme kind is one attrs class derived from :class:`Scheme`. It only lowers to existing
nodes, and so works on every back end at once. The built-in kinds stand in
``model.schemes``, one file each; a city's own are registered by a plug-in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import ClassVar, Literal, Protocol

from attrs import field, frozen

from zhibiao.exact import Quantity
from zhibiao.expr.feel.values import Interval
from zhibiao.expr.nodes import Const, Expr, Input
from zhibiao.messages import Message, Text
from zhibiao.model.clauses import Assumed, Condition, Formula, MeasureId, UnaryTest
from zhibiao.model.place import Path
from zhibiao.model.table import Table

Need = Literal["answer", "event", "count", "number", "state", "rank"]
"""What a scheme needs of a measure: a yes or no, a yes or no or how often, how often, any number,
one of several states, a place counted from 1."""


class Scope(Protocol):
    """What a scheme may ask while it is lowered."""

    @property
    def points(self) -> Fraction:
        """The indicator's points, W."""

    @property
    def owner(self) -> str:
        """The id of the indicator (or shared score) that the scheme belongs to."""

    def worth(self, points: Fraction) -> Scope:
        """The same for a part that is worth so many of the points."""

    def measure(self, name: MeasureId) -> Expr:
        """The tree of a measure."""

    def amount(self, quantity: Quantity, name: MeasureId) -> Const:
        """A number in the unit of a measure: ``"20万元"`` against a measure in 万元 is 20."""

    def test(self, test: UnaryTest, subject: Expr) -> Expr:
        """A one-sided test of a subject."""

    def bounds(self, test: UnaryTest, subject: Expr) -> Interval:
        """The ends of what a one-sided test allows."""

    def condition(self, condition: Condition) -> Expr:
        """A whole test."""

    def formula(self, formula: Formula) -> Expr:
        """A formula that gives a number."""

    def judged(self, low: Fraction, high: Fraction) -> Input:
        """An assessor's score between two ends: an input like any figure."""

    def share(self, test: UnaryTest) -> Input:
        """An assessor's score within a share of the points, such as ``[80%..100%]``."""

    def state(self, count: int) -> Input:
        """The state that the form names, as a number from 1."""

    def reason(self) -> Input:
        """Whether the form gives a reason for the deviation."""

    def outside(
        self,
        names: Iterable[MeasureId],
        run: Callable[[Mapping[str, Fraction | bool]], Fraction],
    ) -> Input:
        """A score between 0 and W that a program gives, from the exact values of some measures."""


@frozen(kw_only=True)
class Scheme(ABC):
    """The base of all schemes; ``kind`` is the word that stands in the TOML."""

    kind: ClassVar[str]
    title: ClassVar[Text]

    assumed: Assumed = field(factory=Table)

    @abstractmethod
    def lower(self, scope: Scope) -> Expr:
        """The tree of the score, before it is clamped to ``[0, W]`` and rounded."""

    @property
    def may_be_silent(self) -> bool:
        """Whether there may be figures for which it gives no score at all."""
        return False

    def faults(self) -> Iterator[tuple[Path, Message]]:
        """What is wrong between its fields, each with the path to the field."""
        return iter(())

    def needs(self) -> Iterator[tuple[Path, MeasureId, Need]]:
        """What each measure must be, with the path to the field that names it."""
        return iter(())

    def speaks(self) -> Mapping[str, MeasureId]:
        """Which measures the cells of a form's row state: ``actual``, ``target``, ``count``."""
        return {}

    def answers(self) -> tuple[tuple[str, MeasureId], ...]:
        """The questions that a form answers with yes or no: label and measure, in order."""
        return ()

    def state_words(self) -> tuple[tuple[str, ...], ...]:
        """The words for each state that a form can name, in order."""
        return ()

    def stated_score(self, position: int) -> Fraction | None:
        """The score of the state that a form names, where tests would pick one."""
        del position
        return None

    def readings(self) -> Iterator[tuple[Text, Scheme]]:
        """Other readings of what the criterion leaves open, each with its name."""
        return iter(())
