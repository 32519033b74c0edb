"""Going through a tree: children, all nodes, inputs, and what kind of value a node gives."""

from __future__ import annotations

from functools import lru_cache

from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
    Div,
    Expr,
    If,
    Input,
    Kind,
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


def children(node: Expr) -> tuple[Expr, ...]:
    """The nodes directly below one."""
    match node:
        case Const():
            return ()
        case Input(outside=outside):
            return () if outside is None else tuple(tree for _, tree in outside.arguments)
        case Named(child=child):
            return (child,)
        case Add(terms=below) | Mul(factors=below):
            return below
        case Min(below) | Max(below) | Median(below) | And(below) | Or(below):
            return below
        case Div(numerator=numerator, denominator=denominator):
            return numerator, denominator
        case Power(operand=operand) | Sqrt(operand) | Round(operand=operand) | Not(operand):
            return (operand,)
        case Compare(left=left, right=right):
            return left, right
        case If(condition, then, otherwise):
            return condition, then, otherwise
        case _:
            assert_never(node)


@lru_cache(maxsize=1024)  # one check after the other goes through the same trees
def nodes(root: Expr) -> tuple[Expr, ...]:
    """Every distinct node once, those above before those below."""
    waiting, seen, found = [root], {root}, []
    while waiting:
        node = waiting.pop()
        found.append(node)
        for child in reversed(children(node)):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return tuple(found)


def depth(root: Expr) -> int:
    """How many nodes the longest way down from a node passes; found without recursion."""
    known: dict[Expr, int] = {}
    waiting = [root]
    while waiting:
        below = children(waiting[-1])
        missing = [child for child in below if child not in known]
        if missing:
            waiting.extend(missing)
        else:
            node = waiting.pop()
            known[node] = 1 + max((known[child] for child in below), default=0)
    return known[root]


@lru_cache(maxsize=1024)
def inputs(root: Expr) -> tuple[Input, ...]:
    """The figures and answers that a tree asks for, in the order of the tree.

    Those that a program outside gives are among them, before what the program asks for.
    """
    return tuple(node for node in nodes(root) if isinstance(node, Input))


@lru_cache(maxsize=1024)
def measures(root: Expr) -> tuple[Named, ...]:
    """The measures with a formula that a tree uses."""
    found = (node for node in nodes(root) if isinstance(node, Named) and node.role == "measure")
    return tuple(found)


def kind_of(node: Expr) -> Kind | None:
    """Whether a node gives a number or a truth value; ``None`` for ``null``."""
    match node:
        case Const(value=None):
            return None
        case Const(value=value):
            return "boolean" if isinstance(value, bool) else "number"
        case Input(kind=kind):
            return kind
        case Named(child=child):
            return kind_of(child)
        case Compare() | And() | Or() | Not():
            return "boolean"
        case If(then=then, otherwise=otherwise):
            return kind_of(then) or kind_of(otherwise)
        case _:
            return "number"
