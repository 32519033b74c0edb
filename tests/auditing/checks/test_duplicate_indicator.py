"""``duplicate-indicator``: one indicator in two rows."""

from __future__ import annotations

from tests.auditing.open_form import found, places, rows

CHECK = "duplicate-indicator"


def test_one_label_under_one_heading_is_found() -> None:
    """Twice the same label in one group, whatever the targets."""
    (finding,) = found(rows({}, {"label": "巡 查", "target": "5次"}), CHECK)
    assert places([finding]) == [(3, 4)]
    assert [where.row for where in finding.related] == [2]


def test_one_label_with_one_target_in_two_groups_is_found() -> None:
    """The same thing was counted as quantity and as quality."""
    (finding,) = found(rows({}, {"label": "巡查", "group": "质量指标"}), CHECK)
    assert "质量指标" in finding.render("zh")


def test_three_rows_are_one_finding() -> None:
    """Every further row stands in the same finding."""
    (finding,) = found(rows({}, {"label": "巡查"}, {"label": "巡查"}), CHECK)
    assert [where.row for where in finding.related] == [2, 4]


def test_what_differs_is_silent() -> None:
    """Another target, or a criterion of its own, in another group is another indicator."""
    other = {"label": "巡查", "group": "质量指标"}
    assert found(rows({}, {**other, "target": "5次"}), CHECK) == ()
    assert found(rows({}, {**other, "criterion": "每少一次扣1分"}), CHECK) == ()
    assert found(rows(), CHECK) == ()


def test_a_label_that_is_the_heading_is_no_name() -> None:
    """Where a row is called by its group, its own label was lost."""
    same = {"label": "数量指标", "target": "及时"}
    assert found(rows(same, {**same, "label": "质量指标", "group": "质量指标"}), CHECK) == ()
