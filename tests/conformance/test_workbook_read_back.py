"""A filled workbook is a document: what was filled in is read back, bounds as bounds."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve

import zhibiao
from zhibiao.api import default_workbench
from zhibiao.model.form import Form, word
from zhibiao.model.scorecard import Scorecard, highest, lowest
from zhibiao.reports.workbook import workbook_of

ROOT = Path(__file__).resolve().parents[2]


def again(ruleset: str, form: str, folder: Path) -> tuple[Scorecard, Scorecard, Form]:
    """The scorecard of a form, that of its workbook, and the workbook as a form."""
    rules = zhibiao.load(ruleset)
    said = zhibiao.read(ROOT / "examples" / "forms" / f"{form}.form.toml")
    card = zhibiao.score(rules, said)
    file = folder / "filled.xlsx"
    file.write_bytes(workbook_of(card.rules, card, said))
    back = zhibiao.read(file)
    return card, zhibiao.score(rules, back), back


def contested(card: Scorecard) -> set[str]:
    """The scores made from figures that the form states in several ways."""
    return {score.id for score in card.scores if len(score.chains) > 1}


def test_a_filled_workbook_scores_as_its_form(tmp_path: Path) -> None:
    """Every score is the same; of contradicting figures a workbook holds the ends alone."""
    card, back, form = again("cn-430600/department/2020", "miluo-2020", tmp_path)
    assert (form.unit, form.fiscal_year) == (card.unit, 2020)
    torn = contested(card)
    assert len(torn) < 3
    for one, other in zip(card.scores, back.scores, strict=True):
        assert one.id == other.id
        assert one.claimed == other.claimed
        if one.id in torn:
            assert lowest(other.value) <= lowest(one.value)
            assert highest(one.value) <= highest(other.value)
        else:
            assert one.value == other.value, one.id
    assert (card.total.least, card.total.most) == (back.total.least, back.total.most)


def test_figures_are_read_back_as_they_stand(tmp_path: Path) -> None:
    """Label, value and unit of each figure, and the ends of one that is only bounded."""
    _, _, form = again("cn-430600/department/2020", "miluo-2020", tmp_path)
    found: dict[str, list[Any]] = {}
    for one in form.stated:
        found.setdefault(one.label, []).append((one.cell.relation, one.cell.quantity))
    shown = {
        label: [(sign, read.value, read.unit) for sign, read in cells if read]
        for label, cells in found.items()
    }
    assert shown["公务接待费"] == [("=", Fraction("9.27"), "万元")]
    assert shown["在职人员数"] == [(">=", 108, "人"), ("<=", 125, "人")]
    assert shown["社会公众或服务对象满意度"] == [(">=", Fraction("0.85"), "%")]


def test_answers_are_read_back(tmp_path: Path) -> None:
    """是 and 否 beside a question are its answers, and an empty cell is none."""
    rules = zhibiao.load("cn-430600/department/2020")
    file = tmp_path / "answered.xlsx"
    file.write_bytes(workbook_of(rules))
    book = openpyxl.load_workbook(file)
    asked = [name for name, measure in rules.measures.items() if measure.type.value == "boolean"]
    answers = dict(zip(asked[:2], (True, False), strict=True))
    for row in book.worksheets[1].iter_rows(min_row=4):
        for name, answer in answers.items():
            if row[0].value == rules.measures[name].label:
                row[3].value = "是" if answer else "否"
    book.save(file)
    evidence = zhibiao.score(rules, zhibiao.read(file)).evidence
    given = {name: evidence[name][0].value for name in asked if name in evidence}
    assert given == answers


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("cells", "ends"),
    [
        ({"E": 4}, (4, 15)),
        ({"F": 6}, (0, 6)),
        ({"E": 4, "F": 6}, (4, 6)),
        ({"D": 5, "F": 6}, (5, 5)),
    ],
)
def test_bounds_of_an_assessors_score_are_read_back(
    cells: dict[str, int], ends: tuple[int, int], lang: str, tmp_path: Path
) -> None:
    """What a score is at least and at most leaves what lies between, and nothing is complained."""
    card = zhibiao.score(rules := zhibiao.load("cn-430600/department/2020"), {})
    file = tmp_path / "judged.xlsx"
    file.write_bytes(workbook_of(rules, card, lang=lang))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    (row,) = [row for row in range(4, 99) if str(sheet[f"A{row}"].value).startswith(BENEFITS)]
    for column, value in cells.items():
        sheet[f"{column}{row}"].value = value
    book.save(file)
    back = zhibiao.score(rules, zhibiao.read(file))
    (score,) = [score for score in back.scores if score.id == "benefits"]
    assert (int(lowest(score.value)), int(highest(score.value))) == ends
    assert not back.remarks


BENEFITS = "经济效益、社会效益、生态效益："


def test_no_label_is_lost_on_the_way(tmp_path: Path) -> None:
    """Every figure of every built-in rule set comes back under a label that names it."""
    read_back = 0
    for summary in default_workbench().list_rulesets()[0]:
        rules = zhibiao.load(summary.id)
        file = tmp_path / "blank.xlsx"
        file.write_bytes(workbook_of(rules))
        labels = numbered(file)
        if not labels:
            continue
        read_back += len(labels)
        form = zhibiao.read(file)
        read = {word(one.label): one.cell for one in form.stated}
        read |= {word(f"{row.label}：评审得分"): row.judged for row in form.rows}
        for label, number in labels.items():
            found = read[word(label)]
            assert found.quantity is not None, label
            of = 100 if found.quantity.unit == "%" else 1
            assert found.quantity.value == Fraction(number, of), label
    assert read_back > 50


def numbered(file: Path) -> dict[str, int]:
    """Puts another number into each cell that takes one, and tells which label has which."""
    book = openpyxl.load_workbook(file)
    labels: dict[str, int] = {}
    sheet = book.worksheets[1]
    for row in range(4, sheet.max_row + 1):
        label, value, bound = (sheet.cell(row, column) for column in (1, 4, 5))
        if label.value and not bound.protection.locked:
            labels[str(label.value)] = number = len(labels) + 1
            value.value = number / 100 if value.number_format.endswith("%") else number
    book.save(file)
    return labels


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_total_is_claimed_once_every_row_claims(lang: str, tmp_path: Path) -> None:
    """Of no claims, and of some, no total is made, whatever other numbers stand in its line."""
    rules = zhibiao.load("cn-430600/department/2020")
    file = tmp_path / "claims.xlsx"
    file.write_bytes(workbook_of(rules, lang=lang))
    assert zhibiao.read(file).total.claimed.number is None
    assert zhibiao.read(file).total.points.number == 100
    card = zhibiao.score(rules, {})
    for claimed in (card.scores[:2], card.scores):
        claims = {score.id: Fraction(3, 2) for score in claimed}
        some = evolve(card, scores=tuple(evolve(s, claimed=claims.get(s.id)) for s in card.scores))
        file.write_bytes(workbook_of(rules, some, lang=lang))
        total = sum(claims.values()) if claimed == card.scores else None
        assert zhibiao.read(file).total.claimed.number == total


@pytest.mark.parametrize(
    ("ruleset", "document"),
    [
        ("cn-430900/department/2025", "taojiang-2025.docx"),
        ("cn-430600/department/2024", "yueyang-2024.docx"),
        ("cn-430400/department/2024", "hengyang-2024.xlsx"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rate_of_the_funds_is_read_as_a_rate(
    ruleset: str, document: str, lang: str, tmp_path: Path
) -> None:
    """What stands under the rate's heading is the rate, and the score is none of the funds'."""
    rules = zhibiao.load(ruleset)
    said = default_workbench().read(ROOT / "examples" / "documents" / document)[0]
    card = zhibiao.score(rules, said)
    file = tmp_path / "funds.xlsx"
    file.write_bytes(workbook_of(card.rules, card, said, lang))
    back = zhibiao.read(file)
    (line,) = [line for line in said.funds.lines if line.source == "total"]
    spent, budget = line.amount("expenditure"), line.amount("annual_budget")
    assert spent is not None
    assert budget
    rate = back.funds.stated_rate.quantity
    assert rate is not None
    assert rate.unit == "%"
    assert back.funds.points.number == 10
    assert abs(rate.value - spent / budget) <= Fraction(1, 10**6)
    assert back.funds.claimed.number == said.funds.claimed.number
    findings = zhibiao.audit(back, ruleset).findings
    assert not [found for found in findings if found.check == "rate-mismatch"]


ASKED = """
language = 1
[ruleset]
title = "整体支出绩效自评表"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2024
points = 40
[measures.class]
label = "水质"
type = "level"
levels = [{ label = "Ⅰ类" }, { label = "Ⅱ类", aliases = ["二级"] }]
[measures.kind]
label = "结转情况"
type = "state"
[tiers.all]
label = "产出指标"
points = 40
[groups.one]
tier = "all"
label = "甲组"
points = 20
[groups.two]
tier = "all"
label = "乙组"
points = 20
[indicators.water]
group = "one"
label = "水质达标"
points = 10
scheme = { kind = "formula", formula = "12 - 2 * class" }
[indicators.quality]
group = "one"
label = "业务工作"
points = 10
scheme = { kind = "judged" }
not_applicable = { policy = "full" }
[indicators.again]
group = "two"
label = "业务工作"
points = 10
scheme = { kind = "judged" }
[indicators.carried]
group = "two"
label = "结转"
points = 5
[indicators.carried.scheme]
kind = "states"
states = [{ label = "无结余", score = 5 }, { label = "有结余", score = 2 }]
[indicators.kinds]
group = "two"
label = "结转种类"
points = 5
[indicators.kinds.scheme]
kind = "states"
measure = "kind"
states = [{ label = "甲", score = 5 }, { label = "乙", score = 1 }]
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_chosen_and_judged_is_read_back(lang: str, tmp_path: Path) -> None:
    """Levels, states, assessors' scores and "does not apply", each for its own row."""
    rules = zhibiao.loads(ASKED)
    file = tmp_path / "asked.xlsx"
    file.write_bytes(workbook_of(rules, lang=lang))
    book = openpyxl.load_workbook(file)
    question = {"zh": ("评审得分", "属于哪种情形", "是否适用", "否")}
    question["en"] = ("assessor's score", "which of the states", "does it apply", "no")
    judged, state, applies, no = question[lang]
    answers: dict[str, str | float] = {
        "水质": "Ⅱ类",
        "结转情况": "乙",
        f"结转：{state}": "有结余",
        f"乙组：业务工作：{judged}": 7.5,
        f"甲组：业务工作：{judged}": 3,
        f"甲组：业务工作：{applies}": no,
    }
    lines = {row[0].value: row[3] for row in book.worksheets[1].iter_rows(min_row=4)}
    assert answers.keys() <= lines.keys()
    for line, answer in answers.items():
        lines[line].value = answer
    book.save(file)
    card = zhibiao.score(rules, zhibiao.read(file))
    assert {score.id: score.low for score in card.scores} == {
        "water": 8, "quality": 10, "again": Fraction("7.5"), "carried": 2, "kinds": 1,
    }  # fmt: skip
    assert card.total.low == card.total.high == Fraction("28.5")
