"""``score-out-of-range``: scores below 0 or above their points."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, place, scored

CHECK = "score-out-of-range"
SUMS = ('value = "9.5"\nunit = "分"', 'value = "10"\nunit = "分"')


def test_more_than_the_points_is_found() -> None:
    """3.5 of 3 points is found, with the points as what was expected at most."""
    finding = only(changed(scored(4, "3.5"), scored(6, "10"), SUMS), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("3.5", "3", (2, 4, 5))


def test_a_negative_score_is_found() -> None:
    """Less than nothing cannot be earned."""
    (finding,) = findings(changed(scored(4, "-0.5")), [CHECK])
    assert (finding.claimed, finding.expected) == ("-0.5", "0")


@pytest.mark.parametrize("score", ["0", "3", "3.00", "", "/", "3分以上", "优"])
def test_the_ends_and_what_is_no_number_pass(score: str) -> None:
    """Both ends are possible, and a word is no score."""
    assert findings(changed(scored(4, score)), [CHECK]) == ()


@pytest.mark.parametrize(("score", "end"), [("3.001", "3"), ("-0.001", "0")])
def test_just_outside_is_found(score: str, end: str) -> None:
    """There is no tolerance here: points are a bound, not a sum."""
    assert [f.expected for f in findings(changed(scored(4, score)), [CHECK])] == [end]


def test_the_standard_gives_the_points() -> None:
    """A form that gives itself more points does not earn more by it."""
    generous = ('points = { raw = "3", value = "3", at', 'points = { raw = "5", value = "5", at')
    (finding,) = findings(changed(generous, scored(4, "4")), [CHECK])
    assert (finding.claimed, finding.expected) == ("4", "3")
    assert findings(changed(generous, scored(4, "4")), [CHECK], rules=None) == ()


def test_total_and_funds_are_checked() -> None:
    """The total and the score of the funds table have points of their own."""
    (total,) = findings(changed(scored(6, "10.5")), [CHECK])
    assert (total.where.label, total.expected) == ("总分", "10")
    funds = '[funds]\npoints = "10"\nclaimed = "12"'
    (execution,) = findings(changed(("[funds]", funds)), [CHECK])
    assert (execution.where.label, execution.claimed, execution.expected) == ("执行率", "12", "10")


def test_a_row_that_no_standard_knows_has_its_own_points() -> None:
    """A row of the form's own is checked against the points that it states."""
    own = '[[rows]]\nlabel = "自设指标"\npoints = "2"\nclaimed = "2.5"\n[[facts]]'
    (finding,) = findings(changed(("[[facts]]", own)), [CHECK])
    assert (finding.where.label, finding.expected) == ("自设指标", "2")
