"""No verb writes over what it reads, by whatever name; what would be lost is said instead."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.rules import ROOT
from zhibiao.cli.root import build

RULES, LATER = "cn-430600/department/2020", "cn-430600/department/2024"
FORM = (ROOT / "examples" / "forms" / "miluo-2020.form.toml").read_bytes()
DOCUMENTS = ROOT / "examples" / "documents"


def call(*arguments: str | Path, lang: str = "en") -> Any:
    """A call of the command."""
    return CliRunner().invoke(build(lang), [str(one) for one in arguments])


def itself(form: Path) -> Path:
    """The very name."""
    return form


def detour(form: Path) -> Path:
    """The name by way of another folder."""
    (form.parent / "aside").mkdir()
    return form.parent / "aside" / ".." / form.name


def linked(form: Path) -> Path:
    """A link."""
    path = form.with_name("link.xlsx")
    path.symlink_to(form)
    return path


def twin(form: Path) -> Path:
    """Another name of the same file."""
    path = form.with_name("twin.xlsx")
    os.link(form, path)
    return path


@pytest.mark.parametrize("name", [itself, detour, linked, twin])
@pytest.mark.parametrize(
    "verb",
    [
        ("workbook", RULES, "FORM", "-o", "OUT"),
        ("read", "FORM", "-o", "OUT"),
        ("audit", "FORM", "--report", "OUT"),
        ("audit", "FORM", "--annotate", "OUT"),
        ("compare", RULES, LATER, "FORM", "--report", "OUT"),
    ],
)
def test_a_form_that_is_read_is_not_overwritten(
    verb: tuple[str, ...], name: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Whatever name leads to it, the form stays as it was and the call says why."""
    form = tmp_path / "m.xlsx"
    form.write_bytes(FORM)
    out = name(form)
    before = sorted(tmp_path.rglob("*"))
    found = call(*(str({"FORM": form, "OUT": out}.get(part, part)) for part in verb))
    assert found.exit_code == 2
    assert f"{out.as_posix()} is {form.as_posix()}, which is read here" in found.stderr
    assert form.read_bytes() == FORM
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="only some systems name it")
def test_a_file_that_is_led_into_standard_input_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``zhibiao read - < form -o form`` reads the form as well."""
    form = tmp_path / "m.form.toml"
    form.write_bytes(FORM)
    monkeypatch.setattr("zhibiao.cli.output.BEHIND_STDIN", form)
    found = call("read", "-", "-o", form)
    assert found.exit_code == 2
    assert form.read_bytes() == FORM


def test_the_tables_of_a_budget_are_kept(tmp_path: Path) -> None:
    """``-o y.csv`` writes ``y.indicators.csv``, which may be the very table that is read."""
    document = DOCUMENTS / "yueyang-2024.docx"
    assert call("read", document, "--format", "budget-csv", "-o", tmp_path / "y.csv").exit_code == 0
    table = tmp_path / "y.indicators.csv"
    before = table.read_bytes()
    found = call("read", table, "--format", "budget-csv", "-o", tmp_path / "y.csv")
    assert found.exit_code == 2
    assert "not overwritten" in found.stderr
    assert table.read_bytes() == before


def test_a_rule_set_is_kept(tmp_path: Path) -> None:
    """A report over one of the rule sets that are compared would be its end."""
    rules = tmp_path / "mine.toml"
    rules.write_bytes((ROOT / "rulesets" / f"{RULES}.toml").read_bytes())
    before = rules.read_bytes()
    found = call("compare", rules, LATER, "--report", rules)
    assert found.exit_code == 2
    assert rules.read_bytes() == before


@pytest.mark.parametrize("option", ["--report", "--annotate"])
def test_no_page_or_copy_of_a_folder_goes_over_one_of_its_files(
    option: str, tmp_path: Path
) -> None:
    """A file that lies where another's result would go is kept, and nothing at all is written."""
    raw = (DOCUMENTS / "taojiang-2025.docx").read_bytes()
    (tmp_path / "b").mkdir()
    files = [tmp_path / "a.docx", tmp_path / "b" / "a.docx", tmp_path / "b" / "index.html"]
    for file in files:
        file.write_bytes(raw)
    found = call("audit", *files, option, tmp_path / "b", "-j", "1")
    assert found.exit_code == 2
    assert "not overwritten" in found.stderr
    assert [file.read_bytes() for file in files] == [raw] * 3
    assert sorted(tmp_path.rglob("*.*")) == files


def test_two_results_do_not_go_into_one_file(tmp_path: Path) -> None:
    """The later one would be all that is left."""
    out = tmp_path / "o.xlsx"
    found = call("audit", DOCUMENTS / "hengyang-2024.xlsx", "--report", out, "--annotate", out)
    assert found.exit_code == 2
    assert "two results" in found.stderr
    assert not out.exists()


def test_a_device_takes_what_is_read_and_written() -> None:
    """Nothing is lost in one, so that it may stand on both sides."""
    if not Path("/dev/null").exists():
        pytest.skip("this system has none")
    found = call("read", "/dev/null", "-o", "/dev/null")
    assert "not overwritten" not in found.stderr


@pytest.mark.parametrize(
    "verb",
    [
        ("workbook", RULES, "-o", ""),
        ("read", "x.docx", "-o", " "),
        ("schema", "-o", ""),
        ("audit", "x.docx", "--report", ""),
        ("compare", RULES, LATER, "--report", ""),
        ("batch", RULES, "x.csv", "-o", ""),
    ],
)
@pytest.mark.parametrize(("lang", "said"), [("en", "it is empty"), ("zh", "这里是空的")])
def test_an_empty_name_is_said_to_be_empty(verb: tuple[str, ...], lang: str, said: str) -> None:
    """It is no name of the folder where we are."""
    found = call(*verb, lang=lang)
    assert found.exit_code == 2
    assert said in found.stderr


def test_a_report_without_an_ending_is_said_to_have_none(tmp_path: Path) -> None:
    """The ending tells the format; no empty one is quoted."""
    form = tmp_path / "m.form.toml"
    form.write_bytes(FORM)
    found = call("audit", form, "--report", tmp_path / "out")
    assert found.exit_code == 2
    assert "has no ending" in found.stderr
    assert '""' not in found.stderr
