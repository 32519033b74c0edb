"""Small documents made on the fly, and what the readers say of them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from zhibiao.api import Workbench
from zhibiao.model.document import Document, Grid

BENCH = Workbench(plugins=False)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

# Positions of a grid as (row, column, row span, column span, text).
Cells = list[tuple[int, int, int, int, str]]


def read(raw: bytes, name: str) -> Document:
    """A document from its bytes."""
    return BENCH.read_document(name, raw)


def said(document: Document, lang: str = "en") -> str:
    """All remarks of a document as one text."""
    return "\n".join(remark.render(lang) for remark in document.remarks)


def cells_of(grid: Grid) -> Cells:
    """The cells of a grid in reading order."""
    return [(c.row, c.column, c.row_span, c.column_span, c.raw) for c in grid.cells]


def places_of(grid: Grid) -> list[tuple[int | None, int | None]]:
    """Row and cell of the places of a grid's cells."""
    return [(cell.at.row, cell.at.cell) for cell in grid.cells]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip package."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return stream.getvalue()


def word(body: str, **more: str | bytes) -> bytes:
    """A ``.docx`` with this body."""
    main = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": main, **more})


def paragraph(text: str, inside: str = "") -> str:
    """A paragraph of a ``.docx``."""
    return f"<w:p><w:r>{inside}<w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    """A table of a ``.docx`` from its rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, marks: str = "") -> str:
    """A cell of a ``.docx``; each line of the text is a paragraph."""
    lines = "".join(paragraph(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{lines}</w:tc>"


def workbook(sheet: str, state: str = "visible", styles: str = "", **more: str | bytes) -> bytes:
    """An ``.xlsx`` of a sheet named 表 with this content."""
    return packed(
        {
            "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONS}"><sheets>'
            f'<sheet name="表" r:id="r1" state="{state}"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/one.xml"/>'
            f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="/xl/styles.xml"/>'
            "</Relationships>",
            "xl/worksheets/one.xml": f'<worksheet xmlns="{SHEETS}">{sheet}</worksheet>',
            "xl/styles.xml": f'<styleSheet xmlns="{SHEETS}">{styles}</styleSheet>',
            **more,
        }
    )


def styles(*codes: str) -> str:
    """Styles whose cells have these number formats, in order."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
        for number, code in enumerate(codes, 170)
    )
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in range(170, 170 + len(codes)))
    return f"<numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs>"
