"""The layout in which the cells of a row stand on one line, parted by tabs.

Cells that were merged are lost in it, and so are their columns. A cell of several paragraphs is
written as ``<p>…</p> <p>…</p>``. After an empty line a table goes on where the next row begins
with an empty cell or stands alone; rows of dashes are the tool's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from zhibiao.readers.plain.lines import PAGE_BREAK, Block, Prose, Rows

_PARAGRAPH = re.compile(r"</?p>", re.IGNORECASE)
_BETWEEN = re.compile(r"</p>\s*<p>", re.IGNORECASE)
_DASHES = re.compile(r":?-{3,}:?")
_LONGEST = 50
"""Lines that a cell may be left open over."""

_Row = tuple[str, ...]


@define
class _Piece:
    """Rows without an empty line between them, and how many stand before."""

    blanks: int
    page: int
    rows: list[_Row] = field(factory=list)


def read_tabs(lines: list[str]) -> Iterator[Block]:
    """The prose and the tables of a text in this layout."""
    table: _Piece | None = None
    for piece in _pieces(list(_whole_lines(lines))):
        if isinstance(piece, Prose):
            if table is not None:
                yield Rows(tuple(table.rows), table.page)
                table = None
            yield piece
        elif table is not None and _goes_on(piece):
            table.rows += piece.rows
        else:
            if table is not None:
                yield Rows(tuple(table.rows), table.page)
            table = piece
    if table is not None:
        yield Rows(tuple(table.rows), table.page)


def _goes_on(piece: _Piece) -> bool:
    """Whether rows belong to the table before them."""
    return piece.blanks == 1 and (not piece.rows[0][0].strip() or len(piece.rows) == 1)


def _pieces(lines: list[tuple[str, int]]) -> Iterator[Prose | _Piece]:
    piece: _Piece | None = None
    blanks = 0
    for line, page in lines:
        row = _row(line)
        if row is not None and _is_rule(row):
            continue
        if row is not None:
            if piece is None:
                piece = _Piece(blanks, page)
            piece.rows.append(row)
            continue
        if piece is not None:
            yield piece
            piece, blanks = None, 0
        if line.strip():
            yield Prose(line, page)
            blanks = 0
        else:
            blanks += 1
    if piece is not None:
        yield piece


def _whole_lines(lines: list[str]) -> Iterator[tuple[str, int]]:
    """The lines with their pages; one whose last paragraph is open goes on until it ends."""
    page, at = 1, 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.count("<p>") > line.count("</p>"):
            end = next(
                (n for n in range(at, min(at + _LONGEST, len(lines))) if "</p>" in lines[n]), None
            )
            if end is not None:
                line = "\n".join([line, *lines[at : end + 1]])
                at = end + 1
        page += line.count(PAGE_BREAK)
        yield line.replace(PAGE_BREAK, ""), page


def _row(line: str) -> _Row | None:
    """The cells of a line; none where it is prose."""
    if "\t" not in line or not line.strip():
        return None
    return tuple(_PARAGRAPH.sub("", _BETWEEN.sub("\n", cell)) for cell in line.split("\t"))


def _is_rule(row: _Row) -> bool:
    return all(_DASHES.fullmatch(cell.strip()) for cell in row)
