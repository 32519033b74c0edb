"""The pages: of one file with its forms, scores and findings, and of many files."""

from __future__ import annotations

from typing import IO

from attrs import frozen

from zhibiao.auditing.summary import UnitLine
from zhibiao.exact import text
from zhibiao.messages import reports as texts
from zhibiao.messages import say, visible
from zhibiao.model.problem import SEVERITY_WORDS
from zhibiao.reports.formats import Batch, ReportFormat
from zhibiao.reports.html.pages import page
from zhibiao.reports.html.view import BarView
from zhibiao.reports.html.viewer import Viewer, bar, span_text
from zhibiao.reports.submission import Submission


def report(submission: Submission, lang: str) -> str:
    """The whole page of one file.

    Raises:
        NotFoundError: Jinja2 is not installed.
    """
    file = Viewer(submission, lang).file()
    title = say(texts.PAGE_TITLE, name=file.title).render(lang)
    return page("report.jinja", lang, title=title, file=file)


@frozen
class UnitView:
    """One form in the table of units."""

    file: str
    page: str
    title: str
    unit: str
    claimed: str
    span: str
    difference: str
    bar: BarView | None
    rating: str
    errors: int
    warnings: int


def summary(batch: Batch, lang: str) -> str:
    """The whole page of many files.

    Raises:
        NotFoundError: Jinja2 is not installed.
    """
    made = batch.summary
    units = [_unit(line, batch.pages.get(line.file, ""), lang) for line in made.units]
    checks = [
        (line.check, line.severity.value, SEVERITY_WORDS[line.severity][lang], line.findings,
         line.forms)
        for line in made.checks
    ]  # fmt: skip
    counts = [(s.value, n, SEVERITY_WORDS[s][lang]) for s, n in made.counts.items()]
    failed = [
        (visible(one.file), visible(one.reason), batch.pages.get(one.file, ""))
        for one in made.failed
    ]
    return page(
        "summary.jinja",
        lang,
        title=texts.SUMMARY_TITLE.render(lang),
        files=made.files,
        units=units,
        checks=checks,
        counts=counts,
        failed=failed,
    )


def _unit(line: UnitLine, where: str, lang: str) -> UnitView:
    drawn, span = None, "—"
    if line.points is not None and line.low is not None and line.high is not None:
        drawn = bar(line.points, line.low, line.high, line.claimed, lang)
        span = span_text(line.low, line.high)
    return UnitView(
        visible(line.file),
        where,
        visible(line.title),
        visible(line.unit),
        "—" if line.claimed is None else text(line.claimed),
        span,
        difference_text(line),
        drawn,
        visible(" … ".join(dict.fromkeys((*line.rating[:1], *line.rating[-1:])))),
        line.errors,
        line.warnings,
    )


def difference_text(line: UnitLine) -> str:
    """By how much a claim lies outside of what the evidence supports; empty where it does not."""
    if not line.difference:
        return ""
    return f"{'+' if line.difference > 0 else ''}{text(line.difference)}"


def _write(submission: Submission, lang: str, stream: IO[bytes]) -> None:
    stream.write(report(submission, lang).encode())


def _summarise(batch: Batch, lang: str, stream: IO[bytes]) -> None:
    stream.write(summary(batch, lang).encode())


HTML = ReportFormat(".html", texts.REPORT_HTML, _write, _summarise)
