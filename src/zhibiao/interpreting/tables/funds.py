"""The funds table: lines by source under the headings of amounts, and the figures below them."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import define, evolve, field

from zhibiao.interpreting.grids.cells import cell_of, points_of
from zhibiao.interpreting.grids.headers import FUNDS_ROLES, Header, role_of
from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.grids.segments import Segment
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.tables.rows import stated
from zhibiao.interpreting.vocabulary import FUND_SOURCES, NATURE
from zhibiao.interpreting.wording import (
    bare,
    is_blank,
    is_figure,
    row_label,
    split_points,
    tidy,
    unit_of,
)
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.form import EMPTY, FUND_COLUMNS, Cell, Funds, FundsLine, Stated, read_cell
from zhibiao.model.table import Table
from zhibiao.model.vocabulary import WHOLE

_LABELLED = re.compile(r"^(?P<label>[^:：]*[^:：\d.,])[:：](?P<amount>.*)$")
_RATE = re.compile(r"[%%]$")


@define
class FundsTable:
    """A funds table while it is read."""

    remarks: Remarks
    points: Cell = EMPTY
    claimed: Cell = EMPTY
    rate: Cell = EMPTY
    unnamed_rate: Cell = EMPTY
    lines: list[FundsLine] = field(factory=list)
    figures: list[Stated] = field(factory=list)

    def read(self, segment: Segment, money: str = "") -> None:
        """Takes the rows of a segment; ``money`` is the unit that stands above the table."""
        assert segment.header is not None
        header = segment.header
        unit = _unit(segment) or money
        if self.points.is_empty:
            self.points = _heading_points(segment, header)
        by_nature = False
        for row in segment.rows:
            by_nature = by_nature or any(NATURE.match(row_label(text)) for text in row.texts)
            if by_nature:
                self.figures += _by_nature(row, unit or "万元")
            elif row.texts:
                self._line(row, header, segment, unit)

    def funds(self) -> Funds:
        """All that was read; where no line is the whole, the first rate is that of the whole."""
        lines, rate = tuple(self.lines), self.rate
        if rate.is_empty and all(line.source != WHOLE for line in lines):
            rate = self.unnamed_rate
        if rate.is_empty and all(line.source != WHOLE for line in lines):
            rates = [line.stated_rate for line in lines if not line.stated_rate.is_empty]
            rate = next(iter(rates), rate)
            lines = tuple(
                evolve(x, stated_rate=EMPTY) if x.stated_rate is rate else x for x in lines
            )
        return Funds(self.points, self.claimed, rate, lines)

    def _line(self, row: Row, header: Header, segment: Segment, unit: str) -> None:
        counted = not segment.matrix.aligned
        label_cell, cells = _counted(row, header) if counted else _aligned(row, header)
        if label_cell is None:
            return
        label = row_label(label_cell.raw)
        if cells is None:
            amounts = "、".join(tidy(c.raw) for c in row.cells if is_figure(c.raw))
            self.remarks.add(texts.FUNDS_NOT_PLACED, label_cell.at, label=label, text=amounts)
            return
        if counted and _is_doubled(row, cells):
            text = "、".join(tidy(c.raw) for c in cells.values())
            self.remarks.add(texts.FUNDS_DOUBLED, label_cell.at, label=label, text=text)
        source = source_of(label)
        rate = self._scores(cells, source, row)
        amounts_of = {
            name: cell_of(cells.get(name), _unit_of(header, name) or unit) for name in FUND_COLUMNS
        }
        if source and not any(line.source == source for line in self.lines):
            self.lines.append(FundsLine(source, Table(amounts_of), rate))
            return
        for name, cell in amounts_of.items():
            column = header.column(name)
            if column is not None and not cell.is_empty:
                self.figures.append(Stated(f"{label}{bare(column.text)}", cell))

    def _scores(self, cells: dict[str, GridCell], source: str, row: Row) -> Cell:
        """Takes points, score and rate of the whole; gives the rate of a part, where it is one."""
        for name in ("points", "claimed"):
            cell = points_of(cells.get(name))
            if getattr(self, name).is_empty and not cell.is_empty:
                setattr(self, name, cell)
        said = cells.get("rate")
        rate = points_of(said)
        if said is None or not rate.raw or said.row != row.number:
            return EMPTY
        if source == WHOLE:
            self.rate = rate if self.rate.is_empty else self.rate
        elif source == "":  # a task or an item of the budget: its rate is its own
            self.unnamed_rate = rate if self.unnamed_rate.is_empty else self.unnamed_rate
        return EMPTY if source in ("", WHOLE) else rate


def _heading_points(segment: Segment, header: Header) -> Cell:
    """The points that stand in the heading of the score or of the rate: 得分（10分）."""
    for row in segment.matrix.rows[header.first_row - 1 : header.last_row]:
        for cell in row.starting:
            name, points = split_points(cell.raw)
            if points and role_of(name, FUNDS_ROLES) in ("claimed", "rate", "points"):
                return stated(cell, points)
    return EMPTY


def source_of(label: str) -> str:
    """The source that a line's label names, or ``""``."""
    plain = bare(label)
    return next((name for name, pattern in FUND_SOURCES if pattern.search(plain)), "")


def _unit(segment: Segment) -> str:
    """The unit that stands in the headings of the table."""
    assert segment.header is not None
    above = segment.matrix.rows[max(segment.header.first_row - 3, 0) : segment.header.last_row]
    for row in (*reversed(above), *segment.rows):
        for cell in row.cells:
            unit = unit_of(cell.raw)
            if unit.endswith("元"):
                return unit
    return ""


def _unit_of(header: Header, role: str) -> str:
    column = header.column(role)
    return column.unit if column is not None and column.unit.endswith("元") else ""


def _aligned(row: Row, header: Header) -> tuple[GridCell | None, dict[str, GridCell] | None]:
    columns = [column for column in header.columns if column.role]
    first = min(column.first for column in columns)
    cells: dict[str, GridCell] = {}
    for column in columns:
        found = list(row.between(column.first, column.last))
        written = [cell for cell in found if not is_blank(cell.raw)]
        if found:
            cells[column.role] = (written or found)[0]
    labels = [cell for cell in row.cells if cell.column < first and not is_blank(cell.raw)]
    fresh = [cell for cell in labels if cell.row == row.number]
    nearest = fresh or labels
    return (nearest[-1] if nearest else None), cells


def _counted(row: Row, header: Header) -> tuple[GridCell | None, dict[str, GridCell] | None]:
    """The label and the amounts of a line whose columns are only counted, where they fit."""
    roles = [column.role for column in header.columns if column.role]
    amounts = [role for role in roles if role in FUND_COLUMNS]
    written = [i for i, cell in enumerate(row.cells) if not is_blank(cell.raw)]
    labels = [i for i in written if not is_figure(row.cells[i].raw)]
    if not labels:
        return None, {}
    last = labels[-1]
    label = row.cells[last]
    after = list(row.cells[last + 1 :])
    figures = [cell for cell in after if not is_blank(cell.raw)]
    if not figures:
        return label, {}
    if len(figures) == len(roles):
        found = dict(zip(roles, figures, strict=True))
    elif len(figures) == len(amounts) and not any(_RATE.search(tidy(c.raw)) for c in figures):
        found = dict(zip(amounts, figures, strict=True))
    else:
        while after and is_blank(after[-1].raw):
            after.pop()
        gaps = len(figures) < len(after) <= len(roles)
        found = dict(zip(roles, after, strict=False)) if gaps else {}
        found = found or _undoubled(figures, roles) or _undoubled(figures, amounts)
    return (label, found) if found and _sound(found) else (label, None)


def _undoubled(figures: list[GridCell], roles: list[str]) -> dict[str, GridCell]:
    """The cells of a line of which one was extracted twice, where only one reading is sound.

    Two readings that say the same are one; of others the stated rate tells, where there is one.
    """
    if len(figures) != len(roles) + 1:
        return {}
    readings: dict[tuple[str, ...], dict[str, GridCell]] = {}
    for index, (one, other) in enumerate(pairwise(figures)):
        if tidy(one.raw) == tidy(other.raw):
            kept = figures[:index] + figures[index + 1 :]
            cells = dict(zip(roles, kept, strict=True))
            if _sound(cells) and _rate_fits(cells):
                readings[tuple(tidy(cell.raw) for cell in kept)] = cells
    return next(iter(readings.values())) if len(readings) == 1 else {}


def _is_doubled(row: Row, cells: dict[str, GridCell]) -> bool:
    """Whether a figure of a line was left out because it stood there twice."""
    figures = [cell for cell in row.cells if is_figure(cell.raw)]
    used = [cell for cell in cells.values() if is_figure(cell.raw)]
    return 0 < len(used) < len(figures)


def _rate_fits(cells: dict[str, GridCell]) -> bool:
    """Whether the amounts give the rate, as far as all three stand there."""
    if not {"annual_budget", "expenditure", "rate"} <= cells.keys():
        return True
    budget, spent, rate = (
        cell_of(cells[name]).quantity for name in ("annual_budget", "expenditure", "rate")
    )
    if budget is None or spent is None or rate is None or not budget.value:
        return False
    return abs(spent.value / budget.value - rate.value) <= rate.resolution


def _sound(cells: dict[str, GridCell]) -> bool:
    for role, cell in cells.items():
        percent = bool(_RATE.search(tidy(cell.raw)))
        if not is_blank(cell.raw) and percent != (role == "rate"):
            return role == "rate" and read_cell(tidy(cell.raw)).quantity is not None
    return True


def _by_nature(row: Row, unit: str) -> list[Stated]:
    """Cells below 按收入性质分 and 按支出性质分: each holds a label and an amount."""
    found: list[Stated] = []
    waiting: GridCell | None = None
    for cell in row.starting:
        text = re.sub(r"^其中[:：]", "", tidy(cell.raw))
        if is_figure(text):
            if waiting is not None:
                found.append(Stated(row_label(waiting.raw), cell_of(cell, unit)))
            waiting = None
            continue
        if is_blank(text):
            continue
        waiting = None
        if NATURE.match(row_label(text)):
            continue
        said = _LABELLED.match(text)
        if said is None:
            waiting = cell if source_of(text) else None
        elif said["amount"]:
            amount = evolve(read_cell(said["amount"], cell.at, unit), raw=cell.raw.strip())
            found.append(Stated(row_label(said["label"]), amount))
        else:
            waiting = cell
    return found
