"""Which readings of figures that disagree belong together, choice by choice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhibiao.expr import build
from zhibiao.expr.domain import Numeric, Span
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.model.place import Where
from zhibiao.model.scorecard import Reading
from zhibiao.scoring.coherence import MAX_CHAINS, coherent

A, B, C = (Input(name) for name in "abc")
RATE = Named("measure", "rate", build.divide(A, B))


def read(value: Numeric | bool | int, *sentences: int) -> Reading:
    """A reading with the sentences that state it."""
    kept = value if isinstance(value, bool) or not isinstance(value, int) else Fraction(value)
    return Reading(kept, tuple(Where(sentence=n) for n in sentences))


def chosen(tree: Expr, **readings: tuple[Reading, ...]) -> list[dict[str, object]]:
    """The choices for a tree, by value."""
    return [
        {name: reading.value for name, reading in one.items()} for one in coherent(tree, readings)
    ]


def test_what_is_certain_is_one_choice() -> None:
    """Only what the tree asks for is read."""
    assert chosen(build.add(A, B), a=(read(1),), c=(read(9),)) == [{"a": 1}]
    assert chosen(A) == [{}]


def test_figures_of_one_place_are_one_choice() -> None:
    """Two places that state both figures make two choices, each with what is certain."""
    found = chosen(
        build.add(A, B, C),
        a=(read(1, 1), read(2, 2)),
        b=(read(20, 2), read(10, 1)),
        c=(read(5, 7),),
    )
    assert found == [{"c": 5, "a": 1, "b": 10}, {"c": 5, "a": 2, "b": 20}]


def test_a_choice_that_two_places_state_counts_once() -> None:
    """Three places and two readings are two choices."""
    found = chosen(build.add(A, B), a=(read(1, 1, 3), read(2, 2)), b=(read(10, 1, 3), read(20, 2)))
    assert found == [{"a": 1, "b": 10}, {"a": 2, "b": 20}]


ALL = [{"a": 1, "b": 10}, {"a": 1, "b": 20}, {"a": 2, "b": 10}, {"a": 2, "b": 20}]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((read(1, 1), read(2, 2)), (read(10, 1), read(20, 3))),
        ((read(1, 1), read(2, 2)), (read(10, 1), read(20, 2, 3))),
        ((read(1, 1), read(2, 1)), (read(10, 1), read(20, 1))),
        (
            (Reading(Fraction(1), (Where(),)), Reading(Fraction(2), (Where(),))),
            (Reading(Fraction(10), (Where(),)), Reading(Fraction(20), (Where(),))),
        ),
    ],
)
def test_places_that_do_not_pair_up_make_every_combination(
    a: tuple[Reading, ...], b: tuple[Reading, ...]
) -> None:
    """One figure in another place, two in one, or no place at all."""
    assert chosen(build.add(A, B), a=a, b=b) == ALL


@pytest.mark.parametrize("each", [MAX_CHAINS // 2, MAX_CHAINS // 2 + 1])
def test_too_many_combinations_are_one_hull(each: int) -> None:
    """Of more than 64 the least and the most are kept, with all places; the certain stays."""
    many = tuple(read(n, n + 1) for n in range(each))
    pair = (read(0, 90), read(1, 91))
    found = list(coherent(build.add(A, B, C), {"a": many, "b": pair, "c": (read(7),)}))
    assert {one["c"].value for one in found} == {7}
    if each * 2 == MAX_CHAINS:
        assert [one["a"].value for one in found] == [n // 2 for n in range(MAX_CHAINS)]
        assert [one["b"].value for one in found] == [0, 1] * each
        return
    (one,) = found
    assert contains_ends(one["a"].value, 0, each - 1)
    assert contains_ends(one["b"].value, 0, 1)
    assert [place.sentence for place in one["a"].places] == list(range(1, each + 1))


def contains_ends(value: Numeric | bool, low: int, high: int) -> bool:
    """Whether a hull reaches from one number to another."""
    if isinstance(value, Span):
        return (value.low, value.high) == (Fraction(low), Fraction(high))
    values = getattr(value, "values", ())
    return bool(values) and (min(values), max(values)) == (low, high)


def test_answers_that_disagree_have_no_hull() -> None:
    """A yes beside a no is anything, with the places seen so far."""
    many = tuple(read(n, n + 1) for n in range(MAX_CHAINS))
    answers = (read(True, 100), read(False, 101))
    (one,) = coherent(build.add(A, B), {"a": many, "b": answers})
    assert one["b"] == Reading(Span(), (Where(sentence=100),))


def test_a_stated_measure_counts_while_its_figures_are_missing() -> None:
    """With all its figures it is computed; with one of them it is taken as stated."""
    rate = (read(Fraction(1, 2)),)
    assert chosen(RATE, rate=rate) == [{"rate": Fraction(1, 2)}]
    assert chosen(RATE, rate=rate, a=(read(1),)) == [{"rate": Fraction(1, 2)}]
    assert chosen(RATE, rate=rate, a=(read(1),), b=(read(2),)) == [{"a": 1, "b": 2}]
    assert chosen(RATE, a=(read(1),)) == [{"a": 1}]


def test_a_measure_of_a_stated_measure_is_computed_from_it() -> None:
    """What is stated below counts as known, whatever that one is made of."""
    double = Named("measure", "double", build.multiply(build.const(2), RATE))
    stated = {"double": (read(9),), "rate": (read(4),)}
    assert chosen(double, **stated) == [{"rate": 4}]
    assert chosen(double, double=(read(9),)) == [{"double": 9}]


def test_a_step_of_a_scheme_is_never_taken_as_stated() -> None:
    """Only a measure can be given from outside under its name."""
    step = Named("excess", "a", build.add(A, B))
    assert chosen(step, a=(read(1),), b=(read(2),)) == [{"a": 1, "b": 2}]


def test_inputs_come_in_the_order_of_the_tree() -> None:
    """However often one stands in it."""
    tree = build.add(B, build.multiply(A, C), B)
    found = chosen(tree, a=(read(1),), b=(read(2),), c=(read(3),))
    assert [list(one) for one in found] == [["b", "a", "c"]]
