"""Tables of other libraries as Polars tables; types that Polars has not are refused by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
import pyarrow as pa

from zhibiao.errors import FiguresError
from zhibiao.messages import Message, say
from zhibiao.messages import tables as texts
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity


def from_arrow(table: pa.Table) -> pl.DataFrame:
    """An Arrow table as a Polars table.

    Raises:
        FiguresError: columns that share a name, or whose types Polars has not; all of them.
    """
    require_one_name_each(table.schema.names)
    refuse(
        (field.name, say(texts.NO_SUCH_TYPE, column=field.name, found=str(field.type)))
        for field in table.schema
        if not _is_known(field)
    )
    return pl.DataFrame(table)


def empty(schema: pa.Schema) -> pl.DataFrame:
    """The columns of a schema without rows; ``Schema.empty_table`` would import pandas."""
    return from_arrow(pa.Table.from_batches([], schema=schema))


def require_one_name_each(names: Iterable[str]) -> None:
    """Refuses columns that share a name.

    Raises:
        FiguresError: some do.
    """
    every = list(names)
    doubled = tuple(sorted({name for name in every if every.count(name) > 1}))
    if doubled:
        raise FiguresError(say(texts.DOUBLE_HEADING, names=doubled))


def refuse(faults: Iterable[tuple[str, Message]]) -> None:
    """Refuses a table for the columns that have faults.

    Raises:
        FiguresError: some have; all of them are listed.
    """
    problems = [
        Problem("bad-column", Severity.ERROR, said, Place(column, 0)) for column, said in faults
    ]
    if problems:
        raise FiguresError(say(texts.COLUMNS_WRONG, count=len(problems)), problems)


def _is_known(field: pa.Field[Any]) -> bool:
    """Whether Polars has the type of a column. On some that it has not it does not return."""
    if any(map(_is_deadly, _types(field.type))):
        return False
    try:
        pl.DataFrame(pa.Table.from_batches([], schema=pa.schema([field])))
    except pl.exceptions.PolarsError:
        return False
    return True


def _types(kind: pa.DataType) -> Iterator[pa.DataType]:
    yield kind
    for index in range(kind.num_fields):
        yield from _types(kind.field(index).type)


def _is_deadly(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_decimal256(kind)
        or pa.types.is_interval(kind)
        or pa.types.is_union(kind)
        or pa.types.is_run_end_encoded(kind)
    )
