"""The annual goal: its heading row, and the cells below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from zhibiao.interpreting.grids.matrix import Row
from zhibiao.interpreting.grids.segments import Segment, is_goal_heading
from zhibiao.interpreting.prose.goals import goal_figures
from zhibiao.interpreting.vocabulary import DONE_HEADINGS, GOAL_HEADINGS
from zhibiao.interpreting.wording import bare, is_blank
from zhibiao.model.document import GridCell
from zhibiao.model.form import Stated

_Kind = Literal["fact", "goal"]


def goals(segment: Segment) -> Iterator[Stated]:
    """The figures of the goal and of what was done, in the order of the cells."""
    headings: list[tuple[GridCell, int, _Kind]] = []
    for row in segment.rows:
        if is_goal_heading(row.texts):
            headings = _headings(row)
            yield from _beside(row)
            continue
        for heading, index, kind in headings:
            cell = _below(row, heading, index, aligned=segment.matrix.aligned)
            if cell is not None and cell.row == row.number:
                yield from goal_figures(cell, kind, bare(heading.raw))


def _headings(row: Row) -> list[tuple[GridCell, int, _Kind]]:
    found: list[tuple[GridCell, int, _Kind]] = []
    for index, cell in enumerate(row.cells):
        plain = bare(cell.raw)
        if GOAL_HEADINGS.fullmatch(plain):
            found.append((cell, index, "goal"))
        elif DONE_HEADINGS.fullmatch(plain):
            found.append((cell, index, "fact"))
    if sum(kind == "goal" for _, _, kind in found) > 1:
        found.pop(0)  # the heading of the whole part stands before those of its columns
    return found


def _beside(row: Row) -> Iterator[Stated]:
    """A goal that stands in the row of its heading."""
    written = [cell for cell in row.starting if not is_blank(cell.raw)]
    headed = [bool(GOAL_HEADINGS.fullmatch(bare(cell.raw))) for cell in written]
    if headed == [True, False]:
        yield from goal_figures(written[1], "goal", bare(written[0].raw))


def _below(row: Row, heading: GridCell, index: int, *, aligned: bool) -> GridCell | None:
    if aligned:
        return row.at(heading.column)
    return row.cells[index] if index < len(row.cells) else None
