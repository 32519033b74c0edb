"""The support table of the docs says what the back ends say of themselves."""

from __future__ import annotations

import csv
from io import StringIO

from tests.conformance.support import NODES, SAMPLES, SCHEME_SAMPLES, scheme_table, table
from tests.rules import ROOT
from zhibiao.plugins.builtin import SCHEMES

PAGE = ROOT / "docs" / "explanation" / "exact-columns.rst"


def test_every_node_has_a_sample() -> None:
    """A new node cannot be forgotten."""
    assert set(NODES) == set(SAMPLES)


def rows(position: int) -> list[tuple[str, ...]]:
    """The rows of one table of the page."""
    _, *tables = PAGE.read_text(encoding="utf-8").split(".. csv-table::")
    lines = [line.strip() for line in tables[position].splitlines() if line.startswith('   "')]
    return [tuple(row) for row in csv.reader(StringIO("\n".join(lines)))]


def test_every_scheme_kind_has_a_sample() -> None:
    """A new kind of scheme cannot be forgotten either."""
    assert {scheme.kind for scheme in SCHEME_SAMPLES} == set(SCHEMES)


def test_the_page_says_what_the_back_ends_say() -> None:
    """Each line of the table is what lowering the node gives, in words."""
    assert rows(0) == [(f"``{name}``", "yes", *cells) for name, *cells in table()]


def test_the_page_says_how_each_scheme_is_shown() -> None:
    """Each line of the second table is what writing and drawing the scheme gives."""
    assert rows(1) == [(f"``{kind}``", *cells) for kind, *cells in scheme_table()]
