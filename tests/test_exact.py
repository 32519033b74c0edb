"""Exact numbers: what is read, what is refused and how both are said."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from zhibiao.errors import NumberError
from zhibiao.exact import (
    MAX_DIGITS,
    MAX_EXPONENT,
    ROUNDINGS,
    Quantity,
    Rounding,
    family,
    fold,
    in_unit,
    interval_ends,
    number,
    public,
    quantity,
    quantity_text,
    read,
    round_to,
    rounded_text,
    same_family,
    scientific,
    text,
    unit_text,
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("12", Fraction(12), ""),
        ("-0.5", Fraction(-1, 2), ""),
        ("+3", Fraction(3), ""),
        (".25", Fraction(1, 4), ""),
        ("1,234.5", Fraction(2469, 2), ""),
        ("2/37", Fraction(2, 37), ""),
        ("-10/3", Fraction(-10, 3), ""),
        ("95.5%", Fraction(191, 200), "%"),
        ("5‰", Fraction(1, 200), "%"),
        ("3个百分点", Fraction(3, 100), "%"),
        ("189.769万元", Fraction(189769, 1000), "万元"),
        ("3 人", Fraction(3), "人"),
        ("2倍", Fraction(2), "倍"),
        ("120㎡", Fraction(120), "㎡"),
        ("120m2", Fraction(120), "m2"),
        ("3\N{EM SPACE}人", Fraction(3), "人"),
    ],
)
def test_number_texts_are_read_exactly(written: str, value: Fraction, unit: str) -> None:
    """A number text gives its exact value and the unit behind it; a share is divided."""
    found = read(written)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("full_width", "plain"),
    [("１２．５％", "12.5%"), ("－３", "-3"), ("−3", "-3"), ("１，２３４", "1,234"), ("5﹪", "5%"),
     ("　7　", "7"), ("２／３７", "2/37"), ("３０万元", "30万元")],
)  # fmt: skip
def test_full_width_forms_read_as_their_plain_twins(full_width: str, plain: str) -> None:
    """Full-width digits and look-alike signs mean what their ASCII twins mean."""
    assert read(full_width) == read(plain)


@pytest.mark.parametrize(("shown", "twin"), [("≦1", "≤1"), ("≧1", "≥1"), ("（１）", "(1)")])
def test_folding_turns_look_alikes_into_one_sign(shown: str, twin: str) -> None:
    """Each look-alike sign has one plain twin."""
    assert fold(shown) == twin


@pytest.mark.parametrize(
    ("written", "resolution"),
    [("12.34%", Fraction(1, 10000)), ("12", Fraction(1)), ("0.50", Fraction(1, 100)), ("2/37", 0)],
)
def test_the_resolution_is_one_unit_of_the_last_place(written: str, resolution: Fraction) -> None:
    """The resolution of a text is one unit of its last printed place; a rational has none."""
    assert read(written).resolution == resolution


@pytest.mark.parametrize(
    ("value", "resolution"),
    [(12, Fraction(1)), (Decimal("0.50"), Fraction(1, 100)), (Fraction(1, 3), Fraction(0))],
)
def test_plain_numbers_keep_their_resolution(
    value: Decimal | Fraction, resolution: Fraction
) -> None:
    """An integer is printed to ones, a Decimal to its last place, a Fraction to none."""
    assert quantity(value) == Quantity(Fraction(value), "", resolution)


REFUSED: list[object] = [
    1.5, math.inf, math.nan, True, False, None, [], b"1", Decimal("inf"), Decimal("nan"),
    10**4999, 10**MAX_DIGITS, Decimal("1e999999999"), Decimal(f"1e{MAX_EXPONENT + 1}"),
    Decimal("1e-999999999"), Decimal("9" * 5000), "9" * 5000, "1e999999999", "1e5", "inf", "nan",
    "", " ", "一百", "约5", "1,23", "1.2.3", "1/0", "--1", "5%%%%%%%%%%%%%%%%%%%%%%%%", "1/2/3",
    "١٢", "0x10", "1_000", "1e", "12人", "5万元",
]  # fmt: skip


@pytest.mark.parametrize("value", REFUSED, ids=[f"{n}" for n in range(len(REFUSED))])
def test_what_is_no_number_is_refused_in_both_languages(value: object) -> None:
    """Floats, truth values, infinities and what is too long are refused with words for each."""
    with pytest.raises(NumberError) as caught:
        number(value)
    chinese, english = caught.value.render("zh"), caught.value.render("en")
    assert chinese
    assert english
    assert chinese != english
    assert len(english) < 400


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (True, "here, not bool"),
        ([], "here, not list"),
        (None, "here, not NoneType"),
        (Decimal("inf"), '"Infinity"'),
        (Decimal("nan"), '"NaN"'),
        (Decimal("1e61"), "(found 1E+61)"),
        (Decimal("9" * 61), f"(found {'9' * 30}…)"),
        (10**60, "(found 10^60…)"),
        (10**199, "(found 10^198…)"),
        ("9" * 93, f"at most 60 digits and an exponent within ±60 (found {'9' * 30}…)"),
        ("甲" * 40, f'"{"甲" * 40}"'),
        ("甲" * 41, f'"{"甲" * 30}…"'),
        ("1/0", '"1/0"'),
        ("12人", '"12人" has the unit "人"'),
    ],
)
def test_a_refusal_quotes_what_was_found(value: object, found: str) -> None:
    """The words of a refusal name the type, or quote the number, shortened where it is long."""
    with pytest.raises(NumberError) as caught:
        number(value)
    assert found in caught.value.render("en")


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (10**60 - 1, Fraction(10**60 - 1)),
        (Decimal("9" * 60), Fraction(10**60 - 1)),
        (Decimal("1e60"), Fraction(10**60)),
        (Decimal("1e-60"), Fraction(1, 10**60)),
        ("9" * 92, Fraction(10**92 - 1)),
        ("50%", Fraction(1, 2)),
    ],
)
def test_the_longest_numbers_are_taken(value: object, read_as: Fraction) -> None:
    """What just fits the bounds is a number, and so is a percentage."""
    assert number(value) == read_as


def test_a_float_is_told_what_to_write_instead() -> None:
    """The refusal of a float shows the text that would be exact."""
    with pytest.raises(NumberError) as caught:
        number(0.1)
    assert '"0.1"' in caught.value.render("en")
    assert "Decimal" in caught.value.render("zh")


@pytest.mark.parametrize("written", ["91%", "91/100", "0", "0%", "0.91倍", "91个百分点", "910‰"])
def test_a_ratio_says_that_it_is_one(written: str) -> None:
    """A percent sign, a rational or zero is taken for a ratio."""
    assert in_unit(read(written), "%") in {Fraction(91, 100), Fraction(0)}


@pytest.mark.parametrize("value", ["91", "0.91", "1", 91, Decimal("0.91")])
def test_a_bare_number_is_no_ratio(value: object) -> None:
    """A bare 91 for a measure in % could be 91 or 9100 %, so it is refused."""
    with pytest.raises(NumberError) as caught:
        in_unit(quantity(value), "%")
    assert "percent sign" in caught.value.render("en")
    assert "百分号" in caught.value.render("zh")


@pytest.mark.parametrize(
    ("written", "advice"),
    [("0.85", '"85%"'), ("-0.5", '"-50%"'), ("0.995", '"99.5%"'), ("1", '"1%"'), ("91", '"91%"')],
)
def test_a_bare_number_below_one_was_meant_as_a_share(written: str, advice: str) -> None:
    """What is advised first is what such a number is likely to be."""
    with pytest.raises(NumberError) as caught:
        in_unit(read(written), "%", written=written)
    for lang in ("en", "zh"):
        assert caught.value.render(lang).split('"')[1] == advice.strip('"')


@pytest.mark.parametrize(
    ("written", "unit", "value"),
    [
        ("50000元", "万元", Fraction(5)),
        ("1.5亿元", "万元", Fraction(15000)),
        ("20万元", "元", Fraction(200000)),
        ("5", "万元", Fraction(5)),
        ("3名", "人", Fraction(3)),
        ("3平方米", "m²", Fraction(3)),
        ("7", "", Fraction(7)),
    ],
)
def test_units_of_a_family_convert(written: str, unit: str, value: Fraction) -> None:
    """A figure is turned into the wanted unit of its family; one without unit is in it already."""
    assert in_unit(read(written), unit) == value


@pytest.mark.parametrize(
    ("written", "unit"), [("5人", "万元"), ("5%", "人"), ("5万元", "%"), ("5人", ""), ("5%", "")]
)
def test_units_of_two_families_do_not_convert(written: str, unit: str) -> None:
    """A figure in a unit of another family is refused, and both units are named."""
    with pytest.raises(NumberError) as caught:
        in_unit(read(written), unit, written=written)
    said = caught.value.render("en")
    found = read(written).unit
    assert said == f'"{written}" is in "{found}", but "{unit}" is needed here'
    assert caught.value.render("zh") != said


def test_a_refused_unit_shows_the_value_where_nothing_was_written() -> None:
    """A figure that nobody wrote is shown by its value."""
    with pytest.raises(NumberError) as caught:
        in_unit(Quantity(Fraction(3, 2), "人"), "万元")
    assert caught.value.render("en").startswith('"1.5" is in "人"')
    with pytest.raises(NumberError) as caught:
        in_unit(Quantity(Fraction(3, 2), resolution=Fraction(1, 10)), "%")
    assert caught.value.render("en").startswith("1.5 has no percent sign")


def test_an_unknown_unit_is_a_family_of_its_own() -> None:
    """A unit that no family lists fits itself and nothing else."""
    assert family("公里") == "公里"
    assert same_family("公里", "公里")
    assert not same_family("公里", "人")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 2), "0.5"),
        (Fraction(100), "100"),
        (Fraction(-5, 4), "-1.25"),
        (Fraction(10, 3), "10/3"),
        (Fraction(0), "0"),
        (Fraction(1, 10**9), "0.000000001"),
        (Fraction(10**9), "1000000000"),
        (Fraction(1, 40), "0.025"),
        (Fraction(3, 500), "0.006"),
        (Fraction(1, 100), "0.01"),
    ],
)
def test_a_value_is_written_in_full(value: Fraction, shown: str) -> None:
    """A finite decimal is written plainly, never with an exponent; another as a rational."""
    assert text(value) == shown


def test_a_value_of_many_digits_can_be_written() -> None:
    """What is longer than Python's own bound for texts of integers is still written."""
    assert len(text(Fraction(10**9000))) == 9001
    assert text(Fraction(1, 10**9000)).startswith("0.000")
    assert text(Fraction(10**9000, 3)).endswith("/3")


def test_the_public_form_is_a_decimal_where_one_equals_the_value() -> None:
    """A finite decimal comes out as a Decimal, anything else stays a Fraction."""
    assert public(Fraction(1, 8)) == Decimal("0.125")
    assert public(Fraction(1, 3)) == Fraction(1, 3)
    assert isinstance(public(Fraction(7)), Decimal)


@pytest.mark.parametrize("shown", ["0", "7", "70", "-0.5", "0.1", "0.25", "0.008", "1.05"])
def test_the_public_form_has_no_idle_places(shown: str) -> None:
    """A Decimal that comes out has as few places as its value needs."""
    assert str(public(Fraction(shown))) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Fraction(125, 109), "%", "≈114.68%"),
        (Fraction(6, 5), "%", "120%"),
        (Fraction(10, 3), "分", "≈3.33分"),
        (Fraction(5), "", "5"),
    ],
)
def test_a_shortened_value_is_marked(value: Fraction, unit: str, shown: str) -> None:
    """A value shown to readers is exact, or carries the sign for about."""
    assert unit_text(value, unit) == shown


def test_a_short_value_is_not_marked() -> None:
    """A value that fits its places is shown as it is."""
    assert rounded_text(Fraction(1, 4)) == "0.25"
    assert rounded_text(Fraction("0.1234")) == "0.1234"
    assert rounded_text(Fraction("0.12345")) == "≈0.12"
    assert rounded_text(Fraction("0.12345"), 5) == "0.12345"


@pytest.mark.parametrize(
    ("places", "share", "amount"),
    [(0, "≈33%", "≈0元"), (1, "≈33.3%", "≈0.3元"), (3, "≈33.333%", "≈0.333元")],
)
def test_a_shortened_value_has_the_places_asked_for(places: int, share: str, amount: str) -> None:
    """How many places a shortened value keeps is the caller's choice, in each unit."""
    third = Fraction(1, 3)
    assert unit_text(third, "%", places) == share
    assert unit_text(third, "元", places) == amount
    assert rounded_text(third, places) == amount.removesuffix("元")


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("1250", -2, "1300"), ("0.5", 0, "1")],
)
def test_half_up_goes_away_from_zero(value: str, places: int, rounded: str) -> None:
    """The mode in which scores are usually rounded takes a half away from zero."""
    assert round_to(Fraction(value), places, "half-up") == Fraction(rounded)


ROUNDED = {
    #              0.5 1.5 2.5 1.1 1.6 -0.5 -1.5 -2.5 -1.1 -1.6
    "half-up":    [1, 2, 3, 1, 2, -1, -2, -3, -1, -2],
    "half-even":  [0, 2, 2, 1, 2, 0, -2, -2, -1, -2],
    "half-down":  [0, 1, 2, 1, 2, 0, -1, -2, -1, -2],
    "down":       [0, 1, 2, 1, 1, 0, -1, -2, -1, -1],
    "up":         [1, 2, 3, 2, 2, -1, -2, -3, -2, -2],
    "floor":      [0, 1, 2, 1, 1, -1, -2, -3, -2, -2],
    "ceiling":    [1, 2, 3, 2, 2, 0, -1, -2, -1, -1],
}  # fmt: skip


@pytest.mark.parametrize("mode", ROUNDINGS)
def test_each_mode_rounds_as_its_table_says(mode: Rounding) -> None:
    """The ten cases that tell the seven modes apart, on ones, on hundredths and on hundreds."""
    cases = ["0.5", "1.5", "2.5", "1.1", "1.6", "-0.5", "-1.5", "-2.5", "-1.1", "-1.6"]
    for case, whole in zip(cases, ROUNDED[mode], strict=True):
        assert round_to(Fraction(case), 0, mode) == whole
        assert round_to(Fraction(case) / 100, 2, mode) == Fraction(whole, 100)
        assert round_to(Fraction(case) * 100, -2, mode) == whole * 100


@pytest.mark.parametrize(
    ("written", "ends"),
    [
        ("[3, 5]", ("3", "5")),
        ("[3..5]", ("3", "5")),
        (" [85%..95%] ", ("85%", "95%")),
        ("[3, 五]", None),
        ("3", None),
    ],
)
def test_an_interval_has_two_ends(written: str, ends: tuple[str, str] | None) -> None:
    """Two numbers in brackets are the ends of an interval; anything else is none."""
    assert interval_ends(written) == ends


def test_an_interval_is_no_number() -> None:
    """Where one number is needed, an interval is shown with what to write for either end."""
    with pytest.raises(NumberError) as caught:
        read("[3, 5]")
    assert caught.value.render("en") == (
        '"[3, 5]" is an interval, and one number is needed here; what is only known to be at least '
        'or at most is written "≥3" or "≤5"'
    )


def test_programs_write_exponents() -> None:
    """A number with an exponent is exact, and one that nobody can hold is refused."""
    assert scientific("1.5e-3") == Fraction(15, 10_000)
    assert scientific(".5") == Fraction(1, 2)
    with pytest.raises(NumberError, match="1e9999999999999999999"):
        scientific("1e9999999999999999999")


@pytest.mark.parametrize("written", ["1%", "0.05%", "20万元", "2/37", "-3.5", "1/3%"])
def test_a_quantity_is_quoted_as_it_is_written(written: str) -> None:
    """A percentage with its percents, though it is a hundredth inside."""
    assert quantity_text(read(written)) == written
