"""Where printed pages end: between two groups, unless that leaves too much of a page empty.

Row heights are ours, so that it can be told beforehand. A cell over several rows is then merged
page by page: programs draw no border where a page ends within one, and do not repeat its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

ACROSS, DOWN = 11.69, 8.27
"""A4 across, in inches."""
LEFT, RIGHT, TOP, BOTTOM = 0.4, 0.4, 0.5, 0.6
POINTS_PER_INCH = 72
LETTER, PADDING, POINTS_PER_PIXEL = 7, 5, 0.75
"""The width of a letter and of what surrounds a column's text, in pixels of the usual font."""
SAFE = 0.97
"""No page is planned fuller than this: programs round heights in their own ways."""
LEAST_FILL = 0.75
"""Whatever goes before a page ends between groups; a group that is torn shows its label again."""


def room(widths: Sequence[float]) -> float:
    """How tall the rows of a page may be together, where columns are shrunk to its width.

    Args:
        widths: the columns that are printed, in letters.
    """
    wide = sum(LETTER * one + PADDING for one in widths) * POINTS_PER_PIXEL
    shrunk = min(1.0, (ACROSS - LEFT - RIGHT) * POINTS_PER_INCH / wide)
    return (DOWN - TOP - BOTTOM) * POINTS_PER_INCH / shrunk * SAFE


def page_starts(
    heights: Sequence[float],
    *,
    room: float,
    repeated: float,
    groups: Collection[int],
    kept: Collection[int] = (),
    begun: Mapping[int, float] | None = None,
) -> list[int]:
    """The rows with which new pages begin.

    Args:
        heights: of all rows, in points.
        room: of a page.
        repeated: the height of the heading that stands on each further page.
        groups: the first rows of groups, before which a page ends best.
        kept: rows that go with the one above them.
        begun: how tall a row must be where it begins a page, with the labels that it shows then.
    """
    found: list[int] = []
    first, used, row = 0, 0.0, 0
    while row < len(heights):
        tall = heights[row]
        if found and row == first:
            tall = max(tall, (begun or {}).get(row, 0.0))
        if used + tall <= room or row == first:
            used, row = used + tall, row + 1
            continue
        row = first = _end(heights, first, row, room * LEAST_FILL, groups, kept)
        used = repeated
        found.append(first)
    return found


def _end(
    heights: Sequence[float],
    first: int,
    over: int,
    least: float,
    groups: Collection[int],
    kept: Collection[int],
) -> int:
    """The row before which a page ends, if ``over`` is the first one without room."""
    for row in range(over, first, -1):
        if row in groups and sum(heights[first:row]) >= least:
            return row
    return next((row for row in range(over, first, -1) if row not in kept), over)


def pieces(first: int, last: int, starts: Collection[int]) -> Iterator[tuple[int, int]]:
    """Rows from the first to the last, page by page."""
    begin = first
    for row in range(first + 1, last + 1):
        if row in starts:
            yield begin, row - 1
            begin = row
    yield begin, last
