"""How a rule set is computed over columns: which trees, in which types, and what in plain Python.

Known before the first row is read, and said.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import cast

from attrs import define, field, frozen

from zhibiao.backends.columnar import width
from zhibiao.bulk.tables.columns import Source
from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import Integer, Logical, Lowering, Ratio, Scales, bounds, build
from zhibiao.expr.integers.nodes import Column, Whole
from zhibiao.expr.integers.ratios import Rational
from zhibiao.expr.nodes import Expr, Input, Named
from zhibiao.expr.walk import children
from zhibiao.messages import Message, say
from zhibiao.messages import tables as texts
from zhibiao.model.lowering.program import (
    APPLICABLE,
    JUDGED,
    OUTSIDE,
    STATE,
    lower,
    runs_python,
)
from zhibiao.model.lowering.sums import SCORE, Ends, lower_sums
from zhibiao.model.ruleset import RuleSet

TIER = "tiers."
TOTAL = "total"
SUM = "sum."
"""Before the name of a sum: the column of it."""


@frozen
class Value:
    """One value of a row: a score before anything around it, or what a sum comes to.

    Attributes:
        tree: its numerator; nothing where plain Python computes it.
        under: its constant denominator.
        bits: the width of its integers.
        why: why plain Python has to.
    """

    tree: Integer | None
    under: int
    bits: int = 64
    why: Message | None = None

    def over(self, under: int) -> Value:
        """The value over a multiple of its denominator."""
        if self.tree is None:
            return Value(None, under, why=self.why)
        tree = build.spread(self.tree, under // self.under)
        return Value(tree, under, width(tree))


@define(slots=False)  # its cached properties need a dictionary
class Plan:
    """The trees of a rule set over the columns of a table.

    Attributes:
        rules: the rule set.
        sources: the columns.
    """

    rules: RuleSet
    sources: Sequence[Source]
    _lowering: Lowering = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._lowering = self._lower_with({})

    def _lower_with(self, known: Mapping[str, Rational]) -> Lowering:
        scales = {s.input: s.scale for s in self.sources if not s.is_answer}
        given = frozenset(s.input for s in self.sources)
        defaults = {APPLICABLE + name: True for name in lower_sums(self.rules).out}
        return Lowering(Scales(scales), given=given, known=known, defaults=defaults)

    @cached_property
    def by_row(self) -> Message | None:
        """Why the whole table is scored row by row, where it is."""
        if self.programs:
            return say(texts.PYTHON_PROGRAM, names=self.programs)
        at = self.rules.ruleset.rounding.at
        if at != "indicator":
            return say(texts.PYTHON_ROUNDING, at=at)
        sums = [end for pair in self.sums.values() for end in pair]
        whys = [value.why for value in (*self.around.values(), *sums)]
        return next((why for why in whys if why is not None), None)

    @cached_property
    def programs(self) -> tuple[str, ...]:
        """The scores that a plug-in's program reckons, which no column can."""
        trees = lower(self.rules).scores.items()
        return tuple(name for name, tree in trees if runs_python(tree))

    @cached_property
    def lacking(self) -> tuple[str, ...]:
        """The figures and answers that scores ask for and the table does not give."""
        given = {source.input for source in self.sources}
        return tuple(
            dict.fromkeys(
                name.removeprefix(JUDGED).removeprefix(STATE)
                for tree in lower(self.rules).scores.values()
                for name in missing(tree, given)
                if not name.startswith(OUTSIDE)
            )
        )

    @cached_property
    def scores(self) -> dict[str, Value]:
        """Every score by its id, as its own tree gives it."""
        trees = lower(self.rules).scores
        said = say(texts.PYTHON_PROGRAM, names=self.programs)
        return {
            item.id: Value(None, self._under(item.points), why=said)
            if item.id in self.programs
            else self._value(self._lowering, trees[item.id], self._under(item.points))
            for item in self.rules.items
        }

    @cached_property
    def around(self) -> dict[str, Value]:
        """Every score by its id, when it is known whether its row applies."""
        trees = lower_sums(self.rules).scores
        return {
            name: self._value(self._around, tree, self.scores[name].under)
            for name, tree in trees.items()
        }

    @cached_property
    def sums(self) -> dict[str, tuple[Value, Value]]:
        """The least and the most of tiers and total, over columns of scores, on one scale each."""
        found = {}
        for name, ends in self._ends.items():
            low, high = self._sum(ends.low), self._sum(ends.high)
            under = lcm(low.under, high.under)
            found[name] = (low.over(under), high.over(under))
        return found

    @cached_property
    def stages(self) -> dict[str, Integer]:
        """The trees of the sums that scores decide, small ones first, larger ones over them.

        What a sum has in common with an earlier one is a column named ``SUM`` and its name.
        """
        found: dict[str, Integer] = {}
        members: dict[str, dict[Integer, int]] = {}
        decided = {name: low for name, (low, high) in self.sums.items() if low == high}
        trees = {name: value.tree for name, value in decided.items() if value.tree is not None}
        for name, tree in sorted(trees.items(), key=lambda pair: len(build.linear(pair[1]))):
            own = members[name] = dict(build.linear(tree))
            rest = dict(own)
            for other in found:
                times, left = divmod(decided[name].under, decided[other].under)
                part = {member: count * times for member, count in members[other].items()}
                if left == 0 and len(part) > 1 and part.items() <= rest.items():
                    reach = bounds(trees[other])
                    column = Column(SUM + other, 0, reach.low, reach.high)
                    rest = {m: n for m, n in rest.items() if m not in part} | {column: times}
            terms = [build.times(Whole(count), member) for member, count in rest.items()]
            found[name] = tree if rest == own else build.plus(*terms)
        return found

    @cached_property
    def unders(self) -> dict[str, int]:
        """What the integers of each result are divided by."""
        own = {name: value.under for name, value in self.around.items()}
        return {**own, **{name: low.under for name, (low, _) in self.sums.items()}}

    @cached_property
    def out(self) -> dict[str, Logical]:
        """For each row that may not apply, the test that says that it does not."""
        return {
            name: self._around.logical(tree) for name, tree in lower_sums(self.rules).out.items()
        }

    @property
    def ratings_apply(self) -> bool:
        """Whether the rule set has ratings."""
        return bool(self.rules.ruleset.ratings)

    @cached_property
    def _ends(self) -> dict[str, Ends]:
        sums = lower_sums(self.rules)
        return {**{TIER + name: ends for name, ends in sums.tiers.items()}, TOTAL: sums.total}

    @cached_property
    def _around(self) -> Lowering:
        known: dict[str, Rational] = {}
        for item in self.rules.items:
            under = self.scores[item.id].under
            column = Column(SCORE + item.id, 0, 0, int(item.points * under))
            known[SCORE + item.id] = Ratio(column, under)
        return self._lower_with(known)

    def _under(self, points: Fraction) -> int:
        """A denominator on which a rounded score and the points are whole numbers."""
        return lcm(10**self.rules.ruleset.rounding.places, points.denominator)

    def _sum(self, tree: Expr) -> Value:
        return self._value(self._around, tree, 10**self.rules.ruleset.rounding.places)

    def _value(self, lowering: Lowering, tree: Expr, under: int) -> Value:
        try:
            ratio = lowering.number(tree)
            if ratio.factors:
                raise UnsupportedNodeError(say(texts.NO_DENOMINATOR))
            under = lcm(under, ratio.constant)
            numerator = build.spread(ratio.numerator, under // ratio.constant)
            return Value(numerator, under, width(numerator))
        except UnsupportedNodeError as error:
            return Value(None, under, why=cast(Message, error.message))


def missing(tree: Expr, given: Container[str]) -> Iterator[str]:
    """The inputs of a tree that nothing given stands in for."""
    match tree:
        case Input(name=name) if name not in given:
            yield name
        case Named(role="measure", name=name) if name in given:
            return
        case _:
            pass
    for child in children(tree):
        yield from missing(child, given)
