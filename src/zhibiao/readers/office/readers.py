"""The readers of ``.doc``, ``.wps``, ``.rtf``, ``.odt``, ``.ods`` and ``.xlsb``.

Each becomes a ``.docx`` or ``.xlsx`` by LibreOffice, and that is read. What a conversion loses
is said: a text that had tables, and has none afterwards, is the usual case.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import evolve

from zhibiao.messages import readers as texts
from zhibiao.messages import say
from zhibiao.model.document import Document
from zhibiao.readers.office.converting import converted
from zhibiao.readers.ole import holds_stream
from zhibiao.readers.package import holds_part, is_package
from zhibiao.readers.reader import Reader
from zhibiao.readers.word.reader import parse as parse_word
from zhibiao.readers.workbook.reader import parse as parse_workbook

_OPEN_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OPEN_SHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_HEAD = 200


def _parse_text(raw: bytes, name: str, kind: str) -> Document:
    document = parse_word(converted(raw, name, f".{kind}", "docx"), name)
    return _told(document, kind)


def _parse_sheets(raw: bytes, name: str, kind: str) -> Document:
    document = parse_workbook(converted(raw, name, f".{kind}", "xlsx"), name)
    return _told(document, kind)


def _told(document: Document, kind: str) -> Document:
    """The document under its own kind, with what is to be said of the conversion."""
    remarks = (say(texts.CONVERTED), *document.remarks)
    if not document.grids:
        remarks += (say(texts.NO_TABLES),)
    return evolve(document, kind=kind, remarks=remarks)


def _is_open(mark: bytes) -> Callable[[bytes], bool]:
    return lambda raw: is_package(raw) and mark in raw[:_HEAD]


DOC = Reader(
    "doc",
    (".doc", ".wps", ".dot", ".wpt"),
    lambda raw: holds_stream(raw, "WordDocument"),
    partial(_parse_text, kind="doc"),
)
RTF = Reader(
    "rtf", (".rtf",), lambda raw: raw.startswith(b"{\\rtf"), partial(_parse_text, kind="rtf")
)
ODT = Reader("odt", (".odt",), _is_open(_OPEN_TEXT), partial(_parse_text, kind="odt"))
ODS = Reader("ods", (".ods",), _is_open(_OPEN_SHEET), partial(_parse_sheets, kind="ods"))
XLSB = Reader(
    "xlsb",
    (".xlsb",),
    lambda raw: holds_part(raw, b"xl/workbook.bin"),
    partial(_parse_sheets, kind="xlsb"),
)
