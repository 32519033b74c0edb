"""The fields of a scheme class as a table: what may stand there, the default, the meaning.

Types are said as an author of rule sets knows them, not as Python does.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, fields, has

from zhibiao.exact import Quantity, text
from zhibiao.model.clauses import Condition, Formula, MeasureId, UnaryTest
from zhibiao.model.docstrings import Docstring, split
from zhibiao.model.scheme import Scheme

_WORDS: dict[object, str] = {
    Fraction: "a number",
    Quantity: "a number, with its unit",
    MeasureId: "a measure",
    UnaryTest: "a one-sided test",
    Condition: "a whole test",
    Formula: "a formula",
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    Scheme: "a scheme",
}
_EVERYWHERE = ("assumed",)
"""What any scheme may have; said once, in the language's own page."""


def fields_table(scheme: type[Scheme], written: Docstring) -> list[str]:
    """The fields of a scheme, then those of the small tables that stand in its lists."""
    lines = _table(scheme, written.attributes)
    for entry in _entries(scheme):
        doc = split((entry.__doc__ or "").replace("\n    ", "\n"))
        lines += [f"**{entry.__name__}**", "", *doc.summary.splitlines(), ""]
        lines += _table(entry, doc.attributes)
    return lines


def _table(cls: type[Any], meanings: dict[str, str]) -> list[str]:
    own = [attribute for attribute in fields(cls) if attribute.name not in _EVERYWHERE]
    if not own:
        return ["None of its own.", ""]
    hints = get_type_hints(cls)
    lines = [".. list-table::", "   :header-rows: 1", f"   :widths: {_widths(meanings)}", ""]
    lines += ["   * - Field", "     - What stands there", "     - Default"]
    if meanings:
        lines.append("     - Meaning")
    for attribute in own:
        lines.append(f"   * - ``{attribute.name}``")
        lines += [f"     - {_type(hints[attribute.name])}", f"     - {_default(attribute)}"]
        if meanings:
            lines.append(f"     - {meanings.get(attribute.name, '')}")
    return [*lines, ""]


def _widths(meanings: dict[str, str]) -> str:
    return "18 25 14 43" if meanings else "25 50 25"


def _type(hint: Any) -> str:
    if hint in _WORDS:
        return _WORDS[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " or ".join(f"``{choice}``" for choice in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(_type(one) for one in inner if one is not type(None))
    if origin is tuple and inner[-1] is Ellipsis:
        return _list_of(inner[0])
    if origin is tuple:
        return f"a pair: {', '.join(map(_type, inner))}"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return " or ".join(f"``{choice.value}``" for choice in hint)
    return f"a table: {hint.__name__}" if has(hint) else "a value"


def _list_of(hint: Any) -> str:
    if hint is Scheme:
        return "a list of schemes"
    if has(hint) and hint not in _WORDS:
        return f"a list of tables: {hint.__name__}"
    return f"a list, each {_type(hint)}"


def _default(attribute: Attribute[Any]) -> str:
    match attribute.default:
        case default if default is NOTHING:
            return "needed"
        case None | "" | ():
            return "none"
        case Fraction() as number:
            return f"``{text(number)}``"
        case default:
            return f"``{default}``"


def _entries(cls: type[Any]) -> Iterator[type[Any]]:
    """The classes of the small tables that the fields of a class hold."""
    hints = get_type_hints(cls)
    for attribute in fields(cls):
        hint = hints[attribute.name]
        for inner in (hint, *get_args(hint)):
            if inner not in _WORDS and isinstance(inner, type) and has(inner):
                yield inner
