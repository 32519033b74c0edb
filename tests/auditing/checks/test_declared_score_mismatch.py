"""``declared-score-mismatch``: the self-score of the report against the form's total."""

from __future__ import annotations

import pytest

from tests.auditing.small import changed, findings, only, scored

CHECK = "declared-score-mismatch"
FACT = 'value = "9.5"\nunit = "分"'


def test_another_score_in_the_report_is_found() -> None:
    """The finding stands at the sentence and points to the total."""
    finding = only(changed((FACT, 'value = "9"\nunit = "分"')), CHECK)
    assert (finding.claimed, finding.expected, finding.where.sentence) == ("9", "9.5", 1)
    assert finding.where.text == "自评得分9.5分。"
    assert [(where.table, where.row) for where in finding.related] == [(2, 6)]


@pytest.mark.parametrize("label", ["自评总分", "综合得分", "自 评 得 分", "“自评得分”："])
def test_synonyms_are_known(label: str) -> None:
    """The field's other words for the self-score are compared as well."""
    swaps = ('label = "自评得分"', f'label = "{label}"'), (FACT, 'value = "9"\nunit = "分"')
    assert [f.claimed for f in findings(changed(*swaps), [CHECK])] == ["9"]


@pytest.mark.parametrize("value", ["9.505", "9.495", "9.50"])
def test_the_tolerance_is_let_through(value: str) -> None:
    """A score that rounds to the total agrees with it."""
    assert findings(changed((FACT, f'value = "{value}"\nunit = "分"')), [CHECK]) == ()


@pytest.mark.parametrize("value", ["9.506", "9.494"])
def test_just_beyond_the_tolerance_is_found(value: str) -> None:
    """Just outside of it the two differ."""
    found = findings(changed((FACT, f'value = "{value}"\nunit = "分"')), [CHECK])
    assert [f.claimed for f in found] == [value]


@pytest.mark.parametrize("value", ["9分以上", "优秀", "/"])
def test_a_bound_or_a_word_says_nothing(value: str) -> None:
    """Only a plain number can contradict the total."""
    assert findings(changed((FACT, f'value = "{value}"')), [CHECK]) == ()


def test_a_goal_is_no_declaration() -> None:
    """A self-score that was only aimed at contradicts nothing."""
    goal = ("[[facts]]", "[[goals]]")
    assert findings(changed(goal, (FACT, 'value = "9"\nunit = "分"')), [CHECK]) == ()


def test_without_a_total_there_is_nothing_to_compare() -> None:
    """A form whose total is empty has one score only."""
    assert findings(changed(scored(6, "")), [CHECK]) == ()


def test_every_wrong_place_is_found() -> None:
    """Two sentences that differ from the total are two findings, each at its own place."""
    second = '[[facts]]\nlabel = "综合评分"\nvalue = "9.2"\nat = { sentence = 7 }\n[[facts]]'
    found = findings(changed(("[[facts]]", second), (FACT, 'value = "9"\nunit = "分"')), [CHECK])
    assert [(f.claimed, f.where.sentence) for f in found] == [("9.2", 7), ("9", 1)]
