"""HTML tables to grids, by the rules by which browsers lay cells out."""

from __future__ import annotations

from attrs import define, field, frozen

from zhibiao.model.document import Grid
from zhibiao.model.place import Where
from zhibiao.readers.grids import Budget, Placed, numbered
from zhibiao.readers.limits import MAX_COLUMNS


@frozen
class _Cell:
    raw: str
    row_span: int
    column_span: int


@define
class OpenTable:
    """A table while it is read: rows in sections, beyond which no cell reaches."""

    number: int
    sections: list[list[list[_Cell]]] = field(factory=lambda: [[]])
    cut: Where | None = None

    def start_section(self) -> None:
        """The head, a body or the foot begins."""
        if self.sections[-1]:
            self.sections.append([])

    def start_row(self) -> None:
        """A row begins."""
        self.sections[-1].append([])

    def add(self, raw: str, row_span: int, column_span: int) -> None:
        """A cell ends; one outside any row begins one."""
        if not self.sections[-1]:
            self.start_row()
        self.sections[-1][-1].append(_Cell(raw, row_span, column_span))

    def grid(self, budget: Budget) -> Grid | None:
        """The grid, if there are cells."""
        at = Where(table=self.number)
        placed: list[Placed] = []
        first = 1
        for section in self.sections:
            taken: dict[int, int] = {}  # by column: the row in which it is free again
            for offset, row in enumerate(section):
                self._row(row, (first, offset, len(section)), taken, placed, budget)
            first += len(section)
        return Grid(numbered(placed, at), at) if placed else None

    def _row(
        self,
        row: list[_Cell],
        at: tuple[int, int, int],
        taken: dict[int, int],
        placed: list[Placed],
        budget: Budget,
    ) -> None:
        first, offset, height = at
        number = first + offset
        column = 1
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            rows = height - offset if cell.row_span == 0 else min(cell.row_span, height - offset)
            most = next(
                (
                    reach
                    for reach in range(cell.column_span)
                    if column + reach > MAX_COLUMNS or taken.get(column + reach, 0) > number
                ),
                cell.column_span,
            )
            if most < cell.column_span or rows < cell.row_span:
                self.cut = self.cut or Where(table=self.number, row=number)
            if most == 0:
                return  # beyond the last column that is read
            budget.spend(rows)
            placed.append(Placed(cell.raw, number, column, rows, most))
            for reached in range(column, column + most):
                taken[reached] = number + rows
            column += most
