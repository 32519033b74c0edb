"""The example documents: made from the texts beside them, and read as those say."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.model.document import Grid
from zhibiao.model.form import Form

BENCH = Workbench(plugins=False)
DOCUMENTS = ROOT / "examples" / "documents"
TEXTS = sorted(DOCUMENTS.glob("*.txt"))
MOST = 200 * 1024


def script() -> ModuleType:
    """The script that makes them."""
    spec = spec_from_file_location("build_documents", DOCUMENTS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parts(package: bytes) -> dict[str, bytes]:
    """What a package holds, unpacked: how it is packed differs from one system to the next."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_a_document_is_what_the_script_makes(text: Path) -> None:
    """The committed file holds what the script makes of its text, and no more."""
    ending, made = script().made(text.read_text(encoding="utf-8"))
    assert parts(text.with_suffix(ending).read_bytes()) == parts(made)


@pytest.mark.parametrize(
    "path",
    sorted(DOCUMENTS.glob("*.*x")) + sorted(DOCUMENTS.glob("*.pdf")),
    ids=lambda path: path.name,
)
def test_a_document_is_read_without_remarks(path: Path) -> None:
    """Nothing in an example needs a caveat, and none is large."""
    document = BENCH.read_document(path)
    assert document.remarks == ()
    assert document.grids
    assert path.stat().st_size < MOST


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_a_document_reads_as_its_text_says(text: Path) -> None:
    """Every cell, with its spans, and every paragraph arrives as the text has it."""
    build = script()
    sheets = build.sheets(text.read_text(encoding="utf-8"))
    ending = ".docx" if list(sheets) == [""] else ".xlsx"
    document = BENCH.read_document(text.with_suffix(ending))
    tables = [part for name in sheets for part in sheets[name] if isinstance(part, build.Table)]
    lines = [part for name in sheets for part in sheets[name] if isinstance(part, str)]
    if ending == ".docx":
        assert [one.raw for one in document.paragraphs] == lines
        assert [cells(grid) for grid in document.grids] == [
            [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]
            for table in tables
        ]
    else:
        shown = [cell.raw for grid in document.grids for cell in grid.cells if cell.raw]
        texts = [c.text for table in tables for c in table.cells if c.text]
        assert sorted(shown) == sorted(texts + lines)


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """The cells of a grid."""
    return [(c.row, c.column, c.row_span, c.column_span, c.raw) for c in grid.cells]


def claims(form: Form) -> Iterator[str]:
    """What a form claims: the texts of points and scores, of amounts, targets and actuals."""
    for row in form.rows:
        for cell in (row.target, row.actual, row.points, row.claimed):
            yield cell.raw
    yield from (form.total.points.raw, form.total.claimed.raw, form.funds.stated_rate.raw)
    for line in form.funds.lines:
        yield from (cell.raw for cell in line.cells.values())


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_a_document_holds_what_its_form_claims(text: Path) -> None:
    """Each target, actual, score and amount of the transcribed form stands in the document."""
    (path,) = [
        one for one in (text.with_suffix(".docx"), text.with_suffix(".xlsx")) if one.exists()
    ]
    shown = "".join(
        "".join(cell.raw.split()) + "\n"
        for grid in BENCH.read_document(path).grids
        for cell in grid.cells
    )
    for form in BENCH.read(ROOT / "examples" / "forms" / f"{text.stem}.form.toml"):
        for raw in claims(form):
            assert "".join(raw.split())[:100] in shown


def test_documents_hold_no_telephone_numbers() -> None:
    """Names and numbers of persons are left out of every text."""
    for text in TEXTS:
        assert (
            re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{3,4}-\d{7,8}", text.read_text("utf-8")) is None
        )
