"""What a criterion allows at all, on any figures and under any reading that it leaves open."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from zhibiao.criteria import Reading, read
from zhibiao.expr.domain import Numeric, contains, members
from zhibiao.expr.outcomes import outcomes
from zhibiao.model.lowering.program import readings
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.completion import Completion
from zhibiao.model.schemes.step_deduction import StepDeduction
from zhibiao.model.scorecard import Score, Scorecard
from zhibiao.scoring.explaining import reading_scores

_QUOTIENT = re.compile(r"[÷/／×*]|除以|之比")


def possible_at_all(card: Scorecard, score: Score) -> list[Numeric]:
    """The outcomes of the criterion, and those of each other reading of it."""
    return [outcomes(score.tree), *(outcomes(tree) for _, tree in readings(card.rules, score.item))]


def allows(card: Scorecard, score: Score, claimed: Fraction) -> bool:
    """Whether the criterion can give the claimed score on any figures."""
    return any(contains(value, claimed) for value in possible_at_all(card, score))


def another_reading_gives(card: Scorecard, score: Score, claimed: Fraction) -> bool:
    """Whether a reading that the source leaves open gives the claimed score on these figures."""
    return any(contains(value, claimed) for _, value in reading_scores(card.rules, score))


def few_outcomes(card: Scorecard, score: Score) -> tuple[Fraction, ...]:
    """The scores that the criterion allows, in order, where they are few."""
    few = members(possible_at_all(card, score)[0])
    return tuple(sorted(few)) if few is not None else ()


@lru_cache(maxsize=4096)
def read_criterion(wording: str, points: Fraction) -> Reading:
    """What the wording of a form's own criterion says; many forms print the same ones."""
    return read(wording, points)


def rewarded(reading: Reading) -> Literal["higher", "lower"] | None:
    """The direction in which a wording's score rises; ``None`` where it has none, or both."""
    match reading.scheme:
        case StepDeduction(full=full):
            return _side(full.text)
        case Bands(bands=bands):
            best = max(bands, key=lambda b: b.score[1] if isinstance(b.score, tuple) else b.score)
            return _side(best.when.text)
        case Completion(direction="lower"):
            return "lower"
        case Completion(direction="higher") if _QUOTIENT.search(reading.text):
            return "higher"  # 按完成比例计分 alone is said of both directions
        case _:
            return None


def _side(test: str) -> Literal["higher", "lower"] | None:
    """On which side of its bound a one-sided test holds."""
    if test.startswith((">", "(>")):
        return "higher"
    return "lower" if test.startswith(("<", "(<")) else None
