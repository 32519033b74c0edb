"""Measures under other names, everywhere in a scheme: its fields, formulas and tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import evolve, fields, has

from zhibiao.exact import Quantity
from zhibiao.model.clauses import Condition, Formula, UnaryTest
from zhibiao.model.table import Table

T = TypeVar("T")
_STRINGS = re.compile(r'("(?:[^"\\]|\\.)*")')


def renamed(part: T, names: Mapping[str, str]) -> T:
    """A scheme, or a part of one, whose measures have other names.

    Args:
        part: an attrs object, or a tuple of some.
        names: the new name of each measure.
    """
    found: Any = _renamed(part, names)
    return found  # type: ignore[no-any-return]  # the same class came out as went in


def _renamed(part: Any, names: Mapping[str, str]) -> Any:
    match part:
        case tuple():
            return tuple(_renamed(one, names) for one in part)
        case Formula(text) | Condition(text) | UnaryTest(text):
            return type(part)(_formula(text, names))
        case Table() | Quantity():
            return part
    if not has(type(part)):
        return part
    changed = {}
    for one in fields(type(part)):
        value = getattr(part, one.name)
        if "MeasureId" in str(one.type) and isinstance(value, str):
            changed[one.name] = names.get(value, value)
        else:
            changed[one.name] = _renamed(value, names)
    return evolve(part, **changed)


def _formula(text: str, names: Mapping[str, str]) -> str:
    """A formula with its names replaced; what stands in quotes is no name."""
    pieces = _STRINGS.split(text)
    for index in range(0, len(pieces), 2):
        pieces[index] = re.sub(
            r"[^\W\d]\w*", lambda found: names.get(found[0], found[0]), pieces[index]
        )
    return "".join(pieces)
