"""Pieces of markup as lines, for the pages that are written from docstrings."""

from __future__ import annotations


def title(text: str, mark: str) -> list[str]:
    """A heading in markup; twice as many marks, since Chinese characters are wide."""
    return [text, mark * len(text) * 2, ""]


def quoted(text: str) -> list[str]:
    """A text as a block quotation in markup."""
    return [*(f"   {line}" for line in text.splitlines()), ""]
