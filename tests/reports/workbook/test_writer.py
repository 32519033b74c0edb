"""The workbook as a file: safe text, both languages, protection, the same bytes each time."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from click.testing import CliRunner

from tests.around_rules import AROUND
from zhibiao import load as loaded
from zhibiao.cli.root import build
from zhibiao.loading.forms import parse_forms
from zhibiao.model.clauses import UnaryTest
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.table import Table
from zhibiao.reports.workbook import workbook_of
from zhibiao.reports.workbook.cells import LINE, TALLEST, lines
from zhibiao.scoring.score import score_form

EVIL = '=HYPERLINK("http://example.org","x")\x07\u202e' + "长" * 40_000


def hostile() -> RuleSet:
    """A rule set whose labels look like formulas and hold what no cell may."""
    rules = AROUND["around"]
    quality = evolve(
        rules.indicators["quality"], label=EVIL, criterion="@SUM(1+1)*cmd|' /C calc'!A0"
    )
    rate = evolve(rules.measures["rate"], label='+"1"', unit='"%;[Red]')
    return evolve(
        rules,
        indicators=Table({**rules.indicators, "quality": quality}),
        measures=Table({**rules.measures, "rate": rate}),
    )


def test_no_label_becomes_a_formula_or_a_link() -> None:
    """Words from a rule set stay words, without control signs, and no longer than a cell."""
    book = openpyxl.load_workbook(BytesIO(workbook_of(hostile())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    words = [str(cell.value) for cell in cells if cell.data_type == "s" and cell.value]
    assert any(text.startswith("=HYPERLINK") for text in words)
    assert all(
        len(text) <= 32_767 and "\x07" not in text and "\u202e" not in text for text in words
    )
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert not [text for text in formulas if "HYPERLINK" in text or "cmd|" in text]
    assert not [sheet for sheet in book if getattr(sheet, "_hyperlinks")]  # noqa: B009  # openpyxl's types lack it


def test_formulas_are_protected_and_entries_are_not() -> None:
    """Only the cells that are filled in can be changed, and there is no password."""
    book = openpyxl.load_workbook(BytesIO(workbook_of(AROUND["kinds"])))
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    figures = book["填报"]
    assert not figures["D4"].protection.locked
    assert figures["G4"].protection.locked


def test_the_same_rule_set_gives_the_same_file() -> None:
    """Nothing of the day or the machine is in it."""
    assert workbook_of(AROUND["around"]) == workbook_of(AROUND["around"])


def test_both_languages_have_their_headings() -> None:
    """Sheets and headings are in the language that was asked for."""
    names = [
        openpyxl.load_workbook(BytesIO(workbook_of(AROUND["around"], lang=lang))).sheetnames
        for lang in ("zh", "en")
    ]
    assert names == [
        ["评分表", "填报", "说明", "计算"],
        ["Scorecard", "Figures", "Notes", "Calculation"],
    ]


@pytest.mark.parametrize(
    ("written", "example"),
    [
        (">= 0", "103.7%"),
        ("[0%..100%]", "93.7%"),
        ("[0%..100%)", "93.7%"),
        ("[0%..10%]", "3.7%"),
        ("<= 0", "-3.7%"),
        ("[20%..30%]", "25%"),
    ],
)
@pytest.mark.parametrize(("lang", "before"), [("zh", "如 "), ("en", "as in ")])
def test_the_example_of_a_rate_is_one_that_is_allowed(
    written: str, example: str, lang: str, before: str
) -> None:
    """Where nothing above 100 % may be filled in, no 103.7 % is shown."""
    rules = AROUND["around"]
    rate = evolve(rules.measures["rate"], range=UnaryTest(written), formula=None)
    rules = evolve(rules, measures=Table({**rules.measures, "rate": rate}))
    book = openpyxl.load_workbook(BytesIO(workbook_of(rules, lang=lang)))
    said = [str(row[8].value) for row in book.worksheets[1].iter_rows() if row[0].value == "完成率"]
    assert said
    assert all(text.endswith(before + example) for text in said)


def test_the_verb_writes_the_file_whole(tmp_path: Path) -> None:
    """The verb writes a workbook, and says in one line where a file cannot be written."""
    out = tmp_path / "x.xlsx"
    found = CliRunner().invoke(build("en"), ["workbook", "cn/project/2020", "-o", str(out)])
    assert found.exit_code == 0
    assert openpyxl.load_workbook(out).sheetnames
    lost = CliRunner().invoke(
        build("en"), ["workbook", "cn/project/2020", "-o", str(tmp_path / "no" / "x.xlsx")]
    )
    assert lost.exit_code == 2
    assert "Traceback" not in lost.output


DOCUMENTS = Path(__file__).resolve().parents[3] / "examples" / "documents"
DEPARTMENT, PROJECT = "cn-430400/department/2024", "cn-430400/project/2024"


def call(*arguments: str) -> Any:
    """A call of the verb."""
    return CliRunner().invoke(build("en"), ["workbook", *arguments])


@pytest.mark.parametrize("name", ["x.xls", "x.ods", "x.csv", "x"])
def test_no_other_ending_is_written(name: str, tmp_path: Path) -> None:
    """A file of another ending would not open: the verb says what to write, and writes nothing."""
    out = tmp_path / name
    found = call("cn/project/2020", "-o", str(out))
    assert found.exit_code == 2
    assert f"write {out.with_suffix('.xlsx')}" in found.output
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "said"),
    [("d/x", "has no ending"), ("x.", "has no ending"), ("-", "not written to standard output")],
)
def test_a_name_without_an_ending_is_said_to_have_none(name: str, said: str) -> None:
    """No empty ending is quoted, and ``-`` is no name of a file."""
    found = call("cn/project/2020", "-o", name)
    assert found.exit_code == 2
    assert said in found.output
    assert '""' not in found.output


def test_a_number_of_a_form_needs_a_file_of_forms(tmp_path: Path) -> None:
    """``--number`` without a form would be passed over in silence."""
    out = tmp_path / "x.xlsx"
    found = call(DEPARTMENT, "--number", "2", "-o", str(out))
    assert found.exit_code == 2
    assert "--number" in found.output
    assert not out.exists()


def test_a_form_of_which_no_row_fits_fills_in_nothing(tmp_path: Path) -> None:
    """A project's form in a department's rule set is refused, with rows of both sides."""
    out, file = tmp_path / "x.xlsx", str(DOCUMENTS / "hengyang-2024.xlsx")
    found = call("cn-430600/department/2020", file, "--number", "3", "-o", str(out))
    assert found.exit_code == 2
    for part in ("7 row(s)", "环保督察反馈问题", "cn-430600/department/2020", "财政供养人员控制率"):
        assert part in found.output
    assert not out.exists()


def test_a_workbook_of_before_is_replaced(tmp_path: Path) -> None:
    """So the help says."""
    out = tmp_path / "x.xlsx"
    out.write_text("old", encoding="utf-8")
    assert call("cn/project/2020", "-o", str(out)).exit_code == 0
    assert openpyxl.load_workbook(out).sheetnames
    assert "is replaced" in " ".join(call("--help").output.split())


def test_the_form_of_the_scope_is_filled_in(tmp_path: Path) -> None:
    """Of a file with a form of a department and seven of projects the one that fits is taken."""
    out, file = tmp_path / "x.xlsx", str(DOCUMENTS / "hengyang-2024.xlsx")
    found = call(DEPARTMENT, file, "-o", str(out))
    assert found.exit_code == 0
    assert "filled in from form 1 " in found.output
    assert "left out: the other forms of" in found.output
    assert 'left out: the figure "91"' in found.output
    asked = call(PROJECT, file, "-o", str(tmp_path / "y.xlsx"))
    assert asked.exit_code == 2
    assert "7 forms" in asked.output
    assert "--number" in asked.output
    assert '3 "2024年度项目支出绩效自评表（环保督察工作经费）"' in asked.output
    assert not (tmp_path / "y.xlsx").exists()
    named = call(PROJECT, file, "--number", "3", "-o", str(out))
    assert named.exit_code == 0
    labels = {row[2].value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows()}
    assert "环保督察反馈问题" in labels
    lost = call(PROJECT, file, "--number", "9", "-o", str(out))
    assert lost.exit_code == 2
    assert "no form number 9" in lost.output


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    """Rows that the rule set does not know, and a form of another scope, are no silent loss."""
    out = str(tmp_path / "x.xlsx")
    rows = call("cn-430600/department/2020", str(DOCUMENTS / "taojiang-2025.docx"), "-o", out)
    assert 'left out: the row "完成期限" matches no indicator' in rows.output
    file = str(DOCUMENTS / "hengyang-2024.xlsx")
    shown = call(PROJECT, file, "--number", "1", "-o", out, "--json")
    document = json.loads(shown.stdout)
    assert (
        "the scope of the form is department, that of the rule set project" in document["notes"][1]
    )
    assert len(document["left_out"]) == 1


@pytest.mark.parametrize("length", [12, 60, 400])
def test_no_text_of_a_row_is_cut(length: int) -> None:
    """Each row is as tall as its tallest text needs, in columns that are widened for long ones."""
    words = "促使生态环境质量稳定向好" * (length // 12)
    (form,) = parse_forms(
        f"form = 1\nscope = 'department'\n[[rows]]\ntier = '产出指标'\ngroup = '成本指标'\n"
        f"label = '成本'\npoints = '5'\ntarget = '{words}'\nactual = '{words}'\n"
        f"reason = '{words}'\n"
        "[[rows]]\ntier = '产出指标'\ngroup = '成本指标'\nlabel = '其他'\npoints = '5'\n".encode(),
        "long.form.toml",
    )
    card = score_form(form, loaded("cn-430900/department/2025"))
    sheet = openpyxl.load_workbook(BytesIO(workbook_of(card.rules, card, form))).worksheets[0]
    (place,) = [row for row in range(1, sheet.max_row) if sheet.cell(row, 5).value == words]
    assert sheet.cell(place, 8).value == sheet.cell(place, 14).value == words
    tall = sheet.row_dimensions[place].height
    assert tall <= TALLEST
    for column in ("E", "H"):
        assert lines(words, sheet.column_dimensions[column].width) * LINE < tall


def test_a_label_over_several_rows_stands_in_the_first_of_them() -> None:
    """A page that ends between two rows cuts no label: it is at the top, where it has room."""
    book = openpyxl.load_workbook(BytesIO(workbook_of(loaded("cn-430600/department/2020"))))
    merged = [
        (sheet, sheet[area.start_cell.coordinate])
        for sheet in book.worksheets[:2]
        for area in sheet.merged_cells.ranges
        if area.min_row < area.max_row
    ]
    assert len(merged) > 10
    for sheet, cell in merged:
        wide = sheet.column_dimensions[cell.column_letter].width
        tall = sheet.row_dimensions[cell.row].height
        assert cell.alignment.vertical == "top", cell.coordinate
        assert lines(str(cell.value), wide) * LINE < tall, cell.coordinate


def test_a_figure_that_the_workbook_cannot_hold_is_said(tmp_path: Path) -> None:
    """A figure beyond the limits stays out, and the call names it with what may be filled in."""
    form = tmp_path / "large.form.toml"
    text = (
        "form = 1\nscope = 'department'\n[[funds.lines]]\nsource = 'total'\n"
        "annual_budget = '{}'\nexpenditure = '140000.123'\n"
    )
    form.write_text(text.format("150000.5"), encoding="utf-8")
    arguments = "cn-430900/department/2025", str(form), "-o", str(tmp_path / "x.xlsx")
    found = call(*arguments)
    assert "passes" not in found.output
    book = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True)
    assert book.worksheets[0]["N5"].value == 9.33
    form.write_text(text.format("1500000000"), encoding="utf-8")
    found = call(*arguments)
    assert 'left out: the figure 1500000000万元 of "全年预算数" passes' in found.output
