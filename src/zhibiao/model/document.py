"""A document as it was handed in: tables and prose in reading order, before anybody reads a form.

Every file format becomes this one shape, and everything that looks at a document looks at it.
Nothing is interpreted here: no header, no number, no unit.
"""

from __future__ import annotations

from attrs import field, frozen

from zhibiao.messages import Message
from zhibiao.model.place import Where


@frozen
class GridCell:
    """One cell of a table, merged ones once.

    ``row`` and ``column`` are the grid position of its upper left corner, counted from 1, and
    the spans say how far it reaches. ``at`` is the place that a reader of the document would
    name: its ``cell`` counts the cells of the row from the left, each merged one once, one
    that reaches down from a row above included. In a workbook it is the column's number.
    """

    raw: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    at: Where = field(factory=Where)


@frozen
class Grid:
    """One table, or one sheet of a workbook.

    ``cells`` stand in reading order and never overlap; a position that none covers is empty (of
    a sheet only the cells are kept that show something, and merged ones). ``aligned`` says
    whether the columns are those of the document; in extracted text they are only counted from
    the left, and what stands under what is not known.
    """

    cells: tuple[GridCell, ...]
    at: Where = field(factory=Where)
    aligned: bool = True
    title: str = ""

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.row_span - 1 for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((cell.column + cell.column_span - 1 for cell in self.cells), default=0)

    @property
    def rows(self) -> tuple[tuple[GridCell, ...], ...]:
        """The cells of each row that start in it, by column."""
        found: list[list[GridCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            found[cell.row - 1].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in found)


@frozen
class Paragraph:
    """A paragraph between the tables; who reads its sentences counts them through the document."""

    raw: str
    at: Where = field(factory=Where)


@frozen
class Document:
    """All parts of one file in reading order.

    ``kind`` is the format (``docx``, ``xlsx``, ``pdf`` …). ``remarks`` say what could not be
    read, or was read with a caveat: a conversion that lost its tables, a hidden sheet.
    """

    name: str
    kind: str
    parts: tuple[Grid | Paragraph, ...] = ()
    remarks: tuple[Message, ...] = ()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""
        return tuple(part for part in self.parts if isinstance(part, Grid))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its prose."""
        return tuple(part for part in self.parts if isinstance(part, Paragraph))
