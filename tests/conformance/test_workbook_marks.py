"""What stands in a workbook and cannot be used is marked, and counts as not filled in."""

from __future__ import annotations

from typing import Any

import pytest

import zhibiao
from tests.conformance.workbooks import Engine, place
from zhibiao.reports.workbook.figures import CHECK
from zhibiao.reports.workbook.layout import FILLED, GROUP, STATUS

MARKED = """
language = 1
[ruleset]
title = "整体支出绩效自评表"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2024
points = 40
[execution]
points = 10
[measures.initial_budget]
label = "年初预算数"
unit = "万元"
[measures.annual_budget]
label = "全年预算数"
unit = "万元"
range = ">= 0"
[measures.expenditure]
label = "全年执行数"
unit = "万元"
range = ">= 0"
[measures.pct]
label = "办结率"
unit = "%"
range = "[0%..100%]"
[measures.done]
label = "已公开"
type = "boolean"
[measures.class]
label = "水质"
type = "level"
levels = [{ label = "一类" }, { label = "二类" }]
[tiers.all]
label = "产出指标"
points = 30
[groups.all]
tier = "all"
label = "数量"
points = 30
[indicators.share]
group = "all"
label = "办结"
points = 10
scheme = { kind = "formula", formula = "10 * pct" }
[indicators.open]
group = "all"
label = "公开"
points = 10
scheme = { kind = "formula", formula = "if done then 10 else 0" }
[indicators.water]
group = "all"
label = "水质达标"
points = 10
scheme = { kind = "formula", formula = "12 - 2 * class" }
"""
OPEN = ("—", 0, 10)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The workbook of a rule set with each kind of entry."""
    return Engine(zhibiao.loads(MARKED), tmp_path_factory.mktemp("marks"))


def put(engine: Engine, name: str, *values: Any) -> None:
    """Writes value, least and most of one entry as they are typed, and clears all others."""
    engine.fill({})
    address = engine.layout.addresses[name]
    cells = (address.value, address.at_least, address.at_most)
    for cell, value in zip(cells, values, strict=False):
        if isinstance(value, str):
            engine.model.update_cell_with_text(*place(cell), value)
        elif value is not None:
            engine.model.update_cell_with_number(*place(cell), value)
    engine.model.evaluate()


def mark(engine: Engine, name: str) -> Any:
    """What is said beside an entry."""
    return engine.read(1, place(engine.layout.addresses[name].value)[1] - 1, CHECK)


def beside(engine: Engine, item: str) -> tuple[Any, Any]:
    """How many of a row's figures are filled in, and its status."""
    row = engine.layout.table.rows[item]
    return engine.read(0, row, FILLED), engine.read(0, row, STATUS)


@pytest.mark.parametrize(
    ("values", "said", "filled", "status", "score"),
    [
        ((0.5,), "✓", "1/1", "已算定", (5, 5, 5)),
        ((None, 0.25, 0.75), "✓", "0/1", "待填", ("—", 2.5, 7.5)),
        ((0.5, 0.25, 0.75), "✓", "1/1", "已算定", (5, 5, 5)),
        ((None, 0.99, 0.5), "相矛盾", "0/1", "不可用", OPEN),
        ((0.96, None, 0.95), "相矛盾", "0/1", "不可用", OPEN),
        ((0.1, 0.2), "相矛盾", "0/1", "不可用", OPEN),
        ((1.5,), "不可用", "0/1", "不可用", OPEN),
        ((0.123456789,), "不可用", "0/1", "不可用", OPEN),
        (("50%左右",), "不可用", "0/1", "不可用", OPEN),
        ((0.5, 2), "不可用", "1/1", "不可用", (5, 5, 5)),
        ((None, "约", 0.5), "不可用", "0/1", "不可用", ("—", 0, 5)),
    ],
)
def test_a_number_that_says_nothing_is_marked(
    engine: Engine,
    values: tuple[Any, ...],
    said: str,
    filled: str,
    status: str,
    score: tuple[Any, ...],
) -> None:
    """Beyond its range, no number, or against its own bounds: marked, and not filled in."""
    put(engine, "pct", *values)
    assert mark(engine, "pct") == said
    assert beside(engine, "share") == (filled, status)
    row = engine.lines()["share"]
    assert (row.score, row.low, row.high) == score


@pytest.mark.parametrize(
    ("name", "item", "word", "said", "row"),
    [
        ("done", "open", "是", "✓", ("1/1", "已算定")),
        ("done", "open", "否", "✓", ("1/1", "已算定")),
        ("done", "open", "√", "不可用", ("0/1", "不可用")),
        ("done", "open", "yes", "不可用", ("0/1", "不可用")),
        ("done", "open", None, "—", ("0/1", "待填")),
        ("class", "water", "二类", "✓", ("1/1", "已算定")),
        ("class", "water", "Ⅱ类", "不可用", ("0/1", "不可用")),
    ],
)
def test_an_answer_that_is_none_of_its_words_is_marked(
    engine: Engine, name: str, item: str, word: str | None, said: str, row: tuple[str, str]
) -> None:
    """Only the words of the list are answers; what else stands there counts as nothing."""
    put(engine, name, word)
    assert mark(engine, name) == said
    assert beside(engine, item) == row


@pytest.mark.parametrize("value", [10**9, -5, "约3900"])
def test_the_funds_table_has_its_mark(engine: Engine, value: float | str) -> None:
    """An amount that cannot be counted stands beside a status that says so."""
    funds = engine.layout.table.funds
    assert funds is not None
    put(engine, "annual_budget", value)
    assert engine.read(0, funds + 1, GROUP) == "不可用"
    put(engine, "annual_budget", 100)
    assert engine.read(0, funds + 1, GROUP) == "待填"
    address = engine.layout.addresses["expenditure"]
    engine.model.update_cell_with_number(*place(address.value), 78.5)
    engine.model.evaluate()
    assert engine.read(0, funds + 1, GROUP) == "已算定"
    assert engine.lines()["execution"].score == 7.85
