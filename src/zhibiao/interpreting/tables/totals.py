"""The line 总分: its points and its score."""

from __future__ import annotations

import re

from attrs import evolve

from zhibiao.interpreting.grids.cells import points_of
from zhibiao.interpreting.grids.columns import cell_under
from zhibiao.interpreting.grids.headers import Header
from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.grids.segments import Segment
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.wording import is_blank, is_number, tidy
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.form import EMPTY, Cell, FormTotal, read_cell

_INSIDE = re.compile(r"(?<![\w.])[:：]?(\d{1,3}(?:\.\d+)?)分?$", re.ASCII)


def total(segment: Segment, remarks: Remarks) -> FormTotal:
    """What the total line says; points and score by their columns, else in their order."""
    header = segment.header
    points, claimed = EMPTY, EMPTY
    for row in segment.rows:
        found = _by_column(row, header) if segment.matrix.aligned else None
        if found is None:
            found = _in_order(row, points, remarks, turned=_turned(header))
        points = found[0] if points is EMPTY or points.is_empty else points
        claimed = found[1] if claimed is EMPTY or claimed.is_empty else claimed
    if header is not None and segment.matrix.aligned:
        points = _placed(points, "points", header, segment)
        claimed = _placed(claimed, "claimed", header, segment)
    return FormTotal(points, claimed)


def _placed(cell: Cell, role: str, header: Header, segment: Segment) -> Cell:
    """Where nothing was found, the empty cell under the heading, so that its place is known."""
    found = cell_under(segment.rows[0], header.column(role)) if segment.rows else None
    nothing = cell == EMPTY and found is not None and is_blank(found.raw)
    return points_of(found) if nothing else cell


def _by_column(row: Row, header: Header | None) -> tuple[Cell, Cell] | None:
    if header is None:
        return None
    under: list[GridCell | None] = []
    for role in ("points", "claimed"):
        column = header.column(role)
        under.append(row.at(column.first) if column else None)
    found = [cell if cell is not None and _number(cell) else None for cell in under]
    if found[0] is not None and _says_nothing(under[1]):
        return points_of(found[0]), points_of(under[1])
    if found == [None, None] or (found[0] is not None and found[0] is found[1]):
        return None
    written = [cell for cell in row.cells if _number(cell)]
    if len(written) > sum(cell is not None for cell in found):
        return None  # the line has columns of its own
    return points_of(found[0]), points_of(found[1])


def _says_nothing(cell: GridCell | None) -> bool:
    """Whether a placeholder stands there: then no other number of the line is meant for it."""
    return cell is not None and bool(tidy(cell.raw)) and is_blank(cell.raw)


def _number(cell: GridCell) -> bool:
    return is_number(tidy(cell.raw).removesuffix("分"))


def _turned(header: Header | None) -> bool:
    """Whether the score stands before the points."""
    points = header.column("points") if header else None
    claimed = header.column("claimed") if header else None
    return points is not None and claimed is not None and claimed.order < points.order


def _in_order(row: Row, points: Cell, remarks: Remarks, *, turned: bool) -> tuple[Cell, Cell]:
    numbers = [cell for cell in row.cells if not is_blank(cell.raw) and _number(cell)]
    if len(numbers) >= 2:
        first, second = points_of(numbers[0]), points_of(numbers[1])
        return (second, first) if turned else (first, second)
    if len(numbers) == 1:
        only = points_of(numbers[0])
        full = points.is_empty and tidy(only.raw).removesuffix("分") in ("100", "100.0", "100.00")
        meaning = texts.TOTAL_POINTS if full else texts.TOTAL_CLAIMED
        remarks.add(texts.ONE_TOTAL, only.at, text=only.raw, meaning=meaning)
        return (only, EMPTY) if full else (EMPTY, only)
    for cell in row.cells:
        plain = tidy(cell.raw)
        inside = None if plain.startswith("=") else _INSIDE.search(plain)  # no formula's last digit
        if inside is not None:
            return EMPTY, evolve(read_cell(inside[1], cell.at), raw=cell.raw.strip())
    return EMPTY, EMPTY
