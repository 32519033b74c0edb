"""The compiled function: what it refuses, and that text never becomes code."""

from __future__ import annotations

import pytest

from zhibiao.backends.compiled import UnknownValueError, Wanted, compiled
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import Ratio
from zhibiao.expr.integers.nodes import (
    Choose,
    Column,
    Flag,
    Integer,
    Nonzero,
    Plus,
    Quotient,
    Relation,
    Times,
    Whole,
)  # fmt: skip

X = Column("x", 0, 0, 2**40 - 1)
Y = Column("y", 0, -5, 5)


def test_a_row_beyond_its_range_gives_nothing() -> None:
    """Bounds are kept by each figure alone, and by several that share them."""
    function = compiled([Wanted("sum", Ratio(Plus((X, Y))), 0)])
    assert function({"x": 7, "y": -5}) == {"sum": 2}
    assert function({"x": -1, "y": 0}) is None
    assert function({"x": 2**40, "y": 0}) is None
    assert function({"x": 1, "y": 6}) is None


@pytest.mark.parametrize("wrong", [1.0, "1", None])
def test_what_is_no_whole_number_fails(wrong: int) -> None:
    """A float never becomes a score."""
    function = compiled([Wanted("x", Ratio(X), 0)])
    with pytest.raises(TypeError):
        function({"x": wrong})


def test_an_answer_is_a_truth_value() -> None:
    """Two is no answer, and a text none either."""
    function = compiled([Wanted("n", Ratio(Choose(Flag("p"), Whole(3), Whole(4))), 1)])
    assert function({"p": True}) == {"n": 30}
    assert function({"p": 2}) is None


def test_a_zero_denominator_is_unknown_only_where_it_is_used() -> None:
    """The branch that is not taken is not computed."""
    part = Quotient(Whole(7), Nonzero(X))
    function = compiled([Wanted("n", Ratio(Choose(Relation("<", Y, Whole(0)), Whole(1), part)), 0)])
    assert function({"x": 0, "y": -1}) == {"n": 1}
    assert function({"x": 2, "y": 0}) == {"n": 3}
    with pytest.raises(UnknownValueError):
        function({"x": 0, "y": 0})


def test_names_are_keys_and_never_code() -> None:
    """A hostile id is looked up in the row like any other."""
    name = '"]; __import__("os").abort(); ["'
    function = compiled([Wanted(name, Ratio(Column(name, 0, 0, 9)), 0)])
    assert function({name: 4}) == {name: 4}


def test_a_tree_that_grows_without_end_is_refused() -> None:
    """What cannot be shared between branches is written out, up to a bound."""
    node: Integer = Nonzero(X)
    for _ in range(40):
        node = Choose(Relation("<", node, Y), Times((node, node)), Quotient(node, Whole(2)))
    with pytest.raises(UnsupportedNodeError):
        compiled([Wanted("n", Ratio(node), 0)])
