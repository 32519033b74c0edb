"""One rule set compiled: scores of one form at a time, as fast as a function written by hand.

A row is a mapping of scaled integers and answers. Whatever the compiled function cannot say, a
form with an unknown figure for one, is scored by :func:`zhibiao.scoring.score.score_figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any, TypeVar, cast

from attrs import field, frozen

from zhibiao.backends.compiled import (
    Compiled,
    Keeping,
    Row,
    UnknownValueError,
    Wanted,
    compiled,
    keeping,
)  # fmt: skip
from zhibiao.errors import FiguresError, UnsupportedNodeError
from zhibiao.exact import public
from zhibiao.expr.integers import Lowering, Ratio, Scale, Scales, scale_of
from zhibiao.expr.integers.nodes import Column
from zhibiao.expr.integers.passed import Passed, passed
from zhibiao.expr.integers.ratios import Rational
from zhibiao.expr.nodes import Expr, Input
from zhibiao.expr.walk import inputs
from zhibiao.messages import arguments as asked
from zhibiao.messages import say
from zhibiao.messages import scoring as texts
from zhibiao.model.argument import require
from zhibiao.model.lowering.program import APPLICABLE, JUDGED, STATE, lower
from zhibiao.model.lowering.sums import SCORE, Ends, Sums, lower_sums
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.scorecard import Exact, Scorecard, highest, lowest
from zhibiao.scoring.compiled.places import no_places, places_of_none
from zhibiao.scoring.compiled.traced import Traced
from zhibiao.scoring.evidence import Figure, from_figures
from zhibiao.scoring.score import score_figures

MOST = 2**200 - 1
"""Python's integers have no end; a figure that is scaled beyond this is no figure of a form."""

TIER = "tiers."
TOTAL = "total"
HIGH = ".high"
"""How the most of a sum is named, where the open rows of a tier can still add to it."""

Answer = TypeVar("Answer")
Pair = tuple[Exact, Exact]
"""The least and the most of a score; the same where it is known."""


@frozen(slots=False)  # its cached properties need a dictionary
class Scorer:
    """Scores forms by one rule set, one after the other.

    It pickles as these, and is compiled anew where it arrives.

    Attributes:
        rules: the rule set.
        places: how many decimal places the integers of a row have, by the name of the input;
            where none is said, as many as the unit usually has (``scales``).
    """

    rules: RuleSet
    places: Mapping[str, int] = field(factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        return Scorer, (self.rules, self.places)

    @cached_property
    def scales(self) -> dict[str, int]:
        """The decimal places of every figure of a row; answers are not among them."""
        return {
            name: self.places.get(name, scale_of(node.unit, node.within).places)
            for name, node in self._inputs.items()
            if node.kind == "number"
        }

    @cached_property
    def score_places(self) -> int:
        """How many decimal places the integers of the result have."""
        return self.rules.ruleset.rounding.places

    def scaled(self, row: Row) -> dict[str, int | Fraction] | None:
        """All scores, tiers and the total of a row.

        Args:
            row: every figure times ``10**places`` as a whole number, every answer as a truth
                value, by the names of ``scales`` and of the answers. It may hold more.

        Returns:
            Scores by id, tiers by ``tiers.<id>`` and ``total``, times ``10**score_places``: whole
            numbers, and fractions where the rule set does not round them. Where open rows can
            still add to a sum, ``total.high`` is the most that it can become. Nothing where a
            figure is missing or out of its range, or where what is known leaves a score open:
            the scorecard of :meth:`card` says what it spans.

        Raises:
            FiguresError: a figure is no whole number.
            ArgumentError: it is no mapping.
        """
        return None if self._function is None else self._answer(self._function, row)

    def card(self, row: Row) -> Traced:
        """The scores of a row with every value on the way to them; words are made when asked for.

        The row is kept as it is, so do not change it afterwards.

        Raises:
            FiguresError: a figure is no whole number.
            ArgumentError: it is no mapping.
        """
        if self._keeping is None:
            return Traced(self, row, self.scaled(row), None)
        values, kept = self._answer(self._keeping, row) or (None, None)
        return Traced(self, row, values, kept)

    def _answer(self, function: Callable[[Row], Answer | None], row: Row) -> Answer | None:
        """What a compiled function says of a row; nothing where that is not known."""
        try:
            return function(row)
        except (UnknownValueError, KeyError):
            self._whole(row)
            return None
        except (TypeError, OverflowError):
            _require_figures("row", row)
            try:
                return function(self._whole(row))
            except (UnknownValueError, KeyError):
                return None

    def _whole(self, row: Row) -> Row:
        """The figures and answers of a row as Python's own integers."""
        known = {name: _plain(value) for name, value in row.items() if name in self._inputs}
        wrong = [name for name, value in known.items() if not isinstance(value, int)]
        if wrong:
            raise FiguresError(say(texts.WHOLE_NUMBERS, names=tuple(wrong)))
        return cast(Row, known)

    def __call__(self, figures: Mapping[str, Figure]) -> dict[str, Pair]:
        """The least and the most of every score, tier and the total.

        Args:
            figures: as ``zhibiao.score`` takes them.

        Raises:
            FiguresError: figures that do not fit; a ``float`` is one. All are listed at once.
            ArgumentError: it is no mapping.
        """
        _require_figures("figures", figures)
        row = self.row(figures)
        found = None if row is None else self.scaled(row)
        if found is None:
            return pairs(score_figures(figures, self.rules))
        scale = 10**self.score_places
        values = {name: public(Fraction(value) / scale) for name, value in found.items()}
        plain = {name: value for name, value in values.items() if not name.endswith(HIGH)}
        return {name: (low, values.get(name + HIGH, low)) for name, low in plain.items()}

    def row(self, figures: Mapping[str, Figure]) -> Row | None:
        """Plain figures as a row; nothing where one is a bound or does not fit its scale.

        Raises:
            FiguresError: figures that do not fit; a ``float`` is one. All are listed at once.
        """
        row: dict[str, int | bool] = {}
        for name, found in from_figures(figures, self.rules, lower(self.rules)).items():
            value = found[0].value
            if isinstance(value, bool):
                row[name] = value
                continue
            if not isinstance(value, Fraction) or name not in self.scales:
                return None
            scaled = value * 10 ** self.scales[name]
            if scaled.denominator != 1:
                return None
            row[name] = scaled.numerator
        return row

    def figures(self, row: Row) -> dict[str, Figure]:
        """A row as plain figures: what ``zhibiao.score`` takes.

        Raises:
            FiguresError: a figure is no whole number.
        """
        found: dict[str, Figure] = {}
        for name, value in self._whole(row).items():
            plain = name.removeprefix(JUDGED).removeprefix(STATE)
            if name in self.scales:
                found[plain] = Fraction(value, 10 ** self.scales[name])
            else:
                found[plain] = bool(value)
        return found

    @cached_property
    def _inputs(self) -> dict[str, Input]:
        trees: list[Expr] = list(lower(self.rules).scores.values())
        sums = lower_sums(self.rules)
        trees += [sums.total.low, *(tier.low for tier in sums.tiers.values())]
        found = {node.name: node for tree in trees for node in inputs(tree)}
        return {name: node for name, node in found.items() if not name.startswith(SCORE)}

    @cached_property
    def _function(self) -> Compiled | None:
        try:
            return compiled(self._wanted)
        except UnsupportedNodeError:
            return None

    @cached_property
    def _keeping(self) -> Keeping | None:
        try:
            return keeping(self._wanted, [one for found in self.passed.values() for one in found])
        except UnsupportedNodeError:
            return None

    @cached_property
    def passed(self) -> dict[str, list[Passed]]:
        """What is passed on the way to each score, by its id."""
        trees = lower(self.rules).scores
        return {item.id: passed(trees[item.id], self._plain) for item in self.rules.items}

    @cached_property
    def _scales(self) -> Scales:
        return Scales({n: Scale(p, Fraction(MOST, 10**p)) for n, p in self.scales.items()})

    @cached_property
    def _plain(self) -> Lowering:
        """What lowers the scores, and what is passed on the way to them."""
        return Lowering(self._scales)

    @cached_property
    def _wanted(self) -> list[Wanted]:
        sums = lower_sums(self.rules)
        defaults = {APPLICABLE + name: True for name in sums.out}
        plain = self._plain
        places, scale = self.score_places, 10**self.score_places
        known: dict[str, Rational] = {}
        found = []
        for item in self.rules.items:
            name = SCORE + item.id
            wanted = Wanted(name, plain.number(lower(self.rules).scores[item.id]), places, name)
            if wanted.is_whole:
                column = Column(name, places, 0, ceil(item.points * scale))
                known[name] = Ratio(column, scale)
                found.append(wanted)
            else:
                known[name] = wanted.ratio
        around = Lowering(self._scales, known=known, defaults=defaults)
        shown = {item.id: sums.scores[item.id] for item in self.rules.items}
        for name, ends in {**_tiers(sums), TOTAL: sums.total}.items():
            shown[name] = ends.low
            if not ends.is_one:
                shown[name + HIGH] = ends.high
        return found + [Wanted(name, around.number(t), places) for name, t in shown.items()]


def scorer(rules: RuleSet, places: Mapping[str, int]) -> Scorer:
    """The scorer of a rule set whose rows have so many decimal places.

    Raises:
        FiguresError: places of what is no figure of a row, or no number of places; all at once.
    """
    made = Scorer(rules, dict(places))
    problems = [
        Problem("bad-figure", Severity.ERROR, message, Place(name, 0))
        for name, message in (*places_of_none(places, made.scales), *no_places(places))
    ]
    if problems:
        raise FiguresError(say(texts.PLACES_WRONG, count=len(problems)), problems)
    return made


def pairs(card: Scorecard) -> dict[str, Pair]:
    """The least and the most of every score, tier and the total of a scorecard."""
    found = {s.id: (public(lowest(s.value)), public(highest(s.value))) for s in card.scores}
    found |= {TIER + tier.id: (tier.low, tier.high) for tier in card.tiers}
    return {**found, TOTAL: (card.total.low, card.total.high)}


def _tiers(sums: Sums) -> dict[str, Ends]:
    return {TIER + name: ends for name, ends in sums.tiers.items()}


def _require_figures(name: str, given: object) -> None:
    require(name, given, Mapping, asked.PLAIN_FIGURES, asked.GIVE_FIGURES)


def _plain(figure: object) -> object:
    """A figure as Python's own number, where it is one of numpy's; these wrap around."""
    item = None if isinstance(figure, int) else getattr(figure, "item", None)
    return item() if callable(item) else figure
