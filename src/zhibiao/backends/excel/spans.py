"""What is known of a value in a spreadsheet, as cells.

A number is known by its least and its most, a test by whether it surely and whether it possibly
holds.

The figures of a form come in one by one, so each number has two ends until all it is made of is
filled in; then the two are the same. Everything here is sound: no end ever lies within what the
figures allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import product
from math import gcd

from attrs import evolve, field, frozen

from zhibiao.backends.excel import choosing, formulas, ratios
from zhibiao.backends.excel.formulas import Part, both, compared, either, flag, plus, times, whole
from zhibiao.backends.excel.ratios import Keep, Ratio
from zhibiao.expr.domain import Span


@frozen
class Truth:
    """Whether a test surely and whether it possibly holds, each 1 or 0."""

    must: Part
    may: Part

    @property
    def fixed(self) -> bool | None:
        """The answer, where it is the same on all figures."""
        if self.must.constant == 1:
            return True
        return False if self.may.constant == 0 else None


NEVER = Truth(whole(0), whole(0))
ALWAYS = Truth(whole(1), whole(1))
OPEN = Truth(whole(0), whole(1))


@frozen
class Spanned:
    """A number between two ends; ``null`` says whether there is one at all."""

    low: Ratio
    high: Ratio
    null: Truth = NEVER


@frozen
class Figure:
    """An input as the calculation sheet reads it: whole numbers over one fixed divisor.

    ``least`` and ``most`` are what the whole numbers can be; ``told`` is 1 where a value or a
    bound stands in its cells, and else 0.
    """

    low: Part
    high: Part
    divisor: int
    least: int
    most: int
    told: Part = field(factory=lambda: whole(0))

    @property
    def ends(self) -> Spanned:
        """Its two ends as ratios."""
        under, ends = whole(self.divisor), (self.least, self.most)
        low = ratios.ratio(self.low, under, ends, self.divisor)
        return Spanned(low, ratios.ratio(self.high, under, ends, self.divisor))


def exactly(value: Ratio) -> Spanned:
    """A number that is known."""
    return Spanned(value, value)


def empty_with(parts: Sequence[Spanned], keep: Keep) -> Truth:
    """Nothing comes of nothing: where one operand is null, so is the result."""
    return any_of([part.null for part in parts], keep)


def add(one: Spanned, other: Spanned, keep: Keep) -> Spanned:
    """The sum."""
    low = ratios.add(one.low, other.low, keep)
    high = low if _known(one, other) else ratios.add(one.high, other.high, keep)
    return Spanned(low, high)


def multiply(one: Spanned, other: Spanned, keep: Keep) -> Spanned:
    """The product."""
    if _known(one, other):
        return exactly(ratios.multiply(one.low, other.low, keep))
    for scale, rest in ((one, other), (other, one)):
        if scale.low == scale.high and scale.low.top.constant is not None:
            ends = [ratios.multiply(scale.low, end, keep) for end in (rest.low, rest.high)]
            return Spanned(*(ends if scale.low.top.constant >= 0 else reversed(ends)))
    corners = [
        ratios.multiply(a, b, keep)
        for a, b in product((one.low, one.high), (other.low, other.high))
    ]
    low = reduce(lambda a, b: choosing.extreme("MIN", a, b, keep, is_low=True), corners)
    high = reduce(lambda a, b: choosing.extreme("MAX", a, b, keep, is_low=False), corners)
    return Spanned(low, high)


def divide(one: Spanned, other: Spanned, keep: Keep) -> Spanned:
    """The quotient; any number at all where the denominator can be zero."""
    if other.low == other.high and other.low.top.constant:  # a number that is written out
        over = ratios.constant(1 / other.low.value)
        return multiply(one, exactly(over), keep)
    one, other = (
        Spanned(ratios.settled(part.low, keep), ratios.settled(part.high, keep), part.null)
        for part in (one, other)
    )
    one, other = _without_shared_divisor(one, other)
    furthest = max(one.low.reach, one.high.reach) * max(other.low.under, other.high.under)
    any_down = ratios.ratio(whole(-furthest), whole(1), (-furthest, -furthest), 1)
    any_up = ratios.ratio(whole(furthest), whole(1), (furthest, furthest), 1)
    below_zero = compared("<", other.high.top, whole(0))
    negative = keep(flag(below_zero))
    clear = keep(either(compared("<", whole(0), other.low.top), whole(1), negative))
    turned = compared("=", negative, whole(1))
    tops = _turned(turned, one.low, one.high, keep), _turned(turned, one.high, one.low, keep)
    bottoms = (
        _turned(turned, other.low, other.high, keep),
        _turned(turned, other.high, other.low, keep),
    )
    ends = []
    for top, far, near, anything in (
        (tops[0], bottoms[1], bottoms[0], any_down),
        (tops[1], bottoms[0], bottoms[1], any_up),
    ):
        # A quotient falls as its positive denominator grows, unless its numerator is negative.
        under = choosing.pick(compared("<", top.top, whole(0)), near, far, keep)
        found = ratios.multiply(top, ratios.inverse(under, keep), keep)
        ends.append(choosing.pick(compared("=", clear, whole(1)), found, anything, keep))
    return twinned(ends[0], ends[1])


def twinned(low: Ratio, high: Ratio) -> Spanned:
    """Two ends that have one bottom as soon as all figures are known."""
    if low.divisor is not None or high.divisor is not None:
        return Spanned(low, high)
    root = f"{low.bottom.text}|{high.bottom.text}"
    return Spanned(evolve(low, root=root), evolve(high, root=root))


def _turned(turned: Part, one: Ratio, other: Ratio, keep: Keep) -> Ratio:
    """A number, or the opposite of another where signs are turned."""
    return choosing.pick(turned, ratios.negate(other, keep), one, keep)


def _without_shared_divisor(one: Spanned, other: Spanned) -> tuple[Spanned, Spanned]:
    found = [end.divisor for end in (one.low, one.high, other.low, other.high)]
    divisors = [divisor for divisor in found if divisor is not None]
    common = gcd(*divisors) if len(divisors) == len(found) else 1
    if common == 1:
        return one, other
    ends = [ratios.over(end, common) for end in (one.low, one.high, other.low, other.high)]
    return Spanned(ends[0], ends[1], one.null), Spanned(ends[2], ends[3], other.null)


def extreme(name: str, one: Spanned, other: Spanned, keep: Keep) -> Spanned:
    """The lesser (``MIN``) or the greater (``MAX``) of two."""
    low = choosing.extreme(name, one.low, other.low, keep, is_low=True)
    if _known(one, other):
        return exactly(low)
    return Spanned(low, choosing.extreme(name, one.high, other.high, keep, is_low=False))


def chosen(condition: Truth, then: Spanned, otherwise: Spanned, keep: Keep) -> Spanned:
    """One of two by a test; where it is open, whatever lies between both."""
    if condition.fixed is not None:
        return then if condition.fixed else otherwise
    sure = compared("=", condition.must, whole(1))
    never = compared("=", condition.may, whole(0))
    if condition.must == condition.may:
        low = choosing.pick(sure, then.low, otherwise.low, keep)
        high = (
            low if _known(then, otherwise) else choosing.pick(sure, then.high, otherwise.high, keep)
        )
    else:
        least = choosing.reached("MIN", then.low, otherwise.low, keep)
        most = choosing.reached("MAX", then.high, otherwise.high, keep)
        rest = choosing.pick(never, otherwise.low, least, keep)
        low = choosing.pick(sure, then.low, rest, keep)
        rest = choosing.pick(never, otherwise.high, most, keep)
        high = choosing.pick(sure, then.high, rest, keep)
    return Spanned(low, high, choice_of_truths(condition, then.null, otherwise.null, keep))


def choice_of_truths(condition: Truth, then: Truth, otherwise: Truth, keep: Keep) -> Truth:
    """One of two tests by a test."""
    if then == otherwise:
        return then
    if condition.fixed is not None:
        return then if condition.fixed else otherwise
    sure = compared("=", condition.must, whole(1))
    never = compared("=", condition.may, whole(0))
    must = either(never, otherwise.must, keep(times(then.must, otherwise.must)))
    may = either(never, otherwise.may, keep(formulas.most(then.may, otherwise.may)))
    return Truth(keep(either(sure, then.must, keep(must))), keep(either(sure, then.may, keep(may))))


def compare(operator: str, one: Spanned, other: Spanned, keep: Keep) -> Truth:
    """A comparison of two numbers."""
    if operator == "=":
        may = keep(
            flag(
                both(
                    choosing.below("<=", one.low, other.high, keep, unsure=True),
                    choosing.below("<=", other.low, one.high, keep, unsure=True),
                )
            )
        )
        if _known(one, other):
            return Truth(may, may)
        return Truth(
            keep(
                flag(
                    both(
                        choosing.below("<=", one.high, other.low, keep, unsure=False),
                        choosing.below("<=", other.high, one.low, keep, unsure=False),
                    )
                )
            ),
            may,
        )
    must = keep(flag(choosing.below(operator, one.high, other.low, keep, unsure=False)))
    if _known(one, other):
        return Truth(must, must)
    return Truth(must, keep(flag(choosing.below(operator, one.low, other.high, keep, unsure=True))))


def same_answer(one: Truth, other: Truth, keep: Keep) -> Truth:
    """Whether two tests have one answer."""
    against = negate(other, keep)
    return any_of([all_of([one, other], keep), all_of([negate(one, keep), against], keep)], keep)


def negate(one: Truth, keep: Keep) -> Truth:
    """The opposite."""
    must = keep(plus(whole(1), times(whole(-1), one.may)))
    if one.must == one.may:
        return Truth(must, must)
    return Truth(must, keep(plus(whole(1), times(whole(-1), one.must))))


def all_of(parts: Sequence[Truth], keep: Keep) -> Truth:
    """Whether all hold."""
    return _joined(formulas.least, parts, keep)


def any_of(parts: Sequence[Truth], keep: Keep) -> Truth:
    """Whether one holds."""
    return _joined(formulas.most, parts, keep)


def within(value: Spanned, low: Ratio | None, high: Ratio | None, keep: Keep) -> Spanned:
    """A number that is not known, within what it can be; one that is known stays as it is."""
    if value.low == value.high or (low is None and high is None):
        return value
    known = keep(flag(choosing.same(value.low, value.high)))
    is_open = compared("=", known, whole(0))
    ends = []
    for name, end, limit in (("MAX", value.low, low), ("MIN", value.high, high)):
        if limit is None:
            ends.append(end)
            continue
        # Ends that pass each other would contradict the range: then the figure stands as it is.
        other = value.high if name == "MAX" else value.low
        sides = (limit, other) if name == "MAX" else (other, limit)
        fits = keep(flag(choosing.below("<=", *sides, keep)))
        inner = choosing.extreme(name, end, limit, keep, is_low=name == "MAX")
        cut = choosing.pick(compared("=", fits, whole(1)), inner, end, keep)
        ends.append(choosing.pick(is_open, cut, end, keep))
    return Spanned(ends[0], ends[1], value.null)


def bounded(value: Spanned, reach: Span) -> Spanned:
    """A number of which a clamp in its tree says where it lies: no cell changes."""
    low, high = (ratios.bounded(end, reach.low, reach.high) for end in (value.low, value.high))
    return Spanned(low, high, value.null)


def _joined(fold: object, parts: Sequence[Truth], keep: Keep) -> Truth:
    assert callable(fold)
    must = keep(fold(*(part.must for part in parts)))
    if all(part.must == part.may for part in parts):
        return Truth(must, must)
    return Truth(must, keep(fold(*(part.may for part in parts))))


def _known(*parts: Spanned) -> bool:
    return all(part.low == part.high for part in parts)
