"""A rule set as a document: headings, a table of points, criteria and schemes, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import fields, has

from zhibiao.exact import Quantity, text
from zhibiao.messages import cli as texts
from zhibiao.messages import explaining, say
from zhibiao.model.clauses import Condition, Formula, UnaryTest
from zhibiao.model.ruleset import EXECUTION, RuleSet, Scored
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table
from zhibiao.reports.markdown import inline
from zhibiao.reports.standing_around import Around, Entry


def markdown(rules: RuleSet, lang: str) -> str:
    """The rule set as Markdown."""
    return "\n".join(_lines(rules, lang)) + "\n"


def _lines(rules: RuleSet, lang: str) -> Iterator[str]:
    heading = rules.ruleset
    yield f"# {inline(heading.title)}"
    yield ""
    yield f"`{rules.id}` · {heading.fiscal_year} · {text(heading.points)}"
    if heading.summary:
        yield ""
        yield inline(heading.summary)
    around = Around(rules, lang)
    if rules.execution is not None:
        execution = rules.execution
        yield from _part(execution.label, execution.points)
        yield from _rows([item for item in rules.items if item.path == (EXECUTION,)], around)
    for tier_id, tier in rules.tiers.items():
        yield from _part(tier.label, tier.points)
        yield from _rows([item for item in rules.items if item.tier == tier_id], around)
        yield from _entries(around.open_rows(tier_id))
    for title, entries in around.closing():
        yield ""
        yield f"## {title}"
        yield from _entries(entries)
    if heading.sources:
        yield ""
        yield f"## {texts.SOURCES.render(lang)}"
        yield ""
        for source in heading.sources:
            parts = (source.title, source.document_no, source.article, _date(source.issued))
            yield "- " + " · ".join(inline(part) for part in parts if part)


def _part(label: str, points: Fraction) -> Iterator[str]:
    yield ""
    yield f"## {inline(label)} ({text(points)})"


def _rows(items: Sequence[Scored], around: Around) -> Iterator[str]:
    """A table of fixed rows; none where there are none."""
    if not items:
        return
    columns = (
        texts.COL_INDICATOR, texts.COL_POINTS, texts.COL_CRITERION, texts.COL_SCHEME,
    )  # fmt: skip
    yield ""
    yield "| " + " | ".join(column.render(around.lang) for column in columns) + " |"
    yield "| --- | ---: | --- | --- |"
    for item in items:
        scheme = "; ".join((scheme_line(item, around), *around.remarks(item)))
        cells = (item.label, text(item.points), item.criterion or "—", scheme)
        yield "| " + " | ".join(inline(cell) for cell in cells) + " |"


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    """Sentences as a list, each entry's under its heading."""
    yielded = False
    for entry in entries:
        if entry.heading or not yielded:
            yield ""
        yielded = True
        if entry.heading:
            yield f"**{inline(entry.heading)}**"
            yield ""
        if entry.criterion:
            yield f"> {inline(entry.criterion)}"
            yield ""
        yield from (f"- {inline(line)}" for line in entry.lines)


def scheme_line(item: Scored, around: Around) -> str:
    """A row's scheme on one line; in words for the execution item, of which no file names one."""
    if item.path == (EXECUTION,):
        return around.scheme(item.scheme, text(item.points))
    return scheme_text(item.scheme, around.lang)


def document(rules: RuleSet) -> dict[str, Any]:
    """The rule set as plain values for JSON."""
    tables = (
        "ruleset", "measures", "tiers", "groups", "indicators", "shared", "execution", "open",
        "adjustments", "not_applicable",
    )  # fmt: skip
    return {"id": rules.id, **{name: plain(getattr(rules, name)) for name in tables}}


def scheme_text(scheme: Scheme, lang: str) -> str:
    """A scheme on one line: its title and fields as they are written, and what is assumed."""
    shown = [
        f"{attribute.name} = {_value(value)}"
        for attribute in fields(type(scheme))
        if attribute.name != "assumed"
        and (value := getattr(scheme, attribute.name)) != attribute.default
        and value != ()
    ]
    words = f"{scheme.title.render(lang)} ({scheme.kind})"
    line = f"{words}: {'; '.join(shown)}" if shown else words
    if scheme.assumed:
        fields_text = say(explaining.ASSUMED, fields=tuple(scheme.assumed)).render(lang)
        line += f" — {fields_text}"
    return line


def plain(value: Any) -> Any:
    """A model as plain values for JSON: exact numbers and tests as they are written."""
    if isinstance(value, (Formula, Condition, UnaryTest)):
        return value.text
    if isinstance(value, Scheme):
        return {"kind": value.kind, **_fields(value)}
    if isinstance(value, (Table, dict)):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(entry) for entry in value]
    if isinstance(value, Fraction):
        return text(value)
    if isinstance(value, Quantity):
        return _quantity(value)
    if isinstance(value, date):
        return value.isoformat()
    if has(type(value)):
        return _fields(value)
    return getattr(value, "value", value)


def _fields(value: Any) -> dict[str, Any]:
    found = {a.name: plain(getattr(value, a.name)) for a in fields(type(value))}
    return {name: entry for name, entry in found.items() if entry not in (None, "", [], {})}


def _value(value: Any) -> str:
    shown = plain(value)
    if isinstance(shown, list):
        return "[" + ", ".join(_value(entry) for entry in shown) + "]"
    if isinstance(shown, dict):
        return "{" + ", ".join(f"{key} = {_value(entry)}" for key, entry in shown.items()) + "}"
    return str(shown)


def _quantity(value: Quantity) -> str:
    shown = value.value * 100 if value.unit == "%" else value.value
    return f"{text(shown)}{value.unit}"


def _date(issued: date | None) -> str:
    return "" if issued is None else issued.isoformat()
