"""Work in processes that may die or hang: each piece ends in a result or in its failure.

``bulk.spread`` shares out work that is known to end; here each piece is somebody else's file.
A process is replaced when it dies, when a piece takes too long, and after some pieces anyway,
so that memory stays flat.
"""

from __future__ import annotations

import gc
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Generic, Literal, TypeVar

from attrs import define, field, frozen

PIECES_EACH = 200
"""A process that has worked on so many gives its memory back."""
START_LIMIT = 60
"""Seconds that a new process may take before its first piece."""
_READY = "ready"

W = TypeVar("W")


@frozen
class Failure:
    """A piece without a result: its process died, took too long, or an exception escaped."""

    kind: Literal["crashed", "hung", "raised"]
    details: str = ""


@define(eq=False)
class _Worker(Generic[W]):
    process: SpawnProcess
    connection: Connection
    piece: W
    deadline: float
    is_ready: bool = False
    served: int = 0

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


@define
class Pool(Generic[W]):
    """Processes that all do the same work on one piece at a time.

    Args:
        work: a callable that can be pickled, and so can its results.
        jobs: how many processes.
        limit: seconds that one piece may take.
    """

    work: Callable[[W], Any]
    jobs: int
    limit: float
    _context: SpawnContext = field(factory=lambda: get_context("spawn"), init=False)
    _busy: list[_Worker[W]] = field(factory=list, init=False)

    def run(self, pieces: Iterable[W]) -> Iterator[tuple[W, Any]]:
        """Each piece with its result or :class:`Failure`, in the order in which they end."""
        waiting = iter(pieces)
        try:
            for piece in waiting:
                self._busy.append(self._start(piece))
                if len(self._busy) >= self.jobs:
                    break
            while self._busy:
                yield from self._step(waiting)
        finally:
            for worker in self._busy:
                worker.stop()

    def _start(self, piece: W) -> _Worker[W]:
        ours, theirs = self._context.Pipe()
        # Spawned, not forked: the same on every system, and safe beside threads.
        process = self._context.Process(target=_serve, args=(theirs, self.work), daemon=True)
        process.start()
        theirs.close()  # so that we see it end when the process does
        return _Worker(process, ours, piece, time.monotonic() + START_LIMIT)

    def _step(self, waiting: Iterator[W]) -> Iterator[tuple[W, Any]]:
        """Waits until something happens, and hands on what has ended."""
        left = min(worker.deadline for worker in self._busy) - time.monotonic()
        ready = set(wait([worker.connection for worker in self._busy], max(left, 0)))
        now = time.monotonic()
        for worker in list(self._busy):
            if worker.connection in ready:
                yield from self._received(worker, waiting)
            elif worker.deadline <= now:
                yield worker.piece, Failure("hung")
                self._replace(worker, waiting)

    def _received(self, worker: _Worker[W], waiting: Iterator[W]) -> Iterator[tuple[W, Any]]:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            yield worker.piece, Failure("crashed", str(worker.process.exitcode))
            self._replace(worker, waiting)
            return
        if message == _READY and not worker.is_ready:
            worker.is_ready = True
            self._send(worker, worker.piece)
            return
        yield worker.piece, message
        worker.served += 1
        if worker.served >= PIECES_EACH:
            self._replace(worker, waiting)
        elif (piece := next(waiting, None)) is None:
            worker.stop()
            self._busy.remove(worker)
        else:
            self._send(worker, piece)

    def _send(self, worker: _Worker[W], piece: W) -> None:
        worker.piece = piece
        worker.deadline = time.monotonic() + self.limit
        try:
            worker.connection.send(piece)
        except OSError:
            worker.deadline = 0  # it died between two pieces; the next step sees it

    def _replace(self, worker: _Worker[W], waiting: Iterator[W]) -> None:
        worker.stop()
        self._busy.remove(worker)
        piece = next(waiting, None)
        if piece is not None:
            self._busy.append(self._start(piece))


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    """The life of a process: piece in, result out, until it is stopped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us
    gc.freeze()
    connection.send(_READY)
    while True:
        try:
            piece = connection.recv()
        except EOFError:
            return
        try:
            result = work(piece)
        except Exception:  # noqa: BLE001  # whatever it is, it belongs to this piece alone
            result = Failure("raised", traceback.format_exc())
        connection.send(result)
