"""Scores a Parquet table with Dask: ``python dask_batch.py RULESET IN.parquet OUT``.

The function that Spark maps over its partitions takes Arrow batches and gives Arrow batches, and
so any engine can map it. Rows that cannot be scored have their ``reasons``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import dask.dataframe as dd
import pandas as pd
import polars as pl
import pyarrow as pa

import zhibiao
from zhibiao.bulk.tables.columns import sources
from zhibiao.bulk.tables.reading import headers
from zhibiao.bulk.tables.spark import Mapper, arrow_mapper


def main(arguments: Sequence[str]) -> None:
    """One table, partition by partition, on whatever cluster Dask has."""
    ruleset, table, output = arguments
    rules = zhibiao.load(ruleset)
    frame = dd.read_parquet(table, dtype_backend="pyarrow")  # no figure becomes a float
    schema = pl.from_arrow(arrow(frame.head(0, npartitions=-1))).schema
    found = sources(headers(schema), rules, {}, floats_as_text=False)
    mapper = arrow_mapper(rules, found, lang="en")
    meta = scored(frame.head(0, npartitions=-1), mapper)
    frame.map_partitions(scored, mapper, meta=meta).to_parquet(output)


def scored(part: pd.DataFrame, mapper: Mapper) -> pd.DataFrame:
    """The scores of one partition."""
    batches = mapper([arrow(part)])
    return pa.Table.from_batches(batches).to_pandas(types_mapper=pd.ArrowDtype)


def arrow(part: pd.DataFrame) -> pa.RecordBatch:
    """A partition as one Arrow batch."""
    return pa.RecordBatch.from_pandas(part, preserve_index=False)


if __name__ == "__main__":
    main(sys.argv[1:])
