"""A workbook file, from a rule set alone or with what a form says filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from attrs import frozen

from zhibiao.backends.excel import CalculationSheet
from zhibiao.errors import NotFoundError
from zhibiao.exact import unit_text
from zhibiao.messages import Message, Text, say
from zhibiao.messages import workbook as texts
from zhibiao.model.form import FUND_COLUMNS, Form
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Reading, Scorecard
from zhibiao.model.table import Table
from zhibiao.reports.workbook import figures, layout
from zhibiao.reports.workbook.calculation import Plan, calculate, plan_of
from zhibiao.reports.workbook.canvas import Canvas
from zhibiao.reports.workbook.layout import OwnCells, Said, TableSheet
from zhibiao.reports.workbook.notes import write_calculation, write_notes
from zhibiao.reports.workbook.reading import Address
from zhibiao.reports.workbook.styles import Styles
from zhibiao.reports.workbook.table import TableWriter
from zhibiao.scoring.open_rows import is_own

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


@frozen
class Layout:
    """Where a workbook holds its entries and shows its scores."""

    plan: Plan
    table: TableSheet
    addresses: Mapping[str, Address]


@frozen
class MadeWorkbook:
    """The bytes of a workbook, and what it leaves out of a form."""

    content: bytes
    left_out: tuple[Message, ...]


def workbook_of(
    rules: RuleSet, card: Scorecard | None = None, form: Form | None = None, lang: str = "zh"
) -> bytes:
    """A workbook as the bytes of an ``.xlsx`` file; see :func:`made_workbook`."""
    return made_workbook(rules, card, form, lang).content


def made_workbook(
    rules: RuleSet, card: Scorecard | None = None, form: Form | None = None, lang: str = "zh"
) -> MadeWorkbook:
    """A workbook, with what of a form's figures it could not hold.

    Args:
        rules: the rule set.
        card: a scorecard, whose figures are filled in.
        form: the form that was scored, for its claims and reasons.
        lang: the language of its headings.

    Raises:
        NotFoundError: XlsxWriter is not installed.
    """
    if card is not None:
        rules = card.rules  # with the rows that a form brought
    readings = _used(card) if card is not None else {}
    plan = plan_of(rules, readings, lang)
    out = BytesIO()
    book = _book(out)
    write_workbook(book, plan, _said(card, form), lang)
    book.close()
    return MadeWorkbook(out.getvalue(), tuple(_not_held(plan, lang)))


def _not_held(plan: Plan, lang: str) -> Iterator[Message]:
    """The figures that pass the limits of the workbook: they are left to the reader."""
    for entry in plan.entries:
        value = plan.lost.get(entry.name)
        if value is not None:
            allowed = figures.allowed_text(entry, plan, lang)
            shown = unit_text(value, entry.unit)
            yield say(texts.NOT_HELD, label=entry.label, value=shown, range=allowed)


def write_workbook(book: Workbook, plan: Plan, said: Said, lang: str) -> Layout:
    """All sheets of a workbook.

    Returns:
        Where everything stands.
    """
    styles = Styles(book, lang)

    def added(name: Text) -> Canvas:
        return Canvas(book.add_worksheet(name.render(lang)), styles, name.render(lang))

    table = added(texts.SHEET_TABLE)
    placed = layout.lay_out(plan, table)
    addresses = placed.addresses()
    asked = figures.rows_of(plan, addresses)
    # Where all is filled in in the table, a sheet of figures would be headings alone.
    below = figures.FiguresSheet(asked, added(texts.SHEET_FIGURES)) if asked else None
    notes, steps = added(texts.SHEET_NOTES), added(texts.SHEET_CALCULATION)
    if below is not None:
        addresses |= below.addresses(plan.entries)
    for entry in plan.entries:  # what nobody fills in has no cell
        addresses.setdefault(entry.name, _NOWHERE)
    sheet = CalculationSheet(f"'{steps.name}'")
    calculation = calculate(plan, addresses, sheet, lang)
    TableWriter(plan, placed, calculation, addresses, said=said, lang=lang).write()
    if below is not None:
        figures.FiguresWriter(plan, below, calculation, lang).write()
    write_notes(plan, calculation, notes, lang, has_figures=below is not None)
    write_calculation(calculation, steps, lang)
    table.sheet.activate()
    return Layout(plan, placed, addresses)


_NOWHERE = Address("")


def _book(out: BytesIO) -> Workbook:
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  # an extra, loaded when it is used
    except ModuleNotFoundError:
        raise NotFoundError(say(texts.NO_LIBRARY)) from None
    book = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    # The same rule set gives the same file.
    book.set_properties({"created": datetime(2020, 1, 1, tzinfo=timezone.utc)})
    return book


def _used(card: Scorecard) -> Mapping[str, tuple[Reading, ...]]:
    """The readings that the scores were made from; stated rates that were not needed are left."""
    used = {name for score in card.scores for chain in score.chains for name in chain.readings}
    return Table(
        {
            name: readings
            for name, readings in card.evidence.items()
            if name in used or not _is_computed(card.rules, name)
        }
    )


def _is_computed(rules: RuleSet, name: str) -> bool:
    return name in rules.measures and rules.measures[name].formula is not None


def _said(card: Scorecard | None, form: Form | None) -> Said:
    if card is None:
        return Said()
    claims = {score.id: score.claimed for score in card.scores if score.claimed is not None}
    rows = {s.id: form.rows[s.row] for s in card.scores if s.row is not None} if form else {}
    reasons = {name: row.reason.raw for name, row in rows.items() if not row.reason.is_empty}
    own = {
        score.id: OwnCells(rows[score.id].group, rows[score.id].target, rows[score.id].actual)
        for score in card.scores
        if score.id in rows and is_own(score.item)
    }
    return Said(card.unit, claims, reasons, own, _amounts(card.rules, form))


def _amounts(rules: RuleSet, form: Form | None) -> Mapping[str, Fraction]:
    """The amounts of the year in the units of their measures, where a form states them exactly."""
    found = {}
    for line in form.funds.lines if form is not None else ():
        for name in FUND_COLUMNS if line.source == "total" else ():
            amount = (
                line.amount(name, rules.measures[name].unit) if name in rules.measures else None
            )
            if amount is not None:
                found[name] = amount
    return found
