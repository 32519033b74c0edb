"""The rows of the indicator table: levels carried down, columns by their headings.

A row says only what stands in it. Where a merged score stands over several rows they become
one row with several labels; where nothing tells which cell belongs where, nothing is placed.
"""

from __future__ import annotations

from attrs import define, evolve, field

from zhibiao.interpreting.cells import cell_of, sign_of
from zhibiao.interpreting.headers import Column, Header, is_structure
from zhibiao.interpreting.matrix import Matrix, Row
from zhibiao.interpreting.placing import Placement, place
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.segments import Segment
from zhibiao.interpreting.vocabulary import GROUPS, TIER_OF_GROUP, TIERS
from zhibiao.interpreting.wording import (
    bare,
    is_blank,
    only_points,
    row_label,
    split_points,
    tidy,
)
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.form import EMPTY, Cell, FormRow, read_cell
from zhibiao.model.place import Where

_VALUES = ("target", "actual", "points", "claimed", "criterion", "reason")


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


@define
class IndicatorTable:
    """An indicator table while it is read, over page breaks and repeated headers."""

    remarks: Remarks
    header: Header | None = None
    tier: Level = field(factory=Level)
    group: str = ""
    drafts: list[Draft] = field(factory=list)

    def read(self, segment: Segment) -> None:
        """Takes the rows of a segment."""
        assert segment.header is not None
        self.header = segment.header
        finder = _Finder(segment.matrix, segment.header, segment.rows, self.remarks)
        if not segment.repeated:
            self._say_unused(segment.header, segment)
        for row in segment.rows:
            self._take(row, finder)

    def rows(self) -> tuple[FormRow, ...]:
        """All rows read so far."""
        return tuple(_form_row(draft, self.header, self.remarks) for draft in _shared(self.drafts))

    def _say_unused(self, header: Header, segment: Segment) -> None:
        for column in header.columns:
            if not column.role and len(column.text) > 1 and not is_structure(column.text):
                self.remarks.add(texts.UNUSED_COLUMN, segment.matrix.grid.at, heading=column.text)

    def _take(self, row: Row, finder: _Finder) -> None:
        if not row.texts:
            return
        if finder.counted and self.drafts and self._wrapped(row):
            return
        cells, doubtful = finder.find(row)
        label = self._levels(cells, row)
        values = {role: cell for role, cell in cells.items() if role not in ("tier", "group")}
        written = [role for role in _VALUES if role in values and not is_blank(values[role].raw)]
        if self.drafts and finder.counted and self._continues(cells, label, written):
            self._continue(values, label)
            return
        if not written and (not label or _names_level(label)):
            return
        if not label:
            label = self._replacement(cells, written, finder)
            if not label:
                self.remarks.add(texts.NOT_PLACED, _at(row), text="、".join(row.texts))
                return
            self.remarks.add(texts.NO_LABEL, _at(row), label=label)
        if finder.counted:
            if (
                GROUPS.fullmatch(bare(label))
                and bare(self.group) == _tier_of(label) == "满意度指标"
            ):
                self.group = label  # the first level slipped into the column of the second
            self._by_group(row)
        if doubtful:
            self.remarks.add(texts.DOUBTFUL, _at(row), label=label)
        self.drafts.append(Draft(row, label, self.tier, self.group, values, doubtful))

    def _levels(self, cells: dict[str, GridCell], row: Row) -> str:
        """Carries the levels down and gives the row's own label."""
        tier, group, label = (cells.get(role) for role in ("tier", "group", "label"))
        if tier is not None and not is_blank(tier.raw):
            self._new_tier(tier, row)
        if group is not None and group is not tier and not is_blank(group.raw):
            named = split_points(group.raw)[0]
            if not only_points(group.raw):
                self.group = row_label(named) or named
        if label is None or is_blank(label.raw):
            return ""
        text = tidy(label.raw)
        if label is tier:
            self.group = ""
            return split_points(text)[0]
        if label is group:
            if GROUPS.fullmatch(bare(text)) is None:
                self.group = ""
            return split_points(text)[0]
        if TIERS.fullmatch(bare(text)) and len(row.texts) == 1:
            self.tier, self.group = Level(*_level(label)), ""
            return ""
        return "" if is_blank(text) else text

    def _new_tier(self, cell: GridCell, row: Row) -> None:
        points = only_points(cell.raw)
        if points:
            if self.tier.points is EMPTY:
                self.tier.points = _stated(cell, points)
            return
        name, stated = _level(cell)
        if name != self.tier.name or (cell.row == row.number and not self._same_tier(name)):
            self.tier, self.group = Level(name, stated), ""
        elif stated is not EMPTY and self.tier.points is EMPTY:
            self.tier.points = stated

    def _same_tier(self, name: str) -> bool:
        return bool(self.drafts) and self.drafts[-1].tier.name == name

    def _continues(self, cells: dict[str, GridCell], label: str, written: list[str]) -> bool:
        """Whether a row of extracted text goes on with the one above, or shares its score.

        Where only a reason goes on, it is the second line of a row; a label with nothing
        beside it stands under the merged score above it.
        """
        if not label or (_names_level(label) and label.endswith("指标")):
            return False
        tier, group = cells.get("tier"), cells.get("group")
        if written == ["reason"]:
            return True
        return not written and _is_empty(tier) and _is_empty(group) and len(cells) >= 4

    def _wrapped(self, row: Row) -> bool:
        """The points of a heading on a line of their own, with the rest of a label beside them."""
        written = [cell for cell in row.cells if not is_blank(cell.raw)]
        points = only_points(written[0].raw)
        if not points or len(written) > 2:
            return False
        if self.tier.points is EMPTY:
            self.tier.points = _stated(written[0], points)
        if len(written) == 2:
            self.drafts[-1].label += tidy(written[1].raw)
            self.remarks.add(texts.JOINED_LABEL, written[1].at, label=self.drafts[-1].label)
        return True

    def _continue(self, values: dict[str, GridCell], label: str) -> None:
        last = self.drafts[-1]
        reason = values.get("reason")
        if _is_empty(reason) and last.group == self.group:
            last.labels = [*(last.labels or [last.label]), label]
            self.remarks.add(texts.SHARED_SCORE, values["label"].at, label="、".join(last.labels))
            return
        last.label += label
        if reason is not None and not _is_empty(reason):
            before = last.cells.get("reason")
            joined = (before.raw if before is not None else "") + reason.raw
            last.cells["reason"] = evolve(before or reason, raw=joined)
        self.remarks.add(texts.JOINED_LABEL, values["label"].at, label=last.label)

    def _replacement(self, cells: dict[str, GridCell], written: list[str], finder: _Finder) -> str:
        """The words of a level for a row that has no label of its own, or none."""
        own = any(not _is_empty(cells.get(level)) for level in ("tier", "group"))
        if written == ["criterion"] or (finder.counted and not own):
            return ""
        return self.group or self.tier.name

    def _by_group(self, row: Row) -> None:
        """In extracted text, a second level that the framework knows says which first it has."""
        known = _tier_of(self.group)
        if not known or bare(self.tier.name) == known:
            return
        if any(draft.tier.name == self.tier.name and draft.group == self.group
               for draft in self.drafts if draft.tier is self.tier):  # fmt: skip
            return
        before = next((d.tier for d in reversed(self.drafts) if bare(d.tier.name) == known), None)
        self.tier = before or Level(known)
        self.remarks.add(texts.TIER_BY_GROUP, _at(row), group=self.group, tier=known)


class _Finder:
    """Finds the cells of a row by the columns of the header."""

    def __init__(
        self, matrix: Matrix, header: Header, rows: tuple[Row, ...], remarks: Remarks
    ) -> None:
        self.header = header
        self.roles = tuple(column.role for column in header.columns)
        self.remarks = remarks
        self.counted = not matrix.aligned or not _fits(rows, header)
        self.usual = self._usual(rows) if self.counted else None

    def find(self, row: Row) -> tuple[dict[str, GridCell], bool]:
        """The cells by role, and whether some could stand elsewhere."""
        if not self.counted:
            return {
                column.role: cell
                for column in self.header.columns
                if column.role and (cell := _joined(row, column)) is not None
            }, False
        placed = self._placed(row)
        found = {
            self.roles[column]: row.cells[index]
            for column, index in placed.cells.items()
            if self.roles[column] and column not in placed.doubtful
        }
        for column, index in placed.cells.items():
            if column in placed.doubtful and self.roles[column] in ("tier", "group", "label"):
                found[self.roles[column]] = row.cells[index]
        lost = [
            tidy(cell.raw)
            for index, cell in enumerate(row.cells)
            if index not in placed.cells.values() and not is_blank(cell.raw)
        ]
        if lost:
            self.remarks.add(texts.NOT_PLACED, _at(row), text="、".join(lost)[:60])
        return found, bool(placed.doubtful)

    def _placed(self, row: Row) -> Placement:
        return place([tidy(cell.raw) for cell in row.cells[: 4 * len(self.roles)]],
                     self.roles, self.usual)  # fmt: skip

    def _usual(self, rows: tuple[Row, ...]) -> dict[int, int]:
        """By how much the cells of most rows stand aside of their headings."""
        shifts = range(-3, 4)
        sample = [row for row in rows if row.texts][:60]

        def cost(shift: int) -> float:
            usual = {column: column - shift for column in range(len(self.roles))}
            return sum(
                place([tidy(cell.raw) for cell in row.cells[: 4 * len(self.roles)]],
                      self.roles, usual).cost
                for row in sample
            )  # fmt: skip

        best = min(shifts, key=lambda shift: (round(cost(shift), 6), abs(shift)))
        return {column: column - best for column in range(len(self.roles))}


def _fits(rows: tuple[Row, ...], header: Header) -> bool:
    """Whether the rows' columns are those of the header: some cell starts at each."""
    starts = {cell.column for row in rows for cell in row.cells}
    wanted = {column.first for column in header.columns if column.role}
    return not starts or len(wanted & starts) * 4 >= len(wanted) * 3


def _joined(row: Row, column: Column) -> GridCell | None:
    """The cell under a heading; of several narrow ones, all their words."""
    cells = list(row.between(column.first, column.last))
    written = [cell for cell in cells if not is_blank(cell.raw)]
    if not written:
        return cells[0] if cells else None
    if len(written) == 1:
        return written[0]
    return evolve(written[0], raw="".join(tidy(cell.raw) for cell in written))


def _level(cell: GridCell) -> tuple[str, Cell]:
    name, points = split_points(cell.raw)
    return row_label(name) or name, _stated(cell, points) if points else EMPTY


def _stated(cell: GridCell, points: str) -> Cell:
    return evolve(read_cell(points, cell.at), raw=cell.raw.strip())


def _shared(drafts: list[Draft]) -> list[Draft]:
    """Rows over which one merged score stands, as one."""
    joined: list[Draft] = []
    for draft in drafts:
        previous = joined[-1] if joined else None
        if previous is not None and _one_score(previous, draft):
            if not previous.labels:
                previous.labels = [previous.label]
            if draft.label not in previous.labels:
                previous.labels.append(draft.label)
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
    if points[0] is None and points[1] is None and claimed[0] is not None:
        return claimed[0] is claimed[1] and claimed[0].row_span > 1
    return False


def _form_row(draft: Draft, header: Header | None, remarks: Remarks) -> FormRow:
    cells = draft.cells
    points, labels = cell_of(cells.get("points")), draft.labels or [draft.label]
    if points.is_empty and len(labels) == 1 and (header is None or not header.column("points")):
        name, stated = split_points(labels[0])
        label_cell = cells.get("label")
        if stated and label_cell is not None:
            labels, points = [name], _stated(label_cell, stated)
    criterion = cells.get("criterion") or cells.get("meaning")
    return FormRow(
        labels=tuple(labels),
        tier=draft.tier.name,
        tier_points=draft.tier.points,
        group=draft.group,
        target=_target(cells, header, remarks),
        actual=_valued("actual", cells, header, remarks),
        criterion=_criterion(criterion, draft.row),
        points=points,
        claimed=cell_of(cells.get("claimed")),
        reason=cell_of(cells.get("reason")),
    )


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


def _target(cells: dict[str, GridCell], header: Header | None, remarks: Remarks) -> Cell:
    found = _valued("target", cells, header, remarks)
    sign = cells.get("relation")
    relation = sign_of(sign.raw) if sign is not None else None
    if relation is None or found.quantity is None or found.relation != "=":
        return found
    return evolve(found, relation=relation)


def _is_empty(cell: GridCell | None) -> bool:
    return cell is None or is_blank(cell.raw)


def _tier_of(group: str) -> str:
    plain = bare(group)
    return next((tier for tier, pattern in TIER_OF_GROUP if pattern.fullmatch(plain)), "")


def _names_level(label: str) -> bool:
    plain = bare(label)
    return bool(GROUPS.fullmatch(plain) or TIERS.fullmatch(plain))


def _at(row: Row) -> Where:
    return evolve(row.cells[0].at, cell=None)
