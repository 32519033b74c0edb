"""Hypothesis strategies for numbers, what is known of them, and expression trees."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from zhibiao.exact import ROUNDINGS
from zhibiao.expr.domain import UNBOUNDED, Choice, Numeric, Span, choice, contains, span
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
)  # fmt: skip

# Small numbers meet each other, zero and the halves between whole numbers often.
WHOLE = st.integers(-12, 12).map(Fraction)
FRACTIONS = st.one_of(
    WHOLE,
    st.integers(-500, 500).map(lambda n: Fraction(n, 100)),
    st.builds(Fraction, st.integers(-40, 40), st.sampled_from([2, 3, 4, 7])),
)
STEPS = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(2), Fraction(1, 3)])


@st.composite
def spans(draw: DrawFn) -> Numeric:
    """An interval with any kind of ends, on a lattice or not; never empty."""
    low = draw(st.none() | FRACTIONS)
    width = draw(st.fractions(Fraction(1, 8), 30, max_denominator=8))
    start = low if low is not None else draw(FRACTIONS)
    high = draw(st.sampled_from([None, start + width]))
    lattice = draw(st.none() | st.tuples(STEPS, FRACTIONS))
    if lattice is not None:  # the ends lie on it, so that something is left
        step, _ = lattice
        lattice = (step, start)
        high = None if high is None else start + step * draw(st.integers(2, 90))
    return span(
        low, high, low_open=draw(st.booleans()), high_open=draw(st.booleans()), lattice=lattice
    )


CHOICES = st.sets(FRACTIONS, min_size=2, max_size=4).map(choice)
NUMERICS = st.one_of(FRACTIONS, CHOICES, spans())


@st.composite
def members_of(draw: DrawFn, value: Numeric) -> Fraction:
    """A number that the value can be."""
    match value:
        case Fraction():
            return value
        case Choice(values):
            return draw(st.sampled_from(sorted(values)))
        case Span(lattice=None):
            return _between(draw, value)
        case Span(low, high, lattice=(step, offset)):
            start = low if low is not None else high if high is not None else offset
            most = None if low is None or high is None else int((high - low) / step)
            if low is None and high is None:
                return start + step * draw(st.integers(-20, 20))
            steps = draw(st.integers(0, 20 if most is None else most))
            return start + step * (steps if low is not None else -steps)
        case _:
            raise AssertionError(value)


def _between(draw: DrawFn, value: Span) -> Fraction:
    away = st.fractions(0, 20, max_denominator=20)
    match value:
        case Span(None, None):
            return draw(FRACTIONS)
        case Span(Fraction() as low, None):
            return low + draw(away.filter(lambda d: d > 0 or not value.low_open))
        case Span(None, Fraction() as high):
            return high - draw(away.filter(lambda d: d > 0 or not value.high_open))
        case Span(Fraction() as low, Fraction() as high):
            share = draw(
                st.fractions(0, 1, max_denominator=20)
                .filter(lambda s: s > 0 or not value.low_open)
                .filter(lambda s: s < 1 or not value.high_open)
            )
            return low + (high - low) * share
        case _:
            raise AssertionError(value)


@st.composite
def numerics_with_member(draw: DrawFn) -> tuple[Numeric, Fraction]:
    """What is known of a number, and a number that it can be."""
    value = draw(NUMERICS)
    return value, draw(members_of(value))


@st.composite
def holding(draw: DrawFn, number: Fraction) -> Numeric:
    """Something known of a number that does not contradict it."""
    kind = draw(st.sampled_from(["choice", "interval", "lattice", "bound"]))
    below = draw(st.fractions(0, 8, max_denominator=6))
    above = draw(st.fractions(0, 8, max_denominator=6))
    low_open = below > 0 and draw(st.booleans())
    high_open = above > 0 and draw(st.booleans())
    match kind:
        case "choice":
            return choice([number, *draw(st.lists(FRACTIONS, max_size=3))])
        case "interval":
            return span(number - below, number + above, low_open=low_open, high_open=high_open)
        case "lattice":
            step = draw(STEPS)
            fewer, more = draw(st.integers(0, 70)), draw(st.integers(0, 70))
            return span(number - step * fewer, number + step * more, lattice=(step, number))
        case _:
            if draw(st.booleans()):
                return span(number - below, None, low_open=low_open)
            return span(None, number + above, high_open=high_open)


# Inputs of the random trees; a count and a level say on their own what they can be.
COUNT = span(Fraction(0), None, lattice=(Fraction(1), Fraction(0)))
LEVEL = choice(Fraction(n) for n in (1, 2, 3))
NUMBER_INPUTS = (
    Input("a"),
    Input("b"),
    Input("count", within=COUNT),
    Input("level", within=LEVEL),
)
TRUTH_INPUTS = (Input("p", "boolean"), Input("q", "boolean"))
CONSTANTS = FRACTIONS.map(Const)


def _several(inner: SearchStrategy[Expr]) -> SearchStrategy[tuple[Expr, ...]]:
    return st.lists(inner, min_size=1, max_size=3).map(tuple)


def _pair(inner: SearchStrategy[Expr]) -> SearchStrategy[tuple[Expr, ...]]:
    return st.tuples(inner, inner)


@cache
def numbers(depth: int = 3) -> SearchStrategy[Expr]:
    """Trees that give a number, at most so deep."""
    leaf: SearchStrategy[Expr] = st.one_of(st.sampled_from(NUMBER_INPUTS), CONSTANTS)
    if depth == 0:
        return leaf
    inner = numbers(depth - 1)
    return st.one_of(
        leaf,
        st.builds(Add, _pair(inner)),
        st.builds(Mul, _pair(inner)),
        st.builds(Div, inner, inner, st.none() | FRACTIONS),
        st.builds(Power, inner, st.integers(-2, 3)),
        st.builds(Sqrt, inner),
        st.builds(Round, inner, st.integers(-1, 2), st.sampled_from(ROUNDINGS)),
        st.builds(Min, _several(inner)),
        st.builds(Max, _several(inner)),
        st.builds(Median, _several(inner)),
        st.builds(Named, st.just("share"), st.just("n"), inner),
        st.builds(If, truths(depth - 1), inner, inner),
        st.builds(If, truths(depth - 1), inner, inner),
    )


@cache
def truths(depth: int = 2) -> SearchStrategy[Expr]:
    """Trees that give a truth value, at most so deep."""
    comparison = st.builds(
        Compare,
        st.sampled_from(["<", "<=", "="]),
        numbers(max(0, depth - 1)),
        numbers(max(0, depth - 1)),
    )
    leaf: SearchStrategy[Expr] = st.one_of(st.sampled_from(TRUTH_INPUTS), comparison)
    if depth == 0:
        return leaf
    inner = truths(depth - 1)
    return st.one_of(
        leaf,
        comparison,
        st.builds(And, _several(inner)),
        st.builds(Or, _several(inner)),
        st.builds(Not, inner),
        st.builds(Compare, st.just("="), inner, inner),
    )


Known = Mapping[str, "Fraction | bool"]
KNOWN: SearchStrategy[dict[str, Fraction | bool]] = st.fixed_dictionaries(
    {
        "a": FRACTIONS,
        "b": FRACTIONS,
        "count": st.integers(0, 9).map(Fraction),
        "level": st.sampled_from([Fraction(1), Fraction(2), Fraction(3)]),
        "p": st.booleans(),
        "q": st.booleans(),
    }
)


@st.composite
def blurred(draw: DrawFn, known: Known) -> dict[str, Numeric | bool]:
    """Evidence that leaves some figures out and bounds others, and contradicts none."""
    evidence: dict[str, Numeric | bool] = {}
    for name, value in known.items():
        match draw(st.sampled_from(["known", "held", "missing"])):
            case "known":
                evidence[name] = value
            case "held" if isinstance(value, Fraction):
                evidence[name] = draw(holding(value))
            case _:
                pass
    return evidence


def within(narrow: Numeric, wide: Numeric) -> bool:
    """Whether the ends of one value lie within those of another."""
    if isinstance(narrow, Fraction):
        return contains(wide, narrow)
    few = narrow.values if isinstance(narrow, Choice) else None
    if few is not None:
        return all(contains(wide, number) for number in few)
    if wide == UNBOUNDED:
        return True
    assert isinstance(narrow, Span)
    if not isinstance(wide, Span):
        return False
    return _end_within(narrow, wide) and _end_within(_flip(narrow), _flip(wide))


def _flip(value: Span) -> Span:
    low = None if value.high is None else -value.high
    high = None if value.low is None else -value.low
    return Span(low, high, value.high_open, value.low_open)


def _end_within(narrow: Span, wide: Span) -> bool:
    """Whether the lower end of one span does not lie below that of the other."""
    if wide.low is None:
        return True
    if narrow.low is None:
        return False
    return narrow.low > wide.low or (
        narrow.low == wide.low and (narrow.low_open or not wide.low_open)
    )
