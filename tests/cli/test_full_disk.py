"""A disk without room: a plain message, and nothing half-written."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from zhibiao.cli import main

RUN = "from zhibiao.cli import main; main()"
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="only some systems have /dev/full")


@needs_full
@pytest.mark.parametrize("arguments", [["schema"], ["list"], ["list", "--json"], ["--help"]])
def test_a_full_disk_behind_standard_output_is_said_plainly(arguments: list[str]) -> None:
    """Exit status 2 and one sentence, no traceback, whatever the size of the output."""
    with FULL.open("w") as full:
        ended = subprocess.run(  # noqa: S603  # our own command line
            [sys.executable, "-c", RUN, *arguments, "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 2
    assert "could not be written: No space left on device" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


@needs_full
def test_a_device_is_written_to_and_never_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    """``-o`` on a device without room ends with 2, and the device is still one."""
    with pytest.raises(SystemExit) as ended:
        main(["schema", "--no-plugins", "--lang", "en", "-o", str(FULL)])
    assert ended.value.code == 2
    assert "/dev/full cannot be written: No space left on device" in capsys.readouterr().err
    assert FULL.is_char_device()


def test_a_file_for_which_there_is_no_room_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The older file keeps its content, and nothing is left beside it."""
    target = tmp_path / "rules.json"
    target.write_text("old", "utf-8")

    def no_room(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(SystemExit) as ended:
        main(["schema", "--no-plugins", "--lang", "en", "-o", str(target)])
    assert ended.value.code == 2
    assert "No space left on device" in capsys.readouterr().err
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
