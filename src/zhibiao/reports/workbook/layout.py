"""Where everything stands on the scorecard sheet: its columns, and the rows from the top down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from zhibiao.criteria import write
from zhibiao.messages import workbook as texts
from zhibiao.model.form import EMPTY, FUND_COLUMNS, Cell
from zhibiao.model.lowering.program import REASON
from zhibiao.model.ruleset import EXECUTION, RuleSet, Scored
from zhibiao.reports.workbook.calculation import Plan
from zhibiao.reports.workbook.canvas import Canvas
from zhibiao.reports.workbook.cells import width
from zhibiao.reports.workbook.entries import Entry
from zhibiao.reports.workbook.reading import Address
from zhibiao.scoring.open_rows import DEFAULT, is_own, open_group

WIDTHS = (11, 12, 19, 52, 12, 7, 9, 12, 7, 9, 7, 7, 9, 22)
(
    TIER, GROUP, INDICATOR, CRITERION, TARGET, POINTS, CLAIM, ACTUAL, FILLED, SCORE, LOW, HIGH,
    STATUS, WHY,
) = range(14)  # fmt: skip
HEADS = (
    texts.TIER, texts.GROUP, texts.INDICATOR, texts.CRITERION, texts.TARGET, texts.POINTS,
    texts.CLAIMED, texts.ACTUAL, texts.FILLED_IN, texts.COMPUTED, texts.LOW, texts.HIGH,
    texts.STATUS, texts.WHY,
)  # fmt: skip
FUNDS_AT = {
    "initial_budget": (CRITERION, TARGET),
    "annual_budget": (POINTS, CLAIM),
    "expenditure": (ACTUAL, FILLED),
}
"""The columns of the funds table, from the first to the last that each takes."""
USUAL_LINES, WIDEST = 12, 42
"""A column is widened, up to so many letters, where a text would take more lines than these."""
NARROWEST, MARGIN = 24, 2
"""The column of criteria holds an amount of the funds above it, whatever it gives away."""
OWN_ROWS = 3
"""So many empty rows for each aspect in which a form brings rows of its own."""


@frozen
class OwnCells:
    """What the form says in a row of its own."""

    group: str = ""
    target: Cell = EMPTY
    actual: Cell = EMPTY


@frozen
class Said:
    """What a form says beside its figures.

    ``own`` are its own rows, ``funds`` the amounts of the year that no score asks for.
    """

    unit: str = ""
    claims: Mapping[str, Fraction] = {}
    reasons: Mapping[str, str] = {}
    own: Mapping[str, OwnCells] = {}
    funds: Mapping[str, Fraction] = {}


def criterion_of(item: Scored, rules: RuleSet, lang: str) -> str:
    """The printed wording; where there is none, the scheme in words.

    A row of the form's own that prints none gets none: what stands there is read back.
    """
    if item.criterion or is_own(item):
        return item.criterion
    return write(item.scheme, rules.measures, item.points, lang=lang)


def widths_of(said: Said, rules: RuleSet, lang: str) -> tuple[float, ...]:
    """The widths of the columns: wide enough that a row can be as tall as its text needs.

    What criteria leave of their column, in a table of a form's own rows mostly, goes to the
    columns whose texts would take several lines, each after its need.
    """
    rows = [item for item in rules.items if item.id != EXECUTION]
    texts_of = {
        INDICATOR: [item.label for item in rows],
        TARGET: [cells.target.raw for cells in said.own.values()],
        ACTUAL: [cells.actual.raw for cells in said.own.values()],
        WHY: list(said.reasons.values()),
    }
    longest = {column: max(map(width, found), default=0) for column, found in texts_of.items()}
    found = [float(one) for one in WIDTHS]
    for column in (TARGET, ACTUAL, WHY):
        found[column] = min(WIDEST, max(found[column], longest[column] / USUAL_LINES))
    if not said.own:  # what is not filled in yet needs room of a length that nobody knows
        return tuple(found)
    written = max((width(criterion_of(item, rules, lang)) for item in rows), default=0)
    spare = found[CRITERION] - min(found[CRITERION], max(NARROWEST, written + MARGIN))
    wanted = {
        column: max(0.0, min(WIDEST, longest[column] + MARGIN) - found[column])
        for column in texts_of
    }
    share = min(1.0, spare / (sum(wanted.values()) or 1.0))
    for column, more in wanted.items():
        found[column] += int(more * share)
    found[CRITERION] -= spare  # what nobody needs makes the whole page larger
    return tuple(found)


@frozen
class EmptyRows:
    """Rows to be filled in under one aspect: the first one, and how many."""

    aspect: str
    first: int
    count: int = OWN_ROWS

    @property
    def last(self) -> int:
        """The last one."""
        return self.first + self.count - 1


@frozen
class TableSheet:
    """Where the rows of the table stand.

    ``in_funds`` and ``in_rows`` are the entries that stand in the table itself: in its funds, and
    in the rows that a form brought, each with its row and column.
    """

    canvas: Canvas
    head: int
    funds: int | None
    rows: Mapping[str, int]
    tiers: Mapping[str, int]
    changes: Mapping[str, int]
    total: int
    in_funds: tuple[str, ...]
    in_rows: Mapping[str, tuple[int, int]]
    empty: Mapping[str, tuple[EmptyRows, ...]]

    def addresses(self) -> dict[str, Address]:
        """The cells of the entries that stand on this sheet."""
        found = {
            REASON + name: Address(self.canvas.address(row, WHY)) for name, row in self.rows.items()
        }
        for name in self.in_funds:
            assert self.funds is not None
            found[name] = Address(self.canvas.address(self.funds + 1, FUNDS_AT[name][0]))
        return found | {
            name: Address(self.canvas.address(*place)) for name, place in self.in_rows.items()
        }

    @property
    def empty_rows(self) -> tuple[EmptyRows, ...]:
        """All rows that are still to be named."""
        return tuple(rows for found in self.empty.values() for rows in found)


def lay_out(plan: Plan, canvas: Canvas) -> TableSheet:
    """The rows of the table, from the heading down."""
    rules = plan.rules
    row = 3
    funds: int | None = None
    in_funds: tuple[str, ...] = ()
    if rules.execution is not None:
        funds, row = row, row + 3
        in_funds = tuple(e.name for e in plan.entries if e.name in FUND_COLUMNS and _is_plain(e))
    head, row = row, row + 1
    rows: dict[str, int] = {EXECUTION: funds + 1} if funds is not None else {}
    tiers: dict[str, int] = {}
    empty: dict[str, tuple[EmptyRows, ...]] = {}
    for name in rules.tiers:
        for item in rules.items:
            if item.tier == name:
                rows[item.id] = row
                row += 1
        empty[name] = tuple(_empty_rows(rules, name, row))
        row += sum(found.count for found in empty[name])
        tiers[name] = row
        row += 1
    changes = {name: row + index for index, name in enumerate(rules.adjustments)}
    total = row + len(changes)
    in_rows = dict(_in_rows(plan, rows))
    return TableSheet(canvas, head, funds, rows, tiers, changes, total, in_funds, in_rows, empty)


def columns_of(item: Scored) -> dict[str, int]:
    """The measures that a row of the table shows, with their columns."""
    speaks = item.scheme.speaks()
    shown = {speaks.get("actual") or speaks.get("count") or speaks.get("state"): ACTUAL}
    shown[speaks.get("target")] = TARGET
    return {name: column for name, column in shown.items() if name}


def _in_rows(plan: Plan, rows: Mapping[str, int]) -> Iterable[tuple[str, tuple[int, int]]]:
    """The figures of a form's own rows: they are filled in where they are asked for."""
    entries = {entry.name: entry for entry in plan.entries}
    for item in plan.rules.items:
        if is_own(item):
            for name, column in columns_of(item).items():
                entry = entries.get(name)
                if entry is not None and entry.uses == (item.id,) and _is_plain(entry):
                    yield name, (rows[item.id], column)


def _empty_rows(rules: RuleSet, tier: str, row: int) -> Iterable[EmptyRows]:
    brought = {item.group for item in rules.items}
    for key, opening in rules.open.items():
        if key == DEFAULT or opening.tier != tier or open_group(key) in brought:
            continue
        for aspect in opening.aspects or ("",):
            yield EmptyRows(aspect, row)
            row += OWN_ROWS


def _is_plain(entry: Entry) -> bool:
    return entry.given.at_least is None and entry.given.at_most is None
