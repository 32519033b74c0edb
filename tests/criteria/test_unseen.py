"""Wordings that were written blind, with their scores, are read rightly or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.criteria.unseen import SETS, verdict, wordings


def _outcomes(path: Path) -> dict[str, list[str]]:
    """The wordings of a set by how they came out, each with what went wrong."""
    found: dict[str, list[str]] = {"right": [], "refused": [], "wrong": []}
    for row in wordings(path):
        seen = verdict(row)
        found[seen.outcome].append(f"{row['id']} {row['text']} — {seen.why}")
    return found


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_wording_is_read_wrongly(path: Path) -> None:
    """A wording that is not fully understood is refused: confident and wrong never happens."""
    assert _outcomes(path)["wrong"] == []
