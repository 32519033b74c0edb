"""Two editions beside each other: what changed, and what it does to given submissions."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from zhibiao.messages import Message
from zhibiao.model.place import Place
from zhibiao.model.ruleset import RuleSet

Pair = tuple[Fraction, Fraction]
"""The least and the most."""


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
    """

    id: str
    label: str
    low: Fraction
    high: Fraction


@frozen
class Effect:
    """What the new edition does to one submission.

    The moves of ``low`` add up to the change of the least of the total, and those of ``high`` to
    that of the most, exactly.
    """

    name: str
    old: Pair
    new: Pair
    old_rating: tuple[str, ...]
    new_rating: tuple[str, ...]
    moves: tuple[Move, ...]

    @property
    def low(self) -> Fraction:
        """By how much the least of the total changes."""
        return self.new[0] - self.old[0]

    @property
    def high(self) -> Fraction:
        """By how much the most of the total changes."""
        return self.new[1] - self.old[1]

    @property
    def verdict(self) -> Literal["gains", "loses", "same", "open"]:
        """What is certain: who has more than ever before gains; what is not certain is open."""
        if self.new[0] > self.old[1]:
            return "gains"
        if self.new[1] < self.old[0]:
            return "loses"
        exact = self.old[0] == self.old[1] and self.old == self.new
        return "same" if exact else "open"


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
    def moves(self) -> tuple[Move, ...]:
        """What each indicator does to all submissions together, the largest first."""
        low: dict[str, Fraction] = {}
        high: dict[str, Fraction] = {}
        labels: dict[str, str] = {}
        for effect in self.effects:
            for one in effect.moves:
                labels[one.id] = one.label
                low[one.id] = low.get(one.id, Fraction(0)) + one.low
                high[one.id] = high.get(one.id, Fraction(0)) + one.high
        found = [Move(name, labels[name], low[name], high[name]) for name in labels]
        return tuple(sorted(found, key=lambda one: -abs(one.low) - abs(one.high)))
