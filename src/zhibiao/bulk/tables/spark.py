"""The same kernel on many machines: Spark maps it over its partitions as Arrow batches.

Only the rule set travels; each worker makes its plan anew, once, so that nothing depends on the
version of Polars that made it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from zhibiao.messages import Message, say
from zhibiao.messages import arguments as asked
from zhibiao.messages import spark as said
from zhibiao.messages import tables as texts
from zhibiao.model.argument import require
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
        ArgumentError: a value of the wrong kind.
        FiguresError: columns that cannot be used.
    """
    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    if not hasattr(frame, "mapInArrow"):  # one of Spark Connect has it too, of another class
        require("frame", frame, (), said.A_FRAME, said.GIVE_FRAME)
    require("places", places, (Mapping, type(None)), asked.PLACES, asked.GIVE_PLACES)
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
    known = arrow.empty(_arrow_schema(frame)).schema
    return sources(headers(known), rules, places, floats_as_text=floats_as_text)


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
    nothing = pa.Table.from_batches([], schema=_arrow_schema(frame))
    sample = scored_beside(_kernel(rules, found, detail), nothing, lang, cells=cells)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return mapper(batch.rename_columns(names) for batch in batches)

    # Spark reads a dot in the name of a column as a field of it.
    numbered = frame.toDF(*(f"column_{index}" for index in range(len(names))))
    return numbered.mapInArrow(run, _spark_schema(frame, sample.schema))


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

    Raises:
        ArgumentError: a value of the wrong kind.
    """
    require("rules", rules, RuleSet, asked.RULES, asked.LOAD_FIRST)
    require("found", found, (tuple, list), said.SOURCES, said.GIVE_SOURCES)
    for one in found:
        require("found", one, Source, said.SOURCES, said.GIVE_SOURCES)
    columns = tuple(found)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        kernel = _kernel(rules, columns, detail)
        for several in _together(batches):
            table = pa.Table.from_batches(several)
            yield from _batches(scored_beside(kernel, table, lang, cells=cells))

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


def scored_beside(kernel: Kernel, table: pa.Table, lang: str, *, cells: bool = False) -> pa.Table:
    """A table's other columns, its scores, and the reasons of the rows that have none.

    The other columns never become Polars', so that each keeps its type: lists and maps have
    other ones there, which Spark does not take back.
    """
    used = [source.column for source in kernel.plan.sources]
    kept = table.select([name for name in table.column_names if name not in used])
    figures = pl.DataFrame(table.select(used))
    scored = kernel.score(figures)
    result = scored.frame
    if scored.rows is not None:
        place = free(_PLACE, result.columns)
        numbered = result.with_columns(scored.rows.cast(pl.Int64).alias(place))
        every = pl.DataFrame({place: pl.int_range(figures.height, eager=True)})
        result = every.join(numbered, on=place, how="left", maintain_order="left").drop(place)
    bad = [one.row for one in scored.rejected]
    why = ["; ".join(_said(r, lang)) for r in scored.rejected]
    told = [_sparse(free(REASONS, table.column_names), figures.height, bad, why)]
    if cells:
        written = [json.dumps(row_texts(figures.row(row))) for row in bad]
        told.append(_sparse(free(CELLS, table.column_names), figures.height, bad, written))
    beside = [*kept.column_names, *(column.name for column in told)]
    made = pl.DataFrame([*renamed(result, beside), *told]).to_arrow(compat_level=_COMPATIBLE)
    schema = pa.schema([*kept.schema, *made.schema])
    return pa.Table.from_arrays([*kept.columns, *made.columns], schema=schema)


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
    """The schema of the batches that Spark sends.

    Raises:
        FiguresError: columns whose types Arrow has not, such as intervals; all of them.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    found: list[pa.Field[Any]] = []
    faults: list[tuple[str, Message]] = []
    for field in frame.schema.fields:
        try:
            found += to_arrow_schema(StructType([field]))
        except PySparkException:
            kind = field.dataType.simpleString()
            faults.append((field.name, say(texts.NO_SUCH_TYPE, column=field.name, found=kind)))
    arrow.refuse(faults)
    return pa.schema(found)


def _spark_schema(frame: pyspark.sql.DataFrame, schema: pa.Schema) -> Any:
    """The result's schema in Spark's terms, with the kept columns' own types."""
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType

    own = {field.name: StructField(field.name, field.dataType) for field in frame.schema.fields}
    return StructType(
        [own.get(field.name) or from_arrow_schema(pa.schema([field]))[0] for field in schema]
    )
