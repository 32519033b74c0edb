"""``evidence-insufficient``: claims that the form does not show."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, place, scored

CHECK = "evidence-insufficient"
LEFT = 'label = "年末结余"\nvalue = "0"'
STAFF = 'label = "在职人数"\nvalue = "101"'
RATE = ('label = "控制率"\nvalue = "101%"', 'label = "别的率"\nvalue = "101%"')


def left(value: str, *swaps: tuple[str, str]) -> str:
    """The form with another balance."""
    return changed((LEFT, f'label = "年末结余"\nvalue = "{value}"'), *swaps)


def test_a_missing_figure_is_named() -> None:
    """Two of two claimed without a balance takes the best end of 0 to 2."""
    finding = only(left("/"), CHECK)
    assert (finding.claimed, finding.expected, place(finding)) == ("2", "0 … 2", (2, 3, 5))
    assert finding.severity.value == "note"
    assert "年末结余" in finding.render("zh")


def test_the_best_end_of_what_the_form_shows_is_named() -> None:
    """Among two head counts the claim that suits the unit is said in words of its own."""
    other = '[[facts]]\nlabel = "在职人数"\nvalue = "99"\nat = { sentence = 2 }\n[[facts]]'
    best, worst = (
        findings(changed(("[[facts]]", other), scored(2, score)), [CHECK])[0].message.text
        for score in ("4", "3.5")
    )
    assert best != worst


@pytest.mark.parametrize("bound", ["-1以下", "＜0", "不超过0", "0"])
def test_a_bound_that_settles_the_score_is_enough(bound: str) -> None:
    """A figure need not be exact where every value it allows earns the same."""
    assert findings(left(bound), [CHECK]) == ()


@pytest.mark.parametrize(
    ("bound", "claim", "span"),
    [("＞0", "1", "0 … 1"), ("-1以上", "2", "0 … 2"), ("5", "1", "0 … 1")],
)
def test_a_bound_that_leaves_the_score_open_is_found(bound: str, claim: str, span: str) -> None:
    """A bound across a limit of the criterion, or a limit that is missing, leaves a span."""
    found = findings(left(bound, scored(3, claim)), [CHECK])
    assert [(f.claimed, f.expected) for f in found] == [(claim, span)]


def test_figures_that_disagree_are_named() -> None:
    """With two head counts either score may be right, and the head count would settle it."""
    other = '[[facts]]\nlabel = "在职人数"\nvalue = "99"\nat = { sentence = 2 }\n[[facts]]'
    (finding,) = findings(changed(("[[facts]]", other)), [CHECK])
    assert finding.expected == "3.5 … 4"
    assert "在职人数" in finding.render("en")


def test_a_claim_outside_the_span_is_said_elsewhere() -> None:
    """What the evidence excludes is a contradiction, not a lack of evidence."""
    text = left("＞0", scored(3, "2"))
    assert findings(text, [CHECK]) == ()
    assert len(findings(text, ["score-contradicts-criterion"])) == 1


def test_a_judged_row_lacks_no_evidence() -> None:
    """An assessor's score is not shown by figures."""
    for score in ("0", "1.5", "3"):
        assert findings(changed(scored(4, score)), [CHECK]) == ()


@pytest.mark.parametrize("claim", ["", "/"])
def test_without_a_claim_nothing_needs_to_be_shown(claim: str) -> None:
    """A row that claims nothing lacks no evidence for it."""
    assert findings(left("", scored(3, claim)), [CHECK]) == ()


def test_a_state_that_is_not_named_is_found() -> None:
    """Where the form names no state, its claim is not shown."""
    (finding,) = findings(changed(('state = "已公开"', "")), [CHECK])
    assert (finding.where.label, finding.expected) == ("信息公开", "0 … 1")


def test_a_stated_rate_is_evidence_where_its_figures_are_missing() -> None:
    """The rate alone settles the score; without it the head count is missing."""
    no_staff = (STAFF, 'label = "别的人数"\nvalue = "101"')
    assert findings(changed(no_staff), [CHECK]) == ()
    assert len(findings(changed(no_staff, RATE), [CHECK])) == 1
