"""Plain texts in their two layouts, Markdown, and tables of text."""

from __future__ import annotations

import pytest

from tests.readers.files import BENCH, places_of, read
from zhibiao.model.document import Document


def rows(document: Document, grid: int = 0) -> list[list[str]]:
    """The texts of a grid by row."""
    return [[cell.raw for cell in row] for row in document.grids[grid].rows]


HEADED = "\t一级\n\t二级\n\t分值\n\n\t产出\n\t数量\n\t5\n\n\t\n\t质量\n\t10\n\n"


def test_cells_on_lines_of_their_own() -> None:
    """A line with a tab is a cell, an empty line ends a row, prose keeps its place."""
    document = read(f"标题\n{HEADED}\n说明\n".encode(), "a.txt")
    assert rows(document) == [["一级", "二级", "分值"], ["产出", "数量", "5"], ["", "质量", "10"]]
    assert [one.raw for one in document.paragraphs] == ["标题", "说明"]
    assert document.grids[0].aligned is False
    assert places_of(document.grids[0])[4] == (2, 2)


def test_further_paragraphs_belong_to_their_cell() -> None:
    """Lines without a tab go on with the cell above them."""
    document = read("\t甲\n续\n\t乙\n\n\t丙\n\t丁\n".encode(), "a.txt")
    assert rows(document) == [["甲\n续", "乙"], ["丙", "丁"]]


def test_an_empty_paragraph_in_a_cell_is_no_row_end() -> None:
    """A row that an empty paragraph parts is one row, as the rows around it tell."""
    head = "\t绩\n效\n\n\t一级\n\t二级\n\t分值\n\n"
    broken = f"{head}\t\n\t产出\n\n(50分)\n\t数量\n\t5\n\n\t\n\t\n\t质量\n\t10\n\n"
    assert rows(read(broken.encode(), "a.txt")) == [
        ["绩\n效", "一级", "二级", "分值"],
        ["", "产出\n\n(50分)", "数量", "5"],
        ["", "", "质量", "10"],
    ]


def test_a_title_row_stays_a_row() -> None:
    """A row of one cell is not joined to the next, whose fellows are as long as it."""
    document = read("\t一、概况\n\n\t甲\n\t1\n\n\t乙\n\t2\n\n".encode(), "a.txt")
    assert rows(document) == [["一、概况"], ["甲", "1"], ["乙", "2"]]


def test_a_repeated_heading_begins_another_table() -> None:
    """A table that a page break cuts, its heading repeated, is two grids."""
    document = read(f"{HEADED}\n\n{HEADED}".encode(), "a.txt")
    assert [grid.at.table for grid in document.grids] == [1, 2]
    assert rows(document, 0) == rows(document, 1)


def test_an_indented_paragraph_is_no_table() -> None:
    """One line with a tab, alone, is prose."""
    document = read(f"文\n\t标题\n\n文\n{HEADED}".encode(), "a.txt")
    assert [one.raw for one in document.paragraphs] == ["文", "标题", "文"]


def test_rows_on_one_line() -> None:
    """Tabs part the cells of a row; paragraphs in a cell are lines; rules of dashes are no rows."""
    raw = "文\n甲\t乙\n----\t---\n1\t<p>一</p> <p>二</p>\n\n\t续\n\n丙\t3\n丁\t4\n尾\n"
    document = read(raw.encode(), "a.txt")
    assert rows(document) == [["甲", "乙"], ["1", "一\n二"], ["", "续"]]
    assert rows(document, 1) == [["丙", "3"], ["丁", "4"]]
    assert document.grids[0].aligned is False


def test_a_cell_may_be_left_open_over_lines() -> None:
    """A paragraph that is not closed on its line goes on until it is."""
    assert rows(read("甲\t<p>一\n二</p>\t5\n乙\t丙\t6\n".encode(), "a.txt"))[0] == [
        "甲",
        "一\n二",
        "5",
    ]


def test_form_feeds_count_pages() -> None:
    """Where a text marks its pages, places name them."""
    document = read("一\n\f二\n甲\t1\n乙\t2\n\f三".encode(), "a.txt")
    assert [one.at.page for one in document.paragraphs] == [1, 2, 3]
    assert document.grids[0].cells[0].at.page == 2


def test_markdown_tables_are_aligned() -> None:
    """Bars part the cells, and columns are those of the document."""
    document = read("题\n\n| 甲 | 乙 |\n|:--|--:|\n| 1\\|2 | a<br>b |\n\n尾".encode(), "a.md")
    assert rows(document) == [["甲", "乙"], ["1|2", "a\nb"]]
    assert document.grids[0].aligned is True
    assert [one.raw for one in document.paragraphs] == ["题", "尾"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_of_text_is_one_grid(encoding: str) -> None:
    """Quotes, encodings and empty ends are seen to; a formula is a text like any other."""
    raw = '甲,乙,\r\n"1,2",=A1+1,\r\n,,\r\n'.encode(encoding)
    document = read(raw, "a.csv")
    assert (document.kind, rows(document)) == ("csv", [["甲", "乙"], ["1,2", "=A1+1"]])


def test_tabs_and_semicolons_part_cells_too() -> None:
    """The sign that parts the cells is found."""
    assert rows(read("甲\t乙,丙\n1\t2\n".encode(), "a.tsv")) == [["甲", "乙,丙"], ["1", "2"]]
    assert rows(read("甲;乙\n1;2\n".encode(), "a.csv")) == [["甲", "乙"], ["1", "2"]]


def test_a_text_file_is_read_from_its_path(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A path alone is enough."""
    path = tmp_path_factory.mktemp("plain") / "表.txt"
    path.write_text(HEADED, encoding="utf-8")
    assert rows(BENCH.read_document(path))[1] == ["产出", "数量", "5"]
