"""The reader of plain text, in the two layouts that extraction tools write, and of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from zhibiao.messages import readers as texts
from zhibiao.model.document import Document, Grid, Paragraph
from zhibiao.model.place import Where
from zhibiao.readers.encoding import decode, is_text
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_LINES
from zhibiao.readers.plain.cells import read_cells
from zhibiao.readers.plain.lines import PAGE_BREAK, Block, Prose, Rows, grid_of
from zhibiao.readers.plain.markdown import cut_out
from zhibiao.readers.plain.tabs import read_tabs
from zhibiao.readers.reader import Reader, refused

_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]{0,80}\]")
"""What one extraction tool writes where the document has an invisible mark."""


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of a text file.

    Raises:
        FormError: they are no text, or hold too much.
    """
    text = decode(raw, name)
    if text.count("\n") > MAX_LINES:
        raise refused(texts.TOO_MUCH, name, most=MAX_LINES, what=texts.LINES)
    return Document(name, "text", tuple(_parts(text, Budget(name))))


def _parts(text: str, budget: Budget) -> Iterator[Grid | Paragraph]:
    paged = PAGE_BREAK in text
    tables = 0
    for block in _blocks(text):
        page = block.page if paged else None
        if isinstance(block, Prose):
            budget.spend()
            yield Paragraph(block.text, Where(page=page))
            continue
        tables += 1
        at = Where(page=page, table=tables)
        yield grid_of(block.rows, at, budget, aligned=block.aligned)


def _blocks(text: str) -> Iterator[Block]:
    lines = _BOOKMARK.sub("", text).split("\n")
    read = read_cells if _has_cell_lines(lines) else read_tabs
    page = 1
    for piece in cut_out(lines):
        if isinstance(piece, Rows | Prose):
            yield evolve(piece, page=page)
            continue
        for block in read(piece):
            yield evolve(block, page=page - 1 + (block.page or 1))
        page += sum(line.count(PAGE_BREAK) for line in piece)


def _has_cell_lines(lines: list[str]) -> bool:
    """Whether most lines with a tab begin with their only one."""
    tabbed = [line for line in lines if "\t" in line]
    leading = sum(1 for line in tabbed if line.startswith("\t") and "\t" not in line.rstrip()[1:])
    return leading * 2 > len(tabbed)


TEXT = Reader("text", (".txt", ".text", ".md", ".log"), is_text, parse)
