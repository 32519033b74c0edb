"""Rows and labels matched, with exactly what is said of those that are not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.auditing.small import BENCH
from tests.scoring.test_matching import RULES
from zhibiao.exact import Quantity
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.form import Cell, Form, FormRow, Stated
from zhibiao.scoring.matching import match, matched_indexes, matched_rows, undated


def row(*labels: str, group: str = "", tier: str = "") -> FormRow:
    """One row."""
    return FormRow(labels, group=group, tier=tier)


RULED = row("管理制度健全性")
ASSETS = row("管理制度健全性", group="资产管理")
FIVE = Cell("5", Quantity(Fraction(5)))


def matched(
    *rows: FormRow, own: dict[str, int] | None = None
) -> tuple[dict[str, int], list[Message]]:
    """Rows by what they score, and what was said."""
    found = match(Form(rows=rows), RULES, own)
    return dict(found.rows), list(found.remarks)


def ambiguous(label: str, *names: str) -> Message:
    """What is said of a row that could be any of several."""
    known = tuple(f"{RULES.indicators[name].label} ({name})" for name in names)
    return say(texts.ROW_AMBIGUOUS, label=label, known=known)


def test_each_row_that_is_not_used_is_said() -> None:
    """Unmatched, ambiguous or a second one; the rows after it are matched all the same."""
    rows = (row("没有", "此行"), RULED, ASSETS, ASSETS, row("综合效益"))
    assert matched(*rows) == (
        {"asset_rules": 2, "benefits": 4},
        [
            say(texts.ROW_UNMATCHED, label="没有、此行"),
            ambiguous("管理制度健全性", "money_rules", "asset_rules", "late_rules"),
            say(texts.ROW_TWICE, label="管理制度健全性"),
        ],
    )


def test_rows_of_the_form_s_own_are_not_matched_again() -> None:
    """They are there already; rows after them are."""
    assert matched(row("没有"), ASSETS, own={"open_1": 0}) == ({"open_1": 0, "asset_rules": 1}, [])


def test_the_first_row_of_an_item_stays() -> None:
    """A row of the form's own under an indicator's id comes before any other."""
    found = matched(row("没有"), ASSETS, own={"asset_rules": 0})
    assert found == ({"asset_rules": 0}, [say(texts.ROW_TWICE, label="管理制度健全性")])


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (row("管理制度健全性", tier="过程"), ("money_rules", "asset_rules")),
        (row("管理制度健全性", group="预算管理"), ("money_rules", "late_rules")),
        (row("管理制度健全性", group="没有", tier="过程"), ("money_rules", "asset_rules")),
    ],
)
def test_headings_leave_what_they_do_not_tell_apart(one: FormRow, wanted: tuple[str, ...]) -> None:
    """A group or a tier narrows the choice, and a heading that fits none changes nothing."""
    assert matched(one) == ({}, [ambiguous("管理制度健全性", *wanted)])


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (row("综合效益"), "benefits"),
        (row("benefits"), "benefits"),
        (row("社会影响", "经济效益"), "benefits"),
        (row("经济效益", "经济效益"), None),
        (row("经济效益", "社会效益", "生态效益"), None),
        (row("经济效益", "社会效益", "社会影响"), None),
        (row("制度（健全）性", "管理制度健全性"), None),
        (row(), None),
    ],
)
def test_a_merged_row_has_each_of_its_members_once(one: FormRow, name: str | None) -> None:
    """By its own label or id, or by one label for each member and no more."""
    assert list(matched(one)[0]) == ([] if name is None else [name])


def test_matched_rows_are_counted_and_ambiguous_ones_only_listed() -> None:
    """A row that could be several is no row of the rule set's own choice."""
    form = Form(rows=(row("没有"), RULED, ASSETS))
    assert matched_indexes(form, RULES) == {1, 2}
    assert matched_rows(form, RULES) == 1


def stated(*labels: str, year: int | None = None) -> Form:
    """A form that states figures under these labels."""
    return Form(fiscal_year=year, stated=tuple(Stated(label, FIVE) for label in labels))


def test_labels_and_ids_mean_measures_unless_they_mean_two() -> None:
    """A word of two measures is said once, however often it stands there."""
    found = match(stated("共用名", "甲数", "共用名", "丙数"), RULES)
    assert found.measures == {"甲数": "a", "甲数额": "a", "a": "a", "乙数": "b", "b": "b"}
    assert found.remarks == (say(texts.LABEL_AMBIGUOUS, label="共用名", known=("a", "b")),)


@pytest.mark.parametrize(
    ("labels", "year", "meant"),
    [
        (("甲2024年数",), 2024, {"甲2024年数": "a"}),
        (("甲 2024年度 数",), 2024, {"甲2024年度数": "a"}),
        (("甲2024年数", "乙2024年数"), 2024, {"甲2024年数": "a", "乙2024年数": "b"}),
        (("丙2024年数", "乙2024年数"), 2024, {"乙2024年数": "b"}),
        (("甲2024年数",), 2023, {}),
        (("甲2024年数",), None, {}),
        (("共用名2024年",), 2024, {}),
    ],
)
def test_a_label_with_the_form_s_year_means_the_same(
    labels: tuple[str, ...], year: int | None, meant: dict[str, str]
) -> None:
    """Beside the rule set's own words the form's own label counts."""
    plain = dict(match(Form(), RULES).measures)
    assert match(stated(*labels, year=year), RULES).measures == {**plain, **meant}


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("支出2024年度执行数", ["支出执行数", "支出"]),
        ("支出2024年末实际数", ["支出实际数", "支出"]),
        ("2023年预算安排数", []),
        ("支出2023年预算", []),
        ("支出2023年实际数", ["上年支出实际数", "支出上年实际数", "上年支出"]),
        ("支出12024年决算数", []),
    ],
)
def test_years_in_labels_are_this_one_or_the_last(label: str, words: list[str]) -> None:
    """A budget of last year has no words of its own, and other digits are no year."""
    assert list(undated(label, 2024)) == words


def test_a_heading_tells_an_indicator_from_the_item_of_execution() -> None:
    """What stands beside the tiers has no heading that could fit."""
    rules = BENCH.loads(
        """
language = 1
[ruleset]
title = "执行"
jurisdiction = "cn"
scope = "project"
fiscal_year = 2024
points = 11
[execution]
points = 10
label = "执行率"
[tiers.only]
label = "投入"
points = 1
[groups.only]
tier = "only"
label = "投入"
points = 1
[indicators.rate]
group = "only"
label = "执行率"
points = 1
scheme = { kind = "judged" }
"""
    )
    for one, name in ((row("执行率", group="投入"), "rate"), (row("执行率", tier="投入"), "rate")):
        assert dict(match(Form(rows=(one,)), rules).rows) == {name: 0}
    assert dict(match(Form(rows=(row("执行率"),)), rules).rows) == {}
