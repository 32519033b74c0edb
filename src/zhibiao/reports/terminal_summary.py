"""Many audited files on a terminal: who differs most, which checks fire, what was not read."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from zhibiao.auditing.summary import Summary, UnitLine
from zhibiao.exact import text
from zhibiao.messages import bulk as bulk_texts
from zhibiao.messages import reports as texts
from zhibiao.messages import say, visible
from zhibiao.model.problem import SEVERITY_WORDS, Severity
from zhibiao.reports.terminal import STYLES

DETAILS = 5
"""So many faults of one file are shown unless all are asked for."""
SHOWN = 20
"""So many lines of a table are shown unless all are asked for."""


def print_summary(out: Console, made: Summary, lang: str, *, verbose: bool = False) -> None:
    """The tables, each with what matters most first, then one line for all."""
    most = len(made.units) + len(made.failed) if verbose else SHOWN
    if made.units:
        _print_units(out, made, lang, most)
    if made.checks:
        _print_checks(out, made, lang)
    if made.failed:
        out.print(Line(_label("failed", lang), style="bold"))
        for one in made.failed[:most]:
            out.print(Line.assemble((visible(one.file), "bold"), "  ", visible(one.reason)))
            for detail in one.details[: len(one.details) if verbose else DETAILS]:
                out.print(Line(f"    {visible(detail)}"))
            _print_more(out, 0 if verbose else len(one.details) - DETAILS, lang)
        _print_more(out, len(made.failed) - most, lang)
        out.print()
    counts = made.counts
    said = say(
        bulk_texts.SUMMED,
        files=made.files,
        forms=len(made.units),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        failed=len(made.failed),
    )
    out.print(Line(said.render(lang), style="bold"))


def _print_units(out: Console, made: Summary, lang: str, most: int) -> None:
    table = Table(pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(_label("unit", lang), overflow="fold", min_width=20, ratio=1)
    for key in ("claimed", "supported", "difference", "errors", "warnings"):
        table.add_column(_label(key, lang), justify="right", no_wrap=True)
    several = Counter(line.file for line in made.units)
    for line in made.units[:most]:
        title = line.title if several[line.file] > 1 and line.unit else ""
        table.add_row(*_unit_row(line, title))
    out.print(table)
    _print_more(out, len(made.units) - most, lang)
    out.print()


def _unit_row(line: UnitLine, title: str) -> tuple[Line | str, ...]:
    name = Line(visible(line.unit or line.title or line.file))
    below = " · ".join(visible(part) for part in (line.file, title) if part)
    name.append(f"\n{below}", style="dim")
    span = "—"
    if line.low is not None and line.high is not None:
        low, high = text(line.low), text(line.high)
        span = low if low == high else f"{low} … {high}"
    difference = line.difference
    return (
        name,
        "—" if line.claimed is None else text(line.claimed),
        span,
        Line(
            f"{'+' if difference > 0 else ''}{text(difference)}" if difference else "", "bold red"
        ),
        Line(str(line.errors), STYLES[Severity.ERROR] if line.errors else "dim"),
        Line(str(line.warnings), STYLES[Severity.WARNING] if line.warnings else "dim"),
    )


def _print_checks(out: Console, made: Summary, lang: str) -> None:
    table = Table(pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(_label("check", lang), overflow="fold")
    table.add_column(_label("severity", lang), no_wrap=True)
    for key in ("count", "in_forms"):
        table.add_column(_label(key, lang), justify="right", no_wrap=True)
    for line in made.checks:
        severity = Line(SEVERITY_WORDS[line.severity][lang], STYLES[line.severity])
        table.add_row(line.check, severity, str(line.findings), str(line.forms))
    out.print(table)
    out.print()


def _print_more(out: Console, count: int, lang: str) -> None:
    if count > 0:
        out.print(Line(say(bulk_texts.MORE, count=count).render(lang), style="dim"))


def _label(key: str, lang: str) -> str:
    return texts.LABELS[key].render(lang)
