"""The exact scores of a row, from the definitions: whole numbers only, and no shared formula.

A step is counted by trying each; a band and a half are decided by cross-multiplication. Slow,
and right for reasons that can be read off; the scorers under test all go other ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from benchmarks.rows import Row
from benchmarks.standard import (
    ANSWERS,
    CASES,
    EDGES,
    FULL,
    PRO_RATA,
    SCORES,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
    TIERS,
    ProRata,
    Steps,
)  # fmt: skip

Scores = Mapping[str, int]
"""All twenty-five scores by name, in hundredths of a point."""


def exact(row: Row) -> dict[str, int]:
    """What a row earns."""
    scores = _indicators(row)
    for tier, members in TIERS.items():
        scores[tier] = sum(scores[name] for name in members)
    scores["total"] = sum(scores[tier] for tier in TIERS)
    return scores


def differences(
    rows: Iterable[Row], found: Iterable[Scores], oracle: Callable[[Row], Scores] = exact
) -> list[tuple[str, ...]]:
    """For each row the names of the scores that are not what the oracle says."""
    return [
        tuple(name for name in SCORES if scores[name] != right[name])
        for scores, right in zip(found, map(oracle, rows), strict=True)
    ]


def _indicators(row: Row) -> dict[str, int]:
    scores: dict[str, int] = {}
    for steps in STEPS:
        scores[steps.id] = steps.points - steps.deduct * _whole_points_over(row, steps)
    for stated in STATED_RATES:
        scores[stated.id] = _band(row[stated.rate], FULL)
    for shared in SHARED_RATES:
        scores[shared.id] = _band(row[shared.part] * FULL, row[shared.whole] * FULL)
    for rated in PRO_RATA:
        scores[rated.id] = _in_proportion(row, rated)
    for cases in CASES:
        scores[cases.id] = max(0, cases.points - cases.deduct * row[cases.counted])
    for answers in ANSWERS:
        scores[answers.id] = sum(score for name, score in answers.items if row[name])
    return scores


def _whole_points_over(row: Row, item: Steps) -> int:
    """How many whole percentage points over budget; no more than cost all the points."""
    spent, budget = row[item.spent], row[item.budget]
    most = item.points // item.deduct
    return sum(1 for over in range(1, most + 1) if spent * 100 >= budget * (100 + over))


def _band(part: int, whole: int) -> int:
    """The score of the first band that ``part / whole`` reaches."""
    return next((score for least, score in EDGES if part * FULL >= whole * least), 0)


def _in_proportion(row: Row, item: ProRata) -> int:
    """Hundredths of a point in proportion, a half and more rounded up."""
    done, target = row[item.done], row[item.target]
    if done >= target:
        return item.points
    whole, rest = divmod(item.points * done, target)
    return whole + 1 if rest >= target - rest else whole
