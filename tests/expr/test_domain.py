"""Values that are not fully known, end by end: nothing is lost and nothing is added."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import pytest

from zhibiao.exact import ROUNDINGS, Rounding, round_to
from zhibiao.expr import arithmetic
from zhibiao.expr.domain import (
    FEW,
    FINEST,
    UNBOUNDED,
    Choice,
    EmptyError,
    Numeric,
    Span,
    choice,
    compare,
    contains,
    ends,
    inside,
    lattice_of,
    meet,
    members,
    next_on,
    span,
    union,
    without,
)  # fmt: skip

Lattice = tuple[Fraction, Fraction]


def f(value: int | str) -> Fraction:
    """A number."""
    return Fraction(value)


def few(*values: int | str) -> Numeric:
    """One of these numbers."""
    return choice(map(Fraction, values))


def grid(step: int | str, offset: int | str = 0) -> Lattice:
    """A lattice."""
    return (Fraction(step), Fraction(offset))


def of(text: str, lattice: Lattice | None = None) -> Span:
    """A span as it is written: ``[1..2)``, ``(..3]``, ``[0..)``."""
    low, high = text[1:-1].split("..")
    return Span(
        f(low) if low else None,
        f(high) if high else None,
        bool(low) and text[0] == "(",
        bool(high) and text[-1] == ")",
        lattice,
    )


WHOLE = of("(..)", grid(1))
COUNT = of("[0..)", grid(1))
LOGIC = [True, False, None]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([3], f(3)),
        ([3, 3], f(3)),
        ([0, 3], Choice(frozenset((f(0), f(3))))),
        (range(FEW), Choice(frozenset(map(Fraction, range(FEW))))),
        (range(FEW + 1), of(f"[0..{FEW}]", grid(1))),
        ([Fraction(n, 2) for n in range(FEW + 1)], of(f"[0..{FEW // 2}]", grid("1/2"))),
        (
            [Fraction(n, FINEST) for n in range(FEW + 1)],
            of(f"[0..64/{FINEST}]", grid(f"1/{FINEST}")),
        ),
        ([Fraction(n, FINEST + 1) for n in range(FEW + 1)], of(f"[0..64/{FINEST + 1}]")),
    ],
)
def test_one_of_several_values_is_told_in_the_narrowest_form(
    values: list[int | Fraction], found: Numeric
) -> None:
    """One value is that value, a few are a choice, and many a span with their lattice."""
    assert choice(map(Fraction, values)) == found


@pytest.mark.parametrize(
    ("low", "high", "opened", "lattice", "found"),
    [
        ("1", "2", "", None, of("[1..2]")),
        ("1", "2", "l", None, of("(1..2]")),
        ("1", "2", "h", None, of("[1..2)")),
        ("1", "1", "", None, f(1)),
        (None, None, "lh", None, UNBOUNDED),
        ("1", None, "lh", None, of("(1..)")),
        (None, "1", "lh", None, of("(..1)")),
        ("1/2", "7/2", "", grid(1), few(1, 2, 3)),
        ("1", "3", "", grid(1), few(1, 2, 3)),
        ("1", "3", "l", grid(1), few(2, 3)),
        ("1", "3", "h", grid(1), few(1, 2)),
        ("1", "3", "lh", grid(1), f(2)),
        ("0", "2", "", grid("1/2", "1/4"), few("1/4", "3/4", "5/4", "7/4")),
        ("1/2", None, "", grid(1), of("[1..)", grid(1))),
        (None, "1/2", "", grid(1), of("(..0]", grid(1))),
        (None, "1", "h", grid(1), of("(..0]", grid(1))),
        ("1", None, "l", grid(1), of("[2..)", grid(1))),
        ("0", f"{FEW - 1}", "", grid(1), few(*range(FEW))),
        ("0", f"{FEW}", "", grid(1), of(f"[0..{FEW}]", grid(1))),
        ("0", f"{2 * FEW}", "", grid(2), of(f"[0..{2 * FEW}]", grid(2))),
        ("0", f"{2 * FEW - 2}", "", grid(2), few(*range(0, 2 * FEW, 2))),
    ],
)
def test_a_span_is_told_in_the_narrowest_form(
    low: str | None, high: str | None, opened: str, lattice: Lattice | None, found: Numeric
) -> None:
    """The ends of a span lie on its lattice, and few points are a choice."""
    assert (
        span(
            None if low is None else f(low),
            None if high is None else f(high),
            low_open="l" in opened,
            high_open="h" in opened,
            lattice=lattice,
        )
        == found
    )


@pytest.mark.parametrize(
    ("low", "high", "opened", "lattice"),
    [
        ("2", "1", "", None),
        ("1", "1", "l", None),
        ("1", "1", "h", None),
        ("1/4", "3/4", "", grid(1)),
        ("1", "2", "lh", grid(1)),
    ],
)
def test_a_span_of_nothing_is_an_error(
    low: str, high: str, opened: str, lattice: Lattice | None
) -> None:
    """Ends that leave no number between them are a case that cannot occur."""
    with pytest.raises(EmptyError):
        span(f(low), f(high), low_open="l" in opened, high_open="h" in opened, lattice=lattice)
    with pytest.raises(EmptyError):
        choice([])


def test_ends_and_members_tell_the_forms_apart() -> None:
    """A number is both its ends, a choice lies between its least and greatest."""
    assert ends(f(3)) == of("[3..3]")
    assert ends(few(1, 5, 3)) == of("[1..5]")
    assert ends(of("(1..5]", grid("1/9"))) == of("(1..5]")
    assert members(f(3)) == frozenset((f(3),))
    assert members(few(1, 3)) == frozenset((f(1), f(3)))
    assert members(of("[1..3]")) is None


@pytest.mark.parametrize(
    ("value", "number", "found"),
    [
        (f(3), "3", True),
        (f(3), "4", False),
        (few(1, 3), "3", True),
        (few(1, 3), "2", False),
        (of("[1..3]"), "1", True),
        (of("[1..3]"), "3", True),
        (of("[1..3]"), "0.9", False),
        (of("[1..3]"), "3.1", False),
        (of("(1..3)"), "1", False),
        (of("(1..3)"), "3", False),
        (of("(1..3)"), "2", True),
        (of("(..3)"), "-99", True),
        (of("(1..)"), "99", True),
        (of("[0..9]", grid(2, 1)), "3", True),
        (of("[0..9]", grid(2, 1)), "2", False),
        (of("[0..9]", grid("1/2")), "2.5", True),
        (of("[0..9]", grid("1/2")), "2.25", False),
    ],
)
def test_a_value_contains_what_it_can_be(value: Numeric, number: str, found: bool) -> None:
    """A number is in a value when it lies between the ends, and on the lattice."""
    assert contains(value, f(number)) is found


def test_a_choice_has_an_inside() -> None:
    """A number lies inside a choice when it lies between its ends on its lattice."""
    assert inside(few(1, 3), f(2))
    assert not inside(few(1, 3), f("2.5"))
    assert not inside(few(1, 3), f(4))
    assert inside(f(1), f(1))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f(1), f(2), few(1, 2)),
        (f(1), f(1), f(1)),
        (few(1, 2), few(2, 3), few(1, 2, 3)),
        (of("[1..3]"), of("[2..5]"), of("[1..5]")),
        (of("(1..3)"), of("[1..2]"), of("[1..3)")),
        (of("(1..3)"), of("(1..3]"), of("(1..3]")),
        (of("(1..3)"), of("(1..3)"), of("(1..3)")),
        (of("[1..3]"), of("(1..3)"), of("[1..3]")),
        (of("(1..3)"), of("[1..3]"), of("[1..3]")),
        (of("[-9..-5]"), of("[-3..0]"), of("[-9..0]")),
        (of("[0..5]"), of("[1..9]"), of("[0..9]")),
        (of("[1..9]"), of("[0..5]"), of("[0..9]")),
        (of("(1..3)"), of("(2..4)"), of("(1..4)")),
        (of("(2..4)"), of("(1..3)"), of("(1..4)")),
        (of("[1..3)"), of("[5..9)"), of("[1..9)")),
        (of("(..3)"), of("(5..9]"), of("(..9]")),
        (of("(5..)"), of("[1..3]"), of("[1..)")),
        (f(7), of("[1..3]"), of("[1..7]")),
        (of("[1..3)"), f(3), of("[1..3]")),
        (COUNT, of("[1..)", grid("1/2")), of("[0..)", grid("1/2"))),
        (COUNT, f("1/2"), of("[0..)", grid("1/2"))),
        (COUNT, f(-3), of("[-3..)", grid(1))),
        (f(-3), COUNT, of("[-3..)", grid(1, -3))),
        (COUNT, of("[0..)", grid(6, 3)), of("[0..)", grid(1))),
        (of("[0..)", grid(6)), of("[3..)", grid(6, 3)), of("[0..)", grid(3))),
        (of("[0..)", grid(6)), of("[0..)", grid(4)), of("[0..)", grid(2))),
        (of("[1..)", grid(6, 1)), of("[4..)", grid(6, 4)), of("[1..)", grid(3, 1))),
        (COUNT, f(f"1/{FINEST}"), of("[0..)", grid(f"1/{FINEST}"))),
        (COUNT, f(f"1/{FINEST + 1}"), of("[0..)")),
        (COUNT, of("[0..)"), of("[0..)")),
    ],
)
def test_what_is_either_holds_both(one: Numeric, other: Numeric, found: Numeric) -> None:
    """The union is exact while both are few, else the hull on the coarsest lattice of both."""
    assert union(one, other) == found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f(1), f(1), f(1)),
        (f(2), of("[1..3]"), f(2)),
        (of("[1..3]"), f(2), f(2)),
        (few(1, 2, 3), few(2, 3, 4), few(2, 3)),
        (few(1, 2, 3), of("[2..9]"), few(2, 3)),
        (of("(2..9]"), few(1, 2, 3), f(3)),
        (of("[1..3]"), of("[2..5]"), of("[2..3]")),
        (of("[2..5]"), of("[1..3]"), of("[2..3]")),
        (of("(1..3)"), of("[1..3]"), of("(1..3)")),
        (of("[1..3]"), of("(1..3)"), of("(1..3)")),
        (of("[1..3]"), UNBOUNDED, of("[1..3]")),
        (UNBOUNDED, of("(1..3)"), of("(1..3)")),
        (of("(..3]"), of("[3..)"), f(3)),
        (of("[0..9]"), WHOLE, few(*range(10))),
        (of("[0..)", grid(4, 1)), of("[0..)", grid(6, 3)), of("[9..)", grid(12, 9))),
        (of("[0..)", grid("1/2")), of("[0..)", grid("1/3")), of("[0..)", grid(1))),
        (of("[0..)", grid(1, "1/2")), of("[0..)", grid("1/4")), of("[1/2..)", grid(1, "1/2"))),
        (COUNT, of("(..)", grid(5, 2)), of("[2..)", grid(5, 2))),
        (of("[0..)", grid(6, 4)), of("[0..)", grid(10, 8)), of("[28..)", grid(30, 28))),
    ],
)
def test_what_is_both_is_all_that_is_left(one: Numeric, other: Numeric, found: Numeric) -> None:
    """The meet has the tighter ends and the points of both lattices."""
    assert _points(meet(one, other)) == _points(found)
    assert _points(meet(other, one)) == _points(found)


def _points(value: Numeric) -> object:
    """The value with the offset of its lattice reduced, since many offsets mean the same."""
    if isinstance(value, Span) and value.lattice is not None:
        step, offset = value.lattice
        return (value.low, value.high, step, offset % step)
    return value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f(1), f(2)),
        (f(1), of("(1..3]")),
        (few(1, 2), few(3, 4)),
        (few(1, 2), of("[3..4]")),
        (of("[1..2)"), of("[2..3]")),
        (of("[1..2]"), of("(2..3]")),
        (of("(..2]"), of("[3..)")),
        (COUNT, of("(..)", grid(1, "1/2"))),
        (of("[0..)", grid(4, 1)), of("[0..)", grid(6, 2))),
    ],
)
def test_what_has_nothing_in_common_is_an_error(one: Numeric, other: Numeric) -> None:
    """Two values that cannot be the same are a case that cannot occur."""
    for pair in ((one, other), (other, one)):
        with pytest.raises(EmptyError):
            meet(*pair)


@pytest.mark.parametrize(
    ("one", "operator", "other", "found"),
    [
        (f(1), "<", f(2), True),
        (f(2), "<", f(2), False),
        (f(2), "<=", f(2), True),
        (f(3), "<=", f(2), False),
        (f(2), "=", f(2), True),
        (f(1), "=", f(2), False),
        (few(1, 2), "<", f(3), True),
        (few(1, 2), "<", f(2), None),
        (few(1, 2), "<=", f(2), True),
        (few(1, 2), "<", f(1), False),
        (few(1, 2), "<=", f(1), None),
        (few(1, 2), "=", few(2, 3), None),
        (few(1, 2), "=", few(3, 4), False),
        (of("[1..2)"), "<", f(2), True),
        (of("[1..2]"), "<", f(2), None),
        (f(1), "<", of("(1..2]"), True),
        (f(1), "<", of("[1..2]"), None),
        (of("(1..2]"), "<=", f(1), False),
        (of("[1..2]"), "<=", f(1), None),
        (of("[1..2]"), "<", f(1), False),
        (f(2), "<=", of("[1..2)"), False),
        (of("(..1]"), "<", of("[2..)"), True),
        (of("[2..)"), "<", of("(..1]"), False),
        (UNBOUNDED, "<", f(1), None),
        (f(1), "<", UNBOUNDED, None),
        (of("[3..)"), "<=", of("[1..2]"), False),
        (of("[1..2]"), "<=", of("[2..)"), True),
    ],
)
def test_a_comparison_is_decided_where_all_values_agree(
    one: Numeric, operator: Literal["<", "<=", "="], other: Numeric, found: bool | None
) -> None:
    """Open ends and closed ones decide differently, exactly where they touch."""
    assert compare(operator, one, other) is found


@pytest.mark.parametrize(
    ("value", "lattice"),
    [
        (f(3), None),
        (few(1, 3), grid(1)),
        (few("1/2", "1/3"), grid("1/6")),
        (few(0, f"1/{FINEST}"), grid(f"1/{FINEST}")),
        (few(0, f"1/{FINEST + 1}"), None),
        (COUNT, grid(1)),
        (of("[1..2]"), None),
    ],
)
def test_few_values_lie_on_a_lattice(value: Numeric, lattice: Lattice | None) -> None:
    """Several values lie on the multiples of their common denominator, unless too fine."""
    assert lattice_of(value) == lattice


@pytest.mark.parametrize(
    ("value", "excluded", "found"),
    [
        (few(1, 2, 3), f(2), few(1, 3)),
        (of("[1..3]"), f(1), of("(1..3]")),
        (of("[1..3]"), f(3), of("[1..3)")),
        (of("[1..3]"), f(2), of("[1..3]")),
        (of("(1..3)"), f(1), of("(1..3)")),
        (of("(1..3)"), f(2), of("(1..3)")),
        (of("[1..3]"), few(1, 2), of("[1..3]")),
        (of("[0..)", grid(1)), f(0), of("[1..)", grid(1))),
    ],
)
def test_one_number_can_be_left_out(value: Numeric, excluded: Numeric, found: Numeric) -> None:
    """A number at an end opens it; one in the middle of a span stays."""
    assert without(value, excluded) == found


@pytest.mark.parametrize(
    ("number", "step", "offset", "strict", "found"),
    [
        ("0.5", "1", "0", False, "1"),
        ("1", "1", "0", False, "1"),
        ("1", "1", "0", True, "2"),
        ("-0.5", "1", "0", True, "0"),
        ("0", "2", "1", False, "1"),
        ("1.1", "2", "1", False, "3"),
        ("-3", "2", "1", True, "-1"),
    ],
)
def test_the_next_point_of_a_lattice_is_found(
    number: str, step: str, offset: str, strict: bool, found: str
) -> None:
    """The next point is the number itself where it lies on the lattice, unless strictly above."""
    assert next_on(f(number), f(step), f(offset), strict=strict) == f(found)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f(1), f(2), f(3)),
        (few(1, 2), few(10, 20), few(11, 12, 21, 22)),
        (of("[1..2]"), of("[10..20]"), of("[11..22]")),
        (of("(1..2]"), of("[10..20)"), of("(11..22)")),
        (of("[1..2)"), of("(10..20]"), of("(11..22)")),
        (of("[1..2]"), f(5), of("[6..7]")),
        (of("(..2]"), of("[1..5)"), of("(..7)")),
        (of("[2..)"), of("(1..5]"), of("(3..)")),
        (UNBOUNDED, f(1), UNBOUNDED),
        (COUNT, f("1/2"), of("[1/2..)", grid(1, "1/2"))),
        (f("3/2"), COUNT, of("[3/2..)", grid(1, "1/2"))),
        (COUNT, of("[1/2..)", grid(1, "1/2")), of("[1/2..)", grid(1, "1/2"))),
        (COUNT, of("[0..)", grid(2)), of("[0..)")),
        (of("[0..)", grid(2, 1)), of("[0..)", grid(2, 1)), of("[0..)", grid(2))),
        (of("[0..)", grid(3, 1)), of("[0..)", grid(3, 1)), of("[2..)", grid(3, 2))),
        (COUNT, f("1/3"), of("[1/3..)", grid(1, "1/3"))),
        (COUNT, of("[0..9]"), of("[0..)")),
    ],
)
def test_ends_and_lattices_add_up(one: Numeric, other: Numeric, found: Numeric) -> None:
    """The ends of a sum are the sums of the ends, open where either is."""
    assert arithmetic.add(one, other) == found
    assert _points(arithmetic.add(other, one)) == _points(found)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f(2), f(3), f(6)),
        (f(0), UNBOUNDED, f(0)),
        (UNBOUNDED, f(0), f(0)),
        (few(1, 2), few(3, 5), few(3, 5, 6, 10)),
        (of("[1..2]"), of("[3..5]"), of("[3..10]")),
        (of("[-1..2]"), of("[3..5]"), of("[-5..10]")),
        (of("[-2..-1]"), of("[-5..3]"), of("[-6..10]")),
        (of("(1..2]"), of("[3..5)"), of("(3..10)")),
        (of("(-2..-1)"), f(-1), of("(1..2)")),
        (of("[0..2]"), of("(3..5)"), of("[0..10)")),
        (of("(0..2]"), of("[3..5]"), of("(0..10]")),
        (of("(0..2]"), of("[0..5]"), of("[0..10]")),
        (of("[0..)"), of("[3..5]"), of("[0..)")),
        (of("(0..)"), of("(0..)"), of("(0..)")),
        (of("[1..)"), of("[2..)"), of("[2..)")),
        (of("[1..)"), of("[-2..3]"), UNBOUNDED),
        (of("[1..)"), of("(..-2]"), of("(..-2]")),
        (of("(..-1]"), of("(..-2]"), of("[2..)")),
        (of("(..-1]"), of("[2..)"), of("(..-2]")),
        (of("(..-1]"), f(3), of("(..-3]")),
        (of("[1..)"), f(-3), of("(..-3]")),
        (of("(..0)"), of("[1..2]"), of("(..0)")),
        (COUNT, f(3), of("[0..)", grid(3))),
        (COUNT, f(-3), of("(..0]", grid(3))),
        (of("[0..)", grid(2)), f(3), of("[0..)", grid(6))),
        (of("[1/2..)", grid(1, "1/2")), f(4), of("[2..)", grid(4, 2))),
        (COUNT, COUNT, of("[0..)")),
    ],
)
def test_corners_multiply(one: Numeric, other: Numeric, found: Numeric) -> None:
    """The ends of a product are products of ends, and nothing times anything is nothing."""
    assert _points(arithmetic.multiply(one, other)) == _points(found)
    assert _points(arithmetic.multiply(other, one)) == _points(found)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (f(1), f(2), f("1/2")),
        (f(1), f(0), UNBOUNDED),
        (f(1), few(0, 1), UNBOUNDED),
        (f(1), few(2, 4), few("1/2", "1/4")),
        (f(1), few(-1, 2), few(-1, "1/2")),
        (few(1, 2), few(2, 4), few("1/4", "1/2", 1)),
        (of("[1..2]"), f(4), of("[1/4..1/2]")),
        (of("[1..2]"), few(2, 4), of("[1/4..1]")),
        (of("[1..2]"), of("[2..4]"), of("[1/4..1]")),
        (f(1), of("[2..4]"), of("[1/4..1/2]")),
        (f(1), of("(2..4]"), of("[1/4..1/2)")),
        (f(1), of("[2..4)"), of("(1/4..1/2]")),
        (f(1), of("[2..)"), of("(0..1/2]")),
        (f(1), of("(2..)"), of("(0..1/2)")),
        (f(1), of("(0..2]"), of("[1/2..)")),
        (f(1), of("(0..)"), of("(0..)")),
        (f(1), of("[0..2]"), UNBOUNDED),
        (f(1), of("[-4..-2]"), of("[-1/2..-1/4]")),
        (f(1), of("(-4..-2]"), of("[-1/2..-1/4)")),
        (f(1), of("[-4..-2)"), of("(-1/2..-1/4]")),
        (f(1), of("(..-2]"), of("[-1/2..0)")),
        (f(1), of("(..-2)"), of("(-1/2..0)")),
        (f(1), of("[-2..0)"), of("(..-1/2]")),
        (f(1), of("(..0)"), of("(..0)")),
        (f(1), of("(..0]"), UNBOUNDED),
        (f(1), UNBOUNDED, UNBOUNDED),
        (f(1), of("[-3..3]", grid(2, 1)), UNBOUNDED),
    ],
)
def test_a_quotient_is_open_where_its_denominator_is(
    one: Numeric, other: Numeric, found: Numeric
) -> None:
    """One over a span turns its ends round; where zero is possible anything is."""
    assert arithmetic.divide(one, other) == found


@pytest.mark.parametrize(
    ("value", "exponent", "found"),
    [
        (f(2), 10, f(1024)),
        (f(2), -2, f("1/4")),
        (f(0), -1, UNBOUNDED),
        (few(-1, 2), 2, few(1, 4)),
        (few(-1, 2), 0, f(1)),
        (of("[2..3]"), 0, f(1)),
        (of("[2..3]"), 1, of("[2..3]")),
        (of("[2..3)"), 2, of("[4..9)")),
        (of("[-3..2]"), 2, of("[0..9]")),
        (of("(-3..2]"), 2, of("[0..9)")),
        (of("[-2..3)"), 4, of("[0..81)")),
        (of("[-3..2]"), 3, of("[-27..18]")),
        (of("(..2]"), 2, of("[0..)")),
        (of("[-3..-2]"), 2, of("[4..9]")),
        (of("[-3..-2]"), 3, of("[-27..-8]")),
        (of("[2..4]"), -1, of("[1/4..1/2]")),
        (UNBOUNDED, 2, of("[0..)")),
        (f(2), 2**14, UNBOUNDED),
        (f(2), 2**13, f(2 ** (2**13))),
        (f("1/2"), 2**13 + 1, UNBOUNDED),
    ],
)
def test_powers_keep_their_sign(value: Numeric, exponent: int, found: Numeric) -> None:
    """An even power is never negative, and what grows too long is not followed."""
    assert arithmetic.power(value, exponent) == found


@pytest.mark.parametrize(
    ("operation", "values", "found"),
    [
        (arithmetic.minimum, [f(1), f(2)], f(1)),
        (arithmetic.maximum, [f(1), f(2)], f(2)),
        (arithmetic.minimum, [few(1, 5), few(3, 4)], few(1, 3, 4)),
        (arithmetic.maximum, [few(1, 5), few(3, 4)], few(3, 4, 5)),
        (arithmetic.minimum, [of("[1..5]"), of("[3..4]")], of("[1..4]")),
        (arithmetic.maximum, [of("[1..5]"), of("[3..4]")], of("[3..5]")),
        (arithmetic.minimum, [of("(..)"), f(3)], of("(..3]")),
        (arithmetic.maximum, [of("(..)"), f(3)], of("[3..)")),
        (arithmetic.minimum, [of("[4..9]"), f(3)], f(3)),
        (arithmetic.maximum, [of("[1..2]"), f(3)], f(3)),
        (arithmetic.minimum, [of("(3..9]"), f(3)], f(3)),
        (arithmetic.maximum, [of("[1..3)"), f(3)], f(3)),
        (arithmetic.minimum, [of("[1..5)"), of("(1..9]")], of("[1..5)")),
        (arithmetic.maximum, [of("(1..5]"), of("[0..5]")], of("(1..5]")),
        (arithmetic.minimum, [of("[1..9]"), of("[2..8]"), f(5)], of("[1..5]")),
        (arithmetic.maximum, [of("[1..9]"), of("[2..8]"), f(5)], of("[5..9]")),
        (arithmetic.median, [f(5), f(1), f(3)], f(3)),
        (arithmetic.median, [f(4), f(1), f(3), f(2)], f("5/2")),
        (arithmetic.median, [f(4)], f(4)),
        (arithmetic.median, [of("[0..9]"), f(3), f(5)], of("[3..5]")),
        (arithmetic.median, [of("[4..4.5]"), f(3), f(5)], of("[4..4.5]")),
        (arithmetic.median, [UNBOUNDED, f(3), f(5)], of("[3..5]")),
        (arithmetic.median, [UNBOUNDED, UNBOUNDED, f(5)], UNBOUNDED),
        (arithmetic.median, [of("[1..)"), of("[2..)"), f(5)], of("[2..)")),
        (arithmetic.median, [of("(..1]"), of("(..2]"), f(5)], of("(..2]")),
        (arithmetic.median, [of("[1..2]"), f(5)], of("[3..7/2]")),
        (arithmetic.median, [UNBOUNDED, f(5)], UNBOUNDED),
        (arithmetic.median, [UNBOUNDED, f(1), f(2), f(3)], of("[3/2..5/2]")),
    ],
)
def test_the_extreme_and_the_middle_of_spans(
    operation: Callable[[list[Numeric]], Numeric], values: list[Numeric], found: Numeric
) -> None:
    """The least, greatest and middle of spans lie between those of their ends."""
    assert operation(values) == found


@pytest.mark.parametrize(
    ("value", "root"),
    [
        (f(4), f(2)),
        (f("9/4"), f("3/2")),
        (f(0), f(0)),
        (f(2), of("[0..)")),
        (f("4/3"), of("[0..)")),
        (f("3/4"), of("[0..)")),
        (f(-4), of("[0..)")),
        (few(4, 9), of("[0..)")),
        (UNBOUNDED, of("[0..)")),
    ],
)
def test_a_root_is_exact_or_unknown(value: Numeric, root: Numeric) -> None:
    """A rational with a rational root has it; any other root is some number from zero on."""
    assert arithmetic.square_root(value) == root


@pytest.mark.parametrize(
    ("value", "places", "mode", "found"),
    [
        (few("0.4", "0.6"), 0, "half-up", few(0, 1)),
        (few("0.4", "2.4"), 0, "half-up", few(0, 2)),
        (of("[0.5..2.5]"), 0, "half-up", few(1, 2, 3)),
        (of("(0.5..2.5)"), 0, "half-up", few(1, 2)),
        (of("(0.5..2.5)"), 0, "half-down", few(1, 2)),
        (of("(0..2)"), 0, "floor", few(0, 1)),
        (of("(0..2)"), 0, "ceiling", few(1, 2)),
        (of("[0..2)"), 0, "ceiling", few(0, 1, 2)),
        (of("(0..2)"), 0, "up", few(1, 2)),
        (of("(-2..0)"), 0, "down", few(-1, 0)),
        (of("(-2..0)"), 0, "floor", few(-2, -1)),
        (of("[0.04..0.16]"), 1, "half-up", few(0, "0.1", "0.2")),
        (of("(0.049..0.3]"), 1, "half-up", few(0, "0.1", "0.2", "0.3")),
        (of("[0..0.251)"), 1, "half-up", few(0, "0.1", "0.2", "0.3")),
        (of("(4.9..30]"), -1, "half-up", few(0, 10, 20, 30)),
        (of("[40..260]"), -2, "half-up", few(0, 100, 200, 300)),
        (of("[0..)"), 1, "half-up", of("[0..)", grid("1/10"))),
        (of("(..1)"), 0, "ceiling", of("(..1]", grid(1))),
        (UNBOUNDED, 2, "up", of("(..)", grid("1/100"))),
    ],
)
def test_a_span_rounds_to_what_its_members_round_to(
    value: Numeric, places: int, mode: Rounding, found: Numeric
) -> None:
    """A rounded span is the grid between its rounded ends, which open ends do not reach."""
    assert arithmetic.rounded(value, places, mode) == found


@pytest.mark.parametrize("mode", ROUNDINGS)
@pytest.mark.parametrize("low", ["-2.5", "-2", "-0.5", "0", "0.25", "0.5", "1.5"])
def test_the_rounded_ends_of_an_open_span_are_reached(mode: Rounding, low: str) -> None:
    """What an open span rounds to is what its numbers beside the ends round to."""
    edge, beside = f(low), Fraction(1, 1000)
    points = {round_to(edge + beside * n, 0, mode) for n in range(1, 2000)}
    assert arithmetic.rounded(Span(edge, edge + 2, True, True), 0, mode) == choice(points)


def test_what_grows_too_long_is_not_followed() -> None:
    """A number is followed up to its bound of bits, in numerator and denominator."""
    most = arithmetic.MAX_BITS
    longest = Fraction(2**most - 1)
    assert arithmetic.followed(longest) == longest
    assert arithmetic.followed(longest + 1) == UNBOUNDED
    assert arithmetic.followed(1 / longest) == 1 / longest
    assert arithmetic.followed(1 / (longest + 1)) == UNBOUNDED
    assert arithmetic.followed(choice([f(1), longest + 1])) == UNBOUNDED
    assert arithmetic.followed(Span(None, longest + 1)) == UNBOUNDED
    assert arithmetic.followed(Span(longest + 1, None)) == UNBOUNDED
    assert arithmetic.followed(of("[0..)")) == of("[0..)")


def test_length_is_that_of_the_longest_member() -> None:
    """One long member among short ones is too many digits; a span without ends has none."""
    long = Fraction(1, 2 ** (arithmetic.MAX_BITS + 1))
    assert arithmetic.followed(choice([f(0), long, f(1)])) == UNBOUNDED
    assert arithmetic.power(UNBOUNDED, 2 * arithmetic.MAX_BITS) == Span(f(0))
