"""What a tree can give: exactly one value, a few, or a span, on whatever is known.

Where an input is unknown or a bound, the value is a :data:`~zhibiao.expr.domain.Numeric`
that holds every score the evidence allows. Under a condition that is not decided both
branches count, each with what it implies: where ``x >= 95%`` fails, ``x`` lies below 95 %
in the rest of the tree. With no evidence at all this is the static range of a tree and the
set of its possible results; ``backends.evaluate`` adds the steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum
from fractions import Fraction
from typing import cast

from zhibiao.errors import OutsideError
from zhibiao.exact import round_to
from zhibiao.expr import arithmetic, domain
from zhibiao.expr.domain import UNBOUNDED, Choice, EmptyError, Numeric, Span
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
    Operator,
    Or,
    Outside,
    Power,
    Round,
    Sqrt,
    assert_never,
)  # fmt: skip
from zhibiao.expr.walk import nodes
from zhibiao.messages import Message


class Null(Enum):
    """FEEL's ``null``: no value at all, which is not the same as an unknown one."""

    NULL = "null"


NULL = Null.NULL
PATIENCE = 500
"""How many undecided conditions are followed with what they imply; then both branches count
as they are, so that hostile nesting stays cheap. Ordinary rules have a dozen."""

Truth = bool | None
"""``None`` is a truth value that is not known."""

Value = Numeric | Truth | Null
Evidence = Mapping[str, Numeric | bool]
Facts = dict[Expr, Numeric | bool]


def outcomes(tree: Expr, evidence: Evidence | None = None) -> Numeric:
    """All values that a numeric tree can have on the evidence; without any, at all."""
    return Interpretation(evidence or {}).number(tree)


def holds(tree: Expr, evidence: Evidence) -> Truth:
    """Whether a test holds; ``None`` when that is not known."""
    return Interpretation(evidence).truth(tree)


class Interpretation:
    """One run over a tree.

    It holds what is known, what follows from undecided conditions, and the named values and
    open inputs met on the way.
    """

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.facts: Facts = {}
        self.settled: dict[Expr, Value] = {}  # under the present facts
        self.patience: int = PATIENCE
        self.steps: dict[Named, Value] = {}
        self.open_inputs: dict[str, None] = {}
        self.failures: dict[Message, None] = {}

    def number(self, node: Expr) -> Numeric:
        """The value of a numeric tree; whatever cannot be said of it is unbounded."""
        return _numeric(self.value(node))

    def truth(self, node: Expr) -> Truth:
        """Whether a tree holds; ``None`` where that is not known."""
        value = self.value(node)
        return value if isinstance(value, bool) else None

    def value(self, node: Expr) -> Value:
        """What a node gives, under what follows from the conditions around it."""
        if not self.facts or isinstance(node, Const):
            return self.fresh(node)
        if node not in self.settled:
            self.settled[node] = self.under_facts(node)
        return self.settled[node]

    def under_facts(self, node: Expr) -> Value:
        """What a node gives where some conditions are taken as decided."""
        known = self.facts.get(node)
        if isinstance(known, bool):
            return known
        value = self.fresh(node)
        if known is None or isinstance(value, (bool, Null)) or value is None:
            return value
        return domain.meet(value, known)

    def fresh(self, node: Expr) -> Value:
        """What a node gives by itself."""
        match node:
            case Const(value=value):
                return NULL if value is None else value
            case Input():
                return self.given(node)
            case Named():
                return self.named(node)
            case If():
                return self.branch(node)
            case Compare() | And() | Or() | Not():
                return self.test(node)
            case _:
                return self.computed(node)

    def computed(self, node: Add | Mul | Div | Power | Sqrt | Round | Min | Max | Median) -> Value:
        """What an arithmetic node gives."""
        match node:
            case Add(terms):
                return self.folded(terms, arithmetic.add)
            case Mul(factors):
                return self.folded(factors, arithmetic.multiply)
            case Div():
                return self.quotient(node)
            case Round(operand, places, mode):
                value = self.number_or_null(operand)
                if isinstance(value, Fraction):
                    return round_to(value, places, mode)
                return NULL if value is NULL else arithmetic.rounded(_numeric(value), places, mode)
            case Min(operands):
                return self.gathered(operands, arithmetic.minimum)
            case Max(operands):
                return self.gathered(operands, arithmetic.maximum)
            case Median(operands):
                return self.gathered(operands, arithmetic.median)
            case Power(operand, exponent):
                value = self.number_or_null(operand)
                return NULL if value is NULL else arithmetic.power(_numeric(value), exponent)
            case Sqrt(operand):
                value = self.number_or_null(operand)
                return NULL if value is NULL else arithmetic.square_root(_numeric(value))
            case _:
                assert_never(node)

    def number_or_null(self, node: Expr) -> Numeric | Null:
        """A number, or FEEL's null."""
        value = self.value(node)
        return UNBOUNDED if value is None or isinstance(value, bool) else value

    def folded(self, operands: Iterable[Expr], operation: arithmetic.Operation) -> Numeric | Null:
        """Operands put together from the left."""
        result: Numeric | None = None
        for operand in operands:
            value = self.number_or_null(operand)
            if isinstance(value, Null):
                return NULL
            result = value if result is None else arithmetic.followed(operation(result, value))
        return UNBOUNDED if result is None else result

    def gathered(self, operands: Iterable[Expr], operation: arithmetic.Gathering) -> Numeric | Null:
        """Operands put together at once."""
        values = [self.number_or_null(operand) for operand in operands]
        known = [value for value in values if not isinstance(value, Null)]
        return operation(known) if len(known) == len(values) else NULL

    def quotient(self, node: Div) -> Numeric | Null:
        """An exact quotient, with its own answer to a zero denominator."""
        numerator = self.number_or_null(node.numerator)
        denominator = self.number_or_null(node.denominator)
        if isinstance(numerator, Null) or isinstance(denominator, Null):
            return NULL
        if denominator == 0 and node.undefined is not None:
            return node.undefined
        return arithmetic.followed(arithmetic.divide(numerator, denominator))

    def given(self, node: Input) -> Value:
        """What is known of an input."""
        found = self.evidence.get(node.name)
        if isinstance(found, (bool, Fraction)):
            return found
        if node.outside is not None:
            reckoned = self.reckoned(node, node.outside)
            if reckoned is not None:
                return reckoned
        self.open_inputs[node.name] = None
        if node.kind == "boolean":
            return None
        return node.within if found is None else _possible(found, node.within)

    def reckoned(self, node: Input, outside: Outside) -> Value:
        """What a program outside gives: a figure where all that it asks for is exactly known."""
        values: dict[str, Fraction | bool] = {}
        for name, tree in outside.arguments:
            value = self.value(tree)
            if isinstance(value, (Fraction, bool)):
                values[name] = value
        if len(values) < len(outside.arguments):
            return node.within
        try:
            return outside.run(values)
        except OutsideError as error:
            self.failures[cast(Message, error.message)] = None
            return error.value

    def named(self, node: Named) -> Value:
        """A named value, which is kept as a step."""
        if node in self.steps and not self.facts:
            return self.steps[node]
        found = self.evidence.get(node.name) if node.role == "measure" else None
        value = self.value(node.child) if found is None else found
        if isinstance(value, (Choice, Span)):
            value = _possible(value, node.within)
        elif value is NULL and node.role == "score":  # no clause gives one: it is not known
            value = node.within
        if not self.facts:
            self.steps[node] = value
            if found is not None and not isinstance(found, (bool, Fraction)):
                self.open_inputs[node.name] = None
        return value

    def test(self, node: Compare | And | Or | Not) -> Truth | Null:
        """What a test gives."""
        match node:
            case Compare(operator, left, right):
                return self.compared(operator, left, right)
            case And(operands):
                return self.joined(operands, stop=False)
            case Or(operands):
                return self.joined(operands, stop=True)
            case Not(operand):
                value = self.value(operand)
                return not value if isinstance(value, bool) else _undecided(value)
            case _:
                assert_never(node)

    def compared(self, operator: Operator, left: Expr, right: Expr) -> Truth | Null:
        """A comparison of two numbers or truth values."""
        a, b = self.value(left), self.value(right)
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return domain.compare(operator, a, b)
        if a is NULL or b is NULL:
            if operator != "=":
                return NULL
            other, tree = (b, right) if a is NULL else (a, left)
            if not isinstance(other, (bool, Fraction, Null)) and _can_be_null(tree):
                return None
            return a is b
        if a is None or b is None:
            return None
        if isinstance(a, bool) or isinstance(b, bool):
            return a is b
        return domain.compare(operator, _numeric(a), _numeric(b))

    def joined(self, operands: Iterable[Expr], *, stop: bool) -> Truth | Null:
        """Kleene's and (``stop=False``) and or (``stop=True``)."""
        result: Truth | Null = not stop
        for operand in operands:
            value = self.value(operand)
            if value is stop:
                return stop
            if not isinstance(value, bool) and result is not None:
                result = _undecided(value)
        return result

    def branch(self, node: If) -> Value:
        """One of two results, or both where the condition is not known."""
        decided = self.value(node.condition)
        if isinstance(decided, bool):
            return self.value(node.then if decided else node.otherwise)
        if decided is NULL:  # FEEL: a condition that is null is not true
            return self.value(node.otherwise)
        if node not in self.settled:
            self.settled[node] = self.undecided(node)
        return self.settled[node]

    def undecided(self, node: If) -> Value:
        """What either branch gives, each under what its assumption implies."""
        self.patience -= 1
        follows = self.patience >= 0
        found: list[Value] = []
        kept, settled = self.facts, self.settled
        for assumed, way in ((True, node.then), (False, node.otherwise)):
            try:
                # FEEL: a condition that is null is not true either, and then nothing follows.
                if follows and (assumed or not _can_be_null(node.condition)):
                    more = merged(kept, self.implied(node.condition, truth=assumed))
                    self.facts, self.settled = more, {}
                found.append(self.value(way))
            except EmptyError:
                continue
            finally:
                self.facts, self.settled = kept, settled
        if not found:
            raise EmptyError
        return found[0] if len(found) == 1 else _either(*found)

    def implied(self, condition: Expr, *, truth: bool) -> Facts:
        """What follows for parts of the tree when a condition is so."""
        facts: Facts = {condition: truth}
        match condition:
            case Not(operand):
                facts = merged(facts, self.implied(operand, truth=not truth))
            case Named(child=child):
                facts = merged(facts, self.implied(child, truth=truth))
            case And(operands) | Or(operands):
                wanted = isinstance(condition, And)
                if truth is wanted:
                    for operand in operands:
                        facts = merged(facts, self.implied(operand, truth=truth))
                else:
                    # The last one that can decide does, unless another has decided already.
                    undecided = [one for one in operands if self.value(one) is not wanted]
                    if len(undecided) == 1:
                        facts = merged(facts, self.implied(undecided[0], truth=truth))
            case Compare():
                facts = merged(facts, self.narrowed(condition, truth=truth))
        return facts

    def narrowed(self, node: Compare, *, truth: bool) -> Facts:
        """The spans that a comparison leaves for its two sides, and its mirror image."""
        facts: Facts = {}
        if node.operator != "=":
            other: Operator = "<" if node.operator == "<=" else "<="
            facts[Compare(other, node.right, node.left)] = not truth
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(left, (bool, Null)) or isinstance(right, (bool, Null)):
            return facts
        if left is None or right is None:
            return facts
        if node.operator != "=" and not truth:  # not a < b is b <= a
            mirrored: Operator = "<=" if node.operator == "<" else "<"
            return facts | self.narrowed(Compare(mirrored, node.right, node.left), truth=True)
        for side, own, limit, below in (
            (node.left, left, right, True),
            (node.right, right, left, False),
        ):
            if isinstance(own, Fraction):
                continue
            if node.operator == "=" and not truth:
                facts[side] = domain.without(own, limit)
                continue
            bound = _limit(node.operator, limit, below=below)
            if bound is not None:
                facts[side] = domain.meet(own, bound)
        return facts


def _can_be_null(tree: Expr) -> bool:
    """Whether a tree speaks of ``null`` at all: nothing else becomes it."""
    return any(node == Const(None) for node in nodes(tree))


def merged(facts: Facts, more: Facts) -> Facts:
    """Both sets of facts; of a number that stands in both, what both allow."""
    result = dict(facts)
    for node, fact in more.items():
        known = result.get(node)
        if known is not None and not isinstance(known, bool) and not isinstance(fact, bool):
            result[node] = domain.meet(known, fact)
        else:
            result[node] = fact
    return result


def _limit(operator: str, limit: Numeric, *, below: bool) -> Numeric | None:
    """What one side of a comparison is limited to by the other side."""
    if operator == "=":
        return limit
    strict = operator == "<"
    ends = domain.ends(limit)
    if below:
        if ends.high is None:
            return None
        return domain.span(None, ends.high, high_open=strict or ends.high_open)
    if ends.low is None:
        return None
    return domain.span(ends.low, None, low_open=strict or ends.low_open)


def _possible(found: Numeric, within: Numeric) -> Numeric:
    """What is left of a figure in its range; one that contradicts the range stays as it is."""
    with suppress(EmptyError):
        return found if within is UNBOUNDED else domain.meet(found, within)
    return found


def _numeric(value: Value) -> Numeric:
    return UNBOUNDED if value is None or isinstance(value, (bool, Null)) else value


def _undecided(value: Value) -> Truth | Null:
    return NULL if value is NULL else None


def _either(one: Value, other: Value) -> Value:
    if isinstance(one, bool) or isinstance(other, bool):
        return one if one is other else None
    if one is None or other is None:
        return None
    if one is NULL or other is NULL:
        return one if one is other else UNBOUNDED
    return domain.union(_numeric(one), _numeric(other))
