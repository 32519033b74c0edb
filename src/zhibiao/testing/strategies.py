"""Hypothesis strategies for the plain figures of a rule set, aimed at where its scores change."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from fractions import Fraction
from random import Random
from typing import Any, Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from zhibiao.exact import ZERO, text
from zhibiao.expr.domain import Choice, Numeric, Span, contains
from zhibiao.expr.nodes import Input
from zhibiao.expr.walk import inputs, nodes
from zhibiao.model.form import Form
from zhibiao.model.lowering.program import APPLICABLE, JUDGED, STATE
from zhibiao.model.measure import MeasureType
from zhibiao.model.ruleset import RuleSet
from zhibiao.scoring.corners import Ground, ground, moved
from zhibiao.scoring.evidence import Figure

Claims = Literal["none", "right", "wrong"]
Figures = dict[str, Figure]
_Values = dict[str, Any]  # a fraction, or the answer to a question

_TENTHS = st.integers(0, 3000).map(lambda n: Fraction(n, 10))
_AMOUNTS = st.one_of(st.integers(0, 30).map(Fraction), _TENTHS)
_SHARES = st.integers(0, 1300).map(lambda n: Fraction(n, 1000))
_HAIR = Fraction(1, 10**6)
OFF = (ZERO, _HAIR, -_HAIR, ZERO, _HAIR, -_HAIR, Fraction(1), Fraction(-1))
"""On the spot, just off it on either side, and now and then a whole one off it."""

FEW = 5
"""With no more corners than these, some figures stay as they were drawn."""

EXTREMES = (ZERO, Fraction(10**8), Fraction(10**12), Fraction(10**17))
"""Nothing, and more than columns of 64 bits hold."""


class Aimed(SearchStrategy[Figures]):
    """What :func:`from_ruleset` gives: the figures themselves, and forms on request."""

    def __init__(self, rules: RuleSet, *, complete: bool) -> None:
        super().__init__()
        self._rules = rules
        self._figures = figures(rules, complete=complete)

    def do_draw(self, data: Any) -> Figures:
        """One set of figures."""
        drawn: Figures = data.draw(self._figures)
        return drawn

    def __repr__(self) -> str:
        """A short name: Hypothesis shows it with each failure."""
        return "from_ruleset(...)"

    def figures(self, *, complete: bool = False) -> SearchStrategy[Figures]:
        """Plain figures, as :func:`figures` gives them."""
        return figures(self._rules, complete=complete)

    def forms(self, *, claims: Claims = "right") -> SearchStrategy[Form]:
        """Whole forms, as :func:`zhibiao.testing.forms` gives them."""
        from zhibiao.testing.drawing import forms  # noqa: PLC0415  # they are made of figures

        return forms(self._rules, claims=claims)


def from_ruleset(rules: RuleSet, *, complete: bool = False) -> Aimed:
    """Figures and forms for a rule set, aimed at where its scores change.

    It is a strategy of plain figures itself; ``from_ruleset(rules).forms()`` is one of whole
    forms.

    Args:
        rules: the rule set.
        complete: as in :func:`figures`.
    """
    return Aimed(rules, complete=complete)


def figures(rules: RuleSet, *, complete: bool = False) -> SearchStrategy[Figures]:
    """Plain figures that ``zhibiao.score`` takes for a rule set.

    They stand on the bounds of its tests and the edges of its steps, just off them, and where a
    denominator is zero. Some are left out, some are bounds (``"≥90%"``), and some computed
    measures are stated in the place of what they are computed from.

    Args:
        rules: the rule set.
        complete: leave out nothing that the scores ask for, and state no bounds.

    Returns:
        Figures by the ids that ``zhibiao.score`` knows; numbers are ``Fraction``.
    """

    # Closed over, so that Hypothesis does not print the whole rule set with each failure.
    @st.composite
    def drawn(draw: DrawFn) -> Figures:
        return _named(aimed(draw, ground(rules))) if complete else _pair(draw, rules)[0]

    return drawn()


def narrowed(rules: RuleSet) -> SearchStrategy[tuple[Figures, Figures]]:
    """Pairs of figures, the second of which knows more: further figures, exact ones for bounds.

    Args:
        rules: the rule set.

    Returns:
        The figures that know less, and those that know more. Neither contradicts the other.
    """

    @st.composite
    def pairs(draw: DrawFn) -> tuple[Figures, Figures]:
        return _pair(draw, rules)

    return pairs()


def _pair(draw: DrawFn, rules: RuleSet) -> tuple[Figures, Figures]:
    values = aimed(draw, ground(rules))
    more = {name: values[name] for name in chosen(draw, list(values))}
    less = {name: more[name] for name in chosen(draw, list(more))}
    aside = {APPLICABLE + name: False for name in left_out(draw, rules)}
    bounds = bounded(draw, less, rules)
    return {**_named(less), **bounds, **aside}, {**_named(more), **aside}


def aimed(draw: DrawFn, land: Ground) -> _Values:
    """A value for every input, a few of them extreme, and some moved onto corners.

    Where to follows from all that was drawn: Hypothesis makes most examples by changing little in
    an earlier one, and would stand on the same few corners again and again.
    """
    values: _Values = {name: draw(_any(found)) for name, found in land.leaves.items()}
    # A few corners are not all there is.
    moves = draw(st.integers(2, 16) if len(land.corners) > FEW else st.integers(0, FEW))
    where = Random(repr((draw(st.integers(0, 2**32 - 1)), list(values.items()))))  # noqa: S311  # no secrecy
    numbers = sorted(name for name, found in land.leaves.items() if found[0].kind == "number")
    for name in where.sample(numbers, min(2, len(numbers))):
        extreme = where.choice(EXTREMES)
        if _allowed(name, extreme, land) and where.random() < 0.5:
            values[name] = extreme
    for _ in range(moves if land.corners else 0):
        corner = where.choice(land.corners)
        name = where.choice(corner.names)
        rest = _without(values, name, land)
        found = moved(corner, name, rest, corner.grid * where.randrange(40))
        off = where.choice(OFF)
        for value in () if found is None else (found + off, found):
            if _allowed(name, value, land):
                values = {**rest, name: value}
                break
    return values


def _allowed(name: str, value: Fraction, land: Ground) -> bool:
    return any(contains(within, value) for within in _reach(name, land))


def _without(values: _Values, name: str, land: Ground) -> _Values:
    """The values without all that a figure could contradict: its parts, and what it is part of."""
    parts = _support(name, land)
    return {
        other: value
        for other, value in values.items()
        if other not in parts and name not in _support(other, land)
    }


def _support(name: str, land: Ground) -> set[str]:
    """A figure and, of a computed one, all that it is made of."""
    node = land.computed.get(name)
    if node is None:
        return {name}
    below = {named for named in land.computed if land.computed[named] in set(nodes(node))}
    return {name, *below, *(leaf.name for leaf in inputs(node))}


def _reach(name: str, land: Ground) -> list[Numeric]:
    """What a figure can be at all; a judged one in one of its bands."""
    if name in land.computed:
        return [land.computed[name].within]
    return [leaf.within for leaf in land.leaves.get(name, ())]  # none: no plain figure says it


def _any(leaves: tuple[Input, ...]) -> SearchStrategy[Any]:
    """A value that an input can have, most of them of the sizes that forms have."""
    if leaves[0].kind == "boolean":
        return st.booleans()
    return st.one_of([_within(leaf.within, leaf.unit) for leaf in leaves])


def _within(within: Numeric, unit: str) -> SearchStrategy[Fraction]:
    amounts = _SHARES if unit == "%" else _AMOUNTS
    match within:
        case Fraction():
            return st.just(within)
        case Choice(values):
            return st.sampled_from(sorted(values))
        case Span(low, high, lattice=(step, offset)):
            start = next(end for end in (low, high, offset) if end is not None)
            sign = -1 if low is None and high is not None else 1
            few = st.integers(0, 12).map(lambda n: start + sign * n * step)
        case Span(Fraction() as low, Fraction() as high):
            few = st.integers(0, 20).map(_between(low, high))
        case Span(Fraction() as low, None):
            few = amounts.map(low.__add__)
        case Span(None, Fraction() as high):
            few = amounts.map(high.__sub__)
        case _:
            few = st.one_of(amounts, amounts, amounts.map(Fraction.__neg__))
    return few.filter(lambda value: contains(within, value))


def _between(low: Fraction, high: Fraction) -> Callable[[int], Fraction]:
    """One of twenty steps from one end to the other."""
    return lambda n: low + (high - low) * n / 20


def some(draw: DrawFn, names: list[str], most: int = 3) -> list[str]:
    """A few of them, or none."""
    return draw(st.lists(st.sampled_from(names), max_size=most, unique=True)) if names else []


def chosen(draw: DrawFn, names: list[str]) -> list[str]:
    """All of them, all but a few, or only a few."""
    match draw(st.sampled_from(("all", "most", "few"))):
        case "all":
            return names
        case "most":
            gone = set(some(draw, names, most=8))
            return [name for name in names if name not in gone]
        case _:
            return some(draw, names, most=8)


def left_out(draw: DrawFn, rules: RuleSet) -> list[str]:
    """Rows that the form says do not apply, where the rule set has a policy for them."""
    policies = {item.id: rules.policy_of(item) for item in rules.items}
    free = [name for name, one in policies.items() if one and one.policy != "forbidden"]
    return some(draw, free, most=2)


def bounded(
    draw: DrawFn, values: Mapping[str, Any], rules: RuleSet, fixed: Container[str] = ()
) -> dict[str, str]:
    """Bounds in the place of some figures, but for those that have to be exact."""
    plain = some(draw, [name for name in _numbers(values, rules) if name not in fixed])
    return {name: _bound(draw, values[name], rules.measures[name].unit) for name in plain}


def _numbers(values: Mapping[str, Any], rules: RuleSet) -> list[str]:
    """The figures that can also be stated as a bound."""
    known = rules.measures
    return [n for n in values if n in known and known[n].type is MeasureType.NUMBER]


def _bound(draw: DrawFn, value: Fraction, unit: str) -> str:
    """A bound that allows the value, as a form would print it."""
    away = draw(_SHARES if unit == "%" else _AMOUNTS)
    relation = draw(st.sampled_from(("≥", "≤", "＞", "＜") if away else ("≥", "≤")))
    end = value - away if relation in "≥＞" else value + away
    return f"{relation}{text(end * 100)}%" if unit == "%" else f"{relation}{text(end)}"


def _named(values: _Values) -> Figures:
    """Values by the names that plain figures have."""
    return {name.removeprefix(JUDGED).removeprefix(STATE): value for name, value in values.items()}
