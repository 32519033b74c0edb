"""Where a rule set changes its mind: bounds of tests, edges of steps, ties, zero denominators.

A corner is a tree whose value is special where it is zero (or a multiple of a step). To stand
on it, one figure is moved until the tree has that value: most formulas of standards are linear
in each of their figures, and where one is not, the corner is simply missed. The ends of the range
of a computed measure are corners too, from within and from outside. Exact throughout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from attrs import evolve, frozen

from zhibiao.exact import ONE, ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import EmptyError, Numeric, choice
from zhibiao.expr.feel.lowering import condition
from zhibiao.expr.nodes import Compare, Const, Div, Expr, Input, Max, Min, Named, Round
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.reach import unchecked
from zhibiao.expr.walk import inputs, kind_of, measures, nodes
from zhibiao.model.clauses import MeasureId
from zhibiao.model.lowering.program import JUDGED, OUTSIDE, STATE, RuleScope, lower
from zhibiao.model.ruleset import RuleSet

Known = Mapping[str, Numeric | bool]


@frozen
class Corner:
    """A tree that is special at zero and, with a ``grid``, at every multiple of it.

    ``divides`` tells that it stands below a line: at zero nothing comes of what is above it.
    """

    tree: Expr
    grid: Fraction = ZERO
    divides: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The figures that move it, measures with a formula among them."""
        plain = (
            leaf.name
            for leaf in inputs(self.tree)
            if leaf.kind == "number" and leaf.outside is None
        )
        return tuple(dict.fromkeys((*plain, *(named.name for named in measures(self.tree)))))


@frozen
class Ground:
    """What a rule set asks for: its inputs by name, its computed measures, its corners."""

    leaves: Mapping[str, tuple[Input, ...]]
    computed: Mapping[str, Named]
    corners: tuple[Corner, ...]


@lru_cache(maxsize=32)
def ground(rules: RuleSet) -> Ground:
    """The inputs and corners of a rule set."""
    states = {
        item.scheme.speaks().get("state"): len(item.scheme.state_words()) for item in rules.items
    }
    leaves: dict[str, tuple[Input, ...]] = {}
    computed: dict[str, Named] = {}
    corners: dict[Corner, None] = {}
    for tree in _trees(rules):
        for leaf in inputs(tree):
            known = _narrowed(leaf, states)
            leaves[leaf.name] = tuple(dict.fromkeys((*leaves.get(leaf.name, ()), known)))
        computed.update({named.name: named for named in measures(tree)})
        corners.update(dict.fromkeys(_corners(tree)))
    # Plain figures name a judged score and a state by the id of what is scored, and a measure of
    # that id comes before both.
    shadowed = {STATE + n.removeprefix(JUDGED) for n in leaves if n.startswith(JUDGED)}
    shadowed |= {prefix + name for name in rules.measures for prefix in (JUDGED, STATE)}
    shadowed |= {name for name in leaves if name.startswith(OUTSIDE)}
    plain = {name: found for name, found in leaves.items() if name not in shadowed}
    movable = plain.keys() | computed.keys()
    return Ground(
        plain, computed, tuple(c for c in corners if movable.issuperset(c.names or ("",)))
    )


def _narrowed(leaf: Input, states: Mapping[MeasureId | None, int]) -> Input:
    """An answer that names a state is the number of one of them."""
    count = states.get(MeasureId(leaf.name))
    return evolve(leaf, within=choice(Fraction(n + 1) for n in range(count))) if count else leaf


def _trees(rules: RuleSet) -> Iterator[Expr]:
    """The trees of all scores, and of the tests that stand around them."""
    yield from lower(rules).scores.values()
    scope = RuleScope(rules.measures)
    own = (indicator.not_applicable for indicator in rules.indicators.values())
    for around in (*rules.adjustments.values(), rules.not_applicable, *own):
        if around is not None and around.when is not None:
            yield condition(around.when.text, scope)


def _corners(tree: Expr) -> Iterator[Corner]:
    for node in nodes(tree):
        match node:
            case Compare(left=left, right=right) if "boolean" not in (
                kind_of(left),
                kind_of(right),
            ):
                yield Corner(unchecked(build.subtract(left, right)))
            case Round(operand, places, mode):
                step = Fraction(10) ** -places
                yield Corner(unchecked(operand), step / 2 if mode.startswith("half") else step)
            case Div(denominator=denominator) if not isinstance(denominator, Const):
                yield Corner(unchecked(denominator), divides=True)


def edges(tree: Expr) -> tuple[Corner, ...]:
    """All corners of one tree, the ends of its clamps included."""
    found = dict.fromkeys((*_corners(tree), *_clamps(tree)))
    return tuple(corner for corner in found if corner.names)


def _clamps(tree: Expr) -> Iterator[Corner]:
    for node in nodes(tree):
        if isinstance(node, (Min, Max)):
            for one, other in combinations(node.operands, 2):
                yield Corner(unchecked(build.subtract(one, other)))


def value_at(tree: Expr, known: Known) -> Fraction | None:
    """The exact value of a tree, or nothing where it is not exactly known."""
    return _value(tree, known)


def moved(corner: Corner, name: str, known: Known, target: Fraction) -> Fraction | None:
    """The value of one figure at which a corner's tree has a value, the others being as they are.

    Args:
        corner: the corner.
        name: the figure that is moved.
        known: all other figures.
        target: the value that the tree shall have.

    Returns:
        The exact figure, or nothing where the tree is neither linear in it nor a quotient of two
        that are.
    """
    for way in ways(corner, name, known):
        found = way(target)
        if found is not None and _value(corner.tree, {**known, name: found}) == target:
            return found
    return None


Way = Callable[[Fraction], "Fraction | None"]


def ways(
    corner: Corner, name: str, known: Known, start: Fraction = ZERO, step: Fraction = ONE
) -> tuple[Way, ...]:
    """How one figure moves a corner's tree: from a value to the figure that should give it.

    It is found from the tree's values at four places, ``start`` and on by ``step``. What comes
    out is to be tried: the tree may be neither of the two shapes, or another one elsewhere.
    """
    places = [start + step * n for n in range(4)]
    values = [_value(corner.tree, {**known, name: place}) for place in places]
    found: list[Way] = []
    pairs = [(x, v) for x, v in zip(places, values, strict=True) if v is not None]
    if len(pairs) > 1 and pairs[0][1] != pairs[1][1]:
        found.append(_line(*pairs[0], *pairs[1]))
    if len(pairs) > 2:
        found += _quotient(pairs[-3:], step)
    return tuple(found)


def _line(x: Fraction, at_x: Fraction, y: Fraction, at_y: Fraction) -> Way:
    return lambda target: x + (target - at_x) * (y - x) / (at_y - at_x)


def _quotient(pairs: list[tuple[Fraction, Fraction]], step: Fraction) -> list[Way]:
    """``(p x + q) / (x + s)`` from three of its values, a step apart from each other."""
    (x, a), (y, b), (z, c) = pairs
    bend = a - 2 * b + c
    if bend == 0:
        return []
    s = (2 * b * y - a * x - c * z) / bend
    p = (b * y - a * x + s * (b - a)) / step
    q = a * x + a * s - p * x
    return [lambda target: None if target == p else (q - target * s) / (target - p)]


def _value(tree: Expr, known: Known) -> Fraction | None:
    try:
        value = outcomes(tree, known)
    except EmptyError:
        return None
    return value if isinstance(value, Fraction) else None
