"""A tree over one part of an axis: each node becomes a function of the figure in pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from attrs import evolve

from zhibiao.backends.curve import arcs
from zhibiao.backends.curve.arcs import Arc
from zhibiao.backends.curve.pieces import (
    At,
    Curve,
    Piece,
    TooManyCornersError,
    at_poles,
    is_number,
    joined,
    passes,
    picked,
    rounded,
    simplified,
    tested,
)  # fmt: skip
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO, round_to
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
    Div,
    Expr,
    If,
    Input,
    Max,
    Median,
    Min,
    Mul,
    Named,
    Not,
    Or,
    Power,
    Round,
    Sqrt,
    assert_never,
)  # fmt: skip
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.substituting import rebuilt
from zhibiao.messages import curves as texts
from zhibiao.messages import say

STAIRS = 40
"""A rounding that makes more steps than these in sight is left out of the drawing."""
STEPS = 200
"""So many steps are drawn where the rule itself counts whole ones."""

Held = Mapping[str, "Fraction | bool"]


def drawn(tree: Expr, name: str, ends: tuple[Fraction, Fraction], held: Held) -> Curve:
    """The tree between two ends of the axis.

    Args:
        tree: the tree of a score.
        name: the input or computed measure that is drawn along.
        ends: the part of the axis.
        held: the values of the other figures.
    """
    drawing = _Drawing(name, ends, held)
    try:
        found = drawing.draw(tree)
    except TooManyCornersError:  # stairs upon stairs: all of them as lines, then
        drawing = _Drawing(name, ends, held, most=0)
        found = drawing.draw(tree)
    if drawing.has_poles:  # what is undefined there may or may not decide
        plain = without(tree, drawing.left_out)
        points = (outcomes(plain, {**held, name: x}) for x in found.corners)
        at = tuple(value if isinstance(value, Fraction) else None for value in points)
        found = evolve(found, at=at)
    return evolve(simplified(found), left_out=tuple(drawing.left_out))


def without(tree: Expr, left_out: Sequence[Round]) -> Expr:
    """A tree without some of its roundings."""
    done: dict[Expr, Expr] = {}

    def change(node: Expr) -> Expr:
        if isinstance(node, Const):  # false equals zero, and must not be taken for it
            return node
        if node not in done:
            if isinstance(node, Round) and node in left_out:
                done[node] = change(node.operand)
            else:
                done[node] = rebuilt(node, change)
        return done[node]

    return change(tree) if left_out else tree


class _Drawing:
    def __init__(
        self, name: str, ends: tuple[Fraction, Fraction], held: Held, most: int = STEPS
    ) -> None:
        self.name = name
        self.ends = ends
        self.held = held
        self.most = most
        self.done: dict[Expr, Curve] = {}
        self.left_out: list[Round] = []
        self.has_poles = False

    def draw(self, node: Expr) -> Curve:
        if isinstance(node, Const):  # false equals zero, and must not be taken for it
            return self.constant(node.value)
        if node not in self.done:
            self.done[node] = self.fresh(node)
        return self.done[node]

    def all(self, nodes: Sequence[Expr]) -> list[Curve]:
        return [self.draw(node) for node in nodes]

    def constant(self, value: At) -> Curve:
        piece: Piece = value if value is None or isinstance(value, bool) else arcs.flat(value)
        return Curve(self.ends, (value, value), (piece,))

    def fresh(self, node: Expr) -> Curve:
        match node:
            case Const(value=value):
                return self.constant(value)
            case Input() | Named():
                return self.figure(node)
            case If(condition, then, otherwise):
                return joined(self.all((condition, then, otherwise)), _chosen, _chosen)
            case Compare(operator, left, right):
                return tested(self.all((left, right)), lambda pair: _compared(operator, *pair))
            case And(operands):
                return joined(self.all(operands), _and, _and)
            case Or(operands):
                return joined(self.all(operands), _or, _or)
            case Not(operand):
                return joined([self.draw(operand)], _not, _not)
            case _:
                return self.number(node)

    def figure(self, node: Input | Named) -> Curve:
        """The axis itself, a figure that is held, or what has a name of its own."""
        if isinstance(node, Input) or node.role == "measure":
            if node.name == self.name:
                return Curve(self.ends, self.ends, (arcs.arc((ONE, ZERO)),))
            if node.name in self.held:
                return self.constant(self.held[node.name])
        if isinstance(node, Named):
            return self.draw(node.child)
        raise UnsupportedNodeError(say(texts.SEVERAL, names=(self.name, node.name)))

    def number(self, node: Add | Mul | Div | Power | Sqrt | Round | Min | Max | Median) -> Curve:
        match node:
            case Add(terms):
                return reduce(lambda a, b: joined([a, b], _sum, _arc_sum), self.all(terms))
            case Mul(factors):
                return reduce(lambda a, b: joined([a, b], _times, _arc_times), self.all(factors))
            case Div():
                return self.quotient(node)
            case Min(operands):
                return picked(self.all(operands), min)
            case Max(operands):
                return picked(self.all(operands), max)
            case Median(operands):
                return self.median(operands)
            case Round():
                return self.rounding(node)
            case Power() | Sqrt():
                raise UnsupportedNodeError(say(texts.BENT))
            case _:
                assert_never(node)

    def quotient(self, node: Div) -> Curve:
        bottom = at_poles(self.draw(node.denominator))
        if any(value == 0 for value in bottom.at):
            self.has_poles = True

        def divided(values: Sequence[At]) -> At:
            top, under = values
            if not is_number(under) or not is_number(top):
                return None
            return top / under if under else node.undefined

        def arc(pieces: Sequence[Piece]) -> Piece:
            top, under = pieces
            if not isinstance(under, Arc) or not isinstance(top, Arc):
                return None
            if under == arcs.flat(ZERO):
                return None if node.undefined is None else arcs.flat(node.undefined)
            return arcs.product(top, arcs.inverse(under))

        return joined([self.draw(node.numerator), bottom], divided, arc)

    def median(self, operands: Sequence[Expr]) -> Curve:
        """The middle one, or half the sum of the middle two."""
        parts, middle = self.all(operands), (len(operands) - 1) // 2
        lower = picked(parts, lambda values: sorted(values)[middle])
        if len(parts) % 2:
            return lower
        upper = picked(parts, lambda values: sorted(values)[middle + 1])
        both = joined([lower, upper], _sum, _arc_sum)
        return joined([both, self.constant(Fraction(1, 2))], _times, _arc_times)

    def rounding(self, node: Round) -> Curve:
        """Steps; a line in their place where there are too many to be told apart."""
        found = self.draw(node.operand)
        unit = Fraction(10) ** -node.places
        is_half = node.mode.startswith("half")
        is_counting = node.places == 0 and node.mode in ("floor", "ceiling")
        most = self.most if is_counting else min(STAIRS, self.most)
        places = passes(found, unit / 2 if is_half else unit, most * (1 + is_half))
        if places is None:
            self.left_out.append(node)
            return found
        return rounded(found, places, lambda x: round_to(x, node.places, node.mode))


def _compared(operator: str, left: At, right: At) -> bool | None:
    if left is None or right is None:
        return left is right if operator == "=" else None
    if operator == "=":
        return left == right
    return left < right or (operator == "<=" and left == right)


def _chosen(values: Sequence[Any]) -> Any:
    return values[1] if values[0] is True else values[2]


def _and(values: Sequence[At | Piece]) -> bool | None:
    return False if False in values else None if None in values else True


def _or(values: Sequence[At | Piece]) -> bool | None:
    return True if True in values else None if None in values else False


def _not(values: Sequence[At | Piece]) -> bool | None:
    return None if values[0] is None else not values[0]


def _sum(values: Sequence[At]) -> At:
    one, other = values
    return one + other if is_number(one) and is_number(other) else None


def _times(values: Sequence[At]) -> At:
    one, other = values
    return one * other if is_number(one) and is_number(other) else None


def _arc_sum(pieces: Sequence[Piece]) -> Piece:
    one, other = pieces
    return arcs.total(one, other) if isinstance(one, Arc) and isinstance(other, Arc) else None


def _arc_times(pieces: Sequence[Piece]) -> Piece:
    one, other = pieces
    return arcs.product(one, other) if isinstance(one, Arc) and isinstance(other, Arc) else None
