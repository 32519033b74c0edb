"""What is true of every form, whatever the standard: one function a law.

As the laws of :mod:`zhibiao.testing.laws` these draw nothing and need no Hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from zhibiao.auditing import audit as auditing
from zhibiao.auditing.check import Audit, FormCheck
from zhibiao.auditing.checks.execution_score_mismatch import execution_score_mismatch
from zhibiao.auditing.checks.impossible_score import impossible_score
from zhibiao.auditing.checks.reading_dependent_score import reading_dependent_score
from zhibiao.auditing.checks.score_contradicts_criterion import score_contradicts_criterion
from zhibiao.auditing.checks.score_out_of_range import score_out_of_range
from zhibiao.auditing.checks.total_mismatch import total_mismatch
from zhibiao.auditing.finding import Finding
from zhibiao.exact import text
from zhibiao.messages import Text, say
from zhibiao.model.form import Form
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Claim, Scorecard
from zhibiao.scoring.score import score_figures, score_form
from zhibiao.testing import words
from zhibiao.testing.laws import Figures, LawError, numeric_text

SCORE_CHECKS: tuple[FormCheck, ...] = (
    score_contradicts_criterion,
    impossible_score,
    score_out_of_range,
    execution_score_mismatch,
    reading_dependent_score,
)
"""The checks that compare a claimed score with what the rule set gives."""


def says_its_figures(form: Form, rules: RuleSet, figures: Figures) -> None:
    """A form with all rows scores as the figures do that were written into it.

    What breaks it is a word of the rule set that means two things: two measures of one label, two
    rows that no heading tells apart, a state that is called as another one.

    Args:
        form: the form.
        rules: the rule set.
        figures: what the form states, reasons and rows that do not apply among it, by the names
            that the rule set has with the form's own rows in it.

    Raises:
        LawError: a score differs; the remarks of the form are said with it.
    """
    card = score_form(form, rules)
    lost = next((s.id for s in card.scores if s.row is None and s.item.tier), None)
    if lost is not None:
        remarks = card.remarks or (words.NOTHING,)
        raise LawError(say(words.ROW_LOST, what=lost, remarks=remarks), lost)
    again = score_figures(figures, card.rules)
    for one, other in zip(card.scores, again.scores, strict=True):
        if (one.value, one.status) != (other.value, other.status):
            message = say(
                words.FORM_DIFFERS,
                what=one.id,
                form=numeric_text(one.value),
                figures=numeric_text(other.value),
                remarks=card.remarks or (words.NOTHING,),
            )
            raise LawError(message, one.id)


def right_claims_pass(form: Form, rules: RuleSet) -> None:
    """An audit finds no fault with claimed scores that are possible on the form's own figures.

    Args:
        form: a form whose claims are right.
        rules: the rule set.

    Raises:
        LawError: a check on claimed scores finds an error; what it says is said with it.
    """
    card = score_form(form, rules)
    for score in card.scores:
        if score.claim is Claim.OUTSIDE:
            _broken_claim(words.CLAIM_REFUSED, card, score.id)
    checks = [*SCORE_CHECKS, total_mismatch]
    for found in _findings(form, card, checks):
        if found.severity is Severity.ERROR:
            raise LawError(say(words.CLAIM_FAULTED, check=found.check, why=found.message))


def wrong_claims_are_found(form: Form, rules: RuleSet, wrong: Iterable[str]) -> None:
    """An audit finds each claimed score that the form's own figures rule out.

    Args:
        form: the form.
        rules: the rule set.
        wrong: the ids of the scores whose claim is wrong.

    Raises:
        LawError: a wrong claim is not found.
    """
    card = score_form(form, rules)
    found = {one.where.label for one in _findings(form, card, SCORE_CHECKS)}
    for name in wrong:
        score = card[name]
        row = None if score.row is None else form.rows[score.row]
        label = score.item.label if row is None else row.label
        if score.claim is not Claim.OUTSIDE or label not in found:
            _broken_claim(words.CLAIM_MISSED, card, name)


@frozen
class FormTrial:
    """One try: a form with right claims, the same with wrong ones, and what it states."""

    rules: RuleSet
    right: Form
    wrong: Form
    figures: Figures
    planted: frozenset[str]


FORM_LAWS: Mapping[str, Callable[[FormTrial], None]] = {
    "says_its_figures": lambda tried: says_its_figures(tried.right, tried.rules, tried.figures),
    "right_claims_pass": lambda tried: right_claims_pass(tried.right, tried.rules),
    "wrong_claims_are_found": lambda tried: wrong_claims_are_found(
        tried.wrong, tried.rules, tried.planted
    ),
}
"""All laws of forms by name, as they are tried on any rule set."""


def _findings(form: Form, card: Scorecard, checks: Iterable[FormCheck]) -> tuple[Finding, ...]:
    return auditing.run(Audit(form, card), checks)


def _broken_claim(template: Text, card: Scorecard, name: str) -> None:
    score = card[name]
    claimed = "—" if score.claimed is None else text(score.claimed)
    message = say(template, what=name, claimed=claimed, found=numeric_text(score.value))
    raise LawError(message, name)
