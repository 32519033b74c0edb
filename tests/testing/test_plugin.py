"""The pytest plug-in, in runs of its own: what it collects, what it says, and that it waits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules import ROOT
from tests.testing.small import CASES, TEXT

ON = "[pytest]\nzhibiao_rules = true\nzhibiao_examples = 5\n"
LAWS = 9


def project(folder: Path, *, ini: str = ON, text: str = TEXT, cases: str = CASES) -> Path:
    """A project with one rule set."""
    place = folder / "cn" / "department"
    place.mkdir(parents=True)
    (folder / "pytest.ini").write_text(ini, "utf-8")
    (place / "2020.toml").write_text(text, "utf-8")
    (place / "2020.cases.toml").write_text(cases, "utf-8")
    return folder


def pytest_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One run of pytest; where it is not installed with its entry point the plug-in is named."""
    return subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={"ZHIBIAO_LANG": "en", "PYTHONUTF8": "1", "PATH": ""},
        check=False,
    )


def test_cases_and_laws_are_tests(tmp_path: Path) -> None:
    """Each case and each law is one test, named after it."""
    done = pytest_in(project(tmp_path), "-vv")
    assert done.returncode == 0, done.stdout
    assert f"{2 + LAWS} passed" in done.stdout
    assert "2020.cases.toml::全部做到 PASSED" in done.stdout
    assert "2020.cases.toml::law:narrowing PASSED" in done.stdout


def test_nothing_is_collected_unless_asked_for(tmp_path: Path) -> None:
    """Without the setting the plug-in is inert: no tests, and Hypothesis is not even loaded."""
    folder = project(tmp_path, ini="[pytest]\n")
    (folder / "test_own.py").write_text(
        "import sys\n\ndef test_own():\n    assert 'zhibiao.api' not in sys.modules\n", "utf-8"
    )
    done = pytest_in(folder)
    assert "1 passed" in done.stdout, done.stdout


def test_a_wrong_case_fails_as_the_verb_tells_it(tmp_path: Path) -> None:
    """The failure is the problem with file, line and both numbers, without a traceback."""
    wrong = CASES.replace("control = 4.5", "control = 4")
    done = pytest_in(project(tmp_path, cases=wrong))
    assert done.returncode == 1
    line, text = next(one for one in enumerate(wrong.splitlines(), 1) if "control = 4 " in one[1])
    place = f"{line}:{text.index('control') + 1}"
    assert f"2020.cases.toml:{place}: error case-fails" in done.stdout
    assert "4.5" in done.stdout
    assert "Traceback" not in done.stdout
    assert f"1 failed, {1 + LAWS} passed" in done.stdout


def test_a_broken_law_fails_with_figures(tmp_path: Path) -> None:
    """A gap between ratings fails one law and no other."""
    gap = TEXT.replace('"差" = "< 8"', '"差" = "< 2"')
    done = pytest_in(project(tmp_path, text=gap, ini=ON.replace("5", "40")), "-k", "law")
    assert 'the law "one_rating" does not hold' in done.stdout
    assert f"1 failed, {LAWS - 1} passed" in done.stdout


def test_a_broken_rule_set_is_one_error_with_every_fault(tmp_path: Path) -> None:
    """What cannot be loaded is told as ``zhibiao lint`` tells it."""
    broken = TEXT.replace('partial = "whole"', 'partial = "hole"').replace(
        "points = 3", "point = 3"
    )
    done = pytest_in(project(tmp_path, text=broken))
    assert done.returncode == 2
    assert "wrong-value" in done.stdout
    assert "unknown-key" in done.stdout


def test_a_rule_set_without_cases_is_tried_by_the_laws(tmp_path: Path) -> None:
    """A gap between ratings is found where nobody has written a case."""
    gap = TEXT.replace('"差" = "< 8"', '"差" = "< 2"')
    folder = project(tmp_path, text=gap, ini=ON.replace("5", "40"))
    (folder / "cn" / "department" / "2020.cases.toml").unlink()
    done = pytest_in(folder, "-vv")
    assert done.returncode == 1
    assert "2020.toml::law:one_rating FAILED" in done.stdout
    assert f"1 failed, {LAWS - 1} passed" in done.stdout


def test_a_broken_rule_set_without_cases_is_told_every_fault(tmp_path: Path) -> None:
    """It is no reason to pass over it that nobody has written a case."""
    folder = project(tmp_path, text=TEXT.replace('partial = "whole"', 'partial = "hole"'))
    (folder / "cn" / "department" / "2020.cases.toml").unlink()
    done = pytest_in(folder)
    assert done.returncode == 2
    assert "wrong-value" in done.stdout


def test_other_toml_is_left_alone(tmp_path: Path) -> None:
    """Settings, forms, text with a rule set in it, and what is no TOML disturb nobody's tests."""
    folder = project(tmp_path)
    others = {
        "pyproject.toml": "[tool.pytest.ini_options]\nzhibiao_rules = true\n",
        "ruleset.toml": '[ruleset]\nname = "of some other tool"\n',
        "template.toml": "language = 1\n[ruleset]\nfiscal_year = {{ year }}\n",
        "quoted.toml": f"example = '''\n{TEXT}'''\n",
        "list.toml": "ruleset = [1]\nlanguage = 1\n",
        "a.form.toml": "form = 1\n[ruleset]\nfiscal_year = 2020\n",
    }
    for name, text in others.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "bytes.toml").write_bytes(b"[ruleset]\n\xff")
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    (folder / "ruleset.txt").write_text(TEXT, "utf-8")
    done = pytest_in(folder)
    assert done.returncode == 0, done.stdout
    assert f"{2 + LAWS} passed" in done.stdout


@pytest.mark.parametrize("folder", ["rulesets/cn-430600"])
def test_the_shipped_rule_sets_pass(folder: str) -> None:
    """The plug-in on rule sets of the repository, as a package of rule sets would run it."""
    options = ["-o", "zhibiao_rules=true", "-o", "zhibiao_examples=5", "-o", "addopts="]
    done = pytest_in(ROOT, *options, folder)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "law" not in done.stdout
