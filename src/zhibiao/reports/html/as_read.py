"""A form that came without a document, shown as it was read: its figures and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.messages import reports as texts
from zhibiao.model.form import Cell, Form
from zhibiao.model.vocabulary import EXECUTION_RATE, TOTAL
from zhibiao.reports.html.sheets import Anchors, CellView, SheetView, shortened, with_head

_ROW_HEADS = (
    "tier", "group", "indicator", "target", "actual", "criterion", "points", "claimed",
    "deviation",
)  # fmt: skip


def sheets_of_form(form: Form, anchors: Anchors, lang: str) -> list[SheetView]:
    """The figures around the table, then the rows of the table itself."""
    shown = []
    if figures := list(_figures(form, anchors, lang)):
        head = tuple(_label(key, lang) for key in ("figure", "value"))
        shown.append(SheetView(texts.FIGURES_AS_READ.render(lang), with_head([head, *figures])))
    if rows := list(_rows(form, anchors)):
        head = tuple(_label(key, lang) for key in _ROW_HEADS)
        shown.append(
            SheetView(texts.ROWS_AS_READ.render(lang), with_head([head, *rows]), wide=True)
        )
    return shown


def _label(key: str, lang: str) -> CellView:
    return CellView(texts.LABELS[key].render(lang))


def _figures(form: Form, anchors: Anchors, lang: str) -> Iterator[tuple[CellView, ...]]:
    for stated in form.stated:
        yield CellView(shortened(stated.label)), _cell(stated.cell, anchors)
    for line in form.funds.lines:
        for column, cell in line.cells.items():
            if not cell.is_empty:
                words = texts.FUNDS.get(column)
                shown = words.render(lang) if words else column
                yield CellView(shortened(f"{line.source} · {shown}")), _cell(cell, anchors)
    if not form.funds.stated_rate.is_empty:
        yield CellView(EXECUTION_RATE), _cell(form.funds.stated_rate, anchors)


def _rows(form: Form, anchors: Anchors) -> Iterator[tuple[CellView, ...]]:
    funds = form.funds
    for row in form.rows:
        plain = (row.tier, row.group, row.label)
        yield (
            *(CellView(shortened(part)) for part in plain),
            _cell(row.target, anchors),
            _cell(row.actual, anchors),
            CellView(shortened(row.criterion)),
            _cell(row.points, anchors),
            _cell(row.claimed, anchors),
            _cell(row.reason, anchors),
        )
    for label, points, claimed in (
        (EXECUTION_RATE, funds.points, funds.claimed),
        (TOTAL, form.total.points, form.total.claimed),
    ):
        if not points.is_empty or not claimed.is_empty:
            cells = (_cell(points, anchors), _cell(claimed, anchors), CellView(""))
            yield CellView(label, columns=6), *cells


def _cell(cell: Cell, anchors: Anchors) -> CellView:
    view = CellView(shortened(cell.raw))
    if cell.at.statement is None:
        return view
    return anchors.mark(view, anchors.marks.of(cell.at))
