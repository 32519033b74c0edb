"""Frames of every library, and columns that cannot be what they are said to be."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any, cast

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import zhibiao
from tests.written import INVENTED
from zhibiao.errors import ArgumentError, FiguresError

RULES = zhibiao.loads(INVENTED["around"])
COLUMNS: dict[str, list[Any]] = {
    "人数": [103, 100, None],
    "编制": ["100", "100", "90"],
    "评议": [Decimal("6.0"), Decimal("6.5"), Decimal("7.0")],
    "honours": [0, 1, 2],
    "accident": [False, True, None],
    "new_unit": [False, False, False],
}
POLARS = pl.DataFrame(COLUMNS)


class Exporter:
    """A frame of a library that nobody knows, which speaks Arrow's interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return POLARS.to_arrow().__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        (POLARS, pl.DataFrame),
        (POLARS.lazy(), pl.DataFrame),
        (POLARS.to_arrow(), pa.Table),
        (POLARS.to_pandas(use_pyarrow_extension_array=True), pd.DataFrame),
        (Exporter(), pa.Table),
    ],
)
def test_a_frame_comes_back_as_what_it_came(frame: Any, kind: type) -> None:
    """Labels name the columns; integers, text and decimals are all exact."""
    found: Any = zhibiao.batch(RULES, frame)
    assert isinstance(found, kind)
    totals = pl.DataFrame(cast(Any, found))["total.low"].to_list()
    assert totals == [Decimal("27.50"), Decimal("37.95"), Decimal("10.70")]


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (pl.Series("staff", [1.5]), "--floats-as-text"),
        (pl.Series("staff", [1.5]), "floats_as_text=True"),
        (pl.Series("rate", [95]), "rate(%)"),
        (pl.Series("staff(万元)", [95]), "万元"),
        (pl.Series("staff", [date(2024, 3, 1)]), "Date"),
        (pl.Series("accident", [0.5]), "Float64"),
        (pl.Series("staff", [True]), "Boolean"),
    ],
)
def test_a_column_of_the_wrong_kind_is_refused(column: pl.Series, words: str) -> None:
    """Before any row is read, with what to do."""
    with pytest.raises(FiguresError) as caught:
        zhibiao.batch(RULES, pl.DataFrame([column, pl.Series("posts", [1])]))
    assert words in caught.value.render("en")


def test_floats_are_their_shortest_decimals_when_asked() -> None:
    """A tenth that a float holds badly is a tenth again."""
    frame = pl.DataFrame({"judged": [1.1], "new_unit": [False]})
    found = zhibiao.batch(RULES, frame, floats_as_text=True)
    text = zhibiao.batch(RULES, frame.cast(pl.String))
    assert found.equals(text)
    assert found["judged.low"].to_list() == [Decimal("1.1")]


def test_a_rate_says_how_it_is_written() -> None:
    """Per cents, a ratio, a text with its sign and scaled integers are one and the same."""
    ways = [
        zhibiao.batch(RULES, pl.DataFrame({"rate(%)": ["103.7"], "honours": [0]})),
        zhibiao.batch(RULES, pl.DataFrame({"rate(1)": ["1.037"], "honours": [0]})),
        zhibiao.batch(RULES, pl.DataFrame({"rate": ["103.7%"], "honours": [0]})),
        zhibiao.batch(
            RULES, pl.DataFrame({"控制率（%）": [103.7], "honours": [0]}), floats_as_text=True
        ),
        zhibiao.batch(RULES, pl.DataFrame({"rate": [10370], "honours": [0]}), places={"rate": 4}),
    ]
    assert all(way.equals(ways[0]) for way in ways)
    assert ways[0]["control.status"].to_list() == ["computed"]


def test_bad_rows_of_a_frame_are_named() -> None:
    """A frame has no file for them, and so none of it is scored."""
    with pytest.raises(FiguresError, match="staff"):
        zhibiao.batch(RULES, pl.DataFrame({"staff": [1, -1], "posts": [1, 1]}))


def test_without_detail_a_score_is_one_scaled_integer() -> None:
    """Null where it is not exactly known, and never beside the truth."""
    found = zhibiao.batch(RULES, POLARS, detail=False)
    assert found["control"].to_list() == [109, 130, None]
    assert found["total"].dtype == pl.Int64
    assert found["total"].to_list()[2] is None


@pytest.mark.parametrize("name", INVENTED)
def test_an_empty_frame_has_the_columns_of_any_other(name: str) -> None:
    """Also where a table is scored row by row, and its results are exact text."""
    rules = zhibiao.loads(INVENTED[name])
    frame = pl.DataFrame({rules.items[0].id: ["1"], next(iter(rules.measures)): ["2"]})
    assert zhibiao.batch(rules, frame.clear()).schema == zhibiao.batch(rules, frame).schema


@pytest.mark.parametrize("dtype", [pl.Int64, pl.UInt64, pl.Int128])
def test_an_integer_beyond_its_range_is_scored_exactly(dtype: Any) -> None:
    """Up to the last number that a column holds: never wrapped, and as its text would be."""
    most = 2**64 - 1 if dtype == pl.UInt64 else 2**63 - 1
    numbers = [100, 10**9, 10**9 + 1, 2 * 10**18, most]
    posts = pl.Series("posts", [100] * len(numbers))
    found = zhibiao.batch(RULES, pl.DataFrame([pl.Series("staff", numbers, dtype), posts]))
    words = pl.Series("staff", list(map(str, numbers)))
    assert found.equals(zhibiao.batch(RULES, pl.DataFrame([words, posts])))
    cards = [zhibiao.score(RULES, {"staff": number, "posts": 100}) for number in numbers]
    assert found["control.low"].to_list() == [card["control"].low for card in cards]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"stff": 2}, '"stff"'),
        ({"单位": 2}, "staff, posts"),
        ({"staff": -2}, "-2"),
        ({"staff": 400}, "400"),
        ({"staff": [2]}, "[2]"),
        ({"staff": "2"}, "'2'"),
        ({"staff": True}, "True"),
        ({"staff": 2.0}, "2.0"),
    ],
)
def test_places_that_cannot_be_are_refused(places: Any, words: str) -> None:
    """A misspelt column too, whose integers would be taken for a hundred times the figure."""
    frame = pl.DataFrame({"单位": ["甲"], "staff": [10300], "posts": [100]})
    with pytest.raises(FiguresError) as caught:
        zhibiao.batch(RULES, frame, places=places)
    assert words in caught.value.render("en")


@pytest.mark.parametrize(
    ("column", "places", "words"),
    [
        ({"honours": ["1000.5"]}, {}, "a whole number"),
        ({"rate": ["0.85"]}, {}, 'write "85%"'),
        ({"staff": ["1"]}, {"staff": 2}, "columns of scaled integers"),
    ],
)
def test_what_is_said_is_what_helps(
    column: dict[str, list[str]], places: dict[str, int], words: str
) -> None:
    """Of a count with decimals, a rate without its sign, places of a column of text."""
    with pytest.raises(FiguresError) as caught:
        zhibiao.batch(RULES, pl.DataFrame(column), places=places)
    assert words in caught.value.render("en")


@pytest.mark.parametrize("name", ["人数", "staff", " staff ", "ｓｔａｆｆ"])
def test_places_go_by_the_heading_or_the_id(name: str) -> None:
    """A judged score by its indicator; space and width around an id are no part of it."""
    frame = pl.DataFrame({name: [10300], "posts": [100], "judged": [65]})
    plain = pl.DataFrame({"staff": [103], "posts": [100], "judged": ["6.5"]})
    for call in (name, "staff"):
        found = zhibiao.batch(RULES, frame, places={call: 2, "judged": 1})
        assert found.equals(zhibiao.batch(RULES, plain))


def test_what_is_no_mapping_or_no_frame_is_said() -> None:
    """With what to give instead, as Python is written."""
    with pytest.raises(ArgumentError, match="places") as caught:
        zhibiao.batch(RULES, POLARS, places=cast(Any, [2]))
    assert '{"staff": 2}' in caught.value.render("en")
    with pytest.raises(ArgumentError, match="frame"):
        zhibiao.batch(RULES, [1])


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (pd.DataFrame({"staff": [103, "abc"], "posts": [1, 2]}), 'column "staff"'),
        (pd.DataFrame({"staff": [103, "abc"], "posts": [1, 2]}), "(int, str)"),
        (pd.DataFrame({"staff": [True, 10**30, None], "posts": [1, 2, 3]}), "(bool, int)"),
        (pd.DataFrame({"staff": [0.5, Decimal(1)], "posts": [1, 2]}), "(float, Decimal)"),
        (pd.DataFrame({"staff": [Exporter()]}), "has the type Exporter"),
        (pd.DataFrame({"staff": [1], "x": [Decimal(10) ** 40]}), 'column "x"'),
        (pd.DataFrame([[103, 100]], columns=["staff", "staff"]), "staff"),
        (pa.table([[103], [100]], names=["staff", "staff"]), "staff"),
    ],
)
def test_a_frame_that_has_no_like_in_polars_is_refused(frame: Any, words: str) -> None:
    """Numbers beside words, decimals without end, two columns of one name."""
    with pytest.raises(FiguresError) as caught:
        zhibiao.batch(RULES, frame)
    assert words in caught.value.render("en")


INDICES: list[Any] = [
    [7, 3, 5],
    ["丙", "甲", "乙"],
    ["甲", "甲", "乙"],
    pd.MultiIndex.from_tuples([("甲", 2024), ("甲", 2023), ("乙", 2024)], names=["单位", "年度"]),
    pd.date_range("2024-01-01", periods=3, name="月"),
]


@pytest.mark.parametrize("detail", [True, False])
@pytest.mark.parametrize("index", INDICES)
def test_a_frame_of_pandas_keeps_its_index(index: Any, detail: bool) -> None:
    """By it pandas puts columns together, so that each score stands beside its figures."""
    frame = pd.DataFrame({"staff": [103, 109, 100], "posts": [100, 100, 100]}, index=index)
    found: Any = zhibiao.batch(RULES, frame, detail=detail)
    assert found.index.equals(frame.index)
    assert found.index.names == frame.index.names


def test_scores_of_a_part_of_a_frame_go_beside_it() -> None:
    """Filtered and sorted, the rows have other numbers than the index says."""
    frame = pd.DataFrame({"staff": [100, 110, 120, 103], "posts": [100, 100, 100, 100]})
    some = frame[frame.staff > 100].sort_values("staff", ascending=False)
    beside = some.assign(score=zhibiao.batch(RULES, some)["control.low"])
    for row in beside.itertuples():
        card = zhibiao.score(RULES, {"staff": int(row.staff), "posts": 100})
        assert row.score == card["control"].low
    with pytest.raises(FiguresError, match="staff:2:"):  # a row is told by where it stands
        zhibiao.batch(RULES, some.assign(staff=[120, -1, 103]))


def test_columns_of_pandas_need_no_text_for_names() -> None:
    """A column that is called by a number is left aside as any other."""
    found: Any = zhibiao.batch(RULES, pd.DataFrame({1: [2], "staff": [103], "posts": [100]}))
    assert list(found["control.low"]) == [Decimal("10.9")]


@pytest.mark.parametrize(
    "numbers",
    [
        [10**30, 103],
        [103, Decimal("1.5")],
        [Decimal("1.5"), None, 10**25],
        [Decimal("1E+2"), Decimal("0.5"), 100],
        [np.int64(103), Decimal("100.25")],
    ],
)
def test_whole_numbers_and_decimals_of_any_size_share_a_column(numbers: list[Any]) -> None:
    """Python's numbers in a column of pandas are as exact as they are one by one."""
    frame = pd.DataFrame({"staff": pd.Series(numbers, dtype=object), "posts": 100})
    found: Any = zhibiao.batch(RULES, frame)
    for number, low in zip(numbers, found["control.low"], strict=True):
        given = {} if number is None else {"staff": Decimal(int(number * 100)) / 100}
        assert low == zhibiao.score(RULES, {**given, "posts": 100})["control"].low


@pytest.mark.parametrize(
    "number", [10**4000, 10**5000, Decimal("1E+999999"), Decimal("Infinity")], ids=range(4)
)
def test_a_number_beyond_all_figures_is_refused_with_its_row(number: Any) -> None:
    """And written out by nobody."""
    frame = pd.DataFrame({"staff": pd.Series([1, number], dtype=object), "posts": [1, 1]})
    with pytest.raises(FiguresError, match="staff:2"):
        zhibiao.batch(RULES, frame)


@pytest.mark.parametrize(
    "column", [pd.Series([1]), pl.Series("staff", [1]), pa.chunked_array([[1]]), pa.array([1])]
)
def test_a_single_column_is_no_frame(column: Any) -> None:
    """It has no heading that would say what it is."""
    with pytest.raises(ArgumentError, match="frame"):
        zhibiao.batch(RULES, column)


class Numbers:
    """What exports a stream of plain numbers, and no table."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return pa.chunked_array([[1]]).__arrow_c_stream__(requested_schema)


def test_a_stream_of_numbers_is_no_frame() -> None:
    """An error of ours, whatever library it comes from."""
    with pytest.raises(ArgumentError, match="frame"):
        zhibiao.batch(RULES, Numbers())


WITHOUT_PANDAS = """
import sys
sys.modules["pandas"] = None
import polars, zhibiao
from tests.bulk.tables.test_reading import RULES
print(zhibiao.batch(RULES, polars.DataFrame({"staff": [1], "posts": [2]})).height)
"""


def test_a_batch_needs_no_pandas() -> None:
    """It is imported by who hands in a frame of it."""
    command = [sys.executable, "-c", WITHOUT_PANDAS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert done.stdout == "1\n", done.stderr


@pytest.mark.parametrize("dtype", [pl.Float64, pl.Float32])
@pytest.mark.parametrize("number", [1e-5, 1e-7, 1.5e-5, 1e16, 1e22, 1.5e20, 0.1, 3.0])
def test_any_float_is_its_shortest_decimal(number: float, dtype: Any) -> None:
    """However few digits it has, near zero and far from it."""
    rules = zhibiao.loads(INVENTED["ranges"])
    frame = pl.DataFrame({"used": pl.Series([number], dtype=dtype), "whole": [10**23]})
    found = zhibiao.batch(rules, frame, floats_as_text=True)
    exact = format(Decimal(repr(number)), "f")
    assert found.equals(zhibiao.batch(rules, pl.DataFrame({"used": [exact], "whole": [10**23]})))


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e300])
def test_a_float_that_is_no_figure_is_refused(number: float) -> None:
    """Neither infinity nor three hundred digits."""
    with pytest.raises(FiguresError, match="staff"):
        zhibiao.batch(RULES, pl.DataFrame({"staff": [number]}), floats_as_text=True)


def test_without_detail_all_that_is_known_is_there() -> None:
    """What only the exact evaluation finds: a root, and a score that no gap can change."""
    rules = zhibiao.loads(ROOT)
    frame = pl.DataFrame({"share(%)": ["25", "30", None], "judged": ["1", "2", "3"]})
    full = zhibiao.batch(rules, frame)
    lean = zhibiao.batch(rules, frame, detail=False)
    assert lean["root"].to_list() == [500, None, None]
    assert lean["total"].to_list() == [600, None, None]
    for name in lean.columns:
        known = full[f"{name}.low"] == full[f"{name}.high"]
        assert lean[name].is_not_null().to_list() == known.to_list(), name


ROOT = """
language = 1
[ruleset]
title = "根"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 20
[measures.share]
label = "比率"
unit = "%"
range = "[0%..100%]"
[tiers.all]
label = "全部"
points = 20
[groups.all]
tier = "all"
label = "全部"
points = 20
[indicators.root]
group = "all"
label = "根"
points = 10
scheme = { kind = "formula", formula = "10 * sqrt(share)" }
[indicators.judged]
group = "all"
label = "评议"
points = 10
scheme = { kind = "judged" }
"""
