"""What stands around the indicators: execution, open rows, adjustments, not applicable."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from zhibiao.exact import ONE
from zhibiao.model.clauses import Assumed, Condition, MeasureId
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table


@frozen
class Execution:
    """The 预算执行率 item: it counts in the total and stands beside the tiers.

    ``rate_places`` rounds the rate first; ``cap`` is the highest rate that counts.
    """

    points: Fraction
    denominator: Literal["annual_budget", "initial_budget"] = "annual_budget"
    rate_places: int | None = None
    cap: Fraction = ONE
    label: str = "预算执行率"
    criterion: str = ""
    assumed: Assumed = field(factory=Table)


@frozen
class OpenRows:
    """Rows that the form brings (个性指标), and how they are scored.

    They fill a ``tier``, or stand ``within`` a fixed row that the unit splits. In
    ``lower_aspects`` less is better where a target has no sign. The entry named ``default``
    gives the two schemes once for all.
    """

    tier: str = ""
    within: str = ""
    points: Fraction | None = None
    aspects: tuple[str, ...] = ()
    lower_aspects: tuple[str, ...] = ()
    quantitative: Scheme | None = None
    qualitative: Scheme | None = None
    assumed: Assumed = field(factory=Table)


@frozen
class Adjustment:
    """A step after the sum: bonus, deduction, cap, veto or multiplier.

    ``of`` is ``total``, ``tiers.x`` or ``indicators.x``. A bonus or deduction is ``points``,
    times ``count`` where a measure counts, at most ``cap`` in all. A cap limits ``to``; a veto
    sets to zero (or ``to``); a multiplier multiplies by ``factor``.
    """

    kind: Literal["bonus", "deduction", "cap", "veto", "multiplier"]
    label: str = ""
    of: str = "total"
    when: Condition | None = None
    points: Fraction | None = None
    count: MeasureId | None = None
    cap: Fraction | None = None
    to: Fraction | None = None
    factor: Fraction | None = None
    criterion: str = ""
    assumed: Assumed = field(factory=Table)


@frozen
class NotApplicable:
    """What happens to a row that does not apply; ``when`` is a test that makes it so.

    ``full`` gives its points, ``rescale-tier`` spreads them over the rest of the tier,
    ``rescale-total`` over everything, ``forbidden`` scores it as if it applied.
    """

    policy: Literal["full", "rescale-tier", "rescale-total", "forbidden"]
    when: Condition | None = None
    assumed: Assumed = field(factory=Table)
