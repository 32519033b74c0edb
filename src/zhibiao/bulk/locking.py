"""One run at a time: a file that the system holds locked for as long as its process lives.

A lock of the system, and not the mere presence of a file, so that one left by a process that was
killed, or by a power cut, is taken over at once, whoever has its number by now.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

TRIES = 100
"""How often a lock is looked for that its holder takes away in the same moment."""

_FAR = 2**30
"""Which byte Windows locks: one behind the number, which nobody could read otherwise."""

_LOCKLESS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP))
"""What file systems say that know no locks: there a run goes on as if it were alone."""


class HeldError(Exception):
    """Another process holds the lock; its number, if it can be read."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds a lock while something is done; its file is made, and goes at the end.

    Raises:
        HeldError: another process has it, or another place of this one.
        OSError: the file cannot be made.
    """
    held = _taken(path)
    try:
        yield
    finally:
        _let_go(path, held)


def _taken(path: Path) -> int:
    for _ in range(TRIES):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            continue  # the folder went with the last run
        _lock(file)
        if _is_there(path, file):
            return _signed(path, file)
        os.close(file)  # it went with the last run, and locks nothing
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _signed(path: Path, file: int) -> int:
    """Writes the number of the process, for those who find the lock held."""
    try:
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
    except BaseException:
        _let_go(path, file)
        raise
    return file


def _is_there(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def _lock(file: int) -> None:
    """Locks a file, or closes it."""
    try:
        _lock_at_once(file)
    except (BlockingIOError, PermissionError):  # the latter on Windows
        process = os.read(file, 20).decode("ascii", "replace").strip()
        os.close(file)
        raise HeldError(process) from None
    except OSError as error:
        if error.errno not in _LOCKLESS:
            os.close(file)
            raise


def _lock_at_once(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_go(path: Path, file: int) -> None:
    """The file goes before the lock, so that nobody locks one that goes; on Windows it cannot."""
    if sys.platform != "win32":
        with suppress(OSError):
            path.unlink()
        os.close(file)
    else:
        os.close(file)
        with suppress(OSError):
            path.unlink()
