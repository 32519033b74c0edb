"""The two sheets that nobody fills in: how the workbook works, and the steps of its sums."""

from __future__ import annotations

from zhibiao.backends.excel.sheet import FIRST_ROW
from zhibiao.messages import say
from zhibiao.messages import workbook as texts
from zhibiao.reports.workbook.calculation import Calculation, Plan
from zhibiao.reports.workbook.canvas import Canvas
from zhibiao.reports.workbook.cells import height

WIDTH = 110


def write_notes(
    plan: Plan, calculation: Calculation, canvas: Canvas, lang: str, *, has_figures: bool
) -> None:
    """How it works, what has no formula, and the sources."""
    canvas.columns((WIDTH,))
    largest = f"{plan.limits.largest:,}"
    lines = [
        say(note, places=plan.limits.places, largest=largest).render(lang)
        for note in (texts.NOTE_FIGURES if has_figures else texts.NOTE_TABLE, *texts.NOTES)
    ]
    lines.append(say(texts.RULESET, id=plan.rules.id).render(lang))
    labels = {item.id: item.label for item in plan.rules.items}
    if plan.refused:
        lines.append(texts.NOT_LIVE.render(lang))
        lines += [f"· {labels[name]}: {why.render(lang)}" for name, why in plan.refused.items()]
    if calculation.total is None:
        lines.append(say(texts.NO_TOTAL, why=texts.NOT_EXACT).render(lang))
    canvas.words(0, 0, texts.NOTES_TITLE.render(lang), "title")
    canvas.tall(0, 28)
    row = 1
    for line in lines:
        canvas.words(row, 0, line, "line")
        canvas.tall(row, height((line, WIDTH)))
        row += 1
    if plan.rules.ruleset.sources:
        canvas.words(row + 1, 0, texts.SOURCES.render(lang), "bold")
        row += 2
        for source in plan.rules.ruleset.sources:
            parts = (source.title, source.document_no, source.article)
            canvas.words(row, 0, " · ".join(dict.fromkeys(p for p in parts if p)), "line")
            row += 1
    canvas.printed(title_rows=(0, 0), last=(row, 0))
    canvas.protected()


def write_calculation(calculation: Calculation, canvas: Canvas, lang: str) -> None:
    """Every step with its words; hidden, but there for whoever checks."""
    canvas.columns((60, 16, 14, 16, 14, 3))
    canvas.words(0, 0, texts.CALCULATION_HINT.render(lang), "bold")
    for index, row in enumerate(calculation.sheet.rows):
        at = FIRST_ROW + index - 1
        canvas.words(at, 0, row.words, "plain")
        for letters, part in row.cells.items():
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            value = part.value
            canvas.formula(at, column - 1, part.text, value, look="plain")
    canvas.sheet.freeze_panes(2, 1)
    canvas.protected()
    canvas.sheet.hide()
