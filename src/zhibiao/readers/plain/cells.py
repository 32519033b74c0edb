"""The layout in which each cell stands on a line of its own that begins with a tab.

A row ends with an empty line, and further paragraphs of a cell follow without a tab. So an empty
paragraph inside a cell looks like the end of a row. It is told from one by counting: two pieces
are one row where together they have as many cells as the row after them. A cell that was merged
downwards stands empty in the rows that it reaches into; a line of its own with a tab is an
indented paragraph, no table.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from zhibiao.readers.plain.lines import PAGE_BREAK, Block, Prose, Rows

_APART = 3
"""So many empty lines part two tables: one ends the row, one may belong to its last cell."""
_HEADING = 3
"""A heading that repeats has at least so many cells."""


@frozen
class _Row:
    cells: tuple[str, ...]
    blanks: int
    page: int

    @property
    def last_is_broken(self) -> bool:
        """Whether its last cell has several paragraphs, and so may have an empty one."""
        return "\n" in self.cells[-1]


@frozen
class _Line:
    text: str
    page: int


_Piece = _Row | _Line


def read_cells(lines: list[str]) -> Iterator[Block]:
    """The prose and the tables of a text in this layout."""
    pieces = _joined(list(_pieces(lines)))
    rows: list[_Row] = []
    seen: set[tuple[str, ...]] = set()
    for piece in pieces:
        if isinstance(piece, _Line):
            yield from _table(rows)
            rows = []
            if piece.text.strip():
                yield Prose(piece.text, piece.page)
            continue
        if rows and _starts_anew(piece, seen):
            yield from _table(rows)
            rows = []
        if not rows:
            seen.clear()
        rows.append(piece)
        seen.add(piece.cells)
    yield from _table(rows)


def _table(rows: list[_Row]) -> Iterator[Block]:
    if len(rows) == 1 and len(rows[0].cells) == 1:
        for text in rows[0].cells[0].split("\n"):
            if text.strip():
                yield Prose(text, rows[0].page)
    elif rows:
        yield Rows(tuple(row.cells for row in rows), rows[0].page)


def _starts_anew(row: _Row, seen: set[tuple[str, ...]]) -> bool:
    """Whether a row begins another table: far below the last, or repeating its heading."""
    repeats = len(row.cells) >= _HEADING and row.cells in seen
    return row.blanks >= _APART or (row.blanks == _APART - 1 and repeats)


def _pieces(lines: list[str]) -> Iterator[_Piece]:
    """Rows and lines as the empty lines part them."""
    cells: list[str] = []
    blanks, started, page, in_text = 0, 0, 1, False
    for whole in lines:
        page += whole.count(PAGE_BREAK)
        line = whole.replace(PAGE_BREAK, "")
        if line.startswith("\t"):
            if not cells:
                started = blanks
            cells.append(line[1:])
            in_text = False
        # White space alone is a paragraph of a cell where text of it came just before.
        elif not line.strip() and not (in_text and line):
            if cells:
                yield _Row(tuple(cells), started, page)
                cells, blanks = [], 0
            blanks, in_text = blanks + 1, False
        elif cells:
            cells[-1] += f"\n{line}"
        else:
            yield _Line(line, page)
            blanks, in_text = 0, True
    if cells:
        yield _Row(tuple(cells), started, page)


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with those put together that are one row; from the end, where rows are whole."""
    done: list[_Piece] = []  # from the end
    at = len(pieces) - 1
    while at >= 0:
        piece = pieces[at]
        between: list[_Line] = []
        if isinstance(piece, _Row):
            while done and isinstance(line := done[-1], _Line):
                between.append(line)
                done.pop()
            below = done[-1] if done else None
            before = pieces[at - 1] if at else None
            after = done[-2] if len(done) > 1 else None
            if isinstance(below, _Row):
                whole = _one_row(piece, between, below, before, after)
                if whole is not None:
                    done[-1:] = whole[::-1]
                    at -= 1
                    continue
            done.extend(reversed(between))
        done.append(piece)
        at -= 1
    return done[::-1]


def _one_row(
    row: _Row,
    between: list[_Line],
    below: _Row,
    before: _Piece | None,
    after: _Piece | None,
) -> list[_Piece] | None:
    """A row, the lines after it and the next row, if an empty paragraph parted what is one."""
    together = len(row.cells) + len(below.cells)
    text = "\n".join(("", "", *(line.text for line in between)))
    wanted = {len(one.cells) for one in (before, after) if isinstance(one, _Row)}
    if between and below.blanks == 0 and together in wanted:
        broken = (*row.cells[:-1], row.cells[-1] + text)
        return [_Row(broken + below.cells, row.blanks, row.page)]
    if not between and below.blanks == 1 and isinstance(after, _Row):
        if together != len(after.cells):
            return None
        if row.last_is_broken or not after.cells[len(row.cells) - 1].strip():
            return [_Row(row.cells + below.cells, row.blanks, row.page)]
    continues = len(row.cells) == len(below.cells) >= _HEADING and not below.cells[0].strip()
    if between and below.blanks and continues:
        broken = (*row.cells[:-1], row.cells[-1] + text)
        return [evolve(row, cells=broken), below]
    return None
