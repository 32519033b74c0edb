"""What somebody else's code is given to look at: a copy, so that nobody sees what it changes.

Everything is frozen, but ``object.__setattr__`` gets past that. One copy serves all plug-ins that
look at one thing in turn; one that changed it is found out, and the next gets a fresh copy.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TypeVar, cast

S = TypeVar("S")


class Lending:
    """The last thing that was lent, with its copy."""

    def __init__(self) -> None:
        self._last: tuple[object, object] | None = None

    def lend(self, original: S) -> S:
        """A copy of something; the same one until another thing is lent, or it was changed."""
        last = self._last
        if last is not None and last[0] is original:
            return cast(S, last[1])
        copy = deepcopy(original)
        self._last = original, copy
        return copy

    def is_changed(self, original: S, lent: S) -> bool:
        """Whether a copy is no longer like the original; such a one is not lent again."""
        try:
            same = bool(lent == original)
        except Exception:  # noqa: BLE001  # a copy in which anything may stand by now
            same = False
        if not same:
            self._last = None
        return not same
