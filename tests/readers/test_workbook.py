"""Workbooks: each visible sheet one grid, each number as its cell shows it."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from tests.readers.files import cells_of, places_of, read, said, styles, workbook
from zhibiao.readers.workbook.formats import BUILTIN, show_number


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("0.78720000000000001", "0.00%", "78.72%"),
        ("0.30000000000000004", "General", "0.3"),
        ("3145.61", "General", "3145.61"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567.891", "#,##0.##", "1,234,567.89"),
        ("96", '0"分"', "96分"),
        ("-12.5", "0.0;(0.0)", "(12.5)"),
        ("-12.5", "0.0", "-12.5"),
        ("0", '0;-0;"—"', "0"),
        ("0.0000001", "General", "0.0000001"),
        ("1E+25", "General", "1E+25"),
        ("5", "000", "005"),
        ("12345678", "0.0,", "12345.7"),
        ("100", "0.??", "100"),
        ("0.5", '[Red]0.0"万元"', "0.5万元"),
        ("7", "[$¥-804]#,##0.00", "¥7.00"),
        ("2.5", "# ?/?", "2.5"),
        ("x", "0.00", "x"),
        ("45356", "yyyy/m/d", "2024/3/5"),
        ("45356", 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        ("45356.5", "yyyy-mm-dd hh:mm", "2024-03-05 12:00"),
        ("45356", BUILTIN[57], "2024年3月"),
        ("-1", "yyyy/m/d", "-1"),
    ],
)  # fmt: skip
def test_a_number_is_shown_by_its_format(stored: str, code: str, shown: str) -> None:
    """A stored number reads as the program shows it, with at most 15 digits."""
    assert show_number(stored, code).text == shown


def test_a_number_shown_rounded_keeps_what_it_holds() -> None:
    """A cell that shows fewer digits than it holds is told, with both."""
    raw = workbook(
        '<sheetData><row r="1"><c r="A1" s="0"><v>95.87</v></c></row></sheetData>',
        styles=styles("0"),
    )
    document = read(raw, "a.xlsx")
    assert document.grids[0].cells[0].raw == "96"
    assert "A1 shows 96, holds 95.87" in said(document)


def test_places_are_those_of_the_sheet() -> None:
    """Row and column are the sheet's own, whatever is empty above and beside."""
    raw = workbook(
        '<sheetData><row r="7"><c r="C7" t="inlineStr"><is><t>甲</t></is></c></row></sheetData>'
    )
    (grid,) = read(raw, "a.xlsx").grids
    assert (grid.title, grid.at.sheet, grid.at.table) == ("表", "表", None)
    assert cells_of(grid) == [(7, 3, 1, 1, "甲")]
    assert places_of(grid) == [(7, 3)]


def test_cells_without_references_follow_one_another() -> None:
    """Some programs leave out where rows and cells stand."""
    raw = workbook(
        "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    )
    assert [c.raw for c in read(raw, "a.xlsx").grids[0].cells] == ["1", "2", "3"]
    assert places_of(read(raw, "a.xlsx").grids[0]) == [(1, 1), (1, 2), (2, 1)]


def test_a_formula_without_a_saved_result_is_said() -> None:
    """Where no result is stored the formula's text stands, and the remark names the cell."""
    raw = workbook(
        '<sheetData><row r="2"><c r="B2"><f>SUM(A1:A2)</f></c><c r="C2"><f>1+1</f><v>2</v></c>'
        '<c r="D2" t="str"><f>""</f><v></v></c></row></sheetData>'
    )
    document = read(raw, "a.xlsx")
    assert [c.raw for c in document.grids[0].cells] == ["=SUM(A1:A2)", "2"]
    assert "1 formulas have no saved result (first: B2)" in said(document)


def test_hidden_things_are_said() -> None:
    """A hidden sheet is left out, hidden rows and columns are read; both are told."""
    content = (
        '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>3</v></c></row></sheetData>'
    )
    assert "(2, B)" in said(read(workbook(content), "a.xlsx"))
    hidden = read(workbook(content, state="hidden"), "a.xlsx")
    assert hidden.grids == ()
    assert "is hidden" in said(hidden)


def test_merged_cells_cover_what_lies_beneath() -> None:
    """A merged cell stands once; a text beneath it is unseen, and told."""
    raw = workbook(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="C2"><v>3</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C2"/></mergeCells>'
    )
    document = read(raw, "a.xlsx")
    assert cells_of(document.grids[0]) == [(1, 1, 1, 2, "1"), (2, 3, 1, 1, "3")]
    assert "表!B1" in said(document)


def test_texts_errors_and_truths_read_as_they_are_shown() -> None:
    """Shared texts, inline ones, escaped signs, errors and booleans keep their looks."""
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>m</t></r>'
        '<r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><rPh><t>x</t></rPh></si></sst>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="a/worksheet" Target="worksheets/one.xml"/>'
        '<Relationship Id="r3" Type="a/sharedStrings" Target="shared.xml"/></Relationships>'
    )
    raw = workbook(
        '<sheetData><row><c t="s"><v>0</v></c><c t="b"><v>1</v></c><c t="e"><v>#DIV/0!</v></c>'
        '<c t="str"><v>a_x000A_b</v></c><c t="s"><v>7</v></c></row></sheetData>',
        **{"xl/shared.xml": shared, "xl/_rels/workbook.xml.rels": relations},
    )
    assert [c.raw for c in read(raw, "a.xlsx").grids[0].cells] == ["m²", "TRUE", "#DIV/0!", "a\nb"]


def test_a_workbook_of_another_writer_is_read() -> None:
    """What openpyxl writes arrives with its formats."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = "执行率", 0.7872
    sheet["B1"].number_format = "0.00%"
    stream = BytesIO()
    book.save(stream)
    (grid,) = read(stream.getvalue(), "a.xlsx").grids
    assert [c.raw for c in grid.cells] == ["执行率", "78.72%"]
