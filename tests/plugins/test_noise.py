"""A plug-in that prints in every way there is: standard output holds the result alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules import ROOT

FORM = "examples/forms/miluo-2020.form.toml"
RULES = "cn-430600/department/2020"
NOISY = """
import os, subprocess, sys
from typing import ClassVar

import click
from attrs import frozen

from zhibiao.auditing.check import form_check
from zhibiao.cli.root import verb
from zhibiao.criteria import CriterionPattern
from zhibiao.linting.check import lint_check
from zhibiao.messages import Text
from zhibiao.model.clauses import MeasureId
from zhibiao.model.lowering.python_scheme import PythonScheme
from zhibiao.model.problem import Severity
from zhibiao.plugins.hookspecs import hookimpl
from zhibiao.readers.reader import Reader


def noise(where):
    print("noise", where)
    sys.__stdout__.write(f"noise {where}\\n")
    os.write(1, f"noise {where}\\n".encode())
    subprocess.run([sys.executable, "-c", "print('noise of a child')"], check=True)


noise("import")


@form_check("noisy", Severity.NOTE)
def noisy(audit):
    noise("check")
    return ()


@lint_check("noisy-rules", Severity.NOTE)
def noisy_rules(subject):
    noise("lint check")
    return ()


def understand(text, points):
    noise("pattern")


def fits(raw):
    noise("reader")
    return False


@frozen(kw_only=True)
class Noisy(PythonScheme):
    kind: ClassVar[str] = "noisy"
    title: ClassVar[Text] = Text(zh="吵", en="noisy")
    rate: MeasureId

    def speaks(self):
        return {"actual": self.rate}

    def reckon(self, given, points):
        noise("scheme")
        return 1


def loud(lang):
    def run(session):
        noise("verb")
        session.emit({"lamps": 3})
        noise("verb, afterwards")

    return verb(lang, "loud", "loud")(run)


def failing(lang):
    def run(session):
        noise("verb")
        raise RuntimeError("lamps out")

    return verb(lang, "failing", "failing")(run)


def late(lang):
    def run(session):
        session.emit({"lamps": 3})
        raise RuntimeError("lamps out")

    return verb(lang, "late", "late")(run)


def plain(lang):
    def run(as_json):
        raise RuntimeError("lamps out")

    option = click.Option(["--json", "as_json"], is_flag=True)
    inner = click.Command("inner", callback=run, params=[option])
    return click.Group("plain", commands=[inner])


@hookimpl
def zhibiao_form_checks():
    noise("hook")
    return [noisy]


@hookimpl
def zhibiao_lint_checks():
    return [noisy_rules]


@hookimpl
def zhibiao_criterion_patterns():
    return [CriterionPattern("noisy", understand)]


@hookimpl
def zhibiao_readers():
    return [Reader("noisy", (".txt",), fits, None)]


@hookimpl
def zhibiao_schemes():
    return {"noisy": Noisy}


@hookimpl
def zhibiao_commands():
    return {"loud": loud, "failing": failing, "late": late, "plain": plain}
"""
RULE_SET = """
language = 1
[ruleset]
title = "吵"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 8
[measures.rate]
label = "亮灯率"
unit = "%"
[tiers.t]
label = "全部"
points = 8
[groups.g]
tier = "t"
label = "全部"
points = 8
[indicators.one]
group = "g"
label = "一"
points = 8
scheme = { kind = "noisy", rate = "rate" }
"""
SHEET = """
form = 1
title = "吵"
[[rows]]
label = "一"
points = 8
actual = "50%"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the noisy package, as an installer would leave it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "noisy_city.py").write_text(NOISY, encoding="utf-8")
    known = folder / "noisy_city-1.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: noisy-city\nVersion: 1.0\n", encoding="utf-8"
    )
    (known / "entry_points.txt").write_text("[zhibiao]\nnoisy = noisy_city\n", encoding="utf-8")
    (folder / "rules.toml").write_text(RULE_SET, encoding="utf-8")
    (folder / "sheet.form.toml").write_text(SHEET, encoding="utf-8")
    forms = folder / "forms"
    forms.mkdir()
    for name in "ab":
        (forms / f"{name}.form.toml").write_text(SHEET, encoding="utf-8")
    return folder


def call(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A verb in a process of its own, with the noisy package installed."""
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {
        **os.environ,
        "ZHIBIAO_LANG": "en",
        "PYTHONPATH": path,
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", "from zhibiao.cli import main; main()", *words],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (("list",), "import"),
        (("plugins",), "hook"),
        (("audit", FORM), "check"),
        (("audit", "{site}/forms", "-j", "2"), "check"),
        (("lint", RULES), "lint check"),
        (("criterion", "看着给", "--points", "5"), "pattern"),
        (("read", "examples/documents/miluo-2020.txt"), "reader"),
        (("read", FORM), "import"),
        (("score", "{site}/rules.toml", "{site}/sheet.form.toml"), "scheme"),
        (("explain", "{site}/rules.toml", "{site}/sheet.form.toml"), "scheme"),
        (("schema",), "import"),
        (("loud",), "verb, afterwards"),
        (("failing",), "verb"),
        (("late",), "import"),
        (("plain", "inner"), "import"),
    ],
    ids=lambda one: one if isinstance(one, str) else " ".join(one),
)
def test_standard_output_is_one_json_document(
    site: Path, words: tuple[str, ...], heard: str
) -> None:
    """Whoever prints, and in whatever way: it is on standard error, and JSON can be read."""
    done = call(site, *(word.format(site=site) for word in words), "--json")
    assert json.loads(done.stdout)
    assert f"noise {heard}" in done.stderr
    assert "noise of a child" in done.stderr
    assert "noise" not in json.loads(done.stdout).get("error", {}).get("message", "")


@pytest.mark.parametrize("words", [("failing",), ("plain", "inner")])
def test_a_verb_that_fails_gives_its_error_as_json(site: Path, words: tuple[str, ...]) -> None:
    """The document has the shape of our own errors, and names the plug-in and what it raised."""
    done = call(site, *words, "--json")
    assert done.returncode == 3
    said = json.loads(done.stdout)["error"]["message"]
    assert all(word in said for word in ("noisy", words[0], "RuntimeError: lamps out"))
    assert "Traceback" in done.stderr


def test_a_verb_that_fails_after_its_result_gives_no_second_document(site: Path) -> None:
    """What it gave stands, and the exit status and standard error say that it failed."""
    done = call(site, "late", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (3, {"lamps": 3})
    assert "lamps out" in done.stderr


def test_without_json_an_audit_is_as_clean(site: Path) -> None:
    """Nothing of what a check prints stands among the findings."""
    done = call(site, "audit", FORM)
    assert "noise" not in done.stdout
    assert "noise check" in done.stderr


@pytest.mark.parametrize("words", [("--no-plugins", "plugins"), ("plugins", "--no-plugins")])
def test_plug_ins_are_left_out_before_and_after_the_verb(
    site: Path, words: tuple[str, ...]
) -> None:
    """The option stands in either place; nothing of the package is even imported."""
    done = call(site, *words, "--json")
    assert [one["name"] for one in json.loads(done.stdout)["plugins"]] == ["zhibiao"]
    assert "noise" not in done.stderr
