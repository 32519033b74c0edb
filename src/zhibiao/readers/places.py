"""Places in words, for remarks."""

from __future__ import annotations

from zhibiao.messages import Message, Text, say
from zhibiao.model.place import Where

_TABLE = Text(zh="第 {table} 张表", en="table {table}")
_ROW = Text(zh="第 {table} 张表第 {row} 行", en="table {table}, row {row}")


def place_text(at: Where) -> Message:
    """A table, and its row if it is known."""
    if at.row is None:
        return say(_TABLE, table=str(at.table))
    return say(_ROW, table=str(at.table), row=at.row)


def letters(column: int) -> str:
    """A column of a sheet as sheets call it: ``A``, ``Z``, ``AA``."""
    shown = ""
    while column:
        column, rest = divmod(column - 1, 26)
        shown = chr(ord("A") + rest) + shown
    return shown


def cell_name(row: int, column: int) -> str:
    """A cell of a sheet as sheets call it: ``C7``."""
    return f"{letters(column)}{row}"
