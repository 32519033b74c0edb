"""How well a form's layout fits a rule set: its rows, tiers, points and criteria."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from zhibiao.exact import ZERO
from zhibiao.model.form import Form, FormRow, word
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.matching import matched_indexes

MIN_SHARE = Fraction(1, 2)
"""Less than half of its rows known is no fit."""


@frozen(order=True)
class Fit:
    """What of a form a rule set knows; the greater of two fits better.

    ``fixed`` are the rows that it names itself, ``known`` those together with the rows that it
    leaves open; then come the criteria and tiers that agree, and the item of execution.
    """

    known: int
    fixed: int
    criteria: int
    tiers: int
    execution: bool
    rows: int

    @property
    def is_fit(self) -> bool:
        """Whether at least half of the rows are known."""
        return self.known >= MIN_SHARE * self.rows


def fit(form: Form, rules: RuleSet) -> Fit:
    """How well a form fits a rule set."""
    fixed = matched_indexes(form, rules)
    opened = {word(one) for name in rules.open for one in _headings(rules, name)}
    known = {i for i, row in enumerate(form.rows) if i in fixed or word(row.tier) in opened}
    wanted = {word(item.criterion) for item in rules.items if item.criterion}
    same = sum(1 for i in fixed if word(form.rows[i].criterion) in wanted)
    return Fit(
        known=len(known),
        fixed=len(fixed),
        criteria=same,
        tiers=_tiers(form, rules),
        execution=(rules.execution is not None) == (not form.funds.points.is_empty),
        rows=len(form.rows),
    )


def _headings(rules: RuleSet, name: str) -> tuple[str, ...]:
    tier = rules.tiers.get(rules.open[name].tier)
    return () if tier is None else (tier.label, *tier.aliases)


def _tiers(form: Form, rules: RuleSet) -> int:
    """How many tiers are worth in the form what they are in the rule set."""
    by_tier: dict[str, list[FormRow]] = {}
    for row in form.rows:
        by_tier.setdefault(word(row.tier), []).append(row)
    agreeing = 0
    for tier in rules.tiers.values():
        rows = [
            r
            for w in dict.fromkeys(map(word, (tier.label, *tier.aliases)))
            for r in by_tier.get(w, ())
        ]
        stated = {row.tier_points.number for row in rows} - {None}
        total = sum(row.points.number or ZERO for row in rows)
        agreeing += bool(rows) and tier.points in {*stated, total}
    return agreeing
