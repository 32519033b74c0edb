"""``text-table-mismatch``: prose against tables, and against itself."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only

CHECK = "text-table-mismatch"


def said(label: str, value: str, raw: str = "x", sentence: int = 7) -> str:
    """One sentence with a figure."""
    return (
        f'[[facts]]\nlabel = "{label}"\nvalue = "{value}"\nraw = "{raw}"\n'
        f"at = {{ sentence = {sentence} }}\n"
    )


def table(label: str, value: str) -> str:
    """One more figure of a table."""
    return f'[[figures]]\nlabel = "{label}"\nvalue = "{value}"\nat = {{ table = 9, row = 1 }}\n'


def document(*entries: str) -> str:
    """The small form with further figures."""
    return changed(("[[facts]]", "".join(entries) + "[[facts]]"))


def test_prose_and_table_that_differ_are_found() -> None:
    """维修费 is 4 in the table and 5 in a sentence."""
    finding = only(document(said("维修费", "5万元")), CHECK)
    assert (finding.claimed, finding.expected, finding.where.sentence) == ("5万元", "4万元", 7)
    assert (finding.related[0].table, finding.related[0].row) == (1, 3)


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("公用经费", "公用经费2022年决算数"),
        ("2022年公用经费", "公用经费2022年决算数"),
        ("公用经费合计", "公用经费"),
        ("公用经费预算数", "公用经费2022年预算数"),
        ("培训费用支出", "培训费用2022年决算数"),
    ],
)
def test_words_for_one_quantity_year_and_column_meet(label: str, other: str) -> None:
    """What a basic-data table says with year and column, a report says in plain words."""
    assert len(findings(document(table(other, "4万元"), said(label, "5万元")), [CHECK])) == 1
    assert findings(document(table(other, "4万元"), said(label, "40000元")), [CHECK]) == ()


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("公用经费", "公用经费2021年决算数"),
        ("公用经费", "公用经费2022年预算数"),
        ("公用经费预算数", "公用经费2022年决算数"),
        ("公用经费", "公用支出"),
    ],
)
def test_another_year_column_or_quantity_does_not_meet(label: str, other: str) -> None:
    """What was planned, or was so last year, may differ."""
    assert findings(document(table(other, "4万元"), said(label, "5万元")), [CHECK]) == ()


@pytest.mark.parametrize(
    "raw",
    ["2021年维修费5万元", "上年维修费5万元", "计划安排维修费5万元", "维修费5万元，同比下降1%"],
)
def test_a_sentence_of_other_times_is_not_compared(raw: str) -> None:
    """Which of its figures is whose is not clear."""
    assert findings(document(said("维修费", "5万元", raw)), [CHECK]) == ()


@pytest.mark.parametrize("value", ["4", "4.0", "4万元", "40000元", "＞5万元", "5人"])
def test_what_agrees_or_cannot_be_compared_is_silent(value: str) -> None:
    """The same amount in another unit, bounds, and units that have nothing to do with it."""
    assert findings(document(said("维修费", value)), [CHECK]) == ()


@pytest.mark.parametrize(("value", "count"), [("4", 0), ("4.4", 0), ("4.6", 1), ("3.4", 1)])
def test_a_rounded_figure_agrees(value: str, count: int) -> None:
    """4 is 4.4 rounded, and not 4.6."""
    text = document(said("维修费", f"{value}万元"))
    assert len(findings(text, [CHECK])) == count


def test_two_sentences_that_differ_are_found() -> None:
    """The prose may contradict itself."""
    text = document(said("排污口清查数", "87个"), said("排污口清查数", "78个", sentence=9))
    (finding,) = findings(text, [CHECK])
    assert (finding.claimed, finding.where.sentence) == ("78个", 9)


def test_names_that_fit_anything_are_not_compared_between_sentences() -> None:
    """完成率 in two sentences is of two things."""
    text = document(said("完成率", "87%"), said("完成率", "78%", sentence=9))
    assert findings(text, [CHECK]) == ()
    assert len(findings(document(table("完成率", "87%"), said("完成率", "78%")), [CHECK])) == 1


def test_what_the_rule_set_scores_is_told_by_conflicting_figures() -> None:
    """One contradiction is one finding."""
    text = document(said("在职人数", "99人"))
    assert findings(text, [CHECK]) == ()
    assert len(findings(text, ["conflicting-figures"])) == 1
