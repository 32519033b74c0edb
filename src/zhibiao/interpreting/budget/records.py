"""Forms as records of the budget-integration tables: every value a text, numbers exact."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from zhibiao.exact import text as number_text
from zhibiao.interpreting.budget.columns import (
    AMOUNT_UNIT,
    AMOUNTS,
    FUNDS,
    INDICATORS,
    QUALITATIVE,
    SIGNS,
)
from zhibiao.loading.form_writing import quantity_number
from zhibiao.model.form import Cell, Form, FormRow
from zhibiao.model.vocabulary import MONEY, SOURCES, WHOLE

Record = dict[str, str]


@frozen
class BudgetTables:
    """The two tables; each record has every column of its table."""

    indicators: Sequence[Record] = field(factory=list)
    funds: Sequence[Record] = field(factory=list)


def tables_of(forms: Sequence[Form]) -> BudgetTables:
    """The tables of forms. What the tables have no column for is left out.

    A form states no adjustment of its budget, and ``year_adj_amt`` stays empty: nothing is
    computed.
    """
    indicators: list[Record] = []
    funds: list[Record] = []
    for form in forms:
        owner = _owner(form)
        indicators += [_indicator(row, owner) for row in form.rows]
        funds += _funds(form, owner)
    return BudgetTables(indicators, funds)


def _owner(form: Form) -> Record:
    return {
        "fiscal_year": str(form.fiscal_year or ""),
        "agency_name": form.unit,
        "pro_name": project_of(form.title) if form.scope == "project" else "",
    }


def project_of(title: str) -> str:
    """The name of the project that stands in brackets behind a title, else the title."""
    head, bracket, name = title.partition("（")
    return name.removesuffix("）") if bracket and head and name.endswith("）") else title


def _indicator(row: FormRow, owner: Record) -> Record:
    target = row.target.quantity
    unit = target.unit if target else (row.actual.quantity.unit if row.actual.quantity else "")
    said = {
        **owner,
        "kpi_lv1": row.tier,
        "kpi_lv2": row.group,
        "kpi_lv3": "\n".join(row.labels),
        "kpi_val": quantity_number(target).removesuffix("%") if target else row.target.raw,
        "computesign": SIGNS[row.target.relation] if target else _sign(row.target),
        "meterunit": unit,
        "kpi_evalstd": row.criterion,
        "ind_comp": row.actual.raw,
        "ind_weight": row.points.raw,
        "eval_score": row.claimed.raw,
        "devi_analy": row.reason.raw,
    }
    return {name: said.get(name, "") for name in INDICATORS}


def _sign(target: Cell) -> str:
    return "" if target.is_empty else QUALITATIVE


def _funds(form: Form, owner: Record) -> list[Record]:
    found: list[Record] = []
    lines = form.funds.lines
    whole = next((line for line in lines if line.source == WHOLE), lines[0] if lines else None)
    for order, line in enumerate(form.funds.lines):
        said = {**owner, "found_type_name": SOURCES.get(line.source, line.source)}
        for name, column in AMOUNTS.items():
            said[column] = _amount(line.cells[name])
        said["exe_amt_rate"] = line.stated_rate.raw
        if line is whole:
            said["exe_amt_rate"] = form.funds.stated_rate.raw
        if order == 0:
            said["exe_score"] = form.funds.claimed.raw
        found.append({name: said.get(name, "") for name in FUNDS})
    return found


def _amount(cell: Cell) -> str:
    """An amount in 元, exactly; what is no amount stays as it stands."""
    value = cell.amount(AMOUNT_UNIT, MONEY)
    return cell.raw if value is None else number_text(value)
