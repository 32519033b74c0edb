"""Fractions in a spreadsheet compared: which is less, and one of two by a comparison.

Two fractions are multiplied out where that cannot pass what is counted exactly. Where it could,
they are brought over one bottom, if they have one as soon as all figures are known.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from attrs import evolve

from zhibiao.backends.excel import formulas
from zhibiao.backends.excel.formulas import Part, compared, either, flag, times, whole
from zhibiao.backends.excel.ratios import MOST, Keep, Ratio, constant, over_one, ratio, settled
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ZERO
from zhibiao.messages import say
from zhibiao.messages.excel import TOO_LARGE


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
    known = keep(flag(alike))
    return compared(
        "=",
        keep(either(compared("=", known, whole(1)), keep(flag(holds)), whole(int(unsure)))),
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


def equal(one: Ratio, other: Ratio, keep: Keep) -> Part:
    """Whether two ends are one number, however they are written.

    What does not depend on the figures that are missing is known without them, though its ends
    stand over different bottoms: a row that does not apply, or one without any of its points.
    """
    nothing = formulas.both(compared("=", one.top, whole(0)), compared("=", other.top, whole(0)))
    try:
        found = below("=", one, other, keep, unsure=False)
    except UnsupportedNodeError:  # multiplying out would pass what can be counted
        found = same(one, other)
    return formulas.any_of(found, nothing)


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
        first = keep(flag(below("<=", left, right, keep)))
        return pick(compared("=", first, whole(int(name == "MIN"))), left, right, keep)
    twins = _twins(one, other, keep)
    if twins is None:
        raise UnsupportedNodeError(say(TOO_LARGE))
    # Two ends of one quotient that is not known yet: then anything that the two can be at all.
    known = compared("=", keep(flag(compared("=", one.bottom, other.bottom))), whole(1))
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
        return over_one(one, other, keep)[0]
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
