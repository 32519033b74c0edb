"""The rows of a CSV file with the lines in which they stand; quotes that swallow what follows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import define, frozen

from zhibiao.messages import Message, Text, say
from zhibiao.messages import files as texts

_END = re.compile(r"\r\n|\n|\r")
_SIGNS = {"\t": texts.TAB, ";": texts.SEMICOLON, "|": texts.BAR}


@frozen
class Row:
    """The cells of a row, and its first and last line in the file, from 1."""

    first: int
    last: int
    cells: list[str]


@define
class _Source:
    """The lines of a file, and whether they are at their end."""

    lines: Iterable[str]
    is_done: bool = False

    def __iter__(self) -> Iterator[str]:
        yield from self.lines
        self.is_done = True


def rows(lines: Iterable[str], refused: Callable[[Message], Exception]) -> Iterator[Row]:
    """The rows of a file; empty lines are none.

    Args:
        lines: the lines with their ends as they stand.
        refused: the error that says what is wrong with the file.
    """
    source = _Source(lines)
    reader = csv.reader(source)
    first = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refused(_fault(str(error), first, reader.line_num)) from None
        if cells is None:
            return
        if source.is_done:  # the reader wanted one more line to end the row, and there was none
            raise refused(say(texts.UNCLOSED, line=_opened(cells[-1], reader.line_num)))
        if cells:
            yield Row(first, reader.line_num, cells)
        first = reader.line_num + 1


def _opened(cell: str, last: int) -> int:
    """The line in which a cell begins that goes on to the last line."""
    ends = len(_END.findall(cell))
    return last - ends + (1 if cell.endswith(("\n", "\r")) else 0)


def _fault(why: str, first: int, line: int) -> Message:
    if why.startswith("field larger"):
        limit = csv.field_size_limit()
        return say(texts.LONG_CELL, first=first, line=line, limit=limit)
    return say(texts.BROKEN_LINE, line=line, why=why)


def separator(heading: Sequence[str]) -> Text | None:
    """The sign that seems to stand between cells in the place of the comma, if there is one."""
    if len(heading) != 1:
        return None
    for sign, name in _SIGNS.items():
        if sum(1 for cell in heading[0].split(sign) if cell.strip()) > 1:
            return name
    return None
