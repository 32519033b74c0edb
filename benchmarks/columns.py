"""A rival for many forms at once: the standard as integer expressions over Polars columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from benchmarks.contender import Contender
from benchmarks.rows import Row
from benchmarks.standard import (
    ANSWERS,
    CASES,
    EDGES,
    FULL,
    INDICATORS,
    PRO_RATA,
    SCORES,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
    TIERS,
)  # fmt: skip

FRAME = 20_000
"""Forms in a frame: a columnar engine's fixed cost must not be all that is measured."""


def polars_ints() -> Contender | None:
    """The contender; none where Polars is not installed."""
    try:
        pl = import_module("polars")
    except ImportError:
        return None

    def run(frame: Any) -> Any:
        return scored(pl, frame.lazy()).collect()

    return Contender(f"Polars Int64, frames of {FRAME:,}", pl.DataFrame, run, _read, FRAME)


def scored(pl: Any, frame: Any) -> Any:
    """All scores of a lazy frame of scaled integers, lazily."""
    indicators = [expression.alias(name) for name, expression in _indicators(pl)]
    tiers = [pl.sum_horizontal(members).alias(tier) for tier, members in TIERS.items()]
    total = pl.sum_horizontal(INDICATORS).alias("total")
    return frame.select(indicators).with_columns(*tiers, total)


def frame_rows(rows: Sequence[Row]) -> list[Row]:
    """A frame's worth of rows, the given ones over and over."""
    return [rows[index % len(rows)] for index in range(FRAME)]


def _read(frame: Any) -> Iterator[dict[str, int]]:
    yield from frame.select(SCORES).iter_rows(named=True)


def _indicators(pl: Any) -> Iterator[tuple[str, Any]]:
    col, zero = pl.col, pl.lit(0)
    for name, spent, budget, points, deduct in STEPS:
        over = pl.max_horizontal(col(spent) - col(budget), zero) * 100 // col(budget)
        yield name, pl.max_horizontal(points - deduct * over, zero)
    for name, rate in STATED_RATES:
        yield name, _band(pl, col(rate), 1)
    for name, part, whole in SHARED_RATES:
        yield name, _band(pl, col(part) * FULL, col(whole))
    for name, done, target, points in PRO_RATA:
        base = col(target)
        earned = 2 * points * pl.min_horizontal(done, target) + base
        yield name, earned // (2 * base)
    for name, count, points, deduct in CASES:
        yield name, pl.max_horizontal(points - deduct * col(count), zero)
    for name, items in ANSWERS:
        yield name, pl.sum_horizontal(col(answer).cast(pl.Int64) * score for answer, score in items)


def _band(pl: Any, part: Any, whole: Any) -> Any:
    found = pl.lit(0, dtype=pl.Int64)
    for least, score in reversed(EDGES):
        found = pl.when(part >= least * whole).then(score).otherwise(found)
    return found
