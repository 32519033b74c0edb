"""Frames in a real local Spark session: ``make spark``."""

from __future__ import annotations

import os
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest

import zhibiao
from tests.conformance.back_ends import session
from tests.written import STANDARDS
from zhibiao.errors import ArgumentError, FiguresError

pytestmark = [
    pytest.mark.skipif("ZHIBIAO_SPARK" not in os.environ, reason="takes long to start; make spark"),
    pytest.mark.filterwarnings("default"),  # Spark's own
]
AROUND = zhibiao.loads(STANDARDS["around"])
R = zhibiao.load("cn-430600/department/2020")


def scored(rules: Any, frame: Any, **options: Any) -> list[dict[str, Any]]:
    """The rows of a frame that Spark has scored."""
    module = import_module("zhibiao.bulk.tables.spark")
    return [row.asDict() for row in module.score(rules, frame, **options).collect()]


def test_a_frame_of_nothing_but_figures_is_scored() -> None:
    """No column is kept; with every option that the figures can be read by."""
    spark = session()
    frame = spark.createDataFrame([(103, 100)], "staff int, posts int")
    card = zhibiao.score(R, {"staff": 103, "posts": 100})
    assert card["staff_control"].low == Decimal("3.50")
    (row,) = scored(R, frame)
    assert (row["reasons"], row["staff_control.low"]) == (None, Decimal("3.50"))
    (row,) = scored(R, frame, detail=False)
    assert row["staff_control"] == 350
    hundredfold = spark.createDataFrame([(10300, 10000)], "staff int, posts int")
    (row,) = scored(R, hundredfold, places={"staff": 2, "posts": 2})
    assert row["staff_control.low"] == Decimal("3.50")
    floats = spark.createDataFrame([(103.0, 100.0)], "staff double, posts double")
    (row,) = scored(R, floats, floats_as_text=True)
    assert row["staff_control.low"] == Decimal("3.50")


def test_kept_columns_have_the_types_that_they_had() -> None:
    """Arrays, maps, structures and moments, with and without gaps."""
    kept = """tags array<string>, pair struct<a: array<string>, b: int not null>,
        known map<string, array<int>>, raw binary, day date, at timestamp, at_ntz timestamp_ntz,
        took interval day to second, price decimal(20, 8)"""
    values = """array('a', null), named_struct('a', array('x'), 'b', 1), map('a', array(1)),
        X'00ff', date'2024-01-01', timestamp'2024-01-01 00:00:00', timestamp_ntz'2024-01-01',
        interval '1' day, 1.5"""
    spark = session()
    empty = spark.createDataFrame([], f"{kept}, staff int, posts int")
    full = spark.sql(f"select {values}, 103, 100").toDF(*empty.columns)
    frame = empty.union(full).union(spark.sql("select " + "null, " * 9 + "103, 100"))
    module = import_module("zhibiao.bulk.tables.spark")
    found = module.score(AROUND, frame)
    assert [found.schema[name].dataType for name in frame.columns[:9]] == [
        field.dataType for field in frame.schema.fields[:9]
    ]
    rows = found.select(*frame.columns[:9]).collect()
    assert rows == frame.select(*frame.columns[:9]).collect()
    (row,) = module.score(AROUND, full).select("tags", "known").collect()
    assert (row["tags"], row["known"]) == (["a", None], {"a": [1]})


def test_columns_that_do_not_travel_are_refused_by_name() -> None:
    """Arrow has no intervals of months, and Spark sends nothing else to Python; all of them."""
    frame = session().sql(
        "select 103 staff, 100 posts, interval '1' year years, make_interval(1) mixed"
    )
    with pytest.raises(FiguresError, match=r"(?s)years.*interval year.*mixed.*interval"):
        scored(AROUND, frame)


def test_arguments_of_another_kind_are_told_with_what_to_give() -> None:
    """As :func:`zhibiao.batch` tells them."""
    frame = session().createDataFrame([(103, 100)], "staff int, posts int")
    with pytest.raises(ArgumentError, match=r"places .*\{\"staff\": 2\}"):
        scored(AROUND, frame, places=[1])
    with pytest.raises(ArgumentError, match=r"rules .*zhibiao\.load"):
        scored("cn-430600/department/2020", frame)
    with pytest.raises(ArgumentError, match=r"(?s)frame .*zhibiao\.batch"):
        scored(AROUND, frame.toPandas())
