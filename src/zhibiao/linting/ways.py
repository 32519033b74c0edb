"""The ways through the cases of a score: what each gives, and figures that lead there.

A score by cases is a chain of conditions. Under each of them stands what the ones before it
left, so that a case which no figure reaches is known, and one that is reached has a witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import islice, product

from attrs import frozen

from zhibiao.exact import ONE
from zhibiao.expr.domain import Choice, EmptyError, Numeric, Span, contains, lattice_of
from zhibiao.expr.nodes import Const, Expr, If, Input, Named
from zhibiao.expr.outcomes import Facts, Interpretation, Null, Value, merged
from zhibiao.expr.walk import children, nodes

Figures = Mapping[str, Fraction | bool]

TRIES = 64
"""So many sets of figures are tried for a witness; one measure alone has five at most."""


@frozen
class Way:
    """One case that figures can reach: what it gives there, and some of those figures."""

    value: Numeric
    subjects: tuple[Input | Named, ...]
    choices: tuple[tuple[Fraction | bool, ...], ...]

    def figures(self) -> Iterator[Figures]:
        """Sets of figures that may lead there; what they give is to be tried."""
        names = [subject.name for subject in self.subjects]
        for values in islice(product(*self.choices), TRIES):
            yield dict(zip(names, values, strict=True))


def ways(tree: Expr) -> tuple[Way | None, ...]:
    """What each case of a chain gives, in its order; ``None`` for one that no figure reaches."""
    walk, found = _Walk(tree), []
    node, open_ = tree, True
    while isinstance(node, If):
        truth = walk.truth(node.condition) if open_ else False
        found.append(None if truth is False else walk.way(node.then, node.condition))
        open_ = open_ and truth is not True and walk.beyond(node.condition)
        node = node.otherwise
    found.append(walk.way(node) if open_ else None)
    return tuple(found)


def under(tree: Expr, condition: Expr) -> Way | None:
    """What a whole tree gives where a condition holds; ``None`` where it never does."""
    walk = _Walk(tree)
    return None if walk.truth(condition) is False else walk.way(tree, condition)


def subjects(tree: Expr) -> tuple[Input | Named, ...]:
    """The figures that a tree looks at itself, without those behind their formulas."""
    found: dict[str, Input | Named] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Input) or (isinstance(node, Named) and node.role == "measure"):
            found.setdefault(node.name, node)
        else:
            waiting.extend(reversed(children(node)))
    return tuple(found.values())


class _Walk:
    """One run down a chain, with what follows from the conditions that have failed."""

    def __init__(self, tree: Expr) -> None:
        self.run = Interpretation({})
        self.facts: Facts = {}
        self.subjects = subjects(tree)

    def truth(self, condition: Expr) -> bool | None:
        self.take(self.facts)
        return self.run.truth(condition)

    def take(self, facts: Facts) -> None:
        self.run.facts, self.run.settled = facts, {}

    def implied(self, condition: Expr, *, truth: bool) -> Facts:
        """What is so where a condition holds or fails; of FEEL's null nothing follows."""
        if any(isinstance(node, Const) and node.value is None for node in nodes(condition)):
            return self.facts
        self.take(self.facts)
        return merged(self.facts, self.run.implied(condition, truth=truth))

    def beyond(self, condition: Expr) -> bool:
        """Goes on to where a condition fails, if there is such a place."""
        with suppress(EmptyError):
            self.facts = self.implied(condition, truth=False)
            return True
        return False

    def way(self, tree: Expr, condition: Expr | None = None) -> Way | None:
        """What a tree gives, where a condition holds too."""
        with suppress(EmptyError):
            self.take(self.facts if condition is None else self.implied(condition, truth=True))
            value = self.run.number(tree)
            choices = tuple(_some(self.run.value(node), node) for node in self.subjects)
            return Way(value, self.subjects, choices)
        return None


def _some(value: Value, node: Input | Named) -> tuple[Fraction | bool, ...]:
    """A few values of what a figure can be, its ends first."""
    match value:
        case bool() | Fraction():
            return (value,)
        case Choice(values):
            return tuple(sorted(values)[:5])
        case Span(low, high):
            found = _between(low, high, lattice_of(value))
            return tuple(x for x in dict.fromkeys(found) if contains(value, x))
        case Null() | None:
            return (True, False) if isinstance(node, Input) else ()


def _between(
    low: Fraction | None, high: Fraction | None, grid: tuple[Fraction, Fraction] | None
) -> Iterator[Fraction]:
    step = ONE if grid is None else grid[0]
    yield from (end for end in (low, high) if end is not None)
    if low is not None and high is not None:
        yield (low + high) / 2
    if low is not None:
        yield low + step
    if high is not None:
        yield high - step
    if low is None and high is None:
        yield Fraction(0)
