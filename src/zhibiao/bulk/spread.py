"""Spreading independent work over processes, with the results in the order of the work."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

W = TypeVar("W")
R = TypeVar("R")

CHUNKS = 8
"""So many shares a process gets in all, so that none waits long for the last one."""
RARELY = 100_000
"""The models hold no cycles: collecting them often finds nothing and takes a tenth of the time."""


def cores() -> int:
    """How many processes may run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    work: Callable[[Sequence[W]], list[R]], pieces: Sequence[W], *, jobs: int
) -> Iterator[R]:
    """What ``work`` gives for all pieces, a share of them at a time.

    Args:
        work: a function that a new process can import, with arguments that can be pickled.
        pieces: what to work on.
        jobs: so many processes; with 1 everything happens in this one.
    """
    if jobs <= 1 or len(pieces) < 2:
        yield from work(pieces)
        return
    size = max(1, -(-len(pieces) // (jobs * CHUNKS)))
    shares = [pieces[start : start + size] for start in range(0, len(pieces), size)]
    # Spawned, not forked: the same on every system, and safe beside threads.
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_settle) as pool:
        for results in pool.map(work, shares):
            yield from results


def _settle() -> None:
    gc.freeze()
    gc.set_threshold(RARELY, 50, 50)
