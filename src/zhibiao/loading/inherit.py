"""``extends``: a child edition over its parent, key by key, each with the place that wrote it.

Merging happens on the plain values, before anything is structured, so that a child may leave
out whatever its parent says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from zhibiao.loading.converter import Fault
from zhibiao.loading.toml import Document, UnreadableError
from zhibiao.messages import inheriting as texts
from zhibiao.messages import say
from zhibiao.model.place import Change, Path, Place
from zhibiao.model.table import Table

MAX_DEPTH = 8
WHOLE = frozenset(("scheme", "quantitative", "qualitative", "ratings", "sources"))
"""Keys whose value a child replaces as a whole."""

KEYED = frozenset(("measures", "tiers", "groups", "indicators", "shared", "open", "adjustments"))
"""Tables that are keyed by id: here ``remove`` and ``after`` mean something."""

REMOVE = "remove"
ASSUMED = "assumed"
"""A table of reasons by field, at any depth: a child may take one back with ``remove``."""

Find = Callable[[str], "Document | None"]


@frozen
class Inherited:
    """The merged document, and what is wrong with the inheritance itself.

    ``extended`` is what it extends, merged likewise; ``None`` where it extends nothing.
    """

    document: Document
    faults: tuple[Fault, ...] = ()
    extended: Document | None = None


def inherit(document: Document, own_id: str, find: Find) -> Inherited:
    """A document with all that it extends merged in.

    Args:
        document: the child.
        own_id: its id, for the chain of a cycle.
        find: gives the document of an id; ``None`` when the id is unknown.
    """
    chain = [own_id]
    line = [document]
    while True:
        parent = _parent_of(line[-1])
        if parent is None:
            break
        fault = _refusal(parent, chain)
        if fault is not None:
            return Inherited(document, (fault,))
        try:
            found = find(parent)
        except UnreadableError as error:
            why = error.problem.message
            return Inherited(document, (_fault(say(texts.PARENT_BROKEN, id=parent, why=why)),))
        if found is None:
            return Inherited(document, (_fault(say(texts.UNKNOWN_PARENT, id=parent)),))
        chain.append(parent)
        line.append(found)
    merged, extended = line.pop(), None
    faults: list[Fault] = []
    while line:
        extended = merged
        merged = _merged(merged, line.pop(), faults)
    return Inherited(merged, tuple(faults), extended)


@frozen
class _Seen:
    """What a merge sees on its way: its faults, and what stood where the child writes."""

    faults: list[Fault]
    written_over: dict[Path, object] = field(factory=dict)
    removed: dict[Path, object] = field(factory=dict)


def _parent_of(document: Document) -> str | None:
    heading = document.values.get("ruleset")
    parent = heading.get("extends") if isinstance(heading, Mapping) else None
    return parent if isinstance(parent, str) and parent else None


def _refusal(parent: str, chain: list[str]) -> Fault | None:
    shown = " → ".join([*chain, parent])
    if parent.endswith(".toml") or parent.startswith((".", "/", "~")) or "\\" in parent:
        return _fault(say(texts.NOT_AN_ID, id=parent))
    if parent in chain:
        return _fault(say(texts.CYCLE, chain=shown))
    if len(chain) > MAX_DEPTH:
        return _fault(say(texts.TOO_DEEP, most=MAX_DEPTH, chain=shown))
    return None


def _fault(message: Any) -> Fault:
    return Fault(("ruleset", "extends"), "bad-extends", message)


def _merged(parent: Document, child: Document, faults: list[Fault]) -> Document:
    seen = _Seen(faults)
    values = _merge(parent.values, child.values, (), seen)
    places: dict[Path, Place] = {}
    for path in _paths(values):
        place = child.places.get(path) or parent.places.get(path)
        if place is not None:
            places[path] = place
    for path, place in child.places.items():
        places.setdefault(path, place)
    return Document(child.name, values, Table(places), Table(_changes(parent, child, seen)))


def _changes(parent: Document, child: Document, seen: _Seen) -> dict[Path, Change]:
    """All changes so far; what an edition takes away and the next writes anew was not removed."""
    changes = {
        path: change
        for path, change in parent.changes.items()
        if not (change.removes and path in child.places)
    }
    for path, was in seen.written_over.items():
        changes[path] = Change(child.place(path), parent.place(path), was)
    for path, was in seen.removed.items():
        place = child.place((*path, REMOVE))
        changes[path] = Change(place, parent.place(path), was, removes=True)
    return changes


def _merge(
    parent: Mapping[str, Any], child: Mapping[str, Any], path: Path, seen: _Seen
) -> dict[str, Any]:
    merged = dict(parent)
    keyed = len(path) == 1 and path[0] in KEYED
    removable = keyed or path[-1:] == (ASSUMED,)
    for key, value in child.items():
        here = (*path, key)
        if removable and isinstance(value, Mapping) and value.get(REMOVE) is True:
            if key not in merged:
                message = say(texts.NOTHING_TO_REMOVE, key=key)
                seen.faults.append(Fault(here, "bad-extends", message))
            seen.removed[here] = merged.pop(key, None)
            continue
        after = value.get("after") if keyed and isinstance(value, Mapping) else None
        if after is not None:
            value = {name: entry for name, entry in value.items() if name != "after"}  # noqa: PLW2901  # the order is settled here
        known = _reasons(merged.get(key, [])) if key == ASSUMED else merged.get(key)
        if key not in WHOLE and isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = _merge(known, value, here, seen)
        else:
            if known != value:
                seen.written_over[here] = known
            merged[key] = value
        if after is not None:
            merged = _moved(merged, key, after, here, seen.faults)
    return merged


def _reasons(value: Any) -> Any:
    """A list of assumed fields as the table that it stands for, so that a child can change it."""
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return dict.fromkeys(value, "")
    return value


def _moved(
    table: dict[str, Any], key: str, after: object, path: Path, faults: list[Fault]
) -> dict[str, Any]:
    """The table with a key right behind another."""
    if not isinstance(after, str) or after not in table or after == key:
        message = say(texts.AFTER_UNKNOWN, key=str(after)[:40])
        faults.append(Fault((*path, "after"), "bad-extends", message))
        return table
    moved = table.pop(key)
    result: dict[str, Any] = {}
    for name, entry in table.items():
        result[name] = entry
        if name == after:
            result[key] = moved
    return result


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path in plain values."""
    waiting: list[tuple[Path, Any]] = [(path, value)]
    while waiting:
        here, entry = waiting.pop()
        yield here
        if isinstance(entry, Mapping):
            waiting.extend(((*here, key), inner) for key, inner in entry.items())
        elif isinstance(entry, list):
            waiting.extend(((*here, index), inner) for index, inner in enumerate(entry))
