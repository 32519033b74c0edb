"""The cells of a row by the columns of its header, aligned or only counted."""

from __future__ import annotations

from attrs import evolve

from zhibiao.interpreting.grids.headers import Column, Header
from zhibiao.interpreting.grids.matrix import Matrix, Row
from zhibiao.interpreting.grids.placing import Placement, place
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.vocabulary import Role
from zhibiao.interpreting.wording import is_blank, tidy
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.place import Where


class Finder:
    """Finds the cells of a row by the columns of the header."""

    def __init__(
        self, matrix: Matrix, header: Header, rows: tuple[Row, ...], remarks: Remarks
    ) -> None:
        self.header = header
        self.roles: tuple[Role, ...] = tuple(column.role for column in header.columns)
        self.remarks = remarks
        # A sheet says of each cell where it stands, however many columns nobody has filled in.
        certain = matrix.grid.at.sheet is not None
        self.counted: bool = not matrix.aligned or not (certain or _fits(rows, header))
        self.usual: dict[int, int] | None = self._usual(rows) if self.counted else None

    def find(self, row: Row) -> tuple[dict[str, GridCell], bool]:
        """The cells by role, and whether some could stand elsewhere."""
        if not self.counted:
            return {
                column.role: cell
                for column in self.header.columns
                if column.role and (cell := cell_under(row, column)) is not None
            }, False
        placed = self._placed(row)
        under = {self.roles[column]: index for column, index in placed.cells.items()}
        doubtful = {self.roles[column] for column in placed.doubtful}
        values = {"target", "actual"} & set(self.roles)
        if len(values) == 2 and len(values & under.keys()) == 1:
            (left,) = values & under.keys()
            only = row.cells[under[left]]
            if not is_blank(only.raw):
                # A cell is lost, and nothing tells which of the two.
                self.remarks.add(texts.ONE_VALUE, only.at, text=only.raw)
                under["target"] = under.pop(left)
                doubtful -= values
        found = {
            role: row.cells[index]
            for role, index in under.items()
            if role and (role not in doubtful or role in ("tier", "group", "label"))
        }
        lost = [
            tidy(cell.raw)
            for index, cell in enumerate(row.cells)
            if index not in placed.cells.values() and not is_blank(cell.raw)
        ]
        if lost:
            self.remarks.add(texts.NOT_PLACED, row_place(row), text="、".join(lost))
        return found, bool(doubtful)

    def _placed(self, row: Row) -> Placement:
        return place([tidy(cell.raw) for cell in row.cells[: 4 * len(self.roles)]],
                     self.roles, self.usual)  # fmt: skip

    def _usual(self, rows: tuple[Row, ...]) -> dict[int, int]:
        """By how much the cells of most rows stand aside of their headings."""
        shifts = range(-3, 4)
        sample = [row for row in rows if row.texts][:60]

        def cost(shift: int) -> float:
            usual = {column: column - shift for column in range(len(self.roles))}
            return sum(
                place([tidy(cell.raw) for cell in row.cells[: 4 * len(self.roles)]],
                      self.roles, usual).cost
                for row in sample
            )  # fmt: skip

        best = min(shifts, key=lambda shift: (round(cost(shift), 6), abs(shift)))
        return {column: column - best for column in range(len(self.roles))}


def _fits(rows: tuple[Row, ...], header: Header) -> bool:
    """Whether the rows' columns are those of the header: some cell starts at each."""
    starts = {cell.column for row in rows for cell in row.cells}
    wanted = {column.first for column in header.columns if column.role}
    return not starts or len(wanted & starts) * 4 >= len(wanted) * 3


def cell_under(row: Row, column: Column | None) -> GridCell | None:
    """The cell under a heading; of a sheet, which keeps no empty cells, that empty cell."""
    if column is None:
        return None
    found = _joined(row, column)
    if found is not None or not row.cells or row.cells[0].at.sheet is None:
        return found
    at = Where(sheet=row.cells[0].at.sheet, row=row.number, cell=column.first)
    return GridCell("", row.number, column.first, at=at)


def _joined(row: Row, column: Column) -> GridCell | None:
    """The cell under a heading; of several narrow ones, all their words."""
    cells = list(row.between(column.first, column.last))
    written = [cell for cell in cells if not is_blank(cell.raw)]
    if not written:
        return cells[0] if cells else None
    if len(written) == 1:
        return written[0]
    return evolve(written[0], raw="".join(tidy(cell.raw) for cell in written))


def row_place(row: Row) -> Where:
    """The place of a row."""
    return evolve(row.cells[0].at, cell=None)
