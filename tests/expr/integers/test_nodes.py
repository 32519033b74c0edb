"""Whole-number trees written again: some nodes become others, and the rest stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhibiao.expr.integers.nodes import (
    Alike,
    Choose,
    Column,
    Every,
    Flag,
    Given,
    Greatest,
    Integer,
    Least,
    Logical,
    Missing,
    Node,
    Nonzero,
    Opposite,
    Plus,
    Quotient,
    Relation,
    Some,
    Times,
    Truth,
    Whole,
    rebuilt,
)  # fmt: skip

A, B, C = Column("a", 0, 0, 9), Column("b", 2, -1, 1), Column("c", 0, 1, 2)
P, Q, R = Flag("p"), Flag("q", default=True), Given(("a", "b"))


@pytest.mark.parametrize(
    "over",
    [
        lambda a, _: a,
        lambda _, p: p,
        lambda a, _: Plus((a, C, Whole(3))),
        lambda a, _: Times((Whole(2), a)),
        lambda a, _: Least((C, a)),
        lambda a, _: Greatest((a, Missing())),
        lambda a, _: Quotient(a, C),
        lambda a, _: Quotient(C, a),
        lambda a, _: Nonzero(a),
        lambda a, _: Choose(R, a, C),
        lambda a, p: Choose(p, C, a),
        lambda a, _: Relation("<=", a, C),
        lambda a, _: Relation("<", C, a),
        lambda _, p: Alike(p, R),
        lambda _, p: Alike(Truth(True), p),
        lambda _, p: Every((p, R)),
        lambda _, p: Some((R, p)),
        lambda _, p: Opposite(p),
        lambda a, p: Choose(Opposite(Every((p, Relation("=", a, C)))), Plus((a, a)), Nonzero(C)),
    ],
)
def test_nodes_are_written_again_wherever_they_stand(
    over: Callable[[Integer, Logical], Node],
) -> None:
    """Below every node: those that are written otherwise are, and all others stay."""
    assert rebuilt(over(A, P), {A: B, P: Q}) == over(B, Q)
    assert rebuilt(over(A, P), {}) == over(A, P)
