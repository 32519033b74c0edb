"""``reading-dependent-score``: the score hangs on how the criterion is read."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, place, scored

CHECK = "reading-dependent-score"
STAFF = 'label = "在职人数"\nvalue = "101"'
RATE = ('label = "控制率"\nvalue = "101%"', 'label = "别的率"\nvalue = "101%"')


def staff(count: str, *swaps: tuple[str, str]) -> str:
    """The form with another head count of 100 posts."""
    return changed((STAFF, f'label = "在职人数"\nvalue = "{count}"'), RATE, *swaps)


def test_a_part_of_a_step_is_found() -> None:
    """At 101.7 % whole steps give 3.5, started ones 3 and in proportion 3.15."""
    finding = only(staff("101.7"), CHECK)
    assert (finding.claimed, finding.expected) == ("3.5", "3.5 / 3 / 3.15")
    assert place(finding) == (2, 2, 5)
    assert finding.severity.value == "warning"


@pytest.mark.parametrize("count", ["90", "100", "101", "102", "108", "109.5", "200"])
def test_where_all_readings_agree_nothing_is_said(count: str) -> None:
    """Full marks, whole steps, and what is lost altogether do not depend on the reading."""
    assert findings(staff(count), [CHECK]) == ()


@pytest.mark.parametrize("count", ["100.01", "101.99", "107.5"])
def test_the_least_part_of_a_step_matters(count: str) -> None:
    """As soon as a step is begun and not finished, the readings part."""
    assert len(findings(staff(count), [CHECK])) == 1


@pytest.mark.parametrize("count", ["", "/", "＞101", "101人以上"])
def test_figures_that_are_not_known_leave_it_open(count: str) -> None:
    """Where the score is a span anyway, readings are not compared."""
    assert findings(staff(count), [CHECK]) == ()


def test_a_row_without_a_score_depends_on_it_too() -> None:
    """The unit must know before it fills in the score."""
    (finding,) = findings(staff("101.7", scored(2, "")), [CHECK])
    assert finding.claimed is None


def test_figures_that_disagree_hide_it() -> None:
    """Two head counts are said elsewhere."""
    other = '[[facts]]\nlabel = "在职人数"\nvalue = "105.5"\nat = { sentence = 2 }\n[[facts]]'
    assert findings(staff("101.7", ("[[facts]]", other)), [CHECK]) == ()
