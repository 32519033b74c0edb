"""The kernel in a real local Spark session: ``make spark``."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import zhibiao
from tests.conformance.test_back_ends import evaluated, table
from tests.written import STANDARDS
from zhibiao.bulk.tables.batch import Batch
from zhibiao.testing.rows import rows

pytestmark = pytest.mark.skipif(
    "ZHIBIAO_SPARK" not in os.environ, reason="a Spark session takes long to start; make spark"
)
ROWS = 300


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One session for all; its workers have the Python of the tests."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    sql = import_module("pyspark.sql")
    made = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield made
    made.stop()


@pytest.mark.filterwarnings("default")  # Spark's own
@pytest.mark.parametrize("name", STANDARDS)
def test_spark_agrees_with_evaluate_on_every_cell(session: Any, name: str) -> None:
    """The conformance rows, over four partitions, cell by cell."""
    spark = import_module("zhibiao.bulk.tables.spark")
    rules = zhibiao.loads(STANDARDS[name])
    given = list(rows(rules, ROWS, random.Random(name)))  # noqa: S311  # rows need no secrecy
    numbered = table(given).with_columns(pl.int_range(len(given)).alias("number"))
    frame = session.createDataFrame(numbered.to_arrow(compat_level=pl.CompatLevel.oldest()))
    found = spark.score(rules, frame.repartition(4)).collect()
    by_number = {row["number"]: row.asDict() for row in found}
    assert len(by_number) == len(given)
    for number, wanted in enumerate(evaluated(rules, given)):
        row = by_number[number]
        assert row["reasons"] is None
        for cell, pair in wanted.items():
            got = tuple(Fraction(row[f"{cell}{end}"]) for end in (".low", ".high"))
            assert got == pair, (number, cell)


@pytest.mark.filterwarnings("default")  # Spark's own
def test_files_by_spark_are_those_of_polars(session: Any, tmp_path: Path) -> None:
    """The same job by either engine: the same scores, the same rows apart."""
    del session
    spark = import_module("zhibiao.bulk.tables.spark")
    rules = zhibiao.loads(STANDARDS["around"])
    lines = ["unit,staff,posts", *(f"{n},{n - 3},{n % 7}" for n in range(40))]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8")
    plain = Batch(rules, tmp_path / "in.csv", tmp_path / "plain.parquet").run()
    job = Batch(rules, tmp_path / "in.csv", tmp_path / "spark.parquet")
    done = spark.run_file(job)
    assert (done.rows, done.rejected) == (plain.rows, plain.rejected) == (40, 3)
    mine = pl.read_parquet(plain.output).drop("row").sort("unit")
    theirs = pl.read_parquet(tmp_path / "spark.parquet" / "*.parquet").sort("unit")
    assert theirs.select(mine.columns).equals(mine)
