"""Rows whose columns are only counted, put under their headings."""

from __future__ import annotations

from tests.documents import document, table
from zhibiao.interpreting import interpret
from zhibiao.interpreting.grids.placing import place

ROLES = ("", "tier", "group", "label", "target", "actual", "points", "claimed", "reason")


def placed(*texts: str, usual: dict[int, int] | None = None) -> dict[str, str]:
    """The written cells of a row by role."""
    found = place(texts, ROLES, usual)
    return {ROLES[column]: texts[index] for column, index in found.cells.items() if texts[index]}


def test_a_whole_row_stands_under_its_headings() -> None:
    """As many cells as headings, each of its kind."""
    assert placed("", "产出指标", "数量指标", "巡查", "≥3次", "3次", "10", "9", "") == {
        "tier": "产出指标", "group": "数量指标", "label": "巡查", "target": "≥3次",
        "actual": "3次", "points": "10", "claimed": "9",
    }  # fmt: skip


def test_a_shifted_row_is_put_right_by_its_words() -> None:
    """The first cell is lost; level words and plain numbers still say what is what."""
    assert placed("产出指标", "数量指标", "巡查", "≥3次", "3次", "10", "9")["label"] == "巡查"
    assert placed("数量指标", "巡查", "≥3次", "3次", "10", "9") == {
        "group": "数量指标", "label": "巡查", "target": "≥3次", "actual": "3次",
        "points": "10", "claimed": "9",
    }  # fmt: skip


def test_numbers_never_stand_for_words() -> None:
    """Points and a score alone are no label and no level."""
    assert placed("", "", "", "", "", "", "10", "9", "") == {"points": "10", "claimed": "9"}


def test_a_lost_cell_is_said() -> None:
    """The one value that is left is read as the target, with a remark."""
    grid = table(
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "巡查", "按计划进行", "10", "9"],
        aligned=False,
    )
    found = interpret(document("2023年度部门整体支出绩效自评表", grid))
    row = found.forms[0].rows[0]
    assert (row.target.raw, row.actual.raw) == ("按计划进行", "")
    assert [row.points.number, row.claimed.number] == [10, 9]
    assert any("按目标值读取" in remark.render("zh") for remark in found.remarks)
