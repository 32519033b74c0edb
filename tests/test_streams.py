"""Standard output is turned at its descriptor, and is there again for results."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Barrier, Thread

import pytest
from click.testing import CliRunner

from zhibiao.cli.root import build
from zhibiao.streams import stdout_restored, stdout_to_stderr

CHILD = [sys.executable, "-c", "print('child')"]


def shout(word: str) -> None:
    """Everything that reaches standard output: by either name, by number, by a child."""
    print(f"print {word}")  # noqa: T201  # what foreign code does
    assert sys.__stdout__ is not None
    sys.__stdout__.write(f"first {word}\n")
    os.write(1, f"number {word}\n".encode())
    subprocess.run(CHILD, check=True)  # noqa: S603  # our own command


def test_nothing_reaches_standard_output_while_it_is_turned(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """All of it is on standard error; what comes before and after is where it belongs."""
    print("before")  # noqa: T201  # as above
    with stdout_to_stderr(), stdout_to_stderr():
        shout("inside")
    print("after")  # noqa: T201  # as above
    os.write(1, b"numbered\n")
    sys.stdout.flush()
    out, err = capfd.readouterr()
    assert out.split() == ["before", "numbered", "after"] or out.split() == [
        "before",
        "after",
        "numbered",
    ]
    for said in ("print inside", "first inside", "number inside", "child"):
        assert said in err


def test_a_result_is_written_while_it_is_turned(capfd: pytest.CaptureFixture[str]) -> None:
    """The result alone is on standard output, whatever was printed around it."""
    stream = sys.stdout
    with stdout_to_stderr():
        shout("one")
        with stdout_restored(stream):
            stream.write("result\n")
        shout("two")
    out, err = capfd.readouterr()
    assert out == "result\n"
    assert err.count("child") == 2


def test_a_result_is_written_where_nothing_is_turned(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing has to be restored then."""
    with stdout_restored(sys.stdout):
        sys.stdout.write("result\n")
    assert capsys.readouterr().out == "result\n"


def test_an_error_inside_turns_it_back(capfd: pytest.CaptureFixture[str]) -> None:
    """Foreign code that fails does not take standard output with it."""
    with pytest.raises(ZeroDivisionError), stdout_to_stderr():
        shout(str(1 / 0))
    os.write(1, b"there\n")
    assert capfd.readouterr().out == "there\n"


def test_threads_that_overlap_leave_it_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    """The first that comes turns it, the last that goes turns it back, in any order."""
    met = [Barrier(2), Barrier(2)]

    def first() -> None:
        with stdout_to_stderr():
            met[0].wait()
        met[1].wait()

    def second() -> None:
        met[0].wait()
        with stdout_to_stderr():
            met[1].wait()
            os.write(1, b"inside\n")

    threads = [Thread(target=first), Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(1, b"there\n")
    out, err = capfd.readouterr()
    assert (out, err) == ("there\n", "inside\n")


def test_a_stream_that_is_no_file_works_too() -> None:
    """Click's own runner puts a buffer in the place of standard output."""
    found = CliRunner().invoke(build("en", plugins=False), ["list", "--json"])
    assert found.exit_code == 0
    assert found.stdout.startswith("{")


CODE = """
import os
from zhibiao.streams import stdout_to_stderr
with stdout_to_stderr():
    print("x")
    try:
        os.write(1, b"inside")
    except OSError:
        pass
try:
    os.write(1, b"after")
except OSError:
    pass
"""


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes them")
@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-", "<&- 2>&-"])
def test_closed_descriptors_are_no_error(closed: str) -> None:
    """A shell may close any of them; nothing is turned then, or nobody hears it."""
    words = ["/bin/sh", "-c", f'"$0" -c "$1" {closed}', sys.executable, CODE]
    done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603  # our own code
    assert done.returncode == 0
    assert done.stdout == (b"" if "1>" in closed else b"after")
