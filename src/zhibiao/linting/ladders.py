"""Everything in a rule set of which exactly one rung should hold: bands, states, grades, ratings.

A ladder says which of its rungs hold where; the checks say what is wrong with that.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from attrs import frozen

from zhibiao.exact import ONE, ZERO, round_to, unit_text
from zhibiao.expr.domain import Numeric, ends, lattice_of, span
from zhibiao.expr.feel.lowering import condition
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import inputs
from zhibiao.linting.cells import Cell, cells
from zhibiao.linting.pieces import Piece, pieces, plain_pieces
from zhibiao.messages import Message, Text, say
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.lowering.sums import AMOUNT, OUT, SCORE, TOTAL, UNFILLED, Steps, lower_steps
from zhibiao.model.place import Path
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.schemes.bands import Bands
from zhibiao.model.schemes.grades import Grades
from zhibiao.model.schemes.states import States

FIGURE = Text(zh="{label}为 {value}", en="{label} {value}")
HOLDS = Text(zh="“{label}”为是", en='"{label}" true')
FAILS = Text(zh="“{label}”为否", en='"{label}" false')
RATINGS = Text(zh="评价等级", en="ratings")


@frozen
class Ladder:
    """Rungs, each with its path, of which one should hold for each value.

    Attributes:
        label: what they belong to.
        path: where the whole of them stands.
        rungs: where each of them stands.
        names: what each is called; bands have numbers alone.
        cells: which of them hold where.
        is_closed: whether something else decides where none holds.
        otherwise: where that stands, if it stands apart.
        in_order: whether the first that holds decides.
        unit: of the one figure that they test.
    """

    label: str | Text
    path: Path
    rungs: tuple[Path, ...]
    cells: tuple[Cell, ...]
    names: tuple[str, ...] = ()
    is_closed: bool = False
    otherwise: Path = ()
    in_order: bool = True
    unit: str = ""

    def name(self, number: int) -> str:
        """What a rung is called, by its number from 0."""
        return self.names[number] if self.names else str(number + 1)

    def witness(self, cell: Cell, rules: RuleSet) -> str | tuple[Message, ...]:
        """The values of a cell in words; of one figure the value alone."""
        if len(cell.values) == 1:
            value = cell.values[0][1]
            if not isinstance(value, bool):
                return unit_text(value, self.unit, 6)
        return tuple(_shown(name, value, rules) for name, value in cell.values)


def _shown(name: str, value: Fraction | bool, rules: RuleSet) -> Message:
    measure = rules.measures[name]
    if isinstance(value, bool):
        return say(HOLDS if value else FAILS, label=measure.label)
    return say(FIGURE, label=measure.label, value=unit_text(value, measure.unit, 6))


@lru_cache(maxsize=128)
def ladders(rules: RuleSet) -> tuple[Ladder, ...]:
    """All ladders of which it can be told where their rungs hold."""
    return tuple(ladder for ladder in _all(rules) if ladder.cells)


def _all(rules: RuleSet) -> Iterator[Ladder]:
    for item in rules.items:
        path: Path = (*item.path, "scheme")
        match item.scheme:
            case Bands() as scheme:
                yield _of_bands(rules, scheme, item.label, (*path, "bands"))
            case States() as scheme:
                yield _of_states(rules, scheme, item.label, (*path, "states"))
            case Grades() as scheme:
                yield _of_grades(scheme, item.label, (*path, "grades"))
    if rules.ruleset.ratings:
        yield _of_ratings(rules)


def _of_bands(rules: RuleSet, scheme: Bands, label: str, path: Path) -> Ladder:
    return Ladder(
        label=label,
        path=path,
        rungs=tuple((*path, number) for number in range(len(scheme.bands))),
        cells=_of_one(scheme.measure, pieces(rules, scheme)),
        is_closed=scheme.otherwise is not None,
        otherwise=(*path[:-1], "otherwise") if scheme.otherwise is not None else (),
        unit=rules.measures[scheme.measure].unit,
    )


def _of_states(rules: RuleSet, scheme: States, label: str, path: Path) -> Ladder:
    """States that figures pick; one that has no test is named by the form, or is the rest."""
    scope = scope_of(rules)
    tested = [(n, one.when) for n, one in enumerate(scheme.states) if one.when is not None]
    found = cells([condition(when.text, scope) for _, when in tested]) if tested else ()
    figure = found[0].values[0][0] if found and len(found[0].values) == 1 else ""
    return Ladder(
        label=label,
        path=path,
        rungs=tuple((*path, number) for number, _ in tested),
        cells=found,
        names=tuple(scheme.states[number].label for number, _ in tested),
        is_closed=len(tested) < len(scheme.states),
        unit=rules.measures[figure].unit if figure else "",
    )


def _of_grades(scheme: Grades, label: str, path: Path) -> Ladder:
    texts = tuple(grade.share.text for grade in scheme.grades)
    return Ladder(
        label=label,
        path=path,
        rungs=tuple((*path, number, "share") for number in range(len(texts))),
        cells=_of_one("share", plain_pieces(texts, span(ZERO, ONE))),
        names=tuple(grade.label for grade in scheme.grades),
        in_order=False,  # a grade is named, not found by its share
        unit="%",
    )


def _of_ratings(rules: RuleSet) -> Ladder:
    ratings = rules.ruleset.ratings
    path: Path = ("ruleset", "ratings")
    texts = tuple(test.text for test in ratings.values())
    return Ladder(
        label=RATINGS,
        path=path,
        rungs=tuple((*path, name) for name in ratings),
        cells=_of_one(TOTAL, plain_pieces(texts, total_of(rules))),
        names=tuple(ratings),
        in_order=False,
    )


def _of_one(name: str, found: tuple[Piece, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(((name, piece.witness),), piece.bands) for piece in found)


def total_of(rules: RuleSet) -> Numeric:
    """What a total can be: from nothing to all points, with what is added and taken off.

    Where each score is rounded, so is their sum: between 89 and 90 may be nothing at all.
    """
    rounding = rules.ruleset.rounding
    grid = None if rounding.at == "never" else (Fraction(10) ** -rounding.places, ZERO)
    if not (rules.open or rules.adjustments or any(map(rules.policy_of, rules.items))):
        worth = (item.points for item in rules.items)
        if rounding.at == "indicator":
            worth = (round_to(points, rounding.places, rounding.mode) for points in worth)
        whole = sum(worth, ZERO)
        if rounding.at == "total":
            whole = round_to(whole, rounding.places, rounding.mode)
        return span(ZERO, whole, lattice=grid)
    steps = lower_steps(rules)
    known: dict[str, Numeric | bool] = {}
    for name, tree in steps.decisions.items():
        if name.startswith(OUT):
            known[name] = False
        elif name.startswith(AMOUNT):
            known[name] = _on(outcomes(tree), grid)
    if rounding.at == "indicator":
        for name, points in _parts(steps):
            most = round_to(points, rounding.places, rounding.mode)
            known[name] = span(ZERO, most, lattice=grid)
    for name, tree in steps.steps.items():
        known[name] = outcomes(tree, known)
    total = known[steps.total]
    assert not isinstance(total, bool)
    return total


def _on(value: Numeric, grid: tuple[Fraction, Fraction] | None) -> Numeric:
    """A value on the grid of the scores, where its own lattice lies on that: sums keep to one."""
    own = lattice_of(value)
    if grid is None or own is None or any((one / grid[0]).denominator != 1 for one in own):
        return value
    reach = ends(value)
    return span(reach.low, reach.high, lattice=grid)


def _parts(steps: Steps) -> Iterator[tuple[str, Fraction]]:
    """What a total is added up of, each with the points that it is worth."""
    for tree in steps.steps.values():
        for leaf in inputs(tree):
            if leaf.name.startswith((SCORE, UNFILLED)):
                yield leaf.name, ends(leaf.within).high or ZERO
