"""Text that is safe in a cell, and how much room it takes.

Spreadsheets do not fit merged rows to their text, so heights are computed here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import accumulate, takewhile
from unicodedata import east_asian_width

from zhibiao.exact import text
from zhibiao.messages import visible

LONGEST = 32_767
LINE = 14.0
"""The height of a line, in points."""
TALLEST = 400.0
CUT = "…"
"""Stands for what is left out."""

_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


def safe(words: str, longest: int = LONGEST) -> str:
    """Words as a cell can hold them: no control signs, and no more than fit.

    They are always written as text, so that what looks like a formula stays words.
    """
    plain = _NO_XML.sub("\ufffd", visible(words))
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def shortened(words: str, widest: int) -> str:
    """Words that are no wider than so many narrow letters, with a sign where some are left out."""
    if width(words) <= widest:
        return words
    room = widest - width(CUT)
    so_far = accumulate(map(width, words))
    return words[: sum(1 for wide in takewhile(lambda wide: wide <= room, so_far))] + CUT


def width(words: str) -> int:
    """How many narrow letters wide a line is."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in words)


def lines(words: str, columns: float) -> int:
    """How many lines words take in a column so many letters wide."""
    room = max(2, int(columns) - 1)
    return sum(max(1, -(-width(line) // room)) for line in words.split("\n")) or 1


def height(*cells: tuple[str, float]) -> float:
    """The height of a row, from its cells with their widths."""
    return min(TALLEST, max(lines(words, columns) for words, columns in cells) * LINE + 6)


def number(value: Fraction) -> float:
    """A number as a file holds it: the nearest double, as a spreadsheet would find it."""
    return value.numerator / value.denominator


def shown(value: Fraction, unit: str = "") -> str:
    """A number in words, a ratio as a percentage."""
    return f"{text(value * 100)}%" if unit == "%" else text(value)


def number_format(unit: str) -> str:
    """How a figure is shown: a ratio as a percentage, any other with its unit."""
    if unit == "%":
        return "0.00##%"
    plain = re.sub(r'["\\;@\[\]]', "", safe(unit))[:12]
    return f'General"{plain}"' if plain else "General"
