"""Wordings that were written blind, with their scores, are read rightly or refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.criteria.unseen import SETS, outcomes, verdict, wordings

LEAST_RIGHT = Fraction(85, 100)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_wording_is_read_wrongly(path: Path) -> None:
    """What is not fully understood is refused: confident and wrong never happens."""
    assert outcomes(path)["wrong"] == []


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_most_wordings_are_read(path: Path) -> None:
    """A parser that refuses everything would be safe and of no use."""
    with_scores = [row for row in wordings(path) if row["cases"]]
    refused = [row["text"] for row in with_scores if verdict(row).outcome != "right"]
    assert len(refused) <= (1 - LEAST_RIGHT) * len(with_scores), refused
