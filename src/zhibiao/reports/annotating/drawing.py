"""The boxes of comments in a sheet's old drawing (VML); without its box Excel shows no comment.

Such drawings are often no well-formed XML, so they are only ever added to at their end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhibiao.reports.annotating.markup import MarkupError

DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NUMBER = re.compile(rb"_x0000_s(\d{1,9})\b")
_END = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_KIND = "_x0000_t202_zb"
_FIRST = 1025
Cell = tuple[int, int]


def new_drawing(cells: Sequence[Cell]) -> bytes:
    """A drawing with a box for each cell."""
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    return f"<xml {_SPACES}>{layout}{_kind()}{_boxes(cells, _FIRST)}</xml>".encode()


def extended(raw: bytes, cells: Sequence[Cell]) -> bytes:
    """A drawing with further boxes behind those that it has.

    Raises:
        MarkupError: it does not end as a drawing does.
    """
    end = _END.search(raw)
    if end is None:
        raise MarkupError
    number = max((int(found) for found in _NUMBER.findall(raw)), default=_FIRST - 1) + 1
    kind = b"" if _KIND.encode() in raw else _kind().encode()
    return raw[: end.start()] + kind + _boxes(cells, number).encode() + raw[end.start() :]


def _kind() -> str:
    return (
        f'<v:shapetype {_SPACES} id="{_KIND}" coordsize="21600,21600" o:spt="202"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )


def _boxes(cells: Sequence[Cell], first: int) -> str:
    return "".join(_box(cell, number) for number, cell in enumerate(cells, first))


def _box(cell: Cell, number: int) -> str:
    """A hidden box beside its cell, some four columns wide and six rows high."""
    row, column = cell[0] - 1, cell[1] - 1
    anchor = f"{column + 1},15,{max(row - 1, 0)},10,{column + 5},15,{max(row - 1, 0) + 6},4"
    return (
        f'<v:shape {_SPACES} id="_x0000_s{number}" type="#{_KIND}" fillcolor="#ffffe1"'
        ' style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:220pt;height:90pt;'
        f'z-index:{number};visibility:hidden" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
