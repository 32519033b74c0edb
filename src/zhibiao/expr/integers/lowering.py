"""From an exact expression tree to whole-number trees: ``Lowering(...)``.

What the conditions around a node imply (``facts``) makes it smaller: where ``x <= 100%`` fails,
the excess over 100 % is not negative, and its steps need no second sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations

from attrs import define, field

from zhibiao.errors import UnsupportedNodeError
from zhibiao.expr.integers import build, ratios
from zhibiao.expr.integers.facts import Facts, follows, natural, settled
from zhibiao.expr.integers.merging import merged
from zhibiao.expr.integers.nodes import (
    Alike,
    Choose,
    Flag,
    Given,
    Integer,
    Logical,
    Missing,
    Truth,
    Whole,
)  # fmt: skip
from zhibiao.expr.integers.ranges import bounds
from zhibiao.expr.integers.ratios import UNKNOWN, Ratio, Rational, single
from zhibiao.expr.integers.rounding import rounded
from zhibiao.expr.integers.scales import Scales
from zhibiao.expr.nodes import (
    Add,
    And,
    Compare,
    Const,
    Div,
    Expr,
    If,
    Input,
    Max,
    Median,
    Min,
    Mul,
    Named,
    Not,
    Or,
    Power,
    Round,
    Sqrt,
    assert_never,
)  # fmt: skip
from zhibiao.expr.reach import plain
from zhibiao.expr.walk import children, kind_of
from zhibiao.messages import integers as texts
from zhibiao.messages import say

MOST_SORTED = 7
"""A median of more values than this would be a tree of thousands of nodes."""

MOST_POWER = 16


@define
class Lowering:
    """Lowers trees that share their figures, so that what they have in common is one node.

    Attributes:
        scales: how exact and how large the figures are.
        given: the names of the figures and answers that there are; an input that is not among
            them is never known. A measure with a formula may be among them: it is taken where
            the figures of its formula are not all given. ``None``: all inputs, and no such
            measure.
        known: inputs that are not columns but rationals found before, by name.
        defaults: what an answer is where a row does not give it, by name.
    """

    scales: Scales = field(factory=Scales)
    given: frozenset[str] | None = None
    known: Mapping[str, Rational] = field(factory=dict)
    defaults: Mapping[str, bool] = field(factory=dict)
    _facts: Facts = frozenset()
    _done: dict[tuple[Facts, Expr], Rational | Logical] = field(factory=dict)

    def number(self, tree: Expr) -> Ratio:
        """A numeric tree as one fraction.

        Raises:
            UnsupportedNodeError: a node has no whole-number form.
        """
        found = single(self.rational(tree))
        return Ratio(merged(found.numerator), found.constant, found.factors)

    def rational(self, node: Expr) -> Rational:
        """A numeric node; branches with different denominators may still stand apart."""
        key = (self._facts, node)
        found = self._done.get(key)
        if found is None:
            found = self._done[key] = self._rational(node)
        assert not isinstance(found, Logical)
        return found

    def logical(self, node: Expr) -> Logical:
        """A test.

        Raises:
            UnsupportedNodeError: a node has no whole-number form.
        """
        key = (self._facts, node)
        found = self._done.get(key)
        if found is None:
            found = self._done[key] = self._logical(node)
        assert isinstance(found, Logical)
        return found

    def _rational(self, node: Expr) -> Rational:
        match node:
            case Const(value=value):
                if value is None or isinstance(value, bool):
                    return UNKNOWN
                return ratios.ratio(Whole(value.numerator), value.denominator)
            case Input():
                return self._figure(node)
            case Named():
                return self._named(node)
            case If(condition, then, otherwise):
                return self._branch(condition, then, otherwise)
            case Add(terms):
                return ratios.total([self.rational(term) for term in terms])
            case Mul(factors):
                return ratios.product([self.rational(factor) for factor in factors])
            case Div(numerator, denominator, undefined):
                return self._quotient(numerator, denominator, undefined)
            case Min(operands):
                return ratios.extreme([self.rational(one) for one in operands], build.least)
            case Max(operands):
                return ratios.extreme([self.rational(one) for one in operands], build.greatest)
            case Median(operands):
                return self._median(operands)
            case Power(operand, exponent):
                return self._power(operand, exponent)
            case Round(operand, places, mode):
                return ratios.branchwise(
                    self.rational(operand),
                    lambda value: rounded(value, places, mode, self._natural),
                )
            case Sqrt():
                raise UnsupportedNodeError(say(texts.NO_ROOT))
            case Compare() | And() | Or() | Not():
                return UNKNOWN
            case _:
                assert_never(node)

    def _logical(self, node: Expr) -> Logical:
        match node:
            case Const(value=value):
                return Truth(value) if isinstance(value, bool) else Missing()
            case Input(name=name, kind="boolean"):
                return self._answer(name)
            case Named(name=name, child=child, role=role):
                inner = self.logical(child)
                if role != "measure" or self.given is None or name not in self.given:
                    return inner
                known = self._computable(child)
                stated = build.every((build.opposite(known), Flag(name)))
                return build.some((build.every((known, inner)), stated))
            case Compare(operator, left, right):
                if "boolean" in (kind_of(left), kind_of(right)):
                    return Alike(self.logical(left), self.logical(right))
                test = ratios.compared(operator, self.rational(left), self.rational(right))
                return settled(test, self._facts)
            case And(operands):
                return build.every([self.logical(one) for one in operands])
            case Or(operands):
                return build.some([self.logical(one) for one in operands])
            case Not(operand):
                return build.opposite(self.logical(operand))
            case If(condition, then, otherwise):
                test = self.logical(condition)
                one = build.every((test, self.logical(then)))
                other = build.every((build.opposite(test), self.logical(otherwise)))
                return build.some((one, other))
            case _:
                return Missing()

    def _figure(self, node: Input) -> Rational:
        if node.name in self.known:
            return self.known[node.name]
        if node.kind == "boolean" or (self.given is not None and node.name not in self.given):
            return UNKNOWN
        column = self.scales.column(node)
        return ratios.ratio(column, 10**column.places)

    def _answer(self, name: str) -> Logical:
        default = self.defaults.get(name)
        if self.given is not None and name not in self.given:
            return Missing() if default is None else Truth(default)
        return Flag(name, default)

    def _named(self, node: Named) -> Rational:
        inner = self.rational(node.child)
        if node.role != "measure" or self.given is None or node.name not in self.given:
            return inner
        column = self.scales.column(node)
        stated = ratios.ratio(column, 10**column.places)
        return ratios.chosen(self._computable(node.child), inner, stated)

    def _computable(self, node: Expr) -> Logical:
        """Whether a row gives all that a formula needs: its figures, or measures of them."""
        given = self.given or frozenset()
        if isinstance(node, Input):
            return Given((node.name,)) if node.name in given else Truth(False)
        parts = build.every([self._computable(child) for child in children(plain(node))])
        if isinstance(node, Named) and node.role == "measure" and node.name in given:
            return build.some((Given((node.name,)), parts))
        return parts

    def _branch(self, condition: Expr, then: Expr, otherwise: Expr) -> Rational:
        test = self.logical(condition)
        if isinstance(test, Truth):
            return self.rational(then if test.value else otherwise)
        with self.assumed(test, truth=True):
            one = self.rational(then)
        with self.assumed(test, truth=False):
            other = self.rational(otherwise)
        return ratios.chosen(test, one, other)

    def _quotient(self, numerator: Expr, denominator: Expr, undefined: object) -> Rational:
        over, under = self.rational(numerator), self.rational(denominator)
        found = ratios.quotient(over, under)
        if undefined is None:
            return found
        zero = ratios.compared("=", under, ratios.ratio(Whole(0)))
        return ratios.chosen(zero, self.rational(Const(undefined)), found)  # type: ignore[arg-type]  # a fraction

    def _median(self, operands: tuple[Expr, ...]) -> Rational:
        """The greatest of the least of so many: a network of comparisons without sorting."""
        count = len(operands)
        if count > MOST_SORTED:
            raise UnsupportedNodeError(say(texts.LONG_MEDIAN, count=count, most=MOST_SORTED))
        values = [self.rational(one) for one in operands]

        def ranked(rank: int) -> Rational:
            chosen = [ratios.extreme(some, build.least) for some in combinations(values, rank)]
            return ratios.extreme(chosen, build.greatest)

        if count % 2:
            return ranked(count // 2 + 1)
        pair = ratios.total([ranked(count // 2), ranked(count // 2 + 1)])
        return ratios.product([pair, ratios.ratio(Whole(1), 2)])

    def _power(self, operand: Expr, exponent: int) -> Rational:
        if abs(exponent) > MOST_POWER:
            raise UnsupportedNodeError(say(texts.LARGE_POWER, found=exponent, most=MOST_POWER))
        one = ratios.ratio(Whole(1))
        value = self.rational(operand)
        found = ratios.product([value] * abs(exponent)) if exponent else one
        return ratios.quotient(one, found) if exponent < 0 else found

    @contextmanager
    def assumed(self, test: Logical, *, truth: bool) -> Iterator[None]:
        """What is lowered in here stands where a test holds, or where it does not."""
        kept = self._facts
        self._facts = kept | follows(test, truth=truth)
        try:
            yield
        finally:
            self._facts = kept

    def _natural(self, numerator: Integer) -> bool:
        """Whether a numerator is zero or more wherever the branch that it stands in counts."""
        if bounds(numerator).low >= 0 or natural(numerator, self._facts):
            return True
        match numerator:
            case Choose(then=then, otherwise=otherwise):
                return self._natural(then) and self._natural(otherwise)
            case _:
                return False
