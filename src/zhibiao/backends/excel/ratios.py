"""Fractions in a spreadsheet: a whole number over a positive whole number, each in its cell.

What a number can be at most is followed from the figures' limits on: where a product could pass
:data:`MOST`, the tree is refused rather than written as a formula that is sometimes wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import gcd, lcm

from attrs import frozen

from zhibiao.backends.excel import formulas
from zhibiao.backends.excel.formulas import Part, compared, either, floored, plus, times, whole
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import Rounding
from zhibiao.messages import say
from zhibiao.messages.excel import TOO_LARGE

MOST = 2**47
"""Below it LibreOffice tells neighbouring whole numbers apart (it compares to about 48 bits, and
Excel to fifteen digits), so that comparisons and INT are exact in every engine."""

Keep = Callable[[Part], Part]
"""Puts a part into a cell of its own and gives the cell."""


@frozen
class Ratio:
    """``top / bottom``.

    ``least`` and ``most`` are what the top can come to on any figures, ``under`` is the most
    that the bottom can; it is at least 1.
    """

    top: Part
    bottom: Part
    least: int
    most: int
    under: int

    @property
    def reach(self) -> int:
        """How far the top can be from zero."""
        return max(abs(self.least), abs(self.most))

    @property
    def divisor(self) -> int | None:
        """The bottom, where it is the same on all figures."""
        return self.bottom.constant

    @property
    def value(self) -> Fraction:
        """What it is on the figures at hand."""
        return Fraction(self.top.number, self.bottom.number)


def ratio(top: Part, bottom: Part, ends: tuple[int, int], under: int) -> Ratio:
    """A ratio within what can be counted exactly.

    Raises:
        UnsupportedNodeError: it is not.
    """
    if max(abs(ends[0]), abs(ends[1]), under) >= MOST:
        raise UnsupportedNodeError(say(TOO_LARGE))
    return Ratio(top, bottom, *ends, under)


def constant(value: Fraction) -> Ratio:
    """A fixed number."""
    top, bottom = value.numerator, value.denominator
    return ratio(whole(top), whole(bottom), (top, top), bottom)


def add(one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The sum of two."""
    (a, b), bottom, under = _common(one, other, keep)
    ends = a.least + b.least, a.most + b.most
    return ratio(keep(plus(a.top, b.top)), bottom, ends, under)


def multiply(one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The product of two."""
    top = keep(times(one.top, other.top))
    bottom = keep(times(one.bottom, other.bottom))
    corners = [a * b for a in (one.least, one.most) for b in (other.least, other.most)]
    ends = min(corners), max(corners)
    return _reduced(ratio(top, bottom, ends, one.under * other.under))


def negate(one: Ratio, keep: Keep) -> Ratio:
    """The opposite."""
    return Ratio(keep(formulas.minus(one.top)), one.bottom, -one.most, -one.least, one.under)


def inverse(one: Ratio, keep: Keep) -> Ratio:
    """One over a ratio that is above zero; where it is not, its top is taken as one."""
    bottom = keep(formulas.most(whole(1), one.top))
    return ratio(one.bottom, bottom, (1, one.under), max(1, one.most))


def over(one: Ratio, common: int) -> Ratio:
    """So many times a ratio whose fixed divisor holds that factor."""
    assert one.divisor is not None
    divisor = one.divisor // common
    return Ratio(one.top, whole(divisor), one.least, one.most, divisor)


def below(operator: str, one: Ratio, other: Ratio) -> Part:
    """A comparison of two: both sides are multiplied out."""
    if one.bottom == other.bottom:
        return compared(operator, one.top, other.top)
    left, right = one.bottom, other.bottom
    if one.divisor is not None and other.divisor is not None:
        common = gcd(one.divisor, other.divisor)
        left, right = whole(one.divisor // common), whole(other.divisor // common)
    sizes = right.constant or other.under, left.constant or one.under
    if one.reach * sizes[0] >= MOST or other.reach * sizes[1] >= MOST:
        raise UnsupportedNodeError(say(TOO_LARGE))
    return compared(operator, times(one.top, right), times(other.top, left))


def same(one: Ratio, other: Ratio) -> Part:
    """Whether two ends are written alike, as they are once all they are made of is known.

    Multiplying out would pass what can be counted, and is not needed: ends of the same figures
    come about by the same steps.
    """
    if one.divisor is not None and other.divisor is not None:
        return below("=", one, other)
    tops = compared("=", one.top, other.top)
    return formulas.both(tops, compared("=", one.bottom, other.bottom))


def pick(condition: Part, one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """One of two by a comparison."""
    if condition.text in ("TRUE", "FALSE") or one == other:
        return one if condition.text != "FALSE" else other
    fixed = one.divisor is not None and other.divisor is not None
    if fixed:
        (one, other), _, _ = _common(one, other, keep)
    top = keep(either(condition, one.top, other.top))
    bottom = one.bottom if fixed else keep(either(condition, one.bottom, other.bottom))
    ends = min(one.least, other.least), max(one.most, other.most)
    return ratio(top, bottom, ends, max(one.under, other.under))


def extreme(name: str, one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The lesser (``MIN``) or the greater (``MAX``) of two."""
    if one == other:
        return one
    if one.divisor is not None and other.divisor is not None:
        (a, b), bottom, under = _common(one, other, keep)
        chosen, limit = (formulas.least, min) if name == "MIN" else (formulas.most, max)
        ends = limit(a.least, b.least), limit(a.most, b.most)
        return ratio(keep(chosen(a.top, b.top)), bottom, ends, under)
    first = keep(_flag(below("<=", one, other)))
    is_first = compared("=", first, whole(1 if name == "MIN" else 0))
    return pick(is_first, one, other, keep)


def rounded(one: Ratio, places: int, mode: Rounding, keep: Keep) -> Ratio:
    """At so many decimal places."""
    scale = 10 ** abs(places)
    top, bottom, under = one.top, one.bottom, one.under
    least, most = one.least, one.most
    if places > 0:
        top, least, most = keep(times(whole(scale), top)), least * scale, most * scale
    elif places < 0:
        bottom, under = keep(times(whole(scale), bottom)), under * scale
    ratio(top, bottom, (2 * least - under, 2 * most + under), 2 * under)  # what _whole works with
    found = keep(_whole(top, bottom, mode, keep))
    divisor = bottom.constant
    if divisor is not None:  # else the bottom can be as small as 1
        least, most = least // divisor, -(-most // divisor)
    ends = min(least, 0), max(most, 0)
    if places < 0:
        return ratio(
            keep(times(whole(scale), found)), whole(1), (ends[0] * scale, ends[1] * scale), 1
        )
    return ratio(found, whole(scale), ends, scale)


def median(values: Sequence[Ratio], keep: Keep) -> Ratio:
    """The middle one of several with fixed divisors, or the mean of the middle two."""
    bottom = lcm(*(value.divisor or 1 for value in values))
    raised = [_raised(value, bottom, keep) for value in values]
    doubled = [keep(times(whole(2), value.top)) for value in raised]
    ordered, half = sorted(part.number for part in doubled), len(doubled) // 2
    found = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) // 2
    text = ",".join(part.text for part in doubled)  # equal ones count as often as they stand
    ends = 2 * min(value.least for value in raised), 2 * max(value.most for value in raised)
    return ratio(keep(Part(f"MEDIAN({text})", found)), whole(2 * bottom), ends, 2 * bottom)


def _whole(top: Part, bottom: Part, mode: Rounding, keep: Keep) -> Part:
    """A whole number near a quotient."""
    down = keep(floored(top, bottom))
    up = keep(formulas.minus(keep(floored(keep(formulas.minus(top)), bottom))))
    positive = compared("<", whole(0), top)
    away, toward = keep(either(positive, up, down)), keep(either(positive, down, up))
    match mode:
        case "floor":
            return down
        case "ceiling":
            return up
        case "down":
            return toward
        case "up":
            return away
    # Twice the rest against the divisor: less is nearer to the one below.
    rest = keep(plus(times(whole(2), top), times(whole(-2), down, bottom)))
    match mode:
        case "half-up":
            middle = away
        case "half-down":
            middle = toward
        case "half-even":
            half = keep(floored(down, whole(2)))
            even = compared("=", times(whole(2), half), down)
            middle = keep(either(even, down, up))
    nearer = either(compared("<", rest, bottom), down, up)
    return either(compared("=", rest, bottom), middle, keep(nearer))


def _flag(condition: Part) -> Part:
    return either(condition, whole(1), whole(0))


def _reduced(one: Ratio) -> Ratio:
    """Without a factor that both constants share."""
    if one.top.constant is None or one.divisor is None:
        return one
    return constant(one.value)


def _common(one: Ratio, other: Ratio, keep: Keep) -> tuple[tuple[Ratio, Ratio], Part, int]:
    """Both over one bottom."""
    if one.bottom == other.bottom:
        return (one, other), one.bottom, one.under
    if one.divisor is not None and other.divisor is not None:
        shared = one.divisor * other.divisor // gcd(one.divisor, other.divisor)
        pair = _raised(one, shared, keep), _raised(other, shared, keep)
        return pair, whole(shared), shared
    left = multiply_top(one, other, keep)
    right = multiply_top(other, one, keep)
    return (left, right), left.bottom, left.under


def multiply_top(one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The same number over the product of both bottoms."""
    first, second = sorted((one, other), key=lambda side: side.bottom.text)
    bottom = keep(times(first.bottom, second.bottom))
    top = keep(times(one.top, other.bottom))
    ends = min(one.least, one.least * other.under), max(one.most, one.most * other.under)
    return ratio(top, bottom, ends, one.under * other.under)


def _raised(one: Ratio, bottom: int, keep: Keep) -> Ratio:
    assert one.divisor is not None
    factor = bottom // one.divisor
    ends = one.least * factor, one.most * factor
    return ratio(keep(times(whole(factor), one.top)), whole(bottom), ends, bottom)
