"""The reader of ``.html``: its tables and the text around them, in order.

The text streams through the standard library's parser and never becomes a tree, so that a page
nested a hundred thousand deep, or with cells left open as older programs write them, is read
like any other. A table in a cell becomes a grid of its own after the one around it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from html.parser import HTMLParser

from attrs import define, field

from zhibiao.messages import Message, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Document, Grid, Paragraph
from zhibiao.model.place import place_text
from zhibiao.readers.encoding import decode
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_DEPTH, MAX_HTML, MAX_TAG
from zhibiao.readers.reader import Reader, refused
from zhibiao.readers.scripts import raised
from zhibiao.readers.web.tables import OpenTable

_UNREAD = frozenset(
    ("script", "style", "title", "template", "noscript", "select", "svg", "math", "object")
)
_BLOCKS = frozenset(
    (
        "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
        "header", "footer", "caption", "blockquote", "pre", "dd", "dt", "hr", "center", "form",
    )
)  # fmt: skip
_LONG_TAG = re.compile(rf"(<[^>]{{{MAX_TAG}}})[^>]*>")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HEAD = 4_096
_LOOKS = re.compile(
    rb"\s*(<\?xml[^>]*>)?\s*(<!--.{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body|table|meta|div)\b",
    re.IGNORECASE | re.DOTALL,
)


@define
class _OpenCell:
    """The cell, or the page, into which text runs just now."""

    text: list[str] = field(factory=list)
    row_span: int = 1
    column_span: int = 1
    pre: int = 0

    def put(self, data: str) -> None:
        """Adds text, white space as a browser shows it."""
        shown = data if self.pre else _SPACES.sub(" ", data)
        if not self.pre and self.text and self.text[-1][-1:] in {" ", "\n", ""}:
            shown = shown.removeprefix(" ")
        if shown:
            self.text.append(shown)

    def end_line(self) -> None:
        """Ends a paragraph."""
        if self.text and not self.text[-1].endswith("\n"):
            self.text.append("\n")

    @property
    def raw(self) -> str:
        """The text, its paragraphs on lines of their own."""
        lines = "".join(self.text).replace("\xa0", " ").split("\n")
        return "\n".join(line.strip(" ") for line in lines).strip("\n")


@define
class _OpenLevel:
    """A table that is being read, with what of it is open."""

    table: OpenTable
    cell: _OpenCell | None = None
    outside: _OpenCell = field(factory=_OpenCell)
    inner: list[Grid | Paragraph] = field(factory=list)


class _PageParser(HTMLParser):
    """Collects the parts of a page."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.budget = Budget(name)
        self.parts: list[Grid | Paragraph] = []
        self.prose = _OpenCell()
        self.levels: list[_OpenLevel] = []
        self.unread: list[str] = []
        self.raise_next = 0
        self.tables = 0
        self.cut: Message | None = None

    @property
    def into(self) -> _OpenCell:
        """Where text goes: the open cell, the text above its table, or the page."""
        if not self.levels:
            return self.prose
        return self.levels[-1].cell or self.levels[-1].outside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens tables, rows and cells; ends lines."""
        if self.unread:
            if tag in _UNREAD:
                self.unread.append(tag)
            return
        if tag in _UNREAD:
            self.unread.append(tag)
            return
        match tag:
            case "table":
                self._open_table()
            case "tr" if self.levels:
                self._end_cell()
                self.levels[-1].table.start_row()
            case "thead" | "tbody" | "tfoot" if self.levels:
                self._end_cell()
                self.levels[-1].table.start_section()
            case "td" | "th" if self.levels:
                self._end_cell()
                spans = dict(attrs)
                self.levels[-1].cell = _OpenCell(
                    row_span=_span(spans.get("rowspan"), 0),
                    column_span=_span(spans.get("colspan"), 1),
                )
            case "br":
                self.into.text.append("\n")
            case "sup":
                self.raise_next += 1
            case "pre":
                self.into.end_line()
                self.into.pre += 1
            case _ if tag in _BLOCKS:
                self._end_line()

    def handle_endtag(self, tag: str) -> None:
        """Closes what ends; an end without a start means nothing."""
        if self.unread:
            if tag in self.unread:
                while self.unread.pop() != tag:
                    pass
            return
        match tag:
            case "table" if self.levels:
                self._close_table()
            case "td" | "th" | "tr" if self.levels:
                self._end_cell()
            case "thead" | "tbody" | "tfoot" if self.levels:
                self._end_cell()
                self.levels[-1].table.start_section()
            case "sup":
                self.raise_next = max(self.raise_next - 1, 0)
            case "pre":
                self.into.pre = max(self.into.pre - 1, 0)
                self.into.end_line()
            case _ if tag in _BLOCKS:
                self._end_line()

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self.unread:
            self.into.put(raised(data.strip()) if self.raise_next else data)

    def _end_line(self) -> None:
        if self.levels:
            self.into.end_line()
        else:
            self._end_prose()

    def _end_prose(self) -> None:
        if self.prose.raw.strip():
            self.budget.spend()
            self.parts.append(Paragraph(self.prose.raw))
        self.prose = _OpenCell()

    def _open_table(self) -> None:
        if len(self.levels) >= MAX_DEPTH:
            raise refused(texts.TOO_DEEP, self.budget.name, most=MAX_DEPTH)
        if not self.levels:
            self._end_prose()
        self.tables += 1
        self.levels.append(_OpenLevel(OpenTable(self.tables)))

    def _end_cell(self) -> None:
        level = self.levels[-1]
        if level.cell is not None:
            self.budget.spend()
            level.table.add(level.cell.raw, level.cell.row_span, level.cell.column_span)
            level.cell = None

    def _close_table(self) -> None:
        self._end_cell()
        level = self.levels.pop()
        grid = level.table.grid(self.budget)
        if level.table.cut is not None and self.cut is None:
            self.cut = say(texts.SPAN_CUT, place=place_text(level.table.cut) or "")
        into = self.levels[-1].inner if self.levels else self.parts
        if level.outside.raw.strip():  # a caption; and browsers, too, show stray text above
            into.append(Paragraph(level.outside.raw))
        into += [] if grid is None else [grid]
        into += level.inner

    def finish(self) -> None:
        """Closes what the page left open."""
        self.close()
        self.unread.clear()
        while self.levels:
            self._close_table()
        self._end_prose()


def _span(text: str | None, least: int) -> int:
    """A span as browsers read it: leading digits; what is none is 1."""
    digits = re.match(r"\s*(\d{1,9})", text or "", re.ASCII)
    return max(int(digits[1]), least) if digits else 1


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of an HTML file.

    Raises:
        FormError: they are no text, or hold too much.
    """
    parser = _PageParser(name)
    try:
        parser.feed(_plain(decode(raw, name, MAX_HTML)))
        parser.finish()
    except AssertionError:  # how the parser says that a declaration is none
        raise refused(texts.DAMAGED, name, part="html") from None
    remarks = () if parser.cut is None else (parser.cut,)
    return Document(name, "html", tuple(parser.parts), remarks)


def _plain(text: str) -> str:
    """The page without comments, without a last tag that never ends, and with long tags cut.

    The parser looks for the end of each of these again and again; a page of nothing else would
    keep it busy for hours. A tag is long where a picture stands in it.
    """
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        at = len(text) if end < 0 else end + 3
    kept.append(text[at:])
    shown = "".join(kept)
    last = shown.rfind(">")
    opened = shown.find("<", last + 1)
    return _LONG_TAG.sub(r"\1>", shown if opened < 0 else shown[:opened])


def _fits(raw: bytes) -> bool:
    head = raw[:_HEAD]
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        head = head.decode("utf-16", errors="ignore").encode()
    return _LOOKS.match(head.removeprefix(BOM_UTF8)) is not None


HTML = Reader("html", (".html", ".htm", ".xhtml"), _fits, parse)
