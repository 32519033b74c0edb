"""What a score is drawn over: the one figure that moves it, or the ratio of two.

Figures that move the score only through another are held at a typical value, and a reason is
taken not to be given; whoever draws says so. What no figure moves, or several, has no curve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

from attrs import Factory, frozen

from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO
from zhibiao.expr import domain
from zhibiao.expr.domain import Numeric
from zhibiao.expr.nodes import Add, Const, Div, Expr, Input, Named
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.substituting import rebuilt
from zhibiao.expr.walk import children, inputs, kind_of, nodes
from zhibiao.messages import Message, Value, say
from zhibiao.messages import curves as texts

HUNDRED = Fraction(100)
MOVING = ("figure", "answer", "state")

Atom = Input | Named


@frozen
class Axis:
    """The figure that is drawn along, and what is assumed of the others.

    ``over`` is the figure that it is a share of, where the two are drawn as a ratio; its value
    is then among those that are ``held``. ``only`` is what the rule lets the figure be, where
    the figure itself does not know it: the states that a scheme names.
    """

    figure: Atom
    over: Atom | None = None
    held: Mapping[str, Fraction | bool] = Factory(dict)
    only: Numeric | None = None

    @property
    def name(self) -> str:
        """The name of the figure."""
        return self.figure.name

    @property
    def unit(self) -> Fraction:
        """What one on the axis is, in the unit of the figure."""
        return ONE if self.over is None else Fraction(self.held[self.over.name])

    def of(self, tree: Expr) -> Expr:
        """The tree over this axis: a number of cases is then a figure of its own."""
        if isinstance(self.figure, Input) or self.figure.role == "measure":
            return tree
        return _replaced(tree, {self.figure: Input(self.name, within=self.within)})

    @property
    def within(self) -> Numeric:
        """What the figure can be; shares of a whole have no steps of their own."""
        if self.only is not None:
            return self.only
        if isinstance(self.figure, Named) and self.figure.role != "measure":
            return outcomes(self.figure.child)
        return self.figure.within if self.over is None else domain.ends(self.figure.within)


def _own_name(leaf: Atom) -> Value:
    return leaf.name


def axis_of(
    tree: Expr,
    pair: tuple[str, str] | None = None,
    called: Callable[[Atom], Value] = _own_name,
) -> Axis:
    """What a score is drawn over.

    Args:
        tree: the tree of a score.
        pair: the figures for what was done and for what was planned, where the rule names them.
        called: what a figure is called where the message names it.

    Raises:
        UnsupportedNodeError: it is no curve over one figure; the message says why.
    """
    found = atoms(tree)
    if any(isinstance(leaf, Input) and leaf.outside is not None for leaf in found.values()):
        raise UnsupportedNodeError(say(texts.PROGRAM))
    held: dict[str, Fraction | bool] = {
        name: False for name, leaf in found.items() if _role(leaf) == "reason"
    }
    figures = {n: leaf for n, leaf in found.items() if _role(leaf) in MOVING}
    hidden = _hidden(figures)
    held |= {name: typical(figures.pop(name).within) for name in hidden}
    names = tuple(figures)
    if len(names) == 1:
        return Axis(figures[names[0]], held=held)
    ratio = _ratio(tree, figures, pair)
    if ratio is not None:
        figure, over = ratio
        return Axis(figure, over, {**held, over.name: typical(over.within, figure.within)})
    number = _number_of_cases(tree)
    if number is not None:
        return Axis(number, held=held)
    raise UnsupportedNodeError(_why_not(found, figures, called))


def settled(tree: Expr, end: Literal["low", "high"]) -> Expr:
    """A tree in which each score of an assessor is the least, or the most, that it can be."""
    parts: dict[Expr, Expr] = {}
    for leaf in inputs(tree):
        reach = domain.ends(leaf.within)
        value = reach.low if end == "low" else reach.high
        if _role(leaf) == "judged" and value is not None:
            parts[leaf] = Const(value)
    return _replaced(tree, parts)


def _replaced(tree: Expr, parts: Mapping[Expr, Expr]) -> Expr:
    done = dict(parts)

    def change(node: Expr) -> Expr:
        if isinstance(node, Const):  # false equals zero, and must not be taken for it
            return node
        if node not in done:
            done[node] = rebuilt(node, change)
        return done[node]

    return change(tree) if parts else tree


def atoms(tree: Expr, stop: Expr | None = None) -> dict[str, Atom]:
    """What a score is made from: figures and answers, and measures that stand for theirs.

    ``stop`` is a part that is taken for one figure as well.
    """
    found: dict[str, Atom] = {}
    waiting, seen = [tree], {tree}
    while waiting:
        node = waiting.pop()
        if isinstance(node, Input) or node == stop or _stands_for_itself(node):
            assert isinstance(node, (Input, Named))
            found.setdefault(node.name, node)
            continue
        for child in reversed(children(node)):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return found


def typical(within: Numeric, beside: Numeric = domain.UNBOUNDED) -> Fraction:
    """A number that a figure may well be: half of what it, or what is set beside it, can be."""
    own, other = domain.ends(within), domain.ends(beside)
    ends = own if own.high is not None else other
    wanted = HUNDRED if ends.high is None else ((ends.low or ZERO) + ends.high) / 2
    if domain.contains(within, wanted) and wanted > 0:
        return wanted
    candidates = [own.high, own.low, None if own.low is None else own.low + HUNDRED, ONE]
    fitting = (x for x in candidates if x is not None and x > 0 and domain.contains(within, x))
    return next(fitting, wanted)


def _stands_for_itself(node: Expr) -> bool:
    """A computed number is one figure; a computed answer is what its figures make it."""
    return isinstance(node, Named) and node.role == "measure" and kind_of(node) != "boolean"


def _role(leaf: Atom) -> str:
    """What kind of thing a leaf is; an id never holds a dot, and what is no measure does."""
    kind, dot, _ = leaf.name.partition(".")
    if dot:
        return kind
    return "answer" if kind_of(leaf) == "boolean" else "figure"


def _hidden(figures: Mapping[str, Atom]) -> list[str]:
    """Figures that another one of them is computed from: they ask only whether it exists."""
    below = {
        leaf.name
        for figure in figures.values()
        if isinstance(figure, Named)
        for leaf in inputs(figure.child)
    }
    return [name for name in figures if name in below]


def _ratio(
    tree: Expr, figures: Mapping[str, Atom], pair: tuple[str, str] | None
) -> tuple[Atom, Atom] | None:
    """The two figures whose quotient moves the score: what was done, and what was planned."""
    if len(figures) != 2 or any(_role(leaf) != "figure" for leaf in figures.values()):
        return None
    dividing = {node.denominator for node in nodes(tree) if isinstance(node, Div)}
    divided = [name for name, leaf in figures.items() if leaf in dividing]
    if not divided:
        return None
    if pair is not None and set(pair) == set(figures):
        return figures[pair[0]], figures[pair[1]]
    other = next(name for name in figures if name != divided[0])
    return figures[other], figures[divided[0]]


def _number_of_cases(tree: Expr) -> Named | None:
    """A sum of cases through which alone several figures and answers move the score."""
    for node in nodes(tree):
        if isinstance(node, Named) and node.role == "steps" and isinstance(node.child, Add):
            moving = [leaf for leaf in atoms(tree, node).values() if _role(leaf) in MOVING]
            if moving == [node]:
                return node
    return None


def _why_not(
    found: Mapping[str, Atom], figures: Mapping[str, Atom], called: Callable[[Atom], Value]
) -> Message:
    names = tuple(called(leaf) for leaf in figures.values())
    if len(names) > 1:
        is_asked = all(_role(leaf) == "answer" for leaf in figures.values())
        return say(texts.ANSWERS if is_asked else texts.SEVERAL, names=names)
    is_judged = any(_role(leaf) == "judged" for leaf in found.values())
    return say(texts.ASSESSED if is_judged else texts.NO_MEASURE)
