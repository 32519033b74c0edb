"""The workbook on paper: where pages end, what each shows, and which columns have the room."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

import zhibiao
from zhibiao.api import Workbench
from zhibiao.model.table import Table
from zhibiao.reports.workbook import workbook_of
from zhibiao.reports.workbook.cells import LINE, TALLEST, lines, shortened, width
from zhibiao.reports.workbook.pages import page_starts, pieces, room
from zhibiao.scoring.score import score_form

ROOT = Path(__file__).resolve().parents[3]
DEPARTMENT, OPEN = "cn-430600/department/2020", "cn-430400/project/2024"


def book(name: str, lang: str = "zh") -> Any:
    """The workbook of a rule set, opened again."""
    return openpyxl.load_workbook(BytesIO(workbook_of(zhibiao.load(name), lang=lang)))


def filled(name: str, file: str, number: int) -> Any:
    """The scorecard sheet of a form."""
    form = Workbench(plugins=False).read(ROOT / "examples" / "documents" / file)[number - 1]
    card = score_form(form, zhibiao.load(name))
    return openpyxl.load_workbook(BytesIO(workbook_of(card.rules, card, form))).worksheets[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_on_which_nothing_is_asked_is_left_out(lang: str) -> None:
    """Where all rows are the unit's own there are no figures elsewhere, and no hint sends there."""
    made = book(OPEN, lang)
    assert len(made.sheetnames) == 3
    words = [str(cell.value) for sheet in made.worksheets[:2] for row in sheet for cell in row]
    assert not [one for one in words if "“填报”" in one or "“Figures”" in one]
    fixed = book(DEPARTMENT, lang)
    assert len(fixed.sheetnames) == 4
    assert fixed.sheetnames[1] in fixed.worksheets[0]["A3"].value


def test_pages_end_between_groups() -> None:
    """A group that would be torn goes to the next page, if the one before is still filled well."""
    heights = [30.0] + [20.0] * 12
    starts = page_starts(heights, room=200, repeated=30, groups={1, 5, 8, 11})
    assert starts == [8]
    assert page_starts(heights, room=200, repeated=30, groups={1}) == [9]


def test_a_sum_never_begins_a_page() -> None:
    """It stays with the last of the rows that it adds up."""
    assert page_starts([20.0] * 12, room=100, repeated=20, groups=(), kept={5, 8}) == [4, 7, 11]


def test_a_row_that_begins_a_page_has_room_for_its_labels() -> None:
    """They stand there again, and count to what the page holds."""
    begun = dict.fromkeys(range(12), 60.0)
    starts = page_starts([20.0] * 12, room=100, repeated=20, groups=(), begun=begun)
    assert starts == [5, 7, 9, 11]


def test_rows_that_no_page_holds_have_one_each() -> None:
    """No row is so tall that the planning would not end."""
    assert page_starts([500.0] * 3, room=100, repeated=20, groups=()) == [1, 2]


def test_wide_tables_are_shrunk_and_hold_more_rows() -> None:
    """A page is as wide as its table, so that more rows fit on it."""
    assert room([10] * 5) < room([20] * 10) < room([40] * 10)


def test_labels_are_merged_page_by_page() -> None:
    """Each page has its own piece of a label's rows."""
    assert list(pieces(3, 9, {3, 6, 9, 12})) == [(3, 5), (6, 8), (9, 9)]
    assert list(pieces(3, 3, ())) == [(3, 3)]


def test_each_page_shows_the_labels_of_its_rows() -> None:
    """No merged cell goes over the end of a page, and every page begins with its labels."""
    for sheet in book(DEPARTMENT).worksheets[:2]:
        starts = [one.id + 1 for one in sheet.row_breaks.brk]
        assert starts
        for area in sheet.merged_cells.ranges:
            assert not [row for row in starts if area.min_row < row <= area.max_row]
            if area.min_row < area.max_row:
                for cells in area.rows:
                    edges = [sheet.cell(*place).border for place in cells]
                    assert all(edge.left.style for edge in edges)
                assert all(sheet.cell(*place).border.bottom.style for place in area.bottom)
        beside = ("A", "B") if sheet.title == "评分表" else ("B",)
        for row in starts:
            for column in beside:
                label = sheet[f"{column}{row}"].value
                assert label
                wide = sheet.column_dimensions[column].width
                assert lines(label, wide) * LINE < sheet.row_dimensions[row].height


@pytest.mark.parametrize("name", [DEPARTMENT, "cn/project/2020", "cn-430600/project/2024", OPEN])
def test_no_bracket_is_torn_off(name: str) -> None:
    """What a heading is worth stands on a line of its own where the heading fills the column."""
    sheet = book(name).worksheets[0]
    found = 0
    for row in sheet.iter_rows(min_row=4):
        for cell in row:
            said = str(cell.value or "")
            if not said.endswith("分）") or cell.column_letter not in "ABM":
                continue
            found += 1
            wide = sheet.column_dimensions[cell.column_letter].width
            bracket = said[said.rindex("（") :]
            assert lines(said, wide) == 1 or f"\n{bracket}" in said
            assert lines(bracket, wide) == 1
    assert found


def test_a_table_of_own_rows_gives_its_room_to_what_is_written() -> None:
    """Where rows print no criterion, targets and labels do not wrap beside an empty column."""
    sheet = filled(OPEN, "hengyang-2024.xlsx", 2)
    widths = {letter: sheet.column_dimensions[letter].width for letter in "CDE"}
    places = [row for row in range(8, sheet.max_row) if sheet.cell(row, 6).value]
    texts = [
        (letter, str(sheet[f"{letter}{row}"].value or "")) for row in places for letter in "CE"
    ]
    assert "有力保障环境空气质量" in [text for _, text in texts]
    assert all(lines(text, widths[letter]) == 1 for letter, text in texts)
    assert widths["D"] < 30
    usual = book(DEPARTMENT).worksheets[0]
    assert usual.column_dimensions["D"].width > 50


def test_a_formula_in_words_is_cut_with_a_sign() -> None:
    """A label of hundreds of letters takes no row beyond its limit, and its formula stays plain."""
    rules = zhibiao.load(DEPARTMENT)
    long = "很长的名称" * 60
    measures = {
        name: one if one.formula is not None else evolve(one, label=f"{long}{name}")
        for name, one in rules.measures.items()
    }
    made = workbook_of(evolve(rules, measures=Table(measures)))
    sheet = openpyxl.load_workbook(BytesIO(made))["填报"]
    said = [(row, str(sheet.cell(row, 9).value)) for row in range(4, sheet.max_row + 1)]
    formulas = [(row, text) for row, text in said if text.startswith("= ")]
    assert any("…" in text for _, text in formulas)
    for row, text in formulas:
        tall = sheet.row_dimensions[row].height
        assert tall < TALLEST
        assert lines(text, sheet.column_dimensions["I"].width * 1.1) * LINE < tall


def test_shortened_words_are_no_wider_than_allowed() -> None:
    """Wide signs count double, the sign for what is left out among them."""
    for widest in range(3, 12):
        assert width(shortened("中a文b字c", widest)) <= widest
    assert shortened("中文字", 6) == "中文字"
    assert shortened("中文字", 5) == "中…"
