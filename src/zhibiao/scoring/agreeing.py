"""Values that several places state of one input: those that agree are one reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from fractions import Fraction

from attrs import evolve, frozen

from zhibiao.expr.domain import EmptyError, Numeric, meet
from zhibiao.model.place import Where
from zhibiao.model.scorecard import Reading


@frozen
class StatedValue:
    """One value from one place, with one unit of its last printed place."""

    value: Numeric | bool
    where: Where
    text: str
    resolution: Fraction = Fraction(0)


def agreed(stated: list[StatedValue]) -> tuple[Reading, ...]:
    """Readings of one input: those that agree within what they print are one."""
    order = sorted(
        range(len(stated)),
        key=lambda i: (not isinstance(stated[i].value, (Fraction, bool)), stated[i].resolution),
    )
    groups = _Groups()
    for index in order:  # the finest first
        groups.add(index, stated[index])
    readings: dict[int, Reading] = {}
    for members, exact in zip(groups.members, groups.exact, strict=True):
        places = [stated[i] for i in sorted(members)]
        readings[min(members)] = Reading(
            exact.value,
            tuple(one.where for one in places),
            exact.text,
            tuple(one.value for one in places),
        )
    return tuple(readings[first] for first in sorted(readings))


class _Groups:
    """Values that agree, by the finest of each; plain numbers are found without a search."""

    def __init__(self) -> None:
        self.exact: list[StatedValue] = []
        self.members: list[list[int]] = []
        self._numbers: list[tuple[Fraction, int]] = []  # the exact values in order

    def add(self, index: int, one: StatedValue) -> None:
        """One more value, to the first group that it agrees with or to a new one."""
        group = self._fitting(one)
        if group is None:
            group = len(self.exact)
            self.exact.append(one)
            self.members.append([])
            if isinstance(one.value, Fraction):
                insort(self._numbers, (one.value, group))
        else:
            self.exact[group] = _narrower(self.exact[group], one)
        self.members[group].append(index)

    def _fitting(self, one: StatedValue) -> int | None:
        """Only numbers within half a unit of a number's last place can agree with it."""
        if isinstance(one.value, Fraction):  # the coarser is rounded
            half = one.resolution / 2
            low = bisect_left(self._numbers, (one.value - half, -1))
            high = bisect_right(self._numbers, (one.value + half, len(self.exact)))
            return min((group for _, group in self._numbers[low:high]), default=None)
        return next((n for n, exact in enumerate(self.exact) if _same(exact, one)), None)


def _same(exact: StatedValue, other: StatedValue) -> bool:
    if isinstance(exact.value, bool) or isinstance(other.value, bool):
        return exact.value is other.value
    return meets(exact.value, other.value)  # a bound agrees with what lies within it


def _narrower(exact: StatedValue, other: StatedValue) -> StatedValue:
    """What both of two that agree leave; numbers come before bounds, and are narrow enough."""
    if isinstance(exact.value, (bool, Fraction)) or isinstance(other.value, bool):
        return exact
    return evolve(exact, value=meet(exact.value, other.value))


def meets(value: Numeric, within: Numeric) -> bool:
    """Whether something of what is known of a figure lies in what it can be."""
    try:
        meet(value, within)
    except EmptyError:
        return False
    return True
