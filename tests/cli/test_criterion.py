"""``zhibiao criterion`` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhibiao.api import loads, score
from zhibiao.cli import main

STEP = "以100%为标准。控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。"


def call(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    """Standard output of one call."""
    with pytest.raises(SystemExit) as done:
        main([*arguments, "--lang", "en"])
    out, err = capsys.readouterr()
    assert done.value.code == status, err
    return out


def test_one_wording_gives_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON of a reading has the documented shape, and its rule set scores."""
    shape: dict[str, Any] = json.loads(call(capsys, "criterion", STEP, "--points", "5", "--json"))
    assert list(shape) == [
        "text", "points", "scheme", "assumed", "ambiguous", "refused", "ruleset",
    ]  # fmt: skip
    assert shape["points"] == "5"
    assert shape["scheme"]["kind"] == "step-deduction"
    assert shape["assumed"] == ["partial"]
    assert shape["refused"] is None
    assert str(score(loads(shape["ruleset"]), {"x": "103.7%"})["item"].low) == "3.5"


def test_a_refusal_names_the_part(capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal has no scheme and no rule set, and the exit status of a finding."""
    shape = json.loads(
        call(capsys, "criterion", "视情况酌情给分", "--points", "5", "--json", status=1)
    )
    assert shape["scheme"] is None
    assert shape["ruleset"] is None
    assert shape["refused"] == "视情况酌情给分"


def test_a_file_gives_a_list_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON lines in, one object for each in order."""
    file = tmp_path / "wordings.jsonl"
    rows = [{"text": STEP, "points": "5"}, {"text": "每发生一起扣1分", "points": 3}]
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    shapes = json.loads(call(capsys, "criterion", "--file", str(file), "--json"))
    assert [shape["scheme"]["kind"] for shape in shapes] == ["step-deduction", "occurrences"]


def test_without_json_the_rule_set_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is TOML that loads."""
    out = call(capsys, "criterion", STEP, "--points", "5")
    assert loads(out).indicators["item"].criterion == STEP


@pytest.mark.parametrize(
    "line",
    ["no json", "[]", '{"text": 1, "points": 2}', '{"text": "x"}', '{"text": "x", "points": "y"}'],
)
def test_a_broken_line_is_wrong_input(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file and the line are named; nothing is half done."""
    file = tmp_path / "wordings.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    assert "line 2" in call(capsys, "criterion", "--file", str(file), "--json", status=2)


@pytest.mark.parametrize(
    "arguments",
    [[], [STEP], ["--points", "5"], [STEP, "--points", "x"], ["--file", "none.jsonl"],
     ["--reverse", "cn-430600/department/2020", "--points", "5"], ["--reverse", "none"]],
)  # fmt: skip
def test_a_wrong_call_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A call that lacks something ends with 2."""
    call(capsys, "criterion", *arguments, status=2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reverse_writes_every_scheme(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each scheme of a rule set in words, in either language."""
    with pytest.raises(SystemExit) as done:
        main(["criterion", "--reverse", "cn-430600/department/2020", "--lang", lang, "--json"])
    assert done.value.code == 0
    said = {row["id"]: row["text"] for row in json.loads(capsys.readouterr().out)["criteria"]}
    assert "100%" in said["staff_control"]
    assert ("扣0.5分" in said["staff_control"]) == (lang == "zh")
    assert all(said.values())
