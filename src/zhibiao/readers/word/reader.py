"""The reader of ``.docx``: paragraphs and tables of the body, in order.

Heads, feet, footnotes and comments are left out; text boxes stand where they hang.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define

from zhibiao.messages import Message, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Document, Grid, Paragraph
from zhibiao.model.place import place_text
from zhibiao.readers.grids import Budget
from zhibiao.readers.package import Package, holds_part, open_package
from zhibiao.readers.reader import Reader
from zhibiao.readers.word.runs import read_line, transparent
from zhibiao.readers.word.tables import BLOCKS, TableReader
from zhibiao.readers.xml import Element, local

_MAIN = "word/document.xml"
_BODY_DEPTH = 2


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of a ``.docx`` file.

    Raises:
        FormError: they are damaged, encrypted, or hold too much.
    """
    package = open_package(raw, name)
    reader = _BodyReader(TableReader(Budget(name)))
    parts = tuple(reader.parts(package))
    return Document(name, "docx", parts, tuple(_remarks(package, reader.tables, parts)))


@define
class _BodyReader:
    tables: TableReader

    def parts(self, package: Package) -> Iterator[Grid | Paragraph]:
        """What stands in the body; each block is forgotten once it is read."""
        above: list[Element] = []
        for event, element in package.events(package.main_part(_MAIN)):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if len(above) == _BODY_DEPTH and local(above[-1]) == "body":
                # Its siblings may stand there already, half read; so only the one that ended.
                yield from self._blocks((element,))
                above[-1].remove(element)

    def _blocks(self, elements: Iterable[Element]) -> Iterator[Grid | Paragraph]:
        for block in transparent(elements, BLOCKS):
            if local(block) == "tbl":
                yield from self.tables.grids(block)
                continue
            line = read_line(block, self.tables.seen)
            if line.text.strip():
                self.tables.budget.spend()
                yield Paragraph(line.text)
            for box in line.boxes:
                yield from self._blocks(box)


def _remarks(
    package: Package, tables: TableReader, parts: tuple[Grid | Paragraph, ...]
) -> Iterator[Message]:
    if any(part.lower().endswith("vbaproject.bin") for part in package):
        yield say(texts.HAS_MACROS)
    if tables.seen.changes:
        yield say(texts.TRACKED_CHANGES)
    if tables.seen.hidden:
        yield say(texts.HIDDEN_TEXT, count=tables.seen.hidden)
    if tables.covered is not None:
        yield say(texts.COVERED_TEXT, place=place_text(tables.covered) or "")
    if tables.cut is not None:
        yield say(texts.SPAN_CUT, place=place_text(tables.cut) or "")
    if tables.seen.pictures and not parts:
        yield say(texts.ONLY_PICTURES)


def _fits(raw: bytes) -> bool:
    return holds_part(raw, b"word/document")


DOCX = Reader("docx", (".docx", ".docm", ".dotx", ".wps"), _fits, parse)
