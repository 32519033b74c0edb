"""Tables of merged cells: what occupies what, and how places are counted."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from attrs import define, field, frozen

from zhibiao.messages import readers as texts
from zhibiao.model.document import GridCell
from zhibiao.model.place import Where
from zhibiao.readers.limits import MAX_CELLS
from zhibiao.readers.reader import refused


@frozen
class Placed:
    """A cell at its grid position, before its place is named."""

    raw: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None


@define
class Occupied:
    """The positions of one grid that are taken; a claim that overlaps is turned down."""

    _rows: dict[int, list[tuple[int, int]]] = field(factory=dict)

    def claim(self, row: int, column: int, row_span: int = 1, column_span: int = 1) -> bool:
        """Takes a rectangle, if all of it is free."""
        reach = range(row, row + row_span)
        if not all(self.is_free(one, column, column_span) for one in reach):
            return False
        for one in reach:
            insort(self._rows.setdefault(one, []), (column, column + column_span))
        return True

    def is_free(self, row: int, column: int, column_span: int = 1) -> bool:
        """Whether nothing stands in these columns of a row."""
        taken = self._rows.get(row)
        if not taken:
            return True
        at = bisect_left(taken, (column + column_span, 0))
        return at == 0 or taken[at - 1][1] <= column


@define
class Budget:
    """Counts paragraphs and cells of one document, cells once for each row they reach into."""

    name: str
    spent: int = 0

    def spend(self, rows: int = 1) -> None:
        """Counts a paragraph, or a cell of so many rows.

        Raises:
            FormError: the document holds too many.
        """
        self.spent += rows
        if self.spent > MAX_CELLS:
            raise refused(texts.TOO_MUCH, self.name, most=MAX_CELLS, what=texts.PIECES)


def numbered(cells: Iterable[Placed], at: Where) -> tuple[GridCell, ...]:
    """The cells in reading order, each with its place.

    Its ``cell`` counts what stands in its row from the left, cells that reach down from above
    included.
    """
    found: list[GridCell] = []
    reaching: list[tuple[int, int]] = []  # the column and the last row of those from above
    row: list[GridCell] = []
    for cell in sorted(cells, key=lambda one: (one.row, one.column)):
        if row and cell.row != row[0].row:
            reaching = _reaching(reaching, row, cell.row)
            row = []
        above = bisect_left(reaching, (cell.column, 0))
        page = cell.page or at.page
        place = Where(table=at.table, page=page, row=cell.row, cell=above + len(row) + 1)
        row.append(
            GridCell(cell.raw, cell.row, cell.column, cell.row_span, cell.column_span, place)
        )
        found.append(row[-1])
    return tuple(found)


def _reaching(
    before: list[tuple[int, int]], row: list[GridCell], next_row: int
) -> list[tuple[int, int]]:
    """Of the cells above a row those that reach into it, by column."""
    new = ((cell.column, cell.row + cell.row_span - 1) for cell in row)
    return sorted(one for one in (*before, *new) if one[1] >= next_row)
