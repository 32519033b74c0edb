"""What is taken from sentences, and above all what is not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tests.documents import document, table
from zhibiao.interpreting import interpret
from zhibiao.interpreting.prose.facts import facts
from zhibiao.interpreting.prose.sentences import sentences
from zhibiao.model.document import Paragraph
from zhibiao.model.form import Stated


def stated(text: str) -> list[Stated]:
    """The facts of a report of 2024."""
    return list(facts(sentences([Paragraph(text)]), 2024))


def named(text: str) -> dict[str, Fraction | None]:
    """The facts by label."""
    return {one.label: one.cell.number for one in stated(text)}


def test_head_counts_and_amounts_bear_the_words_before_them() -> None:
    """Several clauses, each with one number under its own noun."""
    assert named("我局共有干部职工125人，其中在职人数108名，离退人员17人，核定编制人数125人。") == {
        "干部职工": 125, "在职人数": 108, "离退人员": 17, "核定编制人数": 125,
    }  # fmt: skip
    assert named("2024年支出4,887.06万元，其中：基本支出1150万元（其中人员支出954.79万元）。") == {
        "支出": Fraction("4887.06"), "基本支出": 1150, "人员支出": Fraction("954.79"),
    }  # fmt: skip


def test_the_self_score_is_found() -> None:
    """The unit's own score, however it is called."""
    assert named("自评得分96.5分，评价等级为优。") == {"自评得分": Fraction("96.5")}
    assert named("综合得分为98分。") == {"综合得分": 98}


@pytest.mark.parametrize(
    "text",
    [
        "经自评，本项目自评得分97分，等级为优。",
        "2024年度部门整体支出绩效自评得分为97分。",
        "自评得分：97分，评价等级：优",
        "本项目自评得分：97分。",
    ],
)
def test_whose_self_score_it_is_does_not_change_its_name(text: str) -> None:
    """The project or the department before the word, and a colon behind it, say nothing more."""
    ((label, score),) = named(text).items()
    assert label in {"自评得分", "绩效自评得分"}
    assert score == 97


@pytest.mark.parametrize("text", ["产出指标自评得分：50分。", "满意度：10分。", "其中：97分。"])
def test_the_score_of_a_part_is_not_that_of_the_whole(text: str) -> None:
    """A tier or an indicator before the word makes it the score of that alone."""
    assert not set(named(text)) & {"自评得分", "绩效自评得分"}


def test_a_share_goes_on_from_the_figure_before_it() -> None:
    """占…的 says what it is a share of, and the clause before whose share."""
    found = named("其中基本养老保险缴费为87.66万元，占总体社会保障和就业支出的55.75%。")
    assert found["基本养老保险缴费占社会保障和就业支出的比例"] == Fraction("0.5575")


def test_a_final_account_goes_on_from_its_budget() -> None:
    """实际支出决算数 alone says little; behind 基本支出预算数 it is 基本支出决算数."""
    assert named("2024年基本支出预算数519.03万元，实际支出决算数568.45万元。") == {
        "基本支出预算数": Fraction("519.03"), "基本支出决算数": Fraction("568.45"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "专项资金到位4500万元，比去年同期增长36%。",
        "三公经费同比下降0.95%。",
        "2023年基本支出1150万元。",
        "2022年、2023年城市空气质量优良率分别为85.8%、87.4%。",
        "力争空气质量优良率达到96%。",
        "申请资金224万元，完成16个行政村治理。",
        "任务完成率约为100%。",
        "①监测能力建设：财政到位资金123.8万元。",
        "查处案件16起，办结率100%。",
        "安装在线监控企业270余家。",
        "共摸排1855户。",
    ],
)
def test_what_is_not_clear_is_left_out(text: str) -> None:
    """Comparisons, other years, plans, parts, rounded numbers and labels that say too little."""
    assert stated(text) == []


def test_sentences_count_from_the_report_on() -> None:
    """Cover and title are not counted; full stops and line ends part sentences."""
    found = sentences([
        Paragraph("2024年度部门整体支出绩效自评报告"),
        Paragraph("2025年3月1日"),
        Paragraph("2024年度某局整体支出绩效自评报告"),
        Paragraph("一、基本情况"),
        Paragraph("我局在职人数50人，承担全市水务工作，下设四个科室和两个二级机构，运转正常，职责清楚。本年一切\n正常。"),
    ])  # fmt: skip
    assert [(one.at.sentence, one.raw[:4]) for one in found if not one.cover] == [
        (1, "一、基本"), (2, "我局在职"), (3, "本年一切"), (4, "正常。"),
    ]  # fmt: skip


def test_dates_have_the_role_of_their_place() -> None:
    """On the cover, as the report's, below a table, and at the end."""
    grid = table(["三级指标", "分值", "得分", "完成情况"], ["巡查次数", "100", "90", "3次"])
    (form,) = interpret(
        document(
            "2024年度部门整体支出绩效自评报告", "2025年3月1日", "报告日期：2025年3月2日",
            "一、情况", "我局全面完成任务。", grid, "填表人：  填报日期：2025.3.3  联系电话：",
            "某市水务局", "2025年3月4日",
        )
    ).forms  # fmt: skip
    assert [(one.role, one.value) for one in form.dates] == [
        ("cover", date(2025, 3, 1)), ("report", date(2025, 3, 2)),
        ("filled", date(2025, 3, 3)), ("signed", date(2025, 3, 4)),
    ]  # fmt: skip
