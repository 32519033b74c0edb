"""Figures that disagree: which of their readings belong together.

Figures that were stated in one table or one sentence are read together; nothing is chosen,
every coherent combination is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import prod

from zhibiao.expr.domain import Numeric, Span, union
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.walk import children
from zhibiao.model.place import Where
from zhibiao.model.scorecard import Reading

Readings = Mapping[str, tuple[Reading, ...]]
MAX_CHAINS = 64
"""So many combinations of conflicting figures are followed one by one; of more, the hull."""


def coherent(tree: Expr, readings: Readings) -> Iterator[dict[str, Reading]]:
    """Every coherent choice of one reading for each input of a tree.

    Figures that disagree are read together where they were stated together: two head counts
    in a table and two in a sentence make two choices, not four. Where the places do not pair
    up, every combination counts, and where these are too many, the hull of each.
    """
    wanted = {name: readings[name] for name in _asked(tree, frozenset(readings))}
    several = {name: found for name, found in wanted.items() if len(found) > 1}
    certain = {name: found[0] for name, found in wanted.items() if len(found) == 1}
    if not several:
        yield certain
        return
    paired = _paired(several)
    if paired is not None:
        for chosen in paired:
            yield {**certain, **chosen}
    elif prod(len(found) for found in several.values()) <= MAX_CHAINS:
        for combination in product(*several.values()):
            yield {**certain, **dict(zip(several, combination, strict=True))}
    else:
        yield {**certain, **{name: _hull(found) for name, found in several.items()}}


@lru_cache(maxsize=4096)
def _asked(tree: Expr, stated_names: frozenset[str]) -> tuple[str, ...]:
    """The inputs of a tree, and the stated measures that cannot be computed from them."""
    names: dict[str, None] = {}
    waiting, seen = [tree], {tree}
    while waiting:
        node = waiting.pop()
        stated = isinstance(node, (Input, Named)) and node.name in stated_names
        if isinstance(node, Input) and node.outside is None:
            if stated:
                names[node.name] = None
        elif (
            isinstance(node, Named)
            and node.role == "measure"
            and stated
            and not _known(node.child, stated_names)
        ):
            names[node.name] = None
        else:
            below = [child for child in children(node) if child not in seen]
            seen.update(below)
            waiting.extend(reversed(below))
    return tuple(names)


def _known(node: Expr, stated_names: frozenset[str]) -> bool:
    if isinstance(node, Input) and node.outside is None:
        return node.name in stated_names
    if isinstance(node, Named) and node.role == "measure" and node.name in stated_names:
        return True
    return all(_known(child, stated_names) for child in children(node))


def _paired(several: Mapping[str, tuple[Reading, ...]]) -> list[dict[str, Reading]] | None:
    """The choices by the place that states them, where every place states every figure once."""
    places: list[dict[object, Reading]] = []
    for found in several.values():
        by_place: dict[object, Reading] = {}
        for reading in found:
            for where in reading.places:
                if where.statement is None or by_place.get(where.statement, reading) != reading:
                    return None
                by_place[where.statement] = reading
        places.append(by_place)
    shared = set(places[0])
    if any(set(by_place) != shared for by_place in places[1:]):
        return None
    chosen: dict[tuple[int, ...], dict[str, Reading]] = {}
    for place in places[0]:
        readings = [by_place[place] for by_place in places]
        key = tuple(found.index(r) for found, r in zip(several.values(), readings, strict=True))
        chosen[key] = dict(zip(several, readings, strict=True))
    return list(chosen.values())


def _hull(found: Iterable[Reading]) -> Reading:
    value: Numeric | None = None
    places: list[Where] = []
    for reading in found:
        places.extend(reading.places)
        if isinstance(reading.value, bool):
            return Reading(Span(), tuple(places))
        value = reading.value if value is None else union(value, reading.value)
    assert value is not None  # there is one reading at least
    return Reading(value, tuple(places))
