"""A plain reader of whole-number trees, one row at a time: what every engine must give."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zhibiao.expr.integers import Integer, Logical, Ratio
from zhibiao.expr.integers.nodes import (
    Alike,
    Choose,
    Column,
    Every,
    Flag,
    Given,
    Greatest,
    Least,
    Missing,
    Nonzero,
    Opposite,
    Plus,
    Quotient,
    Relation,
    Some,
    Times,
    Truth,
    Whole,
    assert_never,
)  # fmt: skip
from zhibiao.expr.integers.ranges import bounds

Row = Mapping[str, "Fraction | bool"]


def value(ratio: Ratio, row: Row) -> Fraction | None:
    """What a fraction is on a row; nothing where it is unknown."""
    over, under = integer(ratio.numerator, row), integer(ratio.denominator, row)
    if over is None or under is None:
        return None
    assert under > 0
    return Fraction(over, under)


def integer(node: Integer, row: Row) -> int | None:
    """What an integer is on a row. The bounds of every part that counts are held against it."""
    found = _integer(node, row)
    reach = bounds(node)
    assert found is None or reach.low <= found <= reach.high, node
    return found


def truth(node: Logical, row: Row) -> bool | None:
    """What a test is on a row."""
    match node:
        case Truth(known):
            return known
        case Missing():
            return None
        case Flag(name, default):
            answer = row.get(name, default)
            assert answer is None or isinstance(answer, bool)
            return answer
        case Given(names):
            return all(name in row for name in names)
        case Relation(sign, left, right):
            a, b = integer(left, row), integer(right, row)
            if a is None or b is None:
                return None
            return a < b if sign == "<" else a <= b if sign == "<=" else a == b
        case Alike(left, right):
            one, other = truth(left, row), truth(right, row)
            return None if one is None or other is None else one is other
        case Every(operands):
            found = {truth(operand, row) for operand in operands}
            return False if False in found else None if None in found else True
        case Some(operands):
            found = {truth(operand, row) for operand in operands}
            return True if True in found else None if None in found else False
        case Opposite(operand):
            inner = truth(operand, row)
            return None if inner is None else not inner
        case _:
            assert_never(node)


def _integer(node: Integer, row: Row) -> int | None:
    match node:
        case Whole(known):
            return known
        case Missing():
            return None
        case Column(name, places):
            figure = row.get(name)
            if figure is None:
                return None
            scaled = Fraction(figure) * 10**places
            assert scaled == int(scaled)
            return int(scaled)
        case Choose(test, then, otherwise):
            decided = truth(test, row)
            return None if decided is None else integer(then if decided else otherwise, row)
        case Nonzero(operand):
            return integer(operand, row) or None
        case _:
            return _computed(node, row)


def _computed(node: Plus | Times | Quotient | Least | Greatest, row: Row) -> int | None:
    parts = (
        (node.numerator, node.denominator)
        if isinstance(node, Quotient)
        else node.terms
        if isinstance(node, Plus)
        else node.factors
        if isinstance(node, Times)
        else node.operands
    )
    found = [integer(part, row) for part in parts]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    match node:
        case Plus():
            return sum(known)
        case Times():
            result = 1
            for one in known:
                result *= one
            return result
        case Quotient():
            assert known[0] >= 0 < known[1], node
            return known[0] // known[1]
        case Least():
            return min(known)
        case Greatest():
            return max(known)
