"""A tree over other parts: its operands changed, or its inputs replaced by trees."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

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

Change = Callable[[Expr], Expr]


def rebuilt(node: Expr, change: Change) -> Expr:
    """A node over changed operands; what a program outside asks for stays as it is."""
    match node:
        case Const() | Input():
            return node
        case Named():
            return evolve(node, child=change(node.child))
        case Compare():
            return evolve(node, left=change(node.left), right=change(node.right))
        case If(condition, then, otherwise):
            return If(change(condition), change(then), change(otherwise))
        case And() | Or() | Min() | Max() | Median():
            return evolve(node, operands=tuple(map(change, node.operands)))
        case Add() | Mul() | Div() | Power() | Sqrt() | Round() | Not():
            return _arithmetic(node, change)
        case _:
            assert_never(node)


def _arithmetic(node: Add | Mul | Div | Power | Sqrt | Round | Not, change: Change) -> Expr:
    match node:
        case Add(terms):
            return evolve(node, terms=tuple(map(change, terms)))
        case Mul(factors):
            return evolve(node, factors=tuple(map(change, factors)))
        case Div(numerator=numerator, denominator=denominator):
            return evolve(node, numerator=change(numerator), denominator=change(denominator))
        case Power() | Sqrt() | Round() | Not():
            return evolve(node, operand=change(node.operand))
        case _:
            assert_never(node)


def substituted(tree: Expr, parts: Mapping[str, Expr]) -> Expr:
    """A tree with the trees of ``parts`` in place of the inputs of these names.

    The parts themselves stay as they are.
    """
    done: dict[Expr, Expr] = {}

    def change(node: Expr) -> Expr:
        if isinstance(node, Const):  # false equals zero, and must not be taken for it
            return node
        if node not in done:
            found = parts.get(node.name) if isinstance(node, Input) else None
            done[node] = rebuilt(node, change) if found is None else found
        return done[node]

    return change(tree)
