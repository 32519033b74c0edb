"""A measure: a figure or answer that forms give, or that follows from others by a formula."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from zhibiao.model.clauses import Assumed, Formula, MeasureId, UnaryTest
from zhibiao.model.table import Table


class MeasureType(Enum):
    """What kind of value a measure has."""

    NUMBER = "number"
    COUNT = "count"
    BOOLEAN = "boolean"
    STATE = "state"
    LEVEL = "level"


@frozen
class Level:
    """One step of an ordinal scale, with other words for it."""

    label: str
    aliases: tuple[str, ...] = ()


@frozen
class WeightedAggregate:
    """Over sub-units the ratios are weighted by another measure."""

    weighted: MeasureId


@frozen
class Measure:
    """One measure of a rule set.

    ``range`` says what it can be at all; what lies outside is bad input, and what a formula
    gives outside is not known. ``levels`` stand
    best first, and the value of such a measure is the position in them, from 1.
    ``undefined`` says what a zero denominator in the formula means: ``"unknown"``,
    ``"full"`` (full marks for what it scores), or a number.
    """

    label: str
    unit: str = ""
    type: MeasureType = MeasureType.NUMBER
    range: UnaryTest | None = None
    direction: Literal["higher", "lower"] | None = None
    levels: tuple[Level, ...] = ()
    formula: Formula | None = None
    undefined: Literal["unknown", "full"] | Fraction = "unknown"
    aggregate: Literal["sum"] | WeightedAggregate | None = None
    aliases: tuple[str, ...] = ()
    assumed: Assumed = field(factory=Table)

    @property
    def words(self) -> tuple[str, ...]:
        """All words by which forms may call it."""
        return (self.label, *self.aliases)
