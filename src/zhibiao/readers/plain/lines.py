"""The parts that plain texts are read into, and how their rows become grids."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from zhibiao.model.document import Grid, GridCell
from zhibiao.model.place import Where
from zhibiao.readers.grids import Budget

PAGE_BREAK = "\f"


@frozen
class Prose:
    """One line outside all tables."""

    text: str
    page: int | None = None


@frozen
class Rows:
    """The rows of one table, each with the texts of its cells."""

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    aligned: bool = False


Block = Prose | Rows


def grid_of(rows: Sequence[Sequence[str]], at: Where, budget: Budget, *, aligned: bool) -> Grid:
    """A grid of cells without spans, each in the column that it is counted in."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows, 1):
        for column, raw in enumerate(row, 1):
            budget.spend()
            place = Where(page=at.page, table=at.table, row=number, cell=column)
            cells.append(GridCell(raw, number, column, at=place))
    return Grid(tuple(cells), at, aligned)
