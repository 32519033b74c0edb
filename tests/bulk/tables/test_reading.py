"""Cells of a table are read as ``zhibiao.score`` reads figures, in the unit of their heading."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import zhibiao
from zhibiao.bulk.tables.columns import sources
from zhibiao.bulk.tables.reading import LONGEST_KEPT, MOST_KEPT, Reader, headers
from zhibiao.errors import FiguresError
from zhibiao.model import form

WRITTEN = """
language = 1
[ruleset]
title = "读数"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 30
[measures.amount]
label = "支出"
unit = "万元"
range = ">= 0"
[measures.rate]
label = "刷卡率"
unit = "%"
range = ">= 0%"
[measures.staff]
label = "人数"
unit = "人"
range = ">= 0"
[measures.times]
label = "次数"
unit = "次"
type = "count"
range = ">= 0"
[measures.budget]
label = "预算"
unit = "万元"
range = "> 0"
[measures.posts]
label = "编制"
unit = "人"
range = "> 0"
[measures.turns]
label = "应有次数"
unit = "次"
type = "count"
range = "> 0"
[tiers.all]
label = "全部"
points = 30
[groups.all]
tier = "all"
label = "全部"
points = 30
[indicators.spent]
group = "all"
label = "支出得分"
points = 10
scheme = { kind = "formula", formula = "min(10, 10 * amount / budget)" }
[indicators.paid]
group = "all"
label = "刷卡得分"
points = 10
scheme = { kind = "formula", formula = "min(10, 10 * rate)" }
[indicators.manned]
group = "all"
label = "人数得分"
points = 5
scheme = { kind = "formula", formula = "min(5, 5 * staff / posts)" }
[indicators.often]
group = "all"
label = "次数得分"
points = 5
scheme = { kind = "formula", formula = "min(5, 5 * times / turns)" }
"""
RULES = zhibiao.loads(WRITTEN)
WHOLES = {"budget": 1000, "posts": 1000, "turns": 1000}
ENDS = ("spent", "paid", "manned", "often")

UNITS = {
    "amount": {unit: unit for unit in ("元", "百元", "千元", "万元", "百万元", "亿元")},
    "rate": {unit: unit for unit in ("%", "％", "‰", "百分点", "个百分点", "倍")} | {"1": "倍"},
    "staff": {"人": "人", "名": "名", "1": "人"},
    "times": {"次": "次", "1": ""},
}
"""By measure, the units that a heading can say, with the same as a cell has it."""

BOUNDS = [f"{word}{{}}" for word in form._PREFIXES] + [f"{{}}{word}" for word in form._SUFFIXES]
"""Every way to write a bound that the reader of numbers knows."""

SHAPES = ["{}", " {} ", "＝{}", "≥ {}", "{} 以上", "﹥{}", *BOUNDS]

NEVER = [
    "约{}",
    "{}左右",
    "{}-90",
    "{}~90",
    "{}~9",
    "{}至90",
    "{}至9",
    "[{}, 90]",
    "[{}..90]",
    "上{}",
]
"""What is no figure, with the unit in the cell or without it."""


def scored(heading: str, *cells: Any, **kept: Any) -> list[dict[str, Any]]:
    """The scores of a table of one column."""
    wholes = [pl.lit(value).alias(name) for name, value in WHOLES.items()]
    frame = pl.DataFrame({heading: pl.Series(cells)}).with_columns(wholes)
    found = zhibiao.batch(RULES, frame, **kept)
    return found.select(f"{one}{end}" for one in ENDS for end in (".low", ".high")).to_dicts()


def alone(name: str, figure: Any) -> dict[str, Any]:
    """The scores of one figure."""
    card = zhibiao.score(RULES, {**WHOLES, name: figure})
    ends = {".low": "low", ".high": "high"}
    return {f"{one}{end}": getattr(card[one], at) for one in ENDS for end, at in ends.items()}


numbers = st.decimals(0, 10**9, places=3) | st.decimals(0, 100, places=2) | st.integers(0, 10**7)
columns = st.sampled_from([(name, *pair) for name, said in UNITS.items() for pair in said.items()])


@given(columns, numbers, st.sampled_from(SHAPES))
@example(("amount", "元", "元"), 80, "{}以上")
@example(("rate", "1", "倍"), Decimal("0.60000000001"), "{}")
@example(("rate", "‰", "‰"), 600, "{}")
@example(("amount", "元", "元"), 80, "{}及以上")
def test_a_unit_in_the_heading_is_one_in_every_cell(
    column: tuple[str, str, str], number: Decimal | int, shape: str
) -> None:
    """The columnar kernel and a single score agree on numbers and bounds of every shape."""
    name, said, unit = column
    try:
        wanted = alone(name, shape.format(f"{number}{unit}"))
    except FiguresError:  # times are whole
        with pytest.raises(FiguresError):
            scored(f"{name}({said})", shape.format(number))
    else:
        assert scored(f"{name}({said})", shape.format(number)) == [wanted]


@given(columns, st.lists(numbers, min_size=1, max_size=4))
def test_a_column_of_numbers_is_that_of_their_texts(
    column: tuple[str, str, str], found: list[Decimal | int]
) -> None:
    """Decimals and integers by columns, as each would be scored alone."""
    name, said, unit = column
    integers = [int(number) for number in found]
    decimals = [Decimal(number) for number in (integers if name == "times" else found)]
    for cells in (integers, decimals):
        wanted = [alone(name, f"{number}{unit}") for number in cells]
        assert scored(f"{name}({said})", *cells) == wanted


@pytest.mark.parametrize("shape", NEVER)
@pytest.mark.parametrize("column", [("amount", "元"), ("rate", "%"), ("staff", "人")])
def test_what_is_no_figure_stays_none_below_a_unit(column: tuple[str, str], shape: str) -> None:
    """Neither an interval nor what is about so much gets a unit, and with it a value."""
    name, unit = column
    with pytest.raises(FiguresError):
        scored(f"{name}({unit})", shape.format(80))
    with pytest.raises(FiguresError):
        alone(name, shape.format(f"80{unit}"))


@pytest.mark.parametrize("cell", ["80元以上", "≥ 0.008万元", "80元", "1/125", "2/250 万元"])
def test_a_unit_in_the_cell_goes_before_that_of_the_heading(cell: str) -> None:
    """A quotient has no unit, so that it is one of its heading, as any number."""
    (row,) = scored("amount(元)", cell)
    assert row == alone("amount", f"{cell}元" if cell == "1/125" else cell)


@pytest.mark.parametrize("heading", ["rate(‰)", "刷卡率（‰）"])
@pytest.mark.parametrize("cell", ["600", 600, Decimal("600.0"), "60%", "600‰"])
def test_a_rate_per_mille_is_of_thousandths(heading: str, cell: object) -> None:
    """As text, integer and decimal, and beside cells that say another unit."""
    assert scored(heading, cell)[0]["paid.high"] == Decimal(6)


@pytest.mark.parametrize("unit", ["百分点", "个百分点", "%"])
@pytest.mark.parametrize("cell", ["60", 60, Decimal("60.0")])
def test_a_point_of_a_rate_is_a_hundredth(unit: str, cell: object) -> None:
    """As ``zhibiao.score`` reads 60个百分点 of a ratio."""
    assert scored(f"rate({unit})", cell)[0]["paid.high"] == Decimal(6)


@pytest.mark.parametrize("digits", [1, 6, 7, 11, 40])
def test_a_ratio_may_have_any_number_of_digits(digits: int) -> None:
    """Below ``(1)`` a number is the ratio itself, however it is written."""
    cell = f"0.6{'0' * (digits - 1)}"
    assert scored("rate(1)", cell, f"{cell}1")[0]["paid.low"] == Decimal(6)
    assert scored("rate(1)", "0.6以上")[0] == alone("rate", "60%以上")
    assert scored("rate(1)", 0.6, 0.60000000001, floats_as_text=True)[1]["paid.low"] == Decimal(6)


@pytest.mark.parametrize(
    ("heading", "cell", "places", "figure"),
    [
        ("amount(元)", 1_000_000_000, 2, ("amount", "1000万元")),
        ("amount(亿元)", 1, 2, ("amount", "100万元")),
        ("rate(%)", 9512, 2, ("rate", "95.12%")),
        ("rate(‰)", 9512, 1, ("rate", "95.12%")),
        ("rate(1)", 9512, 4, ("rate", "95.12%")),
        ("rate", 9512, 4, ("rate", "95.12%")),
    ],
)
def test_scaled_integers_are_in_the_unit_of_their_heading(
    heading: str, cell: int, places: int, figure: tuple[str, str]
) -> None:
    """Hundredths of a yuan are no hundredths of ten thousand."""
    assert scored(heading, cell, places={heading: places}) == [alone(*figure)]


def test_scaled_integers_beyond_64_bits_are_scored_alone() -> None:
    """Where the range of a scale is wider than a column of integers."""
    cells = pl.Series([10**20, 5], dtype=pl.Int128)
    frame = pl.DataFrame({"staff": cells, "posts": [1000, 1000]})
    found = zhibiao.batch(RULES, frame, places={"staff": 18})
    assert found["manned.low"].to_list() == [Decimal("0.50"), Decimal(0)]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("支出(1)", "万元"),
        ("支出(%)", "万元"),
        ("rate(元)", "%"),
        ("staff(‰)", "人"),
        ("times(人)", "次"),
    ],
)
def test_a_unit_that_a_measure_cannot_have_is_refused(heading: str, words: str) -> None:
    """No amount is just a number; counts and ratios are."""
    with pytest.raises(FiguresError) as caught:
        scored(heading, 1)
    assert words in caught.value.render("en")
    assert "brackets" in caught.value.render("en")


def test_a_quotient_is_a_figure_in_a_table_as_elsewhere() -> None:
    """``2/37`` is the exact way to write a rational; so is one that could be a month."""
    (row,) = scored("staff", "2020/10")
    assert row == alone("staff", "2020/10")
    with pytest.raises(FiguresError):
        scored("staff", "2020/10/1")


@pytest.mark.parametrize("start", [" " * 210, "0" * 30 + "," * 200, "９" * 300])
def test_long_cells_that_begin_alike_are_different_cells(start: str) -> None:
    """In one table, and in the next that the same kernel reads."""
    for cell in ("101.123456", "120.123456"):
        try:
            wanted = alone("staff", start + cell)
        except FiguresError:
            with pytest.raises(FiguresError):
                scored("staff", start + cell)
        else:
            assert scored("staff", "1", start + cell)[1] == wanted


def test_what_is_remembered_of_cells_stays_small() -> None:
    """So many distinct cells, and none that is long."""
    table = pl.DataFrame({"staff": ["x" * (LONGEST_KEPT + 1), "x" * LONGEST_KEPT]})
    reader = Reader(RULES, sources(headers(table.schema), RULES, {}, floats_as_text=False))
    assert sorted(reader.read(table).faults) == [0, 1]
    assert [cell for _, _, cell in reader._seen] == ["x" * LONGEST_KEPT]
    reader._seen |= {("staff", str, number): Decimal(1) for number in range(MOST_KEPT + 1)}
    reader.read(pl.DataFrame({"staff": ["≥1"]}))
    assert len(reader._seen) == 1
