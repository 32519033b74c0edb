"""Fractions in a spreadsheet rounded, and the middle one of several."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from attrs import evolve

from zhibiao.backends.excel import formulas
from zhibiao.backends.excel.formulas import Part, compared, either, floored, plus, times, whole
from zhibiao.backends.excel.ratios import Keep, Ratio, over_bottom, ratio, settled
from zhibiao.exact import Rounding


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
    raised = [over_bottom(value, bottom, keep) for value in values]
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
