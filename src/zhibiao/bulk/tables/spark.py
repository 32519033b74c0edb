"""The same kernel on many machines: Spark maps it over its partitions as Arrow batches.

Only the rule set travels; each worker makes its plan anew, once, so that nothing depends on the
version of Polars that made it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from zhibiao.bulk.tables import arrow
from zhibiao.bulk.tables.batch import row_texts
from zhibiao.bulk.tables.columns import Source, sources
from zhibiao.bulk.tables.kernel import Kernel, Rejected
from zhibiao.bulk.tables.naming import REASONS, free, renamed
from zhibiao.bulk.tables.plan import Plan
from zhibiao.bulk.tables.reading import headers
from zhibiao.model.ruleset import RuleSet

if TYPE_CHECKING:
    import pyspark.sql

CELLS = "cells"
"""The column of what a rejected row's figures were, as JSON."""

_PLACE = "place"
"""The column of where a row stands, on the way."""

MOST_ROWS = 100_000
"""Rows that are scored at once."""

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
        A lazy frame; a row that cannot be scored has its ``reasons`` and no scores. A column of
        ours has ``.score`` behind its name where one that is kept has that name.

    Raises:
        FiguresError: columns that cannot be used.
    """
    found = _sources(rules, frame, places or {}, floats_as_text=floats_as_text)
    return mapped(frame, rules, found, detail=detail, lang=lang, cells=False)


def _sources(
    rules: RuleSet,
    frame: pyspark.sql.DataFrame,
    places: Mapping[str, int],
    *,
    floats_as_text: bool,
) -> tuple[Source, ...]:
    arrow.require_one_name_each(frame.columns)
    schema = _empty(frame).schema
    return sources(headers(schema), rules, places, floats_as_text=floats_as_text)


def _empty(frame: pyspark.sql.DataFrame) -> pl.DataFrame:
    return arrow.empty(_arrow_schema(frame))


def mapped(
    frame: pyspark.sql.DataFrame,
    rules: RuleSet,
    found: tuple[Source, ...],
    *,
    detail: bool,
    lang: str,
    cells: bool,
) -> pyspark.sql.DataFrame:
    """A Spark frame scored by the columns that are found; arguments as :func:`arrow_mapper`'s."""
    mapper = arrow_mapper(rules, found, detail=detail, lang=lang, cells=cells)
    names = frame.columns
    sample = scored_beside(_kernel(rules, found, detail), _empty(frame), lang, cells=cells)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return mapper(batch.rename_columns(names) for batch in batches)

    # Spark reads a dot in the name of a column as a field of it.
    numbered = frame.toDF(*(f"column_{index}" for index in range(len(names))))
    schema = sample.to_arrow(compat_level=_COMPATIBLE).schema
    used = {source.column for source in found}
    kept = [name for name in names if name not in used]
    return numbered.mapInArrow(run, _spark_schema(frame, schema, kept))


def arrow_mapper(
    rules: RuleSet,
    found: tuple[Source, ...],
    *,
    detail: bool = True,
    lang: str = "zh",
    cells: bool = False,
) -> Mapper:
    """A function of Arrow batches that scores them: what Spark, Ray and Dask map.

    Args:
        rules: the rule set.
        found: the columns that it reads.
        detail: as :func:`zhibiao.batch`.
        lang: the language of the reasons.
        cells: with a column of what the figures of a rejected row were.
    """

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        kernel = _kernel(rules, found, detail)
        for several in _together(batches):
            table = pl.DataFrame(pa.Table.from_batches(several))
            scored = scored_beside(kernel, table, lang, cells=cells)
            yield from _batches(scored.to_arrow(compat_level=_COMPATIBLE))

    return run


def _together(batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    """Batches in groups: what Spark sends at once is too little for columns to be quick."""
    group: list[pa.RecordBatch] = []
    for batch in batches:
        group.append(batch)
        if sum(one.num_rows for one in group) >= MOST_ROWS:
            yield group
            group = []
    if group:
        yield group


def _batches(table: pa.Table) -> list[pa.RecordBatch]:
    """The batches of a table: one at least, which has its columns."""
    return table.to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)]


_COMPATIBLE = pl.CompatLevel.oldest()
"""Spark reads no Arrow string views."""


def scored_beside(
    kernel: Kernel, table: pl.DataFrame, lang: str, *, cells: bool = False
) -> pl.DataFrame:
    """A table's other columns, its scores, and the reasons of the rows that have none."""
    used = {source.column for source in kernel.plan.sources}
    kept = table.select(name for name in table.columns if name not in used)
    scored = kernel.score(table)
    result = scored.frame
    if scored.rows is not None:
        place = free(_PLACE, result.columns)
        numbered = result.with_columns(scored.rows.cast(pl.Int64).alias(place))
        every = pl.DataFrame({place: pl.int_range(table.height, eager=True)})
        result = every.join(numbered, on=place, how="left", maintain_order="left").drop(place)
    bad = [one.row for one in scored.rejected]
    why = ["; ".join(_said(r, lang)) for r in scored.rejected]
    told = [_sparse(free(REASONS, table.columns), table.height, bad, why)]
    if cells:
        figures = table.select(source.column for source in kernel.plan.sources)
        written = [json.dumps(row_texts(figures.row(row))) for row in bad]
        told.append(_sparse(free(CELLS, table.columns), table.height, bad, written))
    beside = [*kept.columns, *(column.name for column in told)]
    return kept.hstack([*renamed(result, beside), *told])


def _sparse(name: str, height: int, rows: list[int], texts: list[str]) -> pl.Series:
    """A column that holds something in a few rows only."""
    found: pl.Series = pl.Series(name, [None], dtype=pl.String).new_from_index(0, height)
    return found.scatter(rows, texts) if rows else found


def _said(rejected: Rejected, lang: str) -> Iterator[str]:
    return (f"{column}: {why.render(lang)}" for column, why in rejected.reasons)


@lru_cache(maxsize=8)
def _kernel(
    rules: RuleSet, found: tuple[Source, ...], detail: bool
) -> Kernel:  # kept by its arguments
    return Kernel(Plan(rules, found), detail)


def _arrow_schema(frame: pyspark.sql.DataFrame) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(frame.schema)


def _spark_schema(frame: pyspark.sql.DataFrame, schema: pa.Schema, kept: Sequence[str]) -> Any:
    """The result's schema in Spark's terms, with the kept columns' own types."""
    from pyspark.sql.pandas.types import from_arrow_schema

    made = from_arrow_schema(schema)
    for field in made.fields:
        if field.name in kept:
            field.dataType = frame.schema[field.name].dataType
    return made
