"""What is written into a file: one comment a finding, at the place that the finding names."""

from __future__ import annotations

from attrs import frozen

from zhibiao.auditing.finding import Finding
from zhibiao.messages import reports as texts
from zhibiao.messages import say
from zhibiao.model.problem import SEVERITY_WORDS

AUTHOR = "zhibiao"
INITIALS = "zb"


@frozen
class Annotated:
    """A copy with comments: its bytes, and the findings that have no place in it."""

    raw: bytes
    placed: int
    unplaced: tuple[Finding, ...]


def words(found: Finding, lang: str) -> tuple[str, ...]:
    """The lines of a comment."""
    severity = SEVERITY_WORDS[found.severity][lang]
    lines = [f"[{severity}] {found.render(lang)}"]
    if found.expected:
        lines.append(
            say(texts.EXPECTED, claimed=found.claimed or "—", expected=found.expected).render(lang)
        )
    lines.append(f"({found.check})")
    return tuple(lines)
