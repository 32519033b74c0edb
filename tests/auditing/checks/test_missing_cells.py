"""``missing-target``, ``missing-actual``, ``missing-points``, ``missing-total``: empty cells."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, places, rows
from tests.auditing.small import changed, findings, scored

CELLS = [("target", 4), ("actual", 5), ("points", 6)]
EMPTY = ["", "/", "——", "……", "无"]


@pytest.mark.parametrize(("cell", "number"), CELLS)
@pytest.mark.parametrize("raw", EMPTY)
def test_an_empty_cell_is_found(cell: str, number: int, raw: str) -> None:
    """One row without a target, an actual or points among rows that have theirs is named."""
    check = f"missing-{cell}"
    (finding,) = found(rows({}, {cell: raw}), check)
    assert places([finding]) == [(3, number)]
    assert "培训" in finding.render("zh")
    assert "培训" in finding.render("en")


@pytest.mark.parametrize(("cell", "_number"), CELLS)
def test_a_filled_cell_is_none(cell: str, _number: int) -> None:
    """Whatever stands there, words and what cannot be read included, is something."""
    for raw in ("100次", "已完成", "0", "?"):
        assert found(rows({}, {cell: raw}), f"missing-{cell}") == ()


@pytest.mark.parametrize(("cell", "_number"), CELLS)
def test_a_form_without_the_column_is_not_missing_it(cell: str, _number: int) -> None:
    """Where no row has it, or hardly one, the form prints no such column."""
    nothing = {cell: ""}
    assert found(rows(nothing, nothing, nothing), f"missing-{cell}") == ()


@pytest.mark.parametrize("cell", ["target", "actual"])
def test_where_most_rows_have_none_there_is_no_such_column(cell: str) -> None:
    """One of three is less than half."""
    assert found(rows({}, {cell: ""}, {cell: ""}), f"missing-{cell}") == ()


@pytest.mark.parametrize("cell", ["target", "actual"])
def test_a_row_that_does_not_count_needs_nothing(cell: str) -> None:
    """A placeholder row, worth nothing and claiming nothing, is none; nor one that is left out."""
    empty = {cell: "", "points": "", "claimed": "/"}
    assert found(rows({}, {}, empty), f"missing-{cell}") == ()
    out = rows({}, {}, {cell: ""}) + "applicable = false\n"
    assert found(out, f"missing-{cell}") == ()


def test_several_rows_over_one_score_need_no_cells() -> None:
    """Rows under a merged cell are judged together."""
    merged = rows({}, {}, {"target": "", "actual": ""}).replace('"维修"', '["社会", "经济"]')
    assert found(merged, "missing-target") == found(merged, "missing-actual") == ()


def test_an_answer_is_a_result() -> None:
    """A state, points that hold, or a count say what an actual would."""
    for answer in ("state = 1", 'holds = { "1" = true }', 'count = "2"'):
        assert found(rows({}, {}, {"actual": ""}) + answer + "\n", "missing-actual") == ()


def test_a_score_without_points_is_named_and_points_alone_are_not() -> None:
    """Points are missing only where something is scored."""
    assert found(rows({}, {"points": "", "claimed": ""}), "missing-points") == ()
    assert len(found(rows({}, {"points": "", "claimed": "0"}), "missing-points")) == 1


def test_rows_that_the_standard_fixes_need_no_target() -> None:
    """The small form has neither column, and its figures stand elsewhere."""
    for check in ("missing-target", "missing-actual", "missing-points", "missing-total"):
        assert findings(changed(), [check]) == ()


@pytest.mark.parametrize("raw", EMPTY)
def test_a_missing_total_is_found_with_the_sum(raw: str) -> None:
    """The scores that are there are added up."""
    (finding,) = findings(changed(scored(6, raw)), ["missing-total"])
    assert (finding.expected, finding.where.cell) == ("9.5", 5)
    assert "9.5" in finding.render("en")


def test_a_total_is_missing_only_where_something_is_scored() -> None:
    """One score needs no sum, and words are a total that cannot be read, not none."""
    single = changed(scored(6, ""), scored(2, ""), scored(3, ""), scored(4, ""))
    assert findings(single, ["missing-total"]) == ()
    assert findings(changed(scored(6, "优")), ["missing-total"]) == ()
