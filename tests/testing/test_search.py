"""Trying the laws: what they find, what ``zhibiao test`` says of it, and what is left behind."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.rules import ROOT
from tests.testing.small import CASES, TEXT, rules
from zhibiao import testing
from zhibiao.api import Workbench
from zhibiao.cli import main
from zhibiao.testing.search import broken_laws

GAP = TEXT.replace('"差" = "< 8"', '"差" = "< 2"')


def test_every_shipped_rule_set_keeps_the_laws() -> None:
    """No law is broken by any rule set of the repository."""
    bench = Workbench(plugins=False)
    for one in bench.list_rulesets()[0]:
        assert broken_laws(bench.load(one.id), examples=5) == {}, one.id


def test_a_gap_between_ratings_is_found_with_few_figures() -> None:
    """A total without a rating breaks the law, and the same figures show it each time."""
    found = broken_laws(rules(GAP))
    assert set(found) == {"one_rating"}
    problem = found["one_rating"]
    assert "has 0 ratings" in problem.render("en")
    assert problem.place.line == TEXT.splitlines().index("[ruleset]") + 1
    assert broken_laws(rules(GAP))["one_rating"] == problem


def write(folder: Path, text: str = TEXT, cases: str = CASES) -> Path:
    """A folder of its own with the rule set and its cases."""
    place = folder / "cn" / "department"
    place.mkdir(parents=True)
    (place / "2020.toml").write_text(text, "utf-8")
    (place / "2020.cases.toml").write_text(cases, "utf-8")
    return folder


def run(*arguments: str) -> object:
    """One call of ``zhibiao test``; gives the exit status."""
    with pytest.raises(SystemExit) as ended:
        main(["test", "--no-plugins", "--lang", "en", *arguments])
    return ended.value.code


def test_the_verb_tries_the_laws(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken law is a finding with its file and line; nothing is left in the working folder."""
    monkeypatch.chdir(tmp_path)
    sound = write(tmp_path / "sound")
    assert run(str(sound)) == 0
    assert capsys.readouterr().err == ""
    broken = write(tmp_path / "broken", GAP)
    assert run(str(broken)) == 1
    assert "2020.toml:4:1: error law-broken" in capsys.readouterr().out
    assert run(str(broken), "--json") == 1
    (shape,) = json.loads(capsys.readouterr().out)["rulesets"]
    assert shape["laws"]["one_rating"]["code"] == "law-broken"
    assert {path.name for path in tmp_path.iterdir()} == {"sound", "broken"}


def test_without_hypothesis_the_verb_says_that_laws_were_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cases run, one line tells what to install, and the JSON has no laws."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    folder = write(tmp_path, GAP)
    assert run(str(folder)) == 0
    said = capsys.readouterr()
    assert "2 case(s), 0 failed" in said.out
    assert said.err.splitlines() == [
        "the laws were not tried: Hypothesis and pytest are needed: pip install 'zhibiao[testing]'"
    ]
    assert run(str(folder), "--json") == 0
    assert json.loads(capsys.readouterr().out)["rulesets"][0]["laws"] is None


def test_the_strategies_say_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Hypothesis the import of a strategy fails with one line; the laws still work."""
    for module in [name for name in sys.modules if name.partition(".")[0] == "hypothesis"]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "zhibiao.testing.strategies", raising=False)
    monkeypatch.delitem(vars(testing), "from_ruleset", raising=False)
    with pytest.raises(ModuleNotFoundError, match=r"zhibiao\[testing\]"):
        _ = testing.from_ruleset
    assert testing.laws.LAWS


def test_testing_has_only_its_public_names() -> None:
    """``dir`` lists them, and others do not exist."""
    assert dir(testing) == [
        "figures",
        "form_laws",
        "forms",
        "from_ruleset",
        "laws",
        "narrowed",
    ]
    with pytest.raises(AttributeError, match="nothing"):
        _ = testing.nothing


def test_the_rule_sets_of_the_repository_are_found() -> None:
    """The laws above were tried on something."""
    assert len(list((ROOT / "rulesets").rglob("*.cases.toml"))) >= 1
