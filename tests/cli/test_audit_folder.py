"""``zhibiao audit`` over folders, and what it writes: as a user types it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.reports import samples

ROOT = Path(__file__).parents[2]
FORM = ROOT / "examples" / "forms" / "shili-2023.form.toml"


def audit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One call of the command in a process of its own."""
    call = "from zhibiao.cli import main; main()"
    return subprocess.run(  # noqa: S603  # our own command, with our own arguments
        [sys.executable, "-c", call, "audit", *arguments, "--rules", str(ROOT / "examples/rules")],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "ZHIBIAO_LANG": "en"},
        check=False,
    )


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it comes: forms of three formats, a broken file, and what is no form."""
    folder = tmp_path_factory.mktemp("units")
    inside = folder / "units" / "second district"
    inside.mkdir(parents=True)
    shutil.copy(FORM, folder / "units" / "a.form.toml")
    (folder / "units" / "b.docx").write_bytes(samples.docx())
    (inside / "c.xlsx").write_bytes(samples.xlsx())
    (folder / "units" / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "units" / "~$b.docx").write_bytes(b"open elsewhere")
    (folder / "units" / ".hidden.docx").write_bytes(b"hidden")
    (folder / "units" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


@pytest.fixture(scope="module")
def shape(units: Path) -> Any:
    """The JSON of the folder's audit, with all its reports."""
    done = audit(
        units, "units", "--json", "-j", "2", "--report", "units/out", "--annotate", "marked",
        "--resume", "done.jsonl",
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    return json.loads(done.stdout)


def test_every_format_is_found_and_nothing_else(shape: Any) -> None:
    """Forms below the folder are audited; temporary and hidden files are not."""
    assert [(one["file"], one["kind"]) for one in shape["files"]] == [
        ("units/a.form.toml", "toml"),
        ("units/b.docx", "docx"),
        ("units/broken.docx", "docx"),
        ("units/second district/c.xlsx", "xlsx"),
    ]


def test_a_bad_file_has_its_reason_and_stops_nobody(shape: Any) -> None:
    """The broken file is listed with why, beside the results of the others."""
    (failed,) = shape["summary"]["failed"]
    assert failed["file"] == "units/broken.docx"
    assert failed["reason"] == shape["files"][2]["error"]["message"]
    assert shape["summary"]["files"] == 4
    assert shape["summary"]["forms"] == 3


def test_the_summary_counts_what_the_files_hold(shape: Any) -> None:
    """Units that differ most come first, and each check is counted with its forms."""
    found = [one for file in shape["files"] for form in file["forms"] for one in form["findings"]]
    made = shape["summary"]
    assert made["errors"] == sum(1 for one in found if one["severity"] == "error")
    assert sum(check["findings"] for check in made["checks"]) == len(found)
    totals = next(check for check in made["checks"] if check["check"] == "total-mismatch")
    assert totals == {
        "check": "total-mismatch", "severity": "error", "findings": 3, "forms": 3,
    }  # fmt: skip
    scored = next(unit for unit in made["units"] if unit["claimed"] == "91.5")
    assert scored["difference"] == "0"


def test_each_file_has_its_page_and_its_copy(units: Path, shape: Any) -> None:
    """A folder of pages with an index that leads to each, and copies of what takes comments."""
    assert shape["files"]
    pages = sorted(p.relative_to(units).as_posix() for p in (units / "units/out").rglob("*.html"))
    assert pages == [
        "units/out/a.form.toml.html",
        "units/out/b.docx.html",
        "units/out/broken.docx.html",
        "units/out/index.html",
        "units/out/second district/c.xlsx.html",
    ]
    index = (units / "units/out/index.html").read_text(encoding="utf-8")
    assert 'href="second%20district/c.xlsx.html"' in index
    copies = sorted(p.relative_to(units).as_posix() for p in (units / "marked").rglob("*.*"))
    assert copies == ["marked/b.docx", "marked/second district/c.xlsx"]


def test_a_second_run_audits_only_what_changed(units: Path, shape: Any) -> None:
    """Unchanged files come from the record, with the same result; our own pages are no forms."""
    changed = units / "units" / "b.docx"
    before = changed.read_bytes()
    again = audit(units, "units", "--json", "--resume", "done.jsonl")
    assert json.loads(again.stdout) == shape
    assert "3 file(s) are unchanged" in again.stderr or "4 file(s) are unchanged" in again.stderr
    changed.write_bytes(samples.docx(5))
    try:
        third = audit(units, "units", "--json", "--resume", "done.jsonl")
        files = json.loads(third.stdout)["files"]
        assert files[1] != shape["files"][1]
        assert [one for i, one in enumerate(files) if i != 1] == [
            one for i, one in enumerate(shape["files"]) if i != 1
        ]
        record = (units / "done.jsonl").read_bytes().splitlines()
        assert len(record) == 6  # its head, four files, and the one that changed
    finally:
        changed.write_bytes(before)


def test_the_terminal_shows_the_summary(units: Path) -> None:
    """Units, checks and the unreadable file, on standard output; progress elsewhere."""
    done = audit(units, "units", "-v")
    assert done.returncode == 2
    assert "units/b.docx" in done.stdout
    assert "total-mismatch" in done.stdout
    assert "1 file(s) could not be read" in done.stdout
    assert "[4/4]" in done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def test_a_workbook_sums_up_a_folder(units: Path) -> None:
    """Units, checks, all findings and bad files, each a sheet."""
    done = audit(units, "units", "--report", "sum.xlsx", "-q")
    assert done.returncode == 2
    book = load_workbook(units / "sum.xlsx")
    assert book.sheetnames == ["Units", "Checks", "Findings", "Files that could not be read"]
    assert book["Units"].max_row == 4
    assert book["Units"].freeze_panes == "A2"
    assert book["Findings"].auto_filter.ref is not None


def test_the_reports_of_one_file(units: Path) -> None:
    """A page, a workbook, JSON and a copy with comments; standard output stays the results."""
    for name in ("one.html", "one.xlsx", "one.json"):
        done = audit(units, "units/b.docx", "--report", name, "--annotate", "one.docx")
        assert done.returncode == 1
        assert f"{name} written" in done.stderr
        assert "one.docx: " in done.stderr
        assert (units / name).stat().st_size > 500
    assert json.loads((units / "one.json").read_text("utf-8"))["files"][0]["kind"] == "docx"
    book = load_workbook(units / "one.xlsx")
    assert [sheet.title for sheet in book] == ["Overview", "Scores by indicator", "Findings"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("units/b.docx", "--report", "x.odt"), ".odt"),
        (("units/no-such.docx", "--report", "x.odt"), ".odt"),
        (("units/b.docx", "--annotate", "units/b.docx"), "not overwritten"),
        (("units/b.docx", "--annotate", "x.xlsx"), ".docx"),
        (("units/a.form.toml", "--annotate", "x.docx"), "no comments"),
        (("units", "--annotate", "units/b.docx"), "folder"),
        (("units", "--resume", "units/b.docx"), "left alone"),
        (("units", "--select", "no-such-check"), "no-such-check"),
        (("units", "--report", "x.odt"), ".odt"),
        (("units", "--timeout", "0"), "Usage"),
    ],
)
def test_a_mistake_is_said_and_harms_nothing(
    units: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit status 2, a plain sentence, no traceback, and the handed-in file as it was."""
    before = (units / "units/b.docx").read_bytes()
    done = audit(units, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (units / "units/b.docx").read_bytes() == before
