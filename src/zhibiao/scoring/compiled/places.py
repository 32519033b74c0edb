"""Decimal places that are given for scaled integers, by the name of their figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts

MOST_PLACES = 38
"""The digits of the longest integers that a column holds."""


def no_places(places: Mapping[str, object]) -> Iterator[tuple[str, Message]]:
    """What cannot be a number of decimal places, by its name."""
    for name, count in places.items():
        if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_PLACES:
            found = repr(count)[:40]
            yield str(name), say(texts.NO_PLACES, name=str(name), found=found, most=MOST_PLACES)


def places_of_none(
    places: Mapping[str, object], known: Collection[str]
) -> Iterator[tuple[str, Message]]:
    """Places of what is no figure of a row, by its name."""
    for name in map(str, places):
        if name not in known:
            yield name, say(texts.PLACES_OF_NO_FIGURE, name=name, known=tuple(known))
