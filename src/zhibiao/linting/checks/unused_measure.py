"""``unused-measure``: a measure that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from zhibiao.errors import FormulaError, NumberError
from zhibiao.exact import ONE
from zhibiao.expr.feel.lowering import condition
from zhibiao.expr.nodes import Expr
from zhibiao.expr.walk import inputs, measures
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.loading.rulesets import FUNDS
from zhibiao.messages import Text, say
from zhibiao.model.lowering.program import ItemScope, lower_scheme, scope_of
from zhibiao.model.lowering.sums import lower_ratings
from zhibiao.model.measure import WeightedAggregate
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet

FOUND = Text(
    zh="没有任何一处用到“{name}”（{label}）",
    en='nothing uses "{name}" ({label})',
)


@lint_check("unused-measure", Severity.WARNING)
def unused_measure(subject: Subject) -> Iterator[Sighting]:
    """A measure is used by no indicator, no formula and nothing around the indicators.

    What it finds:
        Measures that no scheme names, that stand in no formula, adjustment, rating or test of
        ``not_applicable``, and that weight no other. A measure with a formula
        of its own counts as used, since an audit compares it with what a form states. The
        three columns of a funds table come with ``[execution]`` and need no use.

    Why it matters:
        It is often a misspelt twin of the one that was meant.

    Example:
        ``staff_rate`` beside ``staff_control_rate``.

    What to do:
        Use it or remove it. A measure that is only kept so that forms' words for it are
        recognised is marked with ``assumed = { unused = "why" }``.

    Source:
        The rule-set language, measures.
    """
    rules = subject.rules
    used: set[str] = set()
    for tree in _trees(rules):
        used.update(node.name for node in inputs(tree))
        used.update(node.name for node in measures(tree))
    used.update(one.count for one in rules.adjustments.values() if one.count is not None)
    for weighing in (measure.aggregate for measure in rules.measures.values()):
        if isinstance(weighing, WeightedAggregate):
            used.add(weighing.weighted)
    for name, measure in rules.measures.items():
        if FUNDS.get(name) == measure:
            continue  # nobody wrote it down; it comes with [execution]
        if name not in used and "unused" not in measure.assumed:
            yield Sighting(say(FOUND, name=name, label=measure.label), ("measures", name))


def _trees(rules: RuleSet) -> Iterator[Expr]:
    """Everything in a rule set that can read a measure."""
    scope = scope_of(rules)
    for item in rules.items:
        yield lower_scheme(rules, item)
    for name, measure in rules.measures.items():
        tree = scope.resolve(name) if measure.formula is not None else None
        if tree is not None:
            yield tree
    yield from lower_ratings(rules).values()
    around = [rules.not_applicable, *(one.not_applicable for one in rules.indicators.values())]
    for clause in (*around, *rules.adjustments.values()):
        if clause is not None and clause.when is not None:
            yield condition(clause.when.text, scope)
    for name, opening in rules.open.items():
        for scheme in (opening.quantitative, opening.qualitative):
            # A pro-rata scheme of open rows names no measures: each row brings its own.
            with suppress(FormulaError, NumberError):
                if scheme is not None:
                    yield scheme.lower(ItemScope(scope, name, opening.points or ONE))
