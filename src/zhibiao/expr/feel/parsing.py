"""Text to syntax tree, within bounds, with the place of a fault. The only home of lark."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from lark import Lark, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken
from lark.lexer import Token

from zhibiao.errors import FormulaError
from zhibiao.exact import fold
from zhibiao.expr.feel.grammar import GRAMMAR
from zhibiao.messages import formulas as texts
from zhibiao.messages import say

MAX_LENGTH = 5000
MAX_DEPTH = 60

Start = Literal["expression_text", "tests_text"]
Syntax = Tree[Token]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    starts: list[str] = ["expression_text", "tests_text"]
    return Lark(GRAMMAR, parser="lalr", start=starts, propagate_positions=True)


@lru_cache(maxsize=4096)
def parse(text: str, start: Start = "expression_text") -> Syntax:
    """The syntax tree of a formula (or, with ``tests_text``, of a one-sided test).

    Raises:
        FormulaError: too long, too deep, or unreadable, with the offset in the text.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(say(texts.TOO_LONG, most=MAX_LENGTH, found=len(text)), MAX_LENGTH)
    folded = fold(text)
    try:
        tree = _parser().parse(folded, start=start)
    except UnexpectedToken as error:
        if error.token.type == "$END":
            raise FormulaError(say(texts.ENDS_EARLY), len(text.rstrip())) from None
        raise _unreadable(text, int(error.token.start_pos or 0), len(error.token)) from None
    except UnexpectedEOF:
        raise FormulaError(say(texts.ENDS_EARLY), len(text.rstrip())) from None
    except UnexpectedCharacters as error:
        raise _unreadable(text, _offset(error), 1) from None
    _check_depth(tree)
    return tree


def place(node: Syntax | Token) -> tuple[int, int]:
    """Offset and length of a part of the formula."""
    if isinstance(node, Token):
        return int(node.start_pos or 0), len(node)
    return node.meta.start_pos, node.meta.end_pos - node.meta.start_pos


def _unreadable(text: str, offset: int, length: int) -> FormulaError:
    found = text[offset : offset + 20]
    return FormulaError(say(texts.UNREADABLE, found=found), offset, max(1, length))


def _offset(error: UnexpectedCharacters) -> int:
    return int(str(error.pos_in_stream))  # lark annotates it as None


def _check_depth(tree: Syntax) -> None:
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        below = depth + _chained(node)
        if below > MAX_DEPTH:
            raise FormulaError(say(texts.TOO_DEEP, most=MAX_DEPTH), *place(node))
        waiting.extend((c, below + 1) for c in node.children if isinstance(c, Tree))


def _chained(node: Syntax) -> int:
    """How much deeper than it looks a flat chain becomes: a/b/c is (a/b)/c, and so is a**b**c."""
    match node.data:
        case "power":
            return len(node.children) - 2
        case "product":
            return sum(str(child) in "/÷" for child in node.children if isinstance(child, Token))
        case _:
            return 0
