"""A workbook of findings for people who sort and filter. The home of XlsxWriter's tables.

Every text is written as a text: what begins with ``=`` or looks like a link stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import IO, TYPE_CHECKING, Any

from attrs import define, field

from zhibiao.auditing.finding import Finding
from zhibiao.errors import NotFoundError
from zhibiao.exact import text
from zhibiao.messages import explaining, say, visible
from zhibiao.messages import reports as texts
from zhibiao.model.place import Where, place_text
from zhibiao.model.problem import SEVERITY_WORDS, Severity
from zhibiao.model.scorecard import Scorecard, Sum, highest, lowest
from zhibiao.reports.formats import Batch, ReportFormat
from zhibiao.reports.submission import Submission
from zhibiao.scoring.explaining import explain_paragraph

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MARK = "zhibiao audit report"
"""Stands in the properties, so that a folder audit knows its own reports."""
_MAX_TEXT = 32_000
_MAX_DIGITS = 15
_A4 = 9
_TINTS = {Severity.ERROR: "#FBEAE8", Severity.WARNING: "#FDF3DC", Severity.NOTE: "#E2F2F2"}
Entry = str | int | Fraction | None
Rows = Iterable[tuple[Severity | None, Sequence[Entry]]]


@define
class _Book:
    """A workbook that is being written."""

    book: Workbook
    lang: str
    _formats: dict[str, Any] = field(factory=dict)

    def style(self, name: str, **properties: Any) -> Any:
        """A cell format, made once."""
        if name not in self._formats:
            plain = {"valign": "top", "text_wrap": True, "font_size": 10}
            self._formats[name] = self.book.add_format(plain | properties)
        return self._formats[name]

    def table(
        self,
        title: str,
        columns: Sequence[tuple[str, int]],
        rows: Rows,
    ) -> None:
        """A sheet with one table: a row of heads that stays, a filter, A4 across."""
        sheet = self.book.add_worksheet(visible(title)[:31])
        head = self.style("head", bold=True, bg_color="#12406B", font_color="#FFFFFF", border=1)
        for column, (key, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, texts.LABELS[key].render(self.lang), head)
        last = 0
        for last, (severity, row) in enumerate(rows, 1):
            name = "plain" if severity is None else severity.value
            tint = {} if severity is None else {"bg_color": _TINTS[severity]}
            style = self.style(name, border=1, border_color="#D9DCE2", **tint)
            for column, entry in enumerate(row):
                _write_entry(sheet, last, column, entry, style)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.set_footer("&C&P / &N")


def _write_entry(sheet: Any, row: int, column: int, entry: Entry, style: Any) -> None:
    """A number where a sheet can hold it exactly, else its text."""
    if entry is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(entry, str):
        sheet.write_string(row, column, visible(entry)[:_MAX_TEXT], style)
    elif "/" in (shown := text(Fraction(entry))) or len(shown) > _MAX_DIGITS:
        sheet.write_string(row, column, shown, style)
    else:
        sheet.write_number(row, column, float(shown), style)


_SUMMARY = (("file", 30), ("title", 40), ("unit", 26), ("year", 8), ("ruleset", 28), ("points", 8),
            ("claimed", 9), ("low", 9), ("high", 9), ("rating", 14), ("errors", 8),
            ("warnings", 9), ("notes", 8))  # fmt: skip
_INDICATORS = (("form", 24), ("tier", 14), ("indicator", 30), ("points", 8), ("claimed", 9),
               ("low", 9), ("high", 9), ("status", 12), ("claim", 14), ("explanation", 70),
               ("id", 22))  # fmt: skip
_FINDINGS = (("severity", 8), ("check", 26), ("form", 24), ("place", 20), ("indicator", 24),
             ("message", 70), ("written", 24), ("claimed_value", 14), ("expected", 14))  # fmt: skip
_UNITS = (*_SUMMARY[:9], ("difference", 9), *_SUMMARY[9:])
_CHECKS = (("check", 30), ("severity", 10), ("count", 10), ("in_forms", 12))
_FAILED = (("file", 50), ("reason_given", 90))


def _opened(stream: IO[bytes], lang: str, *, streaming: bool) -> _Book:
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415  # optional
    except ImportError:
        raise NotFoundError(say(texts.NEEDS_EXTRA, library="XlsxWriter")) from None
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": streaming,
        "in_memory": not streaming,
    }
    book = Workbook(stream, options)
    book.set_properties({"title": texts.FINDINGS_TITLE.render(lang), "comments": MARK})
    return _Book(book, lang)


def _write(submission: Submission, lang: str, stream: IO[bytes]) -> None:
    out = _opened(stream, lang, streaming=False)
    label = {key: text.render(lang) for key, text in texts.LABELS.items()}
    out.table(label["overall"], _SUMMARY, _summary_rows(submission, label))
    out.table(label["indicators"], _INDICATORS, _indicator_rows(submission, lang))
    out.table(label["findings"], _FINDINGS, _finding_rows(submission, lang))
    out.book.close()


def _summary_rows(submission: Submission, label: dict[str, str]) -> Rows:
    for result in submission.results:
        form, card = result.form, result.card
        counts = [sum(1 for f in result.findings if f.severity is s) for s in Severity]
        scores: tuple[Entry, ...] = (None, None, None, None, None, label["not_scored"])
        if card is not None:
            total = card.total
            scores = (
                card.rules.id, total.points, total.claimed, total.least, total.most,
                "、".join(card.rating),
            )  # fmt: skip
        yield None, (submission.file, form.title, form.unit, form.fiscal_year, *scores, *counts)
    if submission.error is not None:
        yield None, (submission.file, submission.error.render())


def _indicator_rows(submission: Submission, lang: str) -> Rows:
    for result in submission.results:
        card = result.card
        if card is None:
            continue
        tiers = {tier.id: tier.label for tier in card.tiers}
        for score in card.scores:
            yield (
                None,
                (
                    result.form.title,
                    tiers.get(score.item.tier, ""),
                    score.item.label,
                    score.item.points,
                    score.claimed,
                    lowest(score.value),
                    highest(score.value),
                    explaining.PARTS[score.status.value].render(lang),
                    explaining.CLAIMS[score.claim.value].render(lang),
                    explain_paragraph(card, score, lang),
                    score.id,
                ),
            )
        for one in (*card.tiers, card.total):
            yield None, _sum_row(result.form.title, one, card, lang)


def _sum_row(title: str, one: Sum, card: Scorecard, lang: str) -> Sequence[Entry]:
    label = texts.LABELS["total"].render(lang) if one is card.total else one.label
    return (title, label, "", one.points, one.claimed, one.least, one.most, "", "", "", one.id)


def _finding_rows(submission: Submission, lang: str) -> Rows:
    groups = [(result.form.title, result.findings) for result in submission.results]
    for title, findings in (*groups, ("", submission.findings)):
        for found in findings:
            yield found.severity, _finding_row(found, title, lang)


def _finding_row(found: Finding, title: str, lang: str) -> Sequence[Entry]:
    place = place_text(found.where)
    return (
        SEVERITY_WORDS[found.severity][lang],
        found.check,
        title,
        "" if place is None else place.render(lang),
        found.where.label or "",
        found.render(lang),
        found.where.text or "",
        found.claimed,
        found.expected,
    )


def _summarise(batch: Batch, lang: str, stream: IO[bytes]) -> None:
    out = _opened(stream, lang, streaming=True)
    label = {key: text.render(lang) for key, text in texts.LABELS.items()}
    made = batch.summary
    units = (
        (
            None,
            (line.file, line.title, line.unit, line.fiscal_year, line.ruleset, line.points,
             line.claimed, line.low, line.high, line.difference, "、".join(line.rating),
             line.errors, line.warnings, line.notes),
        )
        for line in made.units
    )  # fmt: skip
    checks = (
        (
            line.severity,
            (line.check, SEVERITY_WORDS[line.severity][lang], line.findings, line.forms),
        )
        for line in made.checks
    )
    out.table(label["units"], _UNITS, units)
    out.table(label["checks"], _CHECKS, checks)
    out.table(label["findings"], (("file", 30), *_FINDINGS), _findings_of(batch, lang))
    out.table(label["failed"], _FAILED, ((None, (one.file, one.reason)) for one in made.failed))
    out.book.close()


def _findings_of(batch: Batch, lang: str) -> Rows:
    for file in batch.files():
        groups = [(form["title"], form["findings"]) for form in file["forms"]]
        for title, findings in (*groups, ("", file["findings"])):
            for found in findings:
                severity, where = Severity(found["severity"]), found["where"]
                place = place_text(Where(**where))
                shown = "" if place is None else place.render(lang)
                yield severity, (
                    file["file"], SEVERITY_WORDS[severity][lang], found["check"], title, shown,
                    where.get("label", ""), found["message"], where.get("text", ""),
                    found["claimed"], found["expected"],
                )  # fmt: skip


XLSX = ReportFormat(".xlsx", texts.REPORT_XLSX, _write, _summarise)
