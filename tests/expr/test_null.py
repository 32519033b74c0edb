"""FEEL's ``null``, which is neither zero nor unknown, and truth values, which are no numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from zhibiao.expr.domain import Choice
from zhibiao.expr.integers import Lowering
from zhibiao.expr.nodes import Add, And, Compare, Const, Expr, If, Input, Not, Or
from zhibiao.expr.outcomes import holds, outcomes

P, Q = Input("p", kind="boolean"), Input("q", kind="boolean")
NULL = Const(None)
ONE, TWO, THREE = (Const(Fraction(value)) for value in (1, 2, 3))


def test_truth_values_are_no_numbers_in_a_tree() -> None:
    """Python takes false for zero; two nodes of a tree do not."""
    assert Const(False) != Const(Fraction(0))
    assert Const(True) != ONE
    assert len({Const(True), ONE, Const(False), Const(Fraction(0))}) == 4
    assert Const(Fraction(1)) == ONE
    assert hash(Const(Fraction(1))) == hash(ONE)


def test_a_truth_value_equals_no_number() -> None:
    """Nor does a number equal one, known or not."""
    for known in ({"p": True}, {"p": False}):
        assert holds(Compare("=", P, ONE), known) is False
        assert holds(Compare("=", ONE, P), known) is False
        assert holds(Compare("=", P, Input("x")), known) is False


def test_a_tree_of_false_and_zero_is_lowered() -> None:
    """Both in one tree: neither stands in for the other, whichever comes first."""
    zero = Const(Fraction(0))
    for parts in ((Const(False), zero), (zero, Const(False))):
        lowering = Lowering()
        for part in parts:
            if part == zero:
                assert lowering.number(Add((part, Input("x")))).constant == 10_000
            else:
                assert lowering.logical(Compare("=", P, part)) is not None


def test_whether_something_undecided_is_null_is_not_decided() -> None:
    """With p unknown, "5 if p, else null" may be null; a figure that is not given never is."""
    either = Compare("=", If(P, Const(Fraction(5)), NULL), NULL)
    assert holds(either, {}) is None
    assert holds(either, {"p": True}) is False
    assert holds(either, {"p": False}) is True
    assert holds(Compare("=", Input("x"), NULL), {}) is False
    mirrored = Compare("=", NULL, If(P, Const(Fraction(5)), NULL))
    assert [holds(mirrored, known) for known in ({}, {"p": True}, {"p": False})] == [
        None, False, True
    ]  # fmt: skip
    assert holds(Compare("=", NULL, Input("x")), {}) is False


def test_nothing_follows_from_a_condition_that_may_be_null() -> None:
    """That p and null not true says nothing about p."""
    tree = If(And((P, NULL)), ONE, If(P, TWO, THREE))
    found = outcomes(tree, {})
    assert isinstance(found, Choice)
    assert {Fraction(2), Fraction(3)} <= found.values


TESTS: st.SearchStrategy[Expr] = st.recursive(
    st.sampled_from([P, Q, NULL, Const(True), Const(False)]),
    lambda below: st.one_of(
        st.tuples(below, below).map(And),
        st.tuples(below, below).map(Or),
        below.map(Not),
        st.builds(lambda a, b: Compare("=", a, b), below, below),
        st.builds(If, below, below, below),
    ),
    max_leaves=8,
)


@given(test=TESTS, inner=TESTS)
def test_what_is_decided_early_stays_so(test: Expr, inner: Expr) -> None:
    """Whatever is null: a test, and what hangs on it, span all that more answers can make of it."""
    tree = If(test, ONE, If(inner, TWO, THREE))
    early, span = holds(test, {}), outcomes(tree, {})
    for p, q in product((True, False), repeat=2):
        row = {"p": p, "q": q}
        assert early is None or holds(test, row) is early
        value = outcomes(tree, row)
        assert value == span or (isinstance(span, Choice) and value in span.values)
