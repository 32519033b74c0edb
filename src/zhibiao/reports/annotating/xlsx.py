"""Comments in an ``.xlsx``: the old kind, which every program shows, one a cell.

A cell that has a comment already keeps it, and the findings follow below. A cell under a
discussion (a "threaded comment") would hide them, so they go to the next free cell on its right
and say where they belong.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from zhibiao.auditing.finding import Finding
from zhibiao.messages import reports as texts
from zhibiao.messages import say
from zhibiao.model.place import cell_name
from zhibiao.reports.annotating.drawing import DRAWING_TYPE, extended, new_drawing
from zhibiao.reports.annotating.markup import Edits, Tag, walk
from zhibiao.reports.annotating.notes import Notes
from zhibiao.reports.annotating.package import DECLARATION, STRICT, TRANSITIONAL, Parts
from zhibiao.reports.annotating.remarks import AUTHOR, Annotated, words

_MAIN = "xl/workbook.xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
# What may follow <legacyDrawing> in a sheet; it must stand before the first of them.
_AFTER = frozenset(
    (
        "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
        "tableParts", "extLst",
    )
)  # fmt: skip
_MAX_COLUMN = 16_384
MAX_LENGTH = 30_000
"""Excel takes 32,767 signs in a comment."""
Cell = tuple[int, int]


def annotate(raw: bytes, name: str, findings: Sequence[Finding], lang: str) -> Annotated:
    """A copy of a workbook with the findings as comments at their cells.

    Raises:
        FormError: the file is damaged, or holds too much.
        MarkupError: a part of it is no XML.
    """
    parts = Parts.open(raw, name)
    sheets = _sheets(parts)
    by_sheet: dict[str, dict[Cell, list[Finding]]] = {}
    unplaced = []
    for finding in findings:
        where = finding.where
        part = sheets.get(str(where.sheet)) if where.sheet is not None else None
        if part is None:
            unplaced.append(finding)
            continue
        cell = (where.row or 1, where.cell or 1)
        by_sheet.setdefault(part, {}).setdefault(cell, []).append(finding)
    for part, cells in by_sheet.items():
        _SheetNotes(parts, part, lang).add(cells)
    placed = len(findings) - len(unplaced)
    return Annotated(parts.packed() if placed else raw, placed, tuple(unplaced))


def _sheets(parts: Parts) -> dict[str, str]:
    """The part of each sheet by its name."""
    main = parts.main_part(_MAIN)
    related = parts.related(main)
    found: dict[str, str] = {}

    def look(tag: Tag) -> None:
        kind, part = related.get(tag.get("id") or "", ("", ""))
        if tag.local == "sheet" and kind == "worksheet":
            found.setdefault(tag.get("name") or "", part)

    walk(parts.read(main), look)
    return found


@define
class _SheetNotes:
    """Adds comments to one sheet."""

    parts: Parts
    sheet: str
    lang: str

    def add(self, cells: dict[Cell, list[Finding]]) -> None:
        """Comments on these cells; the ones that stand there are kept."""
        body = self.parts.read(self.sheet)
        root = Sheet.of(body)
        related = dict(self.parts.related(self.sheet).values())
        part = related.get("comments") or self._new_comments(root.tag.space)
        notes = Notes.of(self.parts.read(part))
        discussed: set[str] = set()
        if "threadedComment" in related:
            discussed = _named(self.parts.read(related["threadedComment"]))
        lines = self._lines(cells, discussed, set(notes.texts))
        for (_, name), text in lines.items():
            if name in notes.texts:
                notes.extend(name, text)
        new = {place: text for place, text in lines.items() if place[1] not in notes.texts}
        notes.add(AUTHOR, {name: text for (_, name), text in new.items()})
        self.parts.write(part, notes.edits.applied())
        if new:
            self._draw([cell for cell, _ in new], body, root)

    def _new_comments(self, space: str) -> str:
        part = self.parts.free_name("xl/comments{}.xml")
        empty = f'{DECLARATION}<comments xmlns="{space}"><authors/><commentList/></comments>'
        self.parts.write(part, empty.encode())
        self.parts.relate(self.sheet, "comments", part)
        self.parts.declare(part, _COMMENTS)
        return part

    def _lines(
        self, cells: dict[Cell, list[Finding]], discussed: set[str], known: set[str]
    ) -> dict[tuple[Cell, str], str]:
        """The text of the comment at each cell that takes one."""
        found: dict[tuple[Cell, str], list[str]] = {}
        for (row, column), findings in sorted(cells.items()):
            lines = [line for one in findings for line in words(one, self.lang)]
            name, at = cell_name(row, column), column
            if name in discussed:
                lines.insert(0, say(texts.ABOUT_CELL, cell=name).render(self.lang))
                while (name := cell_name(row, at)) in discussed | known:
                    at = at + 1 if at < _MAX_COLUMN else 1
            found.setdefault(((row, at), name), []).extend(lines)
        return {place: "\n".join(lines)[:MAX_LENGTH] for place, lines in found.items()}

    def _draw(self, cells: Sequence[Cell], body: bytes, root: Sheet) -> None:
        """The boxes of new comments."""
        drawn = self.parts.related(self.sheet).get(root.drawing or "")
        if drawn is not None:
            self.parts.write(drawn[1], extended(self.parts.read(drawn[1]), cells))
            return
        part = self.parts.free_name("xl/drawings/vmlDrawing{}.vml")
        self.parts.write(part, new_drawing(cells))
        self.parts.declare(part, DRAWING_TYPE)
        relation = self.parts.relate(self.sheet, "vmlDrawing", part)
        space = STRICT if root.tag.space.startswith("http://purl.oclc.org/") else TRANSITIONAL
        name = root.tag.name("legacyDrawing")
        edits = Edits(body)
        edits.insert(root.place, f'<{name} xmlns:zr="{space.rstrip("/")}" zr:id="{relation}"/>')
        self.parts.write(self.sheet, edits.applied())


@define
class Sheet:
    """What must be known of a sheet: its root, its old drawing, and where one would stand."""

    tag: Tag
    drawing: str | None = None
    place: int = 0

    @classmethod
    def of(cls, raw: bytes) -> Sheet:
        """Reads a sheet.

        Raises:
            MarkupError: it is no XML.
        """
        found: list[Sheet] = []
        depth = 0

        def start(tag: Tag) -> None:
            nonlocal depth
            depth += 1
            if depth == 1:
                found.append(cls(tag))
            elif depth == 2 and tag.local == "legacyDrawing":
                found[0].drawing = tag.get("id")
            elif depth == 2 and tag.local in _AFTER:
                found[0].place = found[0].place or tag.begin

        def end(_: str, at: int) -> None:
            nonlocal depth
            depth -= 1
            if depth == 0:
                found[0].place = found[0].place or at

        walk(raw, start, end)
        return found[0]


def _named(raw: bytes) -> set[str]:
    """The cells that the elements of a part name."""
    found: set[str] = set()
    walk(raw, lambda tag: found.add(tag.get("ref") or ""))
    return found
