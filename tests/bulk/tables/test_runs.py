"""Runs of a batch and what hinders them: places, folders of somebody else, damage, other runs."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.bulk.tables.test_batch import GOOD, RULES, read, written
from zhibiao.bulk.locking import locked
from zhibiao.bulk.tables.batch import Batch, written_whole
from zhibiao.bulk.tables.kernel import Kernel, Scores
from zhibiao.bulk.tables.refusals import is_without_room
from zhibiao.errors import FormError

LINES = [f"{n},{90 + n},100,{n % 9},{n % 4},否,否" for n in range(25)]
"""Rows of which two are rejected, the ninth and the eighteenth."""


def refused(job: Batch) -> str:
    """What a run says that is refused."""
    with pytest.raises(FormError) as caught:
        job.run()
    return caught.value.render("en")


def broken_off(job: Batch, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """A run that is broken off after some parts."""
    scored, seen = Kernel.score, []

    def breaking(kernel: Kernel, frame: pl.DataFrame) -> Scores:
        seen.append(frame.height)
        if len(seen) > after:
            raise KeyboardInterrupt
        return scored(kernel, frame)

    with monkeypatch.context() as patch:
        patch.setattr(Kernel, "score", breaking)
        with pytest.raises(KeyboardInterrupt):
            job.run()


def test_a_folder_of_the_users_is_refused_and_stays(tmp_path: Path) -> None:
    """Though it is called as that of the parts; it is refused before the run."""
    job = Batch(RULES, written(tmp_path, GOOD), tmp_path / "out.csv")
    job.parts.mkdir()
    (job.parts / "mine.txt").write_text("precious", encoding="utf-8")
    assert "mine.txt" in refused(job)
    job.forget()
    assert [path.name for path in job.parts.iterdir()] == ["mine.txt"]
    assert not job.output.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 40, b"\xff"])
def test_a_damaged_note_starts_anew(tmp_path: Path, content: bytes) -> None:
    """As a power cut leaves it; the parts beside it belong to nobody knows what."""
    job = Batch(RULES, written(tmp_path, GOOD), tmp_path / "out.csv")
    job.parts.mkdir()
    (job.parts / "job.json").write_bytes(content)
    (job.parts / "000000.parquet").write_bytes(b"of another job")
    done = job.run()
    assert (done.rows, done.resumed) == (1, 0)
    assert not job.parts.exists()


def cut(path: Path) -> None:
    """Leaves the first half of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def emptied(path: Path) -> None:
    """Leaves the name alone."""
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, emptied, Path.unlink])
@pytest.mark.parametrize("name", ["000000.parquet", "000003.csv"])
def test_a_damaged_part_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None], name: str
) -> None:
    """Also where its rejected rows are damaged or gone: what comes out is what one run writes."""
    table = written(tmp_path, *[*LINES[:12], "子,-3,100,6,0,否,否", "丑,-4,100,6,0,否,否"], *LINES)
    whole = Batch(RULES, table, tmp_path / "whole.csv", size=4).run()
    broken_off(Batch(RULES, table, tmp_path / "out.csv", size=4), monkeypatch, after=5)
    damage(tmp_path / "out.csv.parts" / name)
    done = Batch(RULES, table, tmp_path / "out.csv", size=4).run()
    assert done.resumed == 16
    assert done.rejected == whole.rejected > 2
    assert done.output.read_bytes() == whole.output.read_bytes()
    assert done.rejects.read_bytes() == whole.rejects.read_bytes()


def test_a_second_run_of_the_same_output_is_refused(tmp_path: Path) -> None:
    """While the first lasts; the second leaves its parts alone."""
    job = Batch(RULES, written(tmp_path, GOOD), tmp_path / "out.csv")
    with locked(job.parts / "lock"):
        said = refused(job)
        job.forget()
        assert (job.parts / "lock").exists()
    assert f"another run (process {os.getpid()}) writes" in said
    assert str(job.output) in said
    assert job.run().rows == 1
    assert not job.parts.exists()


def test_a_folder_in_the_place_of_the_output_is_refused_first(tmp_path: Path) -> None:
    """Before a row is scored; the same holds for that of the rejected rows."""
    table = written(tmp_path, GOOD)
    for name in ("out.csv", "out.csv.rejected.csv"):
        (tmp_path / name).mkdir()
        assert f'"{tmp_path / name}", which is to be written' in refused(
            Batch(RULES, table, tmp_path / "out.csv")
        )
        (tmp_path / name).rmdir()
    assert list(tmp_path.iterdir()) == [table]


def test_a_place_where_nothing_can_be_written_is_said_first(tmp_path: Path) -> None:
    """With its path and cause, and without a word of room or of what is done."""
    (tmp_path / "file").touch()
    table, output = written(tmp_path, GOOD), tmp_path / "file" / "out.csv"
    said = refused(Batch(RULES, table, output))
    assert f'"{output}" cannot be written: Not a directory. No row was scored yet' in said
    assert "room" not in said


def test_a_failure_is_said_by_its_cause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done is kept, and where; a broken disk lacks no room."""
    write = pl.DataFrame.write_parquet

    def failing(frame: pl.DataFrame, path: Path) -> None:
        if path.name.startswith("000002"):
            raise OSError(errno.EIO, "Input/output error")
        write(frame, path)

    job = Batch(RULES, written(tmp_path, *LINES), tmp_path / "out.csv", size=4)
    with monkeypatch.context() as patch:
        patch.setattr(pl.DataFrame, "write_parquet", failing)
        said = refused(job)
    assert "Input/output error" in said
    assert f'kept in "{job.parts}"' in said
    assert "room" not in said
    assert job.run().resumed == 8


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (pl.exceptions.ComputeError(f"No space left on device (os error {errno.ENOSPC})"), True),
        (OSError(f"Failed to write. Detail: [errno {errno.ENOSPC}] No space left"), True),
        (OSError(errno.EROFS, "Read-only file system"), False),
        (pl.exceptions.ComputeError("Read-only file system (os error 30)"), False),
        (OSError("something else"), False),
    ],
)
def test_only_a_full_disk_or_quota_lacks_room(error: Exception, is_so: bool) -> None:
    """Whether it is the system's error, or one of a library that tells its number in words."""
    assert is_without_room(error) is is_so


@pytest.mark.parametrize("is_there", [True, False])
def test_an_output_that_is_a_link_is_written_where_it_leads(tmp_path: Path, is_there: bool) -> None:
    """The link stays one; so does that of the rejected rows."""
    (tmp_path / "elsewhere").mkdir()
    for name in ("out.csv", "out.csv.rejected.csv"):
        target = tmp_path / "elsewhere" / f"my-{name}"
        if is_there:
            target.write_text("old", encoding="utf-8")
        (tmp_path / name).symlink_to(target)
    bad = "丙,-3,100,6,0,否,否"
    done = Batch(RULES, written(tmp_path, GOOD, bad), tmp_path / "out.csv").run()
    assert done.output.is_symlink()
    assert done.rejects.is_symlink()
    assert [row["row"] for row in read(tmp_path / "elsewhere" / "my-out.csv")] == ["1"]
    assert [row["row"] for row in read(tmp_path / "elsewhere" / "my-out.csv.rejected.csv")] == ["2"]
    assert not list(tmp_path.rglob("*.writing"))


def test_what_is_written_whole_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """Neither when it fails, nor when it does not."""
    path = tmp_path / "a.csv"
    assert written_whole(path, lambda beside: beside.write_text("1", "utf-8")) == 1
    with pytest.raises(FileNotFoundError):
        written_whole(path, lambda _: None)
    assert path.read_text("utf-8") == "1"
    assert list(tmp_path.iterdir()) == [path]


def test_a_quote_that_is_not_closed_refuses_the_table(tmp_path: Path) -> None:
    """It would swallow all rows behind it; no folder is left, since the table must change."""
    table = written(tmp_path, GOOD, '"乙,103,100,6,1,是,否', GOOD, GOOD)
    said = refused(Batch(RULES, table, tmp_path / "out.csv"))
    assert "opens in line 3 is not closed" in said
    assert list(tmp_path.iterdir()) == [table]


def test_lines_that_a_quote_joins_are_said_with_the_row(tmp_path: Path) -> None:
    """A quote that a later one closes; the rows in between are in the rejected one."""
    table = written(tmp_path, GOOD, '"乙,103,100,6,1,是,否', '丙",103,100', GOOD)
    done = Batch(RULES, table, tmp_path / "out.csv", lang="en").run()
    (bad,) = read(done.rejects)
    assert "lines 3 to 4 of the file are one row" in bad["reasons"]
    assert bad["单位"] == "乙,103,100,6,1,是,否\n丙"
    assert [row["row"] for row in read(done.output)] == ["1", "3"]


def test_empty_lines_before_the_heading_are_skipped(tmp_path: Path) -> None:
    """As they are between the rows; of empty lines alone the table is empty."""
    table = written(tmp_path, GOOD)
    table.write_bytes(b"\n\r\n" + table.read_bytes())
    (row,) = read(Batch(RULES, table, tmp_path / "out.csv").run().output)
    assert (row["row"], row["单位"]) == ("1", "甲")
    table.write_bytes(b"\n\n")
    with pytest.raises(FormError, match=r"表头|heading"):
        Batch(RULES, table, tmp_path / "out.csv")


TEXT = "unit,staff,posts\n甲,103,100\n"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", TEXT.encode("utf-16"), "UTF-16"),
        ("t.csv", b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        ("t.csv", b"\x1f\x8b\x08\0", "compressed (gzip)"),
        ("t.csv.gz", b"\x1f\x8b\x08\0", "compressed (gzip)"),
        ("t.csv", b"PK\x03\x04", "Excel workbook (.xlsx)"),
        ("t.xlsx", b"PK\x03\x04", "Excel workbook (.xlsx)"),
        ("t.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "(.xls)"),
        ("t.csv", b"PAR1\x15\x04", "ends in .parquet"),
        ("t.parquet", TEXT.encode(), "ends in .csv"),
        ("t.parquet", b"\x28\xb5\x2f\xfd", "compressed (zstd)"),
        ("t.csv", TEXT.replace(",", ";").encode(), "separated by semicolons (;)"),
        ("t.csv", TEXT.replace(",", "\t").encode(), "separated by tabs"),
        ("t.txt", TEXT.encode(), "only .csv and .parquet"),
    ],
)
def test_a_file_of_another_kind_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    """By its first bytes, or by its heading, and not by the first byte that is no text."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FormError) as caught:
        Batch(RULES, tmp_path / name, tmp_path / "out.csv")
    assert words in caught.value.render("en")
    assert name in caught.value.render("zh")


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_a_table_that_is_not_there_or_a_folder_is_said_plainly(tmp_path: Path, name: str) -> None:
    """With its path, in words of ours."""
    table = tmp_path / name
    with pytest.raises(FormError) as caught:
        Batch(RULES, table, tmp_path / "out.csv")
    assert f'no file "{table}"' in caught.value.render("en")
    table.mkdir()
    with pytest.raises(FormError) as caught:
        Batch(RULES, table, tmp_path / "out.csv")
    assert f'"{table}" is a folder' in caught.value.render("en")


def test_a_file_without_a_name_of_its_own_is_named_by_its_path(tmp_path: Path) -> None:
    """A dot is a folder, and no empty name."""
    with pytest.raises(FormError) as caught:
        Batch(RULES, Path(), tmp_path / "out.csv")
    assert '"." is a folder' in caught.value.render("en")
    with pytest.raises(FormError) as caught:
        Batch(RULES, written(tmp_path, GOOD), Path())
    assert '"."' in caught.value.render("en")
