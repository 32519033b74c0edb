"""``missing-reason``: points were lost and nobody says why."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, place, scored
from zhibiao.model.problem import Severity

CHECK = "missing-reason"
REASON = 'reason = "超编一人"'
PLACEHOLDERS = ["", "/", "//", "-", "——", "……", "无", "*", " / ", "N/A"]


def test_a_loss_without_a_word_is_found() -> None:
    """3.5 of 4 points beside an empty cell is found."""
    finding = only(changed((REASON, "")), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("3.5", "4", (2, 2, 5))


@pytest.mark.parametrize("reason", PLACEHOLDERS)
def test_a_placeholder_is_no_reason(reason: str) -> None:
    """What people write to leave a cell empty explains nothing."""
    assert len(findings(changed((REASON, f'reason = "{reason}"')), [CHECK])) == 1


@pytest.mark.parametrize("reason", ["人员尚未调出", "1", "5%", "无法调出"])
def test_any_words_are_a_reason(reason: str) -> None:
    """Whether a reason is a good one is for the reviewer to say."""
    assert findings(changed((REASON, f'reason = "{reason}"')), [CHECK]) == ()


@pytest.mark.parametrize("score", ["4", "4.5", "", "优"])
def test_without_a_loss_no_reason_is_needed(score: str) -> None:
    """Full marks, and what is no score, need no reason."""
    assert findings(changed((REASON, ""), scored(2, score)), [CHECK]) == ()


def test_the_smallest_loss_needs_a_reason() -> None:
    """A hundredth of a point is a loss."""
    (finding,) = findings(changed((REASON, ""), scored(2, "3.99")), [CHECK])
    assert (finding.claimed, finding.expected) == ("3.99", "4")


def test_the_standard_says_what_full_marks_are() -> None:
    """A row that states fewer points than the standard still loses by the standard."""
    modest = ('points = { raw = "3", value = "3", at', 'points = { raw = "2", value = "2", at')
    assert len(findings(changed(modest, scored(4, "2")), [CHECK])) == 1
    assert findings(changed(modest, scored(4, "2")), [CHECK], rules=None) == ()


def test_no_rule_set_is_needed() -> None:
    """The form's own points show a loss as well."""
    (finding,) = findings(changed((REASON, "")), [CHECK], rules=None)
    assert finding.expected == "4"


def test_without_a_column_for_reasons_it_is_a_warning() -> None:
    """Where no row has a cell for it, the reason may stand in the report."""
    rows = [{"points": "10", "claimed": "9"}, {"points": "10", "claimed": "10"}]
    bare = "".join(
        f'[[rows]]\nlabel = "{number}"\npoints = "{row["points"]}"\nclaimed = "{row["claimed"]}"\n'
        for number, row in enumerate(rows)
    )
    (finding,) = findings(f"form = 1\n{bare}", [CHECK], rules=None)
    assert finding.severity is Severity.WARNING
    (finding,) = findings(f'form = 1\n{bare}reason = "超额完成"\n', [CHECK], rules=None)
    assert finding.severity is Severity.ERROR
