"""The words of a form to the ids of a rule set."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.small import BENCH, form
from zhibiao.exact import Quantity
from zhibiao.model.form import Cell, Form, Stated
from zhibiao.model.scorecard import Scorecard
from zhibiao.scoring.matching import undated

RULES = BENCH.loads(
    """
language = 1

[ruleset]
title = "同名"
jurisdiction = "cn"
scope = "department"
fiscal_year = 2022
points = 15

[measures.a]
label = "甲数"
aliases = ["共用名", "甲 “数” 额"]

[measures.b]
label = "乙数"
aliases = ["共用名"]

[tiers.first]
label = "过程"
points = 8
aliases = ["管理过程"]

[tiers.second]
label = "效果"
points = 7

[groups.money]
tier = "first"
label = "预算管理"
points = 4
aliases = ["资金管理"]

[groups.assets]
tier = "first"
label = "资产管理"
points = 4

[groups.again]
tier = "second"
label = "预算管理"
points = 7

[indicators.money_rules]
group = "money"
label = "管理制度健全性"
points = 4
aliases = ["制度（健全）性"]
scheme = { kind = "judged" }

[indicators.asset_rules]
group = "assets"
label = "管理制度健全性"
points = 4
scheme = { kind = "judged" }

[indicators.late_rules]
group = "again"
label = "管理制度健全性"
points = 1
scheme = { kind = "judged" }

[shared.benefits]
members = ["economic", "social"]
group = "again"
label = "综合效益"
points = 6
scheme = { kind = "judged" }

[indicators.economic]
group = "again"
label = "经济效益"

[indicators.social]
group = "again"
label = "社会效益"
aliases = ["社会影响"]
"""
)


def card(*rows: str, figures: str = "") -> Scorecard:
    """The scorecard of a form with these rows, each of which claims its position."""
    text = "".join(f'[[rows]]\n{row}\nclaimed = "{n}"\n' for n, row in enumerate(rows, 1))
    return BENCH.score(RULES, form(f"form = 1\n{figures}\n{text}"))


def rows_of(found: Scorecard) -> dict[str, int]:
    """Which score has which row."""
    return {score.id: score.row for score in found.scores if score.row is not None}


@pytest.mark.parametrize(
    ("group", "tier", "wanted"),
    [
        ("资产管理", "", "asset_rules"),
        ("资金管理", "", "money_rules"),
        ("预算管理", "过程", "money_rules"),
        ("预算管理", "管理过程", "money_rules"),
        ("预算管理", "效果", "late_rules"),
        ("", "效果", "late_rules"),
        ("没有的组", "效果", "late_rules"),
        (" 资产　管理 ", "", "asset_rules"),
        ("资产管理（4分）", "过程", "asset_rules"),
    ],
)
def test_group_and_tier_tell_equal_labels_apart(group: str, tier: str, wanted: str) -> None:
    """One label in three places is found by its headings, or by their aliases."""
    row = f'label = "管理制度健全性"\ngroup = "{group}"\ntier = "{tier}"'
    assert rows_of(card(row)) == {wanted: 0}


@pytest.mark.parametrize(
    ("group", "tier"), [("", ""), ("预算管理", ""), ("", "过程"), ("没有", "没有")]
)
def test_an_ambiguous_row_is_said_and_never_chosen(group: str, tier: str) -> None:
    """Where the headings do not decide, no score has the row and a remark names all it could be."""
    row = f'label = "管理制度健全性"\ngroup = "{group}"\ntier = "{tier}"'
    found = card(row)
    assert rows_of(found) == {}
    (remark,) = found.remarks
    assert "money_rules" in remark.render("zh")
    assert "管理制度健全性" in remark.render("en")


@pytest.mark.parametrize(
    "label",
    ["制度（健全）性", "制度(健全)性", "制度 （健全） 性", "“制度（健全）性”",
     "制度（健全）性：", "制度（健全）性（4分）", "制度（健全）性(4.0分)", "制度（健全）\\n性"],
)  # fmt: skip
def test_space_width_and_quotes_do_not_matter(label: str) -> None:
    """Extracted text has spaces, full-width signs, quotes and points in odd places."""
    assert rows_of(card(f'label = "{label}"')) == {"money_rules": 0}


@pytest.mark.parametrize("label", ["制度健全性", "管理制度", "管理制度健全", "", "健全性管理制度"])
def test_a_label_is_never_guessed(label: str) -> None:
    """A label that is near but not the same is no match, and is said to have none."""
    found = card(f'label = "{label}"')
    assert rows_of(found) == {}
    assert len(found.remarks) == 1


@pytest.mark.parametrize(
    "label",
    ['["经济效益", "社会效益"]', '["社会影响", "经济效益"]', '"综合效益"',
     '"benefits"', '[" 经济 效益", "“社会效益”"]'],
)  # fmt: skip
def test_a_merged_row_is_found_by_its_members_or_its_own_label(label: str) -> None:
    """The members in any order, or the heading over them, mean the shared score."""
    found = card(f"label = {label}")
    assert rows_of(found) == {"benefits": 0}
    assert str(found["economic"].claimed) == "1"


@pytest.mark.parametrize("label", ['"经济效益"', '["经济效益", "生态效益"]', '["经济效益"]'])
def test_a_part_of_a_merged_row_is_not_the_whole(label: str) -> None:
    """One member alone does not carry the shared score."""
    assert rows_of(card(f"label = {label}")) == {}


def test_the_first_of_two_equal_rows_counts() -> None:
    """A second row for the same indicator is said and left out."""
    row = 'label = "管理制度健全性"\ngroup = "资产管理"'
    found = card(row, row)
    assert rows_of(found) == {"asset_rules": 0}
    assert str(found["asset_rules"].claimed) == "1"
    assert len(found.remarks) == 1


def test_an_ambiguous_figure_is_said_and_never_used() -> None:
    """A word that means two measures is evidence for neither."""
    found = card(figures='[[figures]]\nlabel = "共用名"\nvalue = "5"')
    assert dict(found.evidence) == {}
    (remark,) = found.remarks
    assert "共用名" in remark.render("zh")
    assert "a" in remark.render("en")


@pytest.mark.parametrize("label", ["甲数", "甲“数”额", "甲 数 额", "a", "甲数："])
def test_a_figure_is_found_by_label_alias_or_id(label: str) -> None:
    """All words of a measure, and its id, name it."""
    found = card(figures=f'[[figures]]\nlabel = "{label}"\nvalue = "5"')
    assert list(found.evidence) == ["a"]


def test_a_figure_that_means_nothing_is_left_alone() -> None:
    """Documents hold many figures; those that no rule asks for are no fault."""
    found = card(figures='[[figures]]\nlabel = "丙数"\nvalue = "5"')
    assert (dict(found.evidence), found.remarks) == ({}, ())


@pytest.mark.parametrize(
    ("label", "year", "words"),
    [
        ("三公经费2024年决算数", 2024, ("三公经费决算数", "三公经费")),
        ("三公经费2024年预算数", 2024, ("三公经费预算数", "三公经费预算数")),
        ("2024年实际在职人数", 2024, ("实际在职人数", "实际在职人数")),
        (
            "三公经费2023年决算数",
            2024,
            ("上年三公经费决算数", "三公经费上年决算数", "上年三公经费"),
        ),
        ("三公经费2023年预算数", 2024, ()),
        ("三公经费2022年决算数", 2024, ()),
        ("三公经费2024年决算数", None, ()),
        ("三公经费", 2024, ()),
    ],
)
def test_a_label_with_a_year_has_words_that_hold_in_every_year(
    label: str, year: int | None, words: tuple[str, ...]
) -> None:
    """This year's and last year's columns of a basic-data table."""
    assert tuple(undated(label, year)) == words


def test_a_basic_data_table_of_any_year_is_understood() -> None:
    """The national frame, which names no year, knows the figures of a city that it never saw."""
    cell = Cell("8", Quantity(Fraction(8), "万元", Fraction(1)))
    labels = {
        "三公经费2031年决算数": "three_public",
        "三公经费2030年决算数": "three_public_last_year",
        "三公经费2031年预算数": "three_public_budget",
        "公务接待2031年决算数": "reception",
        "公务接待2030年决算数": "reception_last_year",
        "公务接待2031年预算数": "reception_budget",
        "2031年实际在职人数": "staff",
    }
    shown = Form(fiscal_year=2031, stated=tuple(Stated(label, cell) for label in labels))
    card = BENCH.score(BENCH.load("cn/department/2020"), shown)
    assert {label: card.meanings.get(label) for label in labels} == labels
