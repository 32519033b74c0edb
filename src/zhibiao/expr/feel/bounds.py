"""The bounds of a one-sided test, from which a deduction counts its steps."""

from __future__ import annotations

from functools import lru_cache

from zhibiao.errors import FormulaError
from zhibiao.expr.feel.lowering import NoNames, _Lowering, _tokens, _trees, names_nothing
from zhibiao.expr.feel.parsing import parse, place
from zhibiao.expr.feel.values import Interval, Many, Scope
from zhibiao.expr.nodes import Expr
from zhibiao.messages import formulas as texts
from zhibiao.messages import say


def bounds(text: str, subject: Expr, scope: Scope) -> Interval:
    """The interval that a test allows: ``"<= 100%"`` has an upper end, ``"= 0"`` both.

    Raises:
        FormulaError: a list, an inequality, or a test that gives no bound.
    """
    return _plain(text, subject) if names_nothing(text) else _bounds(text, subject, scope)


@lru_cache(maxsize=8192)
def _plain(text: str, subject: Expr) -> Interval:
    return _bounds(text, subject, NoNames())


def _refused(text: str) -> FormulaError:
    return FormulaError(say(texts.BOUND_NEEDED, text=text), 0, len(text))


def _bounds(text: str, subject: Expr, scope: Scope) -> Interval:
    tests = _trees(parse(text, "tests_text"))
    if len(tests) != 1:
        raise _refused(text)
    lowering = _Lowering(scope, subject)
    test = tests[0]
    if test.data == "operator_test":
        operator = str(_tokens(test)[0])
        piece = lowering.piece(_trees(test)[0])
        bound = lowering.position(subject, piece, test) if isinstance(piece, str) else piece
        if isinstance(bound, (Interval, Many)):
            raise FormulaError(say(texts.BOUND_NEEDED, text=text), *place(test))
        match operator:
            case "<" | "<=" | "≤":
                return Interval(None, bound, high_closed=operator != "<")
            case ">" | ">=" | "≥":
                return Interval(bound, None, low_closed=operator != ">")
            case "=":
                return Interval(bound, bound)
            case _:
                raise _refused(text)
    piece = lowering.piece(test)
    match piece:
        case Interval():
            return piece
        case Many():
            raise _refused(text)
        case str():
            level = lowering.position(subject, piece, test)
            return Interval(level, level)
        case _:
            return Interval(piece, piece)
