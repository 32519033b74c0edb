"""A sheet to write on: text as text, formulas with their values, merged cells, print set-up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from zhibiao.model.place import letters as letters_from_one
from zhibiao.reports.workbook.cells import height, safe
from zhibiao.reports.workbook.pages import BOTTOM, LEFT, RIGHT, TOP, page_starts, pieces, room
from zhibiao.reports.workbook.styles import RED

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from zhibiao.reports.workbook.styles import Styles

LONGEST_FORMULA = 8_192
MOST_ARGUMENTS = 200
A4 = 9
USUAL = 15.0
"""The height of a row that nobody set."""


@frozen
class Looks:
    """How a label looks beside one row, and beside several."""

    single: str
    block: str


@frozen
class Label:
    """Words beside the rows from the first to the last, in a column so many letters wide."""

    first: int
    last: int
    words: str
    width: float


def letters(column: int) -> str:
    """The name of a column that is counted from 0."""
    return letters_from_one(column + 1)


def summed(cells: Sequence[str]) -> str:
    """The sum of any number of cells."""
    parts = [cells[i : i + MOST_ARGUMENTS] for i in range(0, len(cells), MOST_ARGUMENTS)]
    return "+".join(f"SUM({','.join(part)})" for part in parts)


class Canvas:
    """One sheet; rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, styles: Styles, name: str) -> None:
        self.sheet = sheet
        self.styles = styles
        self.name = name
        self.heights: dict[int, float] = {}
        self.starts: tuple[int, ...] = ()

    def columns(self, widths: Sequence[float]) -> None:
        """The widths of the columns, in letters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, self.styles.get("plain"))

    def tall(self, row: int, points: float) -> None:
        """The height of a row."""
        self.heights[row] = points
        self.sheet.set_row(row, points)

    def words(self, row: int, column: int, words: str, look: str) -> None:
        """Words, whatever they look like."""
        self.sheet.write_string(row, column, safe(words), self.styles.get(look))

    def number(self, row: int, column: int, value: float, look: str, shape: str = "") -> None:
        """A number."""
        self.sheet.write_number(row, column, value, self.styles.get(look, shape))

    def empty(self, row: int, column: int, look: str, shape: str = "") -> None:
        """A cell with a look alone."""
        self.sheet.write_blank(row, column, None, self.styles.get(look, shape))

    def formula(
        self,
        row: int,
        column: int,
        text: str,
        value: float | str,
        *,
        look: str,
        shape: str = "",
    ) -> None:
        """A formula with the value that it has."""
        assert len(text) < LONGEST_FORMULA, text[:80]
        self.sheet.write_formula(row, column, f"={text}", self.styles.get(look, shape), value)

    def merged(self, first: tuple[int, int], last: tuple[int, int], words: str, look: str) -> None:
        """Words over several cells."""
        style: Format = self.styles.get(look)
        if first == last:
            self.sheet.write_string(*first, safe(words), style)
        else:
            self.sheet.merge_range(*first, *last, "", style)
            self.sheet.write_string(*first, safe(words), style)

    def grouped(self, rows: tuple[int, int], column: int, words: str, looks: Looks) -> None:
        """A label beside some rows, once on each page that they are printed on."""
        for first, last in pieces(*rows, self.starts):
            look = looks.single if first == last else looks.block
            self.merged((first, column), (last, column), words, look)

    def warned(self, first: tuple[int, int], last: tuple[int, int], words: str) -> None:
        """Red where a cell shows these words."""
        rule = {
            "type": "cell", "criteria": "==", "value": f'"{words}"',
            "format": self.styles.light(RED),
        }  # fmt: skip
        self.sheet.conditional_format(*first, *last, rule)

    def hide(self, column: int, count: int) -> None:
        """Columns that nobody looks at."""
        self.sheet.set_column(column, column + count - 1, 8, None, {"hidden": True})

    def address(self, row: int, column: int) -> str:
        """A cell as the formulas of other sheets name it."""
        return f"'{self.name}'!${letters(column)}${row + 1}"

    def paged(
        self,
        last: int,
        widths: Sequence[float],
        *,
        head: int,
        labels: Iterable[Label],
        kept: Collection[int] = (),
    ) -> None:
        """Ends the pages where that tears no group, and makes room for labels that come again.

        Args:
            last: the last row.
            widths: the columns that are printed.
            head: the row of headings, which each page repeats.
            labels: what stands beside several rows.
            kept: rows that go with the one above them.
        """
        told = list(labels)
        begun: dict[int, float] = {}
        for label in told:
            needed = height((label.words, label.width))
            for row in range(label.first, label.last + 1):
                begun[row] = max(begun.get(row, 0.0), needed)
        heights = [self.heights.get(row, USUAL) for row in range(last + 1)]
        starts = page_starts(
            heights,
            room=room(widths),
            repeated=heights[head],
            groups={label.first for label in told},
            kept=kept,
            begun=begun,
        )
        for row in starts:
            self.tall(row, max(heights[row], begun.get(row, 0.0)))
        self.starts = tuple(starts)
        self.sheet.set_h_pagebreaks(starts)

    def printed(self, *, title_rows: tuple[int, int], last: tuple[int, int]) -> None:
        """On A4 across, as wide as the page, with the heading on each page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
        self.sheet.center_horizontally()
        self.sheet.repeat_rows(*title_rows)
        self.sheet.print_area(0, 0, *last)
        self.sheet.set_footer("&C&P / &N")

    def protected(self) -> None:
        """Formulas are safe from slips; there is no password."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
