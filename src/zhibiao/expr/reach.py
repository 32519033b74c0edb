"""A computed value and what it can be at all: one outside is not known.

The check is part of the tree, an ``If`` whose other way is a division by zero, and so every back
end has it. It is left out where the ranges of the figures show that it always holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction

from attrs import evolve

from zhibiao.exact import ONE, ZERO
from zhibiao.expr import build, domain
from zhibiao.expr.domain import UNBOUNDED, EmptyError, Numeric
from zhibiao.expr.nodes import Add, Compare, Const, Div, Expr, If, Input, Max, Mul, Named
from zhibiao.expr.outcomes import outcomes
from zhibiao.expr.substituting import rebuilt

Linear = Mapping[Expr | None, Fraction]
"""A sum as its members, each with how often it counts; ``None`` is the constant one."""


def kept_within(tree: Expr, within: Numeric, unit: str = "") -> Expr:
    """The tree, unknown where it comes out outside what it can be.

    Args:
        tree: the tree of a number.
        within: what it can be at all.
        unit: ``"%"`` where it is a ratio.
    """
    tests = tuple(_tests(tree, within, "%" if unit == "%" else ""))
    return If(build.both(*tests), tree, _unknown(tree, within)) if tests else tree


def plain(tree: Expr) -> Expr:
    """The tree without its own check: what it comes to, whether that can be or not."""
    match tree:
        case If(then=then, otherwise=Div(denominator=Const(value=Fraction(numerator=0)))):
            return then
        case _:
            return tree


def unchecked(tree: Expr) -> Expr:
    """The tree without any check, of the measures in it neither."""
    return _unchecked(tree, {})


def _unknown(tree: Expr, within: Numeric) -> Expr:
    """A number that nobody knows; it reaches as far as the range, or else as the tree itself."""
    ends = domain.ends(within)
    if ends.low is None or ends.high is None:
        return Div(tree, build.const(0))
    return Div(build.const(max(abs(ends.low), abs(ends.high))), build.const(0))


def _tests(tree: Expr, within: Numeric, unit: str) -> Iterator[Expr]:
    """What has to be asked of a tree so that it lies within its range."""
    ends, found = domain.ends(within), _outcomes(tree)
    if ends.low is not None and not _holds(tree, ends.low, found, is_open=ends.low_open, sign=1):
        yield Compare("<" if ends.low_open else "<=", build.const(ends.low, unit), tree)
    if ends.high is not None and not _holds(
        tree, ends.high, found, is_open=ends.high_open, sign=-1
    ):
        yield Compare("<" if ends.high_open else "<=", tree, build.const(ends.high, unit))
    grid = domain.lattice_of(within)
    if grid is not None and not (_on_grid(found, grid) or _sum_on_grid(tree, grid)):
        step, offset = grid
        place = build.divide(build.subtract(tree, build.const(offset)), build.const(step))
        yield Compare("=", build.rounded(place, 0, "floor"), place)


def _outcomes(tree: Expr) -> Numeric:
    with suppress(EmptyError):
        return outcomes(tree)
    return UNBOUNDED


def _holds(tree: Expr, end: Fraction, found: Numeric, *, is_open: bool, sign: int) -> bool:
    """Whether a tree never passes one end of its range: the lower (``sign=1``) or upper one."""
    ends = domain.ends(found)
    least, found_open = (ends.low, ends.low_open) if sign == 1 else (ends.high, ends.high_open)
    if least is not None:
        apart = (least - end) * sign
        if apart > 0 or (apart == 0 and (found_open or not is_open)):
            return True
    if is_open:
        return False
    match tree:
        case If(then=then, otherwise=otherwise):
            ways = ((one, _outcomes(one)) for one in (then, otherwise))
            return all(_holds(one, end, at, is_open=False, sign=sign) for one, at in ways)
        case Div(numerator, denominator, None):
            # Over a denominator that is not negative: n / d >= end is n - end * d >= 0.
            under = domain.ends(_outcomes(denominator))
            if under.low is None or under.low < 0:
                return False
            over = _sum(_linear(numerator, sign), _linear(denominator, -sign * end))
            return _least(over) >= 0
        case _:
            return _least(_sum(_linear(tree, sign), {None: -sign * end})) >= 0


def _on_grid(found: Numeric, grid: tuple[Fraction, Fraction]) -> bool:
    """Whether a tree with few values has them all on a lattice."""
    step, offset = grid
    few = domain.members(found)
    return few is not None and all(((one - offset) / step).denominator == 1 for one in few)


def _sum_on_grid(tree: Expr, grid: tuple[Fraction, Fraction]) -> bool:
    """Whether each member of a sum keeps to a lattice: whole numbers of what is whole."""
    step, rest = grid[0], -grid[1]
    for member, count in _linear(tree, 1).items():
        own = (ZERO, ONE) if member is None else domain.lattice_of(_outcomes(member))
        if own is None or (count * own[0] / step).denominator != 1:
            return False
        rest += count * own[1]
    return (rest / step).denominator == 1


def _linear(node: Expr, count: Fraction | int) -> Linear:
    """So many times a tree, as a sum."""
    match node:
        case Const(value=Fraction() as value):
            return {None: value * count}
        case Add(terms):
            return _sum(*(_linear(term, count) for term in terms))
        case Mul((Const(value=Fraction() as value), rest)):
            return _linear(rest, value * count)
        case _:
            return {node: Fraction(count)}


def _sum(*parts: Linear) -> Linear:
    found: dict[Expr | None, Fraction] = {}
    for part in parts:
        for member, count in part.items():
            found[member] = found.get(member, ZERO) + count
    return found


def _least(whole: Linear) -> Fraction | int:
    """A number that a sum never falls below; -1 where there is none."""
    total = whole.get(None, ZERO)
    for member, count in whole.items():
        if member is None or count == 0:
            continue
        ends = domain.ends(_outcomes(member))
        end = ends.low if count > 0 else ends.high
        if end is None and count > 0:
            end = _half(member)
        if end is None:
            return -1
        total += count * end
    return total


def _half(member: Expr) -> Fraction | None:
    """The greater of two is at least half of their sum: an absolute value is never negative."""
    match member:
        case Max((one, other)):
            both = _sum(_linear(one, 1), _linear(other, 1))
            return both.get(None, ZERO) / 2 if not any(both[n] for n in both if n) else None
        case _:
            return None


def _unchecked(node: Expr, done: dict[Expr, Expr]) -> Expr:
    if isinstance(node, (Const, Input)):  # false equals zero, and must not be taken for it
        return node
    if node not in done:
        done[node] = _opened(node, done)
    return done[node]


def _opened(node: Expr, done: dict[Expr, Expr]) -> Expr:
    def change(child: Expr) -> Expr:
        return _unchecked(child, done)

    if isinstance(node, Named) and node.role == "measure":
        return evolve(node, child=change(plain(node.child)))
    return rebuilt(node, change)
