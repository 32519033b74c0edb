"""What changed between two editions: every table, every field, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import fields, has

from zhibiao.criteria.document import toml_value
from zhibiao.exact import text
from zhibiao.messages import Message, Text, Value, say
from zhibiao.messages import comparing as texts
from zhibiao.model.analysis.comparison import Change
from zhibiao.model.place import Path, path_text
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scheme import Scheme

TABLES = (
    "tiers", "groups", "indicators", "shared", "open", "adjustments", "measures",
)  # fmt: skip
_HEADING_TABLES = ("ratings", "sources", "rounding")
_LONGEST = 300


def differences(old: RuleSet, new: RuleSet) -> tuple[Change, ...]:
    """All differences, in the order in which a reader meets them.

    Args:
        old: the edition before.
        new: the edition after.
    """
    return tuple(_differences(old, new))


def _differences(old: RuleSet, new: RuleSet) -> Iterator[Change]:
    heading = ("ruleset",)
    leave = (*_HEADING_TABLES, "extends")
    yield from _fields(old, new, (old.ruleset, new.ruleset), heading, "ruleset", leave)
    for name in ("rounding", "ratings", "sources"):
        one, other = getattr(old.ruleset, name), getattr(new.ruleset, name)
        path: Path = ("ruleset", name)
        if name == "rounding":
            yield from _fields(old, new, (one, other), path, name)
        elif name == "ratings":
            yield from _table(old, new, (one, other), path)
        else:
            yield from _table(old, new, (_by_title(one), _by_title(other)), path)
    for name in ("execution", "not_applicable"):
        yield from _single(old, new, name)
    for name in TABLES:
        yield from _table(old, new, (getattr(old, name), getattr(new, name)), (name,))


def _by_title(sources: Any) -> dict[str, Any]:
    return {f"{one.title}{one.document_no}{one.article}": one for one in sources}


def _single(old: RuleSet, new: RuleSet, name: str) -> Iterator[Change]:
    one, other = getattr(old, name), getattr(new, name)
    pair = ({name: one} if one is not None else {}, {name: other} if other is not None else {})
    yield from _table(old, new, pair, ())


def _table(
    old: RuleSet, new: RuleSet, pair: tuple[Mapping[str, Any], Mapping[str, Any]], path: Path
) -> Iterator[Change]:
    before, after = pair
    for name in dict.fromkeys((*before, *after)):
        here: Path = (*path, name)
        what = str(path[-1]) if path else name
        if name not in after:
            message = say(texts.REMOVED, what=texts.WHAT[what], label=_label(name, before[name]))
            yield Change("removed", path_text(here), message, old.place(*here))
        elif name not in before:
            message = _added(what, name, after[name])
            yield Change("added", path_text(here), message, None, new.place(*here))
        elif before[name] != after[name]:
            yield from _fields(old, new, (before[name], after[name]), here, what)


def _added(what: str, name: str, part: Any) -> Message:
    label, word = _label(name, part), texts.WHAT[what]
    points, criterion = getattr(part, "points", None), getattr(part, "criterion", "")
    if points is None:
        return say(texts.ADDED_PLAIN, what=word, label=label)
    details = say(texts.WORTH, points=text(points), criterion=criterion) if criterion else None
    return say(texts.ADDED, what=word, label=label, details=details or text(points))


def _label(name: str, part: Any) -> str:
    return str(getattr(part, "label", "") or getattr(part, "title", "") or name)


def _fields(
    old: RuleSet,
    new: RuleSet,
    pair: tuple[Any, Any],
    path: Path,
    what: str,
    leave: tuple[str, ...] = (),
) -> Iterator[Change]:
    """The fields of one thing that differ; of a scheme of the same kind, its own fields."""
    before, after = pair
    label = _label(str(path[-1]), after)
    if not has(type(before)) or type(before) is not type(after) or what == "ratings":
        yield _changed(old, new, (before, after), (path, what, label, "test"))
        return
    for one in fields(type(before)):
        values = getattr(before, one.name), getattr(after, one.name)
        if one.name in leave or values[0] == values[1]:
            continue
        here: Path = (*path, one.name)
        if all(isinstance(value, Scheme) for value in values) and _same_kind(*values):
            yield from _fields(old, new, values, here, what, ("label",))
        else:
            yield _changed(old, new, values, (here, what, label, one.name))


def _same_kind(one: Scheme, other: Scheme) -> bool:
    return one.kind == other.kind


def _changed(
    old: RuleSet, new: RuleSet, values: tuple[Any, Any], about: tuple[Path, str, str, str]
) -> Change:
    path, what, label, name = about
    before, after = (_shown(value) for value in values)
    if "scheme" in path:  # the scheme has no label of its own; its owner has
        label = _label(str(path[1]), _owner(new, path))
    message = say(
        texts.CHANGED,
        what=texts.WHAT[what],
        label=label,
        field=texts.FIELDS.get(name, Text(zh=name, en=name)),
        old=before,
        new=after,
    )
    return Change("changed", path_text(path), message, old.place(*path), new.place(*path))


def _owner(rules: RuleSet, path: Path) -> Any:
    table = getattr(rules, str(path[0]), {})
    return table.get(path[1]) if isinstance(table, Mapping) else None


def _shown(value: Any) -> Value:
    """A value as the file writes it, without the quotes of a text."""
    if value is None or value in ("", ()) or (isinstance(value, Mapping) and not value):
        return texts.NOTHING
    written = value if isinstance(value, str) else toml_value(value)
    if not isinstance(value, str) and written.startswith('"') and written.endswith('"'):
        written = written[1:-1]
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…"
