"""Two editions beside each other: what changed, and what it does to given submissions."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Literal

from attrs import frozen

from zhibiao.messages import Message
from zhibiao.model.place import Place
from zhibiao.model.ruleset import RuleSet

Pair = tuple[Fraction, Fraction]
"""The least and the most."""
Verdict = Literal["gains", "loses", "same", "open"]


def verdict_of(change: Pair) -> Verdict:
    """What is certain of a change: it is more, less, nothing; else it is open."""
    low, high = change
    if low > 0:
        return "gains"
    if high < 0:
        return "loses"
    return "open" if low or high else "same"


@frozen
class Change:
    """One difference between two editions, in words, with its path and its places."""

    kind: Literal["added", "removed", "changed"]
    path: str
    message: Message
    old: Place | None = None
    new: Place | None = None


@frozen
class Move:
    """By how much one indicator moves the least and the most of a total.

    ``id`` is that of the new edition, of the old one for an indicator that is gone, and empty for
    what stands around the indicators: adjustments, rows rescaled, a total that is rounded.
    ``change`` holds all by which the indicator itself can change: one number where it is exact,
    whatever else of the form is missing.
    """

    id: str
    label: str
    low: Fraction
    high: Fraction
    change: Pair

    @property
    def verdict(self) -> Verdict:
        """What is certain of this indicator."""
        return verdict_of(self.change)


@frozen
class Together:
    """What one indicator does to all submissions: its moves added up, and counted."""

    id: str
    label: str
    low: Fraction
    high: Fraction
    gains: int = 0
    loses: int = 0
    open: int = 0


@frozen
class Effect:
    """What the new edition does to one submission.

    The moves of ``low`` add up to the change of the least of the total, and those of ``high`` to
    that of the most, exactly. ``change`` holds all by which the total can change: an indicator
    that both editions score alike moves nothing, however open it is.
    """

    name: str
    old: Pair
    new: Pair
    old_rating: tuple[str, ...]
    new_rating: tuple[str, ...]
    moves: tuple[Move, ...]
    change: Pair

    @property
    def low(self) -> Fraction:
        """By how much the least of the total changes."""
        return self.new[0] - self.old[0]

    @property
    def high(self) -> Fraction:
        """By how much the most of the total changes."""
        return self.new[1] - self.old[1]

    @property
    def verdict(self) -> Verdict:
        """What is certain of the total; what is not certain is open."""
        return verdict_of(self.change)


@frozen
class Failed:
    """A submission that could not be scored by both editions, and why."""

    name: str
    why: Message


@frozen
class Comparison:
    """All of two editions: the differences, and the effect on each submission."""

    old: RuleSet
    new: RuleSet
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...] = ()
    failed: tuple[Failed, ...] = ()

    def count(self, verdict: str) -> int:
        """How many submissions come out so."""
        return sum(1 for effect in self.effects if effect.verdict == verdict)

    @property
    def rerated(self) -> tuple[Effect, ...]:
        """The submissions whose rating is another."""
        return tuple(one for one in self.effects if one.old_rating != one.new_rating)

    @property
    def moves(self) -> tuple[Together, ...]:
        """What each indicator does to all submissions together, the largest first."""
        named: dict[str, list[Move]] = {}
        for effect in self.effects:
            for one in effect.moves:
                named.setdefault(one.id, []).append(one)
        found = [_together(moves) for moves in named.values()]
        return tuple(sorted(found, key=lambda one: -abs(one.low) - abs(one.high)))


def _together(moves: list[Move]) -> Together:
    counts = Counter(one.verdict for one in moves)
    return Together(
        moves[-1].id,
        moves[-1].label,
        sum((one.low for one in moves), Fraction(0)),
        sum((one.high for one in moves), Fraction(0)),
        counts["gains"],
        counts["loses"],
        counts["open"],
    )
