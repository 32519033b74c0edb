"""``total-mismatch``: the declared total against the sum of its items."""

from __future__ import annotations

import pytest

from tests.auditing.open_form import found, row, text
from tests.auditing.small import changed, findings, only, place, scored

CHECK = "total-mismatch"
NO_REPORT = ('label = "自评得分"', 'label = "别的数"')


def test_a_wrong_total_is_found() -> None:
    """A total of 9 over rows that add up to 9.5 is found at the cell of the total."""
    finding = only(changed(scored(6, "9"), NO_REPORT), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("9", "9.5", (2, 6, 5))
    assert (finding.where.label, finding.where.text) == ("总分", "9")


@pytest.mark.parametrize("total", ["9.5", "9.505", "9.495", "9.50"])
def test_a_total_within_the_tolerance_agrees(total: str) -> None:
    """Half of the second place is let through, at the end of it too."""
    assert findings(changed(scored(6, total)), [CHECK]) == ()


@pytest.mark.parametrize("total", ["9.5051", "9.4949", "-9.5", "95"])
def test_a_total_beyond_the_tolerance_is_found(total: str) -> None:
    """Whatever lies beyond it is a mismatch."""
    (finding,) = findings(changed(scored(6, total)), [CHECK])
    assert (finding.claimed, finding.expected) == (total, "9.5")


@pytest.mark.parametrize("total", ["", "/", "——", "优", "9以上", "＞9", "九分"])
def test_a_total_that_is_no_number_says_nothing(total: str) -> None:
    """A placeholder, a bound or a word cannot differ from a sum."""
    assert findings(changed(scored(6, total)), [CHECK]) == ()


@pytest.mark.parametrize("blank", ["", "/", "待定"])
def test_a_row_without_a_score_leaves_the_sum_open(blank: str) -> None:
    """With a score missing on a row that has points, no total can be wrong."""
    assert findings(changed(scored(6, "1"), scored(4, blank)), [CHECK]) == ()


def test_a_heading_row_counts_nothing() -> None:
    """A row with neither points nor score is a heading, not a gap."""
    heading = '[[rows]]\nlabel = "以下为效果"\npoints = "/"\n[[facts]]'
    (finding,) = findings(changed(scored(6, "9"), ("[[facts]]", heading)), [CHECK])
    assert finding.expected == "9.5"


def test_a_funds_table_that_earns_points_counts() -> None:
    """The score of the funds table belongs to the sum; without a score the sum is open."""
    funds = '[funds]\npoints = "10"\nclaimed = "8.1"'
    (finding,) = findings(changed(("[funds]", funds)), [CHECK])
    assert finding.expected == "17.6"
    assert findings(changed(("[funds]", '[funds]\npoints = "10"')), [CHECK]) == ()


def test_no_rule_set_is_needed() -> None:
    """A sum is wrong under any standard."""
    (finding,) = findings(changed(scored(6, "9")), [CHECK], rules=None)
    assert (finding.claimed, finding.expected) == ("9", "9.5")


def executed(total: str, funds: str = "") -> str:
    """A form of two rows of 20 and 70 points whose standard scores the execution rate too."""
    rows = row(2) + row(3, label="培训", group="质量指标", points="70", claimed="70")
    return text(rows).replace('claimed = "100"', f'claimed = "{total}"') + funds


def test_an_item_of_execution_that_is_not_shown_may_be_in_the_total() -> None:
    """90 in rows and up to 10 for the rate: 97 may be right, and 101 and 89 may not."""
    for total, count in (("97", 0), ("100", 0), ("90", 0), ("100.5", 1), ("89", 1)):
        assert len(found(executed(total), CHECK)) == count, total
    assert len(found(executed("97", '[funds]\npoints = "10"\nclaimed = "9"'), CHECK)) == 1
