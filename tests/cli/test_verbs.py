"""Every verb, as a user types it: what it prints, its JSON, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FORM = "examples/forms/miluo-2020.form.toml"
RULES = "cn-430600/department/2020"


def zhibiao(
    *arguments: str, text: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """One call of the command in a process of its own."""
    return subprocess.run(  # noqa: S603  # our own command, with our own arguments
        [sys.executable, "-c", "from zhibiao.cli import main; main()", *arguments],
        input=text,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "ZHIBIAO_LANG": "en", **environment},
        check=False,
    )


def as_json(*arguments: str, status: int = 0, text: str = "") -> Any:
    """The JSON document of a call, which is all that stands on standard output."""
    done = zhibiao(*arguments, "--json", text=text)
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout)


def walk(value: object) -> list[object]:
    """Every value inside a JSON document."""
    if isinstance(value, dict):
        return [inner for entry in value.values() for inner in walk(entry)]
    if isinstance(value, list):
        return [inner for entry in value for inner in walk(entry)]
    return [value]


def test_list_names_every_rule_set() -> None:
    """``list`` shows id, year, scope, title and where it comes from."""
    done = zhibiao("list")
    assert done.returncode == 0
    assert RULES in done.stdout
    assert "built in" in done.stdout
    listed = {one["id"]: one["fiscal_year"] for one in as_json("list")["rulesets"]}
    assert listed[RULES] == 2020


def test_show_quotes_criteria_and_sources() -> None:
    """``show`` prints the tree with criteria, in every format."""
    for style in ("text", "markdown", "latex", "toml"):
        done = zhibiao("show", RULES, "--format", style)
        assert done.returncode == 0
        assert "每超过一个百分点扣0.5分" in done.stdout.replace("\n", "")
        assert style == "latex" or "岳财预〔2021〕63号" in done.stdout
    shape = as_json("show", RULES)
    assert shape["indicators"]["staff_control"]["scheme"]["kind"] == "step-deduction"
    assert shape["indicators"]["staff_control"]["scheme"]["step"] == "1%"


def test_lint_finds_no_error_in_the_shipped_rule_sets() -> None:
    """``lint`` of what is shipped ends with 0 and says how much it looked at."""
    done = zhibiao("lint", "rulesets")
    assert done.returncode == 0
    assert "0 error(s)" in done.stderr or "no problem" in done.stderr


@pytest.mark.parametrize("name", ["lint", "test"])
def test_a_folder_without_rule_sets_is_no_clean_folder(name: str, tmp_path: Path) -> None:
    """A mistyped folder must not pass as one in which all is well."""
    (tmp_path / "x.form.toml").write_text("form = 1\n", encoding="utf-8")
    done = zhibiao(name, "rulesets/cn", str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "no rule set" in done.stderr
    assert str(tmp_path) in as_json(name, str(tmp_path), status=2)["error"]["message"]


def test_lint_fails_on_what_it_is_told_to(tmp_path: Path) -> None:
    """A rule set whose points do not add up is an error: exit status 1, and 0 with ``never``."""
    folder = tmp_path / "cn-430600" / "department"
    folder.mkdir(parents=True)
    broken = (ROOT / "rulesets" / f"{RULES}.toml").read_text(encoding="utf-8")
    (folder / "2020.toml").write_text(
        broken.replace('label = "投入"\npoints = 15', 'label = "投入"\npoints = 16'), "utf-8"
    )
    shape = as_json("lint", str(tmp_path), status=1)
    codes = {problem["code"] for problem in shape["problems"]}
    assert "points-do-not-add-up" in codes
    wrong = next(p for p in shape["problems"] if p["code"] == "points-do-not-add-up")
    assert wrong["line"] > 1
    assert wrong["path"].startswith(("tiers.input", "ruleset"))
    assert zhibiao("lint", str(tmp_path), "--fail-on", "never").returncode == 0


def test_test_runs_every_case() -> None:
    """``test`` runs the worked cases beside the rule sets."""
    shape = as_json("test", "rulesets")
    assert [one["failed"] for one in shape["rulesets"]] == [0] * len(shape["rulesets"])
    ours = next(one for one in shape["rulesets"] if one["ruleset"] == RULES)
    assert len(ours["cases"]) >= 30
    assert "0 failed" in zhibiao("test", RULES).stdout


def test_score_prints_every_indicator() -> None:
    """``score`` has an entry for each score, tiers and the total, all exact texts."""
    shape = as_json("score", RULES, FORM)
    assert shape["claimed"] == "98"
    assert shape["points"] == "100"
    assert [tier["id"] for tier in shape["tiers"]] == ["input", "process", "output", "effect"]
    surplus = next(entry for entry in shape["indicators"] if entry["id"] == "fund_surplus")
    assert (surplus["low"], surplus["high"], surplus["possible"]) == ("2", "2", ["2"])
    assert surplus["status"] == "computed"
    assert surplus["claim"] == "outside"
    staff = shape["indicators"][0]
    assert [one["value"] for one in staff["measures"]["staff_control_rate"]] == [
        "125/109",
        "0.864",
    ]
    assert not any(isinstance(value, float) for value in walk(shape))
    assert "claimed 98" in zhibiao("score", RULES, FORM).stdout


def test_explain_shows_both_chains_with_places_and_rule() -> None:
    """``explain`` follows each coherent reading of figures that disagree."""
    shown = zhibiao("explain", RULES, FORM, "staff_control").stdout
    for part in (
        "125 / 109",
        "114.68%",
        "14 whole percentage points",
        "14 × 0.5 = 7",
        "at most 5",
        "0 of 5",
        "108 / 125 = 86.4%",
        "5 of 5",
        "table 1 row 3 cell 4",
        "sentence 4",
        "每超过一个百分点扣0.5分",
        "2020.toml:",
    ):
        assert part in shown
    by_label = zhibiao("explain", RULES, FORM, "财政供养人员控制率").stdout
    assert by_label == shown


def test_audit_finds_what_a_reviewer_finds() -> None:
    """``audit`` exits with 1, names the rule set and why, and lists findings with places."""
    shape = as_json("audit", FORM, status=1)
    form = shape["files"][0]["forms"][0]
    assert form["ruleset"] == RULES
    assert form["scorecard"]["claimed"] == "98"
    found = {(finding["check"], finding["where"].get("label")) for finding in form["findings"]}
    assert ("total-mismatch", "总分") in found
    assert ("declared-score-mismatch", "自评得分") in found
    assert ("score-contradicts-criterion", "资金结余") in found
    assert ("missing-reason", "建设湖南新增极目标任务完成情况") in found
    assert zhibiao("audit", FORM, "--fail-on", "never").returncode == 0


def test_audit_reads_standard_input_and_folders() -> None:
    """``-`` is standard input; a folder stands for the forms in it."""
    text = (ROOT / FORM).read_text(encoding="utf-8")
    assert as_json("audit", "-", status=1, text=text)["files"][0]["file"] == "-"
    folder = as_json("audit", "examples/forms", "--rules", "examples/rules", status=1)
    assert FORM in [one["file"] for one in folder["files"]]


def test_selected_checks_alone_run() -> None:
    """``--select`` and ``--ignore`` choose checks; an unknown name is a mistake."""
    shape = as_json("audit", FORM, "--select", "total-mismatch", status=1)
    assert [f["check"] for f in shape["files"][0]["forms"][0]["findings"]] == ["total-mismatch"]
    wrong = zhibiao("audit", FORM, "--ignore", "no-such-check")
    assert wrong.returncode == 2
    assert "total-mismatch" in wrong.stderr


def test_one_unreadable_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    """A broken form is reported, the others are audited, and the status is 2."""
    broken = tmp_path / "broken.form.toml"
    broken.write_text("form = 1\ntitle = ", encoding="utf-8")
    shape = as_json("audit", str(broken), FORM, status=2)
    assert shape["files"][0]["error"]["problems"][0]["line"] == 2
    assert shape["files"][1]["forms"][0]["findings"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score", "cn-430600/department/2021", FORM), "did you mean"),
        (("score", RULES, "nowhere.form.toml"), "nowhere.form.toml"),
        (("score", RULES, "examples"), "directory"),
        (("explain", RULES, FORM, "no_such_row"), "staff_control"),
        (("lint", "nowhere"), "nowhere"),
        (("list", "--rules", "nowhere"), "nowhere"),
        (("audit", FORM, "--ruleset", "x"), "x"),
        (("audit",), "Usage"),
        (("nonsense",), "Usage"),
    ],
)
def test_a_mistake_ends_with_two_and_no_traceback(arguments: tuple[str, ...], said: str) -> None:
    """A user's mistake is said plainly on standard error, with exit status 2."""
    done = zhibiao(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_mistake_is_json_where_json_was_asked_for() -> None:
    """Standard output holds one JSON document even then."""
    shape = as_json("score", RULES, "nowhere.form.toml", status=2)
    assert "nowhere.form.toml" in shape["error"]["message"]


def test_both_languages_speak() -> None:
    """``--lang`` chooses the language of help, tables and findings."""
    assert "Audit forms" in zhibiao("audit", "--help", "--lang", "en").stdout
    assert "审核" in zhibiao("audit", "--help", "--lang", "zh").stdout
    assert "总分填 98" in zhibiao("audit", FORM, "--lang=zh").stdout
    assert "自评 98" in zhibiao("score", RULES, FORM, ZHIBIAO_LANG="zh").stdout


def test_no_colour_reaches_a_pipe() -> None:
    """Escape sequences appear only on a terminal."""
    assert "\x1b" not in zhibiao("audit", FORM).stdout


def test_quiet_says_nothing_but_results() -> None:
    """``-q`` silences messages on standard error."""
    assert zhibiao("lint", "rulesets", "-q").stderr == ""
