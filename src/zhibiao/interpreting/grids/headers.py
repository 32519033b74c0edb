"""The headings of a table found by their words, in one row or several, in any order."""

from __future__ import annotations

import re

from attrs import evolve, field, frozen

from zhibiao.interpreting.grids.matrix import Matrix, Row
from zhibiao.interpreting.vocabulary import (
    FUNDS_HEADINGS,
    HEADING_PATTERNS,
    INDICATOR_HEADINGS,
    LISTING_HEADINGS,
    OWN_HEADINGS,
    OWN_LIST_MARKS,
    OWN_LISTING,
    STRUCTURE,
    TIERS,
    Role,
)
from zhibiao.interpreting.wording import bare, is_blank, tidy, unit_of
from zhibiao.model.document import GridCell

MAX_HEADER_ROWS = 4
MAX_HEADING = 24
"""A longer text is none that a pattern should call a heading."""
_LEVELS = ("tier", "group", "label")
_BOUNDS = ("at_least", "at_most")
_VALUES = ("target", "actual", "points", "claimed", "criterion", "reason")


@frozen
class Column:
    """One column: its role (``""`` for a heading that was not recognised) and where it lies.

    ``order`` is its place among the columns of the header, from 0.
    """

    role: Role
    text: str
    first: int
    last: int
    order: int
    unit: str = ""


@frozen
class Header:
    """The headings of a table and the rows they stand in."""

    columns: tuple[Column, ...]
    first_row: int
    last_row: int
    _by_role: dict[Role, Column] = field(init=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        roles: dict[Role, Column] = {}
        for column in self.columns:
            if column.role:
                roles.setdefault(column.role, column)
        object.__setattr__(self, "_by_role", roles)

    def column(self, role: Role) -> Column | None:
        """The column of a role, where the table has one."""
        return self._by_role.get(role)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that have a column."""
        return frozenset(self._by_role)


def _words(table: dict[Role, tuple[str, ...]]) -> dict[str, Role]:
    return {word: role for role, words in table.items() for word in words}


def _with_own(table: dict[Role, tuple[str, ...]]) -> dict[str, Role]:
    """The words of a table's headings, with our own for the same roles."""
    own = _words(OWN_HEADINGS).items()
    return _words(table) | {word: role for word, role in own if role in table}


_INDICATOR = _with_own(INDICATOR_HEADINGS)
FUNDS_ROLES = _with_own(FUNDS_HEADINGS)
_LISTING = _words(LISTING_HEADINGS) | _words(OWN_LISTING)
_YEAR = re.compile(
    r"^(?:20\d{2}年?度?|本年度?|年度)(?=(?:年初|全年|实际|执行|目标|指标|预期|调整))"
)
_REMEDY = re.compile(r"措施|原因|扣分|说明")
_LETTER = re.compile(r"[A-Ca-c](?:/[A-Ca-c])?$")


def role_of(text: str, table: dict[str, Role]) -> Role:
    """The role that a heading names, or ``""``."""
    plain = bare(text)
    for shown in (plain, _YEAR.sub("", plain), _LETTER.sub("", plain)):
        if shown in table:
            return table[shown]
    if table is not _INDICATOR or not 2 <= len(plain) <= MAX_HEADING:
        return ""
    return next((role for role, pattern in HEADING_PATTERNS if pattern.search(plain)), "")


def indicator_header(matrix: Matrix, number: int) -> Header | None:
    """The header of an indicator table that starts in a row, or none."""
    found = _header(matrix, number, _INDICATOR)
    if found is None:
        return None
    roles = found.roles
    levels = sum(role in roles for role in _LEVELS)
    values = sum(role in roles for role in _VALUES)
    if levels == 0 or values == 0 or levels + values < 3:
        return None
    if "label" in roles:
        return found
    return _renamed(found, "group" if "group" in roles else "tier", "label")


def funds_header(matrix: Matrix, number: int) -> Header | None:
    """The header of a funds table that starts in a row, or none."""
    found = _header(matrix, number, FUNDS_ROLES)
    if found is None:
        return None
    amounts = found.roles & {"initial_budget", "annual_budget", "expenditure"}
    return found if len(amounts) >= 2 or (amounts and "rate" in found.roles) else None


def listing_header(matrix: Matrix, number: int) -> Header | None:
    """The header of a list of figures that starts in a row, or none."""
    found = _header(matrix, number, _LISTING)
    if found is None or not {"label", "value"} <= found.roles:
        return None
    return found if found.roles & {"unit", "at_least", "at_most"} else None


def is_heading(text: str) -> bool:
    """Whether a text, or the lack of one, may head a column in any kind of table."""
    return is_blank(text) or any(role_of(text, one) for one in (_INDICATOR, FUNDS_ROLES, _LISTING))


def is_own_list(header: Header) -> bool:
    """Whether a list of figures is the one of a workbook that zhibiao made.

    What such a sheet holds is known: every row below the headings is one figure, whatever its
    words are and whichever of its cells are still blank.
    """
    shown = {column.text for column in header.columns}
    return {"value", *_BOUNDS} <= header.roles and all(
        not shown.isdisjoint(words) for words in OWN_LIST_MARKS
    )


def _renamed(header: Header, old: Role, new: Role) -> Header:
    columns = tuple(
        evolve(column, role=new) if column.role == old else column for column in header.columns
    )
    return Header(columns, header.first_row, header.last_row)


def _header(matrix: Matrix, number: int, table: dict[str, Role]) -> Header | None:
    row = matrix.rows[number - 1]
    if sum(bool(role_of(cell.raw, table)) for cell in row.starting) < 2:
        return None
    last = _last_row(matrix, row, table)
    rows = matrix.rows[number - 1 : last]
    columns = _columns(rows, table) if matrix.aligned else _counted(rows, table)
    return Header(_settled(columns), number, last)


def _last_row(matrix: Matrix, row: Row, table: dict[str, Role]) -> int:
    """The header goes on while a row below holds headings alone."""
    last = row.number
    for below in matrix.rows[row.number : row.number + MAX_HEADER_ROWS - 1]:
        fresh = [cell for cell in below.starting if not is_blank(cell.raw)]
        if not fresh:
            covered = bool(below.cells) and matrix.aligned and not below.starting
            if covered:
                last = below.number
                continue
            break
        known = [cell for cell in fresh if role_of(cell.raw, table) or _marks(cell.raw)]
        if len(known) < len(fresh) or any(_repeats(cell, row, table) for cell in fresh):
            break
        last = below.number
    return last


def _marks(raw: str) -> bool:
    return bool(re.fullmatch(r"[(（]?[A-Ca-c](?:/[A-Ca-c])?[)）]?", tidy(raw)))


def _repeats(cell: GridCell, row: Row, table: dict[str, Role]) -> bool:
    """Whether the same heading stands above: then a second table starts, not a second line."""
    above = row.at(cell.column)
    same = above is not None and tidy(above.raw) == tidy(cell.raw)
    return same and bool(role_of(cell.raw, table))


def _columns(rows: tuple[Row, ...], table: dict[str, Role]) -> list[Column]:
    """Columns of a header: the finest cells of its rows, each with all that stands above it."""
    edges = sorted({cell.column for row in rows for cell in row.cells})
    columns: list[Column] = []
    for order, first in enumerate(edges):
        stack: list[str] = []
        last = None
        for row in rows:
            cell = row.at(first)
            if cell is None:
                continue
            end = cell.column + cell.column_span - 1
            last = end if last is None else min(last, end)
            if not is_blank(cell.raw) and (not stack or stack[-1] != cell.raw):
                stack.append(cell.raw)
        following = edges[order + 1] - 1 if order + 1 < len(edges) else None
        end = last if last is not None else first
        if following is not None:
            end = min(end, following)
        columns.append(_column(stack, first, end, order, table))
    return columns


def _counted(rows: tuple[Row, ...], table: dict[str, Role]) -> list[Column]:
    """Columns that are only counted: the cells of the last line, and above each what heads it."""
    lower = rows[-1].cells
    above = [""] * len(lower)
    if len(rows) > 1:
        above = spread([cell.raw for cell in rows[-2].cells], [cell.raw for cell in lower])
    return [
        _column(
            [text for text in (head, cell.raw) if not is_blank(text)], *_ends(cell), order, table
        )
        for order, (head, cell) in enumerate(zip(above, lower, strict=True))
    ]


def _ends(cell: GridCell) -> tuple[int, int]:
    return cell.column, cell.column + cell.column_span - 1


def spread(upper: list[str], lower: list[str]) -> list[str]:
    """An upper line of headings over the lower one, each as wide as the written cells below it.

    A heading without any stands over a blank. Where several would share one run of written
    cells, the first takes it: what stands below says more than what stands above.
    """
    childless = sum(is_blank(text) for text in lower)
    parents = [text for text in upper if not is_blank(text) or childless]
    found: list[str] = []
    queue = list(parents)
    while len(found) < len(lower):
        head = queue.pop(0) if queue else ""
        if is_blank(lower[len(found)]):
            found.append(head)
            continue
        while len(found) < len(lower) and not is_blank(lower[len(found)]):
            found.append(head)
    return found


def _column(stack: list[str], first: int, last: int, order: int, table: dict[str, Role]) -> Column:
    text = "".join(tidy(part) for part in stack)
    candidates = [*reversed(stack), "".join(stack)]
    role = next((role_of(part, table) for part in candidates if role_of(part, table)), "")
    unit = next((unit_of(part) for part in reversed(stack) if unit_of(part)), "")
    return Column(role, text, first, last, order, unit)


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """Each role once: neighbours of one heading are one column, a later twin has no role.

    Where a form prints 三级指标 and 指标内容, the first is the label; a review's score beside
    the unit's own is none of the form's. 改进措施 beside 偏差原因 goes on with the reason.
    """
    roles = {column.role for column in columns if column.role}
    best = {role: _preferred([c for c in columns if c.role == role]) for role in roles}
    merged: list[Column] = []
    for column in columns:
        last = merged[-1] if merged else None
        if last and column.text and column.text == last.text and column.first == last.last + 1:
            merged[-1] = evolve(last, last=column.last)
        elif column.role and best[column.role] is not column:
            remedy = column.role == "reason" and bool(_REMEDY.search(column.text))
            merged.append(evolve(column, role="remedy" if remedy else ""))
        else:
            merged.append(column)
    while merged and not merged[-1].text:
        merged.pop()
    return tuple(merged)


def _preferred(columns: list[Column]) -> Column:
    for column in columns:
        if column.role == "label" and "三级" in column.text:
            return column
        if column.role == "claimed" and "自评" in column.text:
            return column
    return columns[0]


def is_structure(text: str) -> bool:
    """Whether a heading only holds the table together."""
    plain = bare(text)
    return plain in STRUCTURE or is_blank(text) or bool(TIERS.fullmatch(plain))
