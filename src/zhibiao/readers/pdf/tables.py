"""Drawn tables to cells with spans: what rules enclose is a cell, wherever others' rules run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, product
from typing import Any

from attrs import define, evolve, field, frozen

from zhibiao.readers.grids import Budget, Occupied, Placed
from zhibiao.readers.pdf.lines import cell_text, lines_of

_TOLERANCE = 3.0
"""Points by which two rules that mean one edge may lie apart."""

Box = tuple[float, float, float, float]


@frozen
class DrawnCell:
    """A cell; ``goes_on`` where its last line fills it."""

    placed: Placed
    goes_on: bool = False


@define
class DrawnTable:
    """A table of one page, with the edges of its columns."""

    page: int
    box: Box
    edges: tuple[float, ...]
    cells: list[DrawnCell] = field(factory=list)

    @property
    def last_row(self) -> int:
        """How many rows it has."""
        return max(cell.placed.row + cell.placed.row_span for cell in self.cells) - 1

    def row(self, number: int) -> list[DrawnCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.placed.row == number]

    def has_columns_of(self, other: DrawnTable) -> bool:
        """Whether the two have the same columns, those of one perhaps divided further."""
        few, many = sorted((self.edges, other.edges), key=len)
        return all(abs(few[end] - many[end]) <= _TOLERANCE for end in (0, -1)) and all(
            min(abs(edge - one) for one in many) <= _TOLERANCE for edge in few
        )

    def on_edges(self, edges: tuple[float, ...]) -> None:
        """Counts its columns by edges among which its own are."""
        at = {number: _at(edges, edge) for number, edge in enumerate(self.edges, 1)}
        for number, cell in enumerate(self.cells):
            column = at[cell.placed.column]
            last = at[cell.placed.column + cell.placed.column_span]
            moved = evolve(cell.placed, column=column, column_span=last - column)
            self.cells[number] = evolve(cell, placed=moved)
        self.edges = edges


def drawn_table(
    page: int, box: Box, boxes: Sequence[Box], chars: Iterable[dict[str, Any]], budget: Budget
) -> DrawnTable:
    """A table from the boxes of its cells and the characters in it."""
    columns = _edges([one[0] for one in boxes] + [one[2] for one in boxes])
    rows = _edges([one[1] for one in boxes] + [one[3] for one in boxes])
    at: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for char in chars:
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        at.setdefault((bisect_right(rows, down), bisect_right(columns, across)), []).append(char)
    found = DrawnTable(page, box, columns)
    occupied = Occupied()
    for one in sorted(boxes, key=lambda one: (one[1], one[0])):
        row, column = _at(rows, one[1]), _at(columns, one[0])
        down, across = max(_at(rows, one[3]) - row, 1), max(_at(columns, one[2]) - column, 1)
        budget.spend(down)
        if occupied.claim(row, column, down, across):
            places = product(range(row, row + down), range(column, column + across))
            held = chain.from_iterable(at.get(place, ()) for place in places)
            text, full = cell_text(lines_of(held), one[0], one[2])
            found.cells.append(DrawnCell(Placed(text, row, column, down, across, page), full))
    return found


def _edges(places: list[float]) -> tuple[float, ...]:
    """The places where edges run, those that mean one taken together."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOLERANCE:
            found.append(place)
    return tuple(found)


def _at(edges: tuple[float, ...], place: float) -> int:
    """Which edge a place means, from 1."""
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place)) + 1
