"""Word tables to grids.

A cell that continues one above is joined to it where both have the same edges; else it stays a
cell of its own, as it would look on paper. A table inside a cell becomes a grid of its own
right after the one around it, and the cell keeps its own paragraphs alone: forms are often laid
out in an outer table of one cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field

from zhibiao.model.document import Grid
from zhibiao.model.place import Where
from zhibiao.readers.grids import Budget, Placed, numbered
from zhibiao.readers.limits import MAX_COLUMNS
from zhibiao.readers.word.runs import Seen, read_line, transparent
from zhibiao.readers.xml import Element, child, local, value

_ROWS = frozenset(("tr",))
_CELLS = frozenset(("tc",))
BLOCKS = frozenset(("p", "tbl"))


@define
class _Reach:
    """A cell that the rows below may still continue."""

    index: int
    until: int


@define
class TableReader:
    """Reads the tables of one document; counts them, and what they hold."""

    budget: Budget
    seen: Seen = field(factory=Seen)
    tables: int = 0
    cut: Where | None = None
    covered: Where | None = None

    def grids(self, table: Element) -> Iterator[Grid]:
        """A table and, after it, those inside its cells."""
        self.tables += 1
        at = Where(table=self.tables)
        inner: list[Element] = []
        cells = self._cells(table, at, inner)
        if cells:
            yield Grid(numbered(cells, at), at)
        for one in inner:
            yield from self.grids(one)

    def _cells(self, table: Element, at: Where, inner: list[Element]) -> list[Placed]:
        found: list[Placed] = []
        reaching: dict[int, _Reach] = {}  # by column: what a row below may continue
        number = 0
        for row in transparent(table, _ROWS):
            if _is_deleted(child(row, "trPr"), "del"):
                self.seen.changes = True
                continue
            number += 1
            reaching = self._row(row, evolve(at, row=number), found, reaching, inner)
        return found

    def _row(
        self,
        row: Element,
        at: Where,
        found: list[Placed],
        reaching: dict[int, _Reach],
        inner: list[Element],
    ) -> dict[int, _Reach]:
        """Adds a row's cells; says what the next row may continue."""
        assert at.row is not None
        continued: dict[int, _Reach] = {}
        column = 1 + _whole(child(row, "trPr", "gridBefore"))
        for cell in transparent(row, _CELLS):
            marks = child(cell, "tcPr")
            if _is_deleted(marks, "cellDel"):
                self.seen.changes = True
                continue
            if column > MAX_COLUMNS:
                self.cut = self.cut or at
                break
            span = self._span(marks, column, at)
            raw = self._text(cell, inner)
            self.budget.spend()
            before = found[-1] if found and found[-1].row == at.row else None
            ends = 0 if before is None else before.column + before.column_span
            if before is not None and ends == column and _goes_on_leftwards(marks):
                found[-1] = evolve(before, column_span=before.column_span + span)
                column += span
                continue
            merge = child(marks, "vMerge")
            above = reaching.get(column)
            if (
                merge is None
                or value(merge) == "restart"
                or above is None
                or above.until != column + span
            ):
                found.append(Placed(raw, at.row, column, 1, span))
                above = _Reach(len(found) - 1, column + span)
            else:
                joined = found[above.index]
                found[above.index] = evolve(joined, row_span=at.row - joined.row + 1)
                if raw.strip() and self.covered is None:
                    self.covered = at
            if merge is not None:
                continued[column] = above
            column += span
        return continued

    def _span(self, marks: Element | None, column: int, at: Where) -> int:
        span = max(_whole(child(marks, "gridSpan"), 1), 1)
        most = max(MAX_COLUMNS - column, 1)
        if span > most:
            self.cut = self.cut or at
        return min(span, most)

    def _text(self, cell: Element, inner: list[Element]) -> str:
        """The paragraphs of a cell; the tables in it are put aside."""
        lines: list[str] = []
        for block in transparent(cell, BLOCKS):
            if local(block) == "tbl":
                inner.append(block)
                continue
            line = read_line(block, self.seen)
            lines.append(line.text)
            lines.extend(self._text(box, inner) for box in line.boxes)
        return "\n".join(lines)


def _goes_on_leftwards(marks: Element | None) -> bool:
    """Whether a cell continues the one on its left, as older programs write it."""
    merge = child(marks, "hMerge")
    return merge is not None and value(merge) != "restart"


def _is_deleted(marks: Element | None, name: str) -> bool:
    return child(marks, name) is not None


def _whole(element: Element | None, otherwise: int = 0) -> int:
    """A small whole number of an attribute; what is none counts as absent."""
    found = value(element)
    if found is None or not found.isascii() or not found.isdecimal():
        return otherwise
    return int(found[:9])
