"""A project's workbook: rows of the unit's own go out, are filled in, and come back the same."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import ironcalc
import openpyxl
import pytest

import zhibiao
from tests.conformance.test_workbook import needs_libreoffice, recalculated, wrong_cells
from tests.conformance.workbooks import blank
from tests.rules import ROOT
from zhibiao.loading.forms import parse_forms
from zhibiao.model.form import Form
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard
from zhibiao.reports.workbook import workbook_of
from zhibiao.reports.workbook.layout import (
    ACTUAL,
    CLAIM,
    CRITERION,
    FUNDS_AT,
    INDICATOR,
    POINTS,
    SCORE,
    STATUS,
    TARGET,
    WHY,
)
from zhibiao.scoring.open_rows import is_own

PROJECTS = ("cn/project/2020", "cn-430600/project/2024", "cn-430400/project/2024")
OWN = (
    ("产出指标", "数量指标", "培训人次", "≥200人次", "190人次", "20", "19", "报名不足"),
    ("产出指标", "质量指标", "培训合格率", "≥95%", "96.5%", "20", "20", ""),
    ("产出指标", "时效指标", "完成时间", "12月底前", "按时完成", "5", "5", ""),
    ("效益指标", "社会效益指标", "业务能力", "明显提升", "明显提升", "30", "28", ""),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "≥85%", "10", "9", ""),
)
FUNDS = {"initial_budget": 100, "annual_budget": 120, "expenditure": 95.5}
JUDGED = {"完成时间": "4.5", "业务能力": "27.5"}


def project() -> Form:
    """A form as a unit would hand it in, with an assessor's scores."""
    lines = "\n".join(f"{name} = '{amount}'" for name, amount in FUNDS.items())
    rows = "".join(
        f"[[rows]]\ntier = '{tier}'\ngroup = '{group}'\nlabel = '{label}'\ntarget = '{target}'\n"
        f"actual = '{actual}'\npoints = '{points}'\nclaimed = '{claimed}'\nreason = '{reason}'\n"
        + (f"judged = '{JUDGED[label]}'\n" if label in JUDGED else "")
        for tier, group, label, target, actual, points, claimed, reason in OWN
    )
    (form,) = parse_forms(
        f"form = 1\ntitle = '2024年度项目支出绩效自评表'\nunit = '某局'\nscope = 'project'\n"
        f"fiscal_year = 2024\n[funds]\nclaimed = '7.5'\n[[funds.lines]]\nsource = 'total'\n"
        f"{lines}\n{rows}".encode(),
        "project.form.toml",
    )
    return form


def shown(card: Scorecard) -> dict[str, Any]:
    """Scores and claims by the words of the rows, and the total."""
    found: dict[str, Any] = {s.item.label: (s.low, s.high, s.claimed) for s in card.scores}
    return found | {"total": (card.total.low, card.total.high)}


def of_form(ruleset: str, lang: str, folder: Path) -> tuple[Scorecard, Path]:
    """The scorecard of the form, and its workbook."""
    card = zhibiao.score(zhibiao.load(ruleset), project())
    file = folder / "project.xlsx"
    file.write_bytes(workbook_of(card.rules, card, project(), lang))
    return card, file


@pytest.mark.parametrize("ruleset", PROJECTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_forms_own_rows_come_back(ruleset: str, lang: str, tmp_path: Path) -> None:
    """Targets, actuals, claims, reasons and assessors' scores are those of the form."""
    card, file = of_form(ruleset, lang, tmp_path)
    back = zhibiao.read(file)
    assert shown(zhibiao.score(zhibiao.load(ruleset), back)) == shown(card)
    assert (back.unit, back.fiscal_year) == ("某局", 2024 if "2024" in ruleset else 2020)
    rows = {row.label: row for row in back.rows}
    for _, group, label, target, _, points, claimed, reason in OWN:
        row = rows[label]
        assert (row.group, row.points.number, row.claimed.number, row.reason.raw) == (
            group, Fraction(points), Fraction(claimed), reason,
        )  # fmt: skip
        assert row.target.relation == ("=" if label in JUDGED else ">="), target
    assert not wrong_cells(file)


@pytest.mark.parametrize("ruleset", PROJECTS)
def test_no_heading_of_the_funds_is_taken_for_an_indicator(ruleset: str, tmp_path: Path) -> None:
    """The funds come back as the total of the year, and every row as a row of the form."""
    _, file = of_form(ruleset, "zh", tmp_path)
    back = zhibiao.read(file)
    (line,) = back.funds.lines
    assert line.source == "total"
    assert {name: cell.number for name, cell in line.cells.items()} == {
        name: Fraction(str(amount)) for name, amount in FUNDS.items()
    }
    assert back.funds.claimed.number == Fraction("7.5")
    assert [row.label for row in back.rows] == [one[2] for one in OWN]


def fill_in(rules: RuleSet, file: Path) -> None:
    """Writes funds and the unit's own rows into the empty workbook of a rule set."""
    content, layout = blank(rules)
    file.write_bytes(content)
    book = openpyxl.load_workbook(file)
    sheet, table = book.worksheets[0], layout.table

    def put(row: int, column: int, value: Any) -> None:
        cell = sheet.cell(row + 1, column + 1)
        assert not cell.protection.locked
        cell.value = value

    assert table.funds is not None
    for name, amount in FUNDS.items():
        put(table.funds + 1, FUNDS_AT[name][0], amount)
    put(table.funds + 1, STATUS, 7.5)
    sheet.cell(2, 2).value = "某局"
    waiting = {rows.aspect: rows.first for rows in table.empty_rows}
    for _, group, label, target, actual, points, claimed, reason in OWN:
        row = waiting[group]
        waiting[group] = row + 1
        for column, value in (
            (INDICATOR, label), (TARGET, target), (ACTUAL, actual), (POINTS, float(points)),
            (CLAIM, float(claimed)), (WHY, reason), (CRITERION, None),
        ):  # fmt: skip
            put(row, column, value)
    book.save(file)


def unjudged(card: Scorecard) -> dict[str, Any]:
    """What is shown of the rows that no assessor scores."""
    return {label: pair for label, pair in shown(card).items() if label not in {*JUDGED, "total"}}


@pytest.mark.parametrize("ruleset", PROJECTS)
def test_an_empty_workbook_takes_the_units_own_rows(ruleset: str, tmp_path: Path) -> None:
    """What is filled in scores as the form does, and as the workbook that is made from it."""
    rules, file = zhibiao.load(ruleset), tmp_path / "filled.xlsx"
    fill_in(rules, file)
    form = zhibiao.read(file)
    card = zhibiao.score(rules, form)
    assert unjudged(card) == unjudged(zhibiao.score(rules, project()))
    live = tmp_path / "live.xlsx"
    live.write_bytes(workbook_of(card.rules, card, form))
    assert not wrong_cells(live)
    assert shown(zhibiao.score(rules, zhibiao.read(live))) == shown(card)


def test_an_empty_workbook_is_no_form_with_empty_rows(tmp_path: Path) -> None:
    """Rows that nobody has named are not read as rows."""
    file = tmp_path / "blank.xlsx"
    file.write_bytes(workbook_of(zhibiao.load("cn-430600/project/2024")))
    assert not zhibiao.read(file).rows


EDITED = [
    ("cn-430600/department/2024", "yueyang-2024"),
    ("cn-430900/department/2025", "taojiang-2025"),
]


@cache
def workbook_with(ruleset: str, name: str) -> tuple[RuleSet, frozenset[str], bytes]:
    """A rule set, the labels of an example's own rows, and its workbook."""
    rules = zhibiao.load(ruleset)
    said = zhibiao.read(ROOT / "examples" / "forms" / f"{name}.form.toml")
    card = zhibiao.score(rules, said)
    own = frozenset(item.label for item in card.rules.items if is_own(item))
    return rules, own, workbook_of(card.rules, card, said)


def edit(file: Path, own: frozenset[str], target: float, actual: float) -> set[str]:
    """Enters another target and actual into each row that takes them, and says which rows did."""
    book = openpyxl.load_workbook(file)
    changed = set()
    for row in book.worksheets[0].iter_rows():
        cells = row[TARGET], row[ACTUAL]
        if row[INDICATOR].value in own and not any(cell.protection.locked for cell in cells):
            changed.add(str(row[INDICATOR].value))
            cells[0].value, cells[1].value = target, actual
    book.save(file)
    return changed


@pytest.mark.parametrize(("ruleset", "name"), EDITED)
@pytest.mark.parametrize(
    ("target", "actual"),
    [(2, 1), (0, 0), (0, 1), (0, 0.5999), (2, 0), (2, 3), (-2, -1), (-2, -3)],
)
def test_another_target_scores_as_a_form_with_it(
    ruleset: str, name: str, target: float, actual: float, tmp_path: Path
) -> None:
    """Whether less is better follows the target that stands in the cell, not the form's own."""
    rules, own, content = workbook_with(ruleset, name)
    file = tmp_path / "edited.xlsx"
    file.write_bytes(content)
    changed = edit(file, own, target, actual)
    assert len(changed) > 2
    model: Any = ironcalc.load_from_xlsx(str(file), "en", "UTC")
    model.evaluate()
    live = {
        model.get_cell_value(0, row, INDICATOR + 1): model.get_cell_value(0, row, SCORE + 1)
        for row in range(5, 80)
    }
    back = zhibiao.score(rules, zhibiao.read(file))
    read = {score.item.label: score for score in back.scores if score.item.label in changed}
    assert read.keys() == changed
    for label, score in read.items():
        value = "—" if score.low != score.high else float(score.low)
        assert live[label] == value, label


@needs_libreoffice
@pytest.mark.parametrize("ruleset", PROJECTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_libreoffice_shows_what_is_read_back(ruleset: str, lang: str, tmp_path: Path) -> None:
    """Filled in, computed anew and saved by LibreOffice, it shows and gives the same scores."""
    card, file = of_form(ruleset, lang, tmp_path)
    saved = recalculated(file, tmp_path)
    assert shown(zhibiao.score(zhibiao.load(ruleset), zhibiao.read(saved))) == shown(card)
    sheet = openpyxl.load_workbook(saved, data_only=True).worksheets[0]
    live = {row[INDICATOR].value: row[SCORE].value for row in sheet.iter_rows()}
    for score in card.scores[1:]:
        value = "—" if score.low != score.high else float(score.low)
        assert live[score.item.label] == value


@needs_libreoffice
@pytest.mark.parametrize("ruleset", PROJECTS)
def test_libreoffice_keeps_what_was_filled_in(ruleset: str, tmp_path: Path) -> None:
    """An empty workbook that was filled in and saved by LibreOffice scores as the form does."""
    rules, file = zhibiao.load(ruleset), tmp_path / "filled.xlsx"
    fill_in(rules, file)
    card = zhibiao.score(rules, zhibiao.read(recalculated(file, tmp_path)))
    assert unjudged(card) == unjudged(zhibiao.score(rules, project()))
