"""The catalogue of rule sets: what stays loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.loading import catalog

EXAMPLE = ROOT / "rulesets/cn-430600/department/2020.toml"


def test_the_newest_rule_sets_stay_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow with a folder: of many, the last few are kept as they are."""
    monkeypatch.setattr(catalog, "KEPT", 2)
    files = [tmp_path / f"{number}.toml" for number in range(3)]
    for file in files:
        file.write_bytes(EXAMPLE.read_bytes())
    bench = Workbench(plugins=False)
    first, second, third = map(bench.load, files)
    assert bench.load(files[2]) is third
    assert bench.load(files[1]) is second
    assert bench.load(files[0]) == first
    assert bench.load(files[0]) is not first
