"""The same kernel on many machines: Spark maps it over its partitions as Arrow batches.

Only the rule set travels; each worker makes its plan anew, once, so that nothing depends on the
version of Polars that made it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from zhibiao.bulk.tables.batch import ROW, Batch, Done
from zhibiao.bulk.tables.columns import Source, sources
from zhibiao.bulk.tables.kernel import Kernel
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.model.ruleset import RuleSet

if TYPE_CHECKING:
    import pyspark.sql

REASONS = "reasons"
"""The column that says why a row was not scored; empty where it was."""

Mapper = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def score(
    rules: RuleSet,
    frame: pyspark.sql.DataFrame,
    *,
    places: Mapping[str, int] | None = None,
    floats_as_text: bool = False,
    detail: bool = True,
    lang: str = "zh",
) -> pyspark.sql.DataFrame:
    """A Spark frame of figures as one of scores, beside the columns that are no figures.

    Args:
        rules: the rule set.
        frame: the figures; its columns as those of :func:`zhibiao.batch`.
        places: for columns of scaled integers, how many decimal places.
        floats_as_text: read floats as their shortest decimals.
        detail: as :func:`zhibiao.batch`.
        lang: the language of the reasons.

    Returns:
        A lazy frame; a row that cannot be scored has its ``reasons`` and no scores.

    Raises:
        FiguresError: columns that cannot be used.
    """
    empty = pl.DataFrame(_arrow_schema(frame).empty_table())
    found = sources(headers(empty.schema), rules, dict(places or {}), floats_as_text=floats_as_text)
    mapper = arrow_mapper(rules, found, detail=detail, lang=lang)
    names = frame.columns
    result = next(mapper([_one_batch(empty.to_arrow())]))

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return mapper(batch.rename_columns(names) for batch in batches)

    # Spark reads a dot in the name of a column as a field of it.
    numbered = frame.toDF(*(f"column_{index}" for index in range(len(names))))
    return numbered.mapInArrow(run, _spark_schema(frame, result.schema))


def arrow_mapper(
    rules: RuleSet, found: tuple[Source, ...], *, detail: bool = True, lang: str = "zh"
) -> Mapper:
    """A function of Arrow batches that scores them: what Spark, Ray and Dask map.

    Args:
        rules: the rule set.
        found: the columns that it reads.
        detail: as :func:`zhibiao.batch`.
        lang: the language of the reasons.
    """

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        kernel = _kernel(rules, found, detail)
        for batch in batches:
            table = pl.DataFrame(pa.Table.from_batches([batch]))
            yield _one_batch(scored_beside(kernel, table, lang).to_arrow(compat_level=_COMPATIBLE))

    return run


_COMPATIBLE = pl.CompatLevel.oldest()
"""Spark reads no Arrow string views."""


def scored_beside(kernel: Kernel, table: pl.DataFrame, lang: str) -> pl.DataFrame:
    """A table's other columns, its scores, and the reasons of the rows that have none."""
    used = {source.column for source in kernel.plan.sources}
    kept = table.select(name for name in table.columns if name not in used)
    scored = kernel.score(table)
    result = scored.frame
    if scored.rows is not None:
        numbered = result.with_columns(scored.rows.cast(pl.Int64).alias(ROW))
        every = pl.DataFrame({ROW: pl.int_range(table.height, eager=True)})
        result = every.join(numbered, on=ROW, how="left", maintain_order="left").drop(ROW)
    reasons: list[str | None] = [None] * table.height
    for one in scored.rejected:
        said = (f"{column}: {why.render(lang)}" for column, why in one.reasons)
        reasons[one.row] = "; ".join(said)
    told = pl.Series(REASONS, reasons, dtype=pl.String)
    return pl.concat([kept, result, told.to_frame()], how="horizontal")


@lru_cache(maxsize=8)
def _kernel(
    rules: RuleSet, found: tuple[Source, ...], detail: bool
) -> Kernel:  # kept by its arguments
    return Kernel(Plan(rules, found), detail)


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def _arrow_schema(frame: pyspark.sql.DataFrame) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(frame.schema)


def _spark_schema(frame: pyspark.sql.DataFrame, schema: pa.Schema) -> Any:
    """The result's schema in Spark's terms, with the kept columns' own types."""
    from pyspark.sql.pandas.types import from_arrow_schema

    made = from_arrow_schema(schema)
    for field in made.fields:
        if field.name in frame.columns:
            field.dataType = frame.schema[field.name].dataType
    return made


def run_file(job: Batch) -> Done:
    """A job of ``zhibiao batch`` by a Spark session, which is made where there is none.

    Workers have this Python, unless ``PYSPARK_PYTHON`` names another.
    """
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.appName("zhibiao").getOrCreate()
    table = (
        session.read.parquet(str(job.table))
        if _is_parquet(job.table)
        else session.read.csv(str(job.table), header=True)
    )
    found = score(
        job.rules,
        table,
        places=job.places,
        floats_as_text=job.floats_as_text,
        detail=job.detail,
        lang=job.lang,
    )
    good = found.where(found[REASONS].isNull()).drop(REASONS)
    bad = found.where(found[REASONS].isNotNull())
    write = good.write.mode("overwrite")
    (write.parquet if _is_parquet(job.output) else write.option("header", True).csv)(
        str(job.output)
    )
    rejected = bad.count()
    if rejected:
        bad.select(*_kept(found), REASONS).write.mode("overwrite").option("header", True).csv(
            str(job.rejects)
        )
    return Done(table.count(), rejected, job.output, job.rejects, 0)


def _kept(found: pyspark.sql.DataFrame) -> list[str]:
    return [name for name in found.columns if "." not in name and name != REASONS]


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() == ".parquet"
