"""The only home of number rules: exact values, units, rounding, reading and writing.

Inside, every number is a :class:`fractions.Fraction`; ``%`` is 1/100. A text is matched
against a pattern before it becomes a number, since ``Fraction("1e99999999")`` hangs in C
code that no timer stops. Nothing here knows a form, a rule set or a language of words.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Literal, get_args

from attrs import frozen

from zhibiao.errors import NumberError
from zhibiao.messages import numbers as texts
from zhibiao.messages import say

MAX_DIGITS = 60
MAX_EXPONENT = 60
SHORT = 4
"""A value of so many decimal places is shown as it is."""

Rounding = Literal["half-up", "half-even", "half-down", "down", "up", "floor", "ceiling"]
ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)
Number = int | Decimal | Fraction
Figure = int | Decimal | Fraction | str

ZERO = Fraction(0)
ONE = Fraction(1)

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FOLDED = _FULL_WIDTH | {ord(a): b for a, b in zip("≦≧﹤﹥﹦−–﹣％﹪", "≤≥<>=---%%", strict=True)}

_PLAIN = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
_QUANTITY = re.compile(
    rf"(?P<number>{_PLAIN})(?:/(?P<under>\d+))?\s*(?P<unit>[^\s\d.,+\-<>=≤≥][^\d<>=≤≥]{{0,15}}\d?)?",
    re.ASCII,
)

_INTERVAL = re.compile(r"[\[\](]\s*([^\s,]+?)\s*(?:,|\.\.)\s*([^\s,]+?)\s*[\[\])]")

# Families of units: the factor says how many of the family's first unit one is.
_FAMILIES: dict[str, dict[str, Fraction]] = {
    "元": {
        "元": ONE,
        "百元": Fraction(100),
        "千元": Fraction(1000),
        "万元": Fraction(10**4),
        "百万元": Fraction(10**6),
        "千万元": Fraction(10**7),
        "亿元": Fraction(10**8),
    },
    "%": {"%": ONE, "个百分点": ONE, "百分点": ONE, "‰": ONE, "倍": ONE},
    "人": {"人": ONE, "名": ONE, "位": ONE},
    "件": {"件": ONE, "起": ONE, "例": ONE, "宗": ONE},
    "个": {"个": ONE, "项": ONE},
    "㎡": {"㎡": ONE, "m²": ONE, "m2": ONE, "平方米": ONE},
}
_COUNTED = ("人", "件", "个")
_UNITS = {
    unit: (family, factor) for family, all_ in _FAMILIES.items() for unit, factor in all_.items()
}
_SHARES = {
    "%": Fraction(1, 100),
    "个百分点": Fraction(1, 100),
    "百分点": Fraction(1, 100),
    "‰": Fraction(1, 1000),
}


@frozen
class Quantity:
    """A number with the unit that was written behind it.

    A percentage is already divided: ``"12.5%"`` is 1/8 with unit ``"%"``. ``resolution`` is
    one unit of the last printed place (0.0001 for ``12.34%``), or 0 for a rational.
    """

    value: Fraction
    unit: str = ""
    resolution: Fraction = ZERO


def fold(text: str) -> str:
    """The text with full-width forms and look-alike signs as their plain twins."""
    return text.translate(_FOLDED)


def number(value: object) -> Fraction:
    """An ``int``, ``Decimal``, ``Fraction`` or number text as an exact fraction.

    Raises:
        NumberError: for a float, a boolean, ``inf``, too many digits, or no number at all.
    """
    match value:
        case Fraction():
            return value
        case bool():
            raise NumberError(say(texts.WRONG_TYPE, kind="bool"))
        case int():
            return _bounded_int(value)
        case float():
            raise NumberError(say(texts.FLOAT, text=repr(value)))
        case Decimal():
            return _from_decimal(value)
        case str():
            quantity = read(value)
            if quantity.unit not in ("", "%"):
                raise NumberError(say(texts.NO_UNIT_ALLOWED, text=value, unit=quantity.unit))
            return quantity.value
        case _:
            raise NumberError(say(texts.WRONG_TYPE, kind=type(value).__name__))


def scientific(text: str) -> Fraction:
    """A number as programs write it, perhaps with an exponent: ``1.5``, ``.5``, ``1e-3``.

    Raises:
        NumberError: when it passes the bounds of this module.
    """
    try:
        return _from_decimal(Decimal(text))
    except InvalidOperation:  # an exponent that no Decimal holds
        raise _too_long(text) from None


def interval_ends(text: str) -> tuple[str, str] | None:
    """The two numbers of ``"[3, 5]"`` or ``"[3..5]"``; nothing where it is none."""
    found = _INTERVAL.fullmatch(fold(text).strip())
    if found is None or not all(_QUANTITY.fullmatch(end) for end in found.groups()):
        return None
    return found[1], found[2]


@lru_cache(maxsize=8192)
def read(text: str) -> Quantity:
    """A number text with its unit: ``"12.5%"``, ``"189.769万元"``, ``"2/37"``, ``"1,234.5"``.

    Raises:
        NumberError: when the text is no number, or passes the bounds of this module.
    """
    return _parsed(text)


def quantity(value: object) -> Quantity:
    """Any figure as a quantity: text is read, a plain number has no unit.

    Raises:
        NumberError: as :func:`number` and :func:`read`.
    """
    if isinstance(value, str):
        return read(value)
    exactly = number(value)
    match value:
        case Decimal():
            places = -int(value.as_tuple().exponent)
            return Quantity(exactly, resolution=Fraction(10) ** -places)
        case int():
            return Quantity(exactly, resolution=ONE)
        case _:
            return Quantity(exactly)


def in_unit(figure: Quantity, unit: str, *, written: str = "") -> Fraction:
    """The value of a quantity in a measure's unit: ``"50000元"`` in 万元 is 5.

    A number without a unit is taken in the wanted one, except that a ratio must say so:
    ``91`` for a measure in % is an error, ``"91%"`` and the rational ``"91/100"`` are not.

    Raises:
        NumberError: when the units do not fit.
    """
    shown = written or text(figure.value)
    if figure.unit == "":
        if unit == "%" and figure.value != 0 and figure.resolution != 0:
            if abs(figure.value) < 1:
                share = text(figure.value * 100) + "%"
                raise NumberError(say(texts.PERCENT_OF_SHARE, text=shown, share=share))
            raise NumberError(say(texts.PERCENT_NEEDED, text=shown))
        return figure.value
    if not same_family(figure.unit, unit):
        raise NumberError(say(texts.UNIT_DIFFERS, text=shown, unit=figure.unit, wanted=unit))
    return figure.value * factor(figure.unit) / factor(unit)


def family(unit: str) -> str:
    """The family of a unit: all that can be turned into one another share it."""
    return _UNITS.get(unit, (unit, ONE))[0]


def factor(unit: str) -> Fraction:
    """How many of its family's first unit one of this unit is."""
    return _UNITS.get(unit, (unit, ONE))[1]


def worth(unit: str, wanted: str) -> Fraction:
    """What a number in a unit is multiplied by to be in another of its family.

    A ratio is wanted as such: of ``%``, one per mille is 1/1000 and one 倍 is 1.
    """
    return _SHARES.get(unit, factor(unit)) / factor(wanted)


def is_counted(unit: str) -> bool:
    """Whether a unit counts persons or things, so that a bare number is as many of them."""
    return family(unit) in _COUNTED


def same_family(one: str, other: str) -> bool:
    """Whether figures in the two units can be compared."""
    return family(one) == family(other)


def round_to(value: Fraction, places: int, mode: Rounding) -> Fraction:
    """The value at so many decimal places; ``half-up`` and ``up`` go away from zero.

    Source: the modes are those of IEEE 754 / General Decimal Arithmetic.
    """
    if places < 0:
        step = 10**-places
        return Fraction(_whole(value / step, mode) * step)
    scale = 10**places
    return Fraction(_whole(value * scale, mode), scale)


def text(value: Fraction) -> str:
    """The exact value as text: a plain decimal where it is finite, else ``"10/3"``."""
    decimal = public(value)
    if isinstance(decimal, Fraction):
        return f"{_shown(decimal.numerator)}/{_shown(decimal.denominator)}"
    return f"{decimal:f}"


def public(value: Fraction) -> Decimal | Fraction:
    """A ``Decimal`` that equals the value where there is one, else the fraction itself.

    The ``Decimal`` has as few places as can be.
    """
    under = value.denominator
    twos = fives = 0
    while under % 2 == 0:
        under //= 2
        twos += 1
    while under % 5 == 0:
        under //= 5
        fives += 1
    if under != 1:
        return value
    places = max(twos, fives)
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), Decimal(digits).as_tuple().digits, -places))


def rounded_text(value: Fraction, places: int = 2) -> str:
    """The value for a reader: exact where it is short, else rounded and marked with ≈."""
    if round_to(value, max(places, SHORT), "half-up") == value:
        return text(value)
    return f"≈{text(round_to(value, places, 'half-up'))}"


def quantity_text(figure: Quantity) -> str:
    """A quantity as it is written: 1/100 with the unit ``"%"`` is ``1%``."""
    return text(figure.value * 100 if figure.unit == "%" else figure.value) + figure.unit


def unit_text(value: Fraction, unit: str, places: int = 2) -> str:
    """The value in its unit for a reader: 1.1468 in % reads ``≈114.68%``."""
    if unit == "%":
        return rounded_text(value * 100, places) + "%"
    return rounded_text(value, places) + unit


# Apart from its cache, since `make mutants` passes over functions with a decorator.
def _parsed(text: str) -> Quantity:
    folded = fold(text).strip()
    if len(folded) > MAX_DIGITS + 32:
        raise _too_long(folded)
    matched = _QUANTITY.fullmatch(folded)
    if matched is None:
        ends = interval_ends(text)
        if ends is not None:
            low, high = f'"≥{ends[0]}"', f'"≤{ends[1]}"'
            raise NumberError(say(texts.INTERVAL, text=_shortened(text), low=low, high=high))
        raise NumberError(say(texts.NOT_A_NUMBER, text=_shortened(text)))
    digits = matched["number"].replace(",", "")
    under = int(matched["under"] or "1")
    if under == 0:
        raise NumberError(say(texts.ZERO_DENOMINATOR, text=text))
    unit = (matched["unit"] or "").strip()
    share = _SHARES.get(unit, ONE)
    places = len(digits.partition(".")[2])
    resolution = ZERO if matched["under"] else share / 10**places
    return Quantity(Fraction(digits) / under * share, "%" if share != ONE else unit, resolution)


def _shown(value: int) -> str:
    return str(Decimal(value))  # str() of an int refuses more than 4,300 digits


def _whole(scaled: Fraction, mode: Rounding) -> int:
    floor = scaled.numerator // scaled.denominator
    rest = scaled - floor
    if rest == 0:
        return floor
    toward, away = (floor, floor + 1) if floor >= 0 else (floor + 1, floor)
    match mode:
        case "floor":
            return floor
        case "ceiling":
            return floor + 1
        case "down":
            return toward
        case "up":
            return away
    half = Fraction(1, 2)
    if rest < half:
        return floor
    if rest > half:
        return floor + 1
    match mode:
        case "half-up":
            return away
        case "half-down":
            return toward
        case "half-even":
            return floor + floor % 2


def _bounded_int(value: int) -> Fraction:
    if abs(value) >= 10**MAX_DIGITS:
        raise NumberError(
            say(
                texts.TOO_LONG,
                digits=MAX_DIGITS,
                exponent=MAX_EXPONENT,
                text=f"10^{value.bit_length() * 3 // 10}…",
            )
        )
    return Fraction(value)


def _from_decimal(value: Decimal) -> Fraction:
    if not value.is_finite():
        raise NumberError(say(texts.NOT_FINITE, text=str(value)))
    _, digits, exponent = value.as_tuple()
    if len(digits) > MAX_DIGITS or not -MAX_EXPONENT <= int(exponent) <= MAX_EXPONENT:
        raise _too_long(str(value))
    return Fraction(value)


def _too_long(shown: str) -> NumberError:
    shown = _shortened(shown)
    return NumberError(say(texts.TOO_LONG, digits=MAX_DIGITS, exponent=MAX_EXPONENT, text=shown))


def _shortened(shown: str) -> str:
    return shown if len(shown) <= 40 else f"{shown[:30]}…"
