"""What is said of computed measures that come out outside what they can be, word for word."""

from __future__ import annotations

import pytest

from tests.auditing.small import form
from tests.written import INVENTED
from zhibiao.api import Workbench
from zhibiao.errors import FiguresError
from zhibiao.messages import Message, formulas, say
from zhibiao.messages import scoring as texts
from zhibiao.model.problem import Problem
from zhibiao.model.scorecard import Scorecard

BENCH = Workbench(plugins=False)
RULES = BENCH.loads(INVENTED["ranges"])
SHARE = say(texts.EITHER_LANGUAGE, zh="在用数 / 总数", en="在用数 / 总数")


def figures(chinese: str, english: str) -> Message:
    """Figures in both languages."""
    return say(texts.EITHER_LANGUAGE, zh=chinese, en=english)


def said(of: Scorecard, label: str) -> list[Message]:
    """What is said of one measure."""
    return [
        remark
        for remark in of.remarks
        if remark.text == texts.MEASURE_OUT_OF_RANGE and dict(remark.values)["label"] == label
    ]


def test_a_declared_range_is_quoted_as_it_is_written() -> None:
    """Label, formula, value, range and the figures that led there."""
    (remark,) = said(BENCH.score(RULES, {"used": 125, "whole": 100}), "利用率")
    assert remark == say(
        texts.MEASURE_OUT_OF_RANGE,
        label="利用率",
        formula=SHARE,
        value="125%",
        range="[0%..100%]",
        figures=figures("在用数 125元、总数 100元", "在用数 125元, 总数 100元"),
    )


def test_a_count_is_said_to_be_whole() -> None:
    """What a type allows is said in words."""
    found = BENCH.score(RULES, {"planned": 3, "kept": 5})
    (missed,) = said(found, "未完成次数")
    assert dict(missed.values)["range"] == say(texts.WHOLE_FROM_ZERO)
    assert dict(missed.values)["value"] == "-2"
    (half,) = said(found, "半数")
    assert dict(half.values)["value"] == "1.5"
    assert dict(half.values)["figures"] == figures("计划次数 3", "计划次数 3")


@pytest.mark.parametrize(
    ("used", "whole", "number"), [(100, 100, 0), (0, 100, 0), (101, 100, 1), (1, 0, 0)]
)
def test_nothing_is_said_within_the_range_or_without_a_value(
    used: int, whole: int, number: int
) -> None:
    """The ends belong to it; a zero denominator gives nothing to compare."""
    assert len(said(BENCH.score(RULES, {"used": used, "whole": whole}), "利用率")) == number


def test_nothing_is_said_of_a_bound() -> None:
    """A figure that is only bounded gives no exact value."""
    assert said(BENCH.score(RULES, {"used": "≥125", "whole": 100}), "利用率") == []


def test_each_value_of_figures_that_disagree_is_said_once() -> None:
    """Two readings outside, one of them twice, and one inside are two remarks."""
    pairs = ((125, 100), (250, 200), (300, 200), (50, 100))
    facts = "".join(
        f'[[facts]]\nlabel = "{label}"\nvalue = "{value}"\nunit = "元"\nat = {{ table = {n} }}\n'
        for n, pair in enumerate(pairs, 1)
        for label, value in zip(("在用数", "总数"), pair, strict=True)
    )
    found = said(BENCH.score(RULES, form(f"form = 1\n{facts}")), "利用率")
    assert [dict(one.values)["value"] for one in found] == ["125%", "150%"]
    assert dict(found[0].values)["figures"] == figures(
        "在用数 125元、总数 100元", "在用数 125元, 总数 100元"
    )


LEVELS = BENCH.loads(
    """
language = 1
[ruleset]
title = "等次"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 1
[measures.n]
label = "序号"
type = "count"
[measures.p]
label = "是否升级"
type = "boolean"
[measures.water]
label = "水质"
type = "level"
levels = [{ label = "Ⅰ类" }, { label = "Ⅱ类" }, { label = "Ⅲ类" }]
formula = "if p then n else n + 1"
[tiers.only]
label = "全部"
points = 1
[groups.only]
tier = "only"
label = "全部"
points = 1
[indicators.river]
group = "only"
label = "断面"
points = 1
[indicators.river.scheme]
kind = "bands"
measure = "water"
bands = [{ when = '<= "Ⅱ类"', score = 1 }]
otherwise = 0
"""
)


def test_levels_are_counted_and_answers_are_among_the_figures() -> None:
    """A position beyond the last level is none of them."""
    (remark,) = said(BENCH.score(LEVELS, {"n": 3, "p": False}), "水质")
    values = dict(remark.values)
    assert values["range"] == say(texts.ONE_OF_LEVELS, count=3)
    assert values["value"] == "4"
    assert values["figures"] == figures("是否升级 否、序号 3", "是否升级 no, 序号 3")
    assert values["formula"] == say(
        texts.EITHER_LANGUAGE,
        zh="若 是否升级 则 序号，否则 序号 + 1",
        en="if 是否升级 then 序号 else 序号 + 1",
    )
    assert said(BENCH.score(LEVELS, {"n": 3, "p": True}), "水质") == []


KINDS = BENCH.loads("""
language = 1
[ruleset]
title = "种类（虚构）"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 20
[measures.level]
label = "水质"
type = "level"
levels = [{ label = "甲" }, { label = "乙" }]
[measures.teams]
label = "队数"
type = "count"
range = "[1..12]"
[tiers.all]
label = "全部"
points = 20
[groups.all]
tier = "all"
label = "全部"
points = 20
[indicators.level]
group = "all"
label = "水质"
points = 10
scheme = { kind = "rank", measure = "level", deduct = 1 }
[indicators.teams]
group = "all"
label = "队数"
points = 10
scheme = { kind = "formula", formula = "min(10, teams)" }
""")


@pytest.mark.parametrize(
    ("name", "figure", "message"),
    [
        ("level", "丙", say(formulas.NOT_A_LEVEL, text="丙", known=("甲", "乙"))),
        (
            "level",
            "3",
            say(
                texts.OUT_OF_RANGE,
                name="level",
                value="3",
                range=say(texts.ONE_OF_LEVELS, count=2),
            ),
        ),
        (
            "teams",
            "1.5",
            say(
                texts.OUT_OF_RANGE,
                name="teams",
                value="1.5",
                range=say(texts.WHOLE_WITHIN, range="[1..12]"),
            ),
        ),
    ],
)
def test_a_plain_figure_that_cannot_be_is_told_what_can(
    name: str, figure: str, message: Message
) -> None:
    """A word that is no level, a number that is none, a count with decimals."""
    with pytest.raises(FiguresError) as caught:
        BENCH.score(KINDS, {name: figure})
    (problem,) = caught.value.problems
    assert isinstance(problem, Problem)
    assert problem.message == message
