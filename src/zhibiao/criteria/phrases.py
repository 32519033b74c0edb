"""Patterns that are compiled when they are first needed.

The grammar holds hundreds of them, and who imports it to lint a rule set may never read a wording.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Phrase:
    """A pattern's source; its first use turns it into the pattern's own methods."""

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern)
        for method in ("match", "search", "fullmatch", "sub", "finditer", "findall"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def phrase(source: str) -> re.Pattern[str]:
    """A pattern like that of ``re.compile``, compiled at its first use."""
    return cast("re.Pattern[str]", _Phrase(source))
