"""The document's own tables and prose as a page shows them, with the findings at their places.

Spans are kept, gaps are filled, and what is too long to be read is left out and counted; a row
or paragraph with a finding never is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from attrs import evolve, frozen

from zhibiao.messages import reports as texts
from zhibiao.messages import say, visible
from zhibiao.model.document import Document, Grid, GridCell, Paragraph
from zhibiao.reports.marks import Mark, Marks

MAX_ROWS = 300
MAX_PARTS = 1500
MAX_TEXT = 4000
WIDE = 9
"""From this many columns on a table is printed across the page."""


@frozen
class MarkView:
    """The number of a finding beside a cell."""

    number: int
    severity: str


@frozen
class CellView:
    """One cell; ``anchor`` is set where findings stand at it."""

    text: str
    rows: int = 1
    columns: int = 1
    anchor: str = ""
    marks: tuple[MarkView, ...] = ()
    severity: str = ""
    head: bool = False


@frozen
class SheetView:
    """One table."""

    title: str
    rows: tuple[tuple[CellView, ...], ...]
    note: str = ""
    wide: bool = False
    kind: Literal["table"] = "table"


@frozen
class ProseView:
    """One paragraph, cut where a quoted sentence begins and ends."""

    pieces: tuple[CellView, ...]
    kind: Literal["prose"] = "prose"


class Anchors:
    """The id of each place that findings stand at, made on first use."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self._known: dict[int, str] = {}
        self._used: set[str] = set()

    def mark(self, cell: CellView, marks: Sequence[Mark]) -> CellView:
        """The cell with its findings; the first that names a place links there."""
        if not marks:
            return cell
        anchor = f"p{marks[0].number}"
        if anchor in self._used:
            anchor = f"{anchor}-{len(self._used)}"
        self._used.add(anchor)
        for mark in marks:
            self._known.setdefault(mark.number, anchor)
        gravest = min(marks, key=lambda mark: mark.finding.severity.rank)
        return evolve(
            cell,
            anchor=anchor,
            marks=tuple(MarkView(m.number, m.finding.severity.value) for m in marks),
            severity=gravest.finding.severity.value,
        )

    def link(self, number: int) -> str:
        """The id of the place of a finding; empty where it stands nowhere on the page."""
        return self._known.get(number, "")


def sheets(document: Document, anchors: Anchors, lang: str) -> list[SheetView | ProseView]:
    """Every part of a document that is shown."""
    shown: list[SheetView | ProseView] = []
    left_out = 0
    quoted = _quotes(document, anchors.marks)
    grids = 0
    for index, part in enumerate(document.parts):
        if isinstance(part, Grid):
            grids += 1
            table = _sheet(part, grids, anchors, lang)
            marked = any(cell.marks for row in table.rows for cell in row)
            view: SheetView | ProseView = table
        else:
            prose = _prose(part, quoted.get(index, []), anchors)
            marked = any(piece.marks for piece in prose.pieces)
            view = prose
        if marked or len(shown) < MAX_PARTS:
            shown.append(view)
        else:
            left_out += 1
    if left_out:
        note = say(texts.PARTS_LEFT_OUT, count=left_out).render(lang)
        shown.append(ProseView((CellView(note),)))
    return shown


def _sheet(grid: Grid, number: int, anchors: Anchors, lang: str) -> SheetView:
    marks = _marks(grid, anchors.marks)
    marked = {cell.row for cell in grid.cells if cell in marks}
    kept = [row for row in range(1, grid.height + 1) if row <= MAX_ROWS or row in marked]
    rows = [tuple(_row(line, marks, anchors)) for line in _lay_out(grid, kept)]
    note = ""
    if grid.height > len(kept):
        note = say(texts.ROWS_LEFT_OUT, rows=grid.height, shown=MAX_ROWS).render(lang)
    return SheetView(_title(grid, number, lang), with_head(rows), note, grid.width >= WIDE)


def _title(grid: Grid, number: int, lang: str) -> str:
    if grid.title:
        return visible(grid.title)
    if grid.at.sheet is not None:
        return say(texts.SHEET_NAME, n=grid.at.sheet).render(lang)
    return say(texts.TABLE_NAME, n=grid.at.table or number).render(lang)


def _marks(grid: Grid, marks: Marks) -> dict[GridCell, tuple[Mark, ...]]:
    """The findings at each cell; those of a whole row or table stand at its first cell."""
    found: dict[GridCell, tuple[Mark, ...]] = {}
    for row in grid.rows:
        for cell in row:
            here = marks.of(cell.at) if cell.at.statement is not None else ()
            if here or cell is row[0]:
                wider = marks.of(evolve(cell.at, cell=None)) if cell is row[0] else ()
                if cell is grid.cells[0]:
                    wider += marks.of(evolve(cell.at, cell=None, row=None))
                if every := tuple(dict.fromkeys((*here, *wider))):
                    found[cell] = every
    return found


@frozen
class _Line:
    """One row that is shown: its cells from the left, gaps as the number of their columns."""

    slots: tuple[GridCell | int, ...]
    spans: tuple[int, ...]


def _lay_out(grid: Grid, kept: Sequence[int]) -> Iterator[_Line]:
    """The rows that are kept, with spans cut to them and gaps filled."""
    by_row = grid.rows
    reaching: list[GridCell] = []
    for index, row in enumerate(kept):
        reaching = [cell for cell in reaching if cell.row + cell.row_span > row]
        starting = by_row[row - 1]
        slots: list[GridCell | int] = []
        spans: list[int] = []
        column = 1
        for cell in sorted((*reaching, *starting), key=lambda cell: cell.column):
            if cell.column > column:
                slots.append(cell.column - column)
                spans.append(1)
            if cell.row == row:
                slots.append(cell)
                last = cell.row + cell.row_span - 1
                spans.append(bisect_right(kept, last) - index)
            column = cell.column + cell.column_span
        reaching += [cell for cell in starting if cell.row_span > 1]
        if column <= grid.width:
            slots.append(grid.width + 1 - column)
            spans.append(1)
        yield _Line(tuple(slots), tuple(spans))


def _row(
    line: _Line, marks: dict[GridCell, tuple[Mark, ...]], anchors: Anchors
) -> Iterator[CellView]:
    for slot, span in zip(line.slots, line.spans, strict=True):
        if isinstance(slot, int):
            yield CellView("", columns=slot)
        else:
            view = CellView(shortened(slot.raw.strip()), span, slot.column_span)
            yield anchors.mark(view, marks.get(slot, ()))


def with_head(rows: Sequence[tuple[CellView, ...]]) -> tuple[tuple[CellView, ...], ...]:
    """The rows, with the first that has several cells as the heads of the columns."""
    for index, row in enumerate(rows):
        if sum(1 for cell in row if cell.text) > 1:
            head = tuple(evolve(cell, head=bool(cell.text)) for cell in row)
            return (*rows[:index], head, *rows[index + 1 :])
    return tuple(rows)


def shortened(raw: str) -> str:
    """A text that a page can show."""
    return visible(raw if len(raw) <= MAX_TEXT else raw[:MAX_TEXT] + "……")


def _quotes(document: Document, marks: Marks) -> dict[int, list[tuple[int, int, Mark]]]:
    """The sentences that findings quote: where in which part each begins and ends."""
    found: dict[int, list[tuple[int, int, Mark]]] = {}
    prose = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Paragraph)]
    for mark in marks.marks:
        for where in (mark.finding.where, *mark.finding.related):
            if where.sentence is None or not where.text:
                continue
            for index, paragraph in prose:
                start = paragraph.raw.find(where.text.strip())
                if start >= 0:
                    end = start + len(where.text.strip())
                    found.setdefault(index, []).append((start, end, mark))
                    break
    return found


def _prose(
    paragraph: Paragraph, quotes: list[tuple[int, int, Mark]], anchors: Anchors
) -> ProseView:
    raw = paragraph.raw
    cuts = sorted({0, len(raw), *(at for start, end, _ in quotes for at in (start, end))})
    pieces = []
    for start, end in pairwise(cuts):
        here = dict.fromkeys(mark for low, high, mark in quotes if low <= start < high)
        pieces.append(anchors.mark(CellView(shortened(raw[start:end])), tuple(here)))
    return ProseView(tuple(pieces))
