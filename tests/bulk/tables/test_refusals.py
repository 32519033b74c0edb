"""What is refused before the first row: nothing is written, and the table stands as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import zhibiao
from tests.written import INVENTED
from zhibiao.bulk.tables.batch import Batch
from zhibiao.errors import FiguresError, FormError

RULES = zhibiao.loads(INVENTED["around"])
TABLE = "unit,staff,posts\n甲,103,100\n"


def itself(table: Path) -> Path:
    """The very name of the table."""
    return table


def linked(table: Path) -> Path:
    """A link to it."""
    path = table.with_name("link.csv")
    path.symlink_to(table)
    return path


def twin(table: Path) -> Path:
    """Another name of the same file."""
    path = table.with_name("twin.csv")
    os.link(table, path)
    return path


def its_rejects(table: Path) -> Path:
    """The output whose rejected rows stand where the table is."""
    table.rename(table.with_name("out.csv.rejected.csv"))
    return table.with_name("out.csv")


@pytest.mark.parametrize("output", [itself, linked, twin, its_rejects])
def test_a_run_does_not_write_over_its_table(
    tmp_path: Path, output: Callable[[Path], Path]
) -> None:
    """Scores or rejected rows in its place, by whatever name, would be its end."""
    table = tmp_path / "in.csv"
    table.write_text(TABLE, encoding="utf-8")
    out = output(table)
    table = table if table.exists() else tmp_path / "out.csv.rejected.csv"
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FormError) as caught:
        Batch(RULES, table, out)
    assert "-o" in caught.value.render("en")
    assert sorted(tmp_path.iterdir()) == before
    assert table.read_text("utf-8") == TABLE


@pytest.mark.parametrize("folder", ["out.csv.parts", "out.csv", "out.csv.writing"])
def test_a_table_in_a_folder_that_the_run_clears_is_refused(tmp_path: Path, folder: str) -> None:
    """The parts, and what Spark writes, are folders; what stands in them goes."""
    (tmp_path / folder).mkdir()
    table = tmp_path / folder / "in.csv"
    table.write_text(TABLE, encoding="utf-8")
    with pytest.raises(FormError):
        Batch(RULES, table, tmp_path / "out.csv")
    assert table.read_text("utf-8") == TABLE


COLUMNS = {
    "list": pa.array([[1]]),
    "struct": pa.array([{"a": 1}]),
    "bytes": pa.array([b"a"]),
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_kept_column_that_csv_cannot_hold_is_refused(tmp_path: Path, kind: str) -> None:
    """Before the run, and only where the result is one of CSV."""
    table = pa.table({"extra": COLUMNS[kind], "staff": [103], "posts": [100]})
    pq.write_table(table, tmp_path / "in.parquet")
    with pytest.raises(FiguresError) as caught:
        Batch(RULES, tmp_path / "in.parquet", tmp_path / "out.csv")
    assert '"extra"' in caught.value.render("en")
    assert ".parquet" in caught.value.render("en")
    done = Batch(RULES, tmp_path / "in.parquet", tmp_path / "out.parquet").run()
    assert pl.read_parquet(done.output)["extra"].to_list() == table["extra"].to_pylist()


@pytest.mark.parametrize("column", ["staff", "extra"])
@pytest.mark.parametrize(
    "values",
    [
        pa.array([Decimal(10) ** 40]),
        pa.array([[Decimal(10) ** 40]]),
        pa.array([None], pa.month_day_nano_interval()),
        pa.array([None], pa.list_view(pa.int64())),
    ],
)
def test_a_column_of_a_type_that_cannot_be_read_is_named(values: pa.Array, column: str) -> None:
    """Also one that is only kept; a frame of Arrow is what a file of Parquet is."""
    table = pa.table({"posts": [100], column: values})
    with pytest.raises(FiguresError) as caught:
        zhibiao.batch(RULES, table)
    assert f'column "{column}"' in caught.value.render("en")
    assert str(values.type) in caught.value.render("en")


def test_parquet_of_long_decimals_or_twice_the_same_name_is_refused(tmp_path: Path) -> None:
    """Nothing is left behind."""
    path = tmp_path / "in.parquet"
    for table, words in (
        (pa.table({"staff": [103], "extra": [Decimal(10) ** 40]}), "decimal256"),
        (pa.table([[103], [104]], names=["staff", "staff"]), "staff"),
    ):
        pq.write_table(table, path)
        with pytest.raises(FiguresError, match=words):
            Batch(RULES, path, tmp_path / "out.csv")
        assert list(tmp_path.iterdir()) == [path]


def test_columns_without_a_name_are_told_by_their_place(tmp_path: Path) -> None:
    """Commas that a spreadsheet leaves behind the last column."""
    path = tmp_path / "in.csv"
    path.write_text("staff,posts,,\n1,2,,\n", encoding="utf-8")
    with pytest.raises(FormError) as caught:
        Batch(RULES, path, tmp_path / "out.csv")
    assert "no name: 3, 4" in caught.value.render("en")
