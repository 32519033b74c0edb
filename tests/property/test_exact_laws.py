"""Laws of exact numbers: reading and writing undo each other, each rounding keeps its promise."""

from __future__ import annotations

from contextlib import suppress
from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracle import DECIMAL_MODES, rounded
from zhibiao.errors import NumberError
from zhibiao.exact import (
    ROUNDINGS,
    Rounding,
    factor,
    fold,
    in_unit,
    number,
    public,
    quantity,
    read,
    round_to,
    text,
)  # fmt: skip

FINITE = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9
)
RATIONALS = st.fractions(max_denominator=10**9, min_value=-(10**12), max_value=10**12)
MODES = st.sampled_from(ROUNDINGS)
PLACES = st.integers(-3, 6)
WIDE = 10**20
DIRECTED = ("floor", "ceiling")
MONEY = st.sampled_from(["元", "百元", "千元", "万元", "百万元", "千万元", "亿元"])


@given(value=RATIONALS | FINITE.map(Fraction))
def test_reading_undoes_writing(value: Fraction) -> None:
    """What is written as text is read back as the same number."""
    assert read(text(value)).value == value
    assert number(text(value)) == value


@given(value=RATIONALS)
def test_the_public_form_equals_the_value(value: Fraction) -> None:
    """A Decimal or Fraction given to the outside equals the value inside."""
    assert Fraction(public(value)) == value


@given(value=FINITE)
def test_a_percent_sign_divides_by_a_hundred(value: Decimal) -> None:
    """A percentage is a hundredth of its number, whatever the number."""
    assert read(f"{value:f}%").value == Fraction(value) / 100


@given(value=FINITE)
def test_width_never_changes_a_number(value: Decimal) -> None:
    """A number in full-width signs is the number in plain ones."""
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in f"{value:f}%")
    assert read(wide) == read(f"{value:f}%")


@given(shown=st.text(max_size=30))
def test_folding_twice_is_folding_once(shown: str) -> None:
    """A folded text has nothing left to fold."""
    assert fold(fold(shown)) == fold(shown)


@given(value=FINITE, places=st.integers(0, 6), mode=MODES)
def test_rounding_agrees_with_the_decimal_module(
    value: Decimal, places: int, mode: Rounding
) -> None:
    """On finite decimals each mode gives what Python's decimal module gives."""
    step = Decimal(1).scaleb(-places)
    context = Context(prec=60, rounding=DECIMAL_MODES[mode])
    assert round_to(Fraction(value), places, mode) == Fraction(
        value.quantize(step, context=context)
    )


@given(value=RATIONALS, places=PLACES, mode=MODES)
def test_rounding_follows_its_definition(value: Fraction, places: int, mode: Rounding) -> None:
    """On any rational each mode gives what its definition says."""
    assert round_to(value, places, mode) == rounded(value, places, mode)


@given(value=RATIONALS, places=PLACES, mode=MODES)
def test_rounding_moves_less_than_one_step(value: Fraction, places: int, mode: Rounding) -> None:
    """No mode moves a number by a whole step, and the half modes by at most half of one."""
    step = Fraction(10) ** -places
    moved = abs(round_to(value, places, mode) - value)
    assert moved <= step / 2 if mode.startswith("half") else moved < step


@given(value=RATIONALS, places=PLACES, mode=MODES)
def test_rounding_twice_is_rounding_once(value: Fraction, places: int, mode: Rounding) -> None:
    """A rounded number lies on the grid, where rounding leaves it."""
    once = round_to(value, places, mode)
    assert (once * Fraction(10) ** places).denominator == 1
    assert round_to(once, places, mode) == once


@given(one=RATIONALS, other=RATIONALS, places=PLACES, mode=MODES)
def test_rounding_keeps_the_order(
    one: Fraction, other: Fraction, places: int, mode: Rounding
) -> None:
    """A number that is not above another is not above it after rounding."""
    low, high = sorted((one, other))
    assert round_to(low, places, mode) <= round_to(high, places, mode)


@given(value=RATIONALS, places=PLACES)
def test_the_directed_modes_go_their_way(value: Fraction, places: int) -> None:
    """Floor never rises, ceiling never falls, down goes to zero and up away from it."""
    assert round_to(value, places, "floor") <= value <= round_to(value, places, "ceiling")
    assert abs(round_to(value, places, "down")) <= abs(value) <= abs(round_to(value, places, "up"))


@given(
    value=RATIONALS,
    places=PLACES,
    mode=st.sampled_from(["half-up", "half-even", "half-down", "down", "up"]),
)
def test_rounding_knows_no_side(value: Fraction, places: int, mode: Rounding) -> None:
    """The modes that speak of zero treat a number and its opposite alike."""
    assert round_to(-value, places, mode) == -round_to(value, places, mode)


@given(value=RATIONALS, places=PLACES)
def test_floor_and_ceiling_mirror_each_other(value: Fraction, places: int) -> None:
    """The floor of an opposite is the opposite of the ceiling."""
    assert round_to(-value, places, "floor") == -round_to(value, places, "ceiling")


@given(whole=st.integers(-1000, 1000), places=PLACES)
def test_a_half_is_broken_as_the_mode_says(whole: int, places: int) -> None:
    """Exactly between two steps, half-up goes out, half-down goes in, half-even takes the even."""
    step = Fraction(10) ** -places
    tie = (whole + Fraction(1, 2)) * step
    inner, outer = sorted((whole * step, (whole + 1) * step), key=abs)
    assert round_to(tie, places, "half-up") == outer
    assert round_to(tie, places, "half-down") == inner
    assert round_to(tie, places, "half-even") / step % 2 == 0


@given(value=RATIONALS, one=MONEY, other=MONEY)
def test_units_convert_there_and_back(value: Fraction, one: str, other: str) -> None:
    """An amount turned into another unit of money and back is the same amount."""
    there = in_unit(read(f"{text(value)}{one}"), other)
    back = in_unit(read(f"{text(there)}{other}"), one)
    assert there * factor(other) == value * factor(one)
    assert back == value


@given(value=st.integers(-WIDE, WIDE) | FINITE)
def test_a_plain_number_and_its_text_are_one_quantity(value: int | Decimal) -> None:
    """An integer or Decimal says the same as the text of it."""
    assert quantity(value) == read(f"{value:f}" if isinstance(value, Decimal) else str(value))


@given(value=st.floats())
def test_no_float_is_a_number(value: float) -> None:
    """Every float is refused, even one that looks exact."""
    with pytest.raises(NumberError):
        number(value)


@given(shown=st.text(alphabet="0123456789.,/%+-eE万元人infa 　％", max_size=400))
def test_any_text_is_read_or_refused(shown: str) -> None:
    """A text gives a quantity or the one error for it, and nothing else."""
    with suppress(NumberError):
        assert read(shown).resolution >= 0


@given(exponent=st.integers(61, 10**12), negative=st.booleans())
def test_a_huge_exponent_is_refused_before_it_is_raised(exponent: int, negative: bool) -> None:
    """An exponent beyond the bound is refused, however large: nothing is computed first."""
    with pytest.raises(NumberError):
        number(Decimal(f"1e{'-' if negative else ''}{exponent}"))
