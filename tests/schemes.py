"""Random schemes for tests, and the plain formula of each kind, written without the tree."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.strategies import holding
from zhibiao.exact import Quantity, text
from zhibiao.expr.domain import Numeric
from zhibiao.model.clauses import Condition, MeasureId, UnaryTest
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band, Bands
from zhibiao.model.schemes.checklist import Checklist, ChecklistItem
from zhibiao.model.schemes.completion import Completion, OverAchievement
from zhibiao.model.schemes.judged import Judged
from zhibiao.model.schemes.occurrences import Occurrences
from zhibiao.model.schemes.states import State, States
from zhibiao.model.schemes.step_deduction import Partial, StepDeduction

X, RATE, CASES, TARGET = (MeasureId(name) for name in ("x", "rate", "cases", "target"))
ANSWERS = tuple(MeasureId(name) for name in ("first", "second", "third"))
PARTIALS: tuple[Partial, ...] = ("whole", "started", "prorated")


def tenths(low: int, high: int) -> SearchStrategy[Fraction]:
    """Numbers with one decimal place between two ends, which are in tenths."""
    return st.integers(low, high).map(lambda n: Fraction(n, 10))


POINTS = tenths(5, 300)
FIGURES = st.one_of(tenths(-100, 400), st.fractions(-10, 40, max_denominator=12))
AMOUNTS = st.one_of(tenths(0, 400), st.fractions(0, 40, max_denominator=12))
TARGETS = st.one_of(tenths(1, 300), st.fractions(Fraction(1, 12), 30, max_denominator=12))
SHARES = st.integers(0, 100).map(lambda n: Fraction(n, 100))


def clamped(value: Fraction, points: Fraction) -> Fraction:
    """The value within ``[0, points]``."""
    return min(points, max(Fraction(0), value))


TESTS = st.sampled_from(
    ["<= {a}", "< {a}", ">= {a}", "> {a}", "= {a}", "[{a}..{b}]", "({a}..{b})", "[{a}..{b})"]
)


@st.composite
def step_deductions(draw: DrawFn) -> tuple[StepDeduction, Fraction, tuple[Fraction, Fraction]]:
    """A scheme, its points, and the two numbers from which its test may be made."""
    points = draw(POINTS)
    low = draw(FIGURES)
    high = low + draw(tenths(0, 50)) + Fraction(1, 10)
    scheme = StepDeduction(
        measure=X,
        full=UnaryTest(draw(TESTS).format(a=text(low), b=text(high))),
        step=Quantity(draw(tenths(1, 40))),
        deduct=draw(tenths(0, 40)),
        partial=draw(st.sampled_from(PARTIALS)),
        full_score=draw(st.none() | tenths(10, 350)),
        floor=draw(st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])),
        max_deduction=draw(st.none() | tenths(0, 100)),
    )
    return scheme, points, (low, high)


def stepped(
    scheme: StepDeduction, points: Fraction, ab: tuple[Fraction, Fraction], x: Fraction
) -> Fraction:
    """The plain formula of ``step-deduction``."""
    low, high = ab
    test = scheme.full.text
    full = points if scheme.full_score is None else scheme.full_score
    if test[0] in "<>=":
        holds = {
            "<=": x <= low, "<": x < low, ">=": x >= low, ">": x > low, "=": x == low
        }[test.split()[0]]  # fmt: skip
        beyond = {"<": x - low, ">": low - x, "=": abs(x - low)}[test[0]]
    else:
        above = x >= low if test[0] == "[" else x > low
        below = x <= high if test[-1] == "]" else x < high
        holds = above and below
        beyond = max(x - high, low - x)
    if holds:
        return clamped(full, points)
    steps = beyond / scheme.step.value
    counted = {
        "whole": Fraction(math.floor(steps)),
        "started": Fraction(math.ceil(steps)),
        "prorated": steps,
    }[scheme.partial]
    taken = counted * scheme.deduct
    if scheme.max_deduction is not None:
        taken = min(taken, scheme.max_deduction)
    return clamped(max(scheme.floor, full - taken), points)


@st.composite
def ladders(draw: DrawFn) -> tuple[list[Fraction], list[Fraction]]:
    """Cuts from high to low, and a score for each and for the rest, falling."""
    cuts = sorted(draw(st.sets(FIGURES, min_size=1, max_size=5)), reverse=True)
    size = len(cuts) + 1
    scores = sorted(draw(st.lists(tenths(0, 100), min_size=size, max_size=size)), reverse=True)
    return cuts, scores


def ladder_scheme(cuts: list[Fraction], scores: list[Fraction]) -> Bands:
    """Bands from these cuts downwards, with a score for each and for the rest."""
    tests = [f">= {text(cuts[0])}", *(f"[{text(b)}..{text(a)})" for a, b in pairwise(cuts))]
    bands = tuple(Band(UnaryTest(t), s) for t, s in zip(tests, scores, strict=False))
    return Bands(measure=X, bands=bands, otherwise=scores[-1])


Direction = Literal["higher", "lower"]
Reverse = Literal["ratio", "linear"]


@st.composite
def completions(draw: DrawFn) -> Completion:
    """A scheme of completion with any of its options that leave no judgement open."""
    over = st.builds(
        OverAchievement,
        above=SHARES.map(lambda share: 1 + share),
        then=st.sampled_from(["zero", "full", "deduct", "deduct-once"]),
        deduct=tenths(0, 20),
        step=st.sampled_from([Fraction(1, 100), Fraction(1, 10)]),
    )
    return Completion(
        actual=X,
        target=TARGET,
        direction=draw(st.sampled_from(["higher", "lower"])),
        reverse=draw(st.sampled_from(["ratio", "linear"])),
        pass_mark=draw(st.none() | SHARES),
        over=draw(st.none() | over),
    )


def completed(scheme: Completion, points: Fraction, x: Fraction, target: Fraction) -> Fraction:
    """The plain formula of ``completion``."""
    higher = scheme.direction == "higher"
    met = x >= target if higher else x <= target
    if target == 0:
        return points if met else Fraction(0)
    if scheme.over is not None and not higher and x == 0:  # beyond any share
        endless = {"zero": Fraction(0), "full": points, "deduct-once": points - scheme.over.deduct}
        rest = Fraction(0) if scheme.over.deduct else points
        return clamped(endless.get(scheme.over.then, rest), points)
    done = x / target if higher or x == 0 else target / x
    if scheme.over is not None and done > scheme.over.above:
        steps = math.floor((done - scheme.over.above) / scheme.over.step)
        beyond = {
            "zero": Fraction(0),
            "full": points,
            "deduct-once": points - scheme.over.deduct,
            "deduct": points - steps * scheme.over.deduct,
        }[scheme.over.then]
        return clamped(beyond, points)
    if met:
        share = Fraction(1)
    elif higher:
        share = x / target
    else:
        share = target / x if scheme.reverse == "ratio" else 1 - (x - target) / target
    if scheme.pass_mark is not None and share < scheme.pass_mark:
        return Fraction(0)
    return clamped(points * share, points)


STATES = States(
    states=(
        State("a", Fraction(3), Condition("x <= 0")),
        State("b", Fraction(1), Condition("x > 0")),
    )
)
KINDS: SearchStrategy[Scheme] = st.one_of(
    step_deductions().map(lambda case: case[0]),
    ladders().map(lambda ladder: ladder_scheme(*ladder)),
    completions(),
    tenths(0, 50).map(lambda deduct: Occurrences(count=CASES, deduct=deduct)),
    st.lists(tenths(0, 90), min_size=3, max_size=3).map(
        lambda scores: Checklist(
            items=tuple(ChecklistItem(s, measure=m) for s, m in zip(scores, ANSWERS, strict=True))
        )
    ),
    st.sampled_from([STATES, Judged()]),
)


@st.composite
def evidence(draw: DrawFn) -> tuple[dict[str, Fraction | bool], dict[str, Numeric | bool]]:
    """Figures that are true, and what is known of them."""
    true: dict[str, Fraction | bool] = {
        "x": draw(FIGURES),
        "target": draw(AMOUNTS),
        "cases": Fraction(draw(st.integers(0, 9))),
        **{name: draw(st.booleans()) for name in ANSWERS},
        "judged.item": draw(tenths(0, 5)),  # within any of the points above
    }
    known: dict[str, Numeric | bool] = {}
    for name, value in true.items():
        match draw(st.sampled_from(["known", "held", "missing"])):
            case "known":
                known[name] = value
            case "held" if isinstance(value, Fraction):
                known[name] = draw(holding(value))
            case _:
                pass
    return true, known
