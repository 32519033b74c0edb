"""The criterion that a form prints beside a row, applied to the row's own target and actual.

Only a wording that is understood in full, and that asks for nothing but what stands in the row's
own cells, is applied; anything else is left to a reviewer.
"""

from __future__ import annotations

from attrs import evolve, frozen

from zhibiao.criteria import read
from zhibiao.exact import same_family
from zhibiao.model.clauses import MeasureId
from zhibiao.model.form import FormRow
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.step_deduction import StepDeduction


@frozen
class OwnCriterion:
    """A scheme on one measure, the row's actual."""

    scheme: Scheme
    measure: Measure


def own_criterion(row: FormRow, measure: str) -> OwnCriterion | None:
    """What the row's own criterion makes of its actual, called ``measure``.

    ``None`` where it is not understood, asks for more than one figure, or for one in another unit
    than the actual's.
    """
    points, quantity = row.points.number, row.actual.quantity
    if not points or points < 0 or quantity is None or row.further or not row.criterion.strip():
        return None
    reading = read(row.criterion, points)
    scheme = reading.scheme
    if not isinstance(scheme, (Bands, StepDeduction)) or set(reading.measures) != {scheme.measure}:
        return None
    asked = reading.measures[scheme.measure]
    if asked.unit != quantity.unit and not same_family(asked.unit, quantity.unit):
        return None
    own = evolve(asked, label=f"{row.label}（完成值）")
    return OwnCriterion(evolve(scheme, measure=MeasureId(measure)), own)


def says_otherwise(row: FormRow) -> bool:
    """Whether a row's own criterion is understood, and is not to score pro rata."""
    points = row.points.number
    if not points or points < 0 or not row.criterion.strip():
        return False
    scheme = read(row.criterion, points).scheme
    return scheme is not None and not isinstance(scheme, Completion)
