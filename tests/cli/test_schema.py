"""``zhibiao schema``: the document on standard output, and in a file that is whole or absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhibiao.api import Workbench
from zhibiao.cli import main


def run(*arguments: str) -> int:
    """One call; gives the exit status."""
    with pytest.raises(SystemExit) as ended:
        main(["schema", "--no-plugins", "--lang", "en", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output holds the schema as JSON, with ``--json`` and without."""
    for options in ((), ("--json",)):
        assert run(*options) == 0
        assert json.loads(capsys.readouterr().out) == Workbench(plugins=False).schema()


def test_the_schema_is_written_to_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``-o`` writes the same document, takes the place of an older one, and says so."""
    target = tmp_path / "rules.json"
    target.write_text("old", "utf-8")
    assert run("-o", str(target)) == 0
    said = capsys.readouterr()
    assert json.loads(target.read_text("utf-8")) == Workbench(plugins=False).schema()
    assert said.out == ""
    assert "rules.json written" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["rules.json"]


def test_json_names_the_file_that_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With ``-o`` and ``--json`` standard output says where the schema is."""
    target = tmp_path / "rules.json"
    assert run("-o", str(target), "--json", "-q") == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == {"file": target.as_posix()}
    assert said.err == ""


@pytest.mark.parametrize("place", ["missing/rules.json", "."])
def test_a_place_that_cannot_be_written_is_said_plainly(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An impossible file ends with 2, a message, and nothing left behind."""
    assert run("-o", str(tmp_path / place)) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
