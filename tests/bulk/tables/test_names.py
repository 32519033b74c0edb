"""What columns are called: all others are kept, and rejected rows can be given again."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest

import zhibiao
from tests.written import INVENTED
from zhibiao.bulk.tables.batch import Batch, Done
from zhibiao.bulk.tables.naming import apart, marks

RULES = zhibiao.loads(INVENTED["around"])


def run(folder: Path, name: str, text: str, output: str, *, size: int = 100) -> Done:
    """A table of CSV, scored."""
    (folder / name).write_text(text, encoding="utf-8-sig")
    return Batch(RULES, folder / name, folder / output, size=size).run()


def read(path: Path) -> list[list[str]]:
    """The cells of a CSV, with its heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_columns_of_the_tables_own_are_kept_and_ours_make_way(tmp_path: Path) -> None:
    """Also where they are called as a result, or as the number of the row."""
    text = "row,total.low,rating,staff,posts\n7,a,b,103,100\n8,c,d,-1,100\n"
    done = run(tmp_path, "in.csv", text, "out.csv")
    heading, cells = read(done.output)
    line = dict(zip(heading, cells, strict=True))
    assert len(line) == len(heading)
    assert (line["row"], line["total.low"], line["rating"]) == ("7", "a", "b")
    assert line["row.score"] == "1"
    assert {"total.low.score", "total.high", "rating.score"} <= set(heading)
    bad_heading, bad = read(done.rejects)
    assert bad_heading == ["row.score", "reasons", *text.splitlines()[0].split(",")]
    assert [bad[0], *bad[2:]] == ["2", "8", "c", "d", "-1", "100"]


def test_new_names_meet_no_other() -> None:
    """Whatever case they are in, since Spark sees none; and not one another."""
    assert apart(["a", "b"], ["A"]) == {"a": "a.score"}
    assert apart(["a", "a.score"], ["a"]) == {"a": "a.score", "a.score": "a.score.score"}


@pytest.mark.parametrize("size", [1, 2, 100])
def test_corrected_rejects_keep_their_numbers(tmp_path: Path, size: int) -> None:
    """What is wrong still comes out as it came in; the earlier reasons are in neither file."""
    text = "unit,staff,posts\n甲,103,100\n乙,-1,100\n丙,x,100\n丁,1\n戊,-2,100\n"
    first = run(tmp_path, "in.csv", text, "out.csv", size=size)
    rejects = first.rejects.read_text("utf-8-sig")
    assert [line[0] for line in read(first.rejects)] == ["row", "2", "3", "4", "5"]
    corrected = rejects.replace("-1,100", "101,100").replace("丁,1", "丁,1,2")
    second = run(tmp_path, "again.csv", corrected, "more.csv", size=size)
    assert [line[0] for line in read(second.output)] == ["row", "2", "4"]
    assert read(second.output)[0] == read(first.output)[0]
    old = {line[0]: line for line in read(first.rejects)}
    assert read(second.rejects) == [old["row"], old["3"], old["5"]]
    third = run(tmp_path, "third.csv", second.rejects.read_text("utf-8-sig"), "last.csv")
    assert third.rejects.read_bytes() == second.rejects.read_bytes()


def test_a_row_that_was_added_to_rejects_has_no_number(tmp_path: Path) -> None:
    """An empty number stays empty; what is none is said, and the row is not scored."""
    text = "row,reasons,unit,staff,posts\n,,甲,103,100\nq,,乙,103,100\n 7 ,,丙,103,100\n"
    done = run(tmp_path, "in.csv", text, "out.csv")
    assert [line[:2] for line in read(done.output)[1:]] == [["", "甲"], ["7", "丙"]]
    _, (number, why, *cells) = read(done.rejects)
    assert (number, cells) == ("q", ["乙", "103", "100"])
    assert '"q"' in why or "“q”" in why


def test_rejects_of_a_table_that_has_such_columns_are_known_again(tmp_path: Path) -> None:
    """Its own ``row`` and ``reasons`` are kept all the way."""
    text = "row,x,reasons,staff,posts\nr,1,own,-1,100\n"
    first = run(tmp_path, "in.csv", text, "out.csv")
    heading = ["row.score", "reasons.score", "row", "x", "reasons", "staff", "posts"]
    assert read(first.rejects)[0] == heading
    again = first.rejects.read_text("utf-8-sig").replace("-1,", "103,")
    second = run(tmp_path, "again.csv", again, "more.csv")
    assert read(second.output)[0][:4] == ["row.score", "row", "x", "reasons"]
    assert read(second.output)[1][:4] == ["1", "r", "1", "own"]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("row,reasons,staff", ("row", "reasons")),
        ("reasons,staff", ("reasons",)),
        ("row,staff,reasons", ()),
        ("staff,row,reasons", ()),
        ("row,reasons", ()),
        ("row,reasons,staff,row", ()),
    ],
)
def test_rejects_are_known_by_the_start_of_their_heading(
    heading: str, found: tuple[str, ...]
) -> None:
    """Those of Spark have no numbers; a table needs columns of its own."""
    assert marks(heading.split(",")) == found


def test_a_parquet_table_keeps_a_column_named_row(tmp_path: Path) -> None:
    """With its own type, beside the numbers."""
    frame = pl.DataFrame({"row": ["a", "b"], "staff": [103, 100], "posts": [100, 100]})
    frame.write_parquet(tmp_path / "in.parquet")
    done = Batch(RULES, tmp_path / "in.parquet", tmp_path / "out.parquet").run()
    found = pl.read_parquet(done.output)
    assert found["row"].to_list() == ["a", "b"]
    assert found["row.score"].to_list() == [1, 2]
