"""The documents in a folder: every format that is read here, without what is no form."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

PASSING = "~$"
"""Office programs keep such a file beside each document that is open."""
MARK = b'<meta name="generator" content="zhibiao">'
"""What our own pages say of themselves, in their first lines."""
_HEAD = 4096
_ENDINGS = {".html", ".htm"}
BOOK_MARK = b"zhibiao audit report"
"""What our own workbooks say of themselves, in their properties."""


def documents_in(
    folder: Path, suffixes: Collection[str], leave_out: Collection[Path] = ()
) -> Iterator[Path]:
    """The documents in a folder and below, by path.

    Args:
        folder: where to look. Links to folders are not followed.
        suffixes: the endings of documents, lower case.
        leave_out: files and folders that this run writes.
    """
    unwanted = {path.resolve() for path in leave_out}
    for around, folders, files in os.walk(folder):
        here = Path(around)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() not in unwanted
        )
        for name in sorted(files):
            path = here / name
            if name.startswith((".", PASSING)) or not name.lower().endswith(tuple(suffixes)):
                continue
            if path.resolve() not in unwanted and not is_ours(path):
                yield path


def is_ours(path: Path) -> bool:
    """Whether a file is a report that zhibiao wrote."""
    try:
        if path.suffix.lower() in _ENDINGS:
            with path.open("rb") as stream:
                return MARK in stream.read(_HEAD)
        if path.suffix.lower() == ".xlsx":
            with zipfile.ZipFile(path) as book:
                entry = book.getinfo("docProps/core.xml")
                return entry.file_size < _HEAD and BOOK_MARK in book.read(entry)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, NotImplementedError):
        return False  # whatever it is, whoever reads it will say so
    return False
