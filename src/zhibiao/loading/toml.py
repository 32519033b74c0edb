"""TOML files to plain values with exact decimals, and the place of each. The home of tomli."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

import tomli
from attrs import field, frozen

from zhibiao.loading.locate import RefusedError, locate
from zhibiao.messages import Message, say
from zhibiao.messages import loading as texts
from zhibiao.model.place import Change, Path, Place, Places
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.table import Table

MAX_BYTES = 4 * 1024 * 1024


class UnreadableError(Exception):
    """The file gives no values at all; it holds the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@frozen
class Document:
    """A parsed file: its values, and the place of every key and list element.

    ``changes`` are what it, and those that it extends, write over one another.
    """

    name: str
    values: dict[str, Any]
    places: Mapping[Path, Place]
    changes: Mapping[Path, Change] = field(factory=Table)

    def place(self, path: Path) -> Place:
        """Where a value stands; of one that is missing, the nearest table around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return found
        return Place(self.name, 1)


def read_file(path: FilePath, name: str | None = None) -> Document:
    """A TOML file.

    Args:
        path: the file.
        name: what to call it in messages, when that is not its path.

    Raises:
        UnreadableError: missing, too large, not UTF-8, or no TOML; with the place.
    """
    return parse(read_bytes(path, name), name or path.as_posix())


def read_bytes(path: FilePath, name: str | None = None) -> bytes:
    """The bytes of a file of ordinary size.

    Raises:
        UnreadableError: missing, a directory, unreadable or too large.
    """
    shown = name or path.as_posix()
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise _fault(shown, "unreadable-file", say(texts.IS_DIRECTORY, file=shown))
        if size > MAX_BYTES:
            raise _fault(shown, "unreadable-file", say(texts.TOO_LARGE, found=size, most=MAX_BYTES))
        with path.open("rb") as stream:  # a device can be larger than it says
            return stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _fault(shown, "unreadable-file", say(texts.NO_FILE, file=shown)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _fault(
            shown, "unreadable-file", say(texts.CANNOT_OPEN, file=shown, why=why)
        ) from None


def parse(raw: bytes, name: str) -> Document:
    """TOML bytes to values.

    Raises:
        UnreadableError: too large, not UTF-8, a byte order mark, or no TOML.
    """
    if len(raw) > MAX_BYTES:
        raise _fault(name, "unreadable-file", say(texts.TOO_LARGE, found=len(raw), most=MAX_BYTES))
    text = _decoded(raw, name)
    try:
        lines = locate(text)
        values = tomli.loads(text, parse_float=Decimal)
    except RefusedError as error:
        raise _fault(name, "syntax", error.message, error.line, error.column) from None
    except tomli.TOMLDecodeError as error:
        raise _syntax_fault(name, error) from None
    except (RecursionError, ValueError) as error:
        raise _fault(name, "syntax", say(texts.NOT_TOML, why=str(error))) from None
    return Document(name, values, Places(name, lines))


def _decoded(raw: bytes, name: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        value = f"{raw[error.start]:02X}"
        message = say(texts.NOT_UTF8, byte=error.start + 1, value=value)
        raise _fault(name, "syntax", message, line, column, hint=say(texts.HINT_UTF8)) from None
    if text.startswith("\ufeff"):
        raise _fault(name, "syntax", say(texts.HAS_BOM), hint=say(texts.HINT_BOM))
    return text


def _syntax_fault(name: str, error: tomli.TOMLDecodeError) -> UnreadableError:
    line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
    why = re.sub(r" \(at .*\)$", "", getattr(error, "msg", str(error)))
    written = getattr(error, "doc", "").splitlines()
    excerpt = written[line - 1] if 0 < line <= len(written) else ""
    hint = None
    unquoted = re.sub(r"\"[^\"]*\"|'[^']*'", "", excerpt)
    if not re.split("[=#]", unquoted)[0].isascii():
        hint = say(texts.HINT_BARE_KEY)
    message = say(texts.NOT_TOML, why=why)
    return _fault(name, "syntax", message, line, column, hint=hint, excerpt=excerpt[:120])


def _fault(
    name: str,
    code: str,
    message: Message,
    line: int = 1,
    column: int = 1,
    *,
    hint: Message | None = None,
    excerpt: str = "",
) -> UnreadableError:
    place = Place(name, line, column)
    return UnreadableError(
        Problem(code, Severity.ERROR, message, place, hint=hint, excerpt=excerpt)
    )
