"""A cell of a grid as a cell of a form: its text read, its raw text and its place kept."""

from __future__ import annotations

from attrs import evolve

from zhibiao.interpreting.wording import tidy
from zhibiao.model.document import GridCell
from zhibiao.model.form import EMPTY, Cell, Relation, read_cell

_SIGNS: dict[str, Relation] = {
    "≥": ">=", ">=": ">=", "大于等于": ">=", "不低于": ">=", "不少于": ">=",
    "≤": "<=", "<=": "<=", "小于等于": "<=", "不高于": "<=", "不超过": "<=",
    ">": ">", "大于": ">", "<": "<", "小于": "<", "=": "=", "等于": "=",
}  # fmt: skip


def cell_of(cell: GridCell | None, unit: str = "") -> Cell:
    """The form's cell: read without the white space that layout put in.

    Args:
        cell: the cell of the grid; none is an empty cell.
        unit: the unit of the column, for a number without one.
    """
    if cell is None:
        return EMPTY
    return evolve(read_cell(tidy(cell.raw), cell.at, unit), raw=cell.raw.strip())


def points_of(cell: GridCell | None) -> Cell:
    """Points or a score: ``10分`` is the plain number 10."""
    found = cell_of(cell)
    if found.quantity is None or found.quantity.unit != "分":
        return found
    return evolve(found, quantity=evolve(found.quantity, unit=""))


def sign_of(text: str) -> Relation | None:
    """The relation that a cell of its own names, or none."""
    return _SIGNS.get(tidy(text).translate({0x2266: "≤", 0x2267: "≥", 0xFF1E: ">", 0xFF1C: "<"}))
