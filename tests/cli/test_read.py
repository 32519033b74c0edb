"""``zhibiao read``: what it prints, writes, says and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.cli.root import build
from zhibiao.errors import FormError
from zhibiao.loading.forms import load_forms, parse_forms

DOCUMENT = str(ROOT / "examples" / "documents" / "yueyang-2024.docx")


def run(*arguments: str, status: int = 0, text: str | None = None) -> tuple[str, str]:
    """Standard output and standard error of a call."""
    done = CliRunner().invoke(build("en"), ["read", *arguments], input=text)
    assert done.exit_code == status, done.output
    return done.stdout, done.stderr


def test_a_document_is_printed_as_form_toml() -> None:
    """Both forms of a document, ready to be read again."""
    printed, _ = run(DOCUMENT)
    forms = parse_forms(printed.encode(), "x")
    assert [form.scope for form in forms] == ["department", "project"]
    assert [len(form.rows) for form in forms] == [11, 9]


def test_json_holds_forms_and_remarks() -> None:
    """One JSON document, by either option, with what was said."""
    shape = json.loads(run(DOCUMENT, "--json")[0])
    assert json.loads(run(DOCUMENT, "--format", "json")[0]) == shape
    assert len(shape["forms"]) == 2
    assert isinstance(shape["remarks"], list)


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """``-o`` writes beside and renames; only a message goes to standard error."""
    target = tmp_path / "x.form.toml"
    printed, said = run(DOCUMENT, "-o", str(target))
    assert printed == ""
    assert target.name in said
    assert len(load_forms(target)) == 2
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_budget_tables_are_two_files(tmp_path: Path) -> None:
    """The indicator table and the funds table, each a CSV that is read again as forms."""
    run(DOCUMENT, "--format", "budget-csv", "-o", str(tmp_path / "y.csv"))
    assert {path.name for path in tmp_path.iterdir()} == {"y.indicators.csv", "y.funds.csv"}
    printed, _ = run(str(tmp_path / "y.indicators.csv"))
    assert [len(form.rows) for form in parse_forms(printed.encode(), "x")] == [11, 9]


def test_budget_csv_needs_a_name() -> None:
    """Two tables do not go to one standard output."""
    _, said = run(DOCUMENT, "--format", "budget-csv", status=2)
    assert "x.indicators.csv" in said


def test_form_toml_comes_from_standard_input() -> None:
    """A form that was read before goes through unchanged."""
    text = (ROOT / "examples" / "forms" / "miluo-2020.form.toml").read_text(encoding="utf-8")
    printed, _ = run("-", text=text)
    assert parse_forms(printed.encode(), "x") == parse_forms(text.encode(), "x")


@pytest.mark.parametrize("name", ["empty.docx", "empty.html", "empty.txt", "-"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    """Nothing is not taken for a form in TOML that lacks a key."""
    path = tmp_path / name
    path.touch()
    _, said = run("-" if name == "-" else str(path), text="", status=2)
    assert "is empty" in said


@pytest.mark.parametrize("name", ["notice.txt", "empty.csv"])
def test_a_file_without_a_form_is_refused(tmp_path: Path, name: str) -> None:
    """Said with what the file would need; no traceback."""
    path = tmp_path / name
    path.write_text("关于开展工作的通知\n各单位：现通知如下。\n", encoding="utf-8")
    _, said = run(str(path), status=2)
    assert "no form was found" in said


def test_what_was_odd_about_a_file_does_not_hide_that_it_has_no_form(tmp_path: Path) -> None:
    """The error names the file and what it lacks first, then what it really is."""
    path = tmp_path / "notice.docx"
    path.write_text("各单位：现通知如下。\n", encoding="utf-8")
    with pytest.raises(FormError) as caught:
        Workbench(plugins=False).read(path)
    for lang, lacks in (("zh", "没有找到自评表"), ("en", "no form was found")):
        said = caught.value.render(lang)
        assert said.startswith(str(path))
        assert 0 < said.index(lacks) < said.rindex(".docx", said.index(lacks))
