"""The laws of forms find what they are about, and rule sets that break them are told why."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import evolve

from tests.testing.small import TEXT, rules
from zhibiao.scoring.score import score_form
from zhibiao.testing.filling import claiming, filled, rightly_claimed
from zhibiao.testing.form_laws import (
    FORM_LAWS,
    right_claims_pass,
    says_its_figures,
    wrong_claims_are_found,
)
from zhibiao.testing.laws import LawError
from zhibiao.testing.layouts import layout
from zhibiao.testing.search import broken_laws

RULES = rules()
EMPTY = layout(RULES)
FIGURES = {"staff": Fraction(103), "posts": Fraction(100), "late": Fraction(1)}
FORM = filled(EMPTY, FIGURES)
RIGHT = rightly_claimed(FORM, score_form(FORM, RULES))


def test_a_form_says_what_was_written_into_it() -> None:
    """Other figures are found out, with the score that differs and both values."""
    says_its_figures(FORM, RULES, FIGURES)
    with pytest.raises(LawError, match="reports") as caught:
        says_its_figures(FORM, RULES, {**FIGURES, "late": Fraction(2)})
    assert caught.value.score == "reports"
    assert "1" in str(caught.value)
    assert "2" in str(caught.value)


def test_a_form_without_a_row_is_no_form_of_the_rule_set() -> None:
    """A row that is not found is said, with the remarks of the reading."""
    with pytest.raises(LawError, match="reports"):
        says_its_figures(evolve(FORM, rows=FORM.rows[:1]), RULES, FIGURES)


def test_right_claims_pass_and_wrong_ones_do_not() -> None:
    """A claim that the figures rule out is refused by the law of right claims."""
    right_claims_pass(RIGHT, RULES)
    assert RIGHT.rows[0].claimed.number == Fraction(7, 2)
    card = score_form(RIGHT, RULES)
    wrong = claiming(RIGHT, card, {**_claims(), "control": Fraction(4)})
    with pytest.raises(LawError, match="control"):
        right_claims_pass(wrong, RULES)
    wrong_claims_are_found(wrong, RULES, ["control"])


def test_a_right_claim_is_not_found_wrong() -> None:
    """The law of planted errors fails where nothing was planted."""
    with pytest.raises(LawError, match="control"):
        wrong_claims_are_found(RIGHT, RULES, ["control"])


def test_a_wrong_total_does_not_pass() -> None:
    """Right claims add up to the total that stands below them."""
    total = evolve(RIGHT.total, claimed=RIGHT.rows[0].claimed)
    with pytest.raises(LawError, match="total-mismatch"):
        right_claims_pass(evolve(RIGHT, total=total), RULES)


def test_two_rows_of_one_name_break_a_law_with_the_reason() -> None:
    """Nobody can tell which of them a form means; the problem names the rule set's file."""
    same = rules(TEXT.replace('label = "质量"', 'label = "报送"'))
    found = broken_laws(same)
    assert set(found) == {"says_its_figures"}
    said = found["says_its_figures"].render("en")
    assert 'the row "报送" could be any of' in said


def test_every_law_of_forms_is_tried() -> None:
    """By the names that the documentation lists."""
    assert set(FORM_LAWS) == {"says_its_figures", "right_claims_pass", "wrong_claims_are_found"}


def _claims() -> dict[str, Fraction | None]:
    return {score.id: score.claimed for score in score_form(RIGHT, RULES).scores}
