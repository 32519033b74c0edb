"""Lists of figures: one a row, its unit and its bounds in columns of their own."""

from __future__ import annotations

from fractions import Fraction

from tests.documents import Entry, Merged, document, table
from zhibiao.interpreting import interpret
from zhibiao.model.form import Cell

HEADER: list[Entry] = ["数据指标名称", "单位", "数值", "至少", "至多"]


def cells(*rows: list[Entry]) -> list[tuple[str, Cell]]:
    """The figures of a table in a department's report, with their labels."""
    (form,) = interpret(document("2024年度部门整体支出绩效自评报告", table(*rows))).forms
    return [(one.label, one.cell) for one in form.stated]


def test_a_figure_has_the_unit_of_its_row() -> None:
    """万元 beside 三公经费 is its unit, and 人 that of the next; neither is a label."""
    found = dict(cells(HEADER, ["三公经费", "万元", "8.5", "", ""], ["编制数", "人", "50", "", ""]))
    assert found["三公经费"].amount("元") == 85000
    assert found["编制数"].amount("人") == 50


def test_columns_stand_in_any_order() -> None:
    """数据 | 数值 | 单位 is the same list as 指标数据名称 | 单位 | 数值."""
    found = dict(
        cells(["数据", "数值", "单位"], ["年末结余", "12.50", "万元"], ["刷卡率", "98", "%"])
    )
    assert found["年末结余"].amount("万元") == Fraction("12.5")
    assert found["刷卡率"].number == Fraction("0.98")


def test_a_bound_comes_back_as_one() -> None:
    """Under 至少 stands what a figure is at least, under 至多 what it is at most."""
    found = cells(HEADER, ["在职人员数", "人", "", "108", "125"])
    shown = [(label, cell.relation, cell.raw) for label, cell in found]
    assert shown == [("在职人员数", ">=", "108"), ("在职人员数", "<=", "125")]


def test_a_row_that_names_headings_is_still_a_figure() -> None:
    """全年执行数 beside 预算执行率 heads no funds table while its own row holds a number."""
    header: list[Entry] = ["指标名称", "用于", "单位", "数值"]
    found = cells(
        header,
        ["全年执行数", "预算执行率", "万元", "90"],
        ["全年预算数", "预算执行率", "万元", "100"],
        ["刷卡率", "公务卡刷卡率", "%", "95"],
    )
    assert [label for label, _ in found] == ["全年执行数", "全年预算数", "刷卡率"]


def test_an_empty_cell_states_nothing() -> None:
    """A row that nobody filled in is no figure, and the list goes on after it."""
    found = cells(HEADER, ["三公经费", "万元", "", "", ""], ["编制数", "人", "50", "", ""])
    assert [label for label, _ in found] == ["编制数"]


def test_a_subtotal_is_no_indicator() -> None:
    """A cell over all levels that says 小计 adds up; the rows around it stay."""
    grid = table(
        ["一级指标", "二级指标", "三级指标", "分值", "自评得分"],
        ["产出指标", "数量指标", "培训次数", "10", "9"],
        [Merged("产出指标 小计", columns=3), "10", "9"],
        ["效益指标", "社会效益指标", "知晓率", "10", "10"],
    )
    (form,) = interpret(document("2024年度项目支出绩效自评表", grid)).forms
    assert [row.label for row in form.rows] == ["培训次数", "知晓率"]


def test_a_blank_row_that_names_headings_ends_no_list() -> None:
    """全年预算数 beside 预算执行率, not filled in yet: the rows below stay figures of the list."""
    header: list[Entry] = ["指标名称", "用于", "单位", "数值"]
    found = cells(
        header,
        ["全年预算数", "预算执行率", "万元", ""],
        ["审计指出问题", "资金使用合规", "项", "5"],
    )
    assert [(label, cell.raw) for label, cell in found] == [("审计指出问题", "5")]


def test_a_list_ends_where_a_funds_table_begins() -> None:
    """Headings of amounts, with no unit among them, head a table of their own."""
    found = cells(
        ["指标名称", "单位", "数值", "至多"],
        ["编制数", "人", "50", ""],
        ["资金来源", "年初预算数", "全年预算数", "全年执行数"],
        ["其中：培训费", "80", "100", "90"],
    )
    assert [label for label, _ in found] == [
        "培训费年初预算数", "培训费全年预算数", "培训费全年执行数", "编制数",
    ]  # fmt: skip


OWN: list[Entry] = ["指标名称", "单位", "数值", "至少", "至多", "计算值", "检查", "可填范围"]
"""The headings by which a workbook's own sheet of figures is known."""


def test_a_workbooks_own_labels_and_words_are_taken_as_they_are() -> None:
    """One label looks numbered, one like that of a telephone, and 无 is a word to choose."""
    found = cells(
        OWN,
        ["全年预算数", "", "", "", "", "", "—", "0 至 100"],
        ["1、联系人满意度（一个）", "", "95%", "", "", "", "✓", "0% 至 100%"],
        ["手机号码公开情况", "", "无", "", "", "", "✓", "从下拉列表中选"],
    )
    assert [(label, cell.raw) for label, cell in found] == [
        ("1、联系人满意度（一个）", "95%"), ("手机号码公开情况", "无"),
    ]  # fmt: skip
