"""Computed measures that come out outside what they can be: what is said of them.

They are not known, as the tree itself says (:mod:`zhibiao.expr.reach`); nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from zhibiao.backends.infix import infix
from zhibiao.exact import unit_text
from zhibiao.expr.domain import contains
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.outcomes import Evidence, outcomes
from zhibiao.expr.reach import plain
from zhibiao.expr.walk import nodes
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.measure import MeasureType
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Reading
from zhibiao.scoring.coherence import coherent
from zhibiao.scoring.words import Words


def out_of_range(rules: RuleSet, readings: Mapping[str, tuple[Reading, ...]]) -> Iterator[Message]:
    """Of every computed measure that leaves its range: the value, the range, formula and figures.

    Figures that disagree are followed one reading after the other.
    """
    for node in _checked(rules):
        formula = plain(node.child)
        said: dict[Fraction, Message] = {}
        for chosen in coherent(formula, readings):
            evidence = {name: reading.value for name, reading in chosen.items()}
            value = outcomes(formula, evidence)
            if isinstance(value, Fraction) and not contains(node.within, value):
                said.setdefault(value, _said(rules, node, value, evidence))
        yield from said.values()


@lru_cache(maxsize=128)
def _checked(rules: RuleSet) -> tuple[Named, ...]:
    """The measures whose formula can leave their range."""
    trees = [scope_of(rules).resolve(name) for name in rules.measures]
    return tuple(
        tree for tree in trees if isinstance(tree, Named) and plain(tree.child) != tree.child
    )


def _said(rules: RuleSet, node: Named, value: Fraction, evidence: Evidence) -> Message:
    formula, measure = plain(node.child), rules.measures[node.name]
    in_words = {lang: Words(rules.measures, lang) for lang in ("zh", "en")}
    written = {lang: infix(formula, words.symbols, lang) for lang, words in in_words.items()}
    leaves = _leaves(formula, evidence)
    figures = {
        lang: separator.join(
            f"{words.name(leaf.name)} {words.value(evidence[leaf.name], leaf.unit)}"
            for leaf in leaves
        )
        for (lang, words), separator in zip(in_words.items(), ("、", ", "), strict=True)
    }
    return say(
        texts.MEASURE_OUT_OF_RANGE,
        label=measure.label,
        formula=say(texts.EITHER_LANGUAGE, **written),
        value=unit_text(value, measure.unit),
        range=range_text(rules, node.name),
        figures=say(texts.EITHER_LANGUAGE, **figures),
    )


def _leaves(formula: Expr, evidence: Evidence) -> list[Input | Named]:
    """The figures that a value was made of."""
    found = {
        node.name: node
        for node in nodes(formula)
        if isinstance(node, (Input, Named)) and node.name in evidence
    }
    return list(found.values())


def range_text(rules: RuleSet, name: str) -> str | Message:
    """What a measure can be, as it is declared."""
    measure = rules.measures[name]
    if measure.range is not None and measure.type is MeasureType.COUNT:
        return say(texts.WHOLE_WITHIN, range=measure.range.text)
    if measure.range is not None:
        return measure.range.text
    if measure.levels:
        return say(texts.ONE_OF_LEVELS, count=len(measure.levels))
    return say(texts.WHOLE_FROM_ZERO)
