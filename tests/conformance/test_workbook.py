"""The workbook beside ``evaluate``: every score, tier, total and rating, cell by cell.

Every run recalculates with ironcalc; ``make workbook-check`` does so with LibreOffice as well.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zipfile import ZipFile

import ironcalc
import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import zhibiao
from tests.around_rules import AROUND
from tests.conformance.workbooks import (
    Engine,
    Row,
    card_of,
    evidence_of,
    expected,
    nearest,
    on_grid,
)
from zhibiao.api import default_workbench
from zhibiao.expr.domain import Span
from zhibiao.expr.walk import inputs
from zhibiao.model.lowering.program import APPLICABLE, REASON, lower
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard
from zhibiao.reports.workbook import workbook_of
from zhibiao.scoring.score import score_figures
from zhibiao.testing.strategies import from_ruleset

NAMES = [*(summary.id for summary in default_workbench().list_rulesets()[0]), *AROUND]
ROOT = Path(__file__).resolve().parents[2]
FORMS = (
    ("cn-430600/department/2020", "miluo-2020"),
    ("cn-430600/department/2024", "yueyang-2024"),
    ("cn-430400/department/2024", "hengyang-2024"),
    ("cn-430900/department/2025", "taojiang-2025"),
)


@cache
def rules_of(name: str) -> RuleSet:
    """A built-in rule set, or one of our own."""
    return AROUND[name] if name in AROUND else default_workbench().load(name)


@cache
def engine_of(name: str) -> Engine:
    """The blank workbook of a rule set, loaded once."""
    return Engine(rules_of(name), Path(mkdtemp()))


def drawn(engine: Engine, draw: Any, *, complete: bool) -> tuple[Scorecard, dict[str, Any]]:
    """A card on and beside the bounds of a rule set, some rows not applicable, and its evidence."""
    rules = engine.rules
    figures = draw(from_ruleset(rules, complete=complete))
    if complete:
        figures |= {n: draw(st.integers(0, 9)) for n in ("awards",) if n in rules.measures}
    out = draw(st.lists(st.sampled_from([item.id for item in rules.items]), max_size=2))
    card = score_figures(figures | {APPLICABLE + one: False for one in out}, rules)
    evidence = on_grid(engine, evidence_of(card))
    # In a form an empty cell says that there is no reason.
    evidence |= {n: False for n in engine.entries if n.startswith(REASON) and n not in evidence}
    return card_of(rules, evidence), evidence


def fully_known(card: Scorecard, evidence: dict[str, Any]) -> dict[str, bool]:
    """For every line, whether all inputs are given; a stated rate in their place may leave more."""
    trees = lower(card.rules).scores
    lines = {
        score.id: all(leaf.name in evidence for leaf in inputs(trees[score.id]))
        for score in card.scores
    }
    return {line: lines.get(line, all(lines.values())) for line in expected(card)}


def differences(engine: Engine, card: Scorecard, evidence: dict[str, Any]) -> list[str]:
    """The lines of a filled workbook that are not what ``evaluate`` finds."""
    shown, wrong, known = engine.lines(), [], fully_known(card, evidence)
    for line, (low, high) in expected(card).items():
        ends = shown[line].low, shown[line].high
        if low == high and known[line]:
            fits = ends == (nearest(low), nearest(high)) and shown[line].score == nearest(low)
        else:
            fits = ends[0] <= nearest(low) and nearest(high) <= ends[1]
        if not fits:
            wrong.append(f"{line}: {shown[line]} for {low} … {high}")
    exact = card.total.least == card.total.most and known["total"]
    rated = engine.rating() == set(card.rating) if exact else engine.rating() >= set(card.rating)
    return wrong if rated else [*wrong, f"rating: {engine.rating()} for {card.rating}"]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40)
@given(choice=st.data())
def test_a_filled_workbook_shows_what_evaluate_finds(name: str, choice: Any) -> None:
    """With all figures filled in every cell is the exact value, and the rating the same."""
    engine = engine_of(name)
    card, evidence = drawn(engine, choice.draw, complete=True)
    engine.fill(evidence)
    assert not differences(engine, card, evidence)


@pytest.mark.parametrize(
    ("staff", "score"),
    [
        (Span(Fraction(120), None), (0, 0)),
        (Span(None, Fraction(90)), (5, 5)),
        (Span(Fraction(102), Fraction(104)), (3, 4)),
        (Span(Fraction(90), None), (0, 5)),
    ],
)
def test_what_bounds_a_figure_bounds_what_is_computed_from_it(
    staff: Span, score: tuple[int, int]
) -> None:
    """A rate that could also be stated is known as far as its own figures are."""
    engine = engine_of("cn-430600/department/2020")
    engine.fill({"staff": staff, "posts": Fraction(100)})
    shown = engine.lines()["staff_control"]
    assert (shown.low, shown.high) == score
    engine.fill({"staff": staff, "staff_control_rate": Fraction(11, 10)})
    shown = engine.lines()["staff_control"]
    assert (shown.low, shown.high) == (0, 0)


@pytest.mark.parametrize(
    ("line", "figures", "score"),
    [
        ("staff_control", {"staff": 5, "posts": 0, "staff_control_rate": "0.95"}, (0, 5)),
        (
            "key_spending",
            {"key_expenditure": 0, "project_expenditure": 0, "key_expenditure_rate": "0.92"},
            (0, 5),
        ),
        ("staff_control", {"staff": ">= 120", "posts": 80, "staff_control_rate": "0.7"}, (0, 0)),
        (
            "procurement",
            {"procurement_actual": ">= 100", "procurement_budget": 100, "procurement_rate": "0.95"},
            (3, 3),
        ),
        ("staff_control", {"posts": 80, "staff_control_rate": "0.7"}, (5, 5)),
        ("staff_control", {"staff_control_rate": "0.7"}, (5, 5)),
    ],
)
def test_a_stated_rate_counts_only_where_a_part_of_it_is_not_given(
    line: str, figures: dict[str, int | str], score: tuple[int, int]
) -> None:
    """A denominator of zero and a bound are given: the formula decides, as in the scorecard."""
    engine = engine_of("cn-430600/department/2020")
    evidence = {
        name: Span(Fraction(value[3:]), None)
        if isinstance(value, str) and value.startswith(">= ")
        else Fraction(value)
        for name, value in figures.items()
    }
    engine.fill(evidence)
    shown = engine.lines()[line]
    assert (shown.low, shown.high) == score
    low, high = expected(card_of(engine.rules, evidence))[line]
    assert (int(low), int(high)) == score


@pytest.mark.parametrize("policy", ["full", "rescale-total"])
@pytest.mark.parametrize("figure", ["planned", "done"])
def test_a_row_that_does_not_apply_is_known_whatever_is_filled_in_of_it(
    policy: str, figure: str
) -> None:
    """Nothing is rounded and one figure is missing: least, most and score are still one number."""
    written = (ROOT / "tests" / "rulesets" / "kinds.toml").read_text(encoding="utf-8")
    rounding = '[ruleset.rounding]\nplaces = 2\nmode = "half-up"\nat = "total"\n'
    assert "[ruleset.rounding]" not in written
    around = f'{written}\n{rounding}[not_applicable]\npolicy = "{policy}"\n'
    engine = Engine(zhibiao.loads(around), Path(mkdtemp()))
    engine.fill({f"{APPLICABLE}completed": False, figure: Fraction(100)})
    points = 9.0 if policy == "full" else 0.0
    assert engine.lines()["completed"] == Row(points, points, points)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20)
@given(choice=st.data())
def test_a_half_filled_workbook_rules_nothing_out(name: str, choice: Any) -> None:
    """Where figures are missing or bounds, the ends hold everything that the rules allow."""
    engine = engine_of(name)
    card, evidence = drawn(engine, choice.draw, complete=False)
    engine.fill(evidence)
    shown = engine.lines()
    for line, (low, high) in expected(card).items():
        assert shown[line].low <= nearest(low), line
        assert shown[line].high >= nearest(high), line
    assert engine.rating() >= set(card.rating)


@pytest.mark.parametrize(
    ("figures", "ends"),
    [
        ({"surplus": Fraction(0)}, (3, 3)),
        ({"surplus": Fraction(-1, 100)}, (3, 3)),
        ({"surplus": Fraction(1, 100)}, (0, 2)),
        ({"surplus": Fraction(50), "carried_over": Fraction(50)}, (2, 2)),
        ({"carried_over": Fraction(50)}, (0, 3)),
    ],
)
def test_a_state_is_decided_without_the_figures_that_it_does_not_need(
    figures: dict[str, Fraction], ends: tuple[int, int]
) -> None:
    """Where there is no surplus the first state holds, whatever was carried over."""
    engine = engine_of("cn-430600/department/2020")
    engine.fill(figures)
    shown = engine.lines()["fund_surplus"]
    assert (shown.low, shown.high) == ends
    low, high = expected(card_of(engine.rules, figures))["fund_surplus"]
    assert (int(low), int(high)) == ends


@pytest.mark.parametrize("name", NAMES)
def test_every_score_of_these_rule_sets_is_live(name: str) -> None:
    """No score of a built-in rule set is refused."""
    assert not engine_of(name).layout.plan.refused


def filled(ruleset: str, form: str, lang: str = "zh") -> tuple[Scorecard, bytes]:
    """The workbook of an example form."""
    said = zhibiao.read(ROOT / "examples" / "forms" / f"{form}.form.toml")
    card = zhibiao.score(zhibiao.load(ruleset), said)
    return card, workbook_of(card.rules, card, said, lang)


def cells_of(file: Path) -> dict[tuple[int, int, int], tuple[str, Any]]:
    """Every formula of a workbook with the value beside it."""
    texts, values = (openpyxl.load_workbook(file, data_only=flag) for flag in (False, True))
    return {
        (index, cell.row, cell.column): (
            cell.value,
            values.worksheets[index][cell.coordinate].value,
        )
        for index, sheet in enumerate(texts.worksheets)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.data_type == "f"
    }


def wrong_cells(file: Path) -> list[str]:
    """The formulas of a workbook that ironcalc computes to other values than stand beside them."""
    model: Any = ironcalc.load_from_xlsx(str(file), "en", "UTC")
    model.evaluate()
    return [
        f"{place}: {text} is {found!r}, not {value!r}"
        for place, (text, value) in cells_of(file).items()
        if (found := model.get_cell_value(*place) or 0) != (value or 0) and (found or value)
    ]


@pytest.mark.parametrize(("ruleset", "form"), FORMS)
def test_values_beside_formulas_are_theirs(ruleset: str, form: str, tmp_path: Path) -> None:
    """Whoever opens a workbook without recalculating sees what recalculating would show."""
    file = tmp_path / "filled.xlsx"
    file.write_bytes(filled(ruleset, form)[1])
    assert len(cells_of(file)) > 50
    assert not wrong_cells(file)


def test_values_beside_formulas_of_a_blank_workbook_are_theirs(tmp_path: Path) -> None:
    """A workbook that nobody has filled in shows no score that does not follow."""
    file = tmp_path / "blank.xlsx"
    file.write_bytes(workbook_of(rules_of("kinds"), lang="en"))
    assert not wrong_cells(file)


def planted(content: bytes, folder: Path) -> Path:
    """A workbook whose formulas take the lesser where they should take the greater."""
    whole, broken = folder / "whole.xlsx", folder / "broken.xlsx"
    whole.write_bytes(content)
    with ZipFile(whole) as source, ZipFile(broken, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "xl/worksheets/sheet4.xml":
                part, count = re.subn(rb"<f>MAX\(", rb"<f>MIN(", part)
                assert count
            target.writestr(entry, part)
    return broken


def test_a_planted_wrong_formula_is_caught(tmp_path: Path) -> None:
    """The comparison fails where a formula is wrong, so that it says something where it passes."""
    content = filled("cn-430600/department/2020", "miluo-2020")[1]
    assert wrong_cells(planted(content, tmp_path))


needs_libreoffice = pytest.mark.skipif(
    os.environ.get("ZHIBIAO_LIBREOFFICE") != "1" or shutil.which("soffice") is None,
    reason="LibreOffice runs in `make workbook-check`",
)
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def recalculated(file: Path, folder: Path) -> Path:
    """The workbook as LibreOffice writes it after computing everything anew."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    out = folder / "out"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - ours
    return out / file.name


def changed_cells(file: Path, folder: Path) -> list[str]:
    """The formulas that LibreOffice computes to other values than stand beside them."""
    before, after = cells_of(file), cells_of(recalculated(file, folder))
    assert before.keys() == after.keys()
    return [
        f"{place}: {text} is {after[place][1]!r}, not {value!r}"
        for place, (text, value) in before.items()
        if _written(value) != _written(after[place][1])
    ]


def _written(value: Any) -> str:
    """A value as LibreOffice writes it to a file: a quotient to fifteen digits."""
    return f"{value or 0:.15g}" if isinstance(value, float | int) or not value else str(value)


@needs_libreoffice
@pytest.mark.parametrize(("ruleset", "form"), FORMS)
def test_libreoffice_finds_the_same_values(ruleset: str, form: str, tmp_path: Path) -> None:
    """A second engine, with its own arithmetic, finds every cell as we do."""
    file = tmp_path / "filled.xlsx"
    file.write_bytes(filled(ruleset, form)[1])
    assert not changed_cells(file, tmp_path)


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=2, derandomize=True, phases=(Phase.generate,))
@given(choice=st.data())
def test_libreoffice_finds_the_same_values_on_boundaries(name: str, choice: Any) -> None:
    """Filled in with figures on the bounds, every cell is found as we find it."""
    card, _ = drawn(engine_of(name), choice.draw, complete=True)
    folder = Path(mkdtemp())
    file = folder / "filled.xlsx"
    file.write_bytes(workbook_of(card.rules, card))
    assert not changed_cells(file, folder)


@needs_libreoffice
def test_libreoffice_catches_a_planted_wrong_formula(tmp_path: Path) -> None:
    """A fresh profile really computes anew: what is wrong does not survive."""
    content = filled("cn-430600/department/2020", "miluo-2020")[1]
    assert changed_cells(planted(content, tmp_path), tmp_path)
