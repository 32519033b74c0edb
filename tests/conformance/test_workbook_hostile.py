"""Words of a rule set that look like formulas, references or sheets: words they stay."""

from __future__ import annotations

import json
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import zhibiao
from tests.conformance.test_workbook import changed_cells, needs_libreoffice, wrong_cells
from tests.conformance.workbooks import Engine, card_of, expected, nearest
from tests.plugins.test_python_schemes import rules as rules_with_a_program
from zhibiao.model.ruleset import RuleSet
from zhibiao.reports.workbook import workbook_of
from zhibiao.reports.workbook.cells import safe
from zhibiao.reports.workbook.closing import LONGEST_RATING

MARK = "ZQX"
HOSTILE = {
    "a formula": f"=1+1&{MARK}",
    "a quotation": f'"&A1&"{MARK}',
    "a call": f"+HYPERLINK(\"http://x\",'{MARK}'!A1)",
    "a sheet": f"[{MARK}]:*?/\\'!$A$1",
    "long": MARK * 100,
    "very long": MARK * 4_000,
    "wild cards": f"~*?{MARK}*",
    "a comma": f"一,二;{MARK}\t三",
}


def hostile(words: str) -> RuleSet:
    """A rule set in which every label holds the words."""
    label = json.dumps(words, ensure_ascii=False)
    other = json.dumps(words + "2", ensure_ascii=False)
    return zhibiao.loads(f"""
language = 1
[ruleset]
title = {label}
jurisdiction = "cn"
scope = "department"
fiscal_year = 2024
points = 30
[ruleset.ratings]
{label} = ">= 10"
{other} = "< 10"
[measures.level]
label = {label}
type = "level"
levels = [{{ label = {label} }}, {{ label = {other} }}]
[measures.share]
label = {other}
unit = "%"
range = "[0%..100%]"
[tiers.all]
label = {label}
points = 30
[groups.all]
tier = "all"
label = {label}
points = 30
[indicators.levels]
group = "all"
label = {label}
criterion = {label}
points = 10
scheme = {{ kind = "formula", formula = "12 - 2 * level" }}
[indicators.states]
group = "all"
label = {other}
points = 10
[indicators.states.scheme]
kind = "states"
states = [{{ label = {label}, score = 10 }}, {{ label = {other}, score = 3 }}]
[indicators.bands]
group = "all"
label = "三"
points = 10
[indicators.bands.scheme]
kind = "bands"
measure = "share"
bands = [{{ when = ">= 50%", score = 10 }}]
otherwise = 0
[adjustments.last]
label = {label}
kind = "bonus"
points = 1
when = "share = 100%"
""")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_a_rule_set_stand_in_a_formula(words: str, tmp_path: Path) -> None:
    """Formulas name cells alone, and the file opens and computes as it says it does."""
    content = workbook_of(hostile(HOSTILE[words]))
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert not [text for text in formulas if MARK in text]
    assert any(MARK in str(cell.value) for cell in cells if cell.data_type == "s")
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert not [rule for rule in rules if MARK in f"{rule.formula1}{rule.formula2}"]
    file = tmp_path / "hostile.xlsx"
    file.write_bytes(content)
    assert not wrong_cells(file)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_choices_can_be_chosen(words: str, tmp_path: Path) -> None:
    """Levels and states are told apart by their words, and the rating shows its name."""
    engine = Engine(hostile(HOSTILE[words]), tmp_path)
    evidence = {"level": Fraction(2), "state.states": Fraction(1), "share": Fraction(1)}
    engine.fill(evidence)
    card = card_of(engine.rules, evidence)
    shown = engine.lines()
    assert {line: row.score for line, row in shown.items()} == {
        line: nearest(low) for line, (low, _) in expected(card).items()
    }
    (rating,) = card.rating
    assert engine.rating() == {safe(rating, LONGEST_RATING)}


def test_a_score_by_a_program_is_entered_by_hand(tmp_path: Path) -> None:
    """No formula runs Python: the notes say so, and the score has a cell of its own."""
    rules = rules_with_a_program()
    engine = Engine(rules, tmp_path)
    (why,) = engine.layout.plan.refused.values()
    assert "program" in why.render("en")
    engine.fill({"hand.one": Fraction(5)})
    assert engine.lines()["total"].score == 5
    book = openpyxl.load_workbook(BytesIO(workbook_of(rules, lang="en")))
    notes = [str(cell.value) for row in book["Notes"].iter_rows() for cell in row]
    assert any("which no formula can say" in line for line in notes)


@needs_libreoffice
@pytest.mark.parametrize("words", HOSTILE)
def test_libreoffice_takes_hostile_words_as_words(words: str, tmp_path: Path) -> None:
    """A second program opens the file and computes the same."""
    rules = hostile(HOSTILE[words])
    card = card_of(rules, {"level": Fraction(1), "state.states": Fraction(2), "share": Fraction(1)})
    file = tmp_path / "hostile.xlsx"
    file.write_bytes(workbook_of(rules, card))
    assert not changed_cells(file, tmp_path)
