"""Spreading work over processes changes nothing about its results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.bulk.spread import spread


def double(pieces: Sequence[int]) -> list[int]:
    """Some work that a new process can import."""
    return [2 * piece for piece in pieces]


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_work(jobs: int) -> None:
    """However many processes there are, the first piece's result is the first."""
    assert list(spread(double, range(100), jobs=jobs)) == list(range(0, 200, 2))


def test_nothing_to_do_gives_nothing() -> None:
    """No pieces, no results."""
    assert list(spread(double, (), jobs=2)) == []


def test_lint_in_several_processes_sees_the_same(tmp_path: Path) -> None:
    """The problems of a folder do not depend on who looks."""
    for source in sorted((ROOT / "tests" / "invalid" / "rulesets").glob("formula_*.toml")):
        folder = tmp_path / "cn" / source.stem
        folder.mkdir(parents=True)
        (folder / "2020.toml").write_bytes(source.read_bytes())
    alone = Workbench().lint([tmp_path])
    assert alone
    assert Workbench().lint([tmp_path], jobs=2) == alone
