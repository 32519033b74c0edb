"""Words of others inside Markdown: whatever signs they hold, they are shown and mean nothing.

A label, a criterion or a source is copied from a document that anybody wrote. It must open no
tag, no link and no list, and must not turn the direction of what stands behind it.
"""

from __future__ import annotations

import re

from zhibiao.messages import visible

_MEANING = re.compile(
    r"[\\`\[|~$]"
    r"|(?<!\s)\*|\*(?!\s|$)"  # between spaces it is the sign of a product
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it emphasises nothing
    r"|<(?=[A-Za-z/!?])"  # before a number it is a comparison
    r"|&(?=#|[A-Za-z])"
)
_OPENING = re.compile(r"(\d{1,9}(?=[.)](?:\s|$))|(?=[-+#>]|\*\s))")
"""What would begin a list, a heading or a quotation, up to the sign that makes it one."""


def inline(words: str) -> str:
    """Words on one line, with every sign escaped that Markdown or HTML would obey."""
    line = visible(" ".join(words.split()))
    opening = _OPENING.match(line)
    if opening is None:
        return _escaped(line)
    at = opening.end()
    return f"{line[:at]}\\{line[at]}{_escaped(line[at + 1 :])}"


def _escaped(words: str) -> str:
    return _MEANING.sub(lambda found: f"\\{found[0]}", words)
