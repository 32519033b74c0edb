"""Syntax tree to expression tree: names get their meaning, sugar becomes nodes.

What has a wrong kind (a text where a number belongs) is refused here with its place; FEEL
itself would give ``null``, which helps nobody who writes a standard.
"""

from __future__ import annotations

from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache

from lark import Tree
from lark.lexer import Token

from zhibiao.errors import FormulaError, NumberError
from zhibiao.exact import read, scientific
from zhibiao.expr import build
from zhibiao.expr.feel.functions import FUNCTIONS, MAX_PLACES, Function, PlacesError
from zhibiao.expr.feel.parsing import Syntax, parse, place
from zhibiao.expr.feel.values import Interval, Many, Piece, Scope, kind_text
from zhibiao.expr.nodes import Const, Expr, If, Not, Power
from zhibiao.expr.walk import depth, kind_of
from zhibiao.messages import Message, say
from zhibiao.messages import formulas as texts

MAX_EXPONENT = 99
MAX_TREE = 100


def formula(text: str, scope: Scope) -> Expr:
    """The tree of a formula that gives a number.

    Raises:
        FormulaError: unreadable, an unknown name, or a wrong kind, with its place.
    """
    return _shallow(_Lowering(scope).number(_only(parse(text))), text)


def condition(text: str, scope: Scope) -> Expr:
    """The tree of a whole test, such as ``surplus <= carried_over``.

    Raises:
        FormulaError: as :func:`formula`.
    """
    return _shallow(_Lowering(scope).boolean(_only(parse(text))), text)


def unary_test(text: str, subject: Expr, scope: Scope) -> Expr:
    """The tree of a one-sided test (``"<= 100%"``, ``"[80%..90%)"``) of a subject.

    Raises:
        FormulaError: as :func:`formula`.
    """
    if names_nothing(text):
        return _plain_test(text, subject)
    return _test(text, subject, scope)


def _test(text: str, subject: Expr, scope: Scope) -> Expr:
    syntax = parse(text, "tests_text")
    if syntax.data == "anything":
        return build.TRUE
    lowering = _Lowering(scope, subject)
    tests = (lowering.test(child, subject) for child in _trees(syntax))
    return _shallow(build.either(*tests), text)


# Most bounds are plain numbers, and the rule sets of a folder repeat them without end.
@lru_cache(maxsize=8192)
def _plain_test(text: str, subject: Expr) -> Expr:
    return _test(text, subject, NoNames())


@lru_cache(maxsize=4096)
def names_nothing(text: str) -> bool:
    """Whether a test holds neither a name nor a level, so that its subject alone decides."""
    tree = parse(text, "tests_text")
    return not any(node.data in ("name", "string") for node in tree.iter_subtrees())


class NoNames:
    """The scope of a test that asks for no name."""

    def resolve(self, _: str) -> Expr | None:
        """There is none."""
        return None

    def known(self) -> tuple[str, ...]:
        """None at all."""
        return ()

    def level(self, _: Expr, __: str) -> Expr | None:
        """There is none."""
        return None

    def levels(self, _: Expr) -> tuple[str, ...]:
        """None at all."""
        return ()


def _shallow(tree: Expr, text: str) -> Expr:
    """The tree itself; with the measures that it names it may be deeper than its text."""
    if depth(tree) > MAX_TREE:
        raise FormulaError(say(texts.TOO_DEEP, most=MAX_TREE), 0, len(text))
    return tree


def _only(syntax: Syntax) -> Syntax:
    return _trees(syntax)[0]


def _trees(syntax: Syntax) -> list[Syntax]:
    return [child for child in syntax.children if isinstance(child, Tree)]


def _tokens(syntax: Syntax) -> list[Token]:
    return [child for child in syntax.children if isinstance(child, Token)]


class _Lowering:
    def __init__(self, scope: Scope, subject: Expr | None = None) -> None:
        self.scope = scope
        self.subject = subject

    def number(self, syntax: Syntax) -> Expr:
        piece = self.piece(syntax)
        if isinstance(piece, (str, Interval, Many)) or kind_of(piece) == "boolean":
            raise FormulaError(say(texts.NEEDS_NUMBER, found=kind_text(piece)), *place(syntax))
        return piece

    def boolean(self, syntax: Syntax) -> Expr:
        piece = self.piece(syntax)
        if isinstance(piece, (str, Interval, Many)) or kind_of(piece) == "number":
            raise FormulaError(say(texts.NEEDS_BOOLEAN, found=kind_text(piece)), *place(syntax))
        return piece

    def test(self, syntax: Syntax, subject: Expr) -> Expr:
        """One test of a subject: a comparison, an interval, a list, a value, or with ``?``."""
        if syntax.data == "operator_test":
            return self.compared(str(_tokens(syntax)[0]), subject, _trees(syntax)[0])
        if syntax.data == "negation" and not _mentions_subject(syntax):
            inner = [self.test(child, subject) for child in _trees(syntax)]
            return Not(build.either(*inner))
        piece = self.piece(syntax)
        if _mentions_subject(syntax) and not isinstance(piece, (str, Interval, Many)):
            if kind_of(piece) == "number":
                raise FormulaError(say(texts.NEEDS_BOOLEAN, found=kind_text(piece)), *place(syntax))
            return piece
        return self.member(subject, piece, syntax)

    def member(self, subject: Expr, piece: Piece, syntax: Syntax) -> Expr:
        match piece:
            case Interval():
                return within(subject, piece)
            case Many(members):
                return build.either(*(self.member(subject, m, syntax) for m in members))
            case str():
                return build.compare("=", subject, self.position(subject, piece, syntax))
            case _:
                self.same_kind(subject, piece, syntax)
                return build.compare("=", subject, piece)

    def compared(self, operator: str, left: Expr, right: Syntax) -> Expr:
        piece = self.piece(right)
        operator = {"≤": "<=", "≥": ">=", "≠": "!="}.get(operator, operator)
        if isinstance(piece, str):
            return build.compare(operator, left, self.position(left, piece, right))
        if isinstance(piece, (Interval, Many)):
            raise FormulaError(say(texts.NEEDS_NUMBER, found=kind_text(piece)), *place(right))
        self.same_kind(left, piece, right, ordered=operator not in ("=", "!="))
        return build.compare(operator, left, piece)

    def same_kind(self, left: Expr, right: Expr, syntax: Syntax, *, ordered: bool = False) -> None:
        kinds = {kind_of(left), kind_of(right)} - {None}
        if len(kinds) > 1 or (ordered and "boolean" in kinds):
            wanted = texts.NEEDS_NUMBER if kind_of(right) == "boolean" else texts.NEEDS_BOOLEAN
            raise FormulaError(say(wanted, found=kind_text(right)), *place(syntax))

    def position(self, subject: Expr, text: str, syntax: Syntax) -> Expr:
        found = self.scope.level(subject, text)
        if found is None:
            known = self.scope.levels(subject) or ("—",)
            raise FormulaError(say(texts.NOT_A_LEVEL, text=text, known=known), *place(syntax))
        return found

    def piece(self, syntax: Syntax) -> Piece:
        lowered: Piece = getattr(self, f"on_{syntax.data}")(syntax)
        return lowered

    def on_number(self, syntax: Syntax) -> Piece:
        return Const(_exact(_tokens(syntax)[0], percent=False))

    def on_percent(self, syntax: Syntax) -> Piece:
        return Const(_exact(_tokens(syntax)[0], percent=True), "%")

    def on_string(self, syntax: Syntax) -> Piece:
        return str(_tokens(syntax)[0])[1:-1]

    def on_constant(self, syntax: Syntax) -> Piece:
        return {"true": build.TRUE, "false": build.FALSE, "null": build.NULL}[
            str(_tokens(syntax)[0])
        ]

    def on_name(self, syntax: Syntax) -> Piece:
        name = str(_tokens(syntax)[0])
        found = self.scope.resolve(name)
        if found is None:
            raise FormulaError(_unknown(name, self.scope.known()), *place(syntax))
        return found

    def on_subject(self, syntax: Syntax) -> Piece:
        if self.subject is None:
            raise FormulaError(say(texts.NO_SUBJECT), *place(syntax))
        return self.subject

    def on_negative(self, syntax: Syntax) -> Piece:
        return build.negate(self.number(_only(syntax)))

    def on_sum(self, syntax: Syntax) -> Piece:
        first, *rest = (self.number(child) for child in _trees(syntax))
        signs = [str(token) for token in _tokens(syntax)]
        terms = [t if sign == "+" else build.negate(t) for sign, t in zip(signs, rest, strict=True)]
        return build.add(first, *terms)

    def on_product(self, syntax: Syntax) -> Piece:
        result, *rest = (self.number(child) for child in _trees(syntax))
        for sign, operand in zip(_tokens(syntax), rest, strict=True):
            join = build.multiply if str(sign) in ("*", "×") else build.divide
            result = join(result, operand)
        return result

    def on_power(self, syntax: Syntax) -> Piece:
        first, *rest = _trees(syntax)
        result = self.number(first)
        for child in rest:
            exponent = self.number(child)
            value = exponent.value if isinstance(exponent, Const) else None
            whole = isinstance(value, Fraction) and value.denominator == 1
            if not whole or not isinstance(value, Fraction) or abs(value) > MAX_EXPONENT:
                raise FormulaError(say(texts.WHOLE_EXPONENT, most=MAX_EXPONENT), *place(child))
            result = Power(result, int(value))
        return result

    def on_comparison(self, syntax: Syntax) -> Piece:
        left, right = _trees(syntax)
        first = self.piece(left)
        operator = str(_tokens(syntax)[0])
        if isinstance(first, str):
            mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "≤": ">=", "≥": "<="}
            subject = self.number(right)
            position = self.position(subject, first, left)
            return build.compare(mirrored.get(operator, operator), subject, position)
        if isinstance(first, (Interval, Many)):
            raise FormulaError(say(texts.NEEDS_NUMBER, found=kind_text(first)), *place(left))
        return self.compared(operator, first, right)

    def on_between(self, syntax: Syntax) -> Piece:
        subject, low, high = (self.number(child) for child in _trees(syntax))
        return within(subject, Interval(low, high))

    def on_membership(self, syntax: Syntax) -> Piece:
        subject, *tests = _trees(syntax)
        value = self.piece(subject)
        if isinstance(value, (str, Interval, Many)):
            raise FormulaError(say(texts.NEEDS_NUMBER, found=kind_text(value)), *place(subject))
        return build.either(*(self.test(test, value) for test in tests))

    def on_negation(self, syntax: Syntax) -> Piece:
        return Not(build.both(*(self.boolean(child) for child in _trees(syntax))))

    def on_conjunction(self, syntax: Syntax) -> Piece:
        return build.both(*(self.boolean(child) for child in _trees(syntax)))

    def on_disjunction(self, syntax: Syntax) -> Piece:
        return build.either(*(self.boolean(child) for child in _trees(syntax)))

    def on_conditional(self, syntax: Syntax) -> Piece:
        test, then, otherwise = _trees(syntax)
        yes, no = self.piece(then), self.piece(otherwise)
        if isinstance(yes, (str, Interval, Many)):
            raise FormulaError(say(texts.NEEDS_NUMBER, found=kind_text(yes)), *place(then))
        if isinstance(no, (str, Interval, Many)):
            raise FormulaError(say(texts.NEEDS_NUMBER, found=kind_text(no)), *place(otherwise))
        self.same_kind(yes, no, otherwise)
        return If(self.boolean(test), yes, no)

    def on_interval(self, syntax: Syntax) -> Piece:
        opening, closing = _tokens(syntax)
        low, high = (self.number(child) for child in _trees(syntax))
        return Interval(low, high, str(opening) == "[", str(closing) == "]")

    def on_list(self, syntax: Syntax) -> Piece:
        return Many(tuple(self.piece(child) for child in _trees(syntax)))

    def on_operator_test(self, syntax: Syntax) -> Piece:
        raise FormulaError(say(texts.NO_SUBJECT), *place(syntax))

    def on_call(self, syntax: Syntax) -> Piece:
        name = " ".join(str(_tokens(syntax)[0]).split())
        function = FUNCTIONS.get(name)
        if function is None:
            raise FormulaError(say(texts.UNKNOWN_FUNCTION, name=name), *place(_tokens(syntax)[0]))
        arguments = self.arguments(name, function, syntax)
        try:
            return function.make(*arguments)
        except PlacesError:
            message = say(texts.CONSTANT_PLACES, most=MAX_PLACES)
            raise FormulaError(message, *place(syntax)) from None

    def arguments(self, name: str, function: Function, syntax: Syntax) -> list[Expr]:
        given = _trees(syntax)
        wrong = FormulaError(
            say(texts.WRONG_ARGUMENTS, name=name, wanted=function.signature), *place(syntax)
        )
        if given and given[0].data == "named_argument":
            by_name = {str(_tokens(arg)[0]): _only(arg) for arg in given}
            ordered = [by_name.pop(p) for p in function.parameters if p in by_name]
            if by_name:
                raise wrong
            given = ordered
        if not function.parameters:
            return self.members(given) or _refuse(wrong)
        most = len(function.parameters)
        if not most - function.optional <= len(given) <= most:
            raise wrong
        return [self.number(argument) for argument in given]

    def members(self, given: list[Syntax]) -> list[Expr]:
        """The arguments of ``sum`` and its like: one list, or several numbers."""
        if len(given) == 1 and given[0].data == "list":
            given = _trees(given[0])
        return [self.number(argument) for argument in given]


def within(subject: Expr, interval: Interval) -> Expr:
    """The test that a subject lies in an interval."""
    parts = []
    if interval.low is not None:
        parts.append(build.compare(">=" if interval.low_closed else ">", subject, interval.low))
    if interval.high is not None:
        parts.append(build.compare("<=" if interval.high_closed else "<", subject, interval.high))
    return build.both(*parts)


def _refuse(error: FormulaError) -> list[Expr]:
    raise error


def _mentions_subject(syntax: Syntax) -> bool:
    return any(True for _ in syntax.find_data("subject"))


def _exact(token: Token, *, percent: bool) -> Fraction:
    try:
        return read(str(token)).value if percent else scientific(str(token))
    except NumberError as error:
        raise FormulaError(error.message, *place(token)) from None


def _unknown(name: str, known: tuple[str, ...]) -> Message:
    near = get_close_matches(name, known)
    if near:
        return say(texts.UNKNOWN_NAME_NEAR, name=name, near=near[0])
    shown = known[:8] if known else ("—",)
    return say(texts.UNKNOWN_NAME, name=name, known=tuple(shown))
