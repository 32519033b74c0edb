"""A grid row by row, each row with every cell that reaches into it.

A merged cell is one cell and appears in each of its rows; columns are looked up by range, so
that a cell that claims a million columns costs no more than a small one.
"""

from __future__ import annotations

from attrs import field, frozen

from zhibiao.interpreting.wording import is_blank, tidy
from zhibiao.model.document import Grid, GridCell

MAX_ROWS = 5_000
MAX_CELLS = 200
MAX_TOTAL = 40_000
"""More rows, cells in a row and cells in all than any form has; the rest is not interpreted."""


@frozen
class Row:
    """One row of a grid with the cells that cover it, from the left."""

    number: int
    cells: tuple[GridCell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that stand in it, blank ones left out."""
        return tuple(tidy(cell.raw) for cell in self.cells if not is_blank(cell.raw))

    @property
    def starting(self) -> tuple[GridCell, ...]:
        """The cells that do not reach down from a row above."""
        return tuple(cell for cell in self.cells if cell.row == self.number)

    def at(self, column: int) -> GridCell | None:
        """The cell in a column."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.column_span:
                return cell
        return None

    def between(self, first: int, last: int) -> tuple[GridCell, ...]:
        """The cells that touch a range of columns."""
        return tuple(
            cell
            for cell in self.cells
            if cell.column <= last and cell.column + cell.column_span > first
        )


@frozen
class Matrix:
    """A grid with its rows; ``rows[0]`` is row 1."""

    grid: Grid
    rows: tuple[Row, ...] = field()
    cut: bool = False

    @property
    def aligned(self) -> bool:
        """Whether its columns are those of the document."""
        return self.grid.aligned


def matrix(grid: Grid) -> Matrix:
    """The grid by rows."""
    height = min(grid.height, MAX_ROWS)
    covering: list[list[GridCell]] = [[] for _ in range(height)]
    for cell in grid.cells:
        for number in range(cell.row, min(cell.row + cell.row_span, height + 1)):
            covering[number - 1].append(cell)
    rows = tuple(
        Row(number, tuple(sorted(cells, key=lambda cell: cell.column)[:MAX_CELLS]))
        for number, cells in enumerate(covering, 1)
    )
    wide = any(len(cells) > MAX_CELLS for cells in covering)
    total = 0
    for row in rows:
        total += len(row.cells)
        if total > MAX_TOTAL:
            return Matrix(grid, rows[: row.number - 1], cut=True)
    return Matrix(grid, rows, wide or grid.height > MAX_ROWS)
