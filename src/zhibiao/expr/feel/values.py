"""What a piece of a formula can be before it is a tree.

Besides a node that is a text, an interval or a list, which exist only while a formula is
lowered.
"""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from zhibiao.expr.nodes import Expr
from zhibiao.expr.walk import kind_of
from zhibiao.messages import Text
from zhibiao.messages import formulas as texts


@frozen
class Interval:
    """Both ends with whether they belong to it; an end that is not there is ``None``."""

    low: Expr | None
    high: Expr | None
    low_closed: bool = True
    high_closed: bool = True


@frozen
class Many:
    """A list."""

    members: tuple[Piece, ...]


Piece = Expr | str | Interval | Many


class Scope(Protocol):
    """The names that a formula may use."""

    def resolve(self, name: str) -> Expr | None:
        """The tree behind a name, or ``None``."""

    def known(self) -> tuple[str, ...]:
        """All names, for a hint."""

    def level(self, subject: Expr, text: str) -> Expr | None:
        """The position of a level's label or alias, where the subject has levels."""

    def levels(self, subject: Expr) -> tuple[str, ...]:
        """The labels of a subject's levels."""


def kind_text(piece: Piece) -> Text:
    """What a piece is, in words."""
    match piece:
        case str():
            return texts.KIND_TEXT
        case Interval():
            return texts.KIND_INTERVAL
        case Many():
            return texts.KIND_LIST
        case _:
            return texts.KIND_BOOLEAN if kind_of(piece) == "boolean" else texts.KIND_NUMBER
