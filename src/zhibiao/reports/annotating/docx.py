"""Comments in a ``.docx``: a range around the paragraphs of a cell, or around a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, field

from zhibiao.auditing.finding import Finding
from zhibiao.model.place import Where
from zhibiao.reports.annotating.markup import Edits, Tag, append_children, open_tag, text_of, walk
from zhibiao.reports.annotating.outline import Outline, Paragraph, outline, whole
from zhibiao.reports.annotating.package import DECLARATION, Parts
from zhibiao.reports.annotating.remarks import AUTHOR, INITIALS, Annotated, words

_MAIN = "word/document.xml"
_KIND = "comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = re.compile(r"\s+")
Range = tuple[Paragraph, Paragraph]


def annotate(raw: bytes, name: str, findings: Sequence[Finding], lang: str) -> Annotated:
    """A copy of a document with a comment for each finding that has a place in it.

    Raises:
        FormError: the file is damaged, or holds too much.
        MarkupError: a part of it is no XML.
    """
    parts = Parts.open(raw, name)
    main = parts.main_part(_MAIN)
    body = parts.read(main)
    found = outline(body)
    placed = [(finding, place) for finding in findings if (place := _range(found, finding.where))]
    unplaced = tuple(one for one in findings if _range(found, one.where) is None)
    if not placed:
        return Annotated(raw, 0, unplaced)
    part = next((p for kind, p in parts.related(main).values() if kind == _KIND), "")
    space = _space(body)
    if part not in parts:
        part = _new_part(parts, main, space)
    comments = parts.read(part)
    first = max(found.last_id, _last_id(comments)) + 1
    entries = []
    edits = _Comments(body)
    for number, (finding, place) in enumerate(placed, first):
        edits.hang(number, place)
        entries.append(_entry(number, finding, space, lang))
    parts.write(part, append_children(comments, "".join(entries)))
    parts.write(main, edits.applied())
    return Annotated(parts.packed(), len(placed), unplaced)


def _new_part(parts: Parts, main: str, space: str) -> str:
    part = parts.free_name("word/comments{}.xml")
    parts.write(part, f'{DECLARATION}<w:comments xmlns:w="{space}"/>'.encode())
    parts.relate(main, _KIND, part)
    parts.declare(part, _TYPE)
    return part


def _space(body: bytes) -> str:
    """The namespace of the document: strict files have another one."""
    roots: list[Tag] = []
    walk(body, lambda tag: roots.append(tag) if not roots else None)
    return roots[0].space


def _last_id(comments: bytes) -> int:
    ids = [-1]
    walk(comments, lambda tag: ids.append(whole(tag.get("id"))) if tag.local == "comment" else None)
    return max(ids)


def _range(found: Outline, where: Where) -> Range | None:
    """The paragraphs that a comment on a place spans."""
    if where.sentence is not None:
        return _sentence(found, where.text or "")
    if where.table is None:
        return None
    for cell in (where.cell or 1, 1):
        paragraphs = found.cells.get((where.table, where.row or 1, cell))
        if paragraphs:
            return paragraphs[0].commented, paragraphs[-1].commented
    return None


def _sentence(found: Outline, quoted: str) -> Range | None:
    """The paragraph that holds a sentence, white space aside."""
    wanted = _SPACE.sub("", quoted)
    if not wanted:
        return None
    for paragraph in found.prose:
        if wanted in _SPACE.sub("", "".join(paragraph.text)):
            return paragraph.commented, paragraph.commented
    return None


def _entry(number: int, finding: Finding, space: str, lang: str) -> str:
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{text_of(line)}</w:t></w:r></w:p>'
        for line in words(finding, lang)
    )
    return (
        f'<w:comment xmlns:w="{space}" w:id="{number}" w:author="{AUTHOR}"'
        f' w:initials="{INITIALS}">{lines}</w:comment>'
    )


@define
class _Comments:
    """The ranges of comments in the main part; several may begin and end at one place."""

    raw: bytes
    _inside: dict[Paragraph, tuple[list[str], list[str]]] = field(factory=dict)

    def hang(self, number: int, place: Range) -> None:
        """Spans a comment from the beginning of a paragraph to the end of one."""
        first, last = place
        starts, _ = self._inside.setdefault(first, ([], []))
        _, ends = self._inside.setdefault(last, ([], []))
        tag, space = first.tag, f' xmlns:w="{first.tag.space}"'
        prefix = tag.prefix or "w"
        declared = "" if tag.prefix else space
        starts.append(f'<{prefix}:commentRangeStart{declared} {prefix}:id="{number}"/>')
        ends.append(
            f'<{prefix}:commentRangeEnd{declared} {prefix}:id="{number}"/>'
            f"<{prefix}:r{declared}><{prefix}:commentReference"
            f' {prefix}:id="{number}"/></{prefix}:r>'
        )

    def applied(self) -> bytes:
        """The part with all ranges."""
        edits = Edits(self.raw)
        for paragraph, (starts, ends) in self._inside.items():
            if paragraph.tag.is_empty:
                open_tag(edits, paragraph.tag, "".join((*starts, *ends)))
            else:
                edits.insert(paragraph.start, "".join(starts))
                edits.insert(paragraph.end, "".join(ends))
        return edits.applied()
