r"""A tree as LaTeX mathematics: ``\frac{a-b}{b}``, for pages and papers.

Only commands that docutils turns into MathML are used, so that a page needs no script; words
stand in ``\text``, with the characters that mean something there in their full width. What an
assessor may give has its ends below it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from zhibiao.exact import text, unit_text
from zhibiao.expr.domain import Span, ends
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
from zhibiao.messages import latex as texts
from zhibiao.messages import visible

Leaf = Callable[["Input | Named"], "str | None"]
Label = Callable[["Input | Named", Fraction], "str | None"]

_JUDGED = "judged."
_TEST, _SUM, _PRODUCT, _TALL, _ATOM = range(5)
_SPECIAL = str.maketrans("\\{}$&#^_~%", "＼｛｝＄＆＃＾＿～％")
_RELATIONS = {"<": "<", "<=": r"\le", "=": "="}
_ROUNDED = {"floor": (r"\lfloor", r"\rfloor"), "ceiling": (r"\lceil", r"\rceil")}


def _no_label(_: Input | Named, __: Fraction) -> None:
    return None


def latex(node: Expr, leaf: Leaf, lang: str, label: Label = _no_label) -> str:
    """The formula in LaTeX, without dollar signs.

    Args:
        node: the tree.
        leaf: the words for an input or a named value; ``None`` opens a named value up.
        lang: the language of the few words that a formula needs.
        label: the word for a number that a state or a level is compared with.
    """
    return _Writer(leaf, lang, label).write(node)[0]


def words(shown: str) -> str:
    """Words inside a formula."""
    return rf"\text{{{visible(' '.join(shown.split())).translate(_SPECIAL)}}}"


class _Writer:
    def __init__(self, leaf: Leaf, lang: str, label: Label) -> None:
        self.leaf = leaf
        self.lang = lang
        self.label = label

    def inside(self, node: Expr, level: int) -> str:
        shown, own = self.write(node)
        return shown if own >= level else _bracketed(shown)

    def whole(self, node: Expr) -> str:
        return self.write(node)[0]

    def write(self, node: Expr) -> tuple[str, int]:
        match node:
            case Const(value=None):
                return words(texts.UNSETTLED.render(self.lang)), _ATOM
            case Const():
                return _constant(node)
            case Input():
                shown = words(self.leaf(node) or node.name)
                judged = node.name.startswith(_JUDGED)
                return (f"{shown}_{{{_reach(ends(node.within))}}}" if judged else shown), _ATOM
            case Named(child=child):
                said = self.leaf(node)
                return self.write(child) if said is None else (words(said), _ATOM)
            case Add(terms):
                return self.sum(terms), _SUM
            case Mul(factors):
                return self.product(factors)
            case Div() | Power() | Sqrt() | Round():
                return self.function(node), _TALL
            case Min(operands):
                return self.call(r"\min", operands), _TALL
            case Max(operands):
                size = absolute(node)
                if size is not None:
                    return rf"\left|{self.whole(size)}\right|", _TALL
                return self.call(r"\max", operands), _TALL
            case Median(operands):
                return self.call(r"\operatorname{median}", operands), _TALL
            case If():
                return self.cases(node), _TEST
            case Compare() | And() | Or() | Not():
                return self.test(node), _TEST
            case _:
                assert_never(node)

    def function(self, node: Div | Power | Sqrt | Round) -> str:
        match node:
            case Div(numerator=numerator, denominator=denominator):
                return rf"\frac{{{self.whole(numerator)}}}{{{self.whole(denominator)}}}"
            case Power(operand, exponent):
                return rf"{self.inside(operand, _ATOM)}^{{{exponent}}}"
            case Sqrt(operand):
                return rf"\sqrt{{{self.whole(operand)}}}"
            case Round(operand, places, mode):
                if places == 0 and mode in _ROUNDED:
                    left, right = _ROUNDED[mode]
                    return rf"\left{left} {self.whole(operand)}\right{right} "
                name = words(texts.ROUNDED[mode].render(self.lang))
                return rf"{name}_{{{places}}}{_bracketed(self.whole(operand))}"
            case _:
                assert_never(node)

    def cases(self, node: If) -> str:
        """All branches of a choice that goes on in its last, one below the other."""
        lines: list[str] = []
        rest: Expr = node
        while isinstance(rest, If):
            said = words(texts.WHEN.render(self.lang))
            lines.append(rf"{self.whole(rest.then)} & {said}\ {self.whole(rest.condition)}")
            rest = rest.otherwise
        lines.append(rf"{self.whole(rest)} & {words(texts.OTHERWISE.render(self.lang))}")
        below = r" \\ ".join(lines)
        return rf"\begin{{cases}}{below}\end{{cases}}"

    def test(self, node: Compare | And | Or | Not) -> str:
        match node:
            case Compare(operator, left, right):
                if isinstance(left, Const) and operator != "=":
                    mirrored = r"\ge" if operator == "<=" else ">"
                    return f"{self.inside(right, _SUM)} {mirrored} {self.side(left, right)}"
                sign = _RELATIONS[operator]
                return f"{self.side(left, right)} {sign} {self.side(right, left)}"
            case And(operands) | Or(operands):
                sign = r" \land " if isinstance(node, And) else r" \lor "
                return sign.join(map(self.part, operands))
            case Not(operand):
                return rf"\lnot {_bracketed(self.whole(operand))}"
            case _:
                assert_never(node)

    def side(self, node: Expr, other: Expr) -> str:
        """One side of a comparison; the word for it where the other is a state or a level."""
        if isinstance(node, Const) and isinstance(other, (Input, Named)):
            number = isinstance(node.value, Fraction)
            said = self.label(other, Fraction(node.value or 0)) if number else None
            if said is not None:
                return words(said)
        return self.inside(node, _SUM)

    def part(self, node: Expr) -> str:
        shown = self.whole(node)
        return _bracketed(shown) if isinstance(node, (And, Or, If)) else shown

    def sum(self, terms: tuple[Expr, ...]) -> str:
        shown = self.inside(terms[0], _SUM)
        for term in terms[1:]:
            taken = _taken_away(term)
            if taken is None:
                shown += f" + {self.inside(term, _PRODUCT)}"
            else:
                shown += f" - {self.inside(taken, _PRODUCT)}"
        return shown

    def product(self, factors: tuple[Expr, ...]) -> tuple[str, int]:
        if len(factors) > 1 and isinstance(factors[0], Const) and factors[0].value == -1:
            rest = factors[1] if len(factors) == 2 else Mul(factors[1:])
            return f"-{self.inside(rest, _PRODUCT)}", _SUM
        return r" \times ".join(self.inside(factor, _PRODUCT) for factor in factors), _PRODUCT

    def call(self, name: str, operands: tuple[Expr, ...]) -> str:
        return f"{name}{_bracketed(', '.join(map(self.whole, operands)))}"


def _reach(within: Span) -> str:
    """The ends between which an assessor decides: ``[8, 10)``."""
    low, high = (r"\infty" if end is None else text(end) for end in (within.low, within.high))
    return f"{'(' if within.low_open else '['}{low}, {high}{')' if within.high_open else ']'}"


def _bracketed(shown: str) -> str:
    return rf"\left({shown}\right)"


def _taken_away(term: Expr) -> Expr | None:
    """What a term takes away, when it is a negative one."""
    if isinstance(term, Const) and isinstance(term.value, Fraction) and term.value < 0:
        return Const(-term.value, term.unit)
    if isinstance(term, Mul) and isinstance(term.factors[0], Const) and term.factors[0].value == -1:
        rest = term.factors[1:]
        return rest[0] if len(rest) == 1 else Mul(rest)
    return None


def _constant(node: Const) -> tuple[str, int]:
    if node.value is None or isinstance(node.value, bool):
        return words(str(node.value).lower()), _ATOM
    shown = unit_text(node.value, "%", 6) if node.unit == "%" else text(node.value)
    upper, slash, lower = shown.removeprefix("-").replace("%", r"\%").partition("/")
    size = rf"\frac{{{upper}}}{{{lower}}}" if slash else upper
    if shown.startswith("-"):
        return f"-{size}", _SUM
    return size, _TALL if slash else _ATOM
