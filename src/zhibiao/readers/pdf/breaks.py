"""What a page break cuts in two: tables, rows of them, and paragraphs of the prose.

A table goes on where the next page begins with one of the same columns, unless that repeats a row,
as headings are; then both stay. A row that did not fit goes on in a first row that has text
only under the cells that were too long. It is told from a new row by three things: no figure
stands in it, the row before has one where it has none, and a cell before it ended in a full line.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve

from zhibiao.readers.grids import Placed
from zhibiao.readers.pdf.lines import joined
from zhibiao.readers.pdf.tables import DrawnCell, DrawnTable

_LEAST_COLUMNS = 3


@define
class Prose:
    """A paragraph; ``goes_on`` where its last line fills the page, at the foot of it."""

    page: int
    text: str
    goes_on: bool = False
    starts_in: bool = True


Item = DrawnTable | Prose


def mended(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """All parts in order, with those joined that a page break cut."""
    found: list[Item] = []
    for page in pages:
        items = list(page)
        if found and items and _is_joined(found[-1], items[0]):
            items = items[1:]
        found += items
    return found


def _is_joined(last: Item, first: Item) -> bool:
    """Joins the first part of a page to the last before, if they are one; says whether."""
    if isinstance(last, Prose) and isinstance(first, Prose):
        if not last.goes_on or first.starts_in:
            return False
        last.text, last.goes_on = joined(last.text, first.text), first.goes_on
        return True
    if isinstance(last, DrawnTable) and isinstance(first, DrawnTable):
        if not last.has_columns_of(first) or _repeats(first, last):
            return False
        _join(last, first)
        return True
    return False


def _repeats(below: DrawnTable, above: DrawnTable) -> bool:
    """Whether a table begins with a row of the one before, as a repeated heading does."""
    first = [(cell.placed.column, cell.placed.raw) for cell in below.row(1)]
    if sum(1 for _, raw in first if raw) < _LEAST_COLUMNS:
        return False
    wanted = [raw for _, raw in first]
    return any(
        [cell.placed.raw for cell in above.row(number)] == wanted
        for number in range(1, above.last_row + 1)
    )


def _join(above: DrawnTable, below: DrawnTable) -> None:
    edges = max(above.edges, below.edges, key=len)
    above.on_edges(edges)
    below.on_edges(edges)
    _join_row(above, below)
    last = above.last_row
    ending = {
        (cell.placed.column, cell.placed.column_span): at
        for at, cell in enumerate(above.cells)
        if cell.placed.row + cell.placed.row_span - 1 == last
    }
    for cell in below.cells:
        placed = cell.placed
        at = ending.get((placed.column, placed.column_span))
        if placed.row == 1 and not placed.raw and at is not None:
            one = above.cells[at].placed
            if placed.row_span > 1 or one.row_span > 1:  # one merged cell, cut
                longer = evolve(one, row_span=one.row_span + placed.row_span)
                above.cells[at] = evolve(above.cells[at], placed=longer)
                continue
        above.cells.append(evolve(cell, placed=evolve(placed, row=placed.row + last)))


def _join_row(above: DrawnTable, below: DrawnTable) -> None:
    """Moves the first row of a table up, if it is the rest of the last row above."""
    last = above.last_row
    ending = {
        cell.placed.column: at
        for at, cell in enumerate(above.cells)
        if cell.placed.row + cell.placed.row_span - 1 == last
    }
    rest = below.row(1)
    if not _is_rest(rest, {column: above.cells[at] for column, at in ending.items()}):
        return
    for cell in rest:
        if cell.placed.raw:
            at = ending[cell.placed.column]
            above.cells[at] = _with_rest(above.cells[at], cell)
    below.cells = [
        evolve(cell, placed=_without_first_row(cell))
        for cell in below.cells
        if cell.placed.row + cell.placed.row_span > 2
    ]


def _without_first_row(cell: DrawnCell) -> Placed:
    placed = cell.placed
    if placed.row > 1:
        return evolve(placed, row=placed.row - 1)
    return evolve(placed, raw="", row_span=placed.row_span - 1)


def _with_rest(cell: DrawnCell, rest: DrawnCell) -> DrawnCell:
    one, other = cell.placed.raw, rest.placed.raw
    raw = joined(one, other) if cell.goes_on else f"{one}\n{other}"
    return DrawnCell(evolve(cell.placed, raw=raw), rest.goes_on)


def _is_rest(rest: list[DrawnCell], row: dict[int, DrawnCell]) -> bool:
    """Whether the cells of a row go on with those of the row before the page break."""
    filled = {cell.placed.column for cell in rest if cell.placed.raw}
    before = {column for column, cell in row.items() if cell.placed.raw}
    if len(row) < _LEAST_COLUMNS or not filled or not filled < before:
        return False
    if {cell.placed.column for cell in rest} != set(row):
        return False
    figures = {column for column in before if _is_figure(row[column].placed.raw)}
    has_figure = any(_is_figure(cell.placed.raw) for cell in rest)
    return bool(figures - filled) and not has_figure and any(row[one].goes_on for one in filled)


def _is_figure(raw: str) -> bool:
    return raw.replace(".", "", 1).isdecimal()
