"""What a run refuses before its first row: to write over its table, or what CSV cannot hold."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import polars as pl

from zhibiao.bulk.apart import overwritten
from zhibiao.bulk.tables.arrow import refuse
from zhibiao.errors import FormError
from zhibiao.messages import say
from zhibiao.messages import tables as texts

WRITING = ".writing"
"""Stands behind the name of what is not yet whole."""


def writing(path: Path) -> Path:
    """Where something is written before it gets its name."""
    return path.with_name(f"{path.name}{WRITING}")


def require_apart(table: Path, written: Iterable[Path]) -> None:
    """Refuses a run that would write over its own table, by whatever name.

    Raises:
        FormError: the table is one of the files that are written, or stands in such a folder.
    """
    read = (table, *table.resolve().parents)
    found = overwritten(read, (one for path in written for one in (path, writing(path))))
    if found is not None:
        raise FormError(say(texts.OVER_ITSELF, path=str(table), written=str(found[1])))


def require_writable(kept: pl.DataFrame, output: str) -> None:
    """Refuses columns that a file of CSV cannot hold.

    Args:
        kept: the columns that are kept, without rows.
        output: the name of the file.

    Raises:
        FiguresError: lists, structures, bytes and the like; all of them.
    """
    refuse(
        (name, say(texts.NO_CSV, column=name, found=str(dtype), output=output))
        for name, dtype in kept.schema.items()
        if not _fits_csv(kept.select(name))
    )


def _fits_csv(column: pl.DataFrame) -> bool:
    try:
        pl.DataFrame([None], schema=column.schema).write_csv(BytesIO())
    except pl.exceptions.PolarsError:
        return False
    return True
