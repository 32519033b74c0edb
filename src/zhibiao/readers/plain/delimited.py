"""The reader of ``.csv`` and ``.tsv``: one grid. What begins with ``=`` is text like any other."""

from __future__ import annotations

import csv
from io import StringIO

from zhibiao.messages import readers as texts
from zhibiao.model.document import Document
from zhibiao.model.place import Where
from zhibiao.readers.encoding import decode, is_text
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_CELLS, MAX_COLUMNS
from zhibiao.readers.plain.lines import grid_of
from zhibiao.readers.reader import Reader, refused

_DELIMITERS = ",\t;|"
_SAMPLE = 4_096


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of a table of text.

    Raises:
        FormError: they are no text, or hold too much.
    """
    text = decode(raw, name)
    rows: list[list[str]] = []
    spent = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)):
            spent += max(len(row), 1)
            if spent > MAX_CELLS or len(row) > MAX_COLUMNS:
                raise refused(texts.TOO_MUCH, name, most=MAX_CELLS, what=texts.CELLS)
            rows.append(row)
    except csv.Error as error:
        raise refused(texts.DAMAGED, name, part=str(error)) from None
    kept = _trimmed(rows)
    if not kept:
        return Document(name, "csv")
    return Document(name, "csv", (grid_of(kept, Where(table=1), Budget(name), aligned=True),))


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first lines, roughly."""
    sample = text[:_SAMPLE]
    return max(_DELIMITERS, key=sample.count)


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without the empty rows and columns at the end."""
    width = max(
        (at for row in rows for at, cell in enumerate(row, 1) if cell.strip()),
        default=0,
    )
    height = max((at for at, row in enumerate(rows, 1) if any(map(str.strip, row))), default=0)
    return [row[:width] for row in rows[:height]]


CSV = Reader("csv", (".csv", ".tsv"), is_text, parse)
