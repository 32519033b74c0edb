"""``score-contradicts-criterion``: the form's own figures give another score."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, place, scored

CHECK = "score-contradicts-criterion"
STAFF = 'label = "在职人数"\nvalue = "101"'
RATE = ('label = "控制率"\nvalue = "101%"', 'label = "别的率"\nvalue = "101%"')
LEFT = 'label = "年末结余"\nvalue = "0"'


def test_full_marks_for_too_many_staff_are_found() -> None:
    """Four of four for 101 in 100 posts, which earn 3.5, are found with the steps."""
    sums = scored(6, "10"), ('value = "9.5"\nunit = "分"', 'value = "10"\nunit = "分"')
    finding = only(changed(scored(2, "4"), *sums), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("4", "3.5", (2, 2, 5))
    for lang in ("zh", "en"):
        assert "101%" in finding.render(lang)


def test_too_modest_a_claim_is_found_too() -> None:
    """A score below what the criterion gives is as wrong as one above."""
    (finding,) = findings(changed(scored(2, "3")), [CHECK])
    assert (finding.claimed, finding.expected) == ("3", "3.5")


def test_missing_figures_contradict_nothing_inside_the_span() -> None:
    """Where the figures leave 0 to 2 open, every one of these scores may be right."""
    unknown = (LEFT, 'label = "别的结余"\nvalue = "0"')
    for score in ("0", "1", "2"):
        assert findings(changed(unknown, scored(3, score)), [CHECK]) == ()


@pytest.mark.parametrize(
    ("left", "wrong"), [("0.01", "2"), ("＞0", "2"), ("0以下", "1"), ("不超过0", "0")]
)
def test_a_bound_that_settles_the_score_contradicts(left: str, wrong: str) -> None:
    """A bound is evidence: what lies outside of all it allows is found."""
    text = changed((LEFT, f'label = "年末结余"\nvalue = "{left}"'), scored(3, wrong))
    assert [f.claimed for f in findings(text, [CHECK])] == [wrong]


@pytest.mark.parametrize("score", ["3.5", "3.15", "3"])
def test_a_reading_that_the_wording_allows_is_no_contradiction(score: str) -> None:
    """At 101.7 % whole steps give 3.5, in proportion 3.15, started ones 3: none is wrong."""
    text = changed((STAFF, 'label = "在职人数"\nvalue = "101.7"'), RATE, scored(2, score))
    assert findings(text, [CHECK]) == ()


@pytest.mark.parametrize("score", ["4", "3.2", "2.5"])
def test_a_score_under_no_reading_is_found(score: str) -> None:
    """What none of the readings gives is wrong under all of them."""
    text = changed((STAFF, 'label = "在职人数"\nvalue = "101.7"'), RATE, scored(2, score))
    assert [f.claimed for f in findings(text, [CHECK])] == [score]


def test_figures_that_disagree_allow_what_each_allows() -> None:
    """Two head counts give 3.5 or 4: both pass, and 2 does not."""
    other = '[[facts]]\nlabel = "在职人数"\nvalue = "99"\nat = { sentence = 2 }\n[[facts]]'
    for score, found in (("3.5", 0), ("4", 0), ("2", 1)):
        text = changed(("[[facts]]", other), scored(2, score))
        assert len(findings(text, [CHECK])) == found


@pytest.mark.parametrize("score", ["5", "-1", "/", ""])
def test_other_faults_are_said_elsewhere(score: str) -> None:
    """A score out of range or missing is no contradiction of the criterion."""
    assert findings(changed(scored(2, score)), [CHECK]) == ()


def test_the_answer_of_the_form_counts() -> None:
    """A state that the form names is evidence like a figure."""
    text = changed(('state = "已公开"', 'state = "未公开"'))
    (finding,) = findings(text, [CHECK])
    assert (finding.where.label, finding.claimed, finding.expected) == ("信息公开", "1", "0")
