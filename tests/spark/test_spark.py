"""Jobs on files in a real local Spark session: ``make spark``, which asks the kernel too."""

from __future__ import annotations

import csv
import os
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest

import zhibiao
from tests.conformance.back_ends import session
from tests.written import STANDARDS
from zhibiao.bulk.tables.batch import Batch, Done
from zhibiao.errors import FiguresError, FormError

pytestmark = pytest.mark.skipif(
    "ZHIBIAO_SPARK" not in os.environ, reason="a Spark session takes long to start; make spark"
)
AROUND = zhibiao.loads(STANDARDS["around"])


@pytest.mark.filterwarnings("default")  # Spark's own
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_files_by_spark_are_those_of_polars(tmp_path: Path, encoding: str) -> None:
    """The same job by either engine: the same scores; the same rows apart, with their figures."""
    session()
    lines = ["单位,staff,posts", *(f"{n}局,{n - 3},{n % 7}" for n in range(40))]
    lines += ["短,1", "长,1,2,3", '"有""引号""，逗号,和\n换行",4,8', "坏,三,8", "负,1,-1"]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding=encoding)
    job, plain, done = by_both(tmp_path, "in.csv", "parquet")
    assert (done.rows, done.rejected) == (plain.rows, plain.rejected) == (45, 7)
    mine = pl.read_parquet(plain.output).drop("row").sort("单位")
    theirs = pl.read_parquet(job.output / "*.parquet").sort("单位")
    assert theirs.columns == mine.columns
    assert theirs.equals(mine)
    assert sorted(rejected_lines(job.rejects)) == sorted(
        line[1:] for line in rejected_lines(plain.rejects)
    )


@pytest.mark.filterwarnings("default")  # Spark's own
def test_a_second_run_replaces_the_first_whole(tmp_path: Path) -> None:
    """Scores as CSV; what an earlier run left, half or whole, is no part of them."""
    session()
    frame = pl.DataFrame({"unit": ["a", "b"], "staff": [103, -5], "posts": [100, 7]})
    frame.write_parquet(tmp_path / "in.parquet")
    for leftover in ("spark.csv", "spark.csv.writing"):
        (tmp_path / leftover).mkdir()
        (tmp_path / leftover / "part-0.csv").write_text("half", encoding="utf-8")
    job, plain, done = by_both(tmp_path, "in.parquet", "csv")
    assert (done.rows, done.rejected) == (plain.rows, plain.rejected) == (2, 1)
    found = pl.read_csv(job.output / "part-*.csv", infer_schema=False)
    assert found["unit"].to_list() == ["a"]
    assert not (tmp_path / "spark.csv.writing").exists()
    assert rejected_lines(job.rejects) == [line[1:] for line in rejected_lines(plain.rejects)]


@pytest.mark.filterwarnings("default")  # Spark's own
def test_a_failure_of_spark_leaves_no_output(tmp_path: Path) -> None:
    """A folder that cannot be written: a plain error, and nothing under the output's name."""
    session()
    files = import_module("zhibiao.bulk.tables.spark_files")
    pl.DataFrame({"staff": [103], "posts": [100]}).write_parquet(tmp_path / "in.parquet")
    (tmp_path / "file").write_text("", encoding="utf-8")
    job = Batch(AROUND, tmp_path / "in.parquet", tmp_path / "file" / "out.parquet")
    with pytest.raises(FormError, match="Spark"):
        files.run_file(job)
    assert (tmp_path / "file").read_text("utf-8") == ""


@pytest.mark.filterwarnings("default")  # Spark's own
def test_kept_columns_that_are_called_as_ours_are_kept(tmp_path: Path) -> None:
    """A frame, a file of Parquet and one of CSV: names are those that Polars gives."""
    spark = session()
    scoring = import_module("zhibiao.bulk.tables.spark")
    own = {"reasons": "a", "rating": "b", "total.low": "c", "Cells": "d", "__line__": "e"}
    frame = pl.DataFrame({**own, "staff": [103, -5], "posts": [100, 7]})
    frame.write_parquet(tmp_path / "in.parquet")
    frame.select("staff", *own, "posts").write_csv(tmp_path / "in.csv")
    for table in ("in.parquet", "in.csv"):
        job, plain, done = by_both(tmp_path, table, "parquet")
        assert (done.rows, done.rejected) == (2, 1)
        mine = pl.read_parquet(plain.output).drop("row")
        theirs = pl.read_parquet(job.output / "*.parquet")
        assert theirs.equals(mine.select(theirs.columns))
        assert theirs.columns == mine.columns
        assert theirs.row(0, named=True).items() >= own.items()
    found = scoring.score(AROUND, spark.read.parquet(str(tmp_path / "in.parquet"))).collect()
    assert found[0]["reasons"] == "a"
    assert [row["reasons.score"] is None for row in found] == [True, False]


@pytest.mark.filterwarnings("default")  # Spark's own
def test_rejects_of_either_engine_can_be_given_again(tmp_path: Path) -> None:
    """The reasons of the run before are in neither result, the numbers of its rows are kept."""
    session()
    (tmp_path / "in.csv").write_text("unit,staff,posts\n甲,-1,2\n乙,x,2\n丙,1\n", encoding="utf-8")
    job, plain, _ = by_both(tmp_path, "in.csv", "csv")
    assert rejected_lines(job.rejects)[0] == ["reasons", "unit", "staff", "posts"]
    for number, rejects in enumerate((job.rejects, plain.rejects)):
        again = tmp_path / f"again{number}.csv"
        again.write_text(rejects.read_text("utf-8-sig").replace("-1,2", "1,2"), encoding="utf-8")
        next_job, _, done = by_both(tmp_path, again.name, "parquet")
        assert (done.rows, done.rejected) == (3, 2)
        scored = pl.read_parquet(next_job.output / "*.parquet")
        assert "reasons" not in scored.columns
        assert ("row" in scored.columns) is (rejects == plain.rejects)
        assert scored["unit"].to_list() == ["甲"]
        heading, *lines = rejected_lines(next_job.rejects)
        assert heading[0] == "reasons"
        assert heading[-3:] == ["unit", "staff", "posts"]
        wanted = [line[1:] for line in rejected_lines(job.rejects) if "甲" not in line][1:]
        own = len(heading) - 3
        assert sorted(line[own:] for line in lines) == sorted(wanted)


@pytest.mark.filterwarnings("default")  # Spark's own
def test_columns_of_spark_that_share_a_name_are_refused() -> None:
    """As of every other frame."""
    spark = session()
    scoring = import_module("zhibiao.bulk.tables.spark")
    frame = spark.createDataFrame([(1, 2)], ["staff", "staff"])
    with pytest.raises(FiguresError, match="staff"):
        scoring.score(AROUND, frame)
    with pytest.raises(FiguresError, match="stff"):
        scoring.score(AROUND, spark.createDataFrame([(1,)], ["staff"]), places={"stff": 2})


def by_both(folder: Path, table: str, kind: str) -> tuple[Batch, Done, Done]:
    """One table scored by both engines: the job on Spark, what Polars did, what Spark did."""
    files = import_module("zhibiao.bulk.tables.spark_files")
    plain = Batch(AROUND, folder / table, folder / f"plain.{kind}").run()
    job = Batch(AROUND, folder / table, folder / f"spark.{kind}")
    return job, plain, files.run_file(job)


def rejected_lines(path: Path) -> list[list[str]]:
    """The lines of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
