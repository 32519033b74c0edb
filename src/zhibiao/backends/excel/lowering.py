"""A tree to rows of formulas: one row a node, shared by every place that uses it.

What cannot be written as exact formulas raises :class:`~zhibiao.errors.UnsupportedNodeError`
with the reason; nothing is ever approximated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import TypeVar

from attrs import evolve

from zhibiao.backends.excel import choosing, formulas, ratios, rounding, spans
from zhibiao.backends.excel.formulas import Part, whole
from zhibiao.backends.excel.ratios import Ratio, constant
from zhibiao.backends.excel.sheet import CalculationSheet
from zhibiao.backends.excel.spans import Figure, Spanned, Truth, exactly
from zhibiao.backends.excel.telling import Telling
from zhibiao.errors import UnsupportedNodeError
from zhibiao.exact import ONE, ZERO
from zhibiao.expr import domain
from zhibiao.expr.domain import UNBOUNDED, Numeric
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
from zhibiao.messages import excel as texts
from zhibiao.messages import say

Given = Mapping[str, "Figure | Truth"]
Lowered = Spanned | Truth
Words = Callable[[Expr], str]
Either = TypeVar("Either", Spanned, Truth)


class Lowering:
    """Lowers any number of trees onto one calculation sheet.

    Args:
        sheet: where the rows go.
        given: the inputs by name, and of the computed measures those that may also be stated.
        ranges: what a computed measure can be at all, by name.
        words: what stands beside a row.
    """

    def __init__(
        self,
        sheet: CalculationSheet,
        given: Given,
        ranges: Callable[[str], Numeric],
        words: Words,
    ) -> None:
        self.sheet = sheet
        self.given = given
        self.ranges = ranges
        self.words = words
        self._done: dict[Expr, Lowered] = {}
        self._telling = Telling(sheet, given)

    def number(self, node: Expr) -> Spanned:
        """A tree of a number.

        Raises:
            UnsupportedNodeError: it cannot be said exactly; nothing is left on the sheet.
        """
        return self._whole(node, self._number)

    def truth(self, node: Expr) -> Truth:
        """A tree of a test.

        Raises:
            UnsupportedNodeError: as :meth:`number`.
        """
        return self._whole(node, self._truth)

    def _whole(self, node: Expr, lower: Callable[[Expr], Either]) -> Either:
        rows, done, told = len(self.sheet.rows), dict(self._done), dict(self._telling.done)
        try:
            return lower(node)
        except UnsupportedNodeError:
            del self.sheet.rows[rows:]
            self._done, self._telling.done = done, told
            raise

    def _number(self, node: Expr) -> Spanned:
        found = self._lowered(node)
        assert isinstance(found, Spanned)
        return found

    def _truth(self, node: Expr) -> Truth:
        found = self._lowered(node)
        assert isinstance(found, Truth)
        return found

    def _lowered(self, node: Expr) -> Lowered:
        if isinstance(node, Const):  # false equals zero, and must not be taken for it
            return self._fresh(node)
        if node not in self._done:
            self._done[node] = self._fresh(node)
        return self._done[node]

    def _fresh(self, node: Expr) -> Lowered:
        match node:
            case Const(value=None):
                return Spanned(constant(ZERO), constant(ZERO), spans.ALWAYS)
            case Const(value=bool() as value):
                return spans.ALWAYS if value else spans.NEVER
            case Const(value=value):
                assert isinstance(value, Fraction)
                return exactly(constant(value))
            case Input():
                return self._input(node)
            case Named(child=child) if node.role not in ("measure", "score"):
                return self._lowered(child)
            case Named():
                return self._named(node)
            case If(condition, then, otherwise):
                return self._choice(node, self._truth(condition), then, otherwise)
            case Compare() | And() | Or() | Not():
                return self._test(node)
            case _:
                return self._arithmetic(node)

    def _input(self, node: Input) -> Lowered:
        if node.outside is not None:
            raise UnsupportedNodeError(say(texts.OUTSIDE))
        found = self.given[node.name]
        if isinstance(found, Truth):
            return found
        ends = found.ends
        if node.within == UNBOUNDED:
            return ends
        return self._within(node, ends, node.within)

    def _within(self, node: Expr, value: Spanned, reach: Numeric) -> Spanned:
        whole_range = domain.ends(reach)
        low = None if whole_range.low is None else constant(whole_range.low)
        high = None if whole_range.high is None else constant(whole_range.high)
        self.sheet.begin(self.words(node))
        return self._answer(spans.within(value, low, high, self.sheet.step))

    def _named(self, node: Named) -> Lowered:
        if node.role == "score":
            return self._scored(node, self._number(node.child))
        found = self._lowered(node.child)
        stated = self.given.get(node.name)
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        if isinstance(found, Truth):
            if isinstance(stated, Truth):
                counts = self._telling.counts(node, stated)
                return self._answered(
                    Truth(
                        keep(formulas.either(counts, stated.must, found.must)),
                        keep(formulas.either(counts, stated.may, found.may)),
                    )
                )
            return found
        value = found
        if isinstance(stated, Figure):
            value = self._stated(found, stated, self._telling.counts(node, stated))
        reach = self.ranges(node.name)
        ends = domain.ends(reach)
        low = None if ends.low is None else constant(ends.low)
        high = None if ends.high is None else constant(ends.high)
        return self._answer(spans.within(value, low, high, keep))

    def _stated(self, found: Spanned, stated: Figure, counts: Part) -> Spanned:
        """What is stated of a computed measure where that counts, what is computed elsewhere."""
        keep, ends = self.sheet.step, stated.ends
        low = choosing.pick(counts, ends.low, found.low, keep)
        high = choosing.pick(counts, ends.high, found.high, keep)
        ends_ = spans.twinned(low, high)
        none = found.null
        if none.fixed is not False:  # what is stated is a number
            none = Truth(
                keep(formulas.either(counts, whole(0), none.must)),
                keep(formulas.either(counts, whole(0), none.may)),
            )
        return Spanned(ends_.low, ends_.high, none)

    def _scored(self, node: Named, value: Spanned) -> Spanned:
        value = spans.bounded(value, domain.ends(node.within))
        if value.null.fixed is False:
            return value
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        ends = domain.ends(node.within)
        assert ends.low is not None
        assert ends.high is not None
        is_open = formulas.compared("=", value.null.may, whole(1))
        low = choosing.pick(is_open, constant(ends.low), value.low, keep)
        high = choosing.pick(is_open, constant(ends.high), value.high, keep)
        return self._answer(Spanned(low, high))

    def _choice(self, node: If, condition: Truth, then: Expr, otherwise: Expr) -> Lowered:
        if condition.fixed is not None:
            return self._lowered(then if condition.fixed else otherwise)
        one, other = self._lowered(then), self._lowered(otherwise)
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        if isinstance(one, Truth) or isinstance(other, Truth):
            assert isinstance(one, Truth)
            assert isinstance(other, Truth)
            return self._answered(spans.choice_of_truths(condition, one, other, keep))
        return self._answer(spans.chosen(condition, one, other, keep))

    def _test(self, node: Compare | And | Or | Not) -> Truth:
        match node:
            case Compare(operator, left, right):
                return self._compared(node, operator, self._lowered(left), self._lowered(right))
            case And(operands) | Or(operands):
                parts = [self._truth(operand) for operand in operands]
                self.sheet.begin(self.words(node))
                fold = spans.all_of if isinstance(node, And) else spans.any_of
                return self._answered(fold(parts, self.sheet.step))
            case Not(operand):
                value = self._truth(operand)
                self.sheet.begin(self.words(node))
                return self._answered(spans.negate(value, self.sheet.step))
            case _:
                assert_never(node)

    def _compared(self, node: Expr, operator: str, left: Lowered, right: Lowered) -> Truth:
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        if isinstance(left, Truth) or isinstance(right, Truth):
            assert isinstance(left, Truth)
            assert isinstance(right, Truth)
            return self._answered(spans.same_answer(left, right, keep))
        found = spans.compare(operator, left, right, keep)
        if left.null.fixed is False and right.null.fixed is False:
            return self._answered(found)
        if operator == "=":
            # null = null is true; null is no number.
            none, other = left.null, right.null
            both = spans.all_of([none, other], keep)
            values = spans.all_of(
                [found, spans.negate(none, keep), spans.negate(other, keep)], keep
            )
            return self._answered(spans.any_of([both, values], keep))
        null = spans.empty_with([left, right], keep)
        # A test of nothing is not true, and neither is its opposite.
        must = keep(formulas.times(found.must, keep(_opposite(null.may))))
        may = keep(formulas.times(found.may, keep(_opposite(null.must))))
        return self._answered(Truth(must, may))

    def _arithmetic(
        self, node: Add | Mul | Div | Power | Sqrt | Round | Min | Max | Median
    ) -> Spanned:
        match node:
            case Add(terms):
                return self._folded(node, terms, spans.add)
            case Mul(factors):
                return self._folded(node, factors, spans.multiply)
            case Min(operands):
                return self._folded(node, operands, lambda a, b, k: spans.extreme("MIN", a, b, k))
            case Max(operands):
                return self._folded(node, operands, lambda a, b, k: spans.extreme("MAX", a, b, k))
            case Median(operands):
                return self._median(node, operands)
            case Div():
                return self._quotient(node)
            case Power(operand, exponent):
                return self._power(node, self._number(operand), exponent)
            case Round(operand, places, mode):
                value = self._number(operand)
                self.sheet.begin(self.words(node))
                keep = self.sheet.step
                low = rounding.rounded(value.low, places, mode, keep)
                known = value.low == value.high
                high = low if known else rounding.rounded(value.high, places, mode, keep)
                return self._answer(Spanned(low, high, value.null))
            case Sqrt():
                raise UnsupportedNodeError(say(texts.SQRT))
            case _:
                assert_never(node)

    def _folded(
        self,
        node: Expr,
        operands: Sequence[Expr],
        operation: Callable[[Spanned, Spanned, ratios.Keep], Spanned],
    ) -> Spanned:
        parts = [self._number(operand) for operand in operands]
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        result = reduce(lambda one, other: operation(one, other, keep), parts)
        return self._answer(Spanned(result.low, result.high, spans.empty_with(parts, keep)))

    def _quotient(self, node: Div) -> Spanned:
        top, bottom = self._number(node.numerator), self._number(node.denominator)
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        found = spans.divide(top, bottom, keep)
        if node.undefined is not None:
            must = spans.compare("=", bottom, exactly(constant(ZERO)), keep).must
            undefined = exactly(constant(node.undefined))
            found = spans.chosen(Truth(must, must), undefined, found, keep)
        null = spans.empty_with([top, bottom], keep)
        return self._answer(Spanned(found.low, found.high, null))

    def _power(self, node: Expr, value: Spanned, exponent: int) -> Spanned:
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        result = exactly(constant(ONE))
        for _ in range(abs(exponent)):
            result = spans.multiply(result, value, keep)
        if exponent < 0:
            result = spans.divide(exactly(constant(ONE)), result, keep)
        return self._answer(Spanned(result.low, result.high, value.null))

    def _median(self, node: Expr, operands: Sequence[Expr]) -> Spanned:
        parts = [self._number(operand) for operand in operands]
        divisors = [end.divisor for part in parts for end in (part.low, part.high)]
        if None in divisors:
            raise UnsupportedNodeError(say(texts.MEDIAN))
        self.sheet.begin(self.words(node))
        keep = self.sheet.step
        low = rounding.median([part.low for part in parts], keep)
        high = rounding.median([part.high for part in parts], keep)
        return self._answer(Spanned(low, high, spans.empty_with(parts, keep)))

    def _answer(self, value: Spanned) -> Spanned:
        """The ends of a number in the columns where a reader looks for them."""
        answer = self.sheet.answer
        low = _moved(value.low, answer(0, value.low.top), answer(1, value.low.bottom))
        high = _moved(value.high, answer(2, value.high.top), answer(3, value.high.bottom))
        return Spanned(low, high, value.null)

    def _answered(self, truth: Truth) -> Truth:
        return Truth(self.sheet.answer(0, truth.must), self.sheet.answer(1, truth.may))


def _moved(value: Ratio, top: Part, bottom: Part) -> Ratio:
    return evolve(value, top=top, bottom=bottom)


def _opposite(part: Part) -> Part:
    return formulas.plus(whole(1), formulas.times(whole(-1), part))
