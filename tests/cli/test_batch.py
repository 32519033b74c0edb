"""``zhibiao batch`` as a user types it: standard input, what it says first, a run broken off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from tests.bulk.tables.test_frames import ROOT as ROOTED
from tests.cli.test_verbs import RULES, zhibiao
from zhibiao.cli import main

TABLE = "单位,人员编制,在职人数\n甲局,100,103\n乙局,100,-3\n"


def test_a_table_comes_from_standard_input(tmp_path: Path) -> None:
    """What comes out is what the same table in a file gives."""
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    piped = zhibiao("batch", RULES, "-", "-o", str(tmp_path / "piped.csv"), text=TABLE)
    plain = zhibiao("batch", RULES, str(tmp_path / "in.csv"), "-o", str(tmp_path / "plain.csv"))
    assert piped.returncode == plain.returncode == 1, piped.stderr
    for end in ("", ".rejected.csv"):
        read = [(tmp_path / f"{name}.csv{end}").read_bytes() for name in ("piped", "plain")]
        assert read[0] == read[1]
    assert not list(tmp_path.glob("*.parts"))


def test_what_is_wrong_with_standard_input_is_said_of_it() -> None:
    """By its name, and not by that of the file in which it is kept."""
    done = zhibiao("batch", RULES, "-", "-o", "unwritten.csv", text="colour,\n")
    assert done.returncode == 2
    empty = zhibiao("batch", RULES, "-", "-o", "unwritten.csv")
    assert empty.returncode == 2
    assert '"stdin.csv"' in empty.stderr


def test_rows_that_python_computes_are_said_before_the_run(tmp_path: Path) -> None:
    """Without ``-v``, since the run is slow; not where little is to be said."""
    rules = tmp_path / "root.toml"
    rules.write_text(ROOTED, encoding="utf-8")
    (tmp_path / "in.csv").write_text("share,judged,total.low\n25%,1,x\n", encoding="utf-8")
    call = ("batch", str(rules), str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"))
    said = zhibiao(*call).stderr
    assert "root: row by row in Python, a square root" in said
    assert "64-bit" not in said
    assert '"total.low.score"' in said
    assert "judged: 64-bit" in zhibiao(*call, "-v").stderr
    assert not zhibiao(*call, "-q").stderr


INTERRUPTED = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from zhibiao.bulk.tables import batch
from zhibiao.cli import main

whole = batch.written_whole

def interrupting(path, write):
    found = whole(path, write)
    if path.suffix == ".parquet":
        os.kill(os.getpid(), signal.SIGINT)
    return found

batch.written_whole = interrupting
main()
"""
"""A call whose keyboard says stop when the first part is written."""


@pytest.mark.parametrize(
    ("lang", "words", "resumed"),
    [
        ("en", "goes on from there", "2 rows were done before"),
        ("zh", "会接着算", "2 行已经算过"),
    ],
)
def test_a_run_that_is_broken_off_says_that_it_goes_on(
    tmp_path: Path, lang: str, words: str, resumed: str
) -> None:
    """In the session's language, with the status that shells know; and it does go on."""
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    call = ["batch", RULES, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv")]
    done = interrupted([*call, "--lang", lang])
    assert done.returncode == 130, done.stderr
    assert words in done.stderr
    assert "Abort" not in done.stderr
    again = zhibiao(*call, "--lang", lang)
    assert again.returncode == 1
    assert resumed in again.stderr


def test_standard_input_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    """It does not go on, and so no parts are kept for it."""
    done = interrupted(["batch", RULES, "-", "-o", str(tmp_path / "out.csv")], TABLE)
    assert done.returncode == 130, done.stderr
    assert "starts anew" in done.stderr
    assert list(tmp_path.iterdir()) == []


def interrupted(call: list[str], text: str = "") -> subprocess.CompletedProcess[str]:
    """A call that is interrupted at its first part."""
    return subprocess.run(  # noqa: S603  # our own command, with our own arguments
        [sys.executable, "-c", INTERRUPTED, *call],
        input=text,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "ZHIBIAO_LANG": "en"},
        check=False,
    )


def test_any_verb_that_is_broken_off_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that keeps nothing, in the session's language."""

    def breaking(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zhibiao.api.workbench.Workbench.load", breaking)
    with pytest.raises(SystemExit) as caught:
        main(["show", RULES, "--lang", "zh"])
    assert caught.value.code == 130
    assert "已中断" in capsys.readouterr().err


def test_a_places_that_names_no_column_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    """Nothing is scored with a hundred times the figure."""
    frame = pl.DataFrame({"staff": [10300], "posts": [100]})
    frame.write_parquet(tmp_path / "in.parquet")
    call = ("batch", RULES, str(tmp_path / "in.parquet"), "-o", str(tmp_path / "out.csv"))
    done = zhibiao(*call, "--places", "stff=2")
    assert done.returncode == 2
    assert "staff, posts" in done.stderr
    assert not (tmp_path / "out.csv").exists()
    assert zhibiao(*call, "--places", "staff=2").returncode == 0


@pytest.mark.parametrize(
    ("places", "words"),
    [
        (["staff=-1"], "from 0 to 38"),
        (["staff=39"], "from 0 to 38"),
        (["staff"], "COLUMN=N"),
        (["staff=1", "posts=0", "staff=2"], '"staff" are given twice'),
    ],
)
def test_places_that_cannot_be_are_a_mistake_of_the_call(
    tmp_path: Path, places: list[str], words: str
) -> None:
    """Out of range, or twice for a column: the range is told, and none of two is guessed."""
    pl.DataFrame({"staff": [10300], "posts": [100]}).write_parquet(tmp_path / "in.parquet")
    call = ("batch", RULES, str(tmp_path / "in.parquet"), "-o", str(tmp_path / "out.csv"))
    done = zhibiao(*call, *(part for one in places for part in ("--places", one)))
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_two_calls_at_once_do_not_meet(tmp_path: Path) -> None:
    """One of them writes the scores; the other may come too late, or is told of the first."""
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    call = [
        sys.executable,
        "-c",
        "from zhibiao.cli import main; main()",
        *("batch", RULES, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "-q"),
    ]
    calls = [
        subprocess.Popen(  # noqa: S603  # our own command, with our own arguments
            call, stderr=subprocess.PIPE, encoding="utf-8", env={**os.environ, "ZHIBIAO_LANG": "en"}
        )
        for _ in range(3)
    ]
    ended = [(one.communicate()[1], one.returncode) for one in calls]
    assert any(status == 1 for _, status in ended)
    assert all(status == 1 or "another run (process" in said for said, status in ended), ended
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.csv",
        "out.csv",
        "out.csv.rejected.csv",
    ]


def test_a_place_that_cannot_be_written_is_said_with_its_path(tmp_path: Path) -> None:
    """With status 2, before the first row, and without advice to make room."""
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    output = tmp_path / "in.csv" / "out.csv"
    done = zhibiao("batch", RULES, str(tmp_path / "in.csv"), "-o", str(output), "-q")
    assert done.returncode == 2
    assert str(output) in done.stderr
    assert "room" not in done.stderr
