"""Findings that follow from one another name each other; those that do not, do not."""

from __future__ import annotations

from tests.auditing.open_form import row, text
from tests.auditing.small import BENCH, changed, findings, form, scored
from zhibiao.auditing.finding import Finding

POINTS = 'points = { raw = "3", value = "3", at'


def because(found: tuple[Finding, ...]) -> dict[str, tuple[str, ...]]:
    """What each finding that follows from others follows from."""
    assert len({finding.id for finding in found}) == len(found)
    known = {finding.id for finding in found}
    assert all(set(finding.because) <= known - {finding.id} for finding in found)
    return {finding.id: finding.because for finding in found if finding.because}


def test_a_total_follows_from_the_one_row_that_is_wrong() -> None:
    """With 2.5 for 3.5 in one row, the old total is a point off, and only because of it."""
    found = because(findings(changed(scored(2, "2.5"))))
    assert found == {"total-mismatch-1": ("score-contradicts-criterion-1",)}


def test_a_total_that_no_row_explains_stands_alone() -> None:
    """The row would mend one point, and the total is half a point off."""
    found = findings(changed(scored(2, "2.5"), scored(6, "9")))
    assert "total-mismatch" in {finding.check for finding in found}
    assert because(found) == {}


def test_a_self_score_follows_from_a_wrong_total() -> None:
    """The report says what the rows add up to; the table's total is the wrong one."""
    found = because(findings(changed(scored(6, "8"))))
    assert found == {"declared-score-mismatch-1": ("total-mismatch-1",)}


def test_sums_of_points_follow_from_the_row_that_has_others() -> None:
    """A row of 2 points where the standard has 3: the heading and the whole are off by it."""
    found = because(findings(changed((POINTS, 'points = { raw = "2", value = "2", at'))))
    sums = [one for one in found if one.startswith("points-mismatch")]
    assert len(sums) == 2
    assert len({found[one] for one in sums}) == 1


def test_a_score_that_cannot_be_told_follows_from_its_cell() -> None:
    """完成 for a number leaves the score open."""
    content = text(row(2, actual="完成"), row(3, label="培训"))
    found = BENCH.audit(form(content), "cn/project/2020").findings
    assert because(found)["evidence-insufficient-1"] == ("unmeasured-actual-1",)


def test_a_score_that_cannot_be_told_follows_from_figures_that_disagree() -> None:
    """Two head counts leave the control rate open."""
    other = '[[facts]]\nlabel = "在岗人数"\nvalue = "99"\nat = { sentence = 8 }\n[[facts]]'
    found = because(findings(changed(("[[facts]]", other))))
    assert found == {"evidence-insufficient-1": ("conflicting-figures-1",)}


def test_what_stands_apart_is_not_linked() -> None:
    """A missing reason and a wrong date explain nothing."""
    signed = '[[dates]]\nrole = "signed"\nvalue = 2022-01-01\n'
    found = findings(changed(('reason = "超编一人"', 'reason = "/"')) + signed)
    assert [finding.check for finding in found] == ["missing-reason", "impossible-date"]
    assert because(found) == {}
