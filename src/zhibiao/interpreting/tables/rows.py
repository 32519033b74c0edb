"""Rows of the indicator table as they are gathered, and as rows of a form."""

from __future__ import annotations

import re

from attrs import define, evolve, field

from zhibiao.interpreting.grids.cells import cell_of, points_of, sign_of
from zhibiao.interpreting.grids.headers import Header
from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.wording import is_blank, split_points, tidy
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.form import EMPTY, Cell, FormRow, Further, read_cell

_FIGURE = re.compile(
    r"(?P<name>[^\d\W]{3,24}?)(?:为|达到?|是|[:：])?(?P<value>[≥≤<>＞＜≧≦]?[\d.,]+\s*\S{0,4})"
)
_NOUN = 3
"""So much of a name must be the end of the row's label: 满意度, 完成率, 控制率."""


@define
class Level:
    """A heading of the first level, with the points that it states."""

    name: str = ""
    points: Cell = EMPTY


@define
class Draft:
    """A row before it is joined with others."""

    row: Row
    label: str
    tier: Level
    group: str
    cells: dict[str, GridCell]
    doubtful: bool = False
    labels: list[str] = field(factory=list)
    further: list[Draft] = field(factory=list)


def shared(drafts: list[Draft]) -> list[Draft]:
    """Rows over which one merged score stands, as one."""
    joined: list[Draft] = []
    for draft in drafts:
        previous = joined[-1] if joined else None
        if previous is not None and _one_score(previous, draft):
            if not previous.labels:
                previous.labels = [previous.label]
            if draft.label not in previous.labels:
                previous.labels.append(draft.label)
            previous.further.append(draft)
            continue
        joined.append(draft)
    return joined


def _one_score(one: Draft, other: Draft) -> bool:
    points = one.cells.get("points"), other.cells.get("points")
    claimed = one.cells.get("claimed"), other.cells.get("claimed")
    if one.tier is not other.tier:
        return False
    if points[0] is not None and points[0] is points[1] and points[0].row_span > 1:
        return claimed[0] is claimed[1]
    if claimed[0] is not None and all(cell is None or is_blank(cell.raw) for cell in points):
        return claimed[0] is claimed[1] and claimed[0].row_span > 1
    return False


def form_row(draft: Draft, header: Header | None, remarks: Remarks) -> FormRow:
    """The row of the form: values read, with unit and relation of their columns."""
    cells = draft.cells
    points, labels = points_of(cells.get("points")), draft.labels or [draft.label]
    if points.is_empty and len(labels) == 1 and (header is None or not header.column("points")):
        name, within = split_points(labels[0])
        label_cell = cells.get("label")
        if within and label_cell is not None:
            labels, points = [name], stated(label_cell, within)
    criterion = cells.get("criterion") or cells.get("meaning")
    actual = _valued("actual", cells, header, remarks)
    if actual.is_empty and (header is None or not header.column("actual")):
        actual = _beside(cells.get("reason"), labels, remarks)
    return FormRow(
        labels=tuple(labels),
        tier=draft.tier.name,
        tier_points=draft.tier.points,
        group=draft.group,
        target=_target(cells, header, remarks),
        actual=actual,
        criterion=_criterion(criterion, draft.row),
        points=points,
        claimed=points_of(cells.get("claimed")),
        reason=_reason(cells),
        further=_further(draft, header, remarks),
    )


def _further(draft: Draft, header: Header | None, remarks: Remarks) -> tuple[Further, ...]:
    """Target and actual of the other indicators under the score, where one has its own."""
    own = [
        cell is not None and not is_blank(cell.raw) and cell is not draft.cells.get(role)
        for one in draft.further
        for role in ("target", "actual")
        for cell in (one.cells.get(role),)
    ]
    if not any(own):
        return ()
    return tuple(
        Further(
            one.label,
            _target(one.cells, header, remarks),
            _valued("actual", one.cells, header, remarks),
        )
        for one in draft.further
    )


def _reason(cells: dict[str, GridCell]) -> Cell:
    """The reason, and what is done about it where that has a column of its own."""
    reason, remedy = cell_of(cells.get("reason")), cell_of(cells.get("remedy"))
    if remedy.is_empty or reason.is_empty:
        return reason if remedy.is_empty else remedy
    return Cell(f"{reason.raw}；{remedy.raw}", at=reason.at)


def _criterion(cell: GridCell | None, row: Row) -> str:
    if cell is None or cell.row != row.number or is_blank(cell.raw):
        return ""
    return "".join(tidy(line) for line in cell.raw.splitlines())


def _valued(role: str, cells: dict[str, GridCell], header: Header | None, remarks: Remarks) -> Cell:
    cell = cells.get(role)
    if cell is None:
        return EMPTY
    column = header.column(role) if header else None
    said = cells.get("unit")
    unit = "" if said is None or is_blank(said.raw) else tidy(said.raw).strip("()（）")
    unit = (column.unit if column else "") or {"％": "%", "百分比": "%"}.get(unit, unit)
    found = cell_of(cell, unit)
    if unit == "%" and found.quantity and cell_of(cell).quantity != found.quantity:
        remarks.add(texts.BARE_PERCENT, cell.at, text=tidy(cell.raw))
    return found


def _beside(cell: GridCell | None, labels: list[str], remarks: Remarks) -> Cell:
    """The row's own figure where a table has no column for it: 满意度＞85% among the reasons."""
    said = _FIGURE.fullmatch(tidy(cell.raw)) if cell is not None else None
    if cell is None or said is None or len(labels) != 1:
        return EMPTY
    if not tidy(labels[0]).endswith(said["name"][-_NOUN:]):
        return EMPTY
    found = read_cell(said["value"], cell.at)
    if found.quantity is None:
        return EMPTY
    remarks.add(texts.FIGURE_BESIDE, cell.at, label=labels[0], text=tidy(cell.raw))
    return evolve(found, raw=cell.raw.strip())


def _target(cells: dict[str, GridCell], header: Header | None, remarks: Remarks) -> Cell:
    found = _valued("target", cells, header, remarks)
    sign = cells.get("relation")
    relation = sign_of(sign.raw) if sign is not None else None
    if relation is None or found.quantity is None or found.relation != "=":
        return found
    return evolve(found, relation=relation)


def stated(cell: GridCell, points: str) -> Cell:
    """Points that stand inside a heading, with its raw text."""
    return evolve(read_cell(points, cell.at), raw=cell.raw.strip())
