"""Rows that no rule set knows, scored by the criterion that the form prints beside them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from zhibiao.auditing.check import Audit
from zhibiao.auditing.rows import filled_rows
from zhibiao.model.form import Form, FormRow, Funds
from zhibiao.model.ruleset import Group, Heading, Indicator, RoundingRule, RuleSet, Tier
from zhibiao.model.scorecard import Score, Scorecard
from zhibiao.model.table import Table
from zhibiao.scoring.own_criteria import OwnCriterion, own_criterion
from zhibiao.scoring.score import score_form

_ID = "own"


def by_own_criteria(audit: Audit) -> Iterator[tuple[Scorecard, Score, FormRow]]:
    """Each row outside the rule set whose own criterion can be applied to its own actual."""
    for index, row in filled_rows(audit):
        if index in audit.score_of_row:
            continue
        own = own_criterion(row, _ID)
        if own is not None:
            card = score_form(_alone(audit.form, row), _rules(row, own))
            yield from ((card, score, row) for score in card.scores if score.row is not None)


def _alone(form: Form, row: FormRow) -> Form:
    """The form with nothing but the one row."""
    return evolve(form, rows=(row,), stated=(), funds=Funds())


def _rules(row: FormRow, own: OwnCriterion) -> RuleSet:
    """A rule set of that one row; nothing is rounded, since no standard says how."""
    points = row.points.number
    assert points is not None
    label = row.label
    return RuleSet(
        _ID,
        Heading(label, "cn", "department", 1, points, rounding=RoundingRule(at="never")),
        measures=Table({_ID: own.measure}),
        tiers=Table({_ID: Tier(row.tier, points)}),
        groups=Table({_ID: Group(_ID, row.group, points)}),
        indicators=Table({_ID: Indicator(_ID, label, points, own.scheme, criterion=row.criterion)}),
        shared=Table(),
    )
