"""What a run refuses before its first row: to write over its table, or what cannot be written."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import polars as pl

from zhibiao.bulk.apart import overwritten
from zhibiao.bulk.tables.arrow import refuse
from zhibiao.errors import FormError
from zhibiao.messages import files as said
from zhibiao.messages import say
from zhibiao.messages import tables as texts

WRITING = ".writing"
"""Stands behind the name of what is not yet whole."""


NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT))
"""A full disk and a used-up quota."""

_NUMBER = re.compile(r"\(os error (\d+)\)|\berrno (\d+)", re.IGNORECASE)
"""How Polars and Arrow say the system's number of an error, where they say it in words alone."""


def writing(path: Path) -> Path:
    """Where something is written before it gets its name."""
    return path.with_name(f"{path.name}{WRITING}")


def require_apart(table: Path, written: Iterable[Path]) -> None:
    """Refuses a run that would write over its own table, by whatever name.

    Raises:
        FormError: the table is one of the files that are written, or stands in such a folder.
    """
    read = (table, *table.resolve().parents)
    real = ((path, Path(os.path.realpath(path))) for path in written)
    cleared = (one for path, end in real for one in (path, writing(path), writing(end)))
    found = overwritten(read, cleared)
    if found is not None:
        raise FormError(say(texts.OVER_ITSELF, path=str(table), written=str(found[1])))


def require_place(path: Path) -> None:
    """Refuses a name under which no file can be written, before anything is scored for it.

    Raises:
        FormError: a folder or a device has the name.
        OSError: no file can be made there.
    """
    if path.exists() and not path.is_file():
        raise FormError(say(said.NO_FILE, path=str(path)))
    beside = writing(Path(os.path.realpath(path)))
    beside.touch()
    beside.unlink()


def is_without_room(error: Exception) -> bool:
    """Whether something was not written because the disk is full or the quota used up."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in NO_ROOM
    found = _NUMBER.search(str(error))
    return found is not None and int(found[1] or found[2]) in NO_ROOM


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
