"""A workbook that is filled in here and there: each filled cell comes back, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.cell import coordinate_to_tuple
from xlsxwriter import Workbook

from tests.rules import ROOT
from zhibiao.api import Workbench, default_workbench
from zhibiao.messages import workbook as texts
from zhibiao.model.form import Cell, Form
from zhibiao.model.lowering.program import STATE
from zhibiao.model.ruleset import EXECUTION
from zhibiao.reports.workbook.calculation import plan_of
from zhibiao.reports.workbook.entries import Entry, scaled
from zhibiao.reports.workbook.figures import VALUE, choices
from zhibiao.reports.workbook.layout import CLAIM, FUNDS_AT, STATUS, WHY, Said
from zhibiao.reports.workbook.writer import Layout, write_workbook

BUILT_IN = [summary.id for summary in default_workbench().list_rulesets()[0]]
EXAMPLES = sorted((ROOT / "examples" / "rules").rglob("[0-9]???.toml"))
OWN = sorted((ROOT / "tests" / "rulesets").glob("*.toml"))
RULES = [*BUILT_IN, *(path.relative_to(ROOT).as_posix() for path in (*EXAMPLES, *OWN))]
WORDS = ("truth", "applies", "choice")
Place = tuple[str, int, int]


@frozen
class Blank:
    """An empty workbook without its calculation, which nobody reads, and where it is filled in.

    ``label`` is what stands before each cell on the figures sheet.
    """

    book: Any
    layout: Layout
    lang: str

    def cells(self) -> dict[Place, Entry | None]:
        """The cells of figures and of funds with their entries, then those of claims."""
        table, found = self.layout.table, dict[Place, Entry | None]()
        for entry in self.layout.plan.entries:
            address = self.layout.addresses[entry.name]
            asked = (address.value, address.at_least, address.at_most)
            # What an assessor gives is one score: it is read from its own cell.
            for cell in asked[:1] if entry.kind == "judged" else asked:
                if cell and entry.kind not in ("reason", "unfilled"):
                    found[place(cell)] = entry
        sheet = table.canvas.name
        claims: dict[Place, Entry | None] = {
            (sheet, row + 1, (STATUS if self.in_funds(name) else CLAIM) + 1): None
            for name, row in table.rows.items()
        }
        return found | claims

    def reasons(self) -> list[Place]:
        """The cells for reasons."""
        table = self.layout.table
        rows = [row for name, row in table.rows.items() if not self.in_funds(name)]
        return [(table.canvas.name, row + 1, WHY + 1) for row in rows]

    def in_funds(self, name: str) -> bool:
        """Whether a score stands in the funds table and not in a row."""
        return name == EXECUTION and self.layout.table.funds is not None

    def label(self, at: Place) -> str:
        """What a line of the figures sheet asks for."""
        return str(self.book[at[0]].cell(at[1], 1).value)


def place(address: str) -> Place:
    """A cell of a formula, ``'填报'!$D$5``, as sheet, row and column."""
    sheet, _, cell = address.partition("!")
    row, column = coordinate_to_tuple(cell.replace("$", ""))
    return sheet.strip("'"), row, column


@cache
def blank(name: str, lang: str) -> Blank:
    """The empty workbook of a rule set, by its id or its file."""
    rules = default_workbench().load(ROOT / name if name.endswith(".toml") else name)
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    layout = write_workbook(book, plan_of(rules, {}, lang), Said(), lang)
    book.close()
    filled = openpyxl.load_workbook(out)
    del filled[texts.SHEET_CALCULATION.render(lang)]
    return Blank(filled, layout, lang)


def drawn(draw: Any, empty: Blank) -> dict[Place, Any]:
    """Some cells with something that may stand there."""
    cells = empty.cells()
    lines = {line for line in sorted({at[:2] for at in cells}) if draw(st.booleans())}
    asked = {at: one for at, one in cells.items() if at[:2] in lines and draw(st.booleans())}
    found = {at: _value(draw, entry, empty) for at, entry in asked.items()}
    reasons = [at for at in empty.reasons() if draw(st.booleans())]
    return found | {
        at: draw(st.sampled_from(["资料不全", "全年预算数调减", "合计"])) for at in reasons
    }


def _value(draw: Any, entry: Entry | None, empty: Blank) -> Fraction | str:
    if entry is None:
        return Fraction(draw(st.integers(0, 20)), 4)
    if entry.kind in WORDS:
        return str(draw(st.sampled_from(choices(entry, empty.lang))))
    divisor, least, most = scaled(entry, empty.layout.plan.limits)
    return Fraction(draw(st.integers(least, min(most, least + 99_999))), divisor)


def read_back(empty: Blank, given: Mapping[Place, Any], file: Path) -> Form:
    """The workbook with these cells filled in, as a form."""
    for (sheet, row, column), value in given.items():
        number = isinstance(value, Fraction)
        cell = empty.book[sheet].cell(row, column)
        assert not cell.protection.locked
        cell.value = value.numerator / value.denominator if number else value
    empty.book.save(file)
    for sheet, row, column in given:
        empty.book[sheet].cell(row, column).value = None
    (form,) = Workbench().read(file)
    return form


def said(cell: Cell) -> Fraction | str:
    """What stands in a cell: its number, else its words."""
    return cell.quantity.value if cell.quantity is not None else cell.raw


def found_in(form: Form) -> dict[Place, Any]:
    """All that a form states in cells, by their places."""
    cells = [one.cell for one in form.stated]
    cells += [cell for line in form.funds.lines for cell in line.cells.values()]
    cells += [form.funds.claimed]
    cells += [cell for row in form.rows for cell in (row.judged, row.claimed, row.reason)]
    shown = {(str(one.at.sheet), one.at.row, one.at.cell): said(one) for one in cells if one.raw}
    return {(sheet, row or 0, cell or 0): value for (sheet, row, cell), value in shown.items()}


def check(empty: Blank, given_: Mapping[Place, Any], file: Path) -> None:
    """What is read back is what was filled in."""
    entries = {at: entry for at, entry in empty.cells().items() if entry is not None}
    asked = {at: entry for at, entry in entries.items() if at in given_}
    states = [given_[at] for at, entry in asked.items() if entry.name.startswith(STATE)]
    out = [at for at, entry in asked.items() if entry.kind == "applies"]
    aside = {at for at, entry in asked.items() if entry.name.startswith(STATE)} | {*out}
    form = read_back(empty, given_, file)
    assert found_in(form) == {at: value for at, value in given_.items() if at not in aside}
    assert sorted(row.state for row in form.rows if row.state is not None) == sorted(states)
    no = texts.NO.render(empty.lang)
    left_out = [row for row in form.rows if row.applicable is False]
    assert len(left_out) == sum(given_[at] == no for at in out)
    for one in form.stated:
        at = (str(one.cell.at.sheet), one.cell.at.row or 0, one.cell.at.cell or 0)
        if at[0] != empty.layout.table.canvas.name:
            assert one.label == empty.label(at)
            assert one.cell.relation == {4: "=", 5: ">=", 6: "<="}[at[2]]


@pytest.mark.parametrize("name", RULES)
@settings(max_examples=4)
@given(data=st.data())
def test_what_is_filled_in_comes_back_and_nothing_else(
    name: str, data: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Figures, bounds, answers, claims and reasons, whichever cells between them are blank."""
    empty = blank(name, data.draw(st.sampled_from(["zh", "en"])))
    check(empty, drawn(data.draw, empty), tmp_path_factory.getbasetemp() / "partly.xlsx")


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("lines", ["even", "odd"])
def test_a_blank_line_ends_no_list(name: str, lines: str, tmp_path: Path) -> None:
    """Of the figures every second line is filled in: each line is once blank between two others."""
    empty = blank(name, "zh")
    values = {
        at: Fraction(1) if entry.kind not in WORDS else choices(entry, "zh")[0]
        for at, entry in empty.cells().items()
        if entry is not None and at[2] == VALUE + 1 and at[1] % 2 == (lines == "odd")
    }
    on_sheet = {
        at: value for at, value in values.items() if at[0] != empty.layout.table.canvas.name
    }
    if on_sheet:
        check(empty, on_sheet, tmp_path / "lines.xlsx")


def test_the_funds_of_a_workbook_stand_in_its_table() -> None:
    """The laws above fill them in too: their cells are among those of some rule set."""
    empty = blank("cn-430600/project/2024", "zh")
    columns = {at[2] - 1 for at, entry in empty.cells().items() if entry is not None}
    assert {first for first, _ in FUNDS_AT.values()} & columns
