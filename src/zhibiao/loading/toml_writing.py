"""Plain values as TOML, and a whole rule set after inheritance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any


def ruleset_toml(values: Mapping[str, Any]) -> str:
    """The values of a rule-set file as such a file; what it extended stands in it."""
    plain = {**values, "ruleset": {k: v for k, v in values["ruleset"].items() if k != "extends"}}
    return "\n".join(_tables(plain, ())).lstrip("\n") + "\n"


def _tables(values: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    below = {name: value for name, value in values.items() if _is_table(value, (*path, name))}
    own = {name: value for name, value in values.items() if name not in below}
    if path and (own or not below):
        yield f"\n[{_header(path)}]"
    for name, value in own.items():
        yield f"{key(name)} = {inline(value)}"
    for name, value in below.items():
        if isinstance(value, Mapping):
            yield from _tables(value, (*path, name))
            continue
        for entry in value:
            yield f"\n[[{_header((*path, name))}]]"
            yield from (f"{key(one)} = {inline(inner)}" for one, inner in entry.items())


def _is_table(value: Any, path: tuple[str, ...]) -> bool:
    """What people write under a heading of its own: named tables, schemes, sources."""
    if path == ("ruleset", "sources"):
        return True
    is_named = len(path) <= 2 or path[-1] == "scheme"  # [measures.posts]
    return isinstance(value, Mapping) and is_named and path[-1] != "assumed"


def _header(path: tuple[str, ...]) -> str:
    return ".".join(key(part) for part in path)


def inline(value: Any) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return format(value, "f")
        case str():
            return quoted(value)
        case list():
            return "[" + ", ".join(inline(inner) for inner in value) + "]"
        case dict():
            pairs = ", ".join(f"{key(name)} = {inline(inner)}" for name, inner in value.items())
            return f"{{ {pairs} }}"
    return str(value.isoformat())


def key(name: str) -> str:
    """A key, quoted where it must be."""
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else quoted(name)


def quoted(text: str) -> str:
    """A TOML string on one line; JSON's escapes are TOML's, those of DEL aside."""
    escaped = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return escaped.encode("utf-8", "replace").decode()
