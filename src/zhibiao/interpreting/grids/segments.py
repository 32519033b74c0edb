"""A table cut into the parts of a form: its head, the funds, the goal, the indicators, the total.

Each part is found by the words of its headings; the rest are figures of some kind.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from zhibiao.interpreting.grids.headers import (
    Header,
    funds_header,
    indicator_header,
    is_heading,
    is_own_list,
    listing_header,
)
from zhibiao.interpreting.grids.matrix import Matrix, Row
from zhibiao.interpreting.heading import unit_in_text, year_alone
from zhibiao.interpreting.vocabulary import (
    DONE_HEADINGS,
    FUND_SOURCES,
    GOAL_HEADINGS,
    NATURE,
    NOTES,
    PROJECT_LABELS,
    SCORE_TOTALS,
    STRUCTURE,
    TITLE,
    TOTALS,
    UNIT_LABELS,
    Role,
)
from zhibiao.interpreting.wording import bare, is_blank, is_figure, is_number, row_label, tidy
from zhibiao.model.document import GridCell

Kind = Literal[
    "title", "head", "funds", "goals", "indicators", "total", "notes", "figures", "listing"
]

_VALUES = ("value", "at_least", "at_most")


@frozen
class Segment:
    """Rows of one kind that follow one another, with the header that they stand under."""

    kind: Kind
    matrix: Matrix
    rows: tuple[Row, ...]
    header: Header | None = None
    repeated: bool = False
    """Whether the header was carried over from the table before."""


def segments(matrix: Matrix, carried: Header | None = None) -> tuple[Segment, ...]:
    """The parts of a table in order.

    Args:
        matrix: the table.
        carried: the header of an indicator table that a page break may have cut.
    """
    cutter = _Cutter(matrix, carried)
    number = 1
    while number <= len(matrix.rows):
        number = cutter.take(number)
    return cutter.done()


class _Cutter:
    """Walks down the rows and knows in which part it is."""

    def __init__(self, matrix: Matrix, carried: Header | None) -> None:
        self.matrix = matrix
        self.found: list[Segment] = []
        self.kind: Kind = "indicators" if carried else "figures"
        self.header = carried
        self.repeated = carried is not None
        self.rows: list[Row] = []

    def take(self, number: int) -> int:
        """Puts a row where it belongs and says which row is next."""
        row = self.matrix.rows[number - 1]
        if self.kind == "listing" and self._listed(row):
            self.rows.append(row)
            return number + 1
        header = indicator_header(self.matrix, number)
        if header is not None:
            self._turn("indicators", header)
            return header.last_row + 1
        funds = funds_header(self.matrix, number)
        if funds is not None:
            self._turn("funds", funds)
            self.rows += self.matrix.rows[number - 1 : funds.first_row - 1]
            return funds.last_row + 1
        listing = listing_header(self.matrix, number)
        if listing is not None:
            self._turn("listing", listing)
            return listing.last_row + 1
        kind = self._kind(row)
        if kind != self.kind:
            self._turn(kind, self.header if kind == "total" else None)
        self.rows.append(row)
        return number + 1

    def done(self) -> tuple[Segment, ...]:
        self._turn("notes", None)
        return tuple(self.found)

    def _turn(self, kind: Kind, header: Header | None) -> None:
        if self.rows or (self.kind == "indicators" and self.header and not self.repeated):
            self.found.append(
                Segment(self.kind, self.matrix, tuple(self.rows), self.header, self.repeated)
            )
        self.kind, self.header, self.rows, self.repeated = kind, header, [], False

    def _listed(self, row: Row) -> bool:
        """Whether a row states a figure under the headings of a list, or waits for one."""
        assert self.header is not None
        if is_own_list(self.header) or _waits(row, self.header):
            return True
        return any(is_figure(cell.raw) for cell in _under(row, self.header, *_VALUES))

    def _kind(self, row: Row) -> Kind:
        texts = row.texts
        if not texts:
            return self.kind
        first = bare(texts[0])
        named = _named(texts)
        if self.kind == "listing" and len(texts) > 1:
            return "listing"
        if self.kind in ("indicators", "total"):
            return self._below_indicators(texts, first, named=named)
        if named:
            return "head"
        if len(texts) == 1 and year_alone(texts[0]) is not None:
            return "title"
        if SCORE_TOTALS.fullmatch(first) and 2 <= len(texts) <= 3 and is_number(texts[1]):
            return "total"
        if is_goal_heading(texts):
            return "goals"
        if self.kind == "goals" and not NOTES.match(first):
            return "goals"
        if self.kind == "funds" and _of_funds(texts):
            return "funds"
        if NOTES.match(texts[0]):
            return "notes"
        if len(texts) == 1 and TITLE.search(texts[0]) and len(texts[0]) <= 50:
            return "title"
        return "figures"

    def _below_indicators(self, texts: tuple[str, ...], first: str, *, named: bool) -> Kind:
        inner = next((text for text in map(bare, texts) if text not in STRUCTURE), first)
        if TOTALS.fullmatch(row_label(inner)) or (TOTALS.match(inner) and len(texts) == 1):
            return "total"
        if self.kind == "total" and all(is_figure(text) for text in texts):
            return "total"
        if named:
            return "head"
        if NOTES.match(texts[0]) and len(texts) <= 8:
            return "notes"
        if len(texts) == 1 and TITLE.search(texts[0]) and len(texts[0]) <= 50:
            return "title"
        return "indicators" if self.kind == "indicators" else "figures"


def _waits(row: Row, header: Header) -> bool:
    """Whether a row of a list asks for a figure that nobody has filled in yet.

    Its label and what it is used in may be words that elsewhere head columns of amounts; the unit
    beside them is no heading, and nothing stands where its figure belongs.
    """
    label, unit = _under(row, header, "label"), _under(row, header, "unit")
    values = _under(row, header, *_VALUES)
    named = bool(label) and not is_blank(label[0].raw) and label != unit
    counted = bool(unit) and is_figure("1" + tidy(unit[0].raw)) and not is_heading(unit[0].raw)
    return named and counted and all(is_blank(cell.raw) for cell in values)


def _under(row: Row, header: Header, *roles: Role) -> tuple[GridCell, ...]:
    columns = (header.column(role) for role in roles)
    cells = (row.at(column.first) for column in columns if column is not None)
    return tuple(cell for cell in cells if cell is not None)


def _named(texts: tuple[str, ...]) -> bool:
    """Whether a row names the unit or the project, in cells or behind a colon."""
    return any(_is_name(bare(text)) or unit_in_text(text[:80]) is not None for text in texts)


def _is_name(label: str) -> bool:
    if PROJECT_LABELS.fullmatch(label):
        return True
    return any(pattern.fullmatch(label) for _, pattern in UNIT_LABELS)


def is_goal_heading(texts: tuple[str, ...]) -> bool:
    """Whether a row heads the annual goal."""
    shown = [bare(text) for text in texts]
    goal = any(GOAL_HEADINGS.fullmatch(text) for text in shown)
    return goal and (len(shown) <= 2 or any(DONE_HEADINGS.fullmatch(text) for text in shown))


def _of_funds(texts: tuple[str, ...]) -> bool:
    shown = [row_label(text) for text in texts]
    if any(NATURE.match(text) for text in shown):
        return True
    if any(is_figure(text) for text in shown):
        return True
    return any(pattern.search(text) for text in shown for _, pattern in FUND_SOURCES)
