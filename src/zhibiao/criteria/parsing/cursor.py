"""A place in a folded wording, and the one way of moving on: matching a pattern there."""

from __future__ import annotations

import re

from attrs import define


@define
class Cursor:
    """A text with a position. A parser that fails puts the position back where it was."""

    text: str
    at: int = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the pattern matches here; the position moves behind it."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def sees(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern matches here; the position stays."""
        return pattern.match(self.text, self.at) is not None

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.text)
