"""What the parts of the scorecard sheet are written with: scores, their ends, claims, lights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhibiao.exact import text
from zhibiao.messages import say
from zhibiao.messages import workbook as texts
from zhibiao.model.lowering.program import JUDGED, STATE
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.reports.workbook.calculation import Calculation, Plan, Shown
from zhibiao.reports.workbook.canvas import Canvas, summed
from zhibiao.reports.workbook.cells import lines, number, number_format, safe
from zhibiao.reports.workbook.entries import Entry
from zhibiao.reports.workbook.figures import put_number
from zhibiao.reports.workbook.layout import (
    CLAIM,
    CRITERION,
    FILLED,
    HIGH,
    LOW,
    POINTS,
    SCORE,
    STATUS,
    TIER,
    WHY,
    Said,
    TableSheet,
    widths_of,
)
from zhibiao.reports.workbook.reading import Address
from zhibiao.reports.workbook.styles import AMBER, GREEN, GREY, RED


class Pen:
    """Writes on one scorecard sheet."""

    def __init__(
        self,
        plan: Plan,
        placed: TableSheet,
        calculation: Calculation,
        addresses: Mapping[str, Address],
        *,
        said: Said,
        lang: str,
    ) -> None:
        self.plan = plan
        self.rules: RuleSet = plan.rules
        self.placed = placed
        self.canvas: Canvas = placed.canvas
        self.calculation = calculation
        self.addresses = addresses
        self.said = said
        self.lang = lang
        self.widths = widths_of(said, self.rules, lang)
        self.entries: dict[str, Entry] = {entry.name: entry for entry in plan.entries}

    def settled(self, row: int, column: int, found: Shown, look: str) -> None:
        """The score where it is one; else nothing."""
        value = number(found.ends[0]) if found.known.value else "—"
        text_ = found.low.text
        if found.known.constant != 1:
            text_ = f'IF({found.known.text}=1,{found.low.text},"—")'
        self.canvas.formula(row, column, text_, value, look=look)

    def ends(self, row: int, found: Shown, look: str = "end") -> None:
        """The least and the most of a score."""
        self.canvas.formula(row, LOW, found.low.text, number(found.ends[0]), look=look)
        self.canvas.formula(row, HIGH, found.high.text, number(found.ends[1]), look=look)

    def status(self, item: Scored, place: tuple[int, int]) -> None:
        """How far a score is settled, and whether something that is filled in cannot be used."""
        found = self.calculation.scores[item.id]
        known, missing, judged, out = (
            said.render(self.lang)
            for said in (texts.KNOWN, texts.MISSING, texts.TO_JUDGE, texts.LEFT_OUT)
        )
        asked = [e for e in self.plan.entries if item.id in e.uses and e.kind not in ASIDE]
        owned = all(e.name in (JUDGED + item.id, STATE + item.id) for e in asked)
        open_ = judged if asked and owned else missing
        text_ = f'IF({found.known.text}=1,"{known}","{open_}")'
        value = known if found.known.value else open_
        left_out = self.calculation.out.get(item.id)
        if left_out is not None:
            text_ = f'IF({left_out.must.text}=1,"{out}",{text_})'
            value = out if left_out.must.value else value
        unusable = texts.UNUSABLE.render(self.lang)
        checks = [self.calculation.checks[e.name] for e in self.plan.entries if item.id in e.uses]
        marks = [mark for check in checks for mark in (check.wrong, check.conflict)]
        marks = [mark for mark in marks if mark.constant is None]
        if marks:
            text_ = f'IF({summed([mark.text for mark in marks])}>0,"{unusable}",{text_})'
            value = unusable if any(mark.value for mark in marks) else value
            self.canvas.warned(place, place, unusable)
        self.canvas.formula(*place, text_, value, look="middle")

    def figure(self, row: int, column: int, found: Shown | None, unit: str) -> None:
        """A figure that is computed, once it is known."""
        if found is None:
            self.canvas.empty(row, column, "figure")
            return
        text_ = f'IF({found.known.text}=1,{found.low.text},"—")'
        value = number(found.ends[0]) if found.known.value else "—"
        shape = number_format(unit)
        self.canvas.formula(row, column, text_, value, look="figure", shape=shape)

    def claim(self, row: int, item: Scored, column: int = CLAIM) -> None:
        """Room for what the unit claims."""
        put_number(self.canvas, row, column, self.said.claims.get(item.id), "General")
        self.allow_points((row, column), item.points)

    def allow_points(self, place: tuple[int, int], most: Fraction) -> None:
        """The rule of a cell for a number of points."""
        rule = {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": number(most),
            "ignore_blank": True, "error_title": texts.WRONG_TITLE.render(self.lang),
            "error_message": safe(f"0 … {text(most)}", 255),
        }  # fmt: skip
        self.canvas.sheet.data_validation(*place, *place, rule)

    def sum(self, row: int, label: str, points: Fraction | None, found: Shown | None) -> None:
        """A line that adds up."""
        canvas = self.canvas
        canvas.merged((row, TIER), (row, CRITERION), label, "sum_label")
        for column in range(CRITERION + 1, WHY + 1):
            canvas.empty(row, column, "sum")
        if points is not None:
            canvas.number(row, POINTS, number(points), "sum")
        if found is None:
            for column in (SCORE, LOW, HIGH):
                canvas.words(row, column, "—", "sum")
        else:
            self.settled(row, SCORE, found, "sum")
            self.ends(row, found, "sum")
        canvas.tall(row, 22)

    def with_points(self, label: str, points: Fraction, columns: float | None = None) -> str:
        """A heading with what it is worth, on a line of its own where one is too long.

        Args:
            label: the heading.
            points: what it is worth.
            columns: how many letters wide its column is, where that is narrow.
        """
        whole = say(texts.WITH_POINTS, label=label, points=text(points)).render(self.lang)
        if columns is None or lines(whole, columns) == 1:
            return whole
        return f"{label}\n{whole[len(label) :].strip()}"

    def blank(self, row: int, columns: Sequence[int], look: str) -> None:
        """Cells with a look alone."""
        for column in columns:
            self.canvas.empty(row, column, look)

    def light(self, row: int, column: int, points: Fraction) -> None:
        """Green for full marks, red for none, amber between, grey while it is open."""
        cell = f"${chr(65 + column)}${row + 1}"
        full = number(points)
        for criteria, colour in (
            (f'{cell}="—"', GREY),
            (f"{cell}>={full}", GREEN),
            (f"{cell}=0", RED),
            (f"ISNUMBER({cell})", AMBER),
        ):
            self.canvas.sheet.conditional_format(
                row, column, row, column,
                {
                    "type": "formula", "criteria": f"={criteria}", "stop_if_true": True,
                    "format": self.canvas.styles.light(colour),
                },
            )  # fmt: skip


ASIDE = ("reason", "applies", "unfilled")
"""The entries that are none of the figures a score is made from."""
COMPUTED = (FILLED, SCORE, LOW, HIGH, STATUS)
"""The columns in which nothing is filled in."""
