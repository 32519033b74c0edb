"""What is drawn of a score: its curve or curves, the words at the axis, and what is to be said.

Where an assessor decides, there are two curves: the least score and the most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from attrs import evolve, frozen

from zhibiao.backends.curve import Atom, Axis, Curve, axis_of, curves_over, without
from zhibiao.exact import text, unit_text
from zhibiao.expr import domain
from zhibiao.expr.nodes import Expr, Input, Named, Round
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.walk import kind_of
from zhibiao.messages import Message, Text, Value, say
from zhibiao.messages import curves as texts
from zhibiao.messages.latex import ROUNDED
from zhibiao.model.lowering.program import STATE, lower
from zhibiao.model.ruleset import RuleSet, Scored


@frozen
class Plan:
    """What is drawn.

    ``least`` and ``most`` are the same where no assessor decides, and have the same corners;
    ``open_below`` and ``open_above`` are the corners, and the middles between two, at which
    these ends do not belong to what may be given.
    ``ticks`` are words in place of numbers along the axis.
    """

    least: Curve
    most: Curve
    label: Message
    unit: str
    ticks: Mapping[Fraction, str | Text]
    notes: tuple[Text | Message, ...]
    open_below: frozenset[Fraction]
    open_above: frozenset[Fraction]


def plan_of(rules: RuleSet, item: Scored) -> Plan:
    """What is drawn of an indicator.

    Raises:
        UnsupportedNodeError: its score is no curve of one figure.
    """
    tree = lower(rules).scores[item.id]
    speaks = item.scheme.speaks()
    pair = (speaks["actual"], speaks["target"]) if "target" in speaks else None
    axis = _among_states(item, axis_of(tree, pair, lambda leaf: _called(rules, leaf)))
    least, most = curves_over(tree, axis)
    if (least.at, least.between) == (most.at, most.between):  # no judgement decides here
        most = least
    below, above = _open_ends(tree, axis, least, most)
    return Plan(
        least,
        most,
        _label(rules, axis),
        _unit(rules, axis),
        _ticks(rules, item, axis),
        tuple(_notes(rules, item, axis, least, most)),
        below,
        above,
    )


def _among_states(item: Scored, axis: Axis) -> Axis:
    """A measure of states has no end of its own: the scheme alone knows how many there are."""
    named = len(item.scheme.state_words())
    if axis.name != _state_of(item) or not named or domain.ends(axis.within).high is not None:
        return axis
    return evolve(axis, only=domain.choice(Fraction(n) for n in range(1, named + 1)))


def _state_of(item: Scored) -> str:
    """The name of the figure that says which of the scheme's states it is."""
    return item.scheme.speaks().get("state", STATE + item.id)


def _called(rules: RuleSet, leaf: Atom) -> Value:
    if leaf.name not in rules.measures:
        return texts.THE_STATE
    return say(texts.FIGURE, label=rules.measures[leaf.name].label, name=leaf.name)


def _label(rules: RuleSet, axis: Axis) -> Message:
    if axis.name not in rules.measures:
        return say(texts.THE_STATE if isinstance(axis.figure, Input) else texts.CASES)
    actual = rules.measures[axis.name].label
    if axis.over is None:
        return say(texts.ALONG, measure=actual)
    return say(texts.RATIO, actual=actual, target=rules.measures[axis.over.name].label)


def _unit(rules: RuleSet, axis: Axis) -> str:
    if axis.over is not None:
        return "%"
    return rules.measures[axis.name].unit if axis.name in rules.measures else ""


def _ticks(rules: RuleSet, item: Scored, axis: Axis) -> dict[Fraction, str | Text]:
    """The words for each state, level or answer."""
    if kind_of(axis.figure) == "boolean":
        return {Fraction(0): texts.NO, Fraction(1): texts.YES}
    if axis.name == _state_of(item):
        words = [said[0] for said in item.scheme.state_words()]
    else:
        measure = rules.measures.get(axis.name)
        words = [level.label for level in measure.levels] if measure else []
    return {Fraction(position): word for position, word in enumerate(words, 1)}


def _notes(
    rules: RuleSet, item: Scored, axis: Axis, least: Curve, most: Curve
) -> Iterator[Text | Message]:
    for name, value in axis.held.items():
        if isinstance(value, bool):
            yield texts.NO_REASON
        else:
            measure = rules.measures[name]
            shown = unit_text(value, measure.unit)
            yield say(texts.HELD, name=measure.label, value=shown)
    if least != most:
        yield texts.JUDGED
    is_line = any(piece is not None for piece in least.between)
    if None in (least.between if is_line else least.at):
        yield say(texts.UNSETTLED, points=text(item.points))
    if axis.over is None and is_line and domain.lattice_of(axis.within) is not None:
        yield texts.WHOLE
    roundings = {(r.places, r.mode): None for r in (*least.left_out, *most.left_out)}
    for places, mode in roundings:
        is_counting = places == 0 and mode in ("floor", "ceiling")
        rounded = say(texts.LEFT_OUT, places=places, mode=ROUNDED[mode])
        yield texts.FINE_STEPS if is_counting else rounded


def _open_ends(
    tree: Expr, axis: Axis, least: Curve, most: Curve
) -> tuple[frozenset[Fraction], frozenset[Fraction]]:
    """Where the least, and where the most, may not be given: at corners and between two."""
    if least == most:
        return frozenset(), frozenset()
    plain = _unrounded(axis.of(tree))
    below: list[Fraction] = []
    above: list[Fraction] = []
    for x in (*least.corners, *((left + right) / 2 for left, right in pairwise(least.corners))):
        at = bool(x) if kind_of(axis.figure) == "boolean" else x * axis.unit
        ends = domain.ends(outcomes(plain, {**axis.held, axis.name: at}))
        below += [x] if ends.low_open else []
        above += [x] if ends.high_open else []
    return frozenset(below), frozenset(above)


def _unrounded(tree: Expr) -> Expr:
    """A score before its last rounding, which would put an open end on the next hundredth."""
    last = tree.child if isinstance(tree, Named) else tree
    return without(tree, (last,)) if isinstance(last, Round) else tree
