"""The folder of what a run has done: what in it is ours, and that nothing else is touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zhibiao.bulk.locking import HeldError, locked
from zhibiao.errors import FormError
from zhibiao.messages import files as texts
from zhibiao.messages import say

NOTE, LOCK = "job.json", "lock"
"""What job the parts belong to, and which process writes them."""

SHOWN = 5
"""So many names of files of somebody else are said."""

_OURS = re.compile(r"job\.json(\.writing)?|lock|\d{6,}\.(csv|parquet)(\.writing)?")
_PART = re.compile(r"\d{6,}\.(csv|parquet)")


def require_ours(folder: Path) -> None:
    """Refuses a folder of parts that a run did not make; one that is empty, or not there, will do.

    Raises:
        FormError: it holds what no run writes, or parts that no note belongs to.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    found = _foreign(folder) if folder.is_dir() else [texts.A_FILE]
    if found:
        more = ("…",) if len(found) > SHOWN else ()
        shown = (*found[:SHOWN], *more)
        raise FormError(say(texts.NOT_OUR_PARTS, path=str(folder), found=shown))


def _foreign(folder: Path) -> list[str]:
    """What in a folder is not ours: everything that looks like a part, where no note is."""
    entries = sorted(folder.iterdir())
    found = [one.name for one in entries if not _OURS.fullmatch(one.name) or one.is_dir()]
    names = [one.name for one in entries]
    if NOTE in names:
        return found if _is_note(folder / NOTE) else [*found, NOTE]
    return found + [name for name in names if _PART.fullmatch(name)]


def _is_note(path: Path) -> bool:
    """Whether a note is one of a run; a power cut may leave one that is empty or no JSON."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return True
    return isinstance(found, dict) and "version" in found


def noted(folder: Path) -> object:
    """What job the parts belong to; ``None`` where there is no note, or a damaged one."""
    try:
        found: object = json.loads((folder / NOTE).read_bytes())
    except (OSError, ValueError):  # also bytes that are no text
        return None
    return found


def clear(folder: Path) -> None:
    """Removes the parts, and then the note: a run that is killed meanwhile leaves what is ours.

    Whatever else is in the folder stays, and so does the lock, which its holder removes.
    """
    found = [path for path in folder.iterdir() if _OURS.fullmatch(path.name)]
    for path in sorted(found, key=lambda path: path.name.startswith(NOTE)):
        if path.name != LOCK:
            path.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path, output: Path) -> Iterator[None]:
    """Holds the folder against other runs; it goes at the end if nothing is in it.

    Raises:
        FormError: another run writes it.
    """
    try:
        with locked(folder / LOCK):
            yield
    except HeldError as error:
        process = error.process or texts.UNKNOWN
        said = say(texts.OTHER_RUN, path=str(output), process=process)
        raise FormError(said) from None
    finally:
        with suppress(OSError):  # there is something in it
            folder.rmdir()
