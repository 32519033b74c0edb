"""Jobs on files in a real local Spark session: ``make spark``, which asks the kernel too."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas
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
@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("spark.csv", "mine.txt"),
        ("spark.csv", ".hidden"),
        ("spark.csv", "_temporary"),
        ("spark.csv", "part-of-another/mine.txt"),
        ("spark.csv.writing", "mine.txt"),
    ],
)
def test_a_folder_that_is_none_of_sparks_is_left_alone(
    tmp_path: Path, folder: str, name: str
) -> None:
    """The run is refused before it starts, with what stands there and what to do."""
    files = import_module("zhibiao.bulk.tables.spark_files")
    (tmp_path / "in.csv").write_text("staff,posts\n103,100\n", encoding="utf-8")
    precious = tmp_path / folder / name
    precious.parent.mkdir(parents=True)
    precious.write_text("precious", encoding="utf-8")
    (tmp_path / folder / "part-0.csv").write_text("old", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FormError) as caught:
        files.run_file(Batch(AROUND, tmp_path / "in.csv", tmp_path / "spark.csv"))
    said = str(caught.value)
    assert str(tmp_path / folder) in said
    assert name.split("/", maxsplit=1)[0] in said
    assert "-o" in said
    assert precious.read_text("utf-8") == "precious"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.filterwarnings("default")  # Spark's own
def test_what_comes_into_the_folder_during_a_run_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run fails at its end, and removes nothing but what Spark wrote."""
    session()
    files = import_module("zhibiao.bulk.tables.spark_files")
    (tmp_path / "in.csv").write_text("staff,posts\n103,100\n", encoding="utf-8")
    scored = files._scored

    def meanwhile(*given: Any) -> Any:
        (tmp_path / "spark.csv").mkdir()
        (tmp_path / "spark.csv" / "mine.txt").write_text("precious", encoding="utf-8")
        return scored(*given)

    monkeypatch.setattr(files, "_scored", meanwhile)
    with pytest.raises(FormError, match="Spark"):
        files.run_file(Batch(AROUND, tmp_path / "in.csv", tmp_path / "spark.csv"))
    assert (tmp_path / "spark.csv" / "mine.txt").read_text("utf-8") == "precious"


@pytest.mark.filterwarnings("default")  # Spark's own
def test_an_empty_folder_a_file_and_a_link_are_replaced(tmp_path: Path) -> None:
    """Nothing is lost but the name: the folder that a link led to stays."""
    session()
    files = import_module("zhibiao.bulk.tables.spark_files")
    (tmp_path / "in.csv").write_text("staff,posts\n103,100\n", encoding="utf-8")
    (tmp_path / "empty.csv").mkdir()
    (tmp_path / "file.csv").write_text("old", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("precious", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "other")
    for name in ("empty.csv", "file.csv", "link.csv"):
        files.run_file(Batch(AROUND, tmp_path / "in.csv", tmp_path / name))
        assert len(list((tmp_path / name).glob("part-*.csv"))) == 1
    assert (tmp_path / "other" / "mine.txt").read_text("utf-8") == "precious"


AWKWARD = [
    '"甲"",局"', " 前", "后 ", "  ", "", "\\", '"', '\\"', 'a"b', 'a\\"b', "a,b", "a\\,b", "a\nb",
    "a\r\nb", "a\rb", "\n", "#号", "'单'", "\t", "\u3000全角\u3000", "NULL", "null", "-",
]  # fmt: skip
"""Texts that some reader or writer of CSV takes for something else."""


@pytest.mark.filterwarnings("default")  # Spark's own
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_awkward_texts_come_back_as_they_were(tmp_path: Path, kind: str) -> None:
    """Out of either kind of file, as the Polars engine has them and every reader of CSV."""
    session()
    number = [f"{n:02}" for n, _ in enumerate(AWKWARD)]
    whole = {"n": number, "a`b.c": AWKWARD, "y": AWKWARD[::-1], "staff": 103, "posts": 100}
    frame = pl.DataFrame(whole, schema_overrides={"staff": pl.String, "posts": pl.String})
    if kind == "csv":
        # Where lines end in CRLF, Spark reads one in a cell as LF.
        lines = [",".join(map(quoted, row)) for row in (tuple(frame.columns), *frame.iter_rows())]
        (tmp_path / "in.csv").write_bytes("\n".join(lines).encode())
    else:
        frame.write_parquet(tmp_path / "in.parquet")
    for result in ("csv", "parquet"):
        job, plain, done = by_both(tmp_path, f"in.{kind}", result)
        assert (done.rows, done.rejected) == (len(AWKWARD), 0)
        if result == "parquet":
            mine = pl.read_parquet(plain.output).drop("row")
            assert pl.read_parquet(job.output / "*.parquet").sort("n").equals(mine)
            assert mine["a`b.c"].to_list() == AWKWARD
            continue
        ours = [line[1:] for line in rejected_lines(plain.output)]
        parts = [rejected_lines(part) for part in sorted(job.output.glob("part-*.csv"))]
        assert {tuple(part[0]) for part in parts} == {tuple(ours[0])}
        theirs = sorted(line for part in parts for line in part[1:])
        assert theirs == ours[1:]
        assert [line[1] for line in theirs] == AWKWARD
        read = [
            pandas.read_csv(part, dtype=str, keep_default_na=False)
            for part in job.output.glob("part-*.csv")
        ]
        texts = pandas.concat(read).sort_values("n")["a`b.c"].tolist()
        assert texts == AWKWARD


@pytest.mark.filterwarnings("default")  # Spark's own
def test_numbers_and_moments_keep_all_their_digits(tmp_path: Path) -> None:
    """Decimals have no exponent, moments their microseconds."""
    session()
    small = [Decimal("0.00000001"), Decimal(0), None]
    moment = datetime(2024, 1, 1, 1, 2, 3, 456789)  # noqa: DTZ001  # a table may say no zone
    kept = {"n": ["a", "b", "c"], "small": small, "price": small, "at": moment}
    frame = pl.DataFrame(
        {**kept, "staff": 103, "posts": 100},
        schema_overrides={"small": pl.Decimal(20, 8), "price": pl.Decimal(20, 2)},
        strict=False,
    )
    frame.write_parquet(tmp_path / "in.parquet")
    job, plain, _ = by_both(tmp_path, "in.parquet", "csv")
    ours = [line[1:] for line in rejected_lines(plain.output)]
    parts = [rejected_lines(part) for part in job.output.glob("part-*.csv")]
    assert sorted(line for part in parts for line in part[1:]) == ours[1:]
    assert ours[1][1:4] == ["0.00000001", "0.00", "2024-01-01T01:02:03.456789"]


@pytest.mark.filterwarnings("default")  # Spark's own
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_of_nothing_but_figures_is_scored(tmp_path: Path, kind: str) -> None:
    """No column is kept, and a row that has no scores is told with its figures."""
    session()
    pl.DataFrame({"staff": [103, -1], "posts": [100, 2]}).write_parquet(tmp_path / "in.parquet")
    job, plain, done = by_both(tmp_path, "in.parquet", kind)
    assert (done.rows, done.rejected) == (2, 1)
    read = pl.read_parquet if kind == "parquet" else pl.read_csv
    assert read(job.output / "part-*").equals(read(plain.output).drop("row"))
    assert rejected_lines(job.rejects) == [line[1:] for line in rejected_lines(plain.rejects)]


@pytest.mark.filterwarnings("default")  # Spark's own
def test_lists_and_structures_are_kept_in_parquet(tmp_path: Path) -> None:
    """With the types that they had."""
    session()
    kept = {"n": ["a", "b"], "tags": [["x", None], []], "pair": [{"a": ["y"], "b": 1}, None]}
    pl.DataFrame({**kept, "staff": 103, "posts": 100}).write_parquet(tmp_path / "in.parquet")
    job, plain, _ = by_both(tmp_path, "in.parquet", "parquet")
    theirs = pl.read_parquet(job.output / "*.parquet").sort("n")
    assert theirs.equals(pl.read_parquet(plain.output).drop("row"))
    assert theirs.select(*kept).to_dict(as_series=False) == kept


@pytest.mark.filterwarnings("default")  # Spark's own
def test_what_fails_on_a_worker_is_told_by_its_own_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not that some exception was thrown, whose traceback one should see."""
    session()
    files = import_module("zhibiao.bulk.tables.spark_files")
    (tmp_path / "in.csv").write_text("unit,staff,posts\na,103,100\n", encoding="utf-8")
    mapped = files.mapped

    def failing(table: Any, *given: Any, **options: Any) -> Any:
        def fail(batches: Iterable[Any]) -> Iterator[Any]:
            try:
                yield os.environ["NO_SUCH_NAME"]
            except KeyError as error:
                raise ValueError(f"no room for {len(list(batches))} batches\nat all") from error

        return table.mapInArrow(fail, mapped(table, *given, **options).schema)

    monkeypatch.setattr(files, "mapped", failing)
    with pytest.raises(FormError) as caught:
        files.run_file(Batch(AROUND, tmp_path / "in.csv", tmp_path / "spark.csv"))
    said = caught.value.message.render("en")
    assert said.startswith('Spark did not finish "spark.csv": ValueError: no room for 1 batches. ')
    assert not (tmp_path / "spark.csv").exists()


def test_what_fails_in_java_is_told_by_its_innermost_error() -> None:
    """Out of what Py4J says of it."""
    files = import_module("zhibiao.bulk.tables.spark_files")
    told = """An error occurred while calling o88.csv.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 failed 1 times.
\tat org.apache.spark.scheduler.DAGScheduler.abortStage(DAGScheduler.scala:2935)
Caused by: org.apache.spark.SparkException: [TASK_WRITE_FAILED] Task failed while writing rows.
\t... 15 more
Caused by: java.io.IOException: No space left on device
\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)
"""
    lines = told.splitlines()
    assert files._why(Exception(told)) == "java.io.IOException: No space left on device"
    assert files._why(Exception("\n".join(lines[:3]))).endswith("Task 0 failed 1 times")
    assert (
        files._why(Exception("[NO_TABLE] There is none.\nSee above")) == "[NO_TABLE] There is none"
    )
    assert files._why(Exception()) == "Exception"


def test_java_says_nothing_below_an_error(tmp_path: Path) -> None:
    """A run from the shell, whose session is its own."""
    (tmp_path / "in.csv").write_text("unit,staff,posts\na,103,100\n", encoding="utf-8")
    call = ["batch", "cn-430600/department/2020", "in.csv", "-o", "out.csv", "--engine", "spark"]
    run = subprocess.run(  # noqa: S603  # the program of this very package
        [sys.executable, "-m", "zhibiao", *call],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    started = run.stderr.rpartition("NativeCodeLoader")[2]
    assert " WARN " not in started
    assert (tmp_path / "out.csv" / "_SUCCESS").exists()


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


def quoted(text: str) -> str:
    """A cell of CSV; Python's own writer leaves a CR bare where lines end in LF."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if set('",\r\n') & set(text) else text


def rejected_lines(path: Path) -> list[list[str]]:
    """The lines of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
