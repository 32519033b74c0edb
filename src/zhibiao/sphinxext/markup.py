"""Small makers of document nodes from plain text.

What a rule set says goes into text nodes as it is: no star, backtick or directive in it means
anything, and none of it is offered for translation. Pages that are written in markup by us do
not come through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

Content = str | nodes.Node | Sequence[nodes.Node]


def plain(content: Content) -> list[nodes.Node]:
    """Text as a text node, nodes as they are."""
    if isinstance(content, str):
        return [nodes.Text(content)]
    return [content] if isinstance(content, nodes.Node) else list(content)


def paragraph(*content: Content) -> nodes.paragraph:
    """A paragraph of texts and inline nodes."""
    made = nodes.paragraph()
    for part in content:
        made += plain(part)
    return made


def strong(text: str) -> nodes.strong:
    """Text in bold."""
    return nodes.strong("", text)


def code(text: str) -> nodes.literal:
    """Text as code."""
    return nodes.literal("", text)


def quote(text: str) -> nodes.block_quote:
    """A text quoted word for word."""
    return nodes.block_quote("", paragraph(text))


def link(text: str, target: str) -> nodes.reference:
    """A link to a place on the same page."""
    return nodes.reference("", text, refid=target, internal=True)


def bullets(entries: Iterable[Content]) -> nodes.bullet_list:
    """A list."""
    made = nodes.bullet_list(bullet="*")
    for entry in entries:
        made += nodes.list_item("", paragraph(*plain(entry)))
    return made


def section(title: str, anchor: str, *content: nodes.Node) -> nodes.section:
    """A section with its heading."""
    made = nodes.section(ids=[anchor], names=[])
    # Sphinx would offer the title of a page for translation.
    made += nodes.title("", "", nodes.Text(title), translatable=False)
    made += list(content)
    return made


class Cell:
    """One cell of a table; ``rows`` is how many rows it covers."""

    def __init__(self, content: Content, rows: int = 1) -> None:
        self.content = content
        self.rows = rows

    def node(self) -> nodes.entry:
        """The cell as a node."""
        made = nodes.entry("", paragraph(*plain(self.content)))
        if self.rows > 1:
            made["morerows"] = self.rows - 1
        return made


def table(
    head: Sequence[str], rows: Iterable[Sequence[Cell | Content]], widths: Sequence[int]
) -> nodes.table:
    """A table; a row that a cell above reaches into has that cell left out."""
    group = nodes.tgroup(cols=len(widths))
    group += [nodes.colspec(colwidth=width) for width in widths]
    if head:
        group += nodes.thead("", _row(head))
    group += nodes.tbody("", *(_row(row) for row in rows))
    return nodes.table("", group, classes=["zhibiao", "colwidths-given"])


def _row(cells: Sequence[Cell | Content]) -> nodes.row:
    made = nodes.row()
    for cell in cells:
        made += (cell if isinstance(cell, Cell) else Cell(cell)).node()
    return made
