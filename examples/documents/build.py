"""Makes the example documents from the plain texts beside them (needs python-docx and openpyxl).

In a text, a line is a paragraph; lines of ``|`` are the rows of a table, ``<`` joins a position to
the cell on its left and ``^`` to the one above it, ``↵`` parts paragraphs of a cell; ``@sheet``
begins a sheet, and a text with sheets becomes a workbook. Lines of ``#`` are left out.

Run it from anywhere: ``python examples/documents/build.py``. The same texts always give the same
parts. ``taojiang-2025.pdf`` is printed from the ``.docx`` with LibreOffice:
``soffice --headless --convert-to pdf examples/documents/taojiang-2025.docx``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
from attrs import frozen
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
WHEN = datetime(2025, 1, 1)  # noqa: DTZ001  # a document's properties know no time zone
LEFT, ABOVE, BREAK, SHEET = "<", "^", "↵", "@sheet "
NUMBER = re.compile(r"-?\d{1,9}(\.\d+)?(?P<percent>%)?", re.ASCII)
WIDTH = 26.0
"""Centimetres that a table may take on a landscape page."""


@frozen
class Cell:
    """One cell of a table, at its upper left corner, counted from 1."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int


@frozen
class Table:
    """The cells of a table."""

    cells: tuple[Cell, ...]

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max(cell.row + cell.row_span - 1 for cell in self.cells)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(cell.column + cell.column_span - 1 for cell in self.cells)


Part = str | Table


def sheets(text: str) -> dict[str, list[Part]]:
    """The parts of a text by sheet; those before any sheet under an empty name."""
    found: dict[str, list[Part]] = {"": []}
    rows: list[list[str]] = []
    name = ""
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([part.strip() for part in line.strip().strip("|").split("|")])
            continue
        if rows:
            found[name].append(table(rows))
            rows = []
        if line.startswith(SHEET):
            name = line.removeprefix(SHEET)
            found[name] = []
        elif line.strip() and not line.startswith("#"):
            found[name].append(line)
    return {sheet: parts for sheet, parts in found.items() if parts}


def table(rows: list[list[str]]) -> Table:
    """A table from the texts of its positions."""
    widths = {len(row) for row in rows}
    if len(widths) != 1:
        raise ValueError(f"rows of {sorted(widths)} positions: {rows[0]}")
    return Table(tuple(cells(rows)))


def cells(rows: list[list[str]]) -> Iterator[Cell]:
    """The cells that begin somewhere, with their spans."""
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text in {LEFT, ABOVE}:
                continue
            across = 1
            while column + across < len(texts) and texts[column + across] == LEFT:
                across += 1
            down = 1
            while row + down < len(rows) and rows[row + down][column] == ABOVE:
                down += 1
            yield Cell(text.replace(BREAK, "\n"), row + 1, column + 1, down, across)


def weights(drawn: Table) -> list[float]:
    """How wide the columns are to one another, by their longest words."""
    found = [5.0] * drawn.width
    for cell in drawn.cells:
        if cell.column_span == 1:
            longest = max((len(line) for line in cell.text.split("\n")), default=0)
            found[cell.column - 1] = max(found[cell.column - 1], min(longest, 16))
    return found


def word_document(parts: list[Part]) -> bytes:
    """A ``.docx`` of paragraphs and tables."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.5)
    for before, part in zip([None, *parts], parts, strict=False):
        if isinstance(part, Table):
            if isinstance(before, Table):
                document.add_paragraph()  # Word makes one table of two that touch
            add_table(document, part)
        else:
            document.add_paragraph(part)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "zhibiao"
    properties.created = properties.modified = WHEN
    stream = BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def add_table(document: WordDocument, drawn: Table) -> None:
    """Adds a table at the end of a document."""
    made = document.add_table(drawn.height, drawn.width)
    made.style = "Table Grid"
    made.autofit = False
    shares = weights(drawn)
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Cm(WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    for cell in drawn.cells:
        corner = made.cell(cell.row - 1, cell.column - 1)
        last = made.cell(cell.row + cell.row_span - 2, cell.column + cell.column_span - 2)
        target = corner if corner is last else corner.merge(last)
        for extra in target.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        first, *others = cell.text.split("\n")
        target.paragraphs[0].text = first
        for line in others:
            target.add_paragraph(line)


def workbook(named: dict[str, list[Part]]) -> bytes:
    """An ``.xlsx`` of one sheet for each name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, parts in named.items():
        sheet = book.create_sheet(name)
        row = 1
        for part in parts:
            if isinstance(part, Table):
                put_table(sheet, part, row)
                row += part.height + 1
            else:
                sheet.cell(row, 1, part)
                row += 1
    book.properties.creator = "zhibiao"
    book.properties.created = book.properties.modified = WHEN
    stream = BytesIO()
    book.save(stream)
    return repacked(stream.getvalue())


def put_table(sheet: Worksheet, drawn: Table, first: int) -> None:
    """Writes a table into a sheet from a row on."""
    thin = Side(style="thin")
    for cell in drawn.cells:
        top = first + cell.row - 1
        bottom, right = top + cell.row_span - 1, cell.column + cell.column_span - 1
        if (top, cell.column) != (bottom, right):
            sheet.merge_cells(
                start_row=top, start_column=cell.column, end_row=bottom, end_column=right
            )
        written = sheet.cell(top, cell.column)
        number = NUMBER.fullmatch(cell.text)
        if number is None:
            written.value = cell.text or None
        else:
            decimals = len((number[1] or "").removeprefix("."))
            plain = float(cell.text.rstrip("%"))
            written.value = plain / 100 if number["percent"] else plain
            code = "0" + ("." + "0" * decimals if decimals else "")
            written.number_format = f"{code}%" if number["percent"] else code
        written.alignment = Alignment(wrap_text=True, vertical="center")
        written.border = Border(thin, thin, thin, thin)
    for column, share in enumerate(weights(drawn), 1):
        letter = openpyxl.utils.get_column_letter(column)
        sheet.column_dimensions[letter].width = share * 1.8


def repacked(package: bytes) -> bytes:
    """The package with its parts in order and without times, so that it is always the same."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(package)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            held = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            held.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(held, stamped(part, old.read(part)))
    return stream.getvalue()


def stamped(part: str, data: bytes) -> bytes:
    """A part with the time of our own: the library writes that of saving."""
    if part != "docProps/core.xml":
        return data
    time = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    return re.sub(time, f"{WHEN:%Y-%m-%dT%H:%M:%SZ}".encode(), data)


def made(text: str) -> tuple[str, bytes]:
    """The ending and the bytes of the document that a text describes."""
    found = sheets(text)
    if list(found) == [""]:
        return ".docx", word_document(found[""])
    return ".xlsx", workbook(found)


def main() -> None:
    """Writes every document beside its text."""
    for source in sorted(HERE.glob("*.txt")):
        ending, data = made(source.read_text(encoding="utf-8"))
        source.with_suffix(ending).write_bytes(data)
        print(source.with_suffix(ending).name, len(data))


if __name__ == "__main__":
    main()
