"""Values that Python code hands in: of the right kind, or an error with what to give instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhibiao.errors import ArgumentError
from zhibiao.messages import Text, say
from zhibiao.messages import arguments as texts

if TYPE_CHECKING:
    from types import UnionType

LONGEST = 40


def require(
    name: str, value: object, kind: type | UnionType | tuple[type, ...], wanted: Text, hint: Text
) -> None:
    """Refuses a value that is of none of the kinds.

    Args:
        name: what the parameter is called.
        value: what was given.
        kind: what it must be.
        wanted: the same in words.
        hint: what to write instead.

    Raises:
        ArgumentError: it is none of them.
    """
    if isinstance(value, kind):
        return
    shown = repr(value)
    shown = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    found = f"{type(value).__name__} {shown}"
    # A hint shows how Python is written, braces too: as a message they come out as they should.
    advice = say(hint)
    raise ArgumentError(say(texts.WRONG_KIND, name=name, wanted=wanted, found=found, hint=advice))
