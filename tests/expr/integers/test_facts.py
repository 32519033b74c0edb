"""What a decided comparison says of sums, and which tests a ``max`` stands in for."""

from __future__ import annotations

import pytest

from zhibiao.expr.integers import build
from zhibiao.expr.integers.facts import follows, natural, settled
from zhibiao.expr.integers.merging import merged
from zhibiao.expr.integers.nodes import (
    NOTHING,
    ONE,
    Choose,
    Column,
    Every,
    Flag,
    Greatest,
    Integer,
    Least,
    Logical,
    Opposite,
    Plus,
    Quotient,
    Relation,
    Sign,
    Some,
    Times,
    Truth,
    Whole,
)  # fmt: skip

A, B, C = (Column(name, 0, -100, 100) for name in "abc")
STEP = Whole(7)
EXCESS, LACK = build.minus(A, B), build.minus(B, A)
STRICT = build.plus(EXCESS, Whole(-1))


@pytest.mark.parametrize(
    ("sign", "truth", "naturals", "others"),
    [
        ("<", True, [LACK, build.plus(LACK, Whole(-1))], [EXCESS]),
        ("<", False, [EXCESS], [STRICT, LACK]),
        ("<=", True, [LACK], [build.plus(LACK, Whole(-1)), EXCESS]),
        ("<=", False, [EXCESS, STRICT], [LACK]),
        ("=", True, [LACK, EXCESS], [STRICT]),
        ("=", False, [], [LACK, EXCESS]),
    ],
)
def test_a_comparison_says_which_difference_is_natural(
    sign: Sign, truth: bool, naturals: list[Integer], others: list[Integer]
) -> None:
    """Where a comparison of two holds or fails, one difference is zero or more."""
    facts = follows(Relation(sign, A, B), truth=truth)
    assert [natural(node, facts) for node in naturals] == [True] * len(naturals)
    assert [natural(node, facts) for node in others] == [False] * len(others)


def test_a_multiple_and_another_order_are_the_same_sum() -> None:
    """A fact holds of every positive multiple of its sum, in any order, and what cancels out."""
    facts = follows(Relation("<=", B, A), truth=True)
    assert natural(build.times(Whole(6), EXCESS), facts)
    assert natural(Plus((build.times(Whole(-1), B), A)), facts)
    assert natural(Plus((A, build.times(Whole(-1), B), build.minus(C, C))), facts)
    assert not natural(build.times(Whole(-1), EXCESS), facts)
    cancelled = follows(Relation("<=", Plus((B, C)), Plus((A, C))), truth=True)
    assert natural(EXCESS, cancelled)


def test_facts_go_through_joined_tests() -> None:
    """All of several tests that hold, and all of several of which none does, say theirs."""
    one, other = Relation("<=", B, A), Relation("<=", C, A)
    both, either = Every((one, other)), Some((Opposite(one), Opposite(other)))
    for facts in (follows(both, truth=True), follows(either, truth=False)):
        assert natural(EXCESS, facts)
        assert natural(build.minus(A, C), facts)
    for facts in (follows(both, truth=False), follows(either, truth=True)):
        assert facts == frozenset()
    assert follows(Opposite(one), truth=False) == follows(one, truth=True)
    assert follows(Flag("p"), truth=True) == frozenset()


@pytest.mark.parametrize(
    ("test", "found"),
    [
        (Relation("<", B, A), Truth(True)),
        (Relation("<=", B, A), Truth(True)),
        (Relation("<", A, B), Truth(False)),
        (Relation("<=", A, B), Truth(False)),
        (Relation("=", A, B), Relation("=", A, B)),
        (Relation("<", A, C), Relation("<", A, C)),
        (Flag("p"), Flag("p")),
    ],
)
def test_a_fact_decides_other_tests(test: Logical, found: Logical) -> None:
    """Where a difference is above zero, each comparison of the two is decided."""
    assert settled(test, follows(Relation("<", B, A), truth=True)) == found
    assert settled(test, frozenset()) == test


@pytest.mark.parametrize(
    ("test", "found"),
    [
        (Relation("<", B, A), Relation("<", B, A)),
        (Relation("<=", B, A), Truth(True)),
        (Relation("<", A, B), Truth(False)),
        (Relation("<=", A, B), Relation("<=", A, B)),
    ],
)
def test_a_difference_that_may_be_zero_decides_less(test: Logical, found: Logical) -> None:
    """Where a difference is zero or more, only the tests that take zero so are decided."""
    assert settled(test, follows(Relation("<=", B, A), truth=True)) == found


def steps(numerator: Integer) -> Quotient:
    """So many whole steps."""
    return Quotient(numerator, STEP)


KEPT = steps(Greatest((NOTHING, EXCESS)))
AT_MOST = Relation("<=", A, B)


@pytest.mark.parametrize(
    ("node", "tree"),
    [
        (Choose(AT_MOST, NOTHING, steps(EXCESS)), KEPT),
        (
            Choose(AT_MOST, Whole(10), Plus((Whole(10), Times((Whole(-2), steps(EXCESS)))))),
            Plus((Whole(10), Times((Whole(-2), KEPT)))),
        ),
        (
            Choose(
                AT_MOST,
                Whole(10),
                Greatest((NOTHING, Plus((Whole(10), Times((Whole(-2), steps(EXCESS))))))),
            ),
            Greatest((NOTHING, Plus((Whole(10), Times((Whole(-2), KEPT)))))),
        ),
        (
            Choose(AT_MOST, NOTHING, Least((Whole(10), steps(EXCESS)))),
            Least((Whole(10), KEPT)),
        ),
        (Choose(AT_MOST, NOTHING, Times((C, steps(EXCESS)))), Times((C, KEPT))),
        (
            Choose(AT_MOST, Times((Whole(2), C)), Plus((Times((Whole(2), C)), steps(EXCESS)))),
            Plus((Times((Whole(2), C)), KEPT)),
        ),
        (
            Plus((C, Choose(AT_MOST, NOTHING, steps(EXCESS)))),
            Plus((C, KEPT)),
        ),
        (
            Times((C, Choose(AT_MOST, NOTHING, steps(EXCESS)))),
            Times((C, KEPT)),
        ),
        (
            Least((C, Choose(AT_MOST, NOTHING, steps(EXCESS)))),
            Least((C, KEPT)),
        ),
        (
            Greatest((C, Choose(AT_MOST, NOTHING, steps(EXCESS)))),
            Greatest((C, KEPT)),
        ),
        (
            Choose(Flag("p"), Choose(AT_MOST, NOTHING, steps(EXCESS)), C),
            Choose(Flag("p"), KEPT, C),
        ),
        (
            Choose(Flag("p"), C, Choose(AT_MOST, NOTHING, steps(EXCESS))),
            Choose(Flag("p"), C, KEPT),
        ),
    ],
)
def test_a_test_that_a_maximum_says_is_left_out(node: Integer, tree: Integer) -> None:
    """Where the test only keeps the number of steps from being negative, a maximum does."""
    assert merged(node) == tree


@pytest.mark.parametrize(
    "node",
    [
        Choose(AT_MOST, ONE, steps(EXCESS)),
        Choose(AT_MOST, NOTHING, steps(LACK)),
        Choose(Relation("<=", A, C), NOTHING, steps(EXCESS)),
        Choose(Relation("<=", B, A), NOTHING, steps(EXCESS)),
        Choose(AT_MOST, Whole(9), Plus((Whole(10), steps(EXCESS)))),
        Choose(AT_MOST, NOTHING, C),
        Choose(AT_MOST, NOTHING, Plus((C, steps(EXCESS)))),
        steps(EXCESS),
        C,
    ],
)
def test_a_test_that_says_more_stays(node: Integer) -> None:
    """Where the branches differ for another reason the choice is kept as it is."""
    assert merged(node) == node
