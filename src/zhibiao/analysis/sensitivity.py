"""What would narrow or move a score, exactly: by the corners of the trees, not by sampling.

Between two neighbouring corners a score is constant or goes one way without a break, so a value
from each stretch, and each corner itself, stand for all values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from zhibiao.backends.evaluate import evaluate
from zhibiao.exact import ONE, ZERO
from zhibiao.expr.domain import Numeric, Span, contains, ends, members
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.walk import inputs, measures
from zhibiao.model.analysis.sensitivity import Missing, Sensitivity, Threshold
from zhibiao.model.lowering.program import OUTSIDE, runs_python
from zhibiao.model.scorecard import Reading, Score, Scorecard, Status, highest, lowest
from zhibiao.scoring.coherence import coherent
from zhibiao.scoring.corners import Corner, edges, value_at, ways
from zhibiao.scoring.score import rescored

MOST_STEPS = 400
"""So many steps of a figure are followed in each direction."""
MOST_VALUES = 60
"""So many values of a missing figure are tried; each scores the whole card again."""

MOST_STRETCHES = 12
"""So many stretches are looked into by their own shapes."""

Evidence = dict[str, Numeric | bool]


def sensitivity(card: Scorecard) -> Sensitivity:
    """What would narrow or move the scores of a card.

    Args:
        card: a scorecard, of a form or of plain figures.

    Returns:
        The missing figures, those first that would narrow the total most; and for each known
        figure the next value in each direction at which some score is another. A score that a
        Python program gives has no corners to solve for, and so no thresholds.
    """
    missing = [_missing(card, name) for name in _open_names(card)]
    missing.sort(key=lambda one: (one.widest, one.narrowest))
    return Sensitivity(card, tuple(missing), tuple(_thresholds(card)))


def _open_names(card: Scorecard) -> list[str]:
    """The figures that are not exactly known, or stand with several values.

    The result of a program that failed is open as well, but no figure that anybody could give.
    """
    found: dict[str, None] = {}
    for score in card.scores:
        if score.status is not Status.NOT_APPLICABLE and not isinstance(score.value, Fraction):
            found.update(dict.fromkeys(score.open_inputs))
            several = (n for chain in score.chains for n in chain.readings)
            found.update({n: None for n in several if len(card.evidence.get(n, ())) > 1})
    return [name for name in found if not name.startswith(OUTSIDE)]


def _missing(card: Scorecard, name: str) -> Missing:
    concerned = [score for score in card.scores if name in _names(score.tree)]
    values, complete = _values(card, name, concerned)
    widths = [_width(card, concerned, name, value) for value in values]
    now = card.total.most - card.total.least
    # A mark that is left open at worst narrows nothing; more evidence never widens.
    return Missing(
        name,
        tuple(score.id for score in concerned),
        min(max(widths, default=now), now),
        min(min(widths, default=now), now),
        complete,
    )


def _width(card: Scorecard, concerned: list[Score], name: str, value: Fraction | bool) -> Fraction:
    """How far the least and the most of the total are apart where one figure is known."""
    if not _is_plain_sum(card):
        total = rescored(card, {name: value}).total
        return total.most - total.least
    width = card.total.most - card.total.least
    known = {key: found for key, found in card.evidence.items() if key != name}
    readings = {**known, name: (Reading(value),)}
    for score in concerned:
        spans = [
            evaluate(score.tree, {key: one.value for key, one in chosen.items()}).value
            for chosen in coherent(score.tree, readings)
        ]
        width -= highest(score.value) - lowest(score.value)
        width += max(map(highest, spans)) - min(map(lowest, spans))
    return width


def _is_plain_sum(card: Scorecard) -> bool:
    """Whether the total is the sum of the scores as they stand, so that each counts alone."""
    rules = card.rules
    policies = any(rules.policy_of(item) is not None for item in rules.items)
    return not (policies or rules.adjustments or rules.ruleset.rounding.at == "total")


def _values(
    card: Scorecard, name: str, concerned: list[Score]
) -> tuple[list[Fraction | bool], bool]:
    """Values of an open figure that stand for all, and whether they really do."""
    stated = [reading.value for reading in card.evidence.get(name, ())]
    if len(stated) > 1:
        exact = [one for one in stated if isinstance(one, (bool, Fraction))]
        return exact, len(exact) == len(stated)
    leaf = next(node for score in concerned for node in _nodes(score.tree) if node.name == name)
    if isinstance(leaf, Input) and leaf.kind == "boolean":
        return [True, False], True
    within: Numeric = leaf.within
    if stated and not isinstance(stated[0], bool):
        within = stated[0]
    few = members(within)
    if few is not None:
        return list(sorted(few)[:MOST_VALUES]), len(few) <= MOST_VALUES
    found: set[Fraction] = set()
    solvable = True
    values: list[Fraction | bool] = []
    for score in concerned:
        evidence = _evidence(score)
        evidence.pop(name, None)
        others = set(_names(score.tree)) - {name} - set(evidence)
        solvable = solvable and not any(_is_plain(score.tree, other) for other in others)
        solvable = solvable and not runs_python(score.tree)
        found |= _corners_of(score.tree, name, evidence, None)
    values += [value for value in _stretches(sorted(found), within) if contains(within, value)]
    return values[:MOST_VALUES], solvable and len(values) <= MOST_VALUES


def _is_plain(tree: Expr, name: str) -> bool:
    """Whether a name is that of an input, and not of a measure that follows from others."""
    return any(node.name == name for node in inputs(tree))


def _thresholds(card: Scorecard) -> Iterator[Threshold]:
    for score in card.scores:
        if len(score.chains) != 1 or not isinstance(score.value, Fraction):
            continue
        if score.status is Status.NOT_APPLICABLE or runs_python(score.tree):
            continue
        evidence = _evidence(score)
        for name in dict.fromkeys(_names(score.tree)):
            now = evidence.get(name)
            if isinstance(now, bool) or not isinstance(now, Fraction):
                continue
            for up in (True, False):
                found = _next(card, score, name, now, up=up)
                if found is not None:
                    yield found


def _next(card: Scorecard, score: Score, name: str, now: Fraction, *, up: bool) -> Threshold | None:
    """The nearest value in one direction at which the score is another."""
    evidence = _evidence(score)
    within = next(node.within for node in _nodes(score.tree) if node.name == name)
    found = _corners_of(score.tree, name, evidence, now)
    limit = ends(within).high if up else ends(within).low
    ahead = sorted((v for v in found if (v > now if up else v < now)), reverse=not up)
    for place in _walk(now, ahead, limit, within, up=up):
        then = value_at(score.tree, {**evidence, name: place})
        if then is not None and then != score.value:
            return _threshold(card, score, name, (now, place), ahead=ahead, limit=limit)
    return None


def _walk(
    now: Fraction, ahead: list[Fraction], limit: Fraction | None, within: Numeric, *, up: bool
) -> Iterator[Fraction]:
    """From a value outwards: a value of each stretch, then the corner at its end."""
    step = _lattice(within)
    sign = 1 if up else -1
    last = limit if limit is not None else (ahead[-1] if ahead else now) + sign
    places: list[Fraction] = [now, *ahead]
    if last not in places and (last > places[-1]) == up:
        places.append(last)
    for one, other in pairwise(places):
        if step is not None:
            first = _on(step, one, up=up, strict=True)
            candidates = [first, _on(step, other, up=not up, strict=False)]
        else:
            candidates = [(one + other) / 2, other]
        for value in candidates:
            if contains(within, value) and (value > now if up else value < now):
                yield value


def _threshold(
    card: Scorecard,
    score: Score,
    name: str,
    way: tuple[Fraction, Fraction],
    *,
    ahead: list[Fraction],
    limit: Fraction | None,
) -> Threshold:
    evidence = _evidence(score)
    now, place = way
    up = place > now
    passed = [one for one in ahead if (one < place if up else one > place)]
    before = passed[-1] if passed else now
    beyond = [one for one in ahead if (one >= place if up else one <= place)]
    end = beyond[0] if beyond else (limit if limit is not None else place)
    within = next(node.within for node in _nodes(score.tree) if node.name == name)
    then = value_at(score.tree, {**evidence, name: place})
    at, reached, steady = place, True, False
    if _lattice(within) is None:
        middle = value_at(score.tree, {**evidence, name: (place + before) / 2})
        if middle != score.value:  # the stretch itself differs, not only the corner at its end
            steady = middle != then
            at, reached = (end, True) if steady and before == now else (before, False)
    shown = value_at(score.tree, {**evidence, name: end}) if steady else then
    assert shown is not None
    sample = at if reached else place
    total = rescored(card, {name: sample}).total
    return Threshold(
        name, score.id, "more" if up else "less", now, at, reached, steady, shown,
        (total.least, total.most),
    )  # fmt: skip


def _corners_of(
    tree: Expr, name: str, known: Mapping[str, Numeric | bool], now: Fraction | None
) -> set[Fraction]:
    """All values of one figure at which a tree turns, as far as they can be solved for.

    First on the whole line; then on each stretch between two of those by its own shape, since a
    tree that tests a figure has another shape on each side of the test.
    """
    corners = [corner for corner in edges(tree) if name in corner.names]
    others = {key: value for key, value in known.items() if key != name}
    found: set[Fraction] = set() if now is None else {now}
    for corner in corners:
        found.update(_solutions(corner, name, others, (ZERO, ONE), now))
    for _ in range(2):
        for start, step in _samples(sorted(found)):
            for corner in corners:
                found.update(_solutions(corner, name, others, (start, step), now))
    return found


def _samples(places: list[Fraction]) -> list[tuple[Fraction, Fraction]]:
    """Four places within each stretch, as a start and a step."""
    if not places:
        return []
    # Stretches of a grid are alike; the first and last ones, and those around, are enough.
    inner = [(one, other) for one, other in pairwise(places)]
    if len(inner) > MOST_STRETCHES:
        half = MOST_STRETCHES // 2
        inner = [*inner[:half], *inner[-half:]]
    return [
        (places[0] - 4, ONE),
        (places[-1] + 1, ONE),
        *((one + (other - one) / 5, (other - one) / 5) for one, other in inner),
    ]


def _solutions(
    corner: Corner,
    name: str,
    others: Evidence,
    sample: tuple[Fraction, Fraction],
    now: Fraction | None,
) -> Iterator[Fraction]:
    """The values of one figure on a corner: where its tree is zero, or a multiple of the grid."""
    known_ways = ways(corner, name, others, *sample)
    if not known_ways:
        return
    for target in _targets(corner, name, others, now):
        for way in known_ways:
            found = way(target)
            if found is not None and value_at(corner.tree, {**others, name: found}) == target:
                yield found
                break


def _targets(
    corner: Corner, name: str, others: Evidence, now: Fraction | None
) -> Iterable[Fraction]:
    if not corner.grid:
        return (ZERO,)
    here = None if now is None else value_at(corner.tree, {**others, name: now})
    nearest = 0 if here is None else floor(here / corner.grid)
    reach = MOST_STEPS // 2 if corner.grid == ONE else 2
    # Where steps begin, and where the figure stands; what lies far from both is clamped.
    near = {*range(-2, reach + 1), *range(nearest - reach, nearest + reach + 1)}
    return (corner.grid * n for n in sorted(near))


def _stretches(corners: list[Fraction], within: Numeric) -> list[Fraction]:
    """Every corner, and a value from each stretch between two and beyond the last."""
    whole = ends(within)
    low = whole.low if whole.low is not None else (corners[0] if corners else ZERO) - 1
    high = whole.high if whole.high is not None else max([*corners[-1:], low]) + 1
    places = sorted({low, high, *(one for one in corners if low <= one <= high)})
    step = _lattice(within)
    if step is None:
        return sorted({*places, *((one + other) / 2 for one, other in pairwise(places))})
    around = {_on(step, place, up=up, strict=s) for place in places for up in (True, False)
              for s in (True, False)}  # fmt: skip
    return sorted(around)


def _lattice(within: Numeric) -> tuple[Fraction, Fraction] | None:
    return within.lattice if isinstance(within, Span) else None


def _on(step: tuple[Fraction, Fraction], value: Fraction, *, up: bool, strict: bool) -> Fraction:
    """The nearest value of a lattice, up or down; ``strict`` leaves out the value itself."""
    size, offset = step
    steps = (value - offset) / size
    whole = ceil(steps) if up else floor(steps)
    if strict and whole == steps:
        whole += 1 if up else -1
    return offset + whole * size


def _evidence(score: Score) -> Evidence:
    """What the score was computed on; of several readings, the first."""
    return {name: reading.value for name, reading in score.chains[0].readings.items()}


def _nodes(tree: Expr) -> list[Input | Named]:
    return [*(leaf for leaf in inputs(tree) if leaf.outside is None), *measures(tree)]


def _names(tree: Expr) -> list[str]:
    return [node.name for node in _nodes(tree)]
