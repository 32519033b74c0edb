"""Tiers and total as trees over scores: what stands around the indicators, lowered.

Each sum is a tree over inputs named ``score.<id>``. It holds wherever it is decided which rows
apply and which adjustments do; ``scoring.around`` also follows what is not decided. A sum has two
trees, for its least (over the least of each score) and for its most: they differ by what the open
rows of a tier can still earn.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from zhibiao.exact import ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import span
from zhibiao.expr.feel.lowering import condition, unary_test
from zhibiao.expr.nodes import Expr, If, Input, Max, Min, Not
from zhibiao.model.around import Adjustment
from zhibiao.model.lowering.program import APPLICABLE, scope_of
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table

SCORE = "score."
"""How the scores that a sum is made of are named."""

OPEN_GROUP = "open_"
"""How the group of the rows that a form brings is named, before the key of their table."""


@frozen
class Ends:
    """The trees of a sum's least and most."""

    low: Expr
    high: Expr

    @property
    def is_one(self) -> bool:
        """Whether the two are one tree."""
        return self.low == self.high


@frozen
class Sums:
    """The trees of what stands around the scores.

    Attributes:
        out: for each score that may not apply, the test that says that it does not.
        scores: each score after that: its points or nothing where its row does not apply.
        tiers: the tiers, by id.
        total: the total.
    """

    out: Table[str, Expr]
    scores: Table[str, Expr]
    tiers: Table[str, Ends]
    total: Ends


@lru_cache(maxsize=128)
def lower_sums(rules: RuleSet) -> Sums:
    """The trees of a rule set's tiers and total.

    Raises:
        FormulaError: when a clause means nothing; ``loading`` reports it with its line.
    """
    return _Around(rules).sums()


@lru_cache(maxsize=128)
def lower_ratings(rules: RuleSet) -> Table[str, Expr]:
    """The tests of a rule set's ratings, of an input named ``total``, in the order of the file."""
    scope, total = scope_of(rules), Input("total")
    tests = rules.ruleset.ratings.items()
    return Table({name: unary_test(test.text, total, scope) for name, test in tests})


class _Around:
    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.scope = scope_of(rules)
        tests = ((item.id, self.left_out(item)) for item in rules.items)
        self.out = {name: test for name, test in tests if test != build.FALSE}

    def sums(self) -> Sums:
        """All of them."""
        scores = {item.id: self.score(item) for item in self.rules.items}
        tiers = {name: self.tier(name, scores) for name in self.rules.tiers}
        return Sums(Table(self.out), Table(scores), Table(tiers), self.total(tiers, scores))

    def left_out(self, item: Scored) -> Expr:
        """Whether an item does not apply: the form says so, or its test does."""
        policy = self.rules.policy_of(item)
        if policy is None or policy.policy == "forbidden":
            return build.FALSE
        said = Not(Input(APPLICABLE + item.id, "boolean"))
        if policy.when is None:
            return said
        return build.either(said, condition(policy.when.text, self.scope))

    def score(self, item: Scored) -> Expr:
        """A score, or what it counts where its row does not apply."""
        score: Expr = Input(SCORE + item.id, within=span(ZERO, item.points))
        if item.id not in self.out:
            return score
        policy = self.rules.policy_of(item)
        full = policy is not None and policy.policy == "full"
        return If(self.out[item.id], build.const(item.points if full else 0), score)

    def tier(self, name: str, scores: dict[str, Expr]) -> Ends:
        """A tier: its scores, stretched and adjusted."""
        own = [item for item in self.rules.items if item.tier == name]
        members = [self.adjusted(f"indicators.{item.id}", scores[item.id]) for item in own]
        factor = self.factor(own, "rescale-tier")
        whole = build.add(*members)
        low = self.adjusted(f"tiers.{name}", self.stretched(whole, factor))
        unfilled = self.unfilled(name, own)
        if not unfilled:
            return Ends(low, low)
        most = self.stretched(whole, factor, beside=unfilled)
        return Ends(low, self.adjusted(f"tiers.{name}", most))

    def total(self, tiers: dict[str, Ends], scores: dict[str, Expr]) -> Ends:
        """The total: tiers and what stands beside them, stretched and adjusted."""
        beside = [
            self.adjusted(f"indicators.{item.id}", scores[item.id])
            for item in self.rules.items
            if not item.tier
        ]
        factor = self.factor(self.rules.items, "rescale-total")
        low = self.whole([tier.low for tier in tiers.values()], beside, factor)
        if all(tier.is_one for tier in tiers.values()):
            return Ends(low, low)
        return Ends(low, self.whole([tier.high for tier in tiers.values()], beside, factor))

    def whole(self, tiers: list[Expr], beside: list[Expr], factor: Expr) -> Expr:
        """One end of the total."""
        stretched = self.stretched(build.add(*tiers, *beside), factor)
        total = self.adjusted("total", stretched)
        rounding = self.rules.ruleset.rounding
        if rounding.at == "total":
            return build.rounded(total, rounding.places, rounding.mode)
        return total

    def factor(self, items: list[Scored] | tuple[Scored, ...], policy: str) -> Expr:
        """By how much the rest is stretched to stand for the rows that do not apply."""
        stretching = {
            item.id: item.points
            for item in items
            if item.id in self.out and self.policy(item) == policy
        }
        if not stretching:
            return build.const(1)
        whole = sum((item.points for item in items), ZERO)
        gone = [build.counted(self.out[name], build.const(n)) for name, n in stretching.items()]
        kept = build.subtract(build.const(whole), build.add(*gone))
        none_left = build.compare("=", kept, build.const(0))
        return If(none_left, build.const(1), build.divide(build.const(whole), kept))

    def policy(self, item: Scored) -> str:
        """The name of an item's policy."""
        found = self.rules.policy_of(item)
        return "" if found is None else found.policy

    def stretched(self, whole: Expr, factor: Expr, beside: Fraction = ZERO) -> Expr:
        """A sum, stretched and rounded again where there is anything to stretch."""
        more = build.const(beside)
        plain = build.add(whole, more)
        if factor == build.const(1):
            return plain
        longer = build.add(build.multiply(whole, factor), more)
        rounding = self.rules.ruleset.rounding
        if rounding.at != "never":
            longer = build.rounded(longer, rounding.places, rounding.mode)
        return If(build.compare("=", factor, build.const(1)), plain, longer)

    def unfilled(self, name: str, own: list[Scored]) -> Fraction:
        """What a tier's open rows can still earn where none of them was brought."""
        brought = {item.group for item in own}
        fixed = sum((item.points for item in own), ZERO)
        points = self.rules.tiers[name].points
        return sum(
            (
                points - fixed if opening.points is None else opening.points
                for key, opening in self.rules.open.items()
                if opening.tier == name and OPEN_GROUP + key not in brought
            ),
            ZERO,
        )

    def adjusted(self, of: str, tree: Expr) -> Expr:
        """A sum after all adjustments of it, in the order of the file."""
        for adjustment in self.rules.adjustments.values():
            if adjustment.of != of:
                continue
            applied = self.applied(adjustment, tree)
            if adjustment.when is None:
                tree = applied
            else:
                tree = If(condition(adjustment.when.text, self.scope), applied, tree)
        return tree

    def applied(self, adjustment: Adjustment, tree: Expr) -> Expr:
        """A sum after one adjustment that applies."""
        match adjustment.kind:
            case "bonus":
                return build.add(tree, self.amount(adjustment))
            case "deduction":
                left = build.subtract(tree, self.amount(adjustment))
                return Max((build.const(0), left))
            case "cap":
                limit = adjustment.to
                return tree if limit is None else Min((tree, build.const(limit)))
            case "veto":
                return build.const(adjustment.to or ZERO)
            case "multiplier":
                factor = adjustment.factor
                return tree if factor is None else build.multiply(tree, build.const(factor))

    def amount(self, adjustment: Adjustment) -> Expr:
        """How many points a bonus or deduction is worth."""
        amount: Expr = build.const(adjustment.points or ZERO)
        if adjustment.count is not None:
            counted = self.scope.resolve(adjustment.count)
            assert counted is not None  # loading has found the measure
            amount = build.multiply(amount, Max((build.const(0), counted)))
        if adjustment.cap is not None:
            amount = Min((amount, build.const(adjustment.cap)))
        return amount
