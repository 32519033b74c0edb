"""Faults with their paths to problems with file, line, column and a caret."""

from __future__ import annotations

import unicodedata

from zhibiao.loading.converter import Fault
from zhibiao.loading.toml import Document
from zhibiao.messages import Message
from zhibiao.model.place import Path, path_text
from zhibiao.model.problem import Problem, Severity

UNUSABLE = frozenset(
    {
        "unreadable-file", "syntax", "unknown-key", "missing-key", "wrong-type", "wrong-value",
        "bad-number", "bad-formula", "bad-id", "bad-jurisdiction", "unknown-scheme",
        "path-disagrees", "bad-extends",
    }
)  # fmt: skip
"""The names of faults that make a file no rule set at all; ``lint`` then exits with 2."""


def problem(document: Document, fault: Fault) -> Problem:
    """The fault with its place in the file."""
    return Problem(
        code=fault.code,
        severity=Severity.ERROR,
        message=fault.message,
        place=document.place(fault.path),
        path=path_text(fault.path),
        hint=fault.hint,
        excerpt=caret(fault.text, fault.offset, fault.length) if fault.text else "",
    )


def fault(path: Path, code: str, message: Message, hint: Message | None = None) -> Fault:
    """A fault that is no formula's."""
    return Fault(path, code, message, hint)


def caret(text: str, offset: int, length: int = 1) -> str:
    """The line of a text with carets under a part; a Chinese character is two wide."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    inside = offset - start
    if len(line) > 100:  # a window around the place
        left = max(0, inside - 50)
        line, inside = line[left : left + 100], inside - left
    shown = line.replace("\t", " ")
    before = sum(map(width, shown[:inside]))
    marked = max(1, sum(map(width, shown[inside : inside + max(1, length)])))
    return f"{shown}\n{' ' * before}{'^' * marked}"


def width(sign: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
