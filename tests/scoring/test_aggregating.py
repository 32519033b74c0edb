"""Figures of several sub-units put together: what is summed, weighted, agreed upon or refused."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.auditing.small import BENCH
from zhibiao.errors import FiguresError
from zhibiao.messages import Message, Text, say
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.scoring.aggregating import (
    BEYOND,
    BOUND,
    DISAGREE,
    HEADLINE,
    NO_WAY,
    WEIGHT_MISSING,
    WEIGHTS_ZERO,
    aggregate,
)
from zhibiao.scoring.evidence import Figure

RULES = BENCH.loads(
    """
language = 1
[ruleset]
title = "汇总"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 2
[measures.money]
label = "金额"
unit = "万元"
[measures.cases]
label = "例数"
type = "count"
[measures.rate]
label = "比率"
unit = "%"
[measures.added_rate]
label = "可加比率"
unit = "%"
aggregate = "sum"
[measures.satisfaction]
label = "满意度"
unit = "%"
aggregate = { weighted = "money" }
[measures.water]
label = "水质"
type = "level"
levels = [{ label = "Ⅰ类" }, { label = "Ⅱ类" }]
[measures.filed]
label = "已备案"
type = "boolean"
[measures.place]
label = "名次"
type = "count"
range = "[1..12]"
[measures.hours]
label = "时数"
range = "[0..24]"
[tiers.only]
label = "全部"
points = 2
[groups.only]
tier = "only"
label = "全部"
points = 2
[indicators.work]
group = "only"
label = "业务"
points = 1
scheme = { kind = "judged" }
[indicators.order]
group = "only"
label = "排名"
points = 1
scheme = { kind = "rank", measure = "place", deduct = 0.5 }
"""
)


@pytest.mark.parametrize(
    ("units", "whole"),
    [
        ([], {}),
        ([{"money": 1}, {}], {}),
        ([{"money": "1.5"}, {"money": "20000元"}], {"money": Fraction(7, 2)}),
        ([{"cases": 2}, {"cases": 3}, {"cases": 4}], {"cases": Fraction(9)}),
        ([{"added_rate": "10%"}, {"added_rate": "20%"}], {"added_rate": Fraction(3, 10)}),
        ([{"rate": "10%"}, {"rate": "10%"}], {"rate": Fraction(1, 10)}),
        ([{"water": "Ⅱ类"}, {"water": "Ⅱ类"}], {"water": Fraction(2)}),
        ([{"filed": True}, {"filed": True}], {"filed": True}),
        ([{"place": 3}, {"place": 3}], {"place": Fraction(3)}),
        ([{"hours": 20}, {"hours": 4}], {"hours": Fraction(24)}),
        ([{"filed": False}], {"filed": False}),
        (
            [{"money": 1, "satisfaction": "90%"}, {"money": 3, "satisfaction": "80%"}],
            {"money": Fraction(4), "satisfaction": Fraction(33, 40)},
        ),
        ([{"money": 1, "cases": 1}, {"cases": 2}], {"cases": Fraction(3)}),
        ([{"work": "0.5", "cases": 1}, {"work": 1, "cases": 1}], {"cases": Fraction(2)}),
    ],
)
def test_each_kind_of_measure_is_put_together_in_its_way(
    units: list[Mapping[str, Figure]], whole: dict[str, Fraction | bool]
) -> None:
    """Amounts and counts are summed, ratios weighted, answers and levels taken when they agree."""
    assert aggregate(RULES, units) == whole


@pytest.mark.parametrize(
    ("units", "problems"),
    [
        ([{"rate": "10%"}, {"rate": "20%"}], {"rate": NO_WAY}),
        ([{"water": "Ⅱ类"}, {"water": "Ⅰ类"}], {"water": NO_WAY}),
        ([{"filed": True}, {"filed": False}], {"filed": DISAGREE}),
        ([{"money": "≥1"}, {"money": 1}], {"money": say(BOUND, name="money", of="money")}),
        ([{"rate": "≥10%"}, {"rate": "≥10%"}], {"rate": NO_WAY}),
        (
            [{"satisfaction": "90%"}, {"satisfaction": "80%"}],
            {"satisfaction": say(WEIGHT_MISSING, name="satisfaction", of="money")},
        ),
        (
            [{"satisfaction": "90%", "money": 0}, {"satisfaction": "80%", "money": 0}],
            {"satisfaction": say(WEIGHTS_ZERO, name="satisfaction", of="money")},
        ),
        (
            [{"satisfaction": "＞85%", "money": 1}, {"satisfaction": "80%", "money": 1}],
            {"satisfaction": say(BOUND, name="satisfaction", of="satisfaction")},
        ),
        (
            [{"satisfaction": "85%", "money": "≥1"}, {"satisfaction": "80%", "money": 1}],
            {
                "money": say(BOUND, name="money", of="money"),
                "satisfaction": say(BOUND, name="satisfaction", of="money"),
            },
        ),
        ([{"place": 3}, {"place": 12}], {"place": NO_WAY}),
        ([{"place": 3}, {"place": 4}], {"place": NO_WAY}),
        (
            [{"hours": 20}, {"hours": 5}],
            {"hours": say(BEYOND, name="hours", sum="25", range="[0..24]")},
        ),
        (
            [{"rate": "1%", "filed": True}, {"rate": "2%", "filed": False}],
            {"rate": NO_WAY, "filed": DISAGREE},
        ),
    ],
)
def test_what_cannot_be_put_together_is_refused_by_name(
    units: list[Mapping[str, Figure]], problems: dict[str, Text | Message]
) -> None:
    """Every such measure is listed, with what would be needed."""
    with pytest.raises(FiguresError) as caught:
        aggregate(RULES, units)
    assert caught.value.message == say(HEADLINE, count=len(problems))
    assert caught.value.problems == tuple(
        Problem(
            "bad-figure",
            Severity.ERROR,
            say(said, name=name) if isinstance(said, Text) else said,
            Place(name, 0),
        )
        for name, said in problems.items()
    )


def test_weights_may_be_decimal() -> None:
    """The weighted mean is exact."""
    units: list[Mapping[str, Figure]] = [
        {"money": Decimal("0.1"), "satisfaction": "1%"},
        {"money": Decimal("0.2"), "satisfaction": "2%"},
    ]
    assert aggregate(RULES, units)["satisfaction"] == Fraction(1, 60)
