"""A list of figures: one a row, with its unit and its bounds in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from attrs import evolve

from zhibiao.interpreting.grids.cells import cell_of
from zhibiao.interpreting.grids.headers import Header, is_own_list
from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.grids.segments import Segment
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.vocabulary import CLOSED
from zhibiao.interpreting.wording import is_blank, row_label, tidy, unit_of
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.form import Cell, Relation, Stated

_BOUNDS: dict[str, Relation] = {"at_least": ">=", "at_most": "<="}
MAX_LABEL = 120
_PERCENT = ("％", "百分比", "百分数")


def listed(segment: Segment, unit: str, remarks: Remarks) -> tuple[Stated, ...]:
    """The figures of a list.

    Args:
        segment: its rows, with the header that they stand under.
        unit: the unit that stands above the table.
        remarks: what was not used.
    """
    header = segment.header
    assert header is not None
    read = _own_figures if is_own_list(header) else partial(_figures, unit=unit)
    figures = [stated for row in segment.rows for stated in read(row, header)]
    for column in header.columns:
        if not column.role and len(column.text) > 1 and _holds_words(segment, column.first):
            remarks.add(texts.UNUSED_COLUMN, segment.matrix.grid.at, heading=column.text)
    return tuple(figures)


def _holds_words(segment: Segment, column: int) -> bool:
    return any(not is_blank(cell.raw) for row in segment.rows if (cell := row.at(column)))


def _figures(row: Row, header: Header, unit: str) -> Iterator[Stated]:
    """What a row states: its figure, and what it is at least and at most."""
    label = _cell(row, header, "label")
    if label is None or is_blank(label.raw) or CLOSED.search(label.raw):
        return
    name = row_label(label.raw)
    own = _unit(row, header) or unit_of(label.raw)
    if not name or len(name) > MAX_LABEL:
        return
    for role, cell in _values(row, header, label):
        column = header.column(role)
        assert column is not None
        if not is_blank(cell.raw):
            yield Stated(name, _bounded(cell_of(cell, own or column.unit or unit), role))


def _own_figures(row: Row, header: Header) -> Iterator[Stated]:
    """What a row of a workbook of our own states: its label and its words are taken as they are.

    A label may look numbered or closed, and a word to choose may be one that elsewhere says
    that there is nothing.
    """
    label = _cell(row, header, "label")
    if label is None or not label.raw.strip():
        return
    unit = _unit(row, header)
    for role, cell in _values(row, header, label):
        if cell.raw.strip():
            yield Stated(label.raw.strip(), _bounded(cell_of(cell, unit), role))


def _values(row: Row, header: Header, label: GridCell) -> Iterator[tuple[str, GridCell]]:
    for role in ("value", *_BOUNDS):
        cell = _cell(row, header, role)
        if cell is not None and cell != label:
            yield role, cell


def _bounded(cell: Cell, role: str) -> Cell:
    """A figure under the heading of a bound is one, where no sign of its own says otherwise."""
    if role in _BOUNDS and cell.relation == "=":
        return evolve(cell, relation=_BOUNDS[role])
    return cell


def _unit(row: Row, header: Header) -> str:
    cell = _cell(row, header, "unit")
    said = "" if cell is None or is_blank(cell.raw) else tidy(cell.raw).strip("()（）")
    return "%" if said in _PERCENT else said


def _cell(row: Row, header: Header, role: str) -> GridCell | None:
    column = header.column(role)
    return row.at(column.first) if column is not None else None
