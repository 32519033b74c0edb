"""A workbook in a spreadsheet engine: fill in figures, recalculate, read the scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import ironcalc
from attrs import frozen
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from xlsxwriter import Workbook

from zhibiao.exact import text
from zhibiao.expr.domain import Numeric, Span
from zhibiao.model.lowering.program import APPLICABLE
from zhibiao.model.measure import Measure
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Scorecard, highest, lowest
from zhibiao.reports.workbook.calculation import plan_of
from zhibiao.reports.workbook.closing import RATING
from zhibiao.reports.workbook.entries import Entry, filled, fits, scaled
from zhibiao.reports.workbook.layout import HIGH, LOW, SCORE, WHY, Said
from zhibiao.reports.workbook.writer import Layout, write_workbook
from zhibiao.scoring.score import score_figures

SHEETS = {"评分表": 0, "填报": 1}
Cell = tuple[int, int, int]


@frozen
class Row:
    """One line of the table as an engine shows it."""

    score: float | str
    low: Any
    high: Any


def blank(rules: RuleSet) -> tuple[bytes, Layout]:
    """A workbook to be filled in, and where everything stands."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    layout = write_workbook(book, plan_of(rules, {}, "zh"), Said(), "zh")
    book.close()
    return out.getvalue(), layout


class Engine:
    """One rule set's workbook in ironcalc; every formula is computed anew for every form."""

    def __init__(self, rules: RuleSet, folder: Path) -> None:
        self.rules = rules
        content, self.layout = blank(rules)
        file = folder / "blank.xlsx"
        file.write_bytes(content)
        self.model: Any = ironcalc.load_from_xlsx(str(file), "en", "UTC")
        self.entries = {entry.name: entry for entry in self.layout.plan.entries}

    def fill(self, evidence: Mapping[str, Numeric | bool]) -> None:
        """Puts what is known into the cells, and nothing into the others."""
        for name, entry in self.entries.items():
            known = filled(entry, [evidence[name]] if name in evidence else []).given
            address = self.layout.addresses[name]
            self._put(address.value, entry, known.value)
            self._put(address.at_least, entry, known.at_least)
            self._put(address.at_most, entry, known.at_most)
        self.model.evaluate()

    def _put(self, address: str, entry: Entry, value: Fraction | bool | None) -> None:
        if not address:
            return
        cell = place(address)
        if value is None or (entry.kind == "reason" and value is False):
            self.model.clear_cell_contents(*cell)
        elif isinstance(value, bool):
            self.model.update_cell_with_text(*cell, "是" if value else "否")
        elif entry.kind == "choice":
            self.model.update_cell_with_text(*cell, entry.choices[int(value) - 1])
        else:
            self.model.update_cell_with_number(*cell, value.numerator / value.denominator)

    def read(self, sheet: int, row: int, column: int) -> Any:
        """A value, by sheet, row and column from 0."""
        return self.model.get_cell_value(sheet, row + 1, column + 1)

    def line(self, row: int, score: int = SCORE) -> Row:
        """One line of the table."""
        return Row(*(self.read(0, row, column) for column in (score, LOW, HIGH)))

    def lines(self) -> dict[str, Row]:
        """All scores, tiers and the total."""
        table = self.layout.table
        found = {
            name: self.line(row, WHY if row == (table.funds or -9) + 1 else SCORE)
            for name, row in table.rows.items()
        }
        found |= {f"tiers.{name}": self.line(row) for name, row in table.tiers.items()}
        return found | {"total": self.line(table.total)}

    def rating(self) -> set[str]:
        """All ratings that are shown."""
        shown = self.read(0, self.layout.table.total + 1, RATING)
        return set(shown.split("、")) if shown else set()


def place(address: str) -> Cell:
    """A cell of a formula, ``'填报'!$D$5``, as an engine counts it."""
    sheet, _, cell = address.partition("!")
    letters, row = coordinate_from_string(cell.replace("$", ""))
    return SHEETS[sheet.strip("'")], row, column_index_from_string(letters)


def on_grid(engine: Engine, evidence: Mapping[str, Numeric | bool]) -> dict[str, Numeric | bool]:
    """Figures as a workbook takes them: no more decimal places and no more than it says.

    Beside what is not filled in, or has an open end, none is near the limit: of that a workbook
    takes for granted that it does not pass the limit either.
    """
    known = {name for name, value in evidence.items() if not isinstance(value, Span)}
    below = 1 if engine.entries.keys() <= known else 1000
    found: dict[str, Numeric | bool] = {}
    for name, value in evidence.items():
        entry = engine.entries.get(name)
        if entry is not None:
            found[name] = value
            if isinstance(value, Fraction):
                found[name] = _entered(entry, value, engine, below)
            elif isinstance(value, Span):
                if not engine.layout.addresses[name].at_least:
                    del found[name]  # there is no cell for a bound of it
                    continue
                ends = (value.low, value.high)
                low, high = (e if e is None else _entered(entry, e, engine, below) for e in ends)
                found[name] = Span(low, high)
    return found


def limited(engine: Engine, evidence: Mapping[str, Numeric | bool]) -> dict[str, Numeric | bool]:
    """Figures with the limits of a workbook as the ends of those that have an open end."""
    return {
        name: _closed(value, *scaled(engine.entries[name], engine.layout.plan.limits))
        if isinstance(value, Span)
        else value
        for name, value in evidence.items()
    }


def _closed(value: Span, divisor: int, least: int, most: int) -> Span:
    low = Fraction(least, divisor) if value.low is None else value.low
    return Span(low, Fraction(most, divisor) if value.high is None else value.high)


def _entered(entry: Entry, value: Fraction, engine: Engine, below: int) -> Fraction:
    """A figure so far below the limit of its entry, on its grid."""
    limits = engine.layout.plan.limits
    largest = limits.of(entry.kind, entry.unit)[1]
    while abs(value) * below > largest >= below:
        value /= 10
    if fits(value, entry, limits):
        return value
    divisor, least, most = scaled(entry, limits)
    return Fraction(min(most, max(least, round(value * divisor))), divisor)


def expected(card: Scorecard) -> dict[str, tuple[Fraction, Fraction]]:
    """What ``evaluate`` finds, for every line of the table."""
    pairs = {score.id: (lowest(score.value), highest(score.value)) for score in card.scores}
    pairs |= {f"tiers.{tier.id}": (tier.least, tier.most) for tier in card.tiers}
    return pairs | {"total": (card.total.least, card.total.most)}


def evidence_of(card: Scorecard) -> dict[str, Numeric | bool]:
    """What was known when a card was made."""
    return {name: readings[0].value for name, readings in card.evidence.items()}


def card_of(rules: RuleSet, evidence: Mapping[str, Numeric | bool]) -> Scorecard:
    """The card of evidence by the names of the inputs."""
    return score_figures(plain_figures(rules, evidence), rules)


def plain_figures(rules: RuleSet, evidence: Mapping[str, Numeric | bool]) -> dict[str, Any]:
    """Evidence as plain figures are given."""
    plain: dict[str, Any] = {}
    for name, value in evidence.items():
        short = name.removeprefix("judged.").removeprefix("state.")
        keeps = name.startswith((APPLICABLE, "reason."))
        plain[name if keeps else short] = _figure(value, rules.measures, name)
    return plain


def _figure(value: Numeric | bool, measures: Mapping[str, Measure], name: str) -> Any:
    """A figure as plain figures are given; rates and bounds are written as a form prints them."""
    percent = name in measures and measures[name].unit == "%"
    if isinstance(value, Fraction) and percent and "/" not in text(value * 100):
        return f"{text(value * 100)}%"
    if not isinstance(value, Span):
        return value
    end = value.low if value.low is not None else value.high
    assert end is not None
    sign = "≥＞"[value.low_open] if value.low is not None else "≤＜"[value.high_open]
    return f"{sign}{text(end * 100)}%" if percent else f"{sign}{text(end)}"


def nearest(value: Fraction) -> float:
    """The double that stands for an exact value in a cell."""
    return value.numerator / value.denominator
