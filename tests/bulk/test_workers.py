"""Processes that die, hang or raise: each piece ends, and the others are done."""

from __future__ import annotations

import os
import signal
import threading

from zhibiao.bulk.workers import Failure, Pool


def work(piece: str) -> str:
    """Does what the piece says."""
    match piece:
        case "die":
            os._exit(7)
        case "hang":
            threading.Event().wait()
        case "raise":
            raise RuntimeError("broken")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
    return piece.upper()


def test_one_bad_piece_never_stops_the_rest() -> None:
    """A death, a hang and an exception are failures of their own pieces alone."""
    pieces = ["a", "die", "b", "hang", "raise", "killed", "c"]
    found = dict(Pool(work, 2, 2).run(pieces))
    assert set(found) == set(pieces)
    assert {piece: found[piece] for piece in "abc"} == {"a": "A", "b": "B", "c": "C"}
    assert found["die"] == Failure("crashed", "7")
    assert found["hang"] == Failure("hung")
    assert found["raise"].kind == "raised"
    assert "broken" in found["raise"].details
    assert found["killed"].kind == "crashed"


def test_nothing_to_do_starts_no_process() -> None:
    """No pieces, no results."""
    assert list(Pool(work, 4, 2).run([])) == []
