"""A rule set lowered: one expression tree for each score.

:class:`RuleScope` gives names their meaning; :func:`lower` wraps what a scheme says into the
bounds ``[0, W]`` and the rule set's rounding. Nothing here evaluates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen

from zhibiao.errors import FormulaError
from zhibiao.exact import ONE, ZERO, Quantity, Rounding, in_unit, quantity_text, round_to
from zhibiao.expr import build
from zhibiao.expr.domain import UNBOUNDED, EmptyError, Numeric, choice, meet, span
from zhibiao.expr.feel import bounds as feel_bounds
from zhibiao.expr.feel import lowering
from zhibiao.expr.feel.values import Interval, Scope
from zhibiao.expr.nodes import Const, Div, Expr, If, Input, Kind, Named, Outside
from zhibiao.expr.reach import kept_within
from zhibiao.expr.walk import measures as measures_in
from zhibiao.expr.walk import nodes
from zhibiao.messages import Text, say
from zhibiao.messages.formulas import TOO_DEEP
from zhibiao.model.clauses import Condition, Formula, MeasureId, UnaryTest
from zhibiao.model.measure import Level, Measure, MeasureType
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table

CYCLE = Text(
    zh="公式循环引用：{chain}",
    en="the formulas refer to each other in a circle: {chain}",
)
RANGE_TEST = Text(
    zh="range 只能写成单边比较或区间，如 >= 0、[0%..100%]，界限是常数",
    en="a range is a one-sided test or an interval with constant ends, such as >= 0 or [0%..100%]",
)
NO_MEASURE = Text(zh="没有名为“{name}”的量", en='there is no measure "{name}"')

JUDGED = "judged."
STATE = "state."
REASON = "reason."
OUTSIDE = "outside."
APPLICABLE = "applicable."
"""How inputs that are no measures are named; an id never holds a dot."""


@frozen
class Program:
    """The trees of a rule set: ``scores`` by the id of what is scored."""

    scores: Table[str, Expr]


class RuleScope:
    """The names of a rule set, for formulas and tests."""

    def __init__(self, rules_measures: Table[str, Measure]) -> None:
        self.table = rules_measures
        self._done: dict[str, Expr] = {}
        self._open: list[str] = []
        self._within: dict[str, Numeric] = {}

    def resolve(self, name: str) -> Expr | None:
        """The tree of a measure: an input, or its formula under its name."""
        if name not in self.table:
            return None
        if name not in self._done:
            if name in self._open:
                chain = " → ".join([*self._open[self._open.index(name) :], name])
                raise FormulaError(say(CYCLE, chain=chain))
            self._open.append(name)
            try:
                self._done[name] = _one(self._tree(name, self.table[name]))
            except RecursionError:  # a chain of measures, each of which names the next
                raise FormulaError(say(TOO_DEEP, most=lowering.MAX_TREE)) from None
            finally:
                self._open.pop()
        return self._done[name]

    def known(self) -> tuple[str, ...]:
        """All measures."""
        return tuple(self.table)

    def level(self, subject: Expr, text: str) -> Expr | None:
        """The position of a level, counted from 1, by its label or an alias."""
        for position, level in enumerate(self._levels(subject), 1):
            if text in (level.label, *level.aliases):
                return build.const(position)
        return None

    def levels(self, subject: Expr) -> tuple[str, ...]:
        """The labels of a subject's levels."""
        return tuple(level.label for level in self._levels(subject))

    def within(self, name: str) -> Numeric:
        """What a measure can be at all: its range, its positions, whole numbers for a count."""
        if name not in self._within:
            self._within[name] = self._reach(self.table[name])
        return self._within[name]

    def _reach(self, measure: Measure) -> Numeric:
        natural = _natural(measure.type, len(measure.levels))
        if measure.range is None:
            return natural
        written = measure.range.text
        if lowering.names_nothing(written):
            return _limited(natural, written)
        return meet(natural, _range(written, self))

    def _levels(self, subject: Expr) -> tuple[Level, ...]:
        name = subject.name if isinstance(subject, (Input, Named)) else ""
        return self.table[name].levels if name in self.table else ()

    def _tree(self, name: str, measure: Measure) -> Expr:
        if measure.formula is None:
            kind: Kind = "boolean" if measure.type is MeasureType.BOOLEAN else "number"
            return Input(name, kind, measure.unit, self.within(name))
        lower = lowering.condition if measure.type is MeasureType.BOOLEAN else lowering.formula
        tree = lower(measure.formula.text, self)
        if isinstance(measure.undefined, Fraction):
            tree = If(_no_denominator(tree), build.const(measure.undefined), tree)
        within = self.within(name)
        if measure.type is not MeasureType.BOOLEAN:
            tree = kept_within(tree, within, measure.unit)
        return build.named("measure", name, tree, measure.unit, within)


@lru_cache(maxsize=256)
def _natural(kind: MeasureType, levels: int) -> Numeric:
    match kind:
        case MeasureType.COUNT:
            return span(ZERO, None, lattice=(ONE, ZERO))
        case MeasureType.STATE | MeasureType.LEVEL if levels:
            return choice(Fraction(n) for n in range(1, levels + 1))
        case MeasureType.STATE | MeasureType.LEVEL:
            return span(ONE, None, lattice=(ONE, ZERO))
        case _:
            return UNBOUNDED


@lru_cache(maxsize=1024)  # nearly all ranges are a few plain ones
def _limited(natural: Numeric, written: str) -> Numeric:
    return meet(natural, _range(written, lowering.NoNames()))


def _range(written: str, scope: Scope) -> Numeric:
    ends = feel_bounds.bounds(written, build.NULL, scope)
    values = [None if end is None else _constant(end) for end in (ends.low, ends.high)]
    try:
        return span(*values, low_open=not ends.low_closed, high_open=not ends.high_closed)
    except EmptyError:
        raise FormulaError(say(RANGE_TEST), 0, len(written)) from None


@frozen
class ItemScope:
    """What one scheme sees while it is lowered."""

    rules: RuleScope
    owner: str
    points: Fraction = field()

    def worth(self, points: Fraction) -> ItemScope:
        """The same for a part that is worth so many of the points."""
        return ItemScope(self.rules, self.owner, points)

    def measure(self, name: MeasureId) -> Expr:
        """The tree of a measure."""
        found = self.rules.resolve(name)
        if found is None:
            raise FormulaError(say(NO_MEASURE, name=name))
        return found

    def amount(self, quantity: Quantity, name: MeasureId) -> Const:
        """A number in the unit of a measure."""
        unit = self.rules.table[name].unit
        value = in_unit(quantity, unit, written=quantity_text(quantity))
        return build.const(value, "%" if unit == "%" else "")

    def test(self, test: UnaryTest, subject: Expr) -> Expr:
        """A one-sided test of a subject."""
        return lowering.unary_test(test.text, subject, self.rules)

    def bounds(self, test: UnaryTest, subject: Expr) -> Interval:
        """The ends of what a one-sided test allows."""
        return feel_bounds.bounds(test.text, subject, self.rules)

    def condition(self, condition: Condition) -> Expr:
        """A whole test."""
        return lowering.condition(condition.text, self.rules)

    def formula(self, formula: Formula) -> Expr:
        """A formula that gives a number."""
        return lowering.formula(formula.text, self.rules)

    def judged(self, low: Fraction, high: Fraction) -> Input:
        """An assessor's score between two ends."""
        return Input(JUDGED + self.owner, within=span(low, high))

    def share(self, test: UnaryTest) -> Input:
        """An assessor's score within a share of the points."""
        ends = feel_bounds.bounds(test.text, build.NULL, self.rules)
        low = ZERO if ends.low is None else _constant(ends.low)
        high = ONE if ends.high is None else _constant(ends.high)
        try:
            reach = span(
                low * self.points,
                high * self.points,
                low_open=not ends.low_closed,
                high_open=not ends.high_closed,
            )
        except EmptyError:
            raise FormulaError(say(RANGE_TEST), 0, len(test.text)) from None
        return Input(JUDGED + self.owner, within=reach)

    def state(self, count: int) -> Input:
        """The state that the form names, from 1."""
        return Input(STATE + self.owner, within=choice(Fraction(n) for n in range(1, count + 1)))

    def reason(self) -> Input:
        """Whether the form gives a reason."""
        return Input(REASON + self.owner, kind="boolean")

    def outside(
        self,
        names: Iterable[MeasureId],
        run: Callable[[Mapping[str, Fraction | bool]], Fraction],
    ) -> Input:
        """A score that a program gives."""
        asked = tuple((str(name), self.measure(name)) for name in dict.fromkeys(names))
        reach = span(ZERO, self.points)
        return Input(OUTSIDE + self.owner, within=reach, outside=Outside(asked, run))


def runs_python(tree: Expr) -> bool:
    """Whether a tree asks a program outside: such a score is reckoned row by row."""
    return any(isinstance(node, Input) and node.outside is not None for node in nodes(tree))


@lru_cache(maxsize=128)
def scope_of(rules: RuleSet) -> RuleScope:
    """The names of a rule set; made once, since trees are shared."""
    return RuleScope(rules.measures)


@lru_cache(maxsize=128)
def lower(rules: RuleSet) -> Program:
    """All trees of a rule set.

    Raises:
        FormulaError: when a clause means nothing; ``loading`` reports it with its line.
        NumberError: when a unit does not fit.
    """
    return Program(Table({item.id: lower_item(rules, item) for item in rules.items}))


@lru_cache(maxsize=8192)
def lower_scheme(rules: RuleSet, item: Scored) -> Expr:
    """The tree of a scheme as it stands, neither bounded nor rounded."""
    return _one(item.scheme.lower(ItemScope(scope_of(rules), item.id, item.points)))


@lru_cache(maxsize=4096)
def _one(tree: Expr) -> Expr:
    """One object for equal trees: the rule sets of a folder repeat each other."""
    return tree


@lru_cache(maxsize=8192)
def lower_item(rules: RuleSet, item: Scored) -> Expr:
    """The tree of one score: the scheme within ``[0, W]``, rounded where the rules say."""
    return bounded(lower_scheme(rules, item), rules, item)


def bounded(raw: Expr, rules: RuleSet, item: Scored) -> Expr:
    """A scheme's tree within ``[0, W]``, with ``undefined = "full"``, and rounded."""
    lacking = tuple(
        measure.child
        for measure in measures_in(raw)
        if rules.measures[measure.name].undefined == "full"
    )
    rounding = rules.ruleset.rounding
    kept = (rounding.places, rounding.mode) if rounding.at == "indicator" else None
    return _score(raw, item.id, item.points, lacking, kept)


@lru_cache(maxsize=4096)
def _score(
    raw: Expr,
    name: str,
    points: Fraction,
    lacking: tuple[Expr, ...],
    kept: tuple[int, Rounding] | None,
) -> Expr:
    worth, most = build.const(points), points
    score = build.clamp(raw, build.const(0), worth)
    if lacking:
        score = If(build.either(*map(_no_denominator, lacking)), worth, score)
    if kept is not None:
        score = build.rounded(score, *kept)
        most = round_to(most, *kept)
    return build.named("score", name, score, within=span(ZERO, most))


@lru_cache(maxsize=8192)
def readings(rules: RuleSet, item: Scored) -> tuple[tuple[Text, Expr], ...]:
    """The trees of all readings of what an item's criterion leaves open."""
    scope = ItemScope(scope_of(rules), item.id, item.points)
    return tuple(
        (name, bounded(scheme.lower(scope), rules, item)) for name, scheme in item.scheme.readings()
    )


def _no_denominator(tree: Expr) -> Expr:
    zero = [
        build.compare("=", node.denominator, build.const(0))
        for node in nodes(tree)
        if isinstance(node, Div) and not isinstance(node.denominator, Const)
    ]
    return build.either(*zero)


def _constant(node: Expr) -> Fraction:
    if isinstance(node, Const) and isinstance(node.value, Fraction):
        return node.value
    raise FormulaError(say(RANGE_TEST))
