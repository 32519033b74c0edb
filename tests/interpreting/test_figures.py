"""Figures of tables that are no form: how they are named, and in what unit."""

from __future__ import annotations

from fractions import Fraction

from tests.documents import Entry, Merged, document, table
from zhibiao.interpreting import interpret
from zhibiao.model.form import Stated


def figures(*rows: list[Entry], aligned: bool = True) -> dict[str, Stated]:
    """The figures of a table in a department's report, by label."""
    grid = table(*rows, aligned=aligned)
    (form,) = interpret(document("2024年度部门整体支出绩效自评报告", grid)).forms
    return {one.label: one for one in form.stated}


def test_basic_data_are_named_by_row_and_column() -> None:
    """三公经费 under 2024年决算数, in the unit of the corner; a blank keeps its place."""
    found = figures(
        ["经费控制情况（万元）", "2023年决算数", "2024年预算数", "2024年决算数"],
        ["三公经费", "5.49", "8", "7.7"],
        ["   其中：公车购置", "", "3", "2.5"],
        ["1、业务工作经费", "100", "", "90"],
    )
    assert found["三公经费2024年决算数"].cell.amount("万元") == Fraction("7.7")
    assert found["公车购置2024年预算数"].cell.amount("元") == 30000
    assert found["公车购置2023年决算数"].cell.is_empty
    assert found["业务工作经费2024年决算数"].where.row == 4


def test_a_corner_adds_nothing_but_to_a_rate() -> None:
    """编制数 stands alone; 控制率 says whose rate it is."""
    found = figures(
        [Merged("财政供养人员情况（人）", rows=2), "编制数", "2024年实际在职人数", "控制率"],
        ["65", "77", "84.42%"],
    )
    assert found["编制数"].cell.amount("人") == 65
    assert found["财政供养人员情况控制率"].cell.number == Fraction("0.8442")


def test_pairs_of_label_and_figure_stand_in_one_row() -> None:
    """人员编制 and 实有人数 in one row; telephone numbers are no figures."""
    found = figures(
        ["联系人", "×××", "联络电话", "×××"],
        ["人员编制", "109", "实有人数", "125"],
    )
    assert {label: one.cell.number for label, one in found.items()} == {
        "人员编制": 109, "实有人数": 125,
    }  # fmt: skip


def test_sub_units_are_named_and_their_sum_is_not() -> None:
    """In a table of sub-units the sum bears the column's name, a sub-unit its own before it."""
    rows: tuple[list[Entry], ...] = (
        [Merged("年度支出情况（万元）", columns=5)],
        [Merged("机构名称", rows=2), Merged("支出合计", rows=2), Merged("其中：", columns=3)],
        ["基本支出", "项目支出", "其他"],
        ["局机关及二级机构汇总", "100", "60", "40", ""],
        ["1、局机关", "70", "50", "20", ""],
    )
    found = figures(*rows)
    assert found["基本支出"].cell.amount("万元") == 60
    assert found["局机关项目支出"].cell.number == 20
    assert found["支出合计"].where.cell == 2


def test_headings_in_three_lines_of_extracted_text() -> None:
    """Where spans are lost, 其中： is as wide as the headings below it."""
    found = figures(
        ["机构名称", "支出合计", "其中：", "结余"],
        ["", "", "基本支出", "其中：", "项目支出", "当年结余"],
        ["", "", "", "人员支出", "公用支出", "", ""],
        ["汇总", "100", "60", "45", "15", "40", "-3"],
        aligned=False,
    )
    assert {label: one.cell.number for label, one in found.items()} == {
        "支出合计": 100, "基本支出": 60, "人员支出": 45, "公用支出": 15, "项目支出": 40,
        "当年结余": -3,
    }  # fmt: skip


def test_two_labels_in_a_row_name_their_own_figures() -> None:
    """The nearest label to the left names a figure; 金额 says nothing of its own."""
    found = figures(
        ["功能科目", "金额(万元)", "占总支出的比例%", "资金性质", "金额(万元)"],
        ["工资福利支出", "868.04", "77.21%", "基本支出", "1124.22"],
        ["资本性支出", "8.62", "0.77", "", ""],
    )
    assert found["工资福利支出"].cell.amount("万元") == Fraction("868.04")
    assert found["基本支出"].cell.number == Fraction("1124.22")
    assert found["资本性支出占总支出的比例"].cell.number == Fraction("0.0077")
    assert set(found) == {
        "工资福利支出", "工资福利支出占总支出的比例", "基本支出", "资本性支出",
        "资本性支出占总支出的比例",
    }  # fmt: skip
