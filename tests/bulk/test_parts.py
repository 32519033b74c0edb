"""The folder of parts: what is ours goes, and what is somebody else's is refused and stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhibiao.bulk.parts import alone, clear, noted, require_ours
from zhibiao.errors import FormError

JOB = json.dumps({"version": "1"})


def folder(path: Path, files: dict[str, str]) -> Path:
    """A folder with such files."""
    found = path / "out.csv.parts"
    found.mkdir()
    for name, content in files.items():
        (found / name).write_text(content, encoding="utf-8")
    return found


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"lock": "1", "job.json.writing": "{"},
        {"job.json": JOB, "000000.parquet": "", "000000.csv": "", "000001.csv.writing": ""},
        {"job.json": "", "000000.parquet": ""},
        {"job.json": "\0\0\0"},
        {"job.json": '{"version'},
    ],
)
def test_what_a_run_leaves_is_ours_and_is_cleared(tmp_path: Path, files: dict[str, str]) -> None:
    """Also after a power cut, which may leave a note that is empty or half of one."""
    found = folder(tmp_path, files)
    require_ours(found)
    clear(found)
    assert [path.name for path in found.iterdir()] == (["lock"] if "lock" in files else [])


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"mine.txt": "precious"}, "mine.txt"),
        ({"job.json": JOB, "000000.parquet": "", "notes.csv": "precious"}, "notes.csv"),
        ({"000000.csv": "precious"}, "000000.csv"),
        ({"job.json": '{"mine": "precious"}'}, "job.json"),
        ({f"{n}.txt": "precious" for n in range(9)}, "4.txt, …"),
    ],
)
def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, files: dict[str, str], named: str
) -> None:
    """What it holds is said; parts without a note may be anybody's."""
    found = folder(tmp_path, files)
    with pytest.raises(FormError) as caught:
        require_ours(found)
    assert named in caught.value.render("en")
    assert str(found) in caught.value.render("zh")
    assert {path.name: path.read_text("utf-8") for path in found.iterdir()} == files


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """It is somebody's, whatever is in it; where nothing is, nothing is refused."""
    path = tmp_path / "out.csv.parts"
    require_ours(path)
    path.touch()
    with pytest.raises(FormError, match=r"out\.csv\.parts"):
        require_ours(path)


def test_clearing_leaves_what_came_meanwhile(tmp_path: Path) -> None:
    """Only names of ours are removed."""
    found = folder(tmp_path, {"job.json": JOB, "mine.txt": "precious"})
    clear(found)
    assert [path.name for path in found.iterdir()] == ["mine.txt"]


def test_a_damaged_note_is_none(tmp_path: Path) -> None:
    """No job is that of such a note."""
    found = folder(tmp_path, {})
    assert noted(found) is None
    for content, job in ((b"", None), (b"\xff\xfe", None), (JOB.encode(), {"version": "1"})):
        (found / "job.json").write_bytes(content)
        assert noted(found) == job


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """The second is told which process writes what; the folder goes if nothing came of it."""
    found = tmp_path / "out.csv.parts"
    with alone(found, tmp_path / "out.csv"):
        with pytest.raises(FormError) as caught, alone(found, tmp_path / "out.csv"):
            pass
        assert "another run (process" in caught.value.render("en")
        assert str(tmp_path / "out.csv") in caught.value.render("en")
    assert not found.exists()
