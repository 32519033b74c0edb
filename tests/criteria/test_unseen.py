"""Wordings that were written blind, with their scores, are read rightly or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.criteria.unseen import WORKED_ON, outcomes

LEAST_RIGHT = 0.85


@pytest.mark.parametrize("path", WORKED_ON, ids=lambda path: path.stem)
def test_no_wording_is_read_wrongly(path: Path) -> None:
    """What is not fully understood is refused: confident and wrong never happens."""
    assert outcomes(path)["wrong"] == []


@pytest.mark.parametrize("path", WORKED_ON, ids=lambda path: path.stem)
def test_most_wordings_are_read(path: Path) -> None:
    """A parser that refuses everything would be safe and of no use."""
    found = outcomes(path)
    assert len(found["right"]) >= LEAST_RIGHT * sum(map(len, found.values())), found["refused"]
