"""The function of Arrow batches that Spark, Dask and Ray map, without any of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

import zhibiao
from tests.written import INVENTED
from zhibiao.bulk.tables.columns import Source, sources
from zhibiao.bulk.tables.reading import headers
from zhibiao.bulk.tables.spark import arrow_mapper, score
from zhibiao.errors import ArgumentError

RULES = zhibiao.loads(INVENTED["around"])
FIGURES = {"staff": pa.array([103, 90]), "posts": pa.array([100, 100])}


def found_in(batch: pa.RecordBatch, **places: int) -> tuple[Source, ...]:
    """The columns of a batch that are figures."""
    known = headers(pl.DataFrame(batch).schema)
    return sources(known, RULES, places, floats_as_text=True)


def scored(batch: pa.RecordBatch, **options: Any) -> pa.Table:
    """A batch through the mapper, as one table."""
    return pa.Table.from_batches(arrow_mapper(RULES, found_in(batch), **options)([batch]))


@pytest.mark.parametrize("detail", [True, False])
def test_a_table_of_nothing_but_figures_has_its_scores(detail: bool) -> None:
    """No other column stands beside them, with rows and without."""
    batch = pa.record_batch(FIGURES)
    wanted = zhibiao.batch(RULES, pl.DataFrame(batch), detail=detail)
    found = pl.DataFrame(scored(batch, detail=detail))
    assert found.drop("reasons").equals(wanted)
    assert found["reasons"].to_list() == [None, None]
    nothing = scored(batch.slice(0, 0), detail=detail)
    assert nothing.num_rows == 0
    assert nothing.schema == scored(batch, detail=detail).schema


def test_columns_beside_keep_their_types_whatever_they_hold() -> None:
    """Lists, maps, structures, dictionaries: types that would come back from Polars as others."""
    pair = pa.struct([pa.field("of", pa.list_(pa.string()), nullable=False), ("n", pa.int8())])
    beside = {
        "name": pa.array(["甲", None]),
        "tags": pa.array([["a", None], []], pa.list_(pa.string())),
        "known": pa.array([[("a", 1)], None], pa.map_(pa.string(), pa.int32())),
        "pair": pa.array([{"of": ["x"], "n": 1}, None], pair),
        "kind": pa.array(["a", "a"]).dictionary_encode(),
        "sum": pa.array([Decimal("1.50"), None], pa.decimal128(10, 2)),
        "took": pa.array([1, None], pa.duration("us")),
        "nothing": pa.nulls(2),
    }
    batch = pa.record_batch({**beside, **FIGURES})
    found = scored(batch)
    for name in beside:
        assert found.schema.field(name) == batch.schema.field(name)
        assert found[name].to_pylist() == batch.column(name).to_pylist()


def test_a_row_without_scores_keeps_its_place_beside_the_others() -> None:
    """Its reasons stand in its own line, its figures as they were."""
    figures = {"staff": pa.array(["103", "x", "90"]), "posts": pa.array([100, 100, -1])}
    batch = pa.record_batch({"unit": pa.array(["a", "b", "c"]), **figures})
    found = scored(batch, lang="en", cells=True)
    assert found["unit"].to_pylist() == ["a", "b", "c"]
    first, second, third = found["reasons"].to_pylist()
    assert (first, second[:6], third[:6]) == (None, "staff:", "posts:")
    assert found["cells"].to_pylist() == [None, '["x", "100"]', '["90", "-1"]']
    assert [value is None for value in found["total.low"].to_pylist()] == [False, True, True]


def test_arguments_of_another_kind_are_told_with_what_to_give() -> None:
    """As :func:`zhibiao.batch` tells them, in the program that calls and not on a worker."""
    frame: Any = pa.table(FIGURES)
    scorer: Any = score
    mapper: Any = arrow_mapper
    with pytest.raises(ArgumentError, match=r"rules .*cn-430600/department/2020.*zhibiao\.load"):
        scorer("cn-430600/department/2020", frame)
    for other in (frame, frame.to_pandas(), [103, 100], None):
        with pytest.raises(ArgumentError, match=r"(?s)frame .*Spark.*zhibiao\.batch"):
            scorer(RULES, other)
    with pytest.raises(ArgumentError, match="rules"):
        mapper("cn-430600/department/2020", ())
    for found in ("staff", None, {"staff": 1}, ["staff"]):
        with pytest.raises(ArgumentError, match=r"found .*Source.*dask_batch\.py"):
            mapper(RULES, found)


def test_columns_may_be_given_as_a_list() -> None:
    """What is read is the same."""
    batch = pa.record_batch(FIGURES)
    mapper: Any = arrow_mapper
    listed = mapper(RULES, list(found_in(batch)))([batch])
    assert pa.Table.from_batches(listed).equals(scored(batch))
