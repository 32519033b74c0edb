"""``zero-target``: a denominator that can be zero, and nothing says what then."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.exact import ZERO
from zhibiao.expr.domain import contains
from zhibiao.expr.nodes import Const, Div, Named
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import nodes
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”的分母可能为零，没有写明那时怎么算",
    en='the denominator of "{label}" can be zero, and nothing says what then',
)
HINT = Text(
    zh='请写 undefined = "unknown"（不明）、"full"（得满分）或一个数',
    en='write undefined = "unknown", "full" (full marks) or a number',
)


@lint_check("zero-target", Severity.WARNING)
def zero_target(subject: Subject) -> Iterator[Sighting]:
    """A measure divides by what can be zero, and ``undefined`` is not written.

    What it finds:
        Measures whose formula has a denominator that the ranges do not keep from zero, and
        which leave ``undefined`` out.

    Why it matters:
        A unit without last year's 三公经费, or without a procurement budget, exists; the
        standard must say how it is scored. Left out, the rate is unknown.

    Example:
        ``(this_year - last_year) / last_year`` where last year may be 0.

    What to do:
        Write ``undefined``, and name it in ``assumed`` if the source is silent.

    Source:
        The rule-set language, ``undefined``.
    """
    rules = subject.rules
    scope = scope_of(rules)
    for name, measure in rules.measures.items():
        if measure.formula is None or ("measures", name, "undefined") in rules.places:
            continue
        tree = scope.resolve(name)
        below = nodes(tree.child) if isinstance(tree, Named) else ()
        denominators = [
            node.denominator
            for node in below
            if isinstance(node, Div) and not isinstance(node.denominator, Const)
        ]
        if any(contains(outcomes(one), ZERO) for one in denominators):
            shown = say(FOUND, label=measure.label)
            yield Sighting(shown, ("measures", name, "formula"), say(HINT))
