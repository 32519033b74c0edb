"""Many sets of plain figures at once, aimed at where scores change, without Hypothesis.

For tables of any length: what a strategy draws in a second, this makes in a hundredth.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from random import Random

from zhibiao.exact import ZERO, text
from zhibiao.expr.domain import Choice, Numeric, contains, ends, lattice_of
from zhibiao.expr.integers import scale_of
from zhibiao.expr.nodes import Input
from zhibiao.model.lowering.program import APPLICABLE, JUDGED, STATE
from zhibiao.model.lowering.sums import lower_sums
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.corners import Corner, Ground, ground, moved
from zhibiao.scoring.evidence import Figure

Figures = dict[str, Figure]

MOST_PLACES = 20
SOUND = 0.85
"""So many of the rows are not moved to where something is divided by zero."""
SIZES = (1, 100, 10**4, 10**8, 10**17, 10**20)
"""Beyond 2^53, and beyond what 64 bits hold."""


def rows(rules: RuleSet, count: int, random: Random, *, gaps: float = 0.5) -> Iterator[Figures]:
    """Sets of plain figures of a rule set.

    Args:
        rules: the rule set.
        count: how many.
        random: where chance comes from.
        gaps: the share of the sets that lack some figures; in somewhat fewer, chosen apart, an
            indicator does not apply.
    """
    land = ground(rules)
    policies = sorted(lower_sums(rules).out)
    for _ in range(count):
        values = _row(land, random)
        if random.random() < gaps:
            few = random.sample(sorted(values), random.randrange(1 + len(values) // 2))
            values = {name: value for name, value in values.items() if name not in few}
        found = {name.removeprefix(JUDGED).removeprefix(STATE): v for name, v in values.items()}
        if policies and random.random() < gaps * 0.6:
            found[APPLICABLE + random.choice(policies)] = False
        yield {name: _written(name, value, rules) for name, value in found.items()}


def _written(name: str, value: Fraction | bool, rules: RuleSet) -> Figure:
    """A ratio says that it is one."""
    measure = rules.measures.get(name)
    if isinstance(value, bool) or measure is None or measure.unit != "%":
        return value
    return f"{text(value * 100)}%" if "/" not in text(value * 100) else value


def _row(land: Ground, random: Random) -> dict[str, Fraction | bool]:
    plain = random.random() < 0.7
    size = random.choice(SIZES[:4] if plain else SIZES)
    values = {name: _any(random.choice(found), random, size) for name, found in land.leaves.items()}
    # A zero below the line leaves a score open, and then says nothing of any other corner.
    sound = random.random() < SOUND
    corners = [corner for corner in land.corners if not (sound and corner.divides)]
    for corner in random.sample(corners, min(len(corners), 12)):
        _move(corner, values, land, random, plain=plain)
    return values


def _move(
    corner: Corner,
    values: dict[str, Fraction | bool],
    land: Ground,
    random: Random,
    *,
    plain: bool,
) -> None:
    """One figure, moved so that the corner is met or just missed, by no more than it can show."""
    names = [name for name in corner.names if name in land.leaves]
    if not names:
        return
    name = random.choice(names)
    leaf = land.leaves[name][0]
    places = scale_of(leaf.unit, leaf.within).places if plain else MOST_PLACES
    off = random.choice((0, 0, 0, 1, -1)) * Fraction(1, 10 ** min(places, 6))
    target = corner.grid * random.randrange(40)
    rest = {other: value for other, value in values.items() if other != name}
    found = moved(corner, name, rest, target)
    for value in () if found is None else (found + off, found):
        if _finite(value, places) and any(
            contains(leaf.within, value) for leaf in land.leaves[name]
        ):
            values[name] = value
            return


def _finite(value: Fraction, places: int) -> bool:
    """Whether a decimal of so many places says it."""
    return bool((value * 10**places).denominator == 1)


def _any(leaf: Input, random: Random, size: int) -> Fraction | bool:
    if leaf.kind == "boolean":
        return random.random() < 0.6
    places = scale_of(leaf.unit, leaf.within).places
    return _within(leaf.within, random, size if leaf.unit != "%" else 1, places)


def _within(within: Numeric, random: Random, size: int, places: int) -> Fraction:
    match within:
        case Fraction():
            return within
        case Choice(values):
            return random.choice(sorted(values))
    whole = ends(within)
    low = ZERO if whole.low is None else whole.low
    high = low + random.randrange(1, 40) * size if whole.high is None else whole.high
    fine = Fraction(1, 10 ** min(places, random.randrange(4)))
    grid = lattice_of(within) or (fine, ZERO)
    step, offset = grid
    first, last = ceil((low - offset) / step), floor((high - offset) / step)
    value = offset + step * random.randint(first, max(first, last))
    return value if contains(within, value) else low + (high - low) / 2
