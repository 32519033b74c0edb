"""Tables in memory: ``zhibiao.batch`` beside the hand-written exact Polars rival."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import matplotlib as mpl
import polars as pl
from attrs import frozen
from matplotlib import pyplot

import zhibiao
from benchmarks.columns import polars_ints
from benchmarks.contender import job
from benchmarks.measure import Note
from benchmarks.rows import bulk
from benchmarks.standard import PLACES, SCORES

SIZES = (1, 10_000, 1_000_000)
DISTINCT = 20_000
"""Distinct rows; a larger table holds them over and over."""


@frozen
class Paired:
    """One size of table: medians of paired runs.

    Attributes:
        rows: how many.
        rival: milliseconds of the rival.
        ours: milliseconds of ``zhibiao.batch``, with the rival's output columns.
        ratio: ours beside the rival's, within each pair.
        full: milliseconds with both ends, status and rating of everything.
        wrong: rows in which any of the rival's columns differs from ours.
    """

    rows: int
    rival: float
    ours: float
    ratio: float
    full: float
    wrong: int


def paired(rows: int, rounds: int, note: Note) -> Paired:
    """Both on one table, in turns."""
    rules, rival = job(), polars_ints()
    if rival is None:
        raise ModuleNotFoundError("polars")
    few = pl.DataFrame(bulk(min(rows, DISTINCT)))
    frame = pl.concat([few] * (rows // few.height)).rechunk()

    def ours(*, detail: bool = False) -> pl.DataFrame:
        return zhibiao.batch(rules, frame, places=PLACES, detail=detail)

    theirs = rival.run(frame)
    mine = ours().rename(lambda name: name.removeprefix("tiers."))
    differs = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(f"{name} of the rival")) for name in SCORES
    )
    both = pl.concat(
        [
            mine.select(SCORES),
            theirs.select(pl.col(name).alias(f"{name} of the rival") for name in SCORES),
        ],
        how="horizontal",
    )
    wrong = int(both.select(differs.sum()).item())
    times = []
    for index in range(rounds):
        note(f"table of {rows:,} rows: pair {index + 1} of {rounds}")
        times.append((_timed(lambda: rival.run(frame)), _timed(ours)))
    full = median(_timed(lambda: ours(detail=True)) for _ in range(min(3, rounds)))
    return Paired(
        rows,
        median(theirs for theirs, _ in times),
        median(mine for _, mine in times),
        median(mine / theirs for theirs, mine in times),
        full,
        wrong,
    )


def _timed(run: Callable[[], Any]) -> float:
    start = perf_counter()
    run()
    return (perf_counter() - start) * 1000


def plot(found: Sequence[Paired], path: Path) -> None:
    """Rows a second by the size of the table, ours and the rival's."""
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "zhibiao"
    figure, axes = pyplot.subplots(figsize=(7, 4))
    rows = [one.rows for one in found]
    for name, times in (
        ("Polars by hand", [one.rival for one in found]),
        ("zhibiao.batch, the rival's columns", [one.ours for one in found]),
        ("zhibiao.batch, low, high, status and rating", [one.full for one in found]),
    ):
        speeds = [n / time * 1000 for n, time in zip(rows, times, strict=True)]
        axes.loglog(rows, speeds, marker="o", label=name)
    axes.set_xlabel("rows")
    axes.set_ylabel("rows a second")
    axes.legend()
    axes.grid(visible=True, alpha=0.3)
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
