"""``unused-measure``: a measure that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.expr.walk import inputs, measures
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.loading.rulesets import FUNDS
from zhibiao.messages import Text, say
from zhibiao.model.lowering.program import lower_scheme, scope_of
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="没有指标或公式用到“{name}”（{label}）",
    en='no indicator or formula uses "{name}" ({label})',
)


@lint_check("unused-measure", Severity.WARNING)
def unused_measure(subject: Subject) -> Iterator[Sighting]:
    """A measure is used by no indicator and no formula.

    What it finds:
        Measures that no scheme names and that stand in no formula. A measure with a formula
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
    scope = scope_of(rules)
    trees = [lower_scheme(rules, item) for item in rules.items]
    formulas = (scope.resolve(n) for n, m in rules.measures.items() if m.formula is not None)
    trees += [tree for tree in formulas if tree is not None]
    for tree in trees:
        used.update(node.name for node in inputs(tree))
        used.update(node.name for node in measures(tree))
    for name, measure in rules.measures.items():
        if FUNDS.get(name) == measure:
            continue  # nobody wrote it down; it comes with [execution]
        if name not in used and "unused" not in measure.assumed:
            yield Sighting(say(FOUND, name=name, label=measure.label), ("measures", name))
