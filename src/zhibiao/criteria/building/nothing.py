"""Words beside bands that stand for a value: ``未发生得5分``, ``负增长不得分``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve

from zhibiao.criteria.building.parts import Parts, refused
from zhibiao.criteria.parsing.amounts import DISCRETE, Amount
from zhibiao.criteria.parsing.bounds import End, Range
from zhibiao.criteria.parsing.clauses import Award, State
from zhibiao.exact import ZERO

_NOT_ANY = re.compile(
    r"(?:未|没有|没|无)(?:能)?(?P<verb>[\u4e00-\u9fff]{2,4}?)?(?:到|过|成功|任何[\u4e00-\u9fff]{0,4})?"
)
_FALLING = re.compile(r"(?:为)?负增长|负值|为负")


def stands_for_value(state: State, awards: Iterable[Award]) -> bool:
    """Whether the words are a value of the figure that the bands speak of."""
    subject = "".join(one.subject for one in awards)
    if _FALLING.fullmatch(state.label):
        return "增长" in subject
    found = _NOT_ANY.fullmatch(state.label)
    return found is not None and (not found["verb"] or found["verb"] in subject)


def with_nothing(parts: Parts, awards: tuple[Award, ...]) -> tuple[Award, ...]:
    """The bands with the words put in as one more.

    Raises:
        RefusedError: words that stand for no value.
    """
    states = parts.of(State)
    if not states:
        return awards
    state = states[0]
    if len(states) > 1 or not stands_for_value(state, awards):
        raise refused(states[-1])
    units = {end.at.unit for one in awards for end in one.range.ends if end.at.unit}
    unit = next(iter(units), "")
    nought = End(Amount(ZERO, unit), closed=True)
    if _FALLING.fullmatch(state.label):
        return (*awards, _award(state, Range(high=evolve(nought, closed=False))))
    lowest = min(
        (one for one in awards if one.range.ends and one.range.low is None),
        key=lambda one: one.range.high.at.value if one.range.high else ZERO,
        default=None,
    )
    exact = _award(state, Range(nought, nought, exact=True))
    if lowest is None and unit in DISCRETE:
        return (*awards, exact)
    if lowest is None or lowest.range.high is None or lowest.range.high.at.value <= ZERO:
        raise refused(state)
    above = evolve(lowest, range=Range(evolve(nought, closed=False), lowest.range.high))
    return (*(above if one is lowest else one for one in awards), exact)


def _award(state: State, found: Range) -> Award:
    return Award(state.start, state.end, subject="", range=found, score=state.score)
