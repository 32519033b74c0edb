"""The funds table above the indicators: amounts, their rate, and the execution item's score."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.messages import workbook as texts
from zhibiao.model.ruleset import EXECUTION
from zhibiao.reports.workbook.cells import height, number_format
from zhibiao.reports.workbook.figures import allow_numbers, light_unusable, put_number
from zhibiao.reports.workbook.layout import (
    FUNDS_AT,
    GROUP,
    HIGH,
    INDICATOR,
    LOW,
    SCORE,
    STATUS,
    TIER,
    WHY,
)
from zhibiao.reports.workbook.pen import Pen


class FundsWriter(Pen):
    """Writes the funds table; a reader knows it by the headings of the three amounts."""

    def write(self, row: int) -> None:
        """Its heading in one row, and the line of the whole year below it."""
        canvas, lang = self.canvas, self.lang
        item = next(item for item in self.rules.items if item.id == EXECUTION)
        asked = self.with_points(item.label, item.points, self.widths[TIER])
        said = texts.CLAIMED.render(lang)
        claimed = self.with_points(said, item.points, self.widths[STATUS])
        heads = (
            (TIER, texts.FUNDS.render(lang)),
            (GROUP, texts.STATUS.render(lang)),
            (INDICATOR, texts.FUNDS_LINE.render(lang)),
            (SCORE, texts.RATE.render(lang)),
            (LOW, texts.LOW.render(lang)),
            (HIGH, texts.HIGH.render(lang)),
            (STATUS, claimed),
            (WHY, texts.COMPUTED.render(lang)),
        )
        for column, head in heads:
            canvas.words(row, column, head, "head")
        # Below the headings: a reader takes none of these words for one of its own.
        canvas.words(row + 1, TIER, asked, "tier")
        canvas.words(row + 1, INDICATOR, texts.ALL_FUNDS.render(lang), "words")
        for name in FUNDS_AT:
            self._amount(row, name)
        found = self.calculation.scores[EXECUTION]
        self.status(item, (row + 1, GROUP))
        self.figure(row + 1, SCORE, self.calculation.rate, "%")
        self.ends(row + 1, found)
        self.claim(row + 1, item, STATUS)
        self.settled(row + 1, WHY, found, "score")
        canvas.tall(row, height((claimed, self.widths[STATUS])))
        canvas.tall(row + 1, height((asked, self.widths[TIER]), ("", 1)))
        self.light(row + 1, WHY, item.points)

    def _amount(self, row: int, name: str) -> None:
        canvas = self.canvas
        first, last = FUNDS_AT[name]
        measure, entry = self.rules.measures.get(name), self.entries.get(name)
        canvas.merged((row, first), (row, last), measure.label if measure else "", "head")
        if measure is None or (entry is not None and name not in self.placed.in_funds):
            canvas.merged((row + 1, first), (row + 1, last), "", "middle")
            return
        canvas.merged((row + 1, first), (row + 1, last), "", "input")
        value = self.said.funds.get(name) if entry is None else entry.given.value
        known = value if isinstance(value, Fraction) else None
        put_number(canvas, row + 1, first, known, number_format(measure.unit))
        if entry is not None:
            allow_numbers(canvas, row + 1, first, entry, self.plan, self.lang)
            light_unusable(canvas, row + 1, first, entry, self.plan)
