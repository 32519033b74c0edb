"""Markdown tables in a text: ``| a | b |`` above a line of dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.readers.plain.lines import Block, Rows

_RULE = re.compile(r":?-+:?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")


def cut_out(lines: list[str]) -> Iterator[list[str] | Block]:
    """The tables, and between them the lines that are none."""
    between: list[str] = []
    at = 0
    while at < len(lines):
        if _begins(lines, at):
            end = at + 2
            while end < len(lines) and "|" in lines[end] and lines[end].strip():
                end += 1
            yield between
            between = []
            rows = (lines[at], *lines[at + 2 : end])
            yield Rows(tuple(_row(line) for line in rows), aligned=True)
            at = end
        else:
            between.append(lines[at])
            at += 1
    yield between


def _begins(lines: list[str], at: int) -> bool:
    return (
        "|" in lines[at]
        and at + 1 < len(lines)
        and "|" in lines[at + 1]
        and all(_RULE.fullmatch(cell) for cell in _row(lines[at + 1]))
    )


def _row(line: str) -> tuple[str, ...]:
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    cells = (_BREAK.sub("\n", cell.strip()) for cell in _BAR.split(bare))
    return tuple(cell.replace("\\|", "|") for cell in cells)
