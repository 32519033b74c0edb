"""Laws of arcs: what is made of two has at each place the value made of theirs."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhibiao.backends.curve.arcs import (
    Arc,
    arc,
    crossings,
    flat,
    inverse,
    product,
    stretched,
    total,
)  # fmt: skip
from zhibiao.errors import UnsupportedNodeError

NUMBERS = st.fractions(-5, 5, max_denominator=6)
LINEAR = st.tuples(NUMBERS, NUMBERS)
ARCS = st.builds(arc, LINEAR, LINEAR.filter(any))
PLACES = st.fractions(-9, 9, max_denominator=97)


@given(one=ARCS, other=ARCS, x=PLACES)
def test_sums_and_products_of_arcs_are_exact(one: Arc, other: Arc, x: Fraction) -> None:
    """Where both have a value, and where they are no arc together they are refused."""
    a, b = one.value(x), other.value(x)
    if a is None or b is None:
        return
    for make, value in ((total, a + b), (product, a * b)):
        try:
            made = make(one, other)
        except UnsupportedNodeError:
            assert not (one.is_flat)
            assert not (other.is_flat)
            continue
        assert made.value(x) in (value, None)
        if one.is_straight and other.is_straight:
            assert made.value(x) == value


@given(one=ARCS, by=NUMBERS.filter(bool), x=PLACES)
def test_an_arc_has_an_inverse_and_can_be_stretched(one: Arc, by: Fraction, x: Fraction) -> None:
    """One divided by it, and the same over an axis in other units."""
    value = one.value(x)
    if value:
        assert inverse(one).value(x) == 1 / value
    assert stretched(one, by).value(x / by) == value


@given(one=ARCS, other=ARCS, level=NUMBERS, x=PLACES)
def test_arcs_cross_where_they_are_equal(
    one: Arc, other: Arc, level: Fraction, x: Fraction
) -> None:
    """At each crossing both have the same value, and at no other place; so with a level."""
    try:
        found = crossings(one, other)
    except UnsupportedNodeError:
        return  # they cross at places that no fraction names
    for place in found:
        assert one.value(place) == other.value(place) or None in (
            one.value(place),
            other.value(place),
        )
    if one != other and one.value(x) is not None and one.value(x) == other.value(x):
        assert x in found
    assert one.is_flat or set(one.where(level)) >= set(crossings(one, flat(level)))
