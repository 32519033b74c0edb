"""One sheet to one grid, whatever it holds: tables, headings, empty rows between them.

Rows and columns are those of the sheet. A grid keeps the cells that show something and the
merged ones; nothing stands where it has no cell. Who interprets a sheet splits it at its empty
rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from zhibiao.messages import Message, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Grid, GridCell
from zhibiao.model.place import Where, cell_name, letters
from zhibiao.readers.grids import Budget, Occupied
from zhibiao.readers.limits import MAX_SHEET_COLUMNS, MAX_SHEET_ROWS

_NAMED = 8
"""So many hidden rows or columns are named."""


@frozen
class Range:
    """A rectangle of a sheet."""

    row: int
    column: int
    last_row: int
    last_column: int


@define
class Sheet:
    """What was read of a sheet, before it becomes a grid."""

    name: str
    texts: dict[tuple[int, int], str] = field(factory=dict)
    merged: list[Range] = field(factory=list)
    hidden_rows: list[int] = field(factory=list)
    hidden_columns: list[int] = field(factory=list)
    formulas: list[tuple[int, int]] = field(factory=list)
    rounded: list[tuple[int, int, str]] = field(factory=list)
    outside: tuple[int, int] | None = None
    covered: tuple[int, int] | None = None

    def put(self, row: int, column: int, text: str, budget: Budget) -> bool:
        """Keeps a cell that shows something; says whether it does."""
        if not text.strip():
            return False
        if row > MAX_SHEET_ROWS or column > MAX_SHEET_COLUMNS:
            self.outside = self.outside or (row, column)
            return False
        budget.spend()
        self.texts[row, column] = text
        return True

    def grid(self, budget: Budget) -> Grid | None:
        """The grid, if the sheet shows anything."""
        if not self.texts:
            return None
        last_row, last_column = self._last()
        occupied = Occupied()
        cells: list[GridCell] = []
        for one in sorted(self.merged, key=lambda one: (one.row, one.column)):
            if one.row > last_row or one.column > last_column:
                continue
            rows = min(one.last_row, last_row) - one.row + 1
            columns = min(one.last_column, last_column) - one.column + 1
            budget.spend(rows)
            if occupied.claim(one.row, one.column, rows, columns):
                cells.append(self._cell(one.row, one.column, rows, columns))
        anchors = {(cell.row, cell.column) for cell in cells}
        for row, column in self.texts:
            if (row, column) in anchors:
                continue
            if occupied.is_free(row, column):
                cells.append(self._cell(row, column))
            else:
                self.covered = min(self.covered or (row, column), (row, column))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        return Grid(tuple(cells), Where(sheet=self.name), title=self.name)

    def _last(self) -> tuple[int, int]:
        """The last row and column of what is shown; merged to the sheet's end counts as less."""
        rows = {row for row, _ in self.texts}
        columns = {column for _, column in self.texts}
        for one in self.merged:
            if (one.row, one.column) in self.texts:
                rows.update([one.last_row] if one.last_row <= MAX_SHEET_ROWS else [])
                columns.update([one.last_column] if one.last_column <= MAX_SHEET_COLUMNS else [])
        return max(rows), max(columns)

    def _cell(self, row: int, column: int, rows: int = 1, columns: int = 1) -> GridCell:
        at = Where(sheet=self.name, row=row, cell=column)
        return GridCell(self.texts.get((row, column), ""), row, column, rows, columns, at)

    def remarks(self) -> Iterator[Message]:
        """What is to be said of the sheet."""
        hidden = [f"{row}" for row in self._used(self.hidden_rows, 0)]
        hidden += [letters(column) for column in self._used(self.hidden_columns, 1)]
        if hidden:
            more = ("…",) if len(hidden) > _NAMED else ()
            yield say(texts.HIDDEN_ROWS, sheet=self.name, which=(*hidden[:_NAMED], *more))
        if self.formulas:
            place = cell_name(*self.formulas[0])
            yield say(texts.NO_CACHED_VALUE, sheet=self.name, count=len(self.formulas), place=place)
        if self.rounded:
            row, column, stored = self.rounded[0]
            yield say(
                texts.SHOWN_ROUNDED,
                sheet=self.name,
                count=len(self.rounded),
                place=cell_name(row, column),
                shown=self.texts[row, column],
                stored=stored,
            )
        if self.covered is not None:
            yield say(texts.COVERED_TEXT, place=f"{self.name}!{cell_name(*self.covered)}")
        if self.outside is not None:
            yield say(
                texts.OUTSIDE,
                sheet=self.name,
                rows=MAX_SHEET_ROWS,
                columns=letters(MAX_SHEET_COLUMNS),
                place=cell_name(*self.outside),
            )

    def _used(self, lines: Iterable[int], which: int) -> list[int]:
        """Of some rows or columns those that show something."""
        used = {place[which] for place in self.texts}
        return sorted(used.intersection(lines))
