"""A banded score, piece by piece: exact, since between two bounds nothing changes.

The bounds of all bands cut the measure's range into points and open stretches. One witness
for each says all that can be said of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import get_args

from attrs import frozen

from zhibiao.expr.domain import Numeric, compare, contains, ends, lattice_of, next_on
from zhibiao.expr.feel.lowering import NoNames, names_nothing, unary_test
from zhibiao.expr.nodes import And, Compare, Const, Expr, Input, Kind, Named, Or
from zhibiao.expr.outcomes import holds
from zhibiao.expr.walk import nodes
from zhibiao.model.lowering.program import scope_of
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.schemes.bands import Bands

_SUBJECTS: dict[Kind, Input] = {kind: Input("x", kind) for kind in get_args(Kind)}


@frozen
class Piece:
    """A witness, and the numbers of the bands that hold there (from 0)."""

    witness: Fraction
    bands: tuple[int, ...]


def pieces(rules: RuleSet, scheme: Bands) -> tuple[Piece, ...]:
    """Every piece of the measure's range in rising order; none where bounds are measures."""
    scope = scope_of(rules)
    subject = scope.resolve(scheme.measure)
    if not isinstance(subject, (Input, Named)):
        return ()
    within = scope.within(scheme.measure)
    texts = tuple(band.when.text for band in scheme.bands)
    if isinstance(subject, Input) and all(map(names_nothing, texts)):
        return _plain(texts, subject.kind, within)
    return _naming(rules, scheme)


def plain_pieces(texts: tuple[str, ...], within: Numeric) -> tuple[Piece, ...]:
    """Every piece of what a plain number can be; none where a test names a measure."""
    return _plain(texts, "number", within) if all(map(names_nothing, texts)) else ()


@lru_cache(maxsize=4096)  # the rule sets of a folder share many bounds, whatever they measure
def _plain(texts: tuple[str, ...], kind: Kind, within: Numeric) -> tuple[Piece, ...]:
    subject = _SUBJECTS[kind]
    return _pieces([unary_test(text, subject, NoNames()) for text in texts], subject, within)


@lru_cache(maxsize=1024)
def _naming(rules: RuleSet, scheme: Bands) -> tuple[Piece, ...]:
    scope = scope_of(rules)
    subject = scope.resolve(scheme.measure)
    assert isinstance(subject, (Input, Named))
    tests = [unary_test(band.when.text, subject, scope) for band in scheme.bands]
    return _pieces(tests, subject, scope.within(scheme.measure))


def _pieces(tests: list[Expr], subject: Input | Named, within: Numeric) -> tuple[Piece, ...]:
    bounds = _bounds(tests, subject)
    if bounds is None:
        return ()
    found = []
    for witness in witnesses(bounds, within):
        held = (n for n, test in enumerate(tests) if _holds(test, subject, witness))
        found.append(Piece(witness, tuple(held)))
    return tuple(found)


def _holds(test: Expr, subject: Input | Named, witness: Fraction) -> bool:
    """Whether a test holds; comparisons with a bound, as nearly all are, say so by themselves."""
    match test:
        case Compare(operator, Const(value=Fraction() as bound), right) if _same(right, subject):
            return compare(operator, bound, witness) is True
        case Compare(operator, left, Const(value=Fraction() as bound)) if _same(left, subject):
            return compare(operator, witness, bound) is True
        case And(operands):
            return all(_holds(operand, subject, witness) for operand in operands)
        case Or(operands):
            return any(_holds(operand, subject, witness) for operand in operands)
        case _:
            return holds(test, {subject.name: witness}) is True


def _same(node: Expr, subject: Input | Named) -> bool:
    return node is subject or node == subject  # equality goes through all that is below


def _bounds(tests: list[Expr], subject: Input | Named) -> list[Fraction] | None:
    """The constants that the tests compare with; ``None`` where one compares with a measure."""
    bounds: set[Fraction] = set()
    for test in tests:
        for node in nodes(test):
            if not isinstance(node, Compare):
                continue
            for side in (node.left, node.right):
                if isinstance(side, Const) and isinstance(side.value, Fraction):
                    bounds.add(side.value)
                elif side != subject and not _below(side, subject):
                    return None
    return sorted(bounds)


def _below(node: Expr, subject: Input | Named) -> bool:
    """Whether a node stands below the subject's own formula, and so is no bound."""
    return isinstance(subject, Named) and any(node == inner for inner in nodes(subject.child))


def witnesses(bounds: Iterable[Fraction], within: Numeric) -> list[Fraction]:
    """Each bound and a value of each open stretch beside it, as far as they can be at all."""
    reach = ends(within)
    corners = sorted({*bounds, *(end for end in (reach.low, reach.high) if end is not None)})
    if not corners:
        corners = [Fraction(0)]
    grid = lattice_of(within)
    if grid is None:
        between = [(left + right) / 2 for left, right in pairwise(corners)]
        candidates = [corners[0] - 1, *between, corners[-1] + 1]
    else:  # of the values that can be, those next to a corner stand for all between two corners
        step, offset = grid
        candidates = [next_on(corner, step, offset, strict=True) for corner in corners]
        candidates += [-next_on(-corner, step, -offset, strict=True) for corner in corners]
    return sorted({x for x in (*corners, *candidates) if contains(within, x)})
