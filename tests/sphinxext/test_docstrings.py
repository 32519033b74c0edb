"""Docstrings of checks and schemes are read as they are written."""

from __future__ import annotations

from zhibiao.model import docstrings
from zhibiao.sphinxext import changelog, written

WRITTEN = """First line.

More of it.

What it finds:
    One thing,
    in two lines.

Attributes:
    full: the test: with a colon
        and a second line.
    step: its size.
"""


def test_headings_part_a_docstring() -> None:
    """The summary stands before the first heading, each body is without its indentation."""
    found = docstrings.split(WRITTEN)
    assert found.summary == "First line.\n\nMore of it."
    assert found.sections["What it finds"] == "One thing,\nin two lines."


def test_attributes_are_entries_with_their_continuations() -> None:
    """A field's meaning may take several lines and hold colons."""
    assert docstrings.split(WRITTEN).attributes == {
        "full": "the test: with a colon and a second line.",
        "step": "its size.",
    }


def test_a_heading_is_wide_enough_for_chinese() -> None:
    """Characters are two columns wide."""
    assert written.title("总分", "-") == ["总分", "----", ""]


def test_waiting_fragments_stand_before_the_releases() -> None:
    """What is not yet released is the newest."""
    lines = changelog.markup(
        "# Changelog\n\nWords.\n\n<!-- x -->\n## 1.0\n\n- `a`\n", ["Waiting `b`."]
    )
    text = "\n".join(lines)
    assert text.index("Words.") < text.index("Waiting ``b``.") < text.index("1.0\n---")
    assert "- ``a``" in text
    assert "<!--" not in text
