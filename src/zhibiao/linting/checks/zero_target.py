"""``zero-target``: a denominator that can be zero, and nothing says what then."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.backends.infix import infix
from zhibiao.expr.nodes import Expr, Named
from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.linting.clauses import dividing
from zhibiao.linting.guards import zero_denominators
from zhibiao.messages import Message, Text, say
from zhibiao.messages.scoring import EITHER_LANGUAGE
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.problem import Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.words import Words

FOUND = Text(
    zh="“{label}”的分母可能为零，没有写明那时怎么算",
    en='the denominator of "{label}" can be zero, and nothing says what then',
)
HINT = Text(
    zh='请写 undefined = "unknown"（不明）、"full"（得满分）或一个数',
    en='write undefined = "unknown", "full" (full marks) or a number',
)
FOUND_HERE = Text(
    zh="分母“{denominator}”可能为零，那时这里算不出结果",
    en='the denominator "{denominator}" can be zero, and then nothing comes of this',
)
HINT_HERE = Text(
    zh='请写明那时怎么算：if … = 0 then … else …；或给该量写 range = "> 0"；'
    "或另设一个带 formula 和 undefined 的量",
    en='say what then: if … = 0 then … else …; or give the measure the range "> 0"; or make it a '
    "measure with a formula and undefined",
)


@lint_check("zero-target", Severity.WARNING)
def zero_target(subject: Subject) -> Iterator[Sighting]:
    """A formula or test divides by what can be zero, and nothing says what then.

    What it finds:
        Measures whose formula has a denominator that neither the ranges nor a condition keep
        from zero, and which leave ``undefined`` out; and such denominators in the formulas and
        tests of schemes and adjustments, for which there is no ``undefined``.

    Why it matters:
        A unit without last year's 三公经费, or without a procurement budget, exists; the
        standard must say how it is scored. Left out, the rate is unknown.

    Example:
        ``(this_year - last_year) / last_year`` where last year may be 0.

    What to do:
        Write ``undefined``, and name it in ``assumed`` if the source is silent. In a scheme
        ask for zero first (``if base = 0 then 0 else 10 * money / base``), or make the quotient
        a measure of its own.

    Source:
        The rule-set language, ``undefined``.
    """
    rules = subject.rules
    scope = scope_of(rules)
    for name, measure in rules.measures.items():
        if measure.formula is None or ("measures", name, "undefined") in rules.places:
            continue
        tree = scope.resolve(name)
        if isinstance(tree, Named) and zero_denominators(tree.child):
            shown = say(FOUND, label=measure.label)
            yield Sighting(shown, ("measures", name, "formula"), say(HINT))
    for clause, tree in dividing(rules):
        for denominator in zero_denominators(tree):
            shown = say(FOUND_HERE, denominator=_named(denominator, rules))
            yield Sighting(shown, clause.path, say(HINT_HERE))


def _named(tree: Expr, rules: RuleSet) -> Message:
    """A denominator by the labels of its measures."""
    words = {lang: Words(rules.measures, lang) for lang in ("zh", "en")}
    return say(
        EITHER_LANGUAGE,
        **{lang: infix(tree, one.symbols, lang) for lang, one in words.items()},
    )
