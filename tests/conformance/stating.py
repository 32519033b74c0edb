"""Rows in which computed measures are stated beside their parts, and figures known by bounds.

A stated measure counts only where a part of its formula is not given at all. So each one meets
all of its parts, some, none, a denominator of zero, and parts of which only a bound is known.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from fractions import Fraction
from random import Random

from zhibiao.exact import ZERO, text
from zhibiao.expr.domain import contains
from zhibiao.expr.nodes import Div, Expr, Input, Named
from zhibiao.expr.walk import children, inputs, nodes
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.corners import ground
from zhibiao.testing.rows import Figures, rows

BESIDE = ("all", "some", "none", "zero", "bounds")
"""What of its parts stands beside a stated measure."""


def stating(rules: RuleSet, count: int, random: Random) -> Iterator[Figures]:
    """Rows of figures in which most computed measures of a rule set are stated."""
    computed = ground(rules).computed
    for figures in rows(rules, count, random, gaps=0):
        found = dict(figures)
        for measure in computed.values():
            _beside(measure, random.choice(BESIDE), found, rules, random)
        for name, measure in computed.items():
            if random.random() < 0.8:
                found |= _stated(name, measure, rules, random)
        yield found


def counted(tree: Expr, stated: Container[str]) -> set[str]:
    """What a tree is asked for: its inputs, or a stated measure that counts in their place."""
    found: set[str] = set()
    waiting, seen = [tree], {tree}
    while waiting:
        node = waiting.pop()
        if isinstance(node, Input) or (isinstance(node, Named) and _counts(node, stated)):
            found.add(node.name)
        else:
            below = [child for child in children(node) if child not in seen]
            seen.update(below)
            waiting += below
    return found


def _counts(measure: Named, stated: Container[str]) -> bool:
    """Whether one is stated, and a part of its formula neither stated nor made of such parts."""

    def told(node: Expr) -> bool:
        if isinstance(node, Input):
            return node.name in stated
        if isinstance(node, Named) and node.name in stated:
            return True
        return all(told(child) for child in children(node))

    return measure.name in stated and not told(measure.child)


def _beside(measure: Named, how: str, figures: Figures, rules: RuleSet, random: Random) -> None:
    parts = sorted({leaf.name for leaf in inputs(measure.child)} & rules.measures.keys())
    match how:
        case "some" | "none":
            for name in parts if how == "none" else random.sample(parts, 1):
                figures.pop(name, None)
        case "zero":
            figures |= dict.fromkeys(_below(measure.child), ZERO)
        case "bounds":
            for name in random.sample(parts, random.randrange(1, 1 + len(parts))):
                figures |= _bound(name, figures.get(name), random)


def _below(tree: Expr) -> Iterable[str]:
    """The figures that stand below a line, and can be zero."""
    for node in nodes(tree):
        if isinstance(node, Div):
            for leaf in inputs(node.denominator):
                if leaf.kind == "number" and contains(leaf.within, ZERO):
                    yield leaf.name


def _stated(name: str, measure: Named, rules: RuleSet, random: Random) -> Figures:
    is_rate = rules.measures[name].unit == "%"
    value = Fraction(random.randrange(-10, 41) * 5, 100 if is_rate else 5)
    if not contains(measure.within, value):
        return {}
    written = f"{text(value * 100)}%" if is_rate else value
    return _bound(name, written, random) if random.random() < 0.2 else {name: written}


def _bound(name: str, value: object, random: Random) -> Figures:
    """A figure of which only the least or the most is known; one without decimals stays."""
    sign = random.choice("≥≤")
    if isinstance(value, Fraction) and "/" not in text(value):
        return {name: f"{sign}{text(value)}"}
    return {name: f"{sign}{value}"} if isinstance(value, str) and value.endswith("%") else {}
