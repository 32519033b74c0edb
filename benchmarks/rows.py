"""Forms for the benchmark: deterministic rows of plain integers (see :mod:`benchmarks.standard`).

``bulk`` rows are what offices might fill in. In ``boundary`` rows every quantity stands exactly
on a bound: a whole percentage point, the edge of a band, a half cent of a score; or one
hundredth beside it, where a scorer that is only nearly exact goes wrong.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

from benchmarks.standard import (
    CASES,
    EDGES,
    FULL,
    PRO_RATA,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
    TRUTHS,
    ProRata,
    Steps,
)  # fmt: skip

Row = dict[str, int]
"""The figures of one form by name; an answer is a ``bool``."""

MOST = 10**12
"""No amount is much beyond ten billion yuan, so that 64 bits suffice for a columnar rival."""


def bulk(count: int, seed: int = 20) -> list[Row]:
    """Ordinary rows: a third of all shares are whole percentages, as in round budgets."""
    random = Random(seed)
    return [_ordinary(random) for _ in range(count)]


def boundary(count: int, *, off: int = 0, seed: int = 98) -> list[Row]:
    """Rows that stand on bounds in every quantity.

    Args:
        count: how many.
        off: hundredths (0.01 yuan, 0.01 %) by which each quantity is moved beside its bound.
        seed: another seed gives other rows.
    """
    random = Random(seed)
    return [_on_bounds(random, off) for _ in range(count)]


def _ordinary(random: Random) -> Row:
    row: Row = {}
    for steps in STEPS:
        row[steps.spent], row[steps.budget] = _near(random, 7_000, 13_500)
    for stated in STATED_RATES:
        row[stated.rate] = random.randint(4_500, FULL)
    for shared in SHARED_RATES:
        row[shared.part], row[shared.whole] = _near(random, 4_500, FULL)
    for rated in PRO_RATA:
        row[rated.done], row[rated.target] = _near(random, 2_000, 11_000)
    return row | _counts_and_answers(random)


def _near(random: Random, low: int, high: int) -> tuple[int, int]:
    """An amount and its base, the share between two hundredths of a percent."""
    share = random.randint(low, high)
    base = _size(random)
    if random.random() < 1 / 3:
        return _pair(Fraction(share // 100, 100), base)
    return base * share // FULL, base


def _on_bounds(random: Random, off: int) -> Row:
    row: Row = {}
    for steps in STEPS:
        row[steps.spent], row[steps.budget] = _pair(_step(random, steps), _size(random), off)
    for stated in STATED_RATES:
        row[stated.rate] = _edge(random) + off
    for shared in SHARED_RATES:
        share = Fraction(_edge(random), FULL)
        row[shared.part], row[shared.whole] = _pair(share, _size(random), off)
    for rated in PRO_RATA:
        row[rated.done], row[rated.target] = _pair(_half(random, rated), _size(random), off)
    return row | _counts_and_answers(random)


def _step(random: Random, item: Steps) -> Fraction:
    """A share that is a whole number of points over budget; from none to one past the last."""
    over = random.randint(0, item.points // item.deduct + 1)
    return Fraction(100 + over, 100)


def _edge(random: Random) -> int:
    least, _ = random.choice(EDGES)
    return least


def _half(random: Random, item: ProRata) -> Fraction:
    """A share of the target that earns so many hundredths of a point and a half."""
    return Fraction(2 * random.randrange(item.points) + 1, 2 * item.points)


def _size(random: Random) -> int:
    """An amount of any order of magnitude, so that small bases come as often as great ones."""
    return int(10 ** random.uniform(2, 12))


def _pair(share: Fraction, about: int, off: int = 0) -> tuple[int, int]:
    """Two whole amounts, the first exactly a share of the second, which is about so large."""
    times = max(1, min(about, MOST) // share.denominator)
    return share.numerator * times + off, share.denominator * times


def _counts_and_answers(random: Random) -> Row:
    """Cases from none to one more than cost all the points, and answers of which most hold."""
    row: Row = {item.counted: random.randint(0, item.points // item.deduct + 1) for item in CASES}
    row.update({answer: random.random() < 0.7 for answer in TRUTHS})
    return row
