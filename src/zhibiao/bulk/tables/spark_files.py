"""``zhibiao batch --engine spark``: files in, a folder of files out, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen
from py4j.protocol import Py4JError
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import Column, DataFrame, Observation, SparkSession
from pyspark.sql import functions as sql
from pyspark.sql.types import StringType, StructField, StructType

from zhibiao.bulk.tables.batch import Batch, Done, row_texts, written_whole
from zhibiao.bulk.tables.encodings import UTF_8
from zhibiao.bulk.tables.files import Table
from zhibiao.bulk.tables.naming import REASONS, free
from zhibiao.bulk.tables.refusals import writing
from zhibiao.bulk.tables.spark import CELLS, mapped
from zhibiao.errors import FormError
from zhibiao.messages import say
from zhibiao.messages import tables as texts

LINE = "__line__"
"""The column of a line of a CSV file that has more or fewer cells than the heading."""


def run_file(job: Batch) -> Done:
    """A job of ``zhibiao batch`` by a Spark session, which is made where there is none.

    Every row is scored once: what comes out is kept on the workers' disks, and then written, the
    scores as a folder of files, the rejected rows with their figures as one. The folder has its
    name when it is whole. Workers have this Python, unless ``PYSPARK_PYTHON`` names another.

    Raises:
        FormError: Spark failed, or the result cannot be written.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    staged = writing(job.output)
    try:
        rows, rejected = _run_file(job, staged)
        _take_place(staged, job.output)
    except (OSError, Py4JError, PySparkException) as error:
        why = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise FormError(say(texts.SPARK_FAILED, path=job.output.name, why=why)) from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return Done(rows, rejected, job.output, job.rejects, 0)


def _run_file(job: Batch, staged: Path) -> tuple[int, int]:
    """Writes the scores into a folder, and the rejected rows; how many rows there were of each."""
    session = SparkSession.builder.appName("zhibiao").getOrCreate()
    with _chinese_encodings(session):
        return _scored(session, job, staged)


@contextmanager
def _chinese_encodings(session: SparkSession) -> Iterator[None]:
    """Spark 4 reads GB18030 only where all of Java's encodings are allowed."""
    name = "spark.sql.legacy.javaCharsets"
    before = session.conf.get(name, None)
    session.conf.set(name, "true")
    try:
        yield
    finally:
        if before is None:
            session.conf.unset(name)
        else:
            session.conf.set(name, before)


@frozen
class _Marked:
    """What the columns of a table and of its scores are called that are neither.

    Attributes:
        names: the table's columns; of CSV also the reasons that an earlier run put before them.
        line: the column of a line that does not fit the heading.
        before: the reasons of an earlier run.
    """

    names: Sequence[str]
    line: str
    before: str | None

    @property
    def own(self) -> list[str]:
        """The table's own columns."""
        return [name for name in self.names if name != self.before]

    @property
    def hidden(self) -> list[str]:
        """What no result has."""
        found = [self.reasons, self.cells, self.line]
        return found if self.before is None else [*found, self.before]

    @property
    def reasons(self) -> str:
        """The column of reasons."""
        return free(REASONS, [*self.names, self.line])

    @property
    def cells(self) -> str:
        """The column of figures."""
        return free(CELLS, [*self.names, self.line])

    def without_before(self, cells: list[str]) -> list[str]:
        """The cells of a line of the table but for the reasons of an earlier run."""
        at = len(cells) if self.before is None else self.names.index(self.before)
        return cells[:at] + cells[at + 1 :]


def _marked(job: Batch) -> _Marked:
    if _is_parquet(job.table):
        return _Marked(job.heading, free(LINE, job.heading), None)
    names = Table(job.table, 1).heading()
    before = dict(zip(job.left_aside, names, strict=False)).get(REASONS)
    return _Marked(names, free(LINE, names), before)


def _scored(session: SparkSession, job: Batch, staged: Path) -> tuple[int, int]:
    marked = _marked(job)
    table = _read(session, job.table, marked)
    found = mapped(
        table, job.rules, tuple(job.plan.sources), detail=job.detail, lang=job.lang, cells=True
    )
    kept = found.persist(StorageLevel.DISK_ONLY)
    try:
        is_bad = _column(marked.reasons).isNotNull()
        if marked.line in table.columns:
            is_bad |= _column(marked.line).isNotNull()
        counts = Observation()
        counted = kept.observe(
            counts, sql.count(sql.lit(1)).alias("rows"), sql.count_if(is_bad).alias("bad")
        )
        write = counted.where(~is_bad).drop(*marked.hidden).write.mode("overwrite")
        (write.parquet if _is_parquet(job.output) else write.option("header", True).csv)(
            str(staged)
        )
        rows, rejected = int(counts.get["rows"]), int(counts.get["bad"])
        job.rejects.unlink(missing_ok=True)
        if rejected:
            bad = kept.where(is_bad).toLocalIterator(prefetchPartitions=True)
            lines = (_rejected_line(job, marked, row.asDict()) for row in bad)
            heading = [free(REASONS, marked.own), *marked.own]
            written_whole(job.rejects, lambda path: _write_rejects(path, heading, lines))
    finally:
        kept.unpersist()
    return rows, rejected


def _column(name: str) -> Column:
    """A column; Spark reads a dot in its name as a field of it."""
    return sql.col(f"`{name}`")


def _rejected_line(job: Batch, marked: _Marked, row: Mapping[str, Any]) -> Sequence[str]:
    """The reasons and all cells of a row, in the order of the table."""
    line = row.get(marked.line)
    if line is not None:
        cells = marked.without_before(next(csv.reader(line.splitlines(keepends=True))))
        why = say(texts.RAGGED, found=len(cells), wanted=len(marked.own))
        return (why.render(job.lang), *cells)
    columns = [source.column for source in job.plan.sources]
    figures = dict(zip(columns, json.loads(row[marked.cells]), strict=True))
    every = (figures.get(name, row.get(name)) for name in marked.own)
    return (row[marked.reasons], *row_texts(tuple(every)))


def _write_rejects(path: Path, heading: list[str], lines: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(lines)


def _read(session: Any, path: Path, marked: _Marked) -> DataFrame:
    """A table; of a CSV file also the lines that do not fit the heading."""
    if _is_parquet(path):
        whole: DataFrame = session.read.parquet(str(path))
        return whole
    schema = StructType([StructField(name, StringType()) for name in [*marked.names, marked.line]])
    lines: DataFrame = session.read.csv(
        str(path),
        schema=schema,
        header=True,
        encoding={UTF_8: "UTF-8"}.get(Table(path, 1).encoding(), "GB18030"),
        multiLine=True,
        escape='"',
        columnNameOfCorruptRecord=marked.line,
    )
    return lines


def _take_place(staged: Path, output: Path) -> None:
    """A whole folder gets its name, in the place of what had it."""
    if output.is_dir():
        shutil.rmtree(output)
    else:
        output.unlink(missing_ok=True)
    staged.rename(output)


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"
