"""XML of office files, read without trust.

Only UTF-8 and UTF-16 are taken, as the office formats prescribe, and a text that holds
``<!DOCTYPE`` or ``<!ENTITY`` anywhere is refused before a parser sees it. So there is nothing
that could be expanded or fetched, and the standard library's parser in C serves: the tree of
defusedxml is made in Python, takes six times the memory, and would not fit the limits.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import (
    Element,
    ParseError,
    XMLPullParser,
)

from zhibiao.messages import readers as texts
from zhibiao.readers.limits import MAX_DEPTH, MAX_ELEMENTS
from zhibiao.readers.reader import refused

__all__ = ["Element", "child", "children", "events", "local", "parse", "value"]

_CHUNK = 1 << 16
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = frozenset((b"utf-8", b"utf8", b"us-ascii", b"utf-16"))
_UTF_16 = (BOM_UTF16_LE, BOM_UTF16_BE)
_DECLARATIONS = (b"<!doctype", b"<!entity")


def events(data: bytes, name: str, part: str) -> Iterator[tuple[str, Element]]:
    """The starts and ends of elements, as they are read.

    Args:
        data: the XML.
        name: the file's name, for messages.
        part: the part's name, for messages.

    Raises:
        FormError: it is no XML, declares entities, is nested too deeply or has too many elements.
    """
    plain = _guarded(data, name, part)
    parser: XMLPullParser[Element] = XMLPullParser(("start", "end"))
    count = depth = 0
    try:
        for at in range(0, len(plain), _CHUNK):
            parser.feed(plain[at : at + _CHUNK])
            for event, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                if event == "start":
                    count += 1
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise refused(texts.TOO_DEEP, name, most=MAX_DEPTH)
                    if count > MAX_ELEMENTS:
                        raise refused(texts.TOO_MUCH, name, most=MAX_ELEMENTS, what=texts.ELEMENTS)
                else:
                    depth -= 1
                yield event, element
        parser.close()
    except ParseError:
        raise refused(texts.DAMAGED, name, part=part) from None


def parse(data: bytes, name: str, part: str) -> Element:
    """The root of a whole XML part.

    Raises:
        FormError: as :func:`events`.
    """
    root: Element | None = None
    for _, element in events(data, name, part):
        if root is None:
            root = element
    if root is None:
        raise refused(texts.DAMAGED, name, part=part)
    return root


def _guarded(data: bytes, name: str, part: str) -> bytes:
    """The XML as plain UTF-8 without its declaration, so that nothing can be hidden in another."""
    if data.startswith(_UTF_16):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise refused(texts.DAMAGED, name, part=part) from None
    data = data.removeprefix(BOM_UTF8).lstrip()
    if data.startswith(b"<?xml"):
        head, _, data = data.partition(b"?>")
        encoding = _ENCODING.search(head)
        if encoding is not None and encoding[1].lower() not in _ENCODINGS:
            raise refused(texts.DAMAGED, name, part=part)
    if b"\x00" in data:  # UTF-16 without its mark; in UTF-8 no XML holds one
        raise refused(texts.DAMAGED, name, part=part)
    lower = data.lower()
    if any(word in lower for word in _DECLARATIONS):
        raise refused(texts.HAS_DOCTYPE, name, part=part)
    return data


def local(element: Element) -> str:
    """An element's name without its namespace: strict and transitional files differ in it."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Its children of a name."""
    return (one for one in element if local(one) == name)


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, the first of that, and so on."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without its namespace."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return None
