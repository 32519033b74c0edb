"""Where a rule set changes its mind: bounds of tests, edges of steps, ties, zero denominators.

A corner is a tree whose value is special where it is zero (or a multiple of a step). To stand
on it, one figure is moved until the tree has that value: most formulas of standards are linear
in each of their figures, and where one is not, the corner is simply missed. Exact throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, frozen

from zhibiao.exact import ZERO
from zhibiao.expr import build
from zhibiao.expr.domain import EmptyError, Numeric, choice
from zhibiao.expr.feel.lowering import condition
from zhibiao.expr.nodes import Compare, Const, Div, Expr, Input, Named, Round
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import inputs, kind_of, measures, nodes
from zhibiao.model.clauses import MeasureId
from zhibiao.model.program import JUDGED, OUTSIDE, STATE, RuleScope, lower
from zhibiao.model.ruleset import RuleSet

Known = Mapping[str, Numeric | bool]


@frozen
class Corner:
    """A tree that is special at zero and, with a ``grid``, at every multiple of it."""

    tree: Expr
    grid: Fraction = ZERO

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
                yield Corner(build.subtract(left, right))
            case Round(operand, places, mode):
                step = Fraction(10) ** -places
                yield Corner(operand, step / 2 if mode.startswith("half") else step)
            case Div(denominator=denominator) if not isinstance(denominator, Const):
                yield Corner(denominator)


def moved(corner: Corner, name: str, known: Known, target: Fraction) -> Fraction | None:
    """The value of one figure at which a corner's tree has a value, the others being as they are.

    Args:
        corner: the corner.
        name: the figure that is moved.
        known: all other figures.
        target: the value that the tree shall have.

    Returns:
        The exact figure, or nothing where the tree is not linear in it.
    """
    ends = [_value(corner.tree, {**known, name: at}) for at in (ZERO, Fraction(1))]
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    found = (target - ends[0]) / (ends[1] - ends[0])
    return found if _value(corner.tree, {**known, name: found}) == target else None


def _value(tree: Expr, known: Known) -> Fraction | None:
    try:
        value = outcomes(tree, known)
    except EmptyError:
        return None
    return value if isinstance(value, Fraction) else None
