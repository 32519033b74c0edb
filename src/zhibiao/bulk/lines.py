"""The rows of a CSV file with the lines in which they stand; quotes that swallow what follows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from zhibiao.messages import Message, Text, say
from zhibiao.messages import files as texts

_END = re.compile(r"\r\n|\n|\r")
_SIGNS = {"\t": texts.TAB, ";": texts.SEMICOLON, "|": texts.BAR}


class Row(NamedTuple):
    """The cells of a row, and its first and last line in the file, from 1."""

    first: int
    last: int
    cells: list[str]


def rows(lines: Iterable[str], refused: Callable[[Message], Exception]) -> Iterator[Row]:
    """The rows of a file; empty lines are none.

    Args:
        lines: the lines with their ends as they stand.
        refused: the error that says what is wrong with the file.
    """
    is_done: list[bool] = []
    reader = csv.reader(chain(lines, _told(is_done)))
    first = 1
    try:
        for cells in reader:
            last = reader.line_num
            if is_done:  # the reader wanted one more line to end the row, and there was none
                raise refused(say(texts.UNCLOSED, line=_opened(cells[-1], last)))
            if cells:
                yield Row(first, last, cells)
            first = last + 1
    except csv.Error as error:
        raise refused(_fault(str(error), first, reader.line_num)) from None


def _told(is_done: list[bool]) -> Iterator[str]:
    """No line, but a sign that one was asked for."""
    is_done.append(True)
    yield from ()


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
