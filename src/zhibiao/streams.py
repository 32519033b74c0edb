"""Standard output while somebody else's code runs: whatever it writes there goes to standard error.

The descriptor itself is turned, not ``sys.stdout`` alone, so that ``sys.__stdout__``,
``os.write(1, …)``, C libraries and child processes are held as well. Both belong to the whole
process: other threads that print meanwhile are heard on standard error too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from threading import RLock
from typing import TextIO

OUT, ERR = 1, 2


class _Turned:
    """How often standard output is turned, and the copy of its descriptor meanwhile."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.depth = 0
        self.copy: int | None = None

    def turn(self) -> None:
        """One more wants it turned; the first turns it."""
        with self.lock:
            self.depth += 1
            if self.depth == 1:
                self.copy = _turned()

    def turn_back(self) -> None:
        """One fewer wants it turned; the last turns it back."""
        with self.lock:
            self.depth -= 1
            if not self.depth and self.copy is not None:
                _flush()
                os.dup2(self.copy, OUT)
                os.close(self.copy)
                self.copy = None


_STATE = _Turned()  # the descriptor is the process's, and so is what is known of it


def _turned() -> int | None:
    """Turns the descriptor; a copy of what it was, or ``None`` where there is none to turn."""
    _flush()
    if not _is_open(OUT):
        return None
    if not _is_open(ERR):  # else the copy below would take its number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        if nowhere != ERR:
            os.dup2(nowhere, ERR)
            os.close(nowhere)
    copy = os.dup(OUT)
    os.dup2(ERR, OUT)
    return copy


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _flush() -> None:
    """What is in the buffers goes where it was written to, before the descriptor is turned."""
    for stream in dict.fromkeys((sys.stdout, sys.__stdout__)):
        if stream is not None:
            with suppress(ValueError):  # closed
                stream.flush()


@contextmanager
def stdout_to_stderr() -> Iterator[None]:
    """Whatever is written to standard output goes to standard error."""
    _STATE.turn()
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _STATE.turn_back()


@contextmanager
def stdout_restored(stream: TextIO) -> Iterator[None]:
    """Standard output as it was, for a result; also while it is turned.

    Args:
        stream: what ``sys.stdout`` was; it is flushed at the end.
    """
    with _STATE.lock:
        if _STATE.copy is None:
            yield
            return
        _flush()
        os.dup2(_STATE.copy, OUT)
        try:
            yield
            stream.flush()
        finally:
            os.dup2(ERR, OUT)
