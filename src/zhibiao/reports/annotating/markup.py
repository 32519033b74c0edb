"""XML changed at known bytes: what is not inserted or replaced stays exactly as it was.

A parsed and rewritten tree would lose prefixes, order and spacing, which Word and Excel take
more seriously than the standard does. So the parser only tells where things stand.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from attrs import define, field, frozen

from zhibiao.messages import visible

_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_UNFIT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*\?>")
_SEPARATOR = "\x1f"


class MarkupError(Exception):
    """The XML cannot be read, or declares what no office file may."""


@frozen
class Tag:
    """One element where it begins: its names, and the bytes of its start tag."""

    local: str
    prefix: str
    space: str
    attributes: dict[str, str]
    begin: int
    raw: bytes = field(repr=False)

    @property
    def inner(self) -> int:
        """The first byte behind the start tag."""
        return behind(self.raw, self.begin)

    @property
    def is_empty(self) -> bool:
        """Whether it is written as ``<a/>``."""
        return self.raw[self.inner - 2 : self.inner - 1] == b"/"

    def name(self, local: str) -> str:
        """The name of an element beside this one, with the prefix that is in force here."""
        return f"{self.prefix}:{local}" if self.prefix else local

    def get(self, local: str) -> str | None:
        """An attribute by its name without its namespace."""
        return next((v for key, v in self.attributes.items() if _parts(key)[1] == local), None)


def behind(raw: bytes, at: int) -> int:
    """The first byte behind the tag that begins at a byte.

    Raises:
        MarkupError: no tag begins there.
    """
    found = _TAG.match(raw, at)
    if found is None:
        raise MarkupError
    return found.end()


def walk(
    raw: bytes,
    start: Callable[[Tag], None],
    end: Callable[[str, int], None] = lambda _local, _at: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Reads XML, telling of each element where it begins and where its end tag stands.

    Args:
        raw: UTF-8.
        start: told of each start tag.
        end: told the name and the first byte of each end tag (of ``<a/>``, of the tag itself).
        text: told each piece of text.

    Raises:
        MarkupError: it is no XML, or has a document type.
    """
    parser = expat.ParserCreate("UTF-8", namespace_separator=_SEPARATOR)
    parser.namespace_prefixes = True
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise MarkupError

    def on_start(name: str, attributes: dict[str, str]) -> None:
        space, local, prefix = _parts(name)
        start(Tag(local, prefix, space, attributes, parser.CurrentByteIndex, raw))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = on_start
    parser.EndElementHandler = lambda name: end(_parts(name)[1], parser.CurrentByteIndex)
    parser.CharacterDataHandler = text
    try:
        parser.Parse(raw, True)  # expat takes it by position alone
    except expat.ExpatError:
        raise MarkupError from None


def _parts(name: str) -> tuple[str, str, str]:
    """Namespace, local name and prefix."""
    parts = name.split(_SEPARATOR)
    match parts:
        case [local]:
            return "", local, ""
        case [space, local]:
            return space, local, ""
        case _:
            return parts[0], parts[1], parts[2]


@define
class Edits:
    """Changes to one part, applied all at once."""

    raw: bytes
    _changes: list[tuple[int, int, bytes]] = field(factory=list)

    def insert(self, at: int, text: str) -> None:
        """Puts a text before a byte; of several at one byte, the first stands first."""
        self._changes.append((at, at, text.encode()))

    def replace(self, begin: int, end: int, text: str) -> None:
        """Puts a text in the place of some bytes."""
        self._changes.append((begin, end, text.encode()))

    def applied(self) -> bytes:
        """The part with all changes."""
        done, kept = 0, []
        for begin, end, text in sorted(self._changes, key=lambda change: change[:2]):
            kept += [self.raw[done:begin], text]
            done = end
        return b"".join([*kept, self.raw[done:]])


def append_children(raw: bytes, children: str) -> bytes:
    """The part with further children at the end of its root.

    Raises:
        MarkupError: it is no XML.
    """
    root: list[Tag] = []
    ends: list[int] = []
    walk(raw, root.append, lambda _, at: ends.append(at))
    edits = Edits(raw)
    if root[0].is_empty:
        open_tag(edits, root[0], children)
    else:
        edits.insert(ends[-1], children)
    return edits.applied()


def open_tag(edits: Edits, tag: Tag, inside: str) -> None:
    """Gives an element that is written as ``<a/>`` content."""
    local = tag.name(tag.local)
    edits.replace(tag.inner - 2, tag.inner, f">{inside}</{local}>")


def as_utf8(raw: bytes) -> bytes:
    """The same XML in UTF-8.

    Raises:
        MarkupError: it is in no encoding of office files.
    """
    if not raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw
    try:
        plain = raw.decode("utf-16").encode()
    except UnicodeDecodeError:
        raise MarkupError from None
    return _DECLARED.sub(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', plain)


def text_of(words: str) -> str:
    """Words as XML text; signs that XML does not know are shown as one that it does."""
    return escape(_UNFIT.sub("\ufffd", visible(words)))


def quoted(words: str) -> str:
    """Words as an attribute, with its quotes."""
    return quoteattr(_UNFIT.sub("\ufffd", visible(words)))
