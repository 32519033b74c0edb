"""Fractions in a spreadsheet: a whole number over a positive whole number, each in its cell.

What a number can be at most is followed from the figures' limits on: where a product could pass
:data:`MOST`, the tree is refused rather than written as a formula that is sometimes wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from attrs import evolve, frozen

from zhibiao.backends.excel import formulas
from zhibiao.backends.excel.formulas import Part, plus, times, whole
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE
from zhibiao.messages import say
from zhibiao.messages.excel import TOO_LARGE

MOST = 2**47
"""Below it LibreOffice tells neighbouring whole numbers apart (it compares to about 48 bits, and
Excel to fifteen digits), so that comparisons and INT are exact in every engine."""

Keep = Callable[[Part], Part]
"""Puts a part into a cell of its own and gives the cell."""


@frozen
class Ratio:
    """``scale * top / bottom``.

    A ``scale`` other than one waits in front of a quotient until it must be multiplied in; so
    factors that cancel never make its whole numbers larger. Ends of one ``root`` have the same
    bottom as soon as all figures are known.

    ``least`` and ``most`` are what the top can come to on any figures, ``under`` is the most
    that the bottom can; it is at least 1.
    """

    top: Part
    bottom: Part
    least: int
    most: int
    under: int
    scale: Fraction = ONE
    root: str = ""

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
        return self.scale * Fraction(self.top.number, self.bottom.number)


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


def settled(one: Ratio, keep: Keep, further: Fraction = ONE) -> Ratio:
    """With its scale, and a further factor, multiplied in."""
    scale = one.scale * further
    if scale == 1:
        return evolve(one, scale=ONE)
    over, under = scale.numerator, scale.denominator
    ends = sorted((one.least * over, one.most * over))
    top = keep(times(whole(over), one.top))
    bottom = keep(times(whole(under), one.bottom))
    return ratio(top, bottom, (ends[0], ends[1]), one.under * under)


def bounded(one: Ratio, low: Fraction | None, high: Fraction | None) -> Ratio:
    """A ratio with a fixed divisor, of which it is known that it lies between two numbers."""
    if one.divisor is None or one.scale != 1:
        return one
    least = one.least if low is None else max(one.least, ceil(low * one.divisor))
    most = one.most if high is None else min(one.most, floor(high * one.divisor))
    return evolve(one, least=least, most=most)


def add(one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The sum of two."""
    for quotient, fixed in ((one, other), (other, one)):
        if quotient.divisor is None and fixed.divisor is not None:
            return _add_fixed(quotient, fixed, keep)
    one, other = settled(one, keep), settled(other, keep)
    (a, b), bottom, under = over_one(one, other, keep)
    ends = a.least + b.least, a.most + b.most
    return ratio(keep(plus(a.top, b.top)), bottom, ends, under)


def _add_fixed(quotient: Ratio, fixed: Ratio, keep: Keep) -> Ratio:
    """A quotient and a number with a fixed divisor; the quotient keeps its bottom."""
    assert fixed.divisor is not None
    if fixed.top.constant == 0:
        return quotient
    shared = lcm(quotient.scale.denominator, fixed.divisor)
    over = int(quotient.scale * shared)
    more = shared // fixed.divisor
    part = keep(times(whole(more), fixed.top, quotient.bottom))
    own = times(whole(over), quotient.top)
    moved = [fixed.least * more * size for size in (1, quotient.under)]
    raised = [fixed.most * more * size for size in (1, quotient.under)]
    ends = sorted((quotient.least * over, quotient.most * over))
    least, most = ends[0] + min(moved), ends[1] + max(raised)
    ratio(part, quotient.bottom, (min(moved), max(raised)), 1)
    found = ratio(keep(plus(own, part)), quotient.bottom, (least, most), quotient.under)
    return evolve(found, scale=Fraction(1, shared), root=quotient.root)


def multiply(one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The product of two."""
    for quotient, fixed in ((one, other), (other, one)):
        known = fixed.top.constant is not None and fixed.divisor is not None
        if known and quotient.divisor is None:
            return evolve(quotient, scale=quotient.scale * fixed.value) if fixed.value else fixed
    if one.divisor is None or other.divisor is None:
        scale = one.scale * other.scale
        return evolve(
            _multiplied(evolve(one, scale=ONE), evolve(other, scale=ONE), keep), scale=scale
        )
    return _multiplied(one, other, keep)


def _multiplied(one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    top = keep(times(one.top, other.top))
    bottom = keep(times(one.bottom, other.bottom))
    corners = [a * b for a in (one.least, one.most) for b in (other.least, other.most)]
    ends = min(corners), max(corners)
    return _reduced(ratio(top, bottom, ends, one.under * other.under))


def negate(one: Ratio, keep: Keep) -> Ratio:
    """The opposite."""
    if one.divisor is None:
        return evolve(one, scale=-one.scale)
    return Ratio(keep(formulas.minus(one.top)), one.bottom, -one.most, -one.least, one.under)


def inverse(one: Ratio, keep: Keep) -> Ratio:
    """One over a ratio that is above zero; where it is not, its top is taken as one."""
    one = settled(one, keep)
    bottom = keep(formulas.most(whole(1), one.top))
    return ratio(one.bottom, bottom, (1, one.under), max(1, one.most))


def over(one: Ratio, common: int) -> Ratio:
    """So many times a ratio whose fixed divisor holds that factor."""
    assert one.divisor is not None
    divisor = one.divisor // common
    return Ratio(one.top, whole(divisor), one.least, one.most, divisor)


def _reduced(one: Ratio) -> Ratio:
    """Without a factor that both constants share."""
    if one.top.constant is None or one.divisor is None:
        return one
    return constant(one.value)


def over_one(one: Ratio, other: Ratio, keep: Keep) -> tuple[tuple[Ratio, Ratio], Part, int]:
    """Both over one bottom."""
    if one.bottom == other.bottom:
        return (one, other), one.bottom, one.under
    if one.divisor is not None and other.divisor is not None:
        shared = one.divisor * other.divisor // gcd(one.divisor, other.divisor)
        pair = over_bottom(one, shared, keep), over_bottom(other, shared, keep)
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


def over_bottom(one: Ratio, bottom: int, keep: Keep) -> Ratio:
    """The same number over a fixed bottom that its own divides."""
    assert one.divisor is not None
    factor = bottom // one.divisor
    ends = one.least * factor, one.most * factor
    return ratio(keep(times(whole(factor), one.top)), whole(bottom), ends, bottom)
