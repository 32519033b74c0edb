"""Forms written as TOML and JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from tests.rules import ROOT
from zhibiao.exact import Quantity
from zhibiao.loading.form_writing import forms_json, forms_toml
from zhibiao.loading.forms import load_forms, parse_forms
from zhibiao.model.form import Cell, Form, FormRow, read_cell
from zhibiao.model.place import Where
from zhibiao.model.table import Table

FORMS = sorted((ROOT / "examples" / "forms").glob("*.form.toml"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_the_examples_come_back(path: Path) -> None:
    """Every hand-made form, with all its places, relations and answers."""
    forms = load_forms(path)
    assert parse_forms(forms_toml(forms).encode(), "x") == forms


@pytest.mark.parametrize(
    "cell",
    [
        read_cell("≥90.50%"),
        read_cell("1,234.50万元", Where(sheet="表1", row=2, cell=3)),
        read_cell("2/37"),
        Cell("91", read_cell("91%").quantity),
        Cell("200", Quantity(read_cell("200").quantity.value, "人次"), ">"),  # type: ignore[union-attr]  # a number it is
        Cell("35"),
        Cell('第一行\n第二行\t“引号”"\\\x7f\u2028'),
        Cell("", at=Where(table=1, row=1, cell=1, text="x", label="y")),
        read_cell("-0.95%"),
    ],
    ids=repr,
)
def test_a_cell_comes_back(cell: Cell) -> None:
    """Value, unit, relation, resolution, raw text and place, where they differ from the text."""
    form = Form(rows=(FormRow(("a",), actual=cell, reason=cell),))
    assert parse_forms(forms_toml([form]).encode(), "x") == (form,)


def test_answers_come_back() -> None:
    """A state by name or number, a checklist, a count, a row that does not apply."""
    row = FormRow(
        ("甲", "乙"), state=2, holds=Table({"第一项": True, "b": False}), count=read_cell("3"),
        applicable=False, criterion="多行\n文字",
    )  # fmt: skip
    forms = (Form(rows=(row, evolve(row, state="无结余"))), Form(title="空表"))
    assert parse_forms(forms_toml(forms).encode(), "x") == forms


def test_json_bears_the_names_of_the_form_language() -> None:
    """One form stands by itself, several in a list; exact numbers are strings."""
    form = Form(title="表", rows=(FormRow(("a",), actual=read_cell("91", unit="%")),))
    shape = forms_json([form])
    assert shape["form"] == 1
    assert shape["rows"] == [{"label": "a", "actual": {"raw": "91", "value": "91%"}}]
    assert [one["title"] for one in forms_json([form, form])["forms"]] == ["表", "表"]
