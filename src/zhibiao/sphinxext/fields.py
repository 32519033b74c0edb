"""A scheme in words: its title, and its fields with their values as somebody would say them.

Works on any scheme class, also on one that a plug-in brings: fields are read from the class.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from fractions import Fraction
from typing import Any

from attrs import fields, has
from docutils import nodes

from zhibiao.exact import Quantity, text, unit_text
from zhibiao.messages import show
from zhibiao.model.clauses import Assumed, Condition, Formula, UnaryTest
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scheme import Scheme
from zhibiao.sphinxext import markup, words

_SILENT = ("floor", "cap", "of", "denominator")
"""Fields of which the default goes without saying."""


def scheme_nodes(scheme: Scheme, rules: RuleSet, lang: str) -> list[nodes.Node]:
    """The scheme's title, then its fields."""
    title = markup.paragraph(
        markup.strong(scheme.title.render(lang)), " ", markup.code(scheme.kind)
    )
    return [title, *fields_nodes(scheme, rules, lang)]


def fields_nodes(
    written: Any, rules: RuleSet, lang: str, leave_out: Container[str] = ()
) -> list[nodes.Node]:
    """A table of the fields that are set, then one of the entries of each list."""
    rows: list[Sequence[markup.Content]] = []
    below: list[nodes.Node] = []
    for attribute in fields(type(written)):
        name, value = attribute.name, getattr(written, attribute.name)
        if name == "assumed" or name in leave_out or value in (None, (), ""):
            continue
        if name in _SILENT and value == attribute.default:
            continue
        if isinstance(value, Scheme):
            below += [markup.paragraph(_name(name, lang)), *scheme_nodes(value, rules, lang)]
        elif isinstance(value, tuple) and all(isinstance(entry, Scheme) for entry in value):
            below.append(_parts(value, rules, lang))
        elif isinstance(value, tuple) and all(has(type(entry)) for entry in value):
            below.append(_entries(name, value, rules, lang))
        else:
            rows.append((_name(name, lang), _value(value, rules, lang)))
    return [*([markup.table((), rows, (25, 75))] if rows else []), *below]


def assumed_list(tables: Iterable[Assumed], lang: str) -> list[nodes.Node]:
    """What the source leaves open, with the author's reasons; nothing where there is none."""
    entries: list[markup.Content] = []
    for table in tables:
        for name, why in table.items():
            reason = f": {why}" if lang == "en" else f"：{why}"
            entries.append([markup.code(name), nodes.Text(reason if why else "")])
    if not entries:
        return []
    title = markup.paragraph(markup.strong(words.ASSUMED.render(lang)))
    return [nodes.container("", title, markup.bullets(entries), classes=["zhibiao-assumed"])]


def _parts(parts: Sequence[Scheme], rules: RuleSet, lang: str) -> nodes.bullet_list:
    made = nodes.bullet_list(bullet="*")
    for part in parts:
        made += nodes.list_item("", *scheme_nodes(part, rules, lang))
    return made


def _entries(name: str, entries: Sequence[Any], rules: RuleSet, lang: str) -> nodes.table:
    used = [
        attribute.name
        for attribute in fields(type(entries[0]))
        if any(getattr(entry, attribute.name) not in (None, "", ()) for entry in entries)
    ]
    rows = [[_value(getattr(entry, column), rules, lang) for column in used] for entry in entries]
    made = markup.table([_name(column, lang) for column in used], rows, [1] * len(used))
    made.insert(0, nodes.title("", "", nodes.Text(_name(name, lang))))
    return made


def _name(name: str, lang: str) -> str:
    return show(words.FIELDS.get(name, name), lang)


def _value(value: Any, rules: RuleSet, lang: str) -> markup.Content:
    match value:
        case None:
            return ""
        case UnaryTest() | Condition() | Formula():
            return markup.code(value.text)
        case Quantity():
            return unit_text(value.value, value.unit)
        case Fraction():
            return text(value)
        case str() if value in rules.measures:
            return [nodes.Text(f"{rules.measures[value].label} "), markup.code(value)]
        case tuple():
            return _series(value)
        case _ if has(type(value)):
            return _inline(value, rules, lang)
        case _:
            return show(words.VALUES.get(str(value), str(value)), lang)


def _series(values: Sequence[object]) -> str:
    """A range of two numbers, or a list; a pair within a list stands in brackets."""
    shown = [f"({_series(v)})" if isinstance(v, tuple) else _plain(v) for v in values]
    is_range = len(values) == 2 and all(isinstance(value, Fraction) for value in values)
    return (" … " if is_range else ", ").join(shown)


def _plain(value: object) -> str:
    if isinstance(value, Quantity):
        return unit_text(value.value, value.unit)
    return text(value) if isinstance(value, Fraction) else str(value)


def _inline(value: Any, rules: RuleSet, lang: str) -> list[nodes.Node]:
    """A small table on one line: ``above 130%, then full``."""
    made: list[nodes.Node] = []
    for attribute in fields(type(value)):
        separator = "; " if made else ""
        made.append(nodes.Text(f"{separator}{_name(attribute.name, lang)} "))
        made += markup.plain(_value(getattr(value, attribute.name), rules, lang))
    return made
