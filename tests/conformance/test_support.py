"""The support table of the docs says what the back ends say of themselves."""

from __future__ import annotations

import csv
from io import StringIO

from tests.conformance.support import NODES, SAMPLES, table
from tests.rules import ROOT

PAGE = ROOT / "docs" / "explanation" / "exact-columns.rst"


def test_every_node_has_a_sample() -> None:
    """A new node cannot be forgotten."""
    assert set(NODES) == set(SAMPLES)


def test_the_page_says_what_the_back_ends_say() -> None:
    """Each line of the table is what lowering the node gives, in words."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index(".. csv-table::") + 1
    rows = [one.strip() for one in lines[start:] if one.startswith('   "')]
    shown = [tuple(row) for row in csv.reader(StringIO("\n".join(rows)))]
    assert shown == [(f"``{name}``", "yes", *cells) for name, *cells in table()]
