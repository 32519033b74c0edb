"""A sheet to write on: text as text, formulas with their values, merged cells, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhibiao.model.place import letters as letters_from_one
from zhibiao.reports.workbook.cells import safe
from zhibiao.reports.workbook.styles import RED

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from zhibiao.reports.workbook.styles import Styles

LONGEST_FORMULA = 8_192
MOST_ARGUMENTS = 200
A4 = 9


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

    def columns(self, widths: Sequence[float]) -> None:
        """The widths of the columns, in letters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, self.styles.get("plain"))

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

    def printed(self, *, title_rows: tuple[int, int], last: tuple[int, int]) -> None:
        """On A4 across, as wide as the page, with the heading on each page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.center_horizontally()
        self.sheet.repeat_rows(*title_rows)
        self.sheet.print_area(0, 0, *last)
        self.sheet.set_footer("&C&P / &N")

    def protected(self) -> None:
        """Formulas are safe from slips; there is no password."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
