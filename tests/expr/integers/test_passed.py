"""The named values on the way to a score: which rows come by them, and what they are there."""

from __future__ import annotations

import pytest

from tests.integers import truth, value
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO
from zhibiao.expr.integers import Lowering, Scale, Scales
from zhibiao.expr.integers.nodes import Flag, Opposite, Relation, Some, Truth
from zhibiao.expr.integers.passed import MOST_VISITS, passed
from zhibiao.expr.integers.ratios import Ratio
from zhibiao.expr.nodes import Add, And, Compare, Const, Div, Expr, If, Input, Named, Not, Or

A, B = Input("a"), Input("b")
P, Q = Input("p", kind="boolean"), Input("q", kind="boolean")
SCALES = Scales({"a": Scale(0), "b": Scale(0)})


def named(name: str, child: Expr) -> Named:
    """A measure of that name."""
    return Named("measure", name, child)


def found(tree: Expr, **row: int | bool) -> dict[str, object]:
    """What a row passes, by name."""
    known = {n: v if isinstance(v, bool) else ONE * v for n, v in row.items()}
    return {
        one.node.name: value(one.value, known)
        if isinstance(one.value, Ratio)
        else truth(one.value, known)
        for one in passed(tree, Lowering(SCALES))
        if truth(one.when, known)
    }


def test_those_below_stand_before_those_above() -> None:
    """The order is that in which they come about."""
    inner = named("inner", Add((A, Const(ONE))))
    tree = named("outer", Add((inner, B)))
    assert found(tree, a=2, b=4) == {"inner": 3, "outer": 7}
    assert list(found(tree, a=2, b=4)) == ["inner", "outer"]
    assert [one.when for one in passed(tree, Lowering(SCALES))] == [Truth(True)] * 2


def test_only_the_branch_that_counts_is_passed() -> None:
    """The share is not asked for where nothing was planned, and so it never divides by zero."""
    share = named("share", Div(A, B))
    tree = If(Compare("=", B, Const(ZERO)), named("none", Const(ZERO)), share)
    assert found(tree, a=1, b=0) == {"none": 0}
    assert found(tree, a=1, b=4) == {"share": ONE / 4}


def test_a_test_is_passed_as_far_as_it_is_read() -> None:
    """Of *and* the parts up to the first that fails, of *or* those up to the first that holds."""
    one, other = named("one", P), named("other", Q)
    for joined, stops in ((And((one, other)), False), (Or((one, other)), True)):
        tree = If(joined, Const(ONE), Const(ZERO))
        assert found(tree, p=stops, q=True) == {"one": stops}
        assert found(tree, p=not stops, q=False) == {"one": not stops, "other": False}


def test_what_several_ways_lead_to_is_one_value() -> None:
    """Where a node means the same on both ways, either of them will do."""
    both = named("both", Add((A, B)))
    tree = If(P, both, If(Q, both, Const(ZERO)))
    (one,) = passed(tree, Lowering(SCALES))
    assert isinstance(one.when, Some)
    assert found(tree, a=1, b=2, p=False, q=True) == {"both": 3}
    assert found(tree, a=1, b=2, p=False, q=False) == {}


def test_a_branch_that_cannot_be_is_left_out() -> None:
    """Under ``a < b`` the test ``b <= a`` is decided, and nothing below it is passed."""
    within = If(Compare("<=", B, A), named("never", A), named("always", B))
    tree = If(Compare("<", A, B), within, Const(ZERO))
    assert [one.node.name for one in passed(tree, Lowering(SCALES))] == ["always"]
    assert found(tree, a=1, b=2) == {"always": 2}


def test_the_other_branch_stands_where_the_test_fails() -> None:
    """The opposite of a test, and a test that is itself an opposite."""
    denied = If(Not(P), Const(ONE), named("known", A))
    assert found(denied, a=5, p=True) == {"known": 5}
    assert [one.when for one in passed(denied, Lowering(SCALES))] == [Flag("p")]
    (one,) = passed(If(Compare("<", A, B), Const(ONE), named("most", A)), Lowering(SCALES))
    assert isinstance(one.when, Opposite)
    assert isinstance(one.when.operand, Relation)


def test_too_many_ways_are_refused() -> None:
    """Each level doubles the ways to what is below it."""
    tree: Expr = named("deep", A)
    for _ in range(MOST_VISITS.bit_length()):
        tree = If(P, tree, Add((tree, Const(ONE))))
    with pytest.raises(UnsupportedNodeError, match=str(MOST_VISITS)):
        passed(tree, Lowering(SCALES))
