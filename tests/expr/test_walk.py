"""Going through a tree: every node once, its inputs, its depth and its kind."""

from __future__ import annotations

from hypothesis import given

from tests.strategies import numbers, truths
from zhibiao.expr import build
from zhibiao.expr.nodes import Expr, If, Input, Named, Not
from zhibiao.expr.walk import children, depth, inputs, kind_of, measures, nodes

A, B = Input("a"), Input("b")


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
