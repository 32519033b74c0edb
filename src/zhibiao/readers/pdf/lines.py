"""Lines of characters to paragraphs: a line that fills its room goes on in the next.

A PDF knows no paragraphs and no spaces, only where each sign stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

_PADDING = 12.0
"""Points that programs leave free at the sides of a cell, together."""
_SAME_LINE = 0.5
_HALF = 0.5
_UNBROKEN = re.compile(r"([A-Za-z0-9.,%]+|[(（《“]*.)[)）》”，。；：、！？%％]*")
_GAP = 0.6
"""Parts of a sign's size: how far signs of one line lie apart in height, and words in width."""


@frozen
class Line:
    """One line of text, and where it stands on its page, in points from the upper left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    def fills(self, room: float, after: str = "国") -> bool:
        """Whether what follows would not have fitted into the room that the line has."""
        # After a full stop a paragraph may well end; only a line without any room goes on.
        width = 1 if self.text.endswith(("。", "；")) else _width(after)
        return room - (self.right - self.left) < width * self.size + 1


def _width(text: str) -> float:
    """The width of what stays together at the start of a line, in parts of its size."""
    found = _UNBROKEN.match(text)
    return sum(_HALF if sign.isascii() else 1 for sign in found[0]) if found else 1


def lines_of(chars: Iterable[dict[str, Any]]) -> list[Line]:
    """The lines that characters stand in, from top to bottom."""
    rows: list[list[dict[str, Any]]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda one: (_middle(one), one["x0"])):
        if rows and abs(_middle(char) - middle) <= _SAME_LINE * char["size"]:
            rows[-1].append(char)
        else:
            rows.append([char])
            middle = _middle(char)
    return [line for row in rows if (line := _line(row)).text]


def _middle(char: dict[str, Any]) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _line(row: list[dict[str, Any]]) -> Line:
    row.sort(key=lambda one: one["x0"])
    pieces: list[str] = []
    before: dict[str, Any] | None = None
    for char in row:
        if before is not None and char["x0"] - before["x1"] > _GAP * char["size"]:
            pieces.append(" ")
        pieces.append(char["text"])
        before = char
    inked = [char for char in row if char["text"].strip()] or row
    return Line(
        "".join(pieces).strip(),
        min(char["x0"] for char in inked),
        max(char["x1"] for char in inked),
        min(char["top"] for char in row),
        max(char["bottom"] for char in row),
        max(char["size"] for char in row),
    )


def joined(first: str, second: str) -> str:
    """Two lines of one paragraph; words of Latin letters keep a space between them."""
    apart = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii()
    return f"{first} {second}" if apart and second[:1].isalpha() else first + second


def cell_text(lines: Sequence[Line], left: float, right: float) -> tuple[str, bool]:
    """The text of a cell, and whether its last line fills it, so that more may follow."""
    paragraphs: list[str] = []
    room = right - left - _PADDING
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and before.fills(room, line.text):
            paragraphs[-1] = joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return "\n".join(paragraphs), bool(lines) and lines[-1].fills(room)
