"""Going through a tree: every node once, its inputs, its depth and its kind."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from tests.strategies import numbers, truths
from zhibiao.expr import build
from zhibiao.expr.integers import nodes as integers
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
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
    Outside,
    Power,
    Round,
    Sqrt,
    assert_never,
)  # fmt: skip
from zhibiao.expr.walk import children, depth, inputs, kind_of, measures, nodes

A, B, P = Input("a"), Input("b"), Input("p", "boolean")


@given(tree=numbers())
def test_every_node_is_met_once(tree: Expr) -> None:
    """All nodes below one are met, each of them a single time."""
    met = list(nodes(tree))
    assert met[0] == tree
    assert len(met) == len(set(met))
    assert all(child in met for node in met for child in children(node))


@given(tree=numbers())
def test_a_node_is_one_deeper_than_its_deepest_child(tree: Expr) -> None:
    """The depth of a tree is that of the longest way down."""
    assert depth(tree) == 1 + max((depth(child) for child in children(tree)), default=0)


@given(tree=numbers(), test=truths())
def test_numbers_are_numbers_and_tests_are_truths(tree: Expr, test: Expr) -> None:
    """The kind of a node follows from what it is made of."""
    assert kind_of(tree) == "number"
    assert kind_of(test) == "boolean"


def test_null_has_no_kind() -> None:
    """Null fits a number and a truth value alike."""
    assert kind_of(build.NULL) is None
    assert kind_of(If(Input("p", "boolean"), build.NULL, A)) == "number"


def test_a_depth_of_thousands_needs_no_recursion() -> None:
    """Depth is found for trees that no recursion would get to the end of."""
    tree: Expr = Input("p", "boolean")
    for _ in range(100):
        tree = Not(tree)
        hash(tree)
    assert depth(tree) == 101


def test_inputs_and_measures_come_in_the_order_of_the_tree() -> None:
    """What a tree asks for is listed as it is written, measures with a formula apart."""
    rate = Named("measure", "rate", build.divide(A, B))
    tree = build.add(B, build.named("share", "s", rate), A)
    assert inputs(tree) == (B, A)
    assert measures(tree) == (rate,)


@pytest.mark.parametrize(
    ("node", "below"),
    [
        (build.const(1), ()),
        (A, ()),
        (Input("a", outside=Outside((("b", B), ("p", P)), max)), (B, P)),  # type: ignore[arg-type]  # never run
        (Named("share", "s", A), (A,)),
        (Add((A, B)), (A, B)),
        (Mul((A, B)), (A, B)),
        (Div(A, B, Fraction(1)), (A, B)),
        (Min((A, B)), (A, B)),
        (Max((A, B)), (A, B)),
        (Median((A, B)), (A, B)),
        (Power(A, 2), (A,)),
        (Sqrt(A), (A,)),
        (Round(A, 1, "up"), (A,)),
        (Compare("<", A, B), (A, B)),
        (And((P, Not(P))), (P, Not(P))),
        (Or((P, Not(P))), (P, Not(P))),
        (Not(P), (P,)),
        (If(P, A, B), (P, A, B)),
    ],
)
def test_each_kind_of_node_has_its_children(node: Expr, below: tuple[Expr, ...]) -> None:
    """The nodes below one are its operands, in order."""
    assert children(node) == below


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        (build.const(1), "number"),
        (build.TRUE, "boolean"),
        (A, "number"),
        (P, "boolean"),
        (Named("measure", "m", P), "boolean"),
        (Named("measure", "m", A), "number"),
        (Compare("<", A, B), "boolean"),
        (And((P,)), "boolean"),
        (Or((P,)), "boolean"),
        (Not(P), "boolean"),
        (If(P, P, build.NULL), "boolean"),
        (If(P, build.NULL, P), "boolean"),
        (If(P, build.NULL, build.NULL), None),
        (Add((A, B)), "number"),
        (Sqrt(A), "number"),
    ],
)
def test_each_kind_of_node_gives_one_kind_of_value(node: Expr, kind: str | None) -> None:
    """Tests are truth values, a choice is what its branches are, and the rest are numbers."""
    assert kind_of(node) == kind


def test_nodes_are_met_from_above_and_in_order() -> None:
    """A node comes before those below it, the first operand before the second, each once."""
    tree = Add((Mul((A, B)), B, A, Div(A, P)))
    assert list(nodes(tree)) == [tree, Mul((A, B)), B, A, Div(A, P), P]


@pytest.mark.parametrize(
    ("tree", "deep"),
    [
        (A, 1),
        (Add(()), 1),
        (Add((A, B)), 2),
        (Add((A, Mul((A, B)))), 3),
        (Add((Mul((A, B)), A)), 3),
        (If(P, A, Not(Not(P))), 4),
    ],
)
def test_the_depth_of_a_tree_is_counted_in_nodes(tree: Expr, deep: int) -> None:
    """A leaf has depth one, and each node one more than its deepest child."""
    assert depth(tree) == deep


def test_no_other_node_is_let_through() -> None:
    """What is no node at all is an error of ours, which names it."""
    with pytest.raises(AssertionError, match="no arm for int"):
        assert_never(1)  # type: ignore[arg-type]  # what the type checker rules out
    with pytest.raises(AssertionError, match="no arm for int"):
        integers.assert_never(1)  # type: ignore[arg-type]  # as above
