"""Forms from records of the budget-integration tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from zhibiao.interpreting.budget.columns import (
    AMOUNT_UNIT,
    AMOUNTS,
    OWNER,
    is_funds_heading,
    is_indicator_heading,
)
from zhibiao.interpreting.budget.records import BudgetTables, Record
from zhibiao.interpreting.grids.cells import sign_of
from zhibiao.interpreting.tables.funds import source_of
from zhibiao.interpreting.wording import tidy
from zhibiao.model.document import Document, Grid
from zhibiao.model.form import Cell, Form, FormRow, Funds, FundsLine, Stated, read_cell
from zhibiao.model.place import Where
from zhibiao.model.table import Table
from zhibiao.model.vocabulary import WHOLE


def tables_in(document: Document) -> BudgetTables | None:
    """The budget tables in a document, none where its first tables are others."""
    indicators: list[Record] = []
    funds: list[Record] = []
    for grid in document.grids:
        names, records = _records(grid)
        if is_indicator_heading(names):
            indicators += records
        elif is_funds_heading(names):
            funds += records
        else:
            return None
    return BudgetTables(indicators, funds) if indicators or funds else None


def _records(grid: Grid) -> tuple[set[str], list[Record]]:
    rows = grid.rows
    heads = [cell.raw.strip().lower() for cell in rows[0]] if rows else []
    records = [
        {name: _unquoted(cell.raw) for name, cell in zip(heads, row, strict=False)}
        for row in rows[1:]
        if any(cell.raw.strip() for cell in row)
    ]
    return set(heads), records


def _unquoted(text: str) -> str:
    """A text without the mark that keeps a spreadsheet from running it."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def forms_of(tables: BudgetTables) -> tuple[Form, ...]:
    """The forms that the records belong to, in the order of their first records."""
    owners = dict.fromkeys(_owner(record) for record in (*tables.indicators, *tables.funds))
    return tuple(
        _form(owner, _of(owner, tables.indicators), _of(owner, tables.funds)) for owner in owners
    )


def _owner(record: Record) -> tuple[str, ...]:
    return tuple(record.get(name, "").strip() for name in OWNER)


def _of(owner: tuple[str, ...], records: Sequence[Record]) -> list[Record]:
    return [record for record in records if _owner(record) == owner]


def _form(owner: tuple[str, ...], indicators: list[Record], funds: list[Record]) -> Form:
    year, unit, project = owner
    adjusted = [
        Stated(f"{record.get('found_type_name', '')}年度调整数", cell)
        for record in funds
        if not (cell := _amount(record, "year_adj_amt")).is_empty
    ]
    return Form(
        title=project,
        unit=unit,
        scope="project" if project else "",
        fiscal_year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        funds=_funds(funds),
        rows=tuple(_row(record) for record in indicators),
        stated=tuple(adjusted),
    )


def _row(record: Record) -> FormRow:
    unit = tidy(record.get("meterunit", ""))
    target = _cell(record, "kpi_val", unit)
    relation = sign_of(record.get("computesign", ""))
    if relation is not None and target.quantity is not None:
        target = evolve(target, relation=relation)
    label = record.get("kpi_lv3") or record.get("kpi_content") or ""
    return FormRow(
        labels=tuple(part for part in label.splitlines() if part) or ("",),
        tier=record.get("kpi_lv1", ""),
        group=record.get("kpi_lv2", ""),
        target=target,
        actual=_cell(record, "ind_comp", unit),
        criterion=record.get("kpi_evalstd", ""),
        points=_cell(record, "ind_weight"),
        claimed=_cell(record, "eval_score"),
        reason=_cell(record, "devi_analy"),
    )


def _funds(records: Iterable[Record]) -> Funds:
    lines: list[FundsLine] = []
    rate, score = Cell(), Cell()
    for record in records:
        name = record.get("found_type_name", "")
        amounts = {key: _amount(record, column) for key, column in AMOUNTS.items()}
        own, source = _cell(record, "exe_amt_rate"), source_of(name) or name
        if source == WHOLE:
            rate, own = own, Cell()
        lines.append(FundsLine(source, Table(amounts), own))
        score = _cell(record, "exe_score") if score.is_empty else score
    if lines and all(line.source != WHOLE for line in lines):  # the first then speaks for all
        rate, lines[0] = lines[0].stated_rate, evolve(lines[0], stated_rate=Cell())
    return Funds(claimed=score, stated_rate=rate, lines=tuple(lines))


def _amount(record: Record, column: str) -> Cell:
    return _cell(record, column, AMOUNT_UNIT)


def _cell(record: Record, column: str, unit: str = "") -> Cell:
    raw = record.get(column, "").strip()
    return evolve(read_cell(tidy(raw), Where(), unit), raw=raw)
