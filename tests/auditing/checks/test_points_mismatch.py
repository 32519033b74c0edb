"""``points-mismatch``: points against their sums and against the standard."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, row, text
from tests.auditing.small import BENCH, changed, findings, form, only, place
from zhibiao.model.problem import Severity

CHECK = "points-mismatch"
INPUT = 'tier_points = { raw = "6", value = "6", at'
TOTAL = 'points = { raw = "10", value = "10", at'
TASKS = 'points = { raw = "3", value = "3", at'


def test_a_heading_with_other_points_is_found() -> None:
    """投入（7分）over rows of 4 and 2 is found at the heading."""
    finding = only(changed((INPUT, 'tier_points = { raw = "7", value = "7", at')), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("7", "6", (2, 2, 1))
    assert finding.where.label == "投入"


def test_the_row_that_states_the_wrong_heading_is_the_place() -> None:
    """Of two headings of one tier that differ, the wrong one is named with its own cell."""
    row = 'group = "配置"\nlabel = "结余情况"'
    heading = 'tier_points = { raw = "8", at = { table = 2, row = 3, cell = 1 } }'
    second = (row, f"{heading}\n{row}")
    finding = only(changed(second), CHECK)
    assert (finding.claimed, place(finding)) == ("8", (2, 3, 1))


def test_a_total_that_is_not_the_sum_is_found() -> None:
    """Full points of 11 differ from the sum of the rows and from the standard: two findings."""
    found = findings(changed((TOTAL, 'points = { raw = "11", value = "11", at')), [CHECK])
    assert [(f.claimed, f.expected) for f in found] == [("11", "10"), ("11", "10")]
    assert {place(f) for f in found} == {(2, 6, 4)}


def test_a_row_with_other_points_than_the_standard_is_found() -> None:
    """The row, its heading and the full points are three findings, since none adds up now."""
    found = findings(changed((TASKS, 'points = { raw = "4", value = "4", at')), [CHECK])
    assert [(f.claimed, f.expected, f.where.label) for f in found] == [
        ("10", "11", "总分"),
        ("4", "5", "产出"),
        ("4", "3", "任务完成"),
    ]


def test_a_weight_of_hundred_against_a_standard_of_ten_is_found() -> None:
    """A form whose rows add up is still wrong where the standard gives other full points."""
    text = changed((TOTAL, 'points = { raw = "10", value = "10.0", at'))
    assert findings(text, [CHECK]) == ()


@pytest.mark.parametrize("blank", ["", "/", "——"])
def test_a_row_without_points_leaves_sums_open(blank: str) -> None:
    """Where a scored row has no points, neither its heading nor the total can be compared."""
    swaps = (
        (TASKS, f'points = {{ raw = "{blank}", at'),
        (INPUT, 'tier_points = { raw = "6分", value = "6分", at'),
    )
    assert findings(changed(*swaps), [CHECK]) == ()


def test_the_points_of_the_funds_table_count() -> None:
    """Points of the funds table belong to the full points."""
    found = findings(changed(("[funds]", '[funds]\npoints = "10"')), [CHECK])
    assert [(f.claimed, f.expected) for f in found] == [("10", "20")]


def test_headings_are_compared_as_words() -> None:
    """Space, width and a trailing （6分） do not make another heading."""
    other = ('tier = "投入"\ngroup', 'tier = "投 入（6分）"\ngroup')
    assert findings(changed(other), [CHECK]) == ()


def test_without_a_rule_set_only_sums_are_compared() -> None:
    """A standard that is not known cannot be contradicted, but a sum can."""
    found = findings(changed((TASKS, 'points = { raw = "4", value = "4", at')), [CHECK], rules=None)
    assert [(f.claimed, f.expected) for f in found] == [("10", "11"), ("4", "5")]


def test_tiers_whose_headings_were_lost_are_not_added_up() -> None:
    """A row without a known tier, or a tier without a row: what belongs together is open."""
    whole = [
        row(2, points="40", claimed="40"),
        row(3, tier="效益指标", label="噪声", points="40", claimed="40"),
        row(4, tier="满意度指标", label="满意", points="10", claimed="10"),
    ]
    (first, second) = found(text(*whole), CHECK)[:2]
    assert {first.expected, second.expected} == {"50", "30"}
    lost = row(4, tier="", label="满意", points="10", claimed="10")
    assert found(text(*whole[:2], lost), CHECK) == ()
    wide = row(3, tier="效益指标", label="噪声", points="50", claimed="50")
    assert found(text(whole[0], wide), CHECK) == ()


def test_other_weights_than_the_frames_are_a_warning_where_the_place_has_no_standard() -> None:
    """15 points for satisfaction may be a city's own rule; a sum that is wrong stays an error."""
    content = text(
        row(2, tier="产出指标", points="55"),
        row(3, tier="效益指标", label="减少投诉", points="30"),
        row(4, tier="满意度指标", label="居民满意度", points="15"),
    ).replace("form = 1", 'form = 1\ndivision = "510100"')
    borrowed = BENCH.audit(form(content), select=[CHECK]).findings
    assert [(f.claimed, f.expected) for f in borrowed] == [("55", "50"), ("15", "10")]
    assert {f.severity for f in borrowed} == {Severity.WARNING}
    assert all("national frame" in f.render("en") for f in borrowed)
    assert {f.severity for f in found(content, CHECK)} == {Severity.ERROR}
    wrong = content.replace('points = "100"', 'points = "101"')
    severities = {f.severity for f in BENCH.audit(form(wrong), select=[CHECK]).findings}
    assert severities == {Severity.WARNING, Severity.ERROR}
