"""The hooks for pre-commit: what each runs on the files that a commit changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its types are a package of their own

from tests.rules import ROOT
from zhibiao.authoring.scaffold import ruleset_files, ruleset_name
from zhibiao.authoring.writing import write_files
from zhibiao.cli import main

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
PAGE = (ROOT / "docs" / "howto" / "lint-in-editors-and-ci.rst").read_text(encoding="utf-8")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A small rule set with its cases, as ``zhibiao new ruleset`` makes it."""
    contents = ruleset_files(ruleset_name("cn-139900/department/2025"))
    write_files(tmp_path, contents)
    return tmp_path / next(iter(contents))


def run(hook: dict[str, Any], *files: Path) -> int:
    """The exit status of a hook on files, as pre-commit calls it."""
    program, *words = hook["entry"].split()
    assert program == "zhibiao"
    with pytest.raises(SystemExit) as caught:
        main([*words, *map(str, files)])
    return int(caught.value.code or 0)


@pytest.mark.parametrize("hook", HOOKS, ids=[one["id"] for one in HOOKS])
def test_a_hook_lets_good_rule_sets_pass_and_stops_bad_ones(
    hook: dict[str, Any], rules: Path
) -> None:
    """The rule set and its cases pass together and each alone; a broken one does not."""
    cases = rules.with_suffix(".cases.toml")
    assert run(hook, rules, cases) == run(hook, cases) == 0
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("points = 10\n", "points = 11\n", 1), encoding="utf-8")
    if hook["id"] == "zhibiao-lint":
        assert run(hook, rules) == 1
    rules.write_text(text.replace("points = 10\n", "points = ten\n", 1), encoding="utf-8")
    assert run(hook, rules) == 2


@pytest.mark.parametrize("hook", HOOKS, ids=[one["id"] for one in HOOKS])
def test_a_hook_is_not_given_what_is_no_rule_set(hook: dict[str, Any]) -> None:
    """Forms and the project's own file are TOML too."""
    left_out = re.compile(hook["exclude"])
    for name in ("pyproject.toml", "a/pyproject.toml", "forms/x.form.toml"):
        assert left_out.search(name)
    for name in ("cn/department/2020.toml", "cn/department/2020.cases.toml", "x.toml"):
        assert not left_out.search(name)


def test_the_page_names_every_hook() -> None:
    """What can be used is shown."""
    for hook in HOOKS:
        assert f"- id: {hook['id']}" in PAGE


def test_the_action_on_the_page_runs_what_exists(rules: Path) -> None:
    """The workflow is YAML, and each of its calls of zhibiao is one that works here."""
    block = PAGE.partition("In GitHub Actions")[2].partition(".. code-block:: yaml")[2]
    lines = [line for line in block.split("Both verbs")[0].splitlines() if line.strip()]
    found = yaml.safe_load("\n".join(lines))
    steps = [step["run"] for step in found["jobs"]["rules"]["steps"] if "run" in step]
    calls = [words.split()[1:] for words in steps if words.startswith("zhibiao ")]
    assert [words[0] for words in calls] == ["lint", "test"]
    for words in calls:
        here = [str(rules) if word == "rulesets" else word for word in words]
        with pytest.raises(SystemExit) as caught:
            main(here)
        assert caught.value.code == 0
