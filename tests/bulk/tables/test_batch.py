"""Files of figures: bad input of every kind, encodings, a run that breaks off, a full disk."""

from __future__ import annotations

import csv
import errno
import json
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import zhibiao
from tests.written import INVENTED
from zhibiao.bulk.tables.batch import Batch
from zhibiao.bulk.tables.kernel import Kernel, Scores
from zhibiao.errors import FiguresError, FormError
from zhibiao.scoring.compiled.scorer import pairs

RULES = zhibiao.loads(INVENTED["around"])
HEADING = "单位,staff,posts,judged,honours,accident,new_unit"
GOOD = "甲,103,100,6,1,是,否"
Line = dict[str, str]


def written(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A CSV of the lines under the heading."""
    path = folder / "figures.csv"
    path.write_bytes("\n".join([HEADING, *lines]).encode(encoding))
    return path


def read(path: Path) -> list[Line]:
    """The lines of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_come_out_with_both_ends_status_and_rating(tmp_path: Path) -> None:
    """The result names its row and keeps the columns that are no figures."""
    job = Batch(RULES, written(tmp_path, GOOD, "乙,,100,6,1,是,否"), tmp_path / "out.csv")
    done = job.run()
    first, second = read(done.output)
    assert (done.rows, done.rejected) == (2, 0)
    assert (first["row"], first["单位"], first["rating"]) == ("1", "甲", "优")
    assert Decimal(first["total.low"]) == Decimal(first["total.high"]) == Decimal("35.09")
    assert (second["quality.status"], Decimal(second["quality.high"])) == ("unknown", Decimal(11))
    assert not job.parts.exists()
    assert not job.rejects.exists()


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("丙,-3,100,6,0,否,否", "staff", "-3"),
        ("丁,NaN,100,6,0,否,否", "staff", "NaN"),
        ("戊,inf,100,6,0,否,否", "staff", "inf"),
        ("己,2024-03-01,100,6,0,否,否", "staff", "2024-03-01"),
        ("庚,100,100,6,0.5,否,否", "honours", "0.5"),
        ("辛,100,100,8,0,否,否", "judged", "8"),
        ("壬,100,100,6,0,也许,否", "accident", "也许"),
        (f"癸,{'9' * 400},100,6,0,否,否", "staff", "9999"),
        ("子,100万元,100,6,0,否,否", "staff", "100万元"),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason(
    tmp_path: Path, line: str, column: str, reason: str
) -> None:
    """The rows around it are scored; it stands as it was beside what is wrong."""
    job = Batch(RULES, written(tmp_path, GOOD, line, GOOD), tmp_path / "out.csv")
    done = job.run()
    (bad,) = read(done.rejects)
    assert [row["row"] for row in read(done.output)] == ["1", "3"]
    assert bad["row"] == "2"
    assert [bad[name] for name in HEADING.split(",")] == line.split(",")
    assert bad["reasons"].startswith(f"{column}: ")
    assert reason in bad["reasons"]


def test_ten_to_the_fortieth_is_a_figure_like_any_other(tmp_path: Path) -> None:
    """Beyond every integer type a row is scored by itself, exactly."""
    job = Batch(RULES, written(tmp_path, f"甲,1{'0' * 40},100,6,0,否,否"), tmp_path / "out.csv")
    (row,) = read(job.run().output)
    wanted = {"staff": 10**40, "posts": 100, "judged": 6, "honours": 0}
    card = zhibiao.score(RULES, {**wanted, "accident": False, "new_unit": False})
    assert Decimal(row["total.low"]) == pairs(card)["total"][0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_table_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    """With a byte order mark, without one, or as Chinese Excel saves it."""
    job = Batch(RULES, written(tmp_path, GOOD, encoding=encoding), tmp_path / "out.csv")
    (row,) = read(job.run().output)
    assert row["单位"] == "甲"


def test_ragged_rows_are_kept_apart(tmp_path: Path) -> None:
    """A line with too few or too many cells is never moved into other columns."""
    lines = ["乙,1,2", GOOD, "丙,1,2,3,4,5,6,7"]
    done = Batch(RULES, written(tmp_path, *lines), tmp_path / "out.csv").run()
    assert [row["row"] for row in read(done.output)] == ["2"]
    with done.rejects.open(encoding="utf-8-sig", newline="") as file:
        _, *bad = csv.reader(file)
    assert [(one[0], ",".join(one[2:])) for one in bad] == [("1", lines[0]), ("3", lines[2])]


def test_an_interrupted_run_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes out is what an uninterrupted run writes: no row twice, none lost."""
    lines = [f"{n},{90 + n},100,{n % 9},{n % 4},否,否" for n in range(25)]
    table = written(tmp_path, *lines)
    whole = Batch(RULES, table, tmp_path / "whole.csv", size=4).run()
    scored = Kernel.score
    seen: list[int] = []

    def breaking(kernel: Kernel, frame: pl.DataFrame) -> Scores:
        seen.append(frame.height)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return scored(kernel, frame)

    monkeypatch.setattr(Kernel, "score", breaking)
    job = Batch(RULES, table, tmp_path / "out.csv", size=4)
    with pytest.raises(KeyboardInterrupt):
        job.run()
    assert not job.output.exists()
    done = Batch(RULES, table, tmp_path / "out.csv", size=4).run()
    assert done.resumed == 8
    assert job.output.read_bytes() == whole.output.read_bytes()
    assert job.rejects.read_bytes() == whole.rejects.read_bytes()
    assert whole.rejected == 2


KILLED = """
import os, signal, sys
from pathlib import Path
import zhibiao
from tests.bulk.tables.test_batch import RULES
from zhibiao.bulk.tables.batch import Batch
from zhibiao.bulk.tables import batch

whole, left = batch.written_whole, int(sys.argv[3])

def dying(path, write):
    global left
    left -= 1
    if left == 0:
        path.with_name(f"{path.name}.writing").write_bytes(b"half of it")
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(path, write)

batch.written_whole = dying
Batch(RULES, Path(sys.argv[1]), Path(sys.argv[2]), size=4).run()
"""
"""A run that is killed in the midst of writing its n-th file."""


@pytest.mark.parametrize("files", [1, 4, 9])
def test_a_killed_run_leaves_no_half_file_and_goes_on(tmp_path: Path, files: int) -> None:
    """Killed while a part or the result is written: the next run writes what one run does."""
    lines = [f"{n},{90 + n},100,{n % 9},{n % 4},否,否" for n in range(25)]
    table, output = written(tmp_path, *lines), tmp_path / "out.csv"
    whole = Batch(RULES, table, tmp_path / "whole.csv", size=4).run()
    command = [sys.executable, "-c", KILLED, str(table), str(output), str(files)]
    killed = subprocess.run(command, check=False)  # noqa: S603  # our own command line
    assert killed.returncode == -signal.SIGKILL
    assert not output.exists()
    done = Batch(RULES, table, output, size=4).run()
    assert (done.rows, done.rejected) == (whole.rows, whole.rejected)
    assert (done.resumed > 0) is (files > 1)
    assert done.output.read_bytes() == whole.output.read_bytes()
    assert done.rejects.read_bytes() == whole.rejects.read_bytes()
    assert not list(tmp_path.rglob("*.writing"))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("output", ["out.csv", "out.parquet"])
def test_a_table_without_rows_has_its_columns(tmp_path: Path, kind: str, output: str) -> None:
    """Only a heading in, only a heading out."""
    table = written(tmp_path)
    if kind == "parquet":
        table = tmp_path / "in.parquet"
        pl.read_csv(written(tmp_path), infer_schema=False).write_parquet(table)
    done = Batch(RULES, table, tmp_path / output).run()
    reader = pl.read_csv if output.endswith("csv") else pl.read_parquet
    assert done.rows == 0
    assert {"row", "单位", "total.low", "rating"} <= set(reader(done.output).columns)


def test_another_job_does_not_go_on_with_the_parts_of_the_last(tmp_path: Path) -> None:
    """A changed table starts anew."""
    job = Batch(RULES, written(tmp_path, GOOD), tmp_path / "out.csv")
    job.parts.mkdir()
    (job.parts / "job.json").write_text(json.dumps({"version": "0"}), encoding="utf-8")
    (job.parts / "000000.parquet").write_bytes(b"of another job")
    assert job.run().resumed == 0


def test_a_full_disk_is_said_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to do; the result is not there under its own name."""

    def full(_frame: pl.DataFrame, path: Path) -> None:
        path.write_bytes(b"half of")
        raise OSError(errno.ENOSPC, "No space left on device")

    job = Batch(RULES, written(tmp_path, GOOD), tmp_path / "out.csv")
    with monkeypatch.context() as patch:
        patch.setattr(pl.DataFrame, "write_parquet", full)
        with pytest.raises(FormError, match="No space left"):
            job.run()
    assert not job.output.exists()
    assert [path.name for path in job.parts.iterdir()] == ["job.json"]
    assert job.run().rows == 1


def test_parquet_in_and_out(tmp_path: Path) -> None:
    """Decimals, integers and truth values of a Parquet file need no text."""
    frame = pl.DataFrame(
        {
            "code": [1, 2, 3],
            "staff": ["103", "90.5", None],
            "posts": [100, 100, 0],
            "judged": [6, 7, 0],
            "honours": [0, 3, 2],
            "accident": [True, True, None],
            "new_unit": [False, True, False],
        }
    ).with_columns(pl.col("staff").cast(pl.Decimal(18, 4)))
    frame.write_parquet(tmp_path / "in.parquet")
    done = Batch(RULES, tmp_path / "in.parquet", tmp_path / "out.parquet", size=2).run()
    found = pl.read_parquet(done.output)
    assert found["code"].to_list() == [1, 2, 3]
    for row, figures in zip(
        found.iter_rows(named=True), frame.drop("code").iter_rows(named=True), strict=True
    ):
        given = {name: value for name, value in figures.items() if value is not None}
        for name, pair in pairs(zhibiao.score(RULES, given)).items():
            assert (row[f"{name}.low"], row[f"{name}.high"]) == pair


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("figures.csv", b"", "heading"),
        ("figures.csv", b"staff,staff\n1,2\n", "staff"),
        ("figures.csv", b"colour,name\nred,a\n", "no column"),
        ("figures.csv", b"staff\n\xff\xff\xff\n", "UTF-8"),
        ("figures.parquet", b"PAR1 not really", "no table"),
        ("figures.xlsx", b"", "only .csv and .parquet"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """One clear sentence instead of a library's error."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises((FormError, FiguresError)) as caught:
        Batch(RULES, path, tmp_path / "out.csv")
    assert words in caught.value.render("en")
