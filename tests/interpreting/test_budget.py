"""The budget-integration tables as files: columns, exact numbers, texts that a sheet would run."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest

from zhibiao.api import Workbench
from zhibiao.errors import FormError
from zhibiao.interpreting.budget.columns import FUNDS, INDICATORS
from zhibiao.interpreting.budget.files import csv_text
from zhibiao.interpreting.budget.records import tables_of
from zhibiao.model.form import Form, FormRow, Funds, FundsLine, read_cell
from zhibiao.model.table import Table

FORM = Form(
    title="2024年度项目支出绩效自评表（河道清淤项目）",
    unit="石桥市水务局",
    scope="project",
    fiscal_year=2024,
    funds=Funds(
        claimed=read_cell("9.65"),
        stated_rate=read_cell("96.49%"),
        lines=(
            FundsLine(
                "total",
                Table({
                    "initial_budget": read_cell("558.56"),
                    "annual_budget": read_cell("799.01"),
                    "expenditure": read_cell("7709300元"),
                }),
            ),
        ),
    ),
    rows=(
        FormRow(
            ("清淤长度",), "产出指标", group="数量指标", target=read_cell("≥200公里"),
            actual=read_cell("189.769公里"), points=read_cell("10"), claimed=read_cell("9"),
            reason=read_cell("=HYPERLINK(\"x\")"),
        ),
    ),
)  # fmt: skip


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a CSV, its mark of UTF-8 aside."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_columns_bear_the_names_of_the_standard() -> None:
    """Target, relation and unit apart; amounts in 元, exactly."""
    tables = tables_of([FORM])
    (row,) = read_csv(csv_text(tables.indicators, INDICATORS))
    assert (row["kpi_val"], row["computesign"], row["meterunit"]) == ("200", "≥", "公里")
    assert (row["ind_weight"], row["eval_score"]) == ("10", "9")
    assert (row["pro_name"], row["kpi_lv3"]) == ("河道清淤项目", "清淤长度")
    (line,) = read_csv(csv_text(tables.funds, FUNDS))
    assert (line["reply_amt"], line["cur_amt"], line["year_exe_amt"]) == (
        "5585600", "7990100", "7709300",
    )  # fmt: skip
    assert (line["exe_amt_rate"], line["exe_score"], line["year_adj_amt"]) == ("96.49%", "9.65", "")


def test_a_text_that_a_spreadsheet_would_run_is_marked() -> None:
    """A reason that starts with = gets a quote before it, and loses it on the way back."""
    text = csv_text(tables_of([FORM]).indicators, INDICATORS)
    assert read_csv(text)[0]["devi_analy"].startswith("'=")
    (form,) = Workbench().read("x.csv", text.encode())
    assert form.rows[0].reason.raw == FORM.rows[0].reason.raw


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_csv_comes_back_as_a_form(encoding: str) -> None:
    """In UTF-8 with its mark and in GB18030 alike."""
    text = csv_text(tables_of([FORM]).indicators, INDICATORS)
    text = text if encoding == "utf-8" else text.removeprefix("\ufeff")
    (form,) = Workbench().read("x.csv", text.encode(encoding))
    row = form.rows[0]
    assert (form.unit, form.fiscal_year, form.scope) == ("石桥市水务局", 2024, "project")
    assert row.target.relation == ">="
    assert row.target.quantity == FORM.rows[0].target.quantity
    assert row.actual.number == Fraction("189.769")


def test_the_funds_table_alone_is_a_form_too() -> None:
    """Amounts in 元 come back as the same amounts in 万元."""
    text = csv_text(tables_of([FORM]).funds, FUNDS)
    (form,) = Workbench().read("x.csv", text.encode())
    assert form.funds.lines[0].source == "total"
    assert form.funds.lines[0].amount("annual_budget") == Fraction("799.01")
    assert form.funds.claimed.number == Fraction("9.65")


@pytest.mark.parametrize("document", ['{"indicators": 3}', '{"indicators": [1]}', '{"funds": [{]}'])
def test_json_of_another_shape_is_refused(document: str) -> None:
    """Said with the shape that is wanted, not with a traceback."""
    with pytest.raises(FormError) as caught:
        Workbench().read("x.json", document.encode())
    assert '"indicators"' in caught.value.render("en")


def test_numbers_in_json_stay_exact() -> None:
    """A number written without quotes is taken digit by digit."""
    record = {"kpi_lv1": "产出指标", "kpi_lv3": "a", "kpi_val": 0, "ind_weight": 10}
    text = json.dumps({"indicators": [record]}).replace("10", "0.10000000000000000001")
    (form,) = Workbench().read("x.json", text.encode())
    assert form.rows[0].points.number == Fraction("0.10000000000000000001")
