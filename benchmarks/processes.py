"""Files: a process of ``zhibiao batch`` beside one of the hand-written Polars rival.

Parquet to Parquet, from one row to ten millions: the time from the start of a process to its end,
and the most memory that it held.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl
import pyarrow.parquet as pq
from attrs import frozen

from benchmarks.contender import JOB
from benchmarks.measure import Note
from benchmarks.rows import bulk
from benchmarks.standard import PLACES, SCORES

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 10_000, 1_000_000, 10_000_000)
DISTINCT = 20_000
"""Distinct rows; a larger table holds them over and over."""

WATCH = """
import atexit, pathlib, sys
status = pathlib.Path("/proc/self/status")
peak = lambda: [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
atexit.register(lambda: print(*peak()))
"""
"""A process's own peak, at its end: a parent is told its own peak where that is higher."""

OURS = f"{WATCH}\nfrom zhibiao.cli import main\nmain(sys.argv[1:])"
RIVAL = f"""{WATCH}
import polars
from benchmarks.columns import scored
table, output = sys.argv[1:]
scored(polars, polars.scan_parquet(table)).sink_parquet(output)
"""


@frozen
class Run:
    """One process: its seconds, and the most memory that it held, in MB."""

    seconds: float
    peak: float


@frozen
class Processes:
    """One size of table; times are medians, peaks are the most.

    Attributes:
        rows: how many.
        rival: the rival.
        ours: ``zhibiao batch`` with the rival's columns.
        ratio: its time beside the rival's, the median within the pairs.
        full: with both ends, status and rating of everything; one run.
        wrong: rows in which any of the rival's columns differs from ours.
    """

    rows: int
    rival: Run
    ours: Run
    ratio: float
    full: Run
    wrong: int


def processes(rows: int, rounds: int, note: Note) -> Processes:
    """All three on one file, in turns."""
    with TemporaryDirectory() as folder:
        table = Path(folder, "in.parquet")
        note(f"writing {rows:,} rows")
        _write(table, rows)
        theirs, mine, full = (Path(folder, f"{name}.parquet") for name in ("rival", "ours", "full"))
        pairs = []
        for index in range(rounds):
            note(f"file of {rows:,} rows: pair {index + 1} of {rounds}")
            pairs.append((_rival(table, theirs), _ours(table, mine, "--brief")))
        note(f"file of {rows:,} rows, in full")
        in_full = _ours(table, full)
        found = pq.ParquetFile(full).metadata.num_rows
        if found != rows:
            raise ValueError(f"{found} rows of {rows}")
        wrong = _differing(theirs, mine)
    rivals, ours = zip(*pairs, strict=True)
    ratio = median(one.seconds / rival.seconds for rival, one in pairs)
    return Processes(rows, _middle(rivals), _middle(ours), ratio, in_full, wrong)


def _middle(runs: Sequence[Run]) -> Run:
    return Run(median(run.seconds for run in runs), max(run.peak for run in runs))


def _write(table: Path, rows: int) -> None:
    few = pl.DataFrame(bulk(min(rows, DISTINCT)))
    part = pl.concat([few] * max(1, min(rows, 200_000) // few.height)).to_arrow()
    with pq.ParquetWriter(table, part.schema, compression="zstd") as writer:
        for _ in range(max(1, rows // part.num_rows)):
            writer.write_table(part)


def _rival(table: Path, output: Path) -> Run:
    return _run(RIVAL, str(table), str(output))


def _ours(table: Path, output: Path, *options: str) -> Run:
    places = [f"--places={name}={places}" for name, places in PLACES.items()]
    output.unlink(missing_ok=True)
    command = ("batch", str(JOB), str(table), "-o", str(output), "--quiet")
    return _run(OURS, *command, *places, *options)


def _run(code: str, *arguments: str) -> Run:
    start = perf_counter()
    run = subprocess.run(  # noqa: S603  # our own command line
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    seconds = perf_counter() - start
    return Run(seconds, int(run.stdout.split()[-2]) / 1024)


def _differing(theirs: Path, mine: Path) -> int:
    """How many rows are not the same; both files have the order of the table."""
    rival, ours = pq.ParquetFile(theirs), pq.ParquetFile(mine)
    if rival.metadata.num_rows != ours.metadata.num_rows:
        raise ValueError(f"{ours.metadata.num_rows} rows of {rival.metadata.num_rows}")
    return sum(
        int(a.select(SCORES).hash_rows().ne(b.select(SCORES).hash_rows()).sum())
        for a, b in zip(_slices(rival, ""), _slices(ours, "tiers."), strict=True)
    )


def _slices(file: pq.ParquetFile, prefix: str) -> Iterator[pl.DataFrame]:
    for batch in file.iter_batches(batch_size=200_000):
        yield pl.DataFrame(batch).rename(lambda name: name.removeprefix(prefix))
