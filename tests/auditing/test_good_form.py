"""The small form that all tests of checks spoil."""

from __future__ import annotations

from tests.auditing.small import BENCH, GOOD, RULES, findings, form


def test_the_good_form_has_no_findings() -> None:
    """No check says anything of the form that the other tests spoil, with rules or without."""
    assert findings(GOOD) == ()
    assert findings(GOOD, rules=None) == ()


def test_the_good_form_is_fully_scored() -> None:
    """All rows of the form are matched, and its scores are what the tests rely on."""
    card = BENCH.score(RULES, form(GOOD))
    assert card.remarks == ()
    assert [(score.id, str(score.low), str(score.high)) for score in card.scores] == [
        ("control", "3.5", "3.5"),
        ("surplus", "2", "2"),
        ("tasks", "0", "3"),
        ("disclosure", "1", "1"),
    ]
