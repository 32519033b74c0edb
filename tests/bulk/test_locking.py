"""A lock of the system: one holder at a time, and none that is no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from zhibiao.bulk.locking import HeldError, locked

HOLDING = """
import sys
from pathlib import Path
from zhibiao.bulk.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
"""A process that holds a lock until it is killed, or its parent is no more."""


def test_a_lock_is_held_once_and_goes_with_its_file(tmp_path: Path) -> None:
    """Who comes meanwhile is told the process; who comes later finds nothing."""
    path = tmp_path / "folder" / "lock"
    with locked(path):
        with pytest.raises(HeldError) as caught, locked(path):
            pass
        assert caught.value.process == str(os.getpid())
        assert path.exists()
    assert not path.exists()
    with locked(path):
        pass


def test_a_lock_goes_after_a_failure(tmp_path: Path) -> None:
    """Whatever was done under it."""
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "lock"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    """While it lives it has the lock; its file stays behind, and locks nothing."""
    path = tmp_path / "lock"
    with subprocess.Popen(  # noqa: S603  # our own command line
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(HeldError) as caught, locked(path):
            pass
        assert caught.value.process == str(other.pid)
        other.send_signal(signal.SIGKILL)
    assert path.exists()
    with locked(path):
        assert path.read_text("ascii") == str(os.getpid())
    assert not path.exists()
