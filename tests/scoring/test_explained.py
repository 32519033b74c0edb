"""Explanations word for word: each step of a score, what is missing, and what decided it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import evolve, frozen

from tests.auditing.small import BENCH
from tests.written import INVENTED, TESTS
from zhibiao.expr.domain import Choice
from zhibiao.messages import Text
from zhibiao.messages import explaining as texts
from zhibiao.model.clauses import MeasureId
from zhibiao.model.form import Form, FormRow, Stated, read_cell
from zhibiao.model.lowering.python_scheme import PythonScheme
from zhibiao.model.place import Where
from zhibiao.model.scorecard import Scorecard
from zhibiao.model.table import Table
from zhibiao.scoring.explaining import (
    explain_brief,
    explain_paragraph,
    explain_score,
    missing_names,
    reading_scores,
)
from zhibiao.scoring.score import score_figures, score_form

TEXT = (TESTS / "standards" / "explained.toml").read_text(encoding="utf-8")
RULES = BENCH.loads(TEXT)
OVER: dict[str, object] = {"spent": 1034, "budget": 1000, "cases": 3, "late": True, "judged": 3}
UNDER: dict[str, object] = {"spent": -20, "budget": 300, "cases": 9, "late": False}
EQUAL: dict[str, object] = {"spent": 2000, "budget": 2000, "cases": 0, "late": False}
STATED: dict[str, object] = {"rate": "104%", "gap": "≥1", "cases": "≤2", "late": False}
WITHOUT: dict[str, object] = {"spent": 1, "budget": 0}


EVEN = """
[indicators.even]
group = "all"
label = "一律"
points = 4
[indicators.even.scheme]
kind = "bands"
measure = "rate"
bands = [{ when = "<= 100%", score = 4 }]
otherwise = 4
"""


def card(figures: dict[str, object]) -> Scorecard:
    """The scorecard of plain figures."""
    return BENCH.score(RULES, figures)  # type: ignore[arg-type]  # figures


def chain(found: Scorecard, name: str, lang: str = "en") -> str:
    """The steps of a score, which has one reading of its figures."""
    (line,) = (one for one in explain_score(found, found[name], lang) if one.startswith("  "))
    return line.removeprefix("  ")


@pytest.mark.parametrize(
    ("figures", "name", "steps"),
    [
        (
            OVER,
            "whole_points",
            [
                "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
                "3 whole percentage points",
                "3 × 0.5 = 1.5",
                "2.5 of 4",
            ],
        ),
        (
            OVER,
            "started_points",
            [
                "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
                "4 percentage points, a started one counted as one",
                "0 of 4",
            ],
        ),
        (
            OVER,
            "prorated_points",
            [
                "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
                "3.4 percentage points",
                "3.4 × 1/3 ≈ 1.13",
                "2.87 of 4",
            ],
        ),
        (
            OVER,
            "whole_steps",
            [
                "超支 = 支出 - 预算 = 1034 - 1000 = 34元",
                "3 whole steps of 10",
                "3 × 0.5 = 1.5",
                "2.5 of 4",
            ],
        ),
        (
            OVER,
            "started_steps",
            [
                "超支 = 支出 - 预算 = 1034 - 1000 = 34元",
                "3400 steps of 0.01, a started one counted as one",
                "3400 × 0.001 = 3.4",
                "0.6 of 4",
            ],
        ),
        (
            OVER,
            "prorated_steps",
            [
                "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
                "0.34 steps of 10%",
                "0.34 × 2 = 0.68",
                "3.32 of 4",
            ],
        ),
        (OVER, "single_steps", ["次数 = 3", "3 whole steps of 1", "3 × 0.5 = 1.5", "2.5 of 4"]),
        (OVER, "counted", ["次数 = 3", "3 occurrence(s)", "1 of 4"]),
        (
            OVER,
            "listed",
            ["次数 = 3", "逾期 = yes", "4 occurrence(s)", "4 × 1.5 = 6", "at most 4", "0 of 4"],
        ),
        (OVER, "share", ["预算 = 1000元", "支出 = 1034元", "completion 103.4%", "4 of 4"]),
        (
            OVER,
            "passed",
            ["预算 = 1000元", "支出 = 1034元", "completion 103.4%", "支出 / 预算 ≥ 60%", "4 of 4"],
        ),
        (OVER, "tested", ["逾期 = yes", "支出 = 1034元", "预算 = 1000元", "次数 = 3", "0 of 4"]),
        (OVER, "judged", ["3 of 4"]),
        (OVER, "curve", ["控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%", "4 of 4"]),
        (
            UNDER,
            "prorated_points",
            [
                "控制率 = 支出 / 预算 = (-20) / 300 ≈ -6.67%, outside what it can be: not known",
                "0 … 4 of 4",
            ],
        ),
        (UNDER, "whole_steps", ["超支 = 支出 - 预算 = (-20) - 300 = -320元", "超支 ≤ 0", "4 of 4"]),
        (
            UNDER,
            "single_steps",
            ["次数 = 9", "9 whole steps of 1", "9 × 0.5 = 4.5", "at most 4", "0 of 4"],
        ),
        (UNDER, "counted", ["次数 = 9", "9 occurrence(s)", "at most 4", "0 of 4"]),
        (UNDER, "share", ["预算 = 300元", "支出 = -20元", "completion ≈-6.67%", "0 of 4"]),
        (UNDER, "passed", ["预算 = 300元", "支出 = -20元", "completion ≈-6.67%", "0 of 4"]),
        (
            UNDER,
            "tested",
            ["超支 = 支出 - 预算 = (-20) - 300 = -320元", "逾期 = false and 超支 ≤ 0", "2 of 4"],
        ),
        (
            EQUAL,
            "whole_points",
            ["控制率 = 支出 / 预算 = 2000 / 2000 = 100%", "控制率 ≤ 100%", "4 of 4"],
        ),
        (EQUAL, "listed", ["次数 = 0", "逾期 = no", "0 occurrence(s)", "0 × 1.5 = 0", "4 of 4"]),
        (
            EQUAL,
            "tested",
            [
                "超支 = 支出 - 预算 = 2000 - 2000 = 0元",
                "逾期 = false and (超支 > 0 or 次数 = 0)",
                "4 of 4",
            ],
        ),
        (EQUAL, "curve", ["控制率 = 支出 / 预算 = 2000 / 2000 = 100%", "控制率 ≤ 100%", "4 of 4"]),
        (
            STATED,
            "whole_points",
            ["控制率 = 104%", "4 whole percentage points", "4 × 0.5 = 2", "2 of 4"],
        ),
        (STATED, "whole_steps", ["超支 = at least 1元", "0 … 4 of 4"]),
        (STATED, "single_steps", ["次数 = at most 2", "3 / 3.5 / 4 of 4"]),
        (STATED, "listed", ["次数 = at most 2", "逾期 = no", "1 / 2.5 / 4 of 4"]),
        (STATED, "share", ["0 … 4 of 4"]),
        (
            STATED,
            "tested",
            ["超支 = at least 1元", "逾期 = false and (超支 > 0 or 次数 = 0)", "4 of 4"],
        ),
        (WITHOUT, "whole_points", ["控制率 = 支出 / 预算 = 1 / 0 = unknown", "0 … 4 of 4"]),
        (
            WITHOUT,
            "whole_steps",
            ["超支 = 支出 - 预算 = 1 - 0 = 1元", "0 whole steps of 10", "0 × 0.5 = 0", "4 of 4"],
        ),
        (WITHOUT, "share", ["预算 = 0元", "支出 = 1元", "预算 ≤ 0", "4 of 4"]),
        (WITHOUT, "passed", ["预算 = 0元", "支出 = 1元", "预算 ≤ 0", "4 of 4"]),
        (WITHOUT, "tested", ["超支 = 支出 - 预算 = 1 - 0 = 1元", "0 / 4 of 4"]),
        ({}, "whole_points", ["控制率 = 支出 / 预算 = unknown", "0 … 4 of 4"]),
        ({}, "tested", ["超支 = 支出 - 预算 = unknown", "0 / 2 / 4 of 4"]),
        ({}, "judged", ["0 … 4 of 4"]),
        ({"cases": 8}, "single_steps", ["次数 = 8", "8 whole steps of 1", "8 × 0.5 = 4", "0 of 4"]),
        (
            {"gap": 10**35 - 1},
            "whole_steps",
            [
                "超支 = 99999999999999999999999999999999999元",
                "9999999999999999999999999999999999 whole steps of 10",
                "9999999999999999999999999999999999 × 0.5 = 4999999999999999999999999999999999.5",
                "at most 4",
                "0 of 4",
            ],
        ),
        (
            {"gap": 10**35},
            "whole_steps",
            [
                "超支 = 100000000000000000000000000000000000元",
                "10000000000000000000000000000000000 whole steps of 10",
                "5000000000000000000000000000000000 off in all",
                "at most 4",
                "0 of 4",
            ],
        ),
        (
            {"rate": "≥103%"},
            "whole_points",
            ["控制率 = 103% … 200%", "0 / 0.5 / 1 / 1.5 / 2 / 2.5 of 4"],
        ),
        ({"rate": "≥103%"}, "curve", ["控制率 = 103% … 200%", "4 of 4"]),
        (
            {"spent": 50, "budget": 100},
            "curve",
            ["控制率 = 支出 / 预算 = 50 / 100 = 50%", "控制率 ≤ 50%", "1 of 4"],
        ),
        (
            {"spent": 50, "budget": 100},
            "passed",
            ["预算 = 100元", "支出 = 50元", "completion 50%", "0 of 4"],
        ),
        ({"spent": 5, "budget": "≥20"}, "passed", ["预算 = at least 20元", "支出 = 5元", "0 of 4"]),
        (
            {"spent": 5, "budget": "≥20"},
            "whole_points",
            ["控制率 = 支出 / 预算 = 5 / 预算 = 0% … 25%", "控制率 ≤ 100%", "4 of 4"],
        ),
        (
            {"spent": 5, "budget": "≥20"},
            "curve",
            ["控制率 = 支出 / 预算 = 5 / 预算 = 0% … 25%", "控制率 ≤ 50%", "0 … 0.5 of 4"],
        ),
    ],
)
def test_each_step_of_a_score_is_told(
    figures: dict[str, object], name: str, steps: list[str]
) -> None:
    """Figures or formulas first, then what is counted and taken off, what decided, the score."""
    assert chain(card(figures), name).split(" → ") == steps


@pytest.mark.parametrize(
    ("figures", "name", "lang", "words"),
    [
        (
            OVER,
            "whole_points",
            "en",
            ["控制率 103.4%", "3 whole percentage points", "3 × 0.5 = 1.5", "2.5 of 4"],
        ),
        (
            OVER,
            "started_points",
            "zh",
            ["控制率 103.4%", "超过 4 个百分点（不足一个按一个计）", "得 0 分（满分 4）"],
        ),
        (
            OVER,
            "prorated_points",
            "en",
            ["控制率 103.4%", "3.4 percentage points", "3.4 × 1/3 ≈ 1.13", "2.87 of 4"],
        ),
        (
            OVER,
            "listed",
            "en",
            ["次数 3, 逾期 yes", "4 occurrence(s)", "4 × 1.5 = 6", "at most 4", "0 of 4"],
        ),
        (OVER, "share", "en", ["预算 1000元, 支出 1034元", "4 of 4"]),
        (OVER, "passed", "en", ["预算 1000元, 支出 1034元", "支出 / 预算 ≥ 60%", "4 of 4"]),
        (OVER, "tested", "zh", ["逾期 是、次数 3", "得 0 分（满分 4）"]),
        (OVER, "tested", "en", ["逾期 yes, 次数 3", "0 of 4"]),
        (OVER, "judged", "en", ["the assessor's score 3", "3 of 4"]),
        (UNDER, "whole_steps", "en", ["超支 -320元", "超支 ≤ 0", "4 of 4"]),
        (UNDER, "counted", "en", ["次数 9", "9 occurrence(s)", "at most 4", "0 of 4"]),
        (
            UNDER,
            "tested",
            "en",
            ["逾期 no, 超支 -320元, 次数 9", "逾期 = false and 超支 ≤ 0", "2 of 4"],
        ),
        (UNDER, "prorated_points", "en", ["控制率 0% … 200%", "0 … 4 of 4"]),
        (STATED, "single_steps", "en", ["次数 at most 2", "3 / 3.5 / 4 of 4"]),
        (
            STATED,
            "tested",
            "zh",
            [
                "逾期 否、超支 不低于 1元、次数 不超过 2",
                "逾期 = false 且 (超支 > 0 或 次数 = 0)",
                "得 4 分（满分 4）",
            ],
        ),
        ({}, "tested", "en", ["超支 unknown", "0 / 2 / 4 of 4"]),
        ({}, "share", "en", ["0 … 4 of 4"]),
        (EQUAL, "curve", "en", ["控制率 100%", "控制率 ≤ 100%", "4 of 4"]),
    ],
)
def test_in_brief_it_is_what_decided(
    figures: dict[str, object], name: str, lang: str, words: list[str]
) -> None:
    """The figures that the criterion tests, and what it gives on them."""
    found = card(figures)
    assert explain_brief(found, found[name], lang).split(" → ") == words


OTHERS = (
    "under other readings: whole steps only: 2.5, a started step counts as one: 2, "
    "steps in proportion: 2.3"
)


def test_the_whole_explanation_of_a_score() -> None:
    """Headline, criterion, steps, scheme, what was assumed and why, other readings, the rule."""
    found = card(OVER)
    line = TEXT.splitlines().index("[indicators.whole_points]") + 1
    assert explain_score(found, found["whole_points"], "en") == [
        "整点 (whole_points): 2.5 of 4, computed; claimed —",
        "criterion: 每超过一个百分点扣0.5分。",
        "  " + chain(found, "whole_points"),
        "scheme: deduction by steps (step-deduction)",
        "not settled by the source, chosen by the author: partial (未写), deduct (推断)",
        OTHERS,
        f"rule: <text>:{line}",
    ]


def test_the_explanation_is_in_the_language_that_is_asked_for() -> None:
    """Every line of it."""
    found = card(OVER)
    line = TEXT.splitlines().index("[indicators.started_points]") + 1
    assert chain(found, "started_points", "zh").split(" → ") == [
        "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
        "超过 4 个百分点（不足一个按一个计）",
        "得 0 分（满分 4）",
    ]
    assert explain_score(found, found["started_points"], "zh") == [
        "起点（started_points）：4 分中得 0，可算定；自评 —",
        "评分标准：表中没有写",
        "  " + chain(found, "started_points", "zh"),
        "计分方式：按步扣分（step-deduction）",
        "来源未写明、由规则作者选定：partial、deduct",
        "若按别的读法：只计满步得 1、不足一步按一步计得 0、按比例计得 0.6",
        f"规则出处：<text>:{line}",
    ]
    open_ = card({})
    assert explain_score(open_, open_["curve"], "zh")[2:4] == [
        "  控制率 = 支出 / 预算 = 不明 → 得 0 … 4 分之间（满分 4）",
        "尚缺：支出、预算",
    ]


def test_two_readings_that_differ_are_told() -> None:
    """By 3.5 points over, three whole steps leave something; begun and by share, none does."""
    rules = BENCH.loads(TEXT.replace("deduct = 1, partial", "deduct = 1.25, partial"))
    found = score_figures({"spent": "103.5", "budget": 100}, rules)
    shown = explain_score(found, found["started_points"], "zh")
    assert shown[-2] == "若按别的读法：只计满步得 0.25、不足一步按一步计得 0、按比例计得 0"


def test_readings_that_agree_are_not_told() -> None:
    """Nor is anything assumed where nothing was."""
    found = card(EQUAL)
    shown = explain_score(found, found["started_points"], "en")
    assert shown[-2] == "not settled by the source, chosen by the author: partial, deduct"
    assert explain_score(found, found["curve"], "en")[-2].startswith("scheme: ")
    assert len(reading_scores(RULES, found["started_points"])) == 3


@pytest.mark.parametrize(
    ("figures", "name", "zh", "en"),
    [
        ({}, "whole_points", ("支出", "预算"), ("支出", "预算")),
        ({"spent": 3}, "whole_points", ("预算",), ("预算",)),
        ({}, "judged", ("评审分",), ("the assessor's score",)),
        (WITHOUT, "whole_points", ("控制率",), ("控制率",)),
        (UNDER, "tested", (), ()),
        (OVER, "whole_points", (), ()),
    ],
)
def test_what_is_missing_is_named(
    figures: dict[str, object], name: str, zh: tuple[str, ...], en: tuple[str, ...]
) -> None:
    """The figures; where all are there, the measures that nothing comes of."""
    found = card(figures)
    assert missing_names(found[name], RULES, "zh") == zh
    assert missing_names(found[name], RULES, "en") == en


def test_what_decides_nothing_is_not_missing() -> None:
    """A rate that nothing comes of, where every rate scores the same."""
    rules = BENCH.loads(TEXT + EVEN)
    found = score_figures({"spent": 1, "budget": 0}, rules)["even"]
    assert found.value == 4
    assert missing_names(found, rules, "zh") == ()


def number(raw: str, row: int | None = None) -> Stated:
    """What stands of the spending in a row of table 1, or at no known place."""
    return Stated("支出", read_cell(raw, Where() if row is None else Where(table=1, row=row)))


def two_readings() -> Scorecard:
    """The spending is stated twice, and differently; the budget once, at three places."""
    budget = [
        Stated("预算", read_cell("1000", at))
        for at in (Where(table=1, row=3), Where(sentence=4), Where())
    ]
    judged = FormRow(
        ("评",), judged=read_cell("3", Where(table=2, row=9)), claimed=read_cell("3.5")
    )
    return score_form(
        Form(rows=(judged,), stated=(number("1034", 3), number("1050"), *budget)), RULES
    )


def test_each_reading_has_its_line_with_the_places_of_its_figures() -> None:
    """A figure without a place is told in the steps alone."""
    found = two_readings()
    first = "超支 = 支出 - 预算 = 1034 - 1000 = 34元 → 3 whole steps of 10 → 3 × 0.5 = 1.5"
    second = "超支 = 支出 - 预算 = 1050 - 1000 = 50元 → 5 whole steps of 10 → 5 × 0.5 = 2.5"
    places = "预算 1000元: table 1 row 3; sentence 4"
    lines = [
        f"reading 1: {first} → 2.5 of 4 [{places} | 支出 1034元: table 1 row 3]",
        f"reading 2: {second} → 1.5 of 4 [{places}]",
    ]
    shown = explain_score(found, found["whole_steps"], "en")
    assert shown[0] == "满步 (whole_steps): 1.5 … 2.5 of 4, unknown; claimed —"
    assert shown[2:4] == [f"  {line}" for line in lines]
    assert explain_paragraph(found, found["whole_steps"], "en") == "; ".join(lines)
    assert explain_brief(found, found["whole_steps"], "en") == (
        "超支 34元 → 3 whole steps of 10 → 3 × 0.5 = 1.5 → 2.5 of 4; "
        "超支 50元 → 5 whole steps of 10 → 5 × 0.5 = 2.5 → 1.5 of 4"
    )
    assert missing_names(found["whole_steps"], RULES, "en") == ()
    assert [value for _, value in reading_scores(RULES, found["whole_points"])] == [
        Choice(frozenset((Fraction(5, 2), Fraction(3, 2)))),
        Choice(frozenset((Fraction(2), Fraction(3, 2)))),
        Choice(frozenset((Fraction(23, 10), Fraction(3, 2)))),
    ]


def test_what_one_reading_lacks_is_missing() -> None:
    """Though all is there in the other."""
    budgets = (Stated("预算", read_cell(raw, Where(sentence=int(raw)))) for raw in ("0", "1000"))
    found = score_form(Form(stated=(number("500", 3), *budgets)), RULES)
    assert len(found["whole_points"].chains) == 2
    assert missing_names(found["whole_points"], RULES, "en") == ("控制率",)


def test_readings_are_told_in_chinese_as_well() -> None:
    """With the marks of the language."""
    found = two_readings()
    assert explain_paragraph(found, found["whole_steps"], "zh") == (
        "第 1 种读法: 超支 = 支出 - 预算 = 1034 - 1000 = 34元 → 3 个满步（每步 10）"
        " → 3 × 0.5 = 1.5 → 得 2.5 分（满分 4） "
        "[预算 1000元: 表1第3行；正文第4句 | 支出 1034元: 表1第3行]；"
        "第 2 种读法: 超支 = 支出 - 预算 = 1050 - 1000 = 50元 → 5 个满步（每步 10）"
        " → 5 × 0.5 = 2.5 → 得 1.5 分（满分 4） [预算 1000元: 表1第3行；正文第4句]"
    )
    assert explain_brief(found, found["whole_steps"], "zh") == (
        "超支 34元 → 3 个满步（每步 10） → 3 × 0.5 = 1.5 → 得 2.5 分（满分 4）；"
        "超支 50元 → 5 个满步（每步 10） → 5 × 0.5 = 2.5 → 得 1.5 分（满分 4）"
    )


def test_a_judged_score_has_no_figure_with_a_place() -> None:
    """It is a score already; what is claimed of it stands in the headline."""
    found = two_readings()
    shown = explain_score(found, found["judged"], "en")
    assert shown[0] == "评 (judged): 3 of 4, computed; claimed 3.5"
    assert shown[2] == "  3 of 4"


def test_a_paragraph_says_what_is_missing() -> None:
    """Behind the steps; nothing where the score is known."""
    found = card({"spent": 5})
    assert explain_paragraph(found, found["curve"], "en") == (
        "控制率 = 支出 / 预算 = 5 / 预算 = unknown → 0 … 4 of 4; missing or not exact: 预算"
    )
    assert explain_paragraph(found, found["curve"], "zh").endswith("；尚缺：预算")
    judged = card({})
    assert explain_paragraph(judged, judged["judged"], "en").endswith("the assessor's score")
    known = card(EQUAL)
    assert explain_paragraph(known, known["curve"], "zh").endswith("得 4 分（满分 4）")


@frozen(kw_only=True)
class Program(PythonScheme):
    """Points as a figure says."""

    kind: ClassVar[str] = "program"
    title: ClassVar[Text] = Text(zh="程序", en="a program")

    spent: MeasureId

    def reckon(self, given: Mapping[str, Fraction | bool], points: Fraction) -> Fraction:
        """Fails where it is more than the points."""
        if given["spent"] > points:
            raise ValueError(str(given["spent"]))
        return Fraction(given["spent"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_program_did_wrong_is_told(lang: str) -> None:
    """And that it is one, whether it failed or not."""
    judged = evolve(RULES.indicators["judged"], scheme=Program(spent=MeasureId("spent")))
    rules = evolve(RULES, indicators=Table({**RULES.indicators, "judged": judged}))
    failed, right = (score_figures({"spent": spent}, rules) for spent in (5, 2))
    (failure,) = failed["judged"].failures
    said = failure.render(lang)
    program = texts.RUNS_PYTHON.render(lang)
    assert "ValueError: 5" in said
    assert said in explain_score(failed, failed["judged"], lang)
    assert explain_paragraph(failed, failed["judged"], lang).endswith(said)
    assert program in explain_score(right, right["judged"], lang)
    assert program not in explain_score(right, right["curve"], lang)


def test_a_score_within_a_grade_is_told_once() -> None:
    """However many grades ask for it."""
    found = BENCH.score(BENCH.loads(INVENTED["schemes"]), {"grades": "2.5"})
    assert explain_brief(found, found["grades"], "en") == "the assessor's score 2.5 → 2.5 of 3"


TO_THREE = " rounded to 3 place(s)"
RISEN: dict[str, object] = {"spent": 1034, "budget": 1000, "base": "100%", "late": True}


@pytest.mark.parametrize(
    ("name", "lang", "steps"),
    [
        (
            "risen",
            "zh",
            [
                "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
                "增幅 = (控制率 - 基数) 取 3 位小数 = (103.4% - 100%) 取 3 位小数 = 3.4%",
                "增幅 ≤ 10%",
                "得 1.36 分（满分 4）",
            ],
        ),
        (
            "risen",
            "en",
            [
                "控制率 = 支出 / 预算 = 1034 / 1000 = 103.4%",
                f"增幅 = (控制率 - 基数){TO_THREE} = (103.4% - 100%){TO_THREE} = 3.4%",
                "增幅 ≤ 10%",
                "1.36 of 4",
            ],
        ),
        ("combined", "zh", ["逾期 = 是", "4 - (若 逾期 则 1，否则 0) = 3", "得 1 分（满分 4）"]),
        ("combined", "en", ["逾期 = yes", "4 - (if 逾期 then 1 else 0) = 3", "1 of 4"]),
    ],
)
def test_the_words_of_a_formula_are_those_of_the_language(
    name: str, lang: str, steps: list[str]
) -> None:
    """With the labels of its figures, and ratios in per cent."""
    assert chain(card(RISEN), name, lang).split(" → ") == steps


def test_what_is_missing_is_a_line_of_its_own_where_anything_is() -> None:
    """A score that readings leave open lacks nothing."""
    open_, both = card({}), two_readings()
    line = "missing or not exact: the assessor's score"
    assert line in explain_score(open_, open_["judged"], "en")
    shown = explain_score(both, both["whole_steps"], "en")
    assert not any(one.startswith("missing") for one in shown)


def test_up_to_eight_scores_are_listed() -> None:
    """Of more the ends are told."""
    found = BENCH.score(BENCH.loads(INVENTED["schemes"]), {})
    assert chain(found, "rank") == "0 / 0.2 / 0.5 / 0.8 / 1.1 / 1.4 / 1.7 / 2 of 2"
