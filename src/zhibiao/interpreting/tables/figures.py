"""Figures of the tables that are no form: basic data, income and expenditure, projects.

A figure is named by its row and its column together: 三公经费 under 2024年决算数 is
三公经费2024年决算数. A column that only says 金额 adds nothing, and neither does a row that is
the corner of the table; where each row is a sub-unit, the row that sums them up is named by
its columns alone.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field, frozen

from zhibiao.interpreting.grids.cells import cell_of
from zhibiao.interpreting.grids.matrix import Matrix, Row
from zhibiao.interpreting.vocabulary import (
    AMOUNT_HEADINGS,
    CLOSED,
    ENTITY_HEADINGS,
    PARTIAL_HEADINGS,
    SUMMARY_ROWS,
    UNIT_LABELS,
)
from zhibiao.interpreting.wording import (
    bare,
    is_blank,
    is_figure,
    is_masked,
    numbered,
    row_label,
    tidy,
    unit_of,
)
from zhibiao.model.document import GridCell
from zhibiao.model.form import Cell, Stated

MAX_LABEL = 60
MAX_HEADING = 30
_RATE = re.compile(r"率$|比例|占比|比重")
_SECTION = re.compile(r"^[一二三四五六七八九十]{1,3}、")


@frozen
class _Heading:
    text: str
    unit: str


@define
class FigureTable:
    """A table while its figures are read."""

    matrix: Matrix
    unit: str = ""
    header: list[Row] = field(factory=list)
    corner: str = ""
    parent: str = ""
    figures: list[Stated] = field(factory=list)
    _seen: set[str] = field(factory=set)
    _open: bool = False
    _waiting: list[Row] = field(factory=list)

    def read(self, rows: tuple[Row, ...]) -> tuple[Stated, ...]:
        """The figures of rows that follow one another."""
        for row in rows:
            written = [cell for cell in row.cells if not is_blank(cell.raw)]
            if not written:
                continue
            values = [cell for cell in written if is_figure(cell.raw)]
            if values:
                self._open = False
                self._waiting.append(row)
            elif len(row.cells) == 1 or _SECTION.match(tidy(written[0].raw)):
                self._block()
                self._aside(row, written)
                self.header, self.corner, self._open = [], "", False
            elif self._heads(row, written):
                if not self._open:
                    self._block()
                self._head(row)
            else:
                self._waiting.append(row)
        self._block()
        return tuple(self.figures)

    def _block(self) -> None:
        """The rows under one header: which columns hold figures is known when all are seen."""
        filled = {c.column for row in self._waiting for c in row.cells if is_figure(c.raw)}
        named = {c.column for row in self._waiting for c in row.cells if _is_words(c.raw)}
        for row in self._waiting:
            written = [cell for cell in row.cells if not is_blank(cell.raw)]
            values = [cell for cell in written if is_figure(cell.raw)]
            if values:
                self._figures_of(row, values, filled, named)
            else:
                self._aside(row, written)
        self._waiting = []

    def _heads(self, row: Row, written: list[GridCell]) -> bool:
        """Whether a row without a figure heads those below it."""
        fresh = [cell for cell in written if cell.row == row.number]
        if any(CLOSED.search(cell.raw) for cell in written):
            return False
        if any(len(tidy(cell.raw)) > MAX_HEADING or _counts(cell.raw) for cell in fresh):
            return False
        names = any(p.fullmatch(bare(cell.raw)) for cell in written for _, p in UNIT_LABELS[:2])
        return not names and (len(fresh) >= 2 or (len(fresh) == 1 and len(written) >= 2))

    def _head(self, row: Row) -> None:
        if not self._open:
            self.header = []
        self.header.append(row)
        self._open = True
        first = self.header[0]
        corner = next((cell for cell in first.cells if not is_blank(cell.raw)), None)
        self.corner = corner.raw if corner is not None else ""

    def _aside(self, row: Row, written: list[GridCell]) -> None:
        text = written[0].raw
        self.unit = unit_of(text) or self.unit
        if numbered(text) and len(row.cells) > 1:
            self.parent = row_label(text)

    def _figures_of(
        self, row: Row, values: list[GridCell], filled: set[int], named: set[int]
    ) -> None:
        headings = self._headings(row)
        label_cell: GridCell | None = None
        for index, cell in enumerate(row.cells):
            if is_blank(cell.raw):
                if cell.column in filled:
                    self._blank(cell, label_cell, headings.get(index))
                elif cell.column in named:
                    label_cell = None
            elif is_figure(cell.raw):
                self._figure(cell, label_cell, headings.get(index))
            elif cell.row == row.number or self._is_row_label(cell, row):
                label_cell = cell
        first = next((cell for cell in row.cells if not is_blank(cell.raw)), None)
        entity = ENTITY_HEADINGS.fullmatch(bare(self.corner))
        if first is not None and first not in values and numbered(first.raw) and not entity:
            self.parent = row_label(first.raw)

    def _is_row_label(self, cell: GridCell, row: Row) -> bool:
        return not any(cell in above.cells for above in self.header) or cell.row == row.number

    def _blank(self, cell: GridCell, label_cell: GridCell | None, heading: _Heading | None) -> None:
        if heading is not None and label_cell is not None and heading.text:
            self._add(cell, label_cell, heading)

    def _figure(
        self, cell: GridCell, label_cell: GridCell | None, heading: _Heading | None
    ) -> None:
        if label_cell is None and heading is None:
            return
        if label_cell is not None and CLOSED.search(label_cell.raw):
            return
        self._add(cell, label_cell, heading)

    def _add(self, cell: GridCell, label_cell: GridCell | None, heading: _Heading | None) -> None:
        label = self._label(label_cell, heading)
        if not label or len(label) > 2 * MAX_LABEL or is_figure(label):
            return
        entity = ENTITY_HEADINGS.fullmatch(bare(self.corner))
        if label in self._seen and self.parent and not entity and self.parent not in label:
            label = f"{self.parent}：{label}"
        self._seen.add(label)
        self.figures.append(Stated(label, self._cell(cell, label, label_cell, heading)))

    def _label(self, label_cell: GridCell | None, heading: _Heading | None) -> str:
        column = heading.text if heading else ""
        name = row_label(label_cell.raw) if label_cell is not None else ""
        if ENTITY_HEADINGS.fullmatch(bare(self.corner)) and column:
            if PARTIAL_HEADINGS.fullmatch(column):
                column = self._whole() + column
            return column if not name or SUMMARY_ROWS.search(name) else name + column
        if not name:
            corner = row_label(self.corner)
            partial = PARTIAL_HEADINGS.fullmatch(column) and corner and corner != column
            return corner + column if partial else column
        if not column or AMOUNT_HEADINGS.fullmatch(column) or is_masked(column):
            return name
        return name + column

    def _whole(self) -> str:
        """What the parts of a table of sub-units are parts of: the heading that sums them up."""
        texts = [row_label(cell.raw) for row in self.header for cell in row.cells]
        whole = next((text for text in texts if text.endswith(("合计", "总计"))), "")
        return whole.removesuffix("合计").removesuffix("总计")

    def _cell(
        self, cell: GridCell, label: str, label_cell: GridCell | None, heading: _Heading | None
    ) -> Cell:
        if is_blank(cell.raw):
            return evolve(cell_of(cell), quantity=None)
        said = heading.unit if heading else ""
        own = unit_of(label_cell.raw) if label_cell is not None else ""
        unit = own or said or unit_of(self.corner) or self.unit
        if _RATE.search(label) and unit != "%":
            unit = ""
        if not unit and re.search(r"人数|编制", label):
            unit = "人"
        return cell_of(cell, unit)

    def _headings(self, row: Row) -> dict[int, _Heading]:
        """What stands above each cell of a row, by the number of the cell."""
        if not self.header:
            return {}
        if not self.matrix.aligned:
            return self._counted_headings(len(row.cells))
        found: dict[int, _Heading] = {}
        for index, cell in enumerate(row.cells):
            stack = [above.at(cell.column) for above in self.header]
            found_heading = _deepest([one.raw for one in stack if one is not None and one != cell])
            if found_heading is not None:
                found[index] = found_heading
        return found

    def _counted_headings(self, width: int) -> dict[int, _Heading]:
        rows = [[cell.raw for cell in above.cells] for above in self.header]
        for upper in range(len(rows) - 2, -1, -1):
            rows[upper] = _spread(rows[upper], rows[upper + 1])
        return {
            index: heading
            for index in range(width)
            if (heading := _deepest([row[index] for row in rows if index < len(row)])) is not None
        }


def _is_words(text: str) -> bool:
    return not is_blank(text) and not is_figure(text)


def _counts(text: str) -> bool:
    """Whether a text states a number, as no heading does, its year and its own number aside."""
    return bool(re.search(r"\d", re.sub(r"20\d{2}年?", "", row_label(text))))


def _deepest(stack: list[str]) -> _Heading | None:
    for text in reversed(stack):
        name = row_label(text)
        if name and not is_blank(name) and name != "其中" and len(name) <= MAX_HEADING:
            plain = bare(name)
            return _Heading(plain.removesuffix("%"), unit_of(text))
    return None


def _spread(upper: list[str], lower: list[str]) -> list[str]:
    """An upper line of headings, each as wide as the written cells below it."""
    spread: list[str] = []
    for text in upper:
        start = len(spread)
        spread.append(text)
        if row_label(text) in ("", "其中") and not is_blank(text):
            while len(spread) < len(lower) and not is_blank(lower[len(spread)]):
                spread.append(text)
            if len(spread) == start:
                spread.append(text)
    return spread
