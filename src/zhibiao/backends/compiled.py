"""Whole-number trees as one Python function, made through ``ast`` and never from text.

The function takes one row of scaled integers and answers, and gives the wanted values as scaled
integers. It raises :class:`UnknownValueError` where one of them is not known, and gives nothing for
a row that does not keep to its ranges: ``backends.evaluate`` is asked then.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from types import CodeType
from typing import Any, NoReturn

from attrs import frozen

from zhibiao.errors import UnsupportedNodeError
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
    assert_never,
    below,
)  # fmt: skip
from zhibiao.expr.integers.passed import Passed
from zhibiao.expr.integers.ratios import Ratio
from zhibiao.messages import integers as texts
from zhibiao.messages import say

Row = Mapping[str, "int | bool"]
Values = dict[str, "int | Fraction"]
Compiled = Callable[[Row], "Values | None"]
Kept = tuple["tuple[int, int] | bool | None", ...]
"""What a row came by: a numerator and its denominator, a truth value; nothing where it did not."""
Keeping = Callable[[Row], "tuple[Values, Kept] | None"]

MOST_NODES = 50_000
"""So many nodes of Python at most; hostile nesting would make more of them."""

_SIGNS: dict[str, type[ast.cmpop]] = {"<": ast.Lt, "<=": ast.LtE, "=": ast.Eq}


class UnknownValueError(ArithmeticError):
    """A value that is asked for is not known. Caught inside the package."""


@frozen
class Wanted:
    """One value that the function gives.

    Attributes:
        name: what the result calls it.
        ratio: its tree.
        places: it is given times ``10**places``; as a fraction where that is not whole.
        local: how later trees name it, as a column, to use it instead of computing it again; it
            is then no part of the result itself.
    """

    name: str
    ratio: Ratio
    places: int
    local: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is always a whole number."""
        return not self.ratio.factors and 10**self.places % self.ratio.constant == 0


def compiled(wanted: Sequence[Wanted]) -> Compiled:
    """One function for several values, in their order.

    Raises:
        UnsupportedNodeError: the function would be too large.
    """
    found: Compiled = _made(_Writer(wanted).function())
    return found


def keeping(wanted: Sequence[Wanted], kept: Sequence[Passed]) -> Keeping:
    """One function for several values that also keeps those which it comes by, in their order.

    Raises:
        UnsupportedNodeError: the function would be too large.
    """
    found: Keeping = _made(_Writer(wanted, kept).function())
    return found


def _made(function: ast.FunctionDef) -> Callable[[Row], Any]:
    module = ast.fix_missing_locations(ast.Module(body=[function], type_ignores=[]))
    names: dict[str, Any] = {"unknown": _unknown, "Fraction": Fraction}
    exec(_code(module), names)  # noqa: S102  # our own tree: no text of a rule set is in it
    made: Callable[[Row], Any] = names["score"]
    return made


def _code(module: ast.Module) -> CodeType:
    """The code of a module."""
    return compile(module, "<zhibiao>", "exec")


def _unknown() -> NoReturn:
    raise UnknownValueError


class _Writer:
    """Writes Python for the trees; what is needed twice and cannot fail gets a variable."""

    def __init__(self, wanted: Sequence[Wanted], kept: Sequence[Passed] | None = None) -> None:
        self.wanted = wanted
        self.kept = kept
        self.locals = {one.local: f"s{index}" for index, one in enumerate(wanted) if one.local}
        self.columns: dict[str, Column] = {}
        self.flags: dict[str, Flag] = {}
        self.variables: dict[Node, str] = {}
        self.temporaries = 0
        self.written = 0

    def function(self) -> ast.FunctionDef:
        """The whole function."""
        roots: list[Node] = [part for one in self.wanted for part in _roots(one)]
        roots += (part for one in self.kept or () for part in _parts(one))
        order = _in_order(roots)
        uses = Counter(child for node in order for child in below(node))
        for node in order:
            self._note(node)
        shared = [node for node in order if uses[node] > 1 and below(node) and _is_total(node)]
        ready: set[str] = set(self.columns)
        waiting = list(shared)
        body: list[ast.stmt] = [*self._reading(), *self._checks()]
        for index, one in enumerate(self.wanted):
            for node in [node for node in waiting if self._names(node) <= ready]:
                body.append(_assign(f"v{len(self.variables)}", self.write(node)))
                self.variables[node] = f"v{len(self.variables)}"
                waiting.remove(node)
            body.append(_assign(f"s{index}", self._value(one)))
            if one.local:
                ready.add(one.local)
        shown = [index for index, one in enumerate(self.wanted) if not one.local]
        keys: list[ast.expr | None] = [ast.Constant(self.wanted[index].name) for index in shown]
        values: list[ast.expr] = [_load(f"s{index}") for index in shown]
        result: ast.expr = ast.Dict(keys, values)
        if self.kept is not None:
            passed = ast.Tuple(list(map(self._passed, self.kept)), ast.Load())
            result = ast.Tuple([result, passed], ast.Load())
        body.append(ast.Return(result))
        arguments = ast.arguments(
            posonlyargs=[], args=[ast.arg("row")], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        return ast.FunctionDef("score", arguments, body, [])

    def _note(self, node: Node) -> None:
        if isinstance(node, Column) and node.name not in self.locals:
            self.columns[node.name] = node
        elif isinstance(node, Flag):
            self.flags[node.name] = node

    def _names(self, node: Node) -> set[str]:
        return {n.name for n in _in_order([node]) if isinstance(n, Column)}

    def _reading(self) -> list[ast.stmt]:
        """Every figure from the row, under a variable."""
        found: list[ast.stmt] = []
        for name in self.columns:
            self.locals[name] = f"c{len(found)}"
            found.append(_assign(self.locals[name], _subscript(name)))
        for name, flag in self.flags.items():
            self.locals[name] = f"f{len(found)}"
            read: ast.expr = _subscript(name)
            if flag.default is not None:
                get = ast.Attribute(_load("row"), "get", ast.Load())
                read = ast.Call(get, [ast.Constant(name), ast.Constant(flag.default)], [])
            found.append(_assign(self.locals[name], read))
        return found

    def _checks(self) -> list[ast.stmt]:
        """Leaves where a figure is out of its range; a float or a text fails at ``|``."""
        groups: dict[tuple[int, int], list[str]] = {}
        found: list[ast.stmt] = []
        for name, column in self.columns.items():
            if column.low == 0 and column.high & (column.high + 1) == 0:
                groups.setdefault((0, column.high), []).append(name)
            else:
                found += self._between(column.low, [name], column.high)
        for (low, high), names in groups.items():
            found += self._between(low, names, high)
        if self.flags:
            found += self._between(0, list(self.flags), 1)
        return found

    def _between(self, low: int, names: list[str], high: int) -> list[ast.stmt]:
        """Ranges that end at a power of two hold all of several when they hold their bits.

        The bits are Python's own integer only where all of them are: integers of 64 bits, which
        wrap, make one of their kind.
        """
        start: ast.expr = ast.Constant(0)
        read: list[ast.expr] = [_load(self.locals[name]) for name in names]
        bits = reduce(lambda one, other: ast.BinOp(one, ast.BitOr(), other), [*read, start])
        kind = ast.Attribute(_load("bits"), "__class__", ast.Load())
        foreign = ast.Compare(kind, [ast.IsNot()], [_load("int")])
        limits: list[ast.expr] = [_load("bits"), ast.Constant(high)]
        within = ast.Compare(ast.Constant(low), [ast.LtE(), ast.LtE()], limits)
        return [
            _assign("bits", bits),
            ast.If(foreign, [ast.Raise(_load("TypeError"))], []),
            ast.If(ast.UnaryOp(ast.Not(), within), [ast.Return()], []),
        ]

    def _value(self, one: Wanted) -> ast.expr:
        scale, ratio = 10**one.places, one.ratio
        over = self.write(ratio.numerator)
        if one.is_whole:
            return _times(scale // ratio.constant, over)
        return ast.Call(_load("Fraction"), [_times(scale, over), self.write(ratio.denominator)], [])

    def _passed(self, one: Passed) -> ast.expr:
        """A value where the row comes by it, and nothing where it does not."""
        value = one.value
        if isinstance(value, Ratio):
            parts = [self.write(value.numerator), self.write(value.denominator)]
            found: ast.expr = ast.Tuple(parts, ast.Load())
        else:
            found = self.write(value)
        if one.when == Truth(True):
            return found
        return ast.IfExp(self.write(one.when), found, ast.Constant(None))

    def write(self, node: Node) -> ast.expr:
        """The expression of a node."""
        if node in self.variables:
            return _load(self.variables[node])
        self.written += 1
        if self.written > MOST_NODES:
            raise UnsupportedNodeError(say(texts.TOO_LARGE, most=MOST_NODES))
        match node:
            case Whole(value):
                return ast.Constant(value)
            case Column(name):
                return _load(self.locals[name])
            case Missing():
                return ast.Call(_load("unknown"), [], [])
            case Plus(terms):
                return self._sum(terms)
            case Times(factors):
                return reduce(_product, map(self.write, factors))
            case Quotient(numerator, denominator):
                return ast.BinOp(self.write(numerator), ast.FloorDiv(), self.write(denominator))
            case Least(operands):
                return self._extreme(operands, ast.Lt())
            case Greatest(operands):
                return self._extreme(operands, ast.Gt())
            case Choose(test, then, otherwise):
                return ast.IfExp(self.write(test), self.write(then), self.write(otherwise))
            case Nonzero(operand):
                missing = ast.Call(_load("unknown"), [], [])
                return ast.BoolOp(ast.Or(), [self.write(operand), missing])
            case _:
                return self._test(node)

    def _test(
        self, node: Truth | Flag | Given | Relation | Alike | Every | Some | Opposite
    ) -> ast.expr:
        match node:
            case Truth(value):
                return ast.Constant(value)
            case Flag(name):
                return _load(self.locals[name])
            case Given(names):
                found: list[ast.expr] = [
                    ast.Compare(ast.Constant(name), [ast.In()], [_load("row")]) for name in names
                ]
                return found[0] if len(found) == 1 else ast.BoolOp(ast.And(), found)
            case Relation(sign, left, right):
                return ast.Compare(self.write(left), [_SIGNS[sign]()], [self.write(right)])
            case Alike(left, right):
                return ast.Compare(self.write(left), [ast.Eq()], [self.write(right)])
            case Every(operands):
                return ast.BoolOp(ast.And(), list(map(self.write, operands)))
            case Some(operands):
                return ast.BoolOp(ast.Or(), list(map(self.write, operands)))
            case Opposite(operand):
                return ast.UnaryOp(ast.Not(), self.write(operand))
            case _:
                assert_never(node)

    def _sum(self, terms: Sequence[Integer]) -> ast.expr:
        """A sum, with what counts negative taken away."""
        found = self.write(terms[0])
        for term in terms[1:]:
            match term:
                case Times((Whole(count), *rest)) if count < 0:
                    taken = reduce(_product, map(self.write, rest))
                    found = ast.BinOp(found, ast.Sub(), _times(-count, taken))
                case _:
                    found = ast.BinOp(found, ast.Add(), self.write(term))
        return found

    def _extreme(self, operands: Sequence[Integer], sign: ast.cmpop) -> ast.expr:
        """One after the other: ``a if a < b else b`` is faster than a call of ``min``."""
        found = self._atom(operands[0])
        for index, operand in enumerate(operands[1:], 2):
            (one, one_again), (other, other_again) = found, self._atom(operand)
            # Both sides are computed by the test, before either is used.
            picked = ast.IfExp(ast.Compare(one, [sign], [other]), one_again, other_again)
            found = (picked, picked) if index == len(operands) else self._held(picked)
        return found[0]

    def _atom(self, operand: Integer) -> tuple[ast.expr, ast.expr]:
        """An operand where it is computed, and where it is used again."""
        written = self.write(operand)
        if isinstance(written, (ast.Name, ast.Constant)):
            return written, written
        return self._held(written)

    def _held(self, written: ast.expr) -> tuple[ast.expr, ast.expr]:
        self.temporaries += 1
        name = f"t{self.temporaries}"
        return ast.NamedExpr(ast.Name(name, ast.Store()), written), _load(name)


def _roots(one: Wanted) -> tuple[Integer, ...]:
    return (one.ratio.numerator,) if one.is_whole else (one.ratio.numerator, one.ratio.denominator)


def _parts(one: Passed) -> tuple[Node, ...]:
    value = one.value
    parts = (value.numerator, value.denominator) if isinstance(value, Ratio) else (value,)
    return (one.when, *parts)


def _in_order(roots: Iterable[Node]) -> list[Node]:
    """Every distinct node once, those below before those above."""
    done: dict[Node, None] = {}
    waiting = list(reversed(list(roots)))
    while waiting:
        node = waiting[-1]
        missing = [child for child in below(node) if child not in done]
        if node in done or not missing:
            done[waiting.pop()] = None
        else:
            waiting.extend(reversed(missing))
    return list(done)


def _is_total(node: Node) -> bool:
    """Whether a node has a value on every row, so that it may be computed before it is needed."""
    partial = (Quotient, Nonzero, Missing)
    return not any(isinstance(inner, partial) for inner in _in_order([node]))


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _subscript(name: str) -> ast.expr:
    return ast.Subscript(_load("row"), ast.Constant(name), ast.Load())


def _product(one: ast.expr, other: ast.expr) -> ast.expr:
    return ast.BinOp(one, ast.Mult(), other)


def _times(count: int, value: ast.expr) -> ast.expr:
    return value if count == 1 else _product(ast.Constant(count), value)
