"""``以此类推``: bands that go on as they began, down to where the wording says."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from attrs import evolve

from zhibiao.criteria.building.parts import refused
from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.bounds import Range
from zhibiao.criteria.parsing.clauses import Award, Tail
from zhibiao.exact import ZERO


def continued(awards: tuple[Award, ...], mark: Tail) -> tuple[Award, ...]:
    """The awards with those put in that the words leave out.

    Args:
        awards: at least two bands of one width before the words, and behind them the bound below
            which nothing more is earned.
        mark: the words themselves.

    Raises:
        RefusedError: the bands before do not fall evenly, or nothing says where they end.
    """
    before = [one for one in awards if one.start < mark.start]
    after = [one for one in awards if one.start > mark.start]
    closed = [one for one in before if one.range.low and one.range.high and not one.range.exact]
    if len(closed) < 2 or len(after) != 1 or len(before) < 3:
        raise refused(mark)
    end = after[0].range.high
    scores = [one.score.value for one in before]
    drops = {a - b for a, b in pairwise(scores)}
    widths = {one.range.high.at.value - one.range.low.at.value for one in closed}  # type: ignore[union-attr]  # both ends, as chosen above
    drop, width = next(iter(drops)), next(iter(widths))
    if len(drops) > 1 or len(widths) > 1 or drop <= 0 or end is None or after[0].range.low:
        raise refused(mark)
    made: list[Award] = []
    last = closed[-1]
    while (low := last.range.low) is not None and low.at.value > end.at.value:
        score = last.score.value - drop
        if score < ZERO or score < after[0].score.value or len(made) > 100:
            raise refused(mark)
        last = _next(last, width=width, drop=drop)
        made.append(last)
    low = last.range.low
    if low is None or low.at.value != end.at.value:
        raise refused(mark)
    return (*before, *made, *after)


def _next(last: Award, *, width: Fraction, drop: Fraction) -> Award:
    low, high = last.range.low, last.range.high
    assert low is not None
    assert high is not None
    return evolve(
        last,
        range=Range(
            evolve(low, at=Amount(low.at.value - width, low.at.unit)),
            evolve(high, at=low.at),
        ),
        score=evolve(last.score, value=last.score.value - drop),
    )
