"""The example of Dask gives what ``zhibiao.batch`` gives."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import zhibiao

pytest.importorskip("dask", reason="an extra of its own; make spark installs it")
EXAMPLE = Path(__file__).parents[2] / "examples" / "tables" / "dask_batch.py"


@pytest.fixture
def example() -> Any:
    """The example as a module."""
    spec = spec_from_file_location("dask_batch", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.filterwarnings("default")  # Dask's own
def test_partitions_are_scored_as_one_table(example: Any, tmp_path: Path) -> None:
    """Several files of one table: the exact scores, and the reasons of what has none."""
    rules = "cn-430600/department/2020"
    frame = pl.DataFrame({"unit": range(40), "staff": range(90, 130), "posts": [100] * 40})
    (tmp_path / "in").mkdir()
    for start in range(0, 40, 10):
        frame[start : start + 10].write_parquet(tmp_path / "in" / f"{start:02}.parquet")
    bad = pl.DataFrame({"unit": [40], "staff": [-1], "posts": [100]})
    bad.write_parquet(tmp_path / "in" / "40.parquet")
    example.main([rules, str(tmp_path / "in"), str(tmp_path / "out")])
    found = pl.read_parquet(tmp_path / "out" / "*.parquet").sort("unit")
    assert found.height == 41
    wanted = zhibiao.batch(zhibiao.load(rules), frame.drop("unit"))
    assert found.head(40).select(wanted.columns).equals(wanted)
    assert found["reasons"].is_null().to_list() == [True] * 40 + [False]


@pytest.mark.filterwarnings("default")  # Dask's own
def test_a_table_of_nothing_but_figures_is_scored(example: Any, tmp_path: Path) -> None:
    """No other column stands beside the scores."""
    rules = "cn-430600/department/2020"
    frame = pl.DataFrame({"staff": [103, 90], "posts": [100, 100]})
    frame.write_parquet(tmp_path / "in.parquet")
    example.main([rules, str(tmp_path / "in.parquet"), str(tmp_path / "out")])
    found = pl.read_parquet(tmp_path / "out" / "*.parquet")
    wanted = zhibiao.batch(zhibiao.load(rules), frame)
    assert found.select(wanted.columns).equals(wanted)
