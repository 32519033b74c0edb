"""The comments part of a sheet: who wrote, and what stands at which cell."""

from __future__ import annotations

from attrs import define, field

from zhibiao.reports.annotating.markup import Edits, MarkupError, Tag, open_tag, text_of, walk


@define
class _Span:
    """An element of the part, and where its content ends."""

    tag: Tag
    end: int = 0

    def append(self, edits: Edits, content: str) -> None:
        """Puts something at the end of its content."""
        if self.tag.is_empty:
            open_tag(edits, self.tag, content)
        else:
            edits.insert(self.end, content)


@define
class Notes:
    """One comments part as it stands, and what is added to it."""

    space: str
    edits: Edits
    texts: dict[str, _Span] = field(factory=dict)
    authors: int = 0
    _spans: dict[str, _Span] = field(factory=dict)
    _open: list[Tag] = field(factory=list)
    _cell: str = ""

    @classmethod
    def of(cls, raw: bytes) -> Notes:
        """Reads the part.

        Raises:
            MarkupError: it is no XML, or no comments part.
        """
        notes = cls("", Edits(raw))
        walk(raw, notes._start, notes._end)
        if not {"authors", "commentList"} <= notes._spans.keys():
            raise MarkupError
        return notes

    def _start(self, tag: Tag) -> None:
        self._open.append(tag)
        match tag.local:
            case "comments":
                self.space = tag.space
            case "author":
                self.authors += 1
            case "comment":
                self._cell = tag.get("ref") or ""
            case "text":
                self.texts[self._cell] = _Span(tag)
            case "rPh" | "phoneticPr" if self._cell in self.texts:
                span = self.texts[self._cell]
                span.end = span.end or tag.begin  # runs stand before hints on pronunciation
            case "authors" | "commentList":
                self._spans[tag.local] = _Span(tag)

    def _end(self, local: str, at: int) -> None:
        self._open.pop()
        if local == "text" and self._cell in self.texts:
            span = self.texts[self._cell]
            span.end = span.end or at
        elif local in self._spans:
            self._spans[local].end = at

    def extend(self, cell: str, text: str) -> None:
        """Adds lines below the comment that a cell has."""
        self.texts[cell].append(self.edits, self._run("\n" + text))

    def add(self, author: str, notes: dict[str, str]) -> None:
        """Adds comments at cells that have none."""
        if not notes:
            return
        entry = f'<author xmlns="{self.space}">{text_of(author)}</author>'
        self._spans["authors"].append(self.edits, entry)
        entries = (
            f'<comment xmlns="{self.space}" ref="{cell}" authorId="{self.authors}">'
            f"<text>{self._run(text)}</text></comment>"
            for cell, text in notes.items()
        )
        self._spans["commentList"].append(self.edits, "".join(entries))

    def _run(self, text: str) -> str:
        return f'<r xmlns="{self.space}"><t xml:space="preserve">{text_of(text)}</t></r>'
