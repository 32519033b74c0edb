"""Tables and lists for a terminal, with rich. Colours appear only where there is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from zhibiao.auditing.finding import Finding
from zhibiao.exact import text
from zhibiao.loading.catalog import Summary
from zhibiao.messages import Message, Text, explaining, say, visible
from zhibiao.messages import cli as texts
from zhibiao.model.place import Where, place_text
from zhibiao.model.problem import SEVERITY_WORDS, Problem, Severity
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.scorecard import Adjusted, Claim, Score, Scorecard, Status, Sum
from zhibiao.reports.rulesets import scheme_line
from zhibiao.reports.standing_around import Around, Entry
from zhibiao.reports.submission import Audited
from zhibiao.reports.wrapping import wrapped
from zhibiao.scoring.words import score_text

PIPE_WIDTH = 110
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
STATUS_STYLES = {Status.COMPUTED: "green", Status.JUDGED: "blue", Status.UNKNOWN: "yellow"}


def console(*, error: bool = False) -> Console:
    """A console on standard output (or error); wide enough when it is no terminal."""
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, emoji=False, soft_wrap=False)


def print_list(out: Console, found: Iterable[Summary], lang: str) -> None:
    """The list of rule sets."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in (
        texts.COL_ID, texts.COL_YEAR, texts.COL_SCOPE, texts.COL_TITLE, texts.COL_ORIGIN,
    ):  # fmt: skip
        table.add_column(column.render(lang), overflow="fold")
    for one in found:
        scope = texts.SCOPES.get(one.scope)
        origin = one.origin.render(lang) if isinstance(one.origin, Text) else one.origin
        table.add_row(
            escape(visible(one.id)),
            str(one.fiscal_year),
            scope.render(lang) if scope else escape(visible(one.scope)),
            escape(visible(one.title)),
            escape(visible(origin)),
        )
    out.print(table)


def print_scorecard(out: Console, card: Scorecard, lang: str) -> None:
    """A scorecard: a line an indicator under its tier, then the total."""
    table = Table(pad_edge=False, header_style="bold", show_edge=False)
    table.add_column(texts.COL_INDICATOR.render(lang), overflow="fold", min_width=24)
    for column in (texts.COL_POINTS, texts.COL_CLAIMED, texts.COL_SPAN):
        table.add_column(column.render(lang), justify="right", no_wrap=True)
    table.add_column(texts.COL_STATUS.render(lang), overflow="fold")
    for tier in card.tiers:
        _add_sum(table, tier, style="bold")
        for score in card.scores:
            if score.item.tier == tier.id:
                _add_score(table, score, lang)
    for score in card.scores:
        if not score.item.tier:
            _add_score(table, score, lang, indent="")
    for change in card.adjustments:
        _add_adjustment(table, change, lang)
    table.add_section()
    total = card.total
    shown = Sum(
        "total", texts.TOTAL.render(lang), total.points, total.least, total.most, total.claimed
    )
    _add_sum(table, shown, style="bold")
    out.print(table)
    out.print(_summary(total, lang), style="bold")
    if card.rating:
        out.print(say(texts.RATING, rating=tuple(card.rating)).render(lang))


def _summary(total: Sum, lang: str) -> str:
    template = texts.SUMMARY if total.claimed is None else texts.SUMMARY_CLAIMED
    return say(
        template,
        claimed="" if total.claimed is None else text(total.claimed),
        low=text(total.least),
        high=text(total.most),
        points=text(total.points),
    ).render(lang)


def _add_sum(table: Table, one: Sum, *, style: str) -> None:
    span = text(one.least) if one.least == one.most else f"{text(one.least)} … {text(one.most)}"
    claimed = "—" if one.claimed is None else text(one.claimed)
    table.add_row(escape(visible(one.label)), text(one.points), claimed, span, "", style=style)


def _add_adjustment(table: Table, change: Adjusted, lang: str) -> None:
    low, high = text(change.change_low), text(change.change_high)
    said = (
        explaining.UNKNOWN
        if change.applies is None
        else (explaining.YES if change.applies else explaining.NO)
    )
    table.add_row(
        escape(visible(change.label)),
        "",
        "",
        low if low == high else f"{low} … {high}",
        say(texts.ADJUSTED, said=said).render(lang),
    )


def _add_score(table: Table, score: Score, lang: str, *, indent: str = "  ") -> None:
    status: Text | Message = explaining.PARTS[score.status.value]
    style = STATUS_STYLES.get(score.status, "")
    if score.claim is Claim.OUTSIDE:
        status = say(texts.OUTSIDE, status=explaining.PARTS[score.status.value])
        style = "bold red"
    table.add_row(
        indent + escape(visible(score.item.label)),
        text(score.item.points),
        "—" if score.claimed is None else text(score.claimed),
        score_text(score.value),
        Line(status.render(lang), style=style),
    )


def print_findings(out: Console, findings: Sequence[Finding], lang: str) -> None:
    """Findings with their places, the gravest first, and how many of each."""
    if not findings:
        out.print(texts.NO_FINDINGS.render(lang), style="green")
        return
    places = {found.id: where_text(found.where, lang) for found in findings}
    for found in findings:
        head = Line()
        head.append(SEVERITY_WORDS[found.severity][lang], style=STYLES[found.severity])
        head.append(f" {found.check}", style="bold")
        place = where_text(found.where, lang)
        if place:
            head.append(f"  {place}", style="dim")
        out.print(head)
        _print_inside(out, found.render(lang), 2)
        causes = tuple(
            say(texts.CAUSE, check=one.rpartition("-")[0], place=places[one])
            for one in found.because
            if one in places
        )
        if causes:
            _print_inside(out, say(texts.FOLLOWS, causes=causes).render(lang), 2, style="dim")
    out.print(Line(count_text(texts.FINDINGS, findings, lang), style="bold"))


def _print_inside(out: Console, words: str, depth: int, style: str = "") -> None:
    """A paragraph that is moved in, with its lines broken as both scripts break them."""
    lines = Line(wrapped(words, out.width - depth), style=style)
    out.print(Padding(lines, (0, 0, 0, depth), expand=False))


def print_between(out: Console, file: str, findings: Sequence[Finding], lang: str) -> None:
    """What was found between the forms of one document, if anything was."""
    if findings:
        out.print(Line(say(texts.BETWEEN, file=file).render(lang), style="bold underline"))
        print_findings(out, findings, lang)
        out.print()


def print_audit(out: Console, file: str, result: Audited, lang: str) -> None:
    """One audited form: what it is, the rule set and why, its scorecard, its findings."""
    form = result.form
    title = " · ".join(part for part in (form.title, form.unit) if part) or file
    out.print(Line(visible(title), style="bold underline"))
    prefix = "" if result.card is not None else texts.UNSCORED.render(lang)
    for reason in result.reasons:
        out.print(Line(prefix + reason.render(lang), style="dim"))
    out.print()
    if result.card is not None:
        print_scorecard(out, result.card, lang)
        out.print()
    print_findings(out, result.findings, lang)


def print_ruleset(out: Console, rules: RuleSet, lang: str) -> None:
    """A rule set: its heading, a table a tier, its sources."""
    heading = rules.ruleset
    out.print(Line(visible(heading.title), style="bold underline"))
    out.print(Line(f"{rules.id} · {heading.fiscal_year} · {text(heading.points)}", style="dim"))
    if heading.summary:
        out.print(Line(wrapped(visible(heading.summary), out.width)))
    around = Around(rules, lang)
    if rules.execution is not None:
        out.print()
        _print_item(out, rules.items[0], around, 0)
    for name, tier in rules.tiers.items():
        out.print()
        out.print(Line(visible(f"{tier.label} ({text(tier.points)})"), style="bold"))
        for item in rules.items:
            if item.tier == name:
                _print_item(out, item, around, 2)
        for entry in around.open_rows(name):
            _print_entry(out, entry)
    for title, entries in around.closing():
        out.print()
        out.print(Line(title, style="bold"))
        for entry in entries:
            _print_entry(out, entry)
    if heading.sources:
        out.print()
        out.print(Line(texts.SOURCES.render(lang), style="bold"))
    for source in heading.sources:
        parts = (source.title, source.document_no, source.article)
        out.print(Line("  " + " · ".join(part for part in parts if part)))


def _print_item(out: Console, item: Scored, around: Around, depth: int) -> None:
    """One row: its criterion as printed, its scheme, and what else is said of it."""
    head = f"{item.label} ({text(item.points)})" if not depth else _own(item)
    _print_inside(out, visible(head), depth, style="" if depth else "bold")
    if item.criterion:
        _print_inside(out, visible(item.criterion), depth + 2)
    words = scheme_line(item, around)
    _print_inside(out, visible(words), depth + 2, style="dim")
    for line in around.remarks(item):
        _print_inside(out, visible(line), depth + 2)


def _own(item: Scored) -> str:
    return f"{item.label}  {text(item.points)}  [{item.id}]"


def _print_entry(out: Console, entry: Entry) -> None:
    depth = 2
    if entry.heading:
        _print_inside(out, visible(entry.heading), depth)
        depth = 4
    for line in (entry.criterion, *entry.lines):
        if line:
            _print_inside(out, visible(line), depth)


def where_text(where: Where, lang: str) -> str:
    """A place with the label that stands there."""
    place = place_text(where)
    parts = [where.label or "", place.render(lang) if place is not None else ""]
    return visible(" · ".join(part for part in parts if part))


def print_problems(out: Console, problems: Iterable[Problem], lang: str) -> None:
    """Problems of rule sets, each with place, excerpt and hint."""
    for found in problems:
        out.print(Line(found.render(lang), style=""), soft_wrap=True)


def count_text(
    template: Text, found: Sequence[Finding] | Sequence[Problem], lang: str, **values: int
) -> str:
    """How many errors, warnings and notes there are."""
    counts = dict.fromkeys(Severity, 0)
    for one in found:
        counts[one.severity] += 1
    return say(
        template,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        **values,
    ).render(lang)
