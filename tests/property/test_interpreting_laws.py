"""Laws of interpreting: what was laid out at random is read back, and written forms come back."""

from __future__ import annotations

import json

from hypothesis import given, settings

from tests.documents import FormDocument, counted, form_documents, plain
from zhibiao.interpreting import interpret
from zhibiao.interpreting.budget.files import json_shape, parse_json
from zhibiao.interpreting.budget.reading import forms_of
from zhibiao.interpreting.budget.records import tables_of
from zhibiao.loading.form_writing import forms_toml
from zhibiao.loading.forms import parse_forms
from zhibiao.model.document import Document
from zhibiao.model.form import FUND_COLUMNS, Cell, Form
from zhibiao.model.place import Where


@given(form_documents())
def test_interpret_gives_what_was_laid_out(made: FormDocument) -> None:
    """Whatever the order, the headings and the merges: the same title, rows, funds and total."""
    found = interpret(made.document)
    assert len(found.forms) == 1
    assert plain(found.forms[0]) == made.form


@settings(max_examples=50)
@given(form_documents())
def test_extracted_text_gives_what_was_laid_out(made: FormDocument) -> None:
    """Without spans and with columns only counted, the same is read while each cell has a place."""
    found = interpret(counted(made.document))
    assert [plain(form) for form in found.forms] == [made.form]


@settings(max_examples=50)
@given(form_documents())
def test_every_cell_stands_where_it_says(made: FormDocument) -> None:
    """The place of a cell is that of a cell of the document with the same text."""
    (form,) = interpret(made.document).forms
    for cell in _cells(form):
        if cell.at != Where():
            assert cell.raw in _texts(made.document, cell.at)


@settings(max_examples=50)
@given(form_documents())
def test_reading_what_was_written_gives_the_same_forms(made: FormDocument) -> None:
    """A form goes to TOML and back without a change, places and all."""
    forms = interpret(made.document).forms * 2
    assert parse_forms(forms_toml(forms).encode(), "x") == forms
    assert parse_forms(forms_toml(forms[:1]).encode(), "x") == forms[:1]


@settings(max_examples=50)
@given(form_documents())
def test_budget_tables_keep_rows_and_amounts(made: FormDocument) -> None:
    """What went to the budget-integration tables as JSON comes back with the same values."""
    tables = tables_of([made.form])
    text = json.dumps(json_shape(tables), ensure_ascii=False).encode()
    (form,) = forms_of(parse_json(text, "x"))
    for row, back in zip(made.form.rows, form.rows, strict=True):
        assert (back.tier, back.group, back.labels) == (row.tier, row.group, row.labels)
        assert back.target.quantity == row.target.quantity
        assert (back.target.relation, back.actual.raw) == (row.target.relation, row.actual.raw)
        assert (back.points, back.claimed) == (row.points, row.claimed)
        assert (back.criterion, back.reason) == (row.criterion, row.reason)
    for line, again in zip(made.form.funds.lines, form.funds.lines, strict=True):
        assert again.source == line.source
        assert all(again.amount(name) == line.amount(name) for name in FUND_COLUMNS)


def _cells(form: Form) -> list[Cell]:
    cells = [form.total.points, form.total.claimed, form.funds.points, form.funds.claimed]
    for row in form.rows:
        cells += [row.target, row.actual, row.points, row.claimed, row.reason, row.tier_points]
    for line in form.funds.lines:
        cells += line.cells.values()
    return cells


def _texts(document: Document, at: Where) -> set[str]:
    return {cell.raw.strip() for grid in document.grids for cell in grid.cells if cell.at == at}
