"""One page of a PDF to its tables and paragraphs, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zhibiao.messages import readers as texts
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_PAGE_CROSSINGS, MAX_PAGE_SIGNS
from zhibiao.readers.pdf.breaks import Item, Prose
from zhibiao.readers.pdf.lines import Line, joined, lines_of
from zhibiao.readers.pdf.tables import Box, DrawnTable, drawn_table
from zhibiao.readers.reader import refused

_PAGE_NUMBER = re.compile(
    r"[-—–－\s]*(第\s*)?\d{1,4}(\s*页)?(\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－\s]*"
)
_FEW = 20
"""A page of fewer signs that is mostly a picture is a scan."""
_MOSTLY = 0.5
_NEAR = 3.0


def is_scan(page: Any) -> bool:
    """Whether a page is a picture of a page."""
    if sum(1 for char in page.chars if char["text"].strip()) >= _FEW:
        return False
    covered = max((one["width"] * one["height"] for one in page.images), default=0)
    return bool(covered > _MOSTLY * page.width * page.height)


def is_crowded(page: Any) -> bool:
    """Whether so many lines are drawn that looking for tables would take very long."""
    across = {round(edge["top"] / _NEAR) for edge in page.edges if edge["orientation"] == "h"}
    down = {round(edge["x0"] / _NEAR) for edge in page.edges if edge["orientation"] == "v"}
    return len(across) * len(down) > MAX_PAGE_CROSSINGS


def read_page(page: Any, budget: Budget) -> list[Item]:
    """The parts of a page.

    Args:
        page: a page of pdfplumber.
        budget: counts the cells of the whole document.
    """
    if len(page.chars) > MAX_PAGE_SIGNS:
        raise refused(texts.TOO_MUCH, budget.name, most=MAX_PAGE_SIGNS, what=texts.SIGNS)
    # Programs that have no bold letters print each sign twice.
    chars = [char for char in page.dedupe_chars(tolerance=1).chars if char["upright"]]
    placed: list[tuple[float, Item]] = []
    for table in [] if is_crowded(page) else page.find_tables():
        box: Box = table.bbox
        inside = [char for char in chars if _is_inside(char, box)]
        chars = [char for char in chars if not _is_inside(char, box)]
        found = drawn_table(page.page_number, box, list(dict.fromkeys(table.cells)), inside, budget)
        if any(cell.placed.raw for cell in found.cells):
            placed.append((box[1], found))
    lines = [line for line in lines_of(chars) if not _is_page_number(line, page)]
    tops = sorted(top for top, _ in placed)
    edges = [edge for _, item in placed if isinstance(item, DrawnTable) for edge in item.edges]
    right = max([*edges, *(line.right for line in lines)], default=0)
    placed += _paragraphs(lines, page.page_number, tops, (right, page.height))
    return [item for _, item in sorted(placed, key=lambda one: one[0])]


def _is_inside(char: dict[str, Any], box: Box) -> bool:
    across = (char["x0"] + char["x1"]) / 2
    down = (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _is_page_number(line: Line, page: Any) -> bool:
    """Whether a line at the foot or head of a page is its number."""
    at_edge = line.top > page.height * 0.88 or line.bottom < page.height * 0.08
    return bool(at_edge and _PAGE_NUMBER.fullmatch(line.text))


def _paragraphs(
    lines: list[Line], page: int, tables: list[float], size: tuple[float, float]
) -> Iterator[tuple[float, Item]]:
    """The paragraphs of a page; none reaches over a table."""
    if not lines:
        return
    left = min(line.left for line in lines)
    right, height = size
    open_one: tuple[float, Prose] | None = None
    before: Line | None = None
    for line in lines:
        starts_in = line.left > left + line.size
        if (
            open_one is not None
            and before is not None
            and not starts_in
            and before.fills(right - before.left, line.text)
            and not any(before.top < top < line.top for top in tables)
        ):
            open_one[1].text = joined(open_one[1].text, line.text)
        else:
            if open_one is not None:
                yield open_one
            open_one = line.top, Prose(page, line.text, starts_in=starts_in)
        before = line
    if open_one is not None and before is not None:
        at_foot = before.bottom > height * 0.75
        open_one[1].goes_on = at_foot and before.fills(right - before.left)
        yield open_one
