"""``impossible-score``: what the criterion gives on no figures at all."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, place, scored

CHECK = "impossible-score"
NO_REPORT = ('label = "自评得分"', 'label = "别的数"')
REASON = (
    "at = { table = 2, row = 3, cell = 5 } }",
    'at = { table = 2, row = 3, cell = 5 } }\nreason = "略有结余"',
)


def test_a_score_between_the_states_is_found() -> None:
    """1.5 under scores of 2, 1 and 0 is found, and the possible ones are listed."""
    finding = only(changed(REASON, scored(3, "1.5"), scored(6, "9"), NO_REPORT), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("1.5", "0, 1, 2", (2, 3, 5))


@pytest.mark.parametrize("score", ["2", "1", "0"])
def test_a_possible_score_is_not_impossible(score: str) -> None:
    """A possible score that these figures do not give belongs to another check."""
    assert findings(changed(scored(3, score)), [CHECK]) == ()


@pytest.mark.parametrize("score", ["2.5", "-1"])
def test_a_score_out_of_range_is_said_elsewhere(score: str) -> None:
    """One fault is one finding: out of range is not impossible as well."""
    assert findings(changed(scored(3, score)), [CHECK]) == ()


@pytest.mark.parametrize("score", ["3.7", "3.33", "0.01"])
def test_an_open_reading_makes_a_score_possible(score: str) -> None:
    """Where the wording leaves the step open, steps in proportion can give any score."""
    assert findings(changed(scored(2, score)), [CHECK]) == ()


def test_missing_figures_do_not_hide_it() -> None:
    """No figure could earn the score, so none needs to be known."""
    unknown = ('label = "年末结余"', 'label = "别的结余"')
    (finding,) = findings(changed(unknown, scored(3, "1.5")), [CHECK])
    assert finding.expected == "0, 1, 2"


def test_an_assessor_may_give_any_score() -> None:
    """A judged row has no impossible score."""
    assert findings(changed(scored(4, "2.17")), [CHECK]) == ()


def test_nothing_is_impossible_without_a_rule_set() -> None:
    """Without a rule set no criterion is known."""
    assert findings(changed(scored(3, "1.5")), [CHECK], rules=None) == ()
