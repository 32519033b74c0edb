"""A tree as people write it: ``(a - b) / b``, with names or with values at its leaves."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from zhibiao.exact import text, unit_text
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
from zhibiao.expr.shapes import absolute
from zhibiao.messages import explaining as texts
from zhibiao.messages import say

Leaf = Callable[["Input | Named"], "str | None"]

_SUM, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4


def infix(node: Expr, leaf: Leaf, lang: str) -> str:
    """The formula as text.

    Args:
        node: the tree.
        leaf: the words for an input or a named value; ``None`` opens a named value up.
        lang: the language of the few words that a formula needs.
    """
    return _Writer(leaf, lang).write(node)[0]


class _Writer:
    def __init__(self, leaf: Leaf, lang: str) -> None:
        self.leaf = leaf
        self.lang = lang

    def inside(self, node: Expr, level: int) -> str:
        shown, own = self.write(node)
        return shown if own >= level else f"({shown})"

    def write(self, node: Expr) -> tuple[str, int]:
        match node:
            case Const():
                return _constant(node), _ATOM
            case Input():
                return self.leaf(node) or node.name, _ATOM
            case Named(child=child):
                shown = self.leaf(node)
                return (shown, _ATOM) if shown is not None else self.write(child)
            case Add(terms):
                return self.sum(terms), _SUM
            case Mul(factors):
                return self.product(factors), _PRODUCT
            case Div(numerator=numerator, denominator=denominator):
                upper = self.inside(numerator, _PRODUCT)
                return f"{upper} / {self.inside(denominator, _POWER)}", _PRODUCT
            case Power(operand, exponent):
                return f"{self.inside(operand, _ATOM)}^{exponent}", _POWER
            case Sqrt(operand):
                return f"√({self.write(operand)[0]})", _ATOM
            case Round(operand, places, mode):
                if places == 0 and mode in ("floor", "ceiling"):
                    left, right = "⌊⌋" if mode == "floor" else "⌈⌉"
                    return f"{left}{self.write(operand)[0]}{right}", _ATOM
                value = self.inside(operand, _ATOM)
                return say(texts.ROUND, value=value, places=places).render(self.lang), _SUM
            case Min(operands):
                return self.call("min", operands), _ATOM
            case Max(operands):
                size = absolute(node)
                return self.call(*("max", operands) if size is None else ("abs", (size,))), _ATOM
            case Median(operands):
                return self.call("median", operands), _ATOM
            case Compare() | And() | Or() | Not() | If():
                return self.test(node), 0
            case _:
                assert_never(node)

    def test(self, node: Compare | And | Or | Not | If) -> str:
        match node:
            case Compare(operator, left, right):
                if isinstance(left, Const) and operator != "=":
                    mirrored = "≥" if operator == "<=" else ">"
                    return f"{self.write(right)[0]} {mirrored} {self.write(left)[0]}"
                sign = {"<=": "≤"}.get(operator, operator)
                return f"{self.write(left)[0]} {sign} {self.write(right)[0]}"
            case And(operands):
                return texts.AND.render(self.lang).join(map(self.part, operands))
            case Or(operands):
                return texts.OR.render(self.lang).join(map(self.part, operands))
            case Not(operand):
                return say(texts.NOT, test=self.write(operand)[0]).render(self.lang)
            case If(condition, then, otherwise):
                return say(
                    texts.IF,
                    test=self.write(condition)[0],
                    then=self.write(then)[0],
                    otherwise=self.write(otherwise)[0],
                ).render(self.lang)
            case _:
                assert_never(node)

    def part(self, node: Expr) -> str:
        shown, _ = self.write(node)
        return f"({shown})" if isinstance(node, (And, Or, If)) else shown

    def sum(self, terms: tuple[Expr, ...]) -> str:
        shown = self.inside(terms[0], _SUM)
        for term in terms[1:]:
            taken = _taken_away(term)
            if taken is None:
                shown += f" + {self.inside(term, _SUM)}"
            else:
                shown += f" - {self.inside(taken, _PRODUCT)}"
        return shown

    def product(self, factors: tuple[Expr, ...]) -> str:
        if isinstance(factors[0], Const) and factors[0].value == -1:
            rest = factors[1] if len(factors) == 2 else Mul(factors[1:])
            return f"-{self.inside(rest, _PRODUCT)}"
        return " × ".join(self.inside(factor, _PRODUCT) for factor in factors)

    def call(self, name: str, operands: tuple[Expr, ...]) -> str:
        return f"{name}({', '.join(self.write(operand)[0] for operand in operands)})"


def _taken_away(term: Expr) -> Expr | None:
    """What a term takes away, when it is a negative one."""
    if isinstance(term, Const) and isinstance(term.value, Fraction) and term.value < 0:
        return Const(-term.value, term.unit)
    if isinstance(term, Mul) and isinstance(term.factors[0], Const) and term.factors[0].value == -1:
        rest = term.factors[1:]
        return rest[0] if len(rest) == 1 else Mul(rest)
    return None


def _constant(node: Const) -> str:
    if node.value is None:
        return "null"
    if isinstance(node.value, bool):
        return str(node.value).lower()
    return unit_text(node.value, "%", 6) if node.unit == "%" else text(node.value)
