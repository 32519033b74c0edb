"""The small typed pieces of text of which a rule is written.

They only hold what was written; ``loading`` checks that it can be read, and lowering gives
it a meaning in the scope of a rule set.
"""

from __future__ import annotations

from typing import NewType

from attrs import frozen

from zhibiao.model.table import Table

MeasureId = NewType("MeasureId", str)
"""The id of a measure, such as ``staff_control_rate``."""

IndicatorId = NewType("IndicatorId", str)
"""The id of an indicator."""

Assumed = Table[str, str]
"""Fields that the source does not settle, each with the reason, or an empty text."""


@frozen
class Formula:
    """A FEEL expression that gives a number: ``staff / posts``."""

    text: str


@frozen
class Condition:
    """A whole test: ``surplus <= carried_over``."""

    text: str


@frozen
class UnaryTest:
    """A one-sided test of the measure at hand: ``<= 100%``, ``[80%..90%)``."""

    text: str
