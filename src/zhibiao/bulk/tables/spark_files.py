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
from pyspark.sql.types import DataType, DecimalType, StringType, StructField, StructType

from zhibiao.bulk.tables.batch import Batch, Done, row_texts, written_whole
from zhibiao.bulk.tables.encodings import UTF_8
from zhibiao.bulk.tables.files import Table
from zhibiao.bulk.tables.naming import REASONS, free
from zhibiao.bulk.tables.refusals import writing
from zhibiao.bulk.tables.spark import CELLS, mapped
from zhibiao.errors import FormError
from zhibiao.messages import say
from zhibiao.messages import spark as said
from zhibiao.messages import tables as texts

LINE = "__line__"
"""The column of a line of a CSV file that has more or fewer cells than the heading."""

AS_RFC_4180: Mapping[str, Any] = {
    "header": True,
    "escape": '"',
    "ignoreLeadingWhiteSpace": False,
    "ignoreTrailingWhiteSpace": False,
    "timestampFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSSZ",
    "timestampNTZFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSSSS",
}
"""CSV as Polars writes it. Spark's own escapes quotes with backslashes, and cuts off blanks at the
ends of texts and the last digits of moments."""

PLAIN_SCALE = 6
"""Java writes decimals of more places with an exponent where they are small."""

HALF = "_temporary"
"""The folder of what Spark has not written to its end."""

SHOWN = 3
"""So many files of others are named."""


def run_file(job: Batch) -> Done:
    """A job of ``zhibiao batch`` by a Spark session, which is made where there is none.

    Every row is scored once: what comes out is kept on the workers' disks, and then written, the
    scores as a folder of files, the rejected rows with their figures as one. The folder has its
    name when it is whole. Workers have this Python, unless ``PYSPARK_PYTHON`` names another.

    Raises:
        FormError: Spark failed, the result cannot be written, or in its place stands a folder
            that is none of Spark's.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        _require_replaceable(job.output)
        rows, rejected = _written(job, writing(job.output))
    except (OSError, Py4JError, PySparkException) as error:
        raise FormError(say(said.FAILED, path=job.output.name, why=_why(error))) from None
    return Done(rows, rejected, job.output, job.rejects, 0)


def _written(job: Batch, staged: Path) -> tuple[int, int]:
    """Writes a folder of scores, and the rejected rows; how many rows there were of each."""
    try:
        session = _session()
        with _settings(session):
            counts = _scored(session, job, staged)
        _take_place(staged, job.output)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return counts


def _why(error: Exception) -> str:
    """What it was that failed: the error of a worker's Python, or the innermost one of Java.

    What a worker says comes at the end of its traceback, which stands inside Spark's message;
    of Java's errors each has its cause behind it.
    """
    lines = str(error).strip().splitlines() or [type(error).__name__]
    starts = [at for at, line in enumerate(lines) if line.endswith(_TRACEBACK)]
    if starts:
        ends = [line for line in lines[starts[-1] + 1 :] if line.strip() and not line[0].isspace()]
        if ends:
            return ends[0]
    causes = [line.removeprefix(_CAUSE) for line in lines if line.startswith(_CAUSE)]
    first = lines[1:2] if lines[0].startswith(_CALLING) and len(lines) > 1 else lines[:1]
    return (causes or first)[-1].removeprefix(": ").rstrip(" .")


_TRACEBACK = "Traceback (most recent call last):"
_CAUSE = "Caused by: "
_CALLING = "An error occurred while calling"


def _session() -> SparkSession:
    """The session that there is; else a new one, whose Java says nothing below an error."""
    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    made = SparkSession.builder.appName("zhibiao").getOrCreate()
    context = getattr(made, "sparkContext", None)  # a session of Spark Connect has none
    if context is not None and not context.getConf().contains("spark.log.level"):
        context.setLogLevel("ERROR")
    return made


SETTINGS = {"spark.sql.legacy.javaCharsets": "true", "spark.sql.ansi.enabled": "true"}
"""Spark 4 reads GB18030 only where all of Java's encodings are allowed; decimals become texts
without an exponent only in ANSI's SQL."""


@contextmanager
def _settings(session: SparkSession) -> Iterator[None]:
    """A session with the settings of a run, which then has its own again."""
    before = {name: session.conf.get(name, None) for name in SETTINGS}
    for name, value in SETTINGS.items():
        session.conf.set(name, value)
    try:
        yield
    finally:
        for name, own in before.items():
            if own is None:
                session.conf.unset(name)
            else:
                session.conf.set(name, own)


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
    table = _read(session, job, marked)
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
        _write(counted.where(~is_bad).drop(*marked.hidden), job.output, staged)
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


def _write(scores: DataFrame, output: Path, staged: Path) -> None:
    """The scores as a folder of files of the output's kind."""
    if _is_parquet(output):
        scores.write.mode("overwrite").parquet(str(staged))
        return
    fields = scores.schema.fields
    plain = scores.select([_plain(field.name, field.dataType) for field in fields])
    plain.write.mode("overwrite").options(**AS_RFC_4180).csv(str(staged))


def _plain(name: str, kind: DataType) -> Column:
    """A column as CSV has it: no decimal with an exponent."""
    column = _column(name)
    has_exponents = isinstance(kind, DecimalType) and kind.scale > PLAIN_SCALE
    return column.cast("string").alias(name) if has_exponents else column


def _column(name: str) -> Column:
    """A column; Spark reads a dot in its name as a field of it, and a backtick as its end."""
    return sql.col("`" + name.replace("`", "``") + "`")


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


def _read(session: Any, job: Batch, marked: _Marked) -> DataFrame:
    """A table; of a CSV file also the lines that do not fit the heading.

    Spark reads an empty cell as none at all; in the columns that are kept it is an empty text.
    """
    path = job.table
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
    told: list[Column] = [
        sql.coalesce(_column(name), sql.lit("")).alias(name) if name in job.kept else _column(name)
        for name in schema.names
    ]
    return lines.select(told)


def _require_replaceable(output: Path) -> None:
    """Refuses a run on Spark whose folder would take the place of one that is none of Spark's.

    Raises:
        FormError: what stands there holds other files than an earlier run leaves.
        OSError: it cannot be looked into.
    """
    replaced = [] if output.is_symlink() else [output]  # a link is replaced, and its folder stays
    for folder in (*replaced, writing(output)):
        half = {HALF} if folder != output else set()
        inside = sorted(folder.iterdir()) if folder.is_dir() else []
        others = tuple(p.name for p in inside if not _is_of_spark(p) and p.name not in half)
        if others:
            found = (*others[:SHOWN], *("…" for _ in others[SHOWN : SHOWN + 1]))
            raise FormError(say(said.NO_RESULT_THERE, path=str(folder), found=found))


def _is_of_spark(path: Path) -> bool:
    """Whether something in a folder is what Spark writes into that of a result."""
    name = path.name
    is_known = name.startswith("part-") or name == "_SUCCESS"
    return (is_known or (name.startswith(".") and path.suffix == ".crc")) and not path.is_dir()


def _take_place(staged: Path, output: Path) -> None:
    """A whole folder gets its name, in the place of what had it.

    Of a folder only what is Spark's is removed: if other files came into it during the run, it
    stays, with them.
    """
    if output.is_dir() and not output.is_symlink():
        for one in output.iterdir():
            if _is_of_spark(one):
                one.unlink()
        output.rmdir()
    else:
        output.unlink(missing_ok=True)
    staged.rename(output)


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"
