"""Lines for a terminal: Chinese breaks between any two signs, save before closing ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_WIDE = "⺀-鿿豈-﫿︰-﹏＀-￯"
_CLOSING = "，。；：、！？）】》”’…％%"
_OPENING = "（【《“‘"
# A wide sign with the closing marks behind it and the opening ones before it, a word, or a space.
_PIECES = re.compile(rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*|[{_OPENING}]+|\s+")


def wrapped(text: str, width: int) -> str:
    """The text in lines that fit, each sign counted as wide as a terminal shows it.

    What is longer than a line and has no place to break stays whole.
    """
    return "\n".join(line for given in text.split("\n") for line in _lines(given, max(width, 8)))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECES.findall(text):
        if line and cell_len(line) + cell_len(piece.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()
