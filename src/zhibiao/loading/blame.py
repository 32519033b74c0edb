"""Whose clause made a fault: that of the edition which changed something, not what it changed.

A rule set that extends another is refused for what it says itself. Where a fault stands in a
file that is extended, the problem is put on the clause that made it so, and its hint says where
the other end stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from zhibiao.loading import report
from zhibiao.loading.converter import Fault
from zhibiao.loading.inherit import REMOVE
from zhibiao.loading.toml import Document
from zhibiao.messages import Message, say
from zhibiao.messages import inheriting as texts
from zhibiao.model.place import Change, Path, path_text
from zhibiao.model.problem import Problem

WORDS_ONLY = frozenset(("label", "aliases", "criterion", "summary", "assumed"))
"""Keys that no fault between the tables comes from."""

HEADING = "path-disagrees"


def problem(document: Document, fault: Fault) -> Problem:
    """The fault, on the clause that made it so."""
    found = report.problem(document, fault)
    removal = document.changes.get(fault.absent) if fault.absent else None
    if removal is not None and removal.removes:
        return _removed(document, found, fault, removal)
    if not document.changes or found.place.file == document.name:
        return found
    if fault.code == HEADING:
        hint = say(texts.INHERITED, place=str(found.place), key=str(fault.path[-1]))
        path: Path = ("ruleset", "extends")
        return evolve(found, place=document.place(path), path=path_text(path), hint=hint)
    for path, change in _causes(document, fault.path):
        said = say(texts.CHANGED_HERE, place=str(found.place), path=found.path)
        shown = (*path, REMOVE) if change.removes else path
        hint = said if found.hint is None else say(texts.BOTH, first=said, second=found.hint)
        return evolve(found, place=change.place, path=path_text(shown), hint=hint)
    return found


def _removed(document: Document, found: Problem, fault: Fault, removal: Change) -> Problem:
    """What is missing was taken away: by the clause at fault, unless this file asks for it."""
    name = str(fault.absent[-1])
    if found.place.file == document.name:
        hint: Message = say(
            texts.REMOVED_THERE, name=name, place=str(removal.place), stood=str(removal.stood)
        )
        return evolve(found, hint=hint)
    hint = say(texts.REMOVED_HERE, name=name, place=str(found.place), path=found.path)
    path = path_text((*fault.absent, REMOVE))
    return evolve(found, place=removal.place, path=path, hint=hint)


def _causes(document: Document, path: Path) -> Iterator[tuple[Path, Change]]:
    """This file's own changes of what a clause reads, its own table first."""
    read = _read(document.values, path[:2])
    own = [
        (at, change)
        for at, change in document.changes.items()
        if change.place.file == document.name and not WORDS_ONLY.intersection(at[2:])
    ]
    yield from (one for one in own if one[0][:2] == path[:2])
    yield from (one for one in own if one[0][:2] in read)
    yield from (one for one in own if one[1].removes and path[1:2] in _names(one[1].was))


def _read(values: Mapping[str, Any], entry: Path) -> set[Path]:
    """The measures that an entry names, with those behind their formulas."""
    measures = values.get("measures")
    if not isinstance(measures, Mapping):
        return set()
    found: set[Path] = set()
    waiting: list[object] = [_at(values, entry)]
    while waiting:
        for name in _names(waiting.pop()):
            path: Path = ("measures", *name)
            if name[0] in measures and path not in found:
                found.add(path)
                waiting.append(measures[name[0]])
    return found


def _at(values: Mapping[str, Any], path: Path) -> object:
    entry: object = values
    for key in path:
        entry = entry.get(str(key)) if isinstance(entry, Mapping) else None
    return entry


def _names(value: object) -> set[tuple[str]]:
    """Every word in plain values, as the last part of a path."""
    found: set[tuple[str]] = set()
    waiting = [value]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str):
            found.update((word,) for word in re.findall(r"\w+", entry))
        elif isinstance(entry, Mapping):
            waiting += [inner for key, inner in entry.items() if key not in WORDS_ONLY]
        elif isinstance(entry, list):
            waiting += entry
    return found
