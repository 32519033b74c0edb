"""The same job on Spark, by zhibiao and by hand in exact Spark SQL: ``make bench-spark``.

Parquet to Parquet in one local session, in turns. The SQL is what a careful analyst writes:
whole numbers throughout (``bigint``), built-in functions, one projection for the indicators and
one for the sums. Writes ``benchmarks/RESULTS-SPARK.md``.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from attrs import define, field, frozen

# A script sees its own folder, and not the one around it.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pyspark.sql import SparkSession

from benchmarks.contender import job
from benchmarks.oracle import differences
from benchmarks.rows import boundary, bulk
from benchmarks.standard import (
    ANSWERS,
    CASES,
    EDGES,
    FULL,
    INDICATORS,
    PLACES,
    PRO_RATA,
    SCORES,
    SHARED_RATES,
    STATED_RATES,
    STEPS,
    TIERS,
)  # fmt: skip
from zhibiao.bulk.tables import spark
from zhibiao.bulk.tables.plan import TIER

RESULTS = Path(__file__).resolve().parent / "RESULTS-SPARK.md"
DISTINCT = 20_000
PART = 200_000
UNIT = "unit"
"""The column that says whose row it is; it goes through both."""
LOOK = 0.1
"""Seconds between two looks at the memory."""

Frame = Any
Job = Callable[[Frame], Frame]


def by_sql(frame: Frame) -> Frame:
    """The standard by hand."""
    indicators = [f"{written} AS {name}" for name, written in _indicators()]
    tiers = [f"{' + '.join(members)} AS {tier}" for tier, members in TIERS.items()]
    scored = frame.selectExpr(UNIT, *indicators)
    return scored.selectExpr("*", *tiers, f"{' + '.join(INDICATORS)} AS total")


def by_zhibiao(frame: Frame) -> Frame:
    """The rule set, with the columns of the SQL."""
    found = spark.score(job(), frame, places=PLACES, detail=False)
    sums = [f"`{TIER}{name}` AS {name}" for name in TIERS]
    return found.selectExpr(UNIT, *INDICATORS, *sums, "total")


def in_full(frame: Frame) -> Frame:
    """Least and most of everything, status, rating, reasons."""
    return spark.score(job(), frame, places=PLACES)


def _indicators() -> Iterator[tuple[str, str]]:
    for name, spent, budget, points, deduct in STEPS:
        over = f"greatest({spent} - {budget}, 0) * 100 div {budget}"
        yield name, f"greatest({points} - {deduct} * ({over}), 0)"
    for name, rate in STATED_RATES:
        yield name, _band(rate, "1")
    for name, part, whole in SHARED_RATES:
        yield name, _band(f"{part} * {FULL}", whole)
    for name, done, target, points in PRO_RATA:
        earned = f"(2 * {points} * least({done}, {target}) + {target})"
        yield name, f"{earned} div (2 * {target})"
    for name, count, points, deduct in CASES:
        yield name, f"greatest({points} - {deduct} * {count}, 0)"
    for name, items in ANSWERS:
        yield name, " + ".join(f"if({answer}, {score}, 0)" for answer, score in items)


def _band(part: str, whole: str) -> str:
    cases = [f"WHEN {part} >= {least} * {whole} THEN {score}" for least, score in EDGES]
    return f"CASE {' '.join(cases)} ELSE 0 END"


@frozen
class Run:
    """One run.

    Attributes:
        seconds: how long it took.
        cpu: the seconds of all processors, in the JVM and the Python workers.
        jvm: the most memory of the JVM, in MB.
        workers: and of the Python workers.
    """

    seconds: float
    cpu: float
    jvm: float
    workers: float


@define
class Watch:
    """Looks at the memory of all processes below this one, until it is told to stop."""

    jvm: float = 0
    workers: float = 0
    _stop: Event = field(factory=Event)

    def look(self) -> None:
        """One look after the other."""
        while not self._stop.wait(LOOK):
            found = [(_name(pid), _proportional(pid)) for pid in _below(os.getpid())]
            self.jvm = max(self.jvm, sum(size for name, size in found if name == "java"))
            # What the JVM has just forked is called after one of its threads, and shares its pages.
            workers = sum(size for name, size in found if name.startswith("python"))
            self.workers = max(self.workers, workers)

    def during(self, run: Callable[[], None]) -> Run:
        """Runs something, and says what it took."""
        thread = Thread(target=self.look)
        thread.start()
        cpu, start = _cpu(), perf_counter()
        try:
            run()
        finally:
            seconds = perf_counter() - start
            self._stop.set()
            thread.join()
        return Run(seconds, _cpu() - cpu, self.jvm, self.workers)


def _below(parent: int) -> Iterator[int]:
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has ended
            continue
        for child in map(int, children):
            yield child
            yield from _below(child)


def _cpu() -> float:
    """Seconds that all processes below this one have used, with those that have ended."""
    ticks = 0
    for pid in _below(os.getpid()):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            continue
        ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _proportional(pid: int) -> float:
    """A process's own memory and its share of what it shares, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """One run."""
    options = _options(arguments)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("zhibiao's benchmark")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    with TemporaryDirectory() as folder:
        wrong = {job.__name__: _wrong(session, job, Path(folder)) for job in (by_sql, by_zhibiao)}
        _note(f"wrong boundary forms: {wrong}")
        table = _table(options.rows, Path(folder))
        kinds = (by_sql, by_zhibiao) if options.brief else (by_sql, by_zhibiao, in_full)
        _warm_up(session, Path(folder), kinds)
        runs: dict[Job, list[Run]] = {by_sql: [], by_zhibiao: [], in_full: []}
        for index in range(options.rounds):
            pair = (by_sql, by_zhibiao) if index % 2 == 0 else (by_zhibiao, by_sql)
            for one in pair:
                runs[one].append(_timed(session, one, table, options.rows))
        if not options.brief:
            runs[in_full].append(_timed(session, in_full, table, options.rows))
        same = _sums(table.with_name("by_sql")) == _sums(table.with_name("by_zhibiao"))
    session.stop()
    text = page(options.rows, wrong, runs, same=same)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="make bench-spark ARGS=…", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the table")
    parser.add_argument("--rounds", type=int, default=3, help="pairs of runs")
    parser.add_argument("--brief", action="store_true", help="without the run in full")
    return parser.parse_args(arguments)


def _wrong(session: Any, run: Job, folder: Path) -> int:
    """How many boundary forms, on their bounds and 0.01 beside them, come out wrong."""
    forms = [row for off in (-1, 0, 1) for row in boundary(2_000, off=off)]
    path = folder / "boundary.parquet"
    pl.DataFrame(forms).with_row_index(UNIT).cast({UNIT: pl.Int64}).write_parquet(path)
    found = run(session.read.parquet(str(path))).orderBy(UNIT).toArrow()
    rows = pl.DataFrame(found).select(SCORES).iter_rows(named=True)
    return sum(map(bool, differences(forms, rows)))


def _table(rows: int, folder: Path) -> Path:
    path = folder / "forms.parquet"
    _note(f"writing {rows:,} rows")
    few = pl.DataFrame(bulk(min(rows, DISTINCT)))
    part = pl.concat([few] * max(1, min(rows, PART) // few.height))
    schema = _numbered(part, 0).to_arrow().schema
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, rows, part.height):
            writer.write_table(_numbered(part, start).to_arrow())
    return path


def _numbered(part: pl.DataFrame, start: int) -> pl.DataFrame:
    return part.select(pl.int_range(start, start + part.height).alias(UNIT), pl.all())


def _warm_up(session: Any, folder: Path, kinds: Sequence[Job]) -> None:
    """Each once on a small table, so that no run pays for compilers and workers."""
    small = folder / "small"
    small.mkdir()
    table = _table(PART, small)
    for run in kinds:
        _timed(session, run, table, PART)


def _timed(session: Any, run: Job, table: Path, rows: int) -> Run:
    output = table.with_name(run.__name__)

    def whole() -> None:
        run(session.read.parquet(str(table))).write.mode("overwrite").parquet(str(output))

    found = Watch().during(whole)
    written = session.read.parquet(str(output)).count()
    if written != rows:
        raise ValueError(f"{written} rows of {rows}")
    _note(f"{run.__name__} on {rows:,} rows: {found}")
    return found


def _sums(output: Path) -> dict[str, int]:
    """The sum of every column, and of every column times the number of its row."""
    table = pl.scan_parquet(output / "*.parquet")
    # Spark's CASE gives 32 bits, which such sums do not fit into.
    scores = {name: pl.col(name).cast(pl.Int64) for name in SCORES}
    sums = [score.sum() for score in scores.values()]
    sums += [(one * pl.col(UNIT)).sum().alias(f"{name} by row") for name, one in scores.items()]
    found = table.select(sums).collect(engine="streaming")
    return found.row(0, named=True)


def page(rows: int, wrong: dict[str, int], runs: dict[Job, list[Run]], *, same: bool) -> str:
    """What was found, as Markdown."""
    lines = [
        _line("Spark SQL by hand", runs[by_sql], f"{wrong['by_sql']:,}"),
        _line("zhibiao, the SQL's columns", runs[by_zhibiao], f"{wrong['by_zhibiao']:,}"),
    ]
    if runs[in_full]:
        lines.append(_line("zhibiao, in full", runs[in_full], ""))
    pairs = list(zip(runs[by_sql], runs[by_zhibiao], strict=True))
    ratios = [ours.seconds / theirs.seconds for theirs, ours in pairs]
    processors = [ours.cpu / theirs.cpu for theirs, ours in pairs]
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    agree = "the same" if same else "NOT the same"
    return f"""\
# The same job on Spark

Written by `make bench-spark`; see `benchmarks/spark.py`. {rows:,} rows of 28 figures and 15
answers, Parquet to Parquet in one session, `local[2]`, in turns: twenty indicators, four tiers, the
total.

|                            | seconds | CPU, s | JVM, MB | Python, MB | wrong |
| -------------------------- | ------: | -----: | ------: | ---------: | ----: |
{chr(10).join(lines)}

**zhibiao beside the SQL: {median(ratios):.2f}** of its seconds (median of the pairs: {each}), \
{median(processors):.2f} of its CPU.

* **seconds**: medians; of the run in full there is one. **CPU**: seconds of all processors, JVM and
  workers, which other work on the machine changes less. **MB**: the most that the JVM and that the
  Python workers held during any run (shared pages are counted in shares); the SQL needs no workers,
  those that are there wait for the next turn.
* **wrong**: of 6,000 forms on or 0.01 beside every bound, those in which any of 25 scores is not
  what `benchmarks/oracle.py` says. Sums over all {rows:,} rows of every column are {agree}.
* The SQL is `bigint` throughout and has no checks beyond Spark's own (ANSI mode: overflow, division
  by zero). zhibiao checks that every figure is in its range and keeps bad rows with their reasons.
* **in full**: the least and the most of everything as decimals, status, rating, reasons.

**Machine.** {os.cpu_count()} cores, load {os.getloadavg()[1]:.1f} at the end; PySpark \
{version("pyspark")}, Polars {version("polars")}, PyArrow {version("pyarrow")}.
"""


def _line(name: str, runs: Sequence[Run], wrong: str) -> str:
    cells = (
        f"{name:<26}",
        f"{median(run.seconds for run in runs):>7.1f}",
        f"{median(run.cpu for run in runs):>6.1f}",
        f"{max(run.jvm for run in runs):>7,.0f}",
        f"{max(run.workers for run in runs):>10,.0f}",
        f"{wrong:>5}",
    )
    return f"| {' | '.join(cells)} |"


def _note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
