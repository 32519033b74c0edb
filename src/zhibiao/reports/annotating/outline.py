"""Where the cells and paragraphs of a ``.docx`` stand in its XML.

Tables, rows and cells are counted as ``readers.word`` counts them: tables in the order in which
they begin, deleted rows and cells left out, changes accepted.
"""

from __future__ import annotations

from typing import TypeVar

from attrs import define, field

from zhibiao.reports.annotating.markup import Tag, behind, walk

_HIDDEN = frozenset(("del", "moveFrom", "Fallback"))
CellKey = tuple[int, int, int]
T = TypeVar("T")


@define(eq=False)
class Paragraph:
    """A paragraph: its start tag, the bytes between which a comment may span, its text.

    ``host`` is the paragraph that its text box hangs on; no comment may stand in a text box.
    """

    tag: Tag
    start: int
    end: int = 0
    host: Paragraph | None = None
    in_table: bool = False
    text: list[str] = field(factory=list)

    @property
    def commented(self) -> Paragraph:
        """The paragraph that takes a comment on this one."""
        return self.host or self


@define(eq=False)
class _Table:
    number: int
    rows: int = 0


@define(eq=False)
class _Row:
    table: _Table
    number: int
    cells: int = 0
    is_deleted: bool = False


@define(eq=False)
class _Cell:
    row: _Row
    number: int
    is_deleted: bool = False
    paragraphs: list[Paragraph] = field(factory=list)


_Part = _Table | _Row | _Cell | Paragraph


@define
class _Frame:
    """One open element."""

    local: str
    hides: bool
    part: _Part | None = None


@define
class Outline:
    """What a comment can be hung on. ``last_id`` is the highest number of a comment there."""

    raw: bytes
    cells: dict[CellKey, list[Paragraph]] = field(factory=dict)
    prose: list[Paragraph] = field(factory=list)
    last_id: int = -1
    _tables: int = 0
    _frames: list[_Frame] = field(factory=list)
    _hidden: int = 0

    def start(self, tag: Tag) -> None:
        """One element begins."""
        within = self._frames[-1].local if self._frames else ""
        # In properties a ``del`` says that the row or the paragraph's mark is deleted.
        hides = tag.local in _HIDDEN and within not in {"trPr", "rPr"}
        self._hidden += hides
        frame = _Frame(tag.local, hides)
        if not self._hidden:
            frame.part = self._opened(tag, within)
        self._frames.append(frame)

    def _opened(self, tag: Tag, within: str) -> _Part | None:
        match tag.local, self._innermost():
            case "tbl", _:
                self._tables += 1
                return _Table(self._tables)
            case "tr", _Table() as table:
                table.rows += 1
                return _Row(table, table.rows)
            case "tc", _Row() as row:
                row.cells += 1
                return _Cell(row, row.cells)
            case "p", around:
                return self._paragraph(tag, around)
            case "del", _Row() as row if within == "trPr" and not row.is_deleted:
                row.is_deleted = True
                row.table.rows -= 1
            case "cellDel", _Cell() as cell if not cell.is_deleted:
                cell.is_deleted = True
                cell.row.cells -= 1
            case (("commentRangeStart" | "commentReference"), _):
                self.last_id = max(self.last_id, whole(tag.get("id")))
        return None

    def _paragraph(self, tag: Tag, around: _Part | None) -> Paragraph:
        paragraph = Paragraph(tag, tag.inner)
        if any(frame.local == "txbxContent" for frame in self._frames):
            paragraph.host = next(
                (f.part for f in self._frames if isinstance(f.part, Paragraph)), None
            )
        if isinstance(around, _Cell):
            around.paragraphs.append(paragraph)
        paragraph.in_table = any(isinstance(frame.part, _Cell) for frame in self._frames)
        return paragraph

    def _innermost(self) -> _Part | None:
        return next((f.part for f in reversed(self._frames) if f.part is not None), None)

    def words(self, text: str) -> None:
        """A piece of text."""
        if not self._hidden and self._frames and self._frames[-1].local == "t":
            around = self._innermost()
            if isinstance(around, Paragraph):
                around.text.append(text)

    def end(self, local: str, at: int) -> None:
        """One element ends."""
        frame = self._frames.pop()
        self._hidden -= frame.hides
        if local == "pPr":
            around = self._innermost()
            if isinstance(around, Paragraph):
                around.start = behind(self.raw, at)
        match frame.part:
            case Paragraph() as paragraph:
                paragraph.end = at
                if not paragraph.in_table:
                    self.prose.append(paragraph)
            case _Cell(row=row) as cell if not (cell.is_deleted or row.is_deleted):
                self.cells[row.table.number, row.number, cell.number] = cell.paragraphs


def outline(raw: bytes) -> Outline:
    """Reads the main part of a document.

    Raises:
        MarkupError: it is no XML.
    """
    found = Outline(raw)
    walk(raw, found.start, found.end, found.words)
    return found


def whole(text: str | None) -> int:
    """A number of a comment; -1 for what is none."""
    return int(text) if text is not None and text.isascii() and text[:9].isdecimal() else -1
