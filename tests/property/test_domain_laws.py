"""Laws of numbers that are not fully known: nothing that can be is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import oracle
from tests.strategies import FRACTIONS, NUMERICS, STEPS, holding, members_of, numerics_with_member
from zhibiao.exact import ROUNDINGS, Rounding
from zhibiao.expr import arithmetic, domain
from zhibiao.expr.domain import (
    FEW,
    UNBOUNDED,
    Choice,
    EmptyError,
    Numeric,
    Span,
    choice,
    contains,
    ends,
    meet,
    members,
    span,
    union,
)  # fmt: skip

Pair = tuple[Numeric, Fraction]
PAIRS = numerics_with_member()


def _divided(one: Fraction, other: Fraction) -> Fraction:
    assume(other != 0)
    return one / other


@pytest.mark.parametrize(
    ("operation", "exactly"),
    [
        (arithmetic.add, lambda a, b: a + b),
        (arithmetic.multiply, lambda a, b: a * b),
        (arithmetic.divide, _divided),
        (lambda a, b: arithmetic.minimum([a, b]), min),
        (lambda a, b: arithmetic.maximum([a, b]), max),
    ],
    ids=["add", "multiply", "divide", "minimum", "maximum"],
)
@given(one=PAIRS, other=PAIRS)
def test_an_operation_on_members_stays_inside(
    operation: Callable[[Numeric, Numeric], Numeric],
    exactly: Callable[[Fraction, Fraction], Fraction],
    one: Pair,
    other: Pair,
) -> None:
    """The exact result on any two members is among the results of the operation."""
    expected = exactly(one[1], other[1])
    assert contains(operation(one[0], other[0]), expected)


@given(pairs=st.lists(PAIRS, min_size=1, max_size=5))
def test_the_median_of_members_stays_inside(pairs: list[Pair]) -> None:
    """The exact median of any members is among the medians."""
    middle = sorted(member for _, member in pairs)
    half = len(middle) // 2
    exact = middle[half] if len(middle) % 2 else (middle[half - 1] + middle[half]) / 2
    assert contains(arithmetic.median([value for value, _ in pairs]), exact)


@given(pair=PAIRS, exponent=st.integers(-3, 5))
def test_a_power_of_a_member_stays_inside(pair: Pair, exponent: int) -> None:
    """The exact power of any member is among the powers."""
    value, member = pair
    assume(member != 0 or exponent >= 0)
    assert contains(arithmetic.power(value, exponent), member**exponent)


@given(root=FRACTIONS.map(abs), data=st.data())
def test_a_root_of_a_member_stays_inside(root: Fraction, data: st.DataObject) -> None:
    """The rational root of a member is among the roots, and of a known square it is the root."""
    assert arithmetic.square_root(root**2) == root
    assert contains(arithmetic.square_root(data.draw(holding(root**2))), root)


@given(pair=PAIRS, places=st.integers(-2, 3), mode=st.sampled_from(ROUNDINGS))
def test_a_rounded_member_stays_inside(pair: Pair, places: int, mode: Rounding) -> None:
    """What any member rounds to is among the rounded values."""
    value, member = pair
    exact = oracle.rounded(member, places, mode)
    assert contains(arithmetic.rounded(value, places, mode), exact)


@given(
    low=st.none() | FRACTIONS,
    width=st.fractions(Fraction(1, 100), 3, max_denominator=200),
    opens=st.tuples(st.booleans(), st.booleans()),
    places=st.integers(0, 1),
    mode=st.sampled_from(ROUNDINGS),
)
def test_the_ends_of_a_rounded_interval_are_reached(
    low: Fraction | None,
    width: Fraction,
    opens: tuple[bool, bool],
    places: int,
    mode: Rounding,
) -> None:
    """Each end of a rounded interval is what some member next to that end rounds to."""
    start = Fraction(0) if low is None else low
    value = span(low, start + width, low_open=opens[0], high_open=opens[1])
    reach = ends(arithmetic.rounded(value, places, mode))
    tiny = Fraction(1, 10**9)
    highest = start + width - (tiny if opens[1] else 0)
    assert reach.high == oracle.rounded(highest, places, mode)
    if low is None:
        assert reach.low is None
    else:
        assert reach.low == oracle.rounded(low + (tiny if opens[0] else 0), places, mode)


@given(one=PAIRS, other=NUMERICS)
def test_union_holds_both(one: Pair, other: Numeric) -> None:
    """A member of either is a member of the union."""
    assert contains(union(one[0], other), one[1])
    assert contains(union(other, one[0]), one[1])


@given(value=PAIRS)
def test_union_with_itself_adds_nothing(value: Pair) -> None:
    """The union of a value with itself is the value."""
    assert union(value[0], value[0]) == value[0]


@given(one=NUMERICS, other=NUMERICS)
def test_union_does_not_ask_for_an_order(one: Numeric, other: Numeric) -> None:
    """Both orders of a union have the same ends."""
    assert ends(union(one, other)) == ends(union(other, one))


@given(one=PAIRS, other=NUMERICS)
def test_meet_holds_what_both_hold(one: Pair, other: Numeric) -> None:
    """A number belongs to the meet exactly when it belongs to both."""
    value, member = one
    try:
        both = contains(meet(value, other), member)
    except EmptyError:
        both = False
    assert both is contains(other, member)


@given(number=FRACTIONS, data=st.data())
def test_meet_adds_nothing(number: Fraction, data: st.DataObject) -> None:
    """A member of the meet is a member of both."""
    one, other = data.draw(holding(number)), data.draw(holding(number))
    member = data.draw(members_of(meet(one, other)))
    assert contains(one, member)
    assert contains(other, member)


@given(value=PAIRS)
def test_meet_with_anything_changes_nothing(value: Pair) -> None:
    """The meet of a value with all numbers is the value."""
    assert meet(value[0], UNBOUNDED) == value[0]
    assert contains(UNBOUNDED, value[1])


@given(one=PAIRS, other=PAIRS, operator=st.sampled_from(["<", "<=", "="]))
def test_a_comparison_is_certain_only_if_all_members_agree(
    one: Pair, other: Pair, operator: Literal["<", "<=", "="]
) -> None:
    """A decided comparison is decided the same way for every pair of members."""
    exact = {"<": one[1] < other[1], "<=": one[1] <= other[1], "=": one[1] == other[1]}[operator]
    assert domain.compare(operator, one[0], other[0]) in {None, exact}


@given(one=FRACTIONS, other=FRACTIONS, operator=st.sampled_from(["<", "<=", "="]))
def test_known_numbers_always_compare(
    one: Fraction, other: Fraction, operator: Literal["<", "<=", "="]
) -> None:
    """Two known numbers leave no comparison open."""
    exact = {"<": one < other, "<=": one <= other, "=": one == other}[operator]
    assert domain.compare(operator, one, other) is exact


@given(value=NUMERICS, number=FRACTIONS, data=st.data())
def test_excluding_a_number_keeps_all_others(
    value: Numeric, number: Fraction, data: st.DataObject
) -> None:
    """Without one number every other member is still there."""
    member = data.draw(members_of(value))
    assume(member != number)
    assert contains(domain.without(value, number), member)


@given(few=st.sets(FRACTIONS, min_size=1, max_size=FEW + 20))
def test_a_choice_holds_each_of_its_values(few: set[Fraction]) -> None:
    """A choice holds all it was made of; beyond a few it becomes a span from least to most."""
    value = choice(few)
    assert all(contains(value, number) for number in few)
    reach = ends(value)
    assert (reach.low, reach.high) == (min(few), max(few))


@given(
    low=FRACTIONS,
    steps=st.integers(0, FEW + 20),
    step=STEPS,
    opens=st.tuples(st.booleans(), st.booleans()),
)
def test_a_short_lattice_is_told_point_by_point(
    low: Fraction, steps: int, step: Fraction, opens: tuple[bool, bool]
) -> None:
    """The points between two ends of a lattice, without the open ones, are all there is."""
    points = [low + step * n for n in range(steps + 1)][opens[0] : steps + 1 - opens[1]]
    assume(points)
    value = span(
        low, low + step * steps, low_open=opens[0], high_open=opens[1], lattice=(step, low)
    )
    if len(points) <= FEW:
        assert value == choice(points)
    else:
        assert members(value) is None
        assert (ends(value).low, ends(value).high) == (points[0], points[-1])
    assert not contains(value, low + step / 2)


@given(low=FRACTIONS, below=st.fractions(Fraction(1, 9), 9))
def test_ends_that_cross_leave_nothing(low: Fraction, below: Fraction) -> None:
    """An interval whose high end lies below its low end is empty, and says so."""
    with pytest.raises(EmptyError):
        span(low, low - below)
    with pytest.raises(EmptyError):
        span(low, low, low_open=True)


@given(value=NUMERICS)
def test_values_have_one_form(value: Numeric) -> None:
    """A single number is never dressed up as a choice or a span."""
    match value:
        case Choice(values):
            assert 2 <= len(values) <= FEW
        case Span(low, high):
            assert low is None or high is None or low < high
        case Fraction():
            assert members(value) == frozenset([value])
