"""What tiers and the total add up to, worked out from the scores alone.

Written without the trees of :mod:`zhibiao.model.lowering.sums`, so that the law of sums compares
two things. Adjustments and what open rows can still earn have no place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from attrs import frozen

from zhibiao.exact import ZERO, round_to
from zhibiao.model.scorecard import Score, Scorecard, Status, highest, lowest
from zhibiao.scoring.around import MAX_DOUBTS, left_out

Pair = tuple[Fraction, Fraction]
"""The least and the most."""
NOTHING = (ZERO, ZERO)


def undecided(card: Scorecard) -> tuple[str, ...]:
    """The rows of which the evidence does not say whether they apply."""
    rules, evidence = card.rules, card.evidence
    return tuple(s.id for s in card.scores if left_out(rules, s.item, evidence) is None)


@frozen
class Answer:
    """One answer to which rows apply: ``out`` do not, and ``unsure`` could have been either."""

    card: Scorecard
    out: frozenset[str]
    unsure: tuple[str, ...] = ()

    def tier(self, name: str) -> Pair:
        """What the scores of a tier come to."""
        own = [score for score in self.card.scores if score.item.tier == name]
        return self._stretched(plus(map(self._worth, own)), own, "rescale-tier")

    def total(self, tiers: Iterable[Pair]) -> Pair:
        """What these tiers come to together with the scores that stand in none."""
        scores, rounding = self.card.scores, self.card.rules.ruleset.rounding
        beside = (self._worth(score) for score in scores if not score.item.tier)
        found = self._stretched(plus([*tiers, *beside]), scores, "rescale-total")
        return self._rounded(found) if rounding.at == "total" else found

    def _worth(self, score: Score) -> Pair:
        if score.id in self.out:
            full = self._policy(score) == "full"
            return (score.item.points, score.item.points) if full else NOTHING
        if score.id not in self.unsure:
            return lowest(score.value), highest(score.value)
        values = [chain.value for chain in score.chains]  # those that it has where it applies
        return min(map(lowest, values)), max(map(highest, values))

    def _stretched(self, whole: Pair, rows: Sequence[Score], policy: str) -> Pair:
        """The rest stands for the rows that do not apply, unless nothing is left."""
        points = sum((score.item.points for score in rows), ZERO)
        gone = sum(
            (s.item.points for s in rows if s.id in self.out and self._policy(s) == policy), ZERO
        )
        if gone in (ZERO, points):
            return whole
        low, high = (end * points / (points - gone) for end in whole)
        plain = self.card.rules.ruleset.rounding.at == "never"
        return (low, high) if plain else self._rounded((low, high))

    def _rounded(self, whole: Pair) -> Pair:
        rounding = self.card.rules.ruleset.rounding
        low, high = (round_to(end, rounding.places, rounding.mode) for end in whole)
        return low, high

    def _policy(self, score: Score) -> str:
        policy = self.card.rules.policy_of(score.item)
        return "" if policy is None else policy.policy


def answers(card: Scorecard, unsure: tuple[str, ...]) -> Iterator[Answer]:
    """Each way in which it may turn out which rows apply; of very many undecided rows the first."""
    out = frozenset(s.id for s in card.scores if s.status is Status.NOT_APPLICABLE)
    followed = unsure[:MAX_DOUBTS]
    for chosen in product((False, True), repeat=len(followed)):
        more = (name for name, is_out in zip(followed, chosen, strict=True) if is_out)
        yield Answer(card, out.union(more), unsure)


def plus(pairs: Iterable[Pair]) -> Pair:
    """Pairs added up, end by end."""
    low, high = NOTHING
    for one, other in pairs:
        low, high = low + one, high + other
    return low, high


def hull(pairs: Iterable[Pair]) -> Pair:
    """The lowest least and the highest most."""
    lows, highs = zip(*pairs, strict=True)
    return min(lows), max(highs)
