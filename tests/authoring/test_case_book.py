"""Worked cases in a spreadsheet: what is written comes out again, and numbers stay exact."""

from __future__ import annotations

import json
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from zhibiao.api import Workbench
from zhibiao.authoring.case_book import case_book, read_cases
from zhibiao.cli import main
from zhibiao.errors import FormError, RuleSetError
from zhibiao.scoring.cases import run

BENCH = Workbench(plugins=False)
NAMES = sorted(BENCH.catalog.entries)
NAME = "cn-430600/department/2020"
RULES = BENCH.load(NAME)


def book(*rows: list[Any], formats: dict[str, str] | None = None) -> bytes:
    """A spreadsheet with these rows and number formats."""
    made = Book()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, shown in (formats or {}).items():
        sheet[cell].number_format = shown
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_every_case_goes_into_a_spreadsheet_and_comes_back(name: str) -> None:
    """Law: names, figures, expectations and origins of all cases that ship are kept."""
    rules, cases = BENCH.load(name), BENCH.catalog.cases(name)
    again = read_cases(case_book(cases, rules), "cases.xlsx", rules)
    assert [(c.name, dict(c.expect), c.origin) for c in again] == [
        (c.name, dict(c.expect), c.origin) for c in cases
    ]
    assert [problems for _, problems in run(again, rules) if problems] == []


HEAD = ["name", "given staff", "given posts", "expect staff_control", "expect rating"]


def test_numbers_of_excel_are_taken_digit_by_digit() -> None:
    """0.1 in a cell is one tenth, 100.5 % is 201/200: never the binary fraction beside it."""
    raw = book(
        ["name", "given staff_control_rate", "expect staff_control", "given staff"],
        ["x", 1.005, 4.5, 0.1],
        ["y", "101%", "5", 7],
        formats={"B2": "0.0%"},
    )
    first, second = read_cases(raw, "c.xlsx", RULES)
    assert first.given["staff_control_rate"] == "100.5%"
    assert first.expect["staff_control"] == Fraction(9, 2)
    assert first.given["staff"] == "0.1"
    assert (second.given["staff_control_rate"], second.given["staff"]) == ("101%", "7")


@pytest.mark.parametrize("span", ["0 … 5", "0...5", "0~5", "0 至 5", "[0 … 5]", "0—5"])
def test_a_span_is_written_as_people_write_it(span: str) -> None:
    """The least and the most."""
    (case,) = read_cases(book(HEAD, ["x", None, "5", span, "良、优"]), "c.xlsx", RULES)
    assert case.expect["staff_control"] == (0, 5)
    assert case.expect["rating"] == ("良", "优")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"no zip", "c.xlsx"),
        (b"PK\x03\x04 damaged", "c.xlsx"),
        (book(["a", "b"]), "name"),
        (book(HEAD), "c.xlsx"),
        (book([*HEAD, "given nothing"], ["x"]), "F1"),
        (book([*HEAD, "expect nothing"], ["x"]), "nothing"),
        (book(HEAD, ["x", 1, 1, "many"]), "D2"),
        (book(HEAD, ["x", 1, 1, 5], ["y", 1]), "3"),
    ],
)
def test_a_spreadsheet_that_means_nothing_is_refused_with_its_cell(raw: bytes, said: str) -> None:
    """The file, and the cell where there is one."""
    with pytest.raises(FormError) as caught:
        read_cases(raw, "c.xlsx", RULES)
    assert said in caught.value.render("zh")
    assert said in caught.value.render("en")


def verb(*arguments: str) -> int:
    """The exit status of a call."""
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    return int(caught.value.code or 0)


def test_the_verb_writes_a_book_and_runs_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong score in the spreadsheet is a failed case with its row."""
    path = tmp_path / "cases.xlsx"
    assert verb("test", NAME, "--to", str(path)) == 0
    assert verb("test", NAME, "--to", str(path)) == 2  # nothing is overwritten
    assert verb("test", NAME, "--from", str(path)) == 0
    made = load_workbook(path)
    heads = [cell.value for cell in made.worksheets[0][2]]
    column = heads.index("expect staff_control") + 1
    row = next(
        r for r in range(3, 400) if made.worksheets[0].cell(r, column).value not in (None, "")
    )
    made.worksheets[0].cell(row, column).value = "4.75"
    made.save(path)
    capsys.readouterr()
    assert verb("test", NAME, "--from", str(path), "--json") == 1
    (tested,) = json.loads(capsys.readouterr().out)["rulesets"]
    assert tested["failed"] == 1
    assert verb("test", NAME, "--from", str(tmp_path / "nowhere.xlsx")) == 2
    assert verb("test", NAME, NAME, "--from", str(path)) == 2


@pytest.mark.parametrize("option", ["--to", "--from"])
def test_another_format_than_xlsx_is_refused(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet under the name of a CSV file would be read by nobody; nothing is written."""
    path = tmp_path / "cases.csv"
    if option == "--from":
        path.write_text("name,expect total\n", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        main(["test", NAME, option, str(path), "--lang", "en"])
    assert caught.value.code == 2
    assert "let the name end in .xlsx" in capsys.readouterr().err
    assert path.exists() == (option == "--from")


@pytest.mark.parametrize("written", ["[3, 5]", "[3，5]", "3 … 5", "3~5", "[3 … 5]"])
def test_a_span_of_scores_may_be_written_as_in_a_file_of_cases(written: str) -> None:
    """Two numbers in brackets are what ``[3, 5]`` is in TOML."""
    raw = book(["name", "expect staff_control"], ["x", written])
    (case,) = read_cases(raw, "cases.xlsx", RULES)
    assert case.expect["staff_control"] == (3, 5)


def test_a_figure_that_is_an_interval_says_what_to_write() -> None:
    """One number, or a bound."""
    raw = book(["name", "given staff", "expect staff_control"], ["x", "[3, 5]", "5"])
    ((_, (problem,)),) = run(read_cases(raw, "cases.xlsx", RULES), RULES)
    assert '"≥3"' in problem.message.render("en")
    assert '"≤5"' in problem.message.render("zh")


def test_a_span_in_quotes_says_what_to_write(tmp_path: Path) -> None:
    """In a file of cases it is a list, not a text."""
    path = tmp_path / "x.cases.toml"
    path.write_text('[[case]]\nname = "x"\nexpect = { total = "[3, 5]" }\n', encoding="utf-8")
    with pytest.raises(RuleSetError) as caught:
        BENCH.loader.cases(path)
    assert "[3, 5]" in caught.value.render("en")
    assert "no quotes" in caught.value.render("en")
