"""Tiers and total as trees over scores: what stands around the indicators, lowered once.

The rules become small steps in the order in which they are taken. Each is a tree over the scores
(inputs named ``score.<id>``), the steps before it, what the open rows of a tier can still earn
(``open.<tier>``), and what has to be decided first: whether a row is left out (``out.<id>``),
whether an adjustment applies (``when.<name>``) and how many points it is worth
(``amount.<name>``). The decisions are trees over figures and answers.

``scoring.around`` takes the steps one by one, since it also follows what is not decided.
:func:`lower_sums` writes them out as two trees for each sum, its least and its most, and
:meth:`Steps.over` as one tree over the scores' own trees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from zhibiao.exact import ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import Numeric, ends, span
from zhibiao.expr.feel.lowering import condition, unary_test
from zhibiao.expr.nodes import Expr, If, Input, Max, Min, Not
from zhibiao.expr.substituting import substituted
from zhibiao.expr.walk import inputs
from zhibiao.model.around import Adjustment
from zhibiao.model.lowering.program import APPLICABLE, scope_of
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table

SCORE = "score."
"""How the scores that a sum is made of are named."""
OUT = "out."
WHEN = "when."
AMOUNT = "amount."
"""How decisions are named."""
UNFILLED = "open."
"""How the points are named that the rows of an open tier can still earn."""
COUNTS, SUM, AFTER = "counts.", "sum.", "after."

OPEN_GROUP = "open_"
"""How the group of the rows that a form brings is named, before the key of their table."""

TOTAL = "total"
NOTHING = build.const(0)


@frozen
class Written:
    """All sums over figures, answers and whatever stood for the scores.

    Attributes:
        scores: each score after it is known whether its row applies.
        tiers: the tiers, by id.
        total: the total.
        changes: for each adjustment the sum before it and after it, in the order of the file.
    """

    scores: Table[str, Expr]
    tiers: Table[str, Expr]
    total: Expr
    changes: Table[str, tuple[Expr, Expr]]


@frozen
class Steps:
    """What stands around the scores, step by step.

    Attributes:
        decisions: what each decision is.
        steps: the trees of the steps by name, each after those that it takes.
        scores: which step each score is after it is known whether its row applies.
        tiers: which step each tier is.
        total: which step the total is.
        changes: for each adjustment the step before it and its own.
    """

    decisions: Table[str, Expr]
    steps: Table[str, Expr]
    scores: Table[str, str]
    tiers: Table[str, str]
    total: str
    changes: Table[str, tuple[str, str]]

    def out(self, item: str) -> Expr | None:
        """The test that says that a row does not apply; nothing where it always does."""
        return self.decisions.get(OUT + item)

    def over(self, parts: Mapping[str, Expr]) -> Written:
        """Everything written out, with trees in place of scores and of open rows' points.

        Args:
            parts: the trees by the names of the inputs; those that are not among them stay.
        """
        known: dict[str, Expr] = {**self.decisions, **parts}
        for name, tree in self.steps.items():
            known[name] = substituted(tree, known)
        return Written(
            scores=Table({name: known[step] for name, step in self.scores.items()}),
            tiers=Table({name: known[step] for name, step in self.tiers.items()}),
            total=known[self.total],
            changes=Table({n: (known[a], known[b]) for n, (a, b) in self.changes.items()}),
        )


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
    """The trees of what stands around the scores, over inputs named ``score.<id>``.

    They hold wherever it is decided which rows apply and which adjustments do. The least and the
    most of a sum differ by what the open rows of a tier can still earn.

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
    steps = lower_steps(rules)
    reach = {
        node.name: ends(node.within)
        for tree in steps.steps.values()
        for node in inputs(tree)
        if node.name.startswith(UNFILLED)
    }
    low = steps.over({name: build.const(whole.low or ZERO) for name, whole in reach.items()})
    high = steps.over({name: build.const(whole.high or ZERO) for name, whole in reach.items()})
    out = ((item.id, steps.out(item.id)) for item in rules.items)
    return Sums(
        out=Table({name: test for name, test in out if test is not None}),
        scores=low.scores,
        tiers=Table({name: Ends(tree, high.tiers[name]) for name, tree in low.tiers.items()}),
        total=Ends(low.total, high.total),
    )


@lru_cache(maxsize=128)
def lower_ratings(rules: RuleSet) -> Table[str, Expr]:
    """The tests of a rule set's ratings, of an input named ``total``, in the order of the file."""
    scope, total = scope_of(rules), Input(TOTAL)
    tests = rules.ruleset.ratings.items()
    return Table({name: unary_test(test.text, total, scope) for name, test in tests})


@lru_cache(maxsize=128)
def lower_steps(rules: RuleSet) -> Steps:
    """What stands around a rule set's scores, step by step.

    Raises:
        FormulaError: when a clause means nothing; ``loading`` reports it with its line.
    """
    return _Stepping(rules).all()


class _Stepping:
    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.scope = scope_of(rules)
        self.decisions: dict[str, Expr] = {}
        self.steps: dict[str, Expr] = {}
        self.changes: dict[str, tuple[str, str]] = {}

    def all(self) -> Steps:
        """All steps: scores, tiers, total."""
        items = self.rules.items
        scores = {item.id: self.score(item) for item in items}
        parts = {name: self.adjusted(f"indicators.{name}", step) for name, step in scores.items()}
        tiers = {name: self.tier(name, parts) for name in self.rules.tiers}
        beside = [parts[item.id] for item in items if not item.tier]
        total = self.total([*tiers.values(), *beside])
        return Steps(
            decisions=Table(self.decisions),
            steps=Table(self.steps),
            scores=Table(scores),
            tiers=Table(tiers),
            total=total,
            changes=Table(
                {n: self.changes[n] for n in self.rules.adjustments if n in self.changes}
            ),
        )

    def order(self) -> list[str]:
        """The adjustments in the order of the file."""
        return [name for name in self.rules.adjustments if name in self.changes]

    def step(self, name: str, tree: Expr) -> str:
        """One more step."""
        self.steps[name] = tree
        return name

    def decision(self, name: str, tree: Expr) -> Input:
        """The input that stands for a decision."""
        self.decisions[name] = tree
        return Input(name, "boolean")

    def left_out(self, item: Scored) -> Expr:
        """Whether an item does not apply: the form says so, or its test does."""
        policy = self.rules.policy_of(item)
        if policy is None or policy.policy == "forbidden":
            return build.FALSE
        said: Expr = Not(Input(APPLICABLE + item.id, "boolean"))
        if policy.when is not None:
            said = build.either(said, condition(policy.when.text, self.scope))
        return self.decision(OUT + item.id, said)

    def score(self, item: Scored) -> str:
        """A score, or what it counts where its row does not apply."""
        score: Expr = Input(SCORE + item.id, within=span(ZERO, item.points))
        out = self.left_out(item)
        if out != build.FALSE:
            full = self.policy(item) == "full"
            score = If(out, build.const(item.points if full else 0), score)
        return self.step(COUNTS + item.id, score)

    def tier(self, name: str, parts: Mapping[str, str]) -> str:
        """A tier: its scores, stretched, with what its open rows can still earn, and adjusted."""
        own = [item for item in self.rules.items if item.tier == name]
        whole = build.add(*(Input(parts[item.id]) for item in own))
        unfilled = self.unfilled(name, own)
        # The open rows' points stand for themselves: they are not stretched with the rest.
        open_ = Input(UNFILLED + name, within=span(ZERO, unfilled)) if unfilled else NOTHING
        tree = self.stretched(whole, self.factor(own, "rescale-tier"), open_)
        return self.adjusted(f"tiers.{name}", self.step(f"{SUM}tiers.{name}", tree))

    def total(self, parts: Iterable[str]) -> str:
        """The total: tiers and what stands beside them, stretched and adjusted."""
        factor = self.factor(self.rules.items, "rescale-total")
        whole = self.stretched(build.add(*map(Input, parts)), factor)
        adjusted = self.adjusted(TOTAL, self.step(SUM + TOTAL, whole))
        rounding = self.rules.ruleset.rounding
        if rounding.at != "total":
            return adjusted
        return self.step(TOTAL, build.rounded(Input(adjusted), rounding.places, rounding.mode))

    def factor(self, items: Iterable[Scored], policy: str) -> Expr:
        """By how much the rest is stretched to stand for the rows that do not apply."""
        whole, gone = ZERO, []
        for item in items:
            whole += item.points
            if self.policy(item) == policy:
                out = Input(OUT + item.id, "boolean")
                gone.append(build.counted(out, build.const(item.points)))
        if not gone:
            return build.const(1)
        kept = build.subtract(build.const(whole), build.add(*gone))
        none_left = build.compare("=", kept, NOTHING)
        return If(none_left, build.const(1), build.divide(build.const(whole), kept))

    def policy(self, item: Scored) -> str:
        """The name of an item's policy."""
        found = self.rules.policy_of(item)
        return "" if found is None else found.policy

    def stretched(self, whole: Expr, factor: Expr, beside: Expr = NOTHING) -> Expr:
        """A sum, stretched and rounded again where there is anything to stretch."""
        plain = build.add(whole, beside)
        if factor == build.const(1):
            return plain
        longer = build.add(build.multiply(whole, factor), beside)
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

    def adjusted(self, of: str, before: str) -> str:
        """A sum after all adjustments of it, in the order of the file."""
        for name, adjustment in self.rules.adjustments.items():
            if adjustment.of != of:
                continue
            tree = self.applied(name, adjustment, Input(before))
            if adjustment.when is not None:
                test = condition(adjustment.when.text, self.scope)
                tree = If(self.decision(WHEN + name, test), tree, Input(before))
            after = self.step(AFTER + name, tree)
            self.changes[name] = (before, after)
            before = after
        return before

    def applied(self, name: str, adjustment: Adjustment, before: Expr) -> Expr:
        """A sum after one adjustment that applies."""
        match adjustment.kind:
            case "bonus":
                return build.add(before, self.amount(name, adjustment))
            case "deduction":
                left = build.subtract(before, self.amount(name, adjustment))
                return Max((NOTHING, left))
            case "cap":
                limit = adjustment.to
                return before if limit is None else Min((before, build.const(limit)))
            case "veto":
                return build.const(adjustment.to or ZERO)
            case "multiplier":
                factor = adjustment.factor
                return before if factor is None else build.multiply(before, build.const(factor))

    def amount(self, name: str, adjustment: Adjustment) -> Expr:
        """How many points a bonus or deduction is worth."""
        points = build.const(adjustment.points or ZERO)
        amount: Expr = points
        if adjustment.count is not None:
            counted = self.scope.resolve(adjustment.count)
            assert counted is not None  # loading has found the measure
            amount = build.multiply(points, Max((NOTHING, counted)))
        if adjustment.cap is not None:
            amount = Min((amount, build.const(adjustment.cap)))
        if adjustment.count is None:
            return amount
        self.decisions[AMOUNT + name] = amount
        return Input(AMOUNT + name, within=worth(adjustment))


def worth(adjustment: Adjustment) -> Numeric:
    """What a bonus or deduction by count can be worth at all, whatever is known of the count."""
    return span(ZERO, adjustment.cap)
