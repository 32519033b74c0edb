"""Jobs on files in a real local Spark session: ``make spark``, which asks the kernel too."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest

import zhibiao
from tests.conformance.back_ends import session
from tests.written import STANDARDS
from zhibiao.bulk.tables.batch import Batch

pytestmark = pytest.mark.skipif(
    "ZHIBIAO_SPARK" not in os.environ, reason="a Spark session takes long to start; make spark"
)


@pytest.mark.filterwarnings("default")  # Spark's own
def test_files_by_spark_are_those_of_polars(tmp_path: Path) -> None:
    """The same job by either engine: the same scores, the same rows apart."""
    session()
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
