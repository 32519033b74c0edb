"""What stands around the scores as trees: rows that do not apply, tiers, adjustments, the total.

``around`` adds up scores that are known already, reading by reading; here the same rules become
trees, for back ends that calculate all of a scorecard at once. On figures that are all known
both give the same, as a law of the tests says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from zhibiao.exact import ONE, ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import span
from zhibiao.expr.feel.lowering import condition, unary_test
from zhibiao.expr.nodes import Expr, If, Input, Max, Min
from zhibiao.model.around import Adjustment
from zhibiao.model.clauses import MeasureId
from zhibiao.model.lowering.program import APPLICABLE, ItemScope, lower, scope_of
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table
from zhibiao.scoring.open_rows import open_group

UNFILLED = "open."
"""How the points are named that the rows of an open tier can still earn."""


@frozen
class Sums:
    """All trees of a scorecard.

    ``scores`` are the scores as they stand in the table; ``adjusted`` tells what each
    adjustment makes of its sum; ``ratings`` are tests of the total.
    """

    scores: Table[str, Expr]
    tiers: Table[str, Expr]
    total: Expr
    ratings: Table[str, Expr] = field(factory=Table)
    adjusted: Table[str, tuple[Expr, Expr]] = field(factory=Table)


def lower_sums(rules: RuleSet, scores: Mapping[str, Expr] | None = None) -> Sums:
    """The trees of a rule set's scorecard.

    Args:
        rules: the rule set, with a form's own rows where it brings some.
        scores: other trees for some of the scores, such as inputs for those that a back end
            cannot do.
    """
    return _Adding(rules, scores or {}).sums()


class _Adding:
    def __init__(self, rules: RuleSet, scores: Mapping[str, Expr]) -> None:
        self.rules = rules
        self.trees = {**lower(rules).scores, **scores}
        self.out = {item.id: self._left_out(item) for item in rules.items}
        self.adjusted: dict[str, tuple[Expr, Expr]] = {}

    def sums(self) -> Sums:
        rules = self.rules
        shown = {item.id: self._counted(item) for item in rules.items}
        parts = {name: self._adjust(f"indicators.{name}", tree) for name, tree in shown.items()}
        tiers = {name: self._tier(name, parts) for name in rules.tiers}
        beside = [parts[item.id] for item in rules.items if not item.tier]
        total = build.add(*tiers.values(), *beside)
        total = self._rescaled(total, rules.items, "rescale-total")
        total = self._adjust("total", total)
        rounding = rules.ruleset.rounding
        if rounding.at == "total":
            total = build.rounded(total, rounding.places, rounding.mode)
        total = build.named("sum", "total", total)
        tests = {
            name: unary_test(test.text, total, scope_of(rules))
            for name, test in rules.ruleset.ratings.items()
        }
        return Sums(Table(shown), Table(tiers), total, Table(tests), Table(self.adjusted))

    def _left_out(self, item: Scored) -> Expr:
        """Whether a row does not apply."""
        policy = self.rules.policy_of(item)
        if policy is None or policy.policy == "forbidden":
            return build.FALSE
        said = build.compare("=", Input(APPLICABLE + item.id, "boolean"), build.FALSE)
        if policy.when is None:
            return said
        return build.either(said, condition(policy.when.text, scope_of(self.rules)))

    def _counted(self, item: Scored) -> Expr:
        out = self.out[item.id]
        if out == build.FALSE:
            return self.trees[item.id]
        policy = self.rules.policy_of(item)
        full = policy is not None and policy.policy == "full"
        return If(out, build.const(item.points if full else ZERO), self.trees[item.id])

    def _tier(self, name: str, parts: Mapping[str, Expr]) -> Expr:
        own = [item for item in self.rules.items if item.tier == name]
        whole = build.add(*(parts[item.id] for item in own))
        unfilled = self._unfilled(name, own)
        # The open rows' points stand for themselves: they are not stretched with the rest.
        whole = self._stretched(whole, own, "rescale-tier")
        if unfilled:
            whole = build.add(whole, Input(UNFILLED + name, within=span(ZERO, unfilled)))
        whole = self._rounded(whole, own, "rescale-tier")
        return build.named("sum", name, self._adjust(f"tiers.{name}", whole))

    def _unfilled(self, name: str, own: Sequence[Scored]) -> Fraction:
        brought = {item.group for item in own}
        fixed = sum((item.points for item in own), ZERO)
        return sum(
            (
                self.rules.tiers[name].points - fixed if opening.points is None else opening.points
                for key, opening in self.rules.open.items()
                if opening.tier == name and open_group(key) not in brought
            ),
            ZERO,
        )

    def _factor(self, items: Iterable[Scored], policy: str) -> Expr:
        """By how much the rest is stretched to stand for the rows that do not apply."""
        whole, kept = ZERO, []
        for item in items:
            own = self.rules.policy_of(item)
            points = build.const(item.points)
            whole += item.points
            stretches = own is not None and own.policy == policy
            kept.append(If(self.out[item.id], build.const(0), points) if stretches else points)
        if not any(isinstance(part, If) for part in kept):
            return build.const(1)
        rest = build.add(*kept)
        nothing = build.compare("=", rest, build.const(0))
        return If(nothing, build.const(1), build.divide(build.const(whole), rest))

    def _stretched(self, tree: Expr, items: Sequence[Scored], policy: str) -> Expr:
        factor = self._factor(items, policy)
        return tree if factor == build.const(1) else build.multiply(tree, factor)

    def _rounded(self, tree: Expr, items: Sequence[Scored], policy: str) -> Expr:
        factor, rounding = self._factor(items, policy), self.rules.ruleset.rounding
        if factor == build.const(1) or rounding.at == "never":
            return tree
        whole = build.compare("=", factor, build.const(ONE))
        return If(whole, tree, build.rounded(tree, rounding.places, rounding.mode))

    def _rescaled(self, tree: Expr, items: Sequence[Scored], policy: str) -> Expr:
        return self._rounded(self._stretched(tree, items, policy), items, policy)

    def _adjust(self, of: str, before: Expr) -> Expr:
        """A sum after all adjustments of it, in the order of the file."""
        for name, adjustment in self.rules.adjustments.items():
            if adjustment.of != of:
                continue
            after = self._applied(adjustment, before)
            if adjustment.when is not None:
                applies = condition(adjustment.when.text, scope_of(self.rules))
                after = If(applies, after, before)
            self.adjusted[name] = (before, after)
            before = after
        return before

    def _applied(self, adjustment: Adjustment, before: Expr) -> Expr:
        match adjustment.kind:
            case "bonus":
                return build.add(before, self._amount(adjustment))
            case "deduction":
                return Max((build.const(0), build.subtract(before, self._amount(adjustment))))
            case "cap":
                if adjustment.to is None:
                    return before
                return Min((before, build.const(adjustment.to)))
            case "veto":
                return build.const(adjustment.to or ZERO)
            case "multiplier":
                factor = ONE if adjustment.factor is None else adjustment.factor
                return build.multiply(build.const(factor), before)

    def _amount(self, adjustment: Adjustment) -> Expr:
        """How many points a bonus or deduction is worth."""
        amount: Expr = build.const(adjustment.points or ZERO)
        if adjustment.count is not None:
            scope = ItemScope(scope_of(self.rules), "", self.rules.ruleset.points)
            counted = scope.measure(MeasureId(adjustment.count))
            amount = build.multiply(amount, Max((build.const(0), counted)))
        if adjustment.cap is not None:
            amount = Min((amount, build.const(adjustment.cap)))
        return amount
