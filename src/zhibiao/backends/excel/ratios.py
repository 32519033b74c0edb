"""Fractions in a spreadsheet: a whole number over a positive whole number, each in its cell.

What a number can be at most is followed from the figures' limits on: where a product could pass
:data:`MOST`, the tree is refused rather than written as a formula that is sometimes wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from attrs import evolve, frozen

from zhibiao.backends.excel import formulas
from zhibiao.backends.excel.formulas import Part, compared, either, floored, plus, times, whole
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO, Rounding
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
    (a, b), bottom, under = _over_one(one, other, keep)
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


def below(
    operator: str, one: Ratio, other: Ratio, keep: Keep, *, unsure: bool | None = None
) -> Part:
    """A comparison of two.

    Args:
        operator: ``<``, ``<=`` or ``=``.
        one: the left side.
        other: the right side.
        keep: puts a part into a cell.
        unsure: the answer where the two are ends of one quotient that is not known yet, and
            multiplying out would pass what can be counted.

    Raises:
        UnsupportedNodeError: multiplying out would pass it, and there is no answer without.
    """
    pair = _aligned(one, other, keep)
    if pair is not None:
        return compared(operator, pair[0].top, pair[1].top)
    left, right = settled(one, keep), settled(other, keep)
    if left.reach * right.under < MOST and right.reach * left.under < MOST:
        first, second = times(left.top, right.bottom), times(right.top, left.bottom)
        return compared(operator, first, second)
    twins = _twins(one, other, keep)
    if twins is None or unsure is None:
        raise UnsupportedNodeError(say(TOO_LARGE))
    alike = compared("=", one.bottom, other.bottom)
    holds = compared(operator, twins[0].top, twins[1].top)
    known = keep(_flag(alike))
    return compared(
        "=",
        keep(either(compared("=", known, whole(1)), keep(_flag(holds)), whole(int(unsure)))),
        whole(1),
    )


def same(one: Ratio, other: Ratio) -> Part:
    """Whether two ends are written alike, as they are once all they are made of is known.

    Multiplying out would pass what can be counted, and is not needed: ends of the same figures
    come about by the same steps.
    """
    if one.divisor is not None and other.divisor is not None:
        return compared("=", times(one.top, other.bottom), times(other.top, one.bottom))
    if one.scale != other.scale:
        return Part("FALSE", value=False)
    tops = compared("=", one.top, other.top)
    return formulas.both(tops, compared("=", one.bottom, other.bottom))


def pick(condition: Part, one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """One of two by a comparison."""
    if condition.text in ("TRUE", "FALSE") or one == other:
        return one if condition.text != "FALSE" else other
    pair = _aligned(one, other, keep)
    if pair is not None:
        top = keep(either(condition, pair[0].top, pair[1].top))
        return _over_same(top, pair[0], _hull(*pair))
    if one.scale != other.scale:
        one, other = settled(one, keep), settled(other, keep)
    top = keep(either(condition, one.top, other.top))
    bottom = keep(either(condition, one.bottom, other.bottom))
    found = ratio(top, bottom, _hull(one, other), max(one.under, other.under))
    return evolve(found, scale=one.scale)


def extreme(name: str, one: Ratio, other: Ratio, keep: Keep, *, is_low: bool) -> Ratio:
    """The lesser (``MIN``) or the greater (``MAX``) of two lower or two upper ends."""
    if one == other:
        return one
    pair = _aligned(one, other, keep)
    if pair is not None:
        chosen, limit = (formulas.least, min) if name == "MIN" else (formulas.most, max)
        ends = limit(pair[0].least, pair[1].least), limit(pair[0].most, pair[1].most)
        return _over_same(keep(chosen(pair[0].top, pair[1].top)), pair[0], ends)
    left, right = settled(one, keep), settled(other, keep)
    if left.reach * right.under < MOST and right.reach * left.under < MOST:
        first = keep(_flag(below("<=", left, right, keep)))
        return pick(compared("=", first, whole(int(name == "MIN"))), left, right, keep)
    twins = _twins(one, other, keep)
    if twins is None:
        raise UnsupportedNodeError(say(TOO_LARGE))
    # Two ends of one quotient that is not known yet: then anything that the two can be at all.
    known = compared("=", keep(_flag(compared("=", one.bottom, other.bottom))), whole(1))
    chosen = formulas.least if name == "MIN" else formulas.most
    top = keep(chosen(twins[0].top, twins[1].top))
    ends = _hull(*twins)
    exact = _over_same(top, twins[0], ends)
    furthest = twins[0].scale * (min(0, ends[0]) if is_low else max(0, ends[1]))
    return evolve(pick(known, exact, constant(furthest), keep), root=one.root)


def reached(name: str, one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """The lesser or greater of two for an open question.

    Where comparing the two would pass what can be counted, it is the least or the most that
    they can be at all: the question is open only while figures are missing.
    """
    is_low = name == "MIN"
    try:
        return extreme(name, one, other, keep, is_low=is_low)
    except UnsupportedNodeError:
        ends = _furthest(one, is_low=is_low), _furthest(other, is_low=is_low)
        return constant(min(ends) if is_low else max(ends))


def _furthest(one: Ratio, *, is_low: bool) -> Fraction:
    """The least or the most that a ratio can be on any figures."""
    corners = [one.scale * one.least, one.scale * one.most]
    end = min(corners) if is_low else max(corners)
    if one.divisor is not None:
        return end / one.divisor
    return min(end, ZERO) if is_low else max(end, ZERO)


def _hull(one: Ratio, other: Ratio) -> tuple[int, int]:
    return min(one.least, other.least), max(one.most, other.most)


def _over_same(top: Part, like: Ratio, ends: tuple[int, int]) -> Ratio:
    found = ratio(top, like.bottom, ends, like.under)
    return evolve(found, scale=like.scale, root=like.root)


def _aligned(one: Ratio, other: Ratio, keep: Keep) -> tuple[Ratio, Ratio] | None:
    """Both over one bottom and behind one scale, where that takes no multiplying out."""
    if one.divisor is not None and other.divisor is not None:
        return _over_one(one, other, keep)[0]
    if one.divisor is not None or other.divisor is not None:
        quotient, fixed = (one, other) if one.divisor is None else (other, one)
        if max(fixed.reach, 1) * quotient.under >= MOST:
            return None
        raised = _raised_onto(quotient, fixed, keep)
        return _scaled_alike(*((one, raised) if quotient is one else (raised, other)), keep=keep)
    if one.bottom == other.bottom:
        return _scaled_alike(one, other, keep=keep)
    return None


def _raised_onto(quotient: Ratio, fixed: Ratio, keep: Keep) -> Ratio:
    """A number with a fixed divisor over the bottom of a quotient."""
    assert fixed.divisor is not None
    top = keep(times(fixed.top, quotient.bottom))
    ends = (
        min(fixed.least, fixed.least * quotient.under),
        max(fixed.most, fixed.most * quotient.under),
    )
    found = ratio(top, quotient.bottom, ends, quotient.under)
    return evolve(found, scale=Fraction(1, fixed.divisor), root=quotient.root)


def _scaled_alike(one: Ratio, other: Ratio, *, keep: Keep) -> tuple[Ratio, Ratio]:
    if one.scale == other.scale:
        return one, other
    shared = lcm(one.scale.denominator, other.scale.denominator)
    factors = int(one.scale * shared), int(other.scale * shared)
    common = gcd(*factors)
    made = []
    for part, factor in ((one, factors[0] // common), (other, factors[1] // common)):
        ends = sorted((part.least * factor, part.most * factor))
        top = keep(times(whole(factor), part.top))
        found = ratio(top, part.bottom, (ends[0], ends[1]), part.under)
        made.append(evolve(found, scale=Fraction(common, shared), root=part.root))
    return made[0], made[1]


def _twins(one: Ratio, other: Ratio, keep: Keep) -> tuple[Ratio, Ratio] | None:
    """Two that have one bottom as soon as all figures are known, behind one scale."""
    if not one.root or one.root != other.root:
        return None
    return _scaled_alike(one, other, keep=keep)


def rounded(one: Ratio, places: int, mode: Rounding, keep: Keep) -> Ratio:
    """At so many decimal places."""
    scale = 10 ** abs(places)
    if one.divisor is None and places > 0:  # factors that cancel need not be multiplied in
        raised = settled(one, keep, Fraction(scale))
        whole_number = rounded(raised, 0, mode, keep)
        return evolve(whole_number, bottom=whole(scale), under=scale)
    one = settled(one, keep)
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


def _over_one(one: Ratio, other: Ratio, keep: Keep) -> tuple[tuple[Ratio, Ratio], Part, int]:
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
