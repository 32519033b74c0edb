"""The ends of a test: whether a value belongs to the range, and how firmly the words say so."""

from __future__ import annotations

from enum import IntEnum

from attrs import frozen

from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.phrases import phrase


class Firmness(IntEnum):
    """How firmly a wording says whether an end belongs to the range."""

    OPEN = 0
    USUAL = 1
    SAID = 2


@frozen
class End:
    """One end of a range."""

    at: Amount
    closed: bool
    firm: Firmness = Firmness.SAID


@frozen
class Range:
    """What a test allows. ``exact`` says that a single value was written (``等于100%``)."""

    low: End | None = None
    high: End | None = None
    exact: bool = False
    both_signs: bool = False

    @property
    def ends(self) -> tuple[End, ...]:
        """The ends that there are."""
        return tuple(end for end in (self.low, self.high) if end is not None)


_INCLUDED = phrase(
    r"\((?:包?含(?:本数)?(?:\d+(?:\.\d+)?(?:%|[\u4e00-\u9fff]{1,4})?)?)\)|包?含(?:本数)?(?=以|及|、|,|的|得|计|-|~|至)"
)
_EXCLUDED = phrase(
    r"\(不(?:包?含)(?:本数)?(?:\d+(?:\.\d+)?(?:%|[\u4e00-\u9fff]{1,4})?)?\)|不含(?:本数)?(?=以|、|,|的|得|计|-|~|至)"
)


def one_sided(found: Range) -> bool:
    """Whether a range has one end alone."""
    return (found.low is None) != (found.high is None)


def inclusion(cursor: Cursor) -> bool | None:
    """``（含）`` or ``（不含）``, where one of them stands here."""
    if cursor.take(_INCLUDED):
        return True
    return False if cursor.take(_EXCLUDED) else None


def ranged(one: End, other: End) -> Range | None:
    """Two ends in their order: ``100%-90%`` is written both ways."""
    if one.at.unit != other.at.unit and one.at.value and other.at.value:
        return None
    if one.at.value == other.at.value:
        return None
    return Range(one, other) if one.at.value < other.at.value else Range(other, one)
