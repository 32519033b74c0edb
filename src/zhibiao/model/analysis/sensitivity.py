"""What would narrow or move a score: the missing figures, and the next thresholds of known ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from zhibiao.model.scorecard import Scorecard

Pair = tuple[Fraction, Fraction]
"""The least and the most."""


@frozen
class Missing:
    """One figure or answer that is not exactly known, and what knowing it would do to the total.

    ``widest`` and ``narrowest`` are how far the least and the most of the total would still be
    apart, at worst and at best. Where ``complete`` is false there are values that were not
    followed, and the two are what was found on those that were.
    """

    name: str
    indicators: tuple[str, ...]
    widest: Fraction
    narrowest: Fraction
    complete: bool


@frozen
class Threshold:
    """The next value of a known figure, up or down, at which an indicator's score is another.

    Where ``reached`` is false the score changes only beyond ``at``. ``steady`` says that it does
    not jump: it changes with every step, on the way to ``at`` or from there on, and ``score`` is
    what it comes to in the end. Else ``score`` is what it gives then. ``total`` is the least and
    the most of the total then (where it is not reached: somewhat beyond).
    """

    name: str
    indicator: str
    direction: Literal["more", "less"]
    now: Fraction
    at: Fraction
    reached: bool
    steady: bool
    score: Fraction
    total: Pair


@frozen
class Sensitivity:
    """All of one scorecard: the missing figures, best first, and the thresholds of the others."""

    card: Scorecard
    missing: tuple[Missing, ...]
    thresholds: tuple[Threshold, ...]
