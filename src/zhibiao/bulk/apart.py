"""Files that are read are never written over, by whatever name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from zhibiao.errors import FormError
from zhibiao.messages import bulk as texts
from zhibiao.messages import say


def overwritten(read: Iterable[Path], written: Iterable[Path]) -> tuple[Path, Path] | None:
    """The first file that is read and written too, by both its names.

    A link, a detour or another case of a name leads to the same file. What is not there cannot be
    lost, nor can what comes out of a device or a pipe.

    Args:
        read: files, and folders where a run would clear them.
        written: files and folders.
    """
    known = {place: path for path in read if (place := _place(path)) is not None}
    for path in written:
        place = _place(path)
        if place is not None and place in known:
            return known[place], path
    return None


def require_apart(read: Iterable[Path], written: Iterable[Path]) -> None:
    """Refuses a call that would write over what it reads.

    Raises:
        FormError: one of the files that are written is one of those that are read.
    """
    found = overwritten(read, written)
    if found is not None:
        path, other = (one.as_posix() for one in found)
        raise FormError(say(texts.OVER_INPUT, path=path, written=other))


def require_distinct(written: Iterable[Path]) -> None:
    """Refuses a call that would write two results into one file.

    Raises:
        FormError: two of them are the same file, which need not be there yet.
    """
    known: set[str] = set()
    for path in written:
        real = os.path.realpath(path)
        if real in known and not path.is_char_device():
            raise FormError(say(texts.WRITTEN_TWICE, path=path.as_posix()))
        known.add(real)


def _place(path: Path) -> tuple[int, int] | None:
    """What a file is known by on its machine, whatever it is called."""
    try:
        state = path.stat()
    except (OSError, ValueError):  # it is not there, or its name can be no file's
        return None
    is_kept = S_ISREG(state.st_mode) or S_ISDIR(state.st_mode)
    return (state.st_dev, state.st_ino) if is_kept else None
