"""Laws of readers: what is written into a file is read back, and grids are sound."""

from __future__ import annotations

import re
from html import escape
from io import BytesIO

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.readers import files
from tests.readers.files import Cells, cells_of, read
from zhibiao.errors import FormError
from zhibiao.model.document import Grid
from zhibiao.readers.workbook.numbers import decimal_of, plain, show

TEXTS = st.text(st.sampled_from("指标分值abz09%≥，。 "), max_size=8).map(str.strip)


@st.composite
def grids(draw: DrawFn) -> Cells:
    """A rectangle cut into cells at random, every position covered once."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    taken: set[tuple[int, int]] = set()
    cells: Cells = []
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            if (row, column) in taken:
                continue
            across = 1
            most = draw(st.integers(1, 3))
            while (
                across < most and column + across <= width and (row, column + across) not in taken
            ):
                across += 1
            down = draw(st.integers(1, min(3, height - row + 1)))
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            cells.append((row, column, down, across, draw(TEXTS)))
    return cells


def word(cells: Cells) -> bytes:
    """The grid as a table of a Word document."""
    rows = []
    for row in range(1, max(r + down for r, _, down, _, _ in cells)):
        marks = []
        for top, column, down, across, text in sorted(cells, key=lambda one: one[1]):
            if not top <= row < top + down:
                continue
            merge = (
                ""
                if down == 1
                else f'<w:vMerge w:val="{"restart" if top == row else "continue"}"/>'
            )
            span = f'<w:gridSpan w:val="{across}"/>'
            marks.append((column, files.cell(text if top == row else "", span + merge)))
        rows.append("".join(made for _, made in marks))
    return files.word(files.table(*rows))


def page(cells: Cells) -> bytes:
    """The grid as a table of an HTML page."""
    rows = []
    for row in range(1, max(r + down for r, _, down, _, _ in cells)):
        started = [one for one in cells if one[0] == row]
        rows.append(
            "".join(
                f'<td rowspan="{down}" colspan="{across}">{escape(text)}</td>'
                for _, _, down, across, text in started
            )
        )
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>".encode()


def workbook(cells: Cells) -> bytes:
    """The grid as a sheet of a workbook, written by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, column, down, across, text in cells:
        written = sheet.cell(row, column, text)
        written.data_type = "s"
        if (down, across) != (1, 1):
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + down - 1,
                end_column=column + across - 1,
            )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@given(grids())
def test_a_word_table_reads_back(cells: Cells) -> None:
    """Cells, spans and texts of a Word table arrive as they were written."""
    (grid,) = read(word(cells), "a.docx").grids
    assert cells_of(grid) == cells


@given(grids())
def test_an_html_table_reads_back(cells: Cells) -> None:
    """Cells and spans of an HTML table arrive as they were written, texts but for white space."""
    (grid,) = read(page(cells), "a.html").grids
    assert cells_of(grid) == [(*place, " ".join(text.split())) for *place, text in cells]


@given(grids())
def test_a_sheet_reads_back(cells: Cells) -> None:
    """What a sheet shows arrives as it was written, with its spans."""
    found = [one for grid in read(workbook(cells), "a.xlsx").grids for one in cells_of(grid)]
    assert [one for one in found if one[4]] == [one for one in cells if one[4]]


def is_sound(grid: Grid) -> bool:
    """Whether cells stand in reading order, inside the grid, and never overlap."""
    taken = [
        (cell.row + down, cell.column + across)
        for cell in grid.cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    ]
    starts = [(cell.row, cell.column) for cell in grid.cells]
    inside = all(row <= grid.height and column <= grid.width for row, column in taken)
    return starts == sorted(starts) and inside and len(taken) == len(set(taken))


SPANS = st.sampled_from(["", "0", "1", "2", "3", "9", "99999", "-1", "x"])
MERGES = st.sampled_from(["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>'])


@given(st.lists(st.lists(st.tuples(SPANS, SPANS), max_size=4), min_size=1, max_size=5))
def test_cells_of_any_html_table_never_overlap(rows: list[list[tuple[str, str]]]) -> None:
    """Spans that contradict one another are cut, never laid over one another."""
    body = "".join(
        "<tr>" + "".join(f"<td rowspan={down!r} colspan={across!r}>x" for down, across in row)
        for row in rows
    )
    document = read(f"<html><table>{body}".encode(), "a.html")
    assert all(is_sound(grid) for grid in document.grids)


@given(st.lists(st.lists(st.tuples(SPANS, MERGES), max_size=4), min_size=1, max_size=5))
def test_cells_of_any_word_table_never_overlap(rows: list[list[tuple[str, str]]]) -> None:
    """Rows whose cells do not fit under one another make a sound grid all the same."""
    body = files.table(
        *(
            "".join(files.cell("x", f'<w:gridSpan w:val="{span}"/>{merge}') for span, merge in row)
            for row in rows
        )
    )
    document = read(files.word(body), "a.docx")
    assert all(is_sound(grid) for grid in document.grids)


PLACES = st.tuples(st.integers(1, 6), st.integers(1, 6))


@given(st.lists(PLACES, unique=True, max_size=6), st.lists(st.tuples(PLACES, PLACES), max_size=5))
def test_cells_of_any_sheet_never_overlap(
    filled: list[tuple[int, int]], merged: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Merged ranges that lie over one another make a sound grid all the same."""

    def name(place: tuple[int, int]) -> str:
        return f"{'ABCDEF'[place[1] - 1]}{place[0]}"

    cells = "".join(
        f'<row r="{row}"><c r="{name((row, column))}"><v>1</v></c></row>'
        for row, column in sorted(filled)
    )
    ranges = "".join(f'<mergeCell ref="{name(one)}:{name(other)}"/>' for one, other in merged)
    raw = files.workbook(f"<sheetData>{cells}</sheetData><mergeCells>{ranges}</mergeCells>")
    assert all(is_sound(grid) for grid in read(raw, "a.xlsx").grids)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4
    )
)
def test_a_decimal_survives_being_a_double(number: object) -> None:
    """A number of up to 15 digits reads as itself from the double that a workbook stores."""
    stored = decimal_of(repr(float(str(number))))
    assert stored is not None
    assert stored == number
    assert decimal_of(plain(stored)) == number
    assert decimal_of(show(stored, "0.0000")[0]) == number


@given(st.binary(max_size=400), st.sampled_from(["a.docx", "a.xlsx", "a.html", "a.txt", "a.csv"]))
def test_any_bytes_are_read_or_refused(raw: bytes, name: str) -> None:
    """Nothing but a document or the error that says why comes of any bytes."""
    try:
        found = read(raw, name).name
    except FormError as error:
        found = re.findall("a[.][a-z]+", error.render("en"))[0]
    assert found == name
