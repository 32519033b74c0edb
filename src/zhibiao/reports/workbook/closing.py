"""The foot of the scorecard sheet: adjustments, the total, what is claimed in all, the rating."""

from __future__ import annotations

from fractions import Fraction

from zhibiao.messages import workbook as texts
from zhibiao.model.ruleset import EXECUTION
from zhibiao.reports.workbook.canvas import letters
from zhibiao.reports.workbook.cells import height, number, safe
from zhibiao.reports.workbook.figures import ASIDE
from zhibiao.reports.workbook.layout import (
    CLAIM,
    CRITERION,
    GROUP,
    HIGH,
    INDICATOR,
    LOW,
    STATUS,
    TIER,
    WHY,
)
from zhibiao.reports.workbook.pen import Pen

LONGEST_RATING = 200
RATING = CRITERION + 1
"""The column in which the rating stands."""


class ClosingWriter(Pen):
    """Writes what stands below the indicators."""

    def write(self) -> None:
        """Adjustments in the order of the file, total, rating."""
        for name in self.placed.changes:
            self._change(name)
        row = self.placed.total
        total = texts.TOTAL.render(self.lang)
        self.sum(row, total, self.rules.ruleset.points, self.calculation.total)
        self._claimed(row)
        self._rating(row + 1)

    def _change(self, name: str) -> None:
        """What an adjustment adds or takes away."""
        row, canvas = self.placed.changes[name], self.canvas
        adjustment = self.rules.adjustments[name]
        label = adjustment.label or name
        criterion = adjustment.criterion or (adjustment.when.text if adjustment.when else "")
        canvas.merged((row, TIER), (row, GROUP), texts.AFTER_SUM.render(self.lang), "tier")
        canvas.words(row, INDICATOR, label, "words")
        canvas.words(row, CRITERION, criterion, "small")
        self.blank(row, range(CRITERION + 1, WHY + 1), "middle")
        pair = self.calculation.changes.get(name)
        if pair is not None:
            before, after = pair
            for column, one, other, index in (
                (LOW, before.low, after.low, 0), (HIGH, before.high, after.high, 1),
            ):  # fmt: skip
                value = number(after.ends[index] - before.ends[index])
                text = f"{other.text}-{one.text}" if one != other else "0"
                canvas.formula(row, column, f"ROUND({text},6)", round(value, 6), look="end")
        canvas.tall(
            row, height((criterion, self.widths[CRITERION]), (label, self.widths[INDICATOR]))
        )

    def _claimed(self, row: int) -> None:
        """What the rows claim together, once each that counts claims something."""
        placed = self.placed
        claims = [self.said.claims.get(name) for name in placed.rows]
        known = [claim for claim in claims if claim is not None]
        cells = f"{letters(CLAIM)}{placed.head + 2}:{letters(CLAIM)}{row}"
        if EXECUTION in placed.rows:
            cells += f",{letters(STATUS)}{placed.rows[EXECUTION] + 1}"
        named = "".join(
            f"+COUNTA({letters(INDICATOR)}{rows.first + 1}:{letters(INDICATOR)}{rows.last + 1})"
            for rows in placed.empty_rows
        )
        complete = f"AND(COUNT({cells})>0,COUNT({cells})={len(claims)}{named})"
        text = f'IF({complete},ROUND(SUM({cells}),6),"—")'
        all_claim = bool(known) and len(known) == len(claims)
        value = number(sum(known, Fraction(0))) if all_claim else "—"
        self.canvas.formula(row, CLAIM, text, value, look="sum")

    def _rating(self, row: int) -> None:
        """All ratings that are possible; their names stand in hidden cells beside the table."""
        canvas = self.canvas
        rated = texts.RATING.render(self.lang)
        canvas.merged((row, TIER), (row, CRITERION), rated, "sum_label")
        canvas.merged((row, CRITERION + 1), (row, WHY), "", "sum")
        canvas.tall(row, 22)
        if not self.calculation.ratings:
            return
        parts, value = [], []
        for index, (name, truth) in enumerate(self.calculation.ratings.items()):
            shown = safe(name, LONGEST_RATING)
            canvas.words(row, ASIDE + index, shown, "plain")
            cell = f"${letters(ASIDE + index)}${row + 1}"
            parts.append(f'IF({truth.may.text}=1,"、"&{cell},"")')
            value += [shown] if truth.may.value else []
        canvas.hide(ASIDE, len(parts))
        text = f"MID({'&'.join(parts)},2,32000)"
        canvas.formula(row, RATING, text, "、".join(value), look="sum")
