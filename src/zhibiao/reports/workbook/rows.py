"""The rows of the scorecard sheet: an indicator each, and the empty ones of the unit's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhibiao.model.form import Relation
from zhibiao.model.ruleset import Scored
from zhibiao.reports.workbook.canvas import summed
from zhibiao.reports.workbook.cells import height, number, number_format
from zhibiao.reports.workbook.entries import Entry
from zhibiao.reports.workbook.figures import allow_numbers, light_unusable, put_number
from zhibiao.reports.workbook.layout import (
    ACTUAL,
    CLAIM,
    CRITERION,
    FILLED,
    INDICATOR,
    POINTS,
    SCORE,
    STATUS,
    TARGET,
    WHY,
    EmptyRows,
    OwnCells,
    columns_of,
    criterion_of,
)
from zhibiao.reports.workbook.pen import ASIDE, COMPUTED, Pen
from zhibiao.scoring.open_rows import is_own

_SIGNS: dict[Relation, str] = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "=": ""}


class RowWriter(Pen):
    """Writes rows of the table."""

    def indicator(self, item: Scored, row: int, beside: Sequence[tuple[str, float]] = ()) -> None:
        """One indicator with its score; ``beside`` are headings that have this row for room."""
        canvas = self.canvas
        criterion = criterion_of(item, self.rules, self.lang)
        canvas.words(row, INDICATOR, item.label, "words")
        canvas.words(row, CRITERION, criterion, "small")
        canvas.number(row, POINTS, number(item.points), "middle")
        self._shown(item, row)
        self._filled(item, row)
        found = self.calculation.scores[item.id]
        self.settled(row, SCORE, found, "score")
        self.ends(row, found)
        self.status(item, (row, STATUS))
        self.claim(row, item)
        reason = self.said.reasons.get(item.id, "")
        canvas.words(row, WHY, reason, "note")
        canvas.tall(
            row,
            height(
                (criterion, self.widths[CRITERION] * 1.1), (item.label, self.widths[INDICATOR]),
                (reason, self.widths[WHY] * 1.1), ("", 1), *self._values(item), *beside,
            ),
        )  # fmt: skip
        self.light(row, SCORE, item.points)

    def empty(self, rows: EmptyRows, most: Fraction) -> None:
        """Rows in which the unit says what it wants to be measured by."""
        canvas = self.canvas
        for row in range(rows.first, rows.last + 1):
            self.blank(row, (INDICATOR, CRITERION, TARGET, ACTUAL, WHY), "note")
            self.blank(row, (POINTS, CLAIM), "input")
            self.blank(row, COMPUTED, "middle")
            canvas.tall(row, 20)
            for column in (POINTS, CLAIM):
                self.allow_points((row, column), most)

    def _shown(self, item: Scored, row: int) -> None:
        """Target and actual: as the form says them, as they are filled in, or as computed."""
        own = self.said.own.get(item.id, OwnCells())
        for column, cell in ((TARGET, own.target), (ACTUAL, own.actual)):
            if cell.is_empty:
                self.canvas.empty(row, column, "middle")
            else:
                self.canvas.words(row, column, cell.raw, "words")
        for name, column in columns_of(item).items():
            entry = self.entries.get(name)
            if name in self.placed.in_rows and entry is not None:
                sign = _SIGNS[own.target.relation] if column == TARGET else ""
                self._entered(entry, (row, column), sign)
            elif entry is not None and not is_own(item):
                self._measure(entry, row, column)

    def _values(self, item: Scored) -> Iterator[tuple[str, float]]:
        """The texts that can stand as target and actual, with the widths that they have."""
        own = self.said.own.get(item.id, OwnCells())
        for column, cell in ((TARGET, own.target), (ACTUAL, own.actual)):
            yield cell.raw, self.widths[column]
        for name, column in columns_of(item).items():
            entry = self.entries.get(name)
            for choice in entry.choices if entry is not None else ():
                yield choice, self.widths[column]

    def _entered(self, entry: Entry, place: tuple[int, int], sign: str) -> None:
        """A figure that is filled in here, shown with its sign and unit as a form prints it."""
        value = entry.given.value
        known = value if isinstance(value, Fraction) else None
        shape = number_format(entry.unit)
        # A number below zero has a section of its own: its minus belongs behind the sign.
        signed = f'"{sign}"{shape};"{sign}"-{shape}' if sign else shape
        put_number(self.canvas, *place, known, signed)
        allow_numbers(self.canvas, *place, entry, self.plan, self.lang)
        light_unusable(self.canvas, *place, entry, self.plan)

    def _measure(self, entry: Entry, row: int, column: int) -> None:
        """A measure as it is chosen or computed."""
        canvas = self.canvas
        if entry.kind == "choice":
            cell = self.addresses[entry.name].value
            value = entry.given.value
            chosen = entry.choices[int(value) - 1] if isinstance(value, Fraction) else "—"
            canvas.formula(row, column, f'IF({cell}="","—",{cell})', chosen, look="middle")
            return
        self.figure(row, column, self.calculation.measures.get(entry.name), entry.unit)

    def _filled(self, item: Scored, row: int) -> None:
        """How many of its figures are filled in with something that can be used."""
        asked = [
            entry
            for entry in self.plan.entries
            if item.id in entry.uses and not entry.formula and entry.kind not in ASIDE
        ]
        if not asked:
            self.canvas.empty(row, FILLED, "middle")
            return
        known = [self.calculation.checks[entry.name].known for entry in asked]
        done = sum(part.number for part in known)
        text = f'{summed([part.text for part in known])}&"/{len(known)}"'
        self.canvas.formula(row, FILLED, text, f"{done}/{len(known)}", look="middle")
