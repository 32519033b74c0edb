"""The rows of the indicator table: levels carried down, columns by their headings.

A row says only what stands in it. Where a merged score stands over several rows they become
one row with several labels; where nothing tells which cell belongs where, nothing is placed.
"""

from __future__ import annotations

from attrs import define, evolve, field

from zhibiao.interpreting.grids.cells import cell_of
from zhibiao.interpreting.grids.columns import Finder, row_place
from zhibiao.interpreting.grids.headers import Header, is_structure
from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.grids.segments import Segment
from zhibiao.interpreting.remarks import Remarks
from zhibiao.interpreting.tables.rows import Draft, Level, form_row, shared, stated
from zhibiao.interpreting.vocabulary import GROUPS, SUBTOTALS, TIER_OF_GROUP, TIERS
from zhibiao.interpreting.wording import (
    bare,
    indicator_label,
    is_blank,
    is_number,
    only_points,
    row_label,
    split_points,
    tidy,
)
from zhibiao.messages import interpreting as texts
from zhibiao.model.document import GridCell
from zhibiao.model.form import EMPTY, Cell, FormRow, read_cell

ALL_LEVELS = 3
"""A cell over so many columns stands over all levels."""
_VALUES = ("target", "actual", "points", "claimed", "criterion", "reason")


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
        finder = Finder(segment.matrix, segment.header, segment.rows, self.remarks)
        if not segment.repeated:
            self._say_unused(segment.header, segment)
        for row in segment.rows:
            self._take(row, finder)

    def rows(self) -> tuple[FormRow, ...]:
        """All rows read so far."""
        return tuple(form_row(draft, self.header, self.remarks) for draft in shared(self.drafts))

    def _say_unused(self, header: Header, segment: Segment) -> None:
        for column in header.columns:
            if not column.role and len(column.text) > 1 and not is_structure(column.text):
                self.remarks.add(texts.UNUSED_COLUMN, segment.matrix.grid.at, heading=column.text)

    def _take(self, row: Row, finder: Finder) -> None:
        if not row.texts:
            return
        if finder.counted and self.drafts and self._wrapped(row, len(finder.roles)):
            return
        cells, doubtful = finder.find(row)
        if _sums_up(cells):
            return
        label = self._levels(cells, row)
        values = {role: cell for role, cell in cells.items() if role not in ("tier", "group")}
        written = [role for role in _VALUES if role in values and not is_blank(values[role].raw)]
        if self.drafts and finder.counted and self._continues(cells, label, written):
            self._continue(values, label, written, row)
            return
        if not written and (not label or _names_level(label)):
            return
        if not label:
            label = self._replacement(cells, written, finder)
            if not label:
                self.remarks.add(texts.NOT_PLACED, row_place(row), text="、".join(row.texts))
                return
            self.remarks.add(texts.NO_LABEL, row_place(row), label=label)
        if finder.counted:
            if _slipped(self.tier.name, self.group, label):
                self.group = label
                label = _moved_back(values) or label
            self._by_group(row)
        if doubtful:
            self.remarks.add(texts.DOUBTFUL, row_place(row), label=label)
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
        text = indicator_label(label.raw)
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
                self.tier.points = stated(cell, points)
            return
        name, within = _level(cell)
        if name != self.tier.name or (cell.row == row.number and not self._same_tier(name)):
            self.tier, self.group = Level(name, within), ""
        elif within is not EMPTY and self.tier.points is EMPTY:
            self.tier.points = within

    def _same_tier(self, name: str) -> bool:
        return bool(self.drafts) and self.drafts[-1].tier.name == name

    def _continues(self, cells: dict[str, GridCell], label: str, written: list[str]) -> bool:
        """Whether a row of extracted text goes on with the one above, or shares its score.

        Where only a reason goes on, it is the second line of a row; a row without points and
        score stands beside the merged score of the row above it.
        """
        if not label or (_names_level(label) and label.endswith("指标")):
            return False
        if written == ["reason"]:
            return True
        last = self.drafts[-1]
        if last.group != self.group or last.tier is not self.tier:
            return False
        if _is_empty(last.cells.get("points")) or "points" in written or "claimed" in written:
            return False
        return "points" in cells and len(cells) >= 4

    def _wrapped(self, row: Row, width: int) -> bool:
        """The second line of a row: points of a heading, the rest of a label or of a reason.

        A rest without points and score is the label's where the target above is a figure, which
        has none.
        """
        written = [cell for cell in row.cells if not is_blank(cell.raw)]
        last = self.drafts[-1]
        points = only_points(written[0].raw)
        if len(written) > 2 or (len(written) == 2 and is_number(tidy(written[1].raw))):
            return False
        if points:
            if self.tier.points is EMPTY:
                self.tier.points = stated(written[0], points)
            rest = written[1] if len(written) == 2 else None
        else:
            target = last.cells.get("target")
            beside = row.cells.index(written[-1]) >= width - 2
            if len(written) < 2 or not beside or _names_level(written[0].raw):
                return False
            if _is_empty(last.cells.get("points")) or cell_of(target).quantity is None:
                return False
            rest = written[0]
            self._reason(written[1])
        if rest is not None:
            last.label += tidy(rest.raw)
            self.remarks.add(texts.JOINED_LABEL, rest.at, label=last.label)
        return True

    def _reason(self, more: GridCell) -> None:
        """The rest of a reason, put to what stands above it."""
        before = self.drafts[-1].cells.get("reason")
        joined = (before.raw if before is not None else "") + more.raw
        self.drafts[-1].cells["reason"] = evolve(before or more, raw=joined)

    def _continue(
        self, values: dict[str, GridCell], label: str, written: list[str], row: Row
    ) -> None:
        last = self.drafts[-1]
        if written == ["reason"]:
            last.label += label
            self._reason(values["reason"])
            self.remarks.add(texts.JOINED_LABEL, values["label"].at, label=last.label)
            return
        last.labels = [*(last.labels or [last.label]), label]
        self.remarks.add(texts.SHARED_SCORE, values["label"].at, label="、".join(last.labels))
        last.further.append(Draft(row, label, self.tier, self.group, values))

    def _replacement(self, cells: dict[str, GridCell], written: list[str], finder: Finder) -> str:
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
        here = [draft for draft in self.drafts if draft.tier is self.tier]
        if any(draft.group == self.group for draft in here):
            return
        before = next((d.tier for d in reversed(self.drafts) if bare(d.tier.name) == known), None)
        self.tier = before or Level(known)
        self.remarks.add(texts.TIER_BY_GROUP, row_place(row), group=self.group, tier=known)


def _level(cell: GridCell) -> tuple[str, Cell]:
    name, points = split_points(cell.raw)
    return row_label(name) or name, stated(cell, points) if points else EMPTY


def _sums_up(cells: dict[str, GridCell]) -> bool:
    """Whether one cell over all levels says that the row adds up those above it."""
    label = cells.get("label")
    if label is None:
        return False
    if label not in (cells.get("tier"), cells.get("group")) and label.column_span < ALL_LEVELS:
        return False
    return bool(SUBTOTALS.fullmatch(row_label(label.raw)))


def _is_empty(cell: GridCell | None) -> bool:
    return cell is None or is_blank(cell.raw)


def _tier_of(group: str) -> str:
    plain = bare(group)
    return next((tier for tier, pattern in TIER_OF_GROUP if pattern.fullmatch(plain)), "")


def _slipped(tier: str, group: str, label: str) -> bool:
    """Whether levels stand one column to the right: the first as a second level, and so on.

    成本指标 is a second level too, but of 产出指标 alone.
    """
    known = _tier_of(label)
    return known == bare(group) and (
        known == "满意度指标" or bare(tier) in ("满意度指标", "效益指标")
    )


def _moved_back(cells: dict[str, GridCell]) -> str:
    """The label that stands in the column of the target, where the row slipped as a whole."""
    target, actual = cells.get("target"), cells.get("actual")
    if target is None or actual is None or _is_empty(target) or _is_empty(actual):
        return ""
    text = tidy(target.raw)
    if read_cell(text).quantity is not None or text[:1] in "≥≤><=":
        return ""
    cells["label"], cells["target"] = target, actual
    del cells["actual"]
    return text


def _names_level(label: str) -> bool:
    plain = bare(label)
    return bool(GROUPS.fullmatch(plain) or TIERS.fullmatch(plain))
