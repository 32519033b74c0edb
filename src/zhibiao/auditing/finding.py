"""A finding: one thing that a reviewer must know, with its place and how it was computed."""

from __future__ import annotations

from attrs import field, frozen

from zhibiao.messages import Message
from zhibiao.model.place import Where
from zhibiao.model.problem import Severity


@frozen
class Finding:
    """One result of one check.

    ``claimed`` and ``expected`` are exact numbers (or ranges) as text. ``related`` are the
    other places that the finding speaks of. ``id`` names the finding among those of its form
    (or of the whole document, for what lies between forms), and ``because`` holds the ids of
    the findings there that it follows from.
    """

    check: str
    severity: Severity
    message: Message
    where: Where = field(factory=Where)
    claimed: str | None = None
    expected: str | None = None
    related: tuple[Where, ...] = ()
    id: str = ""
    because: tuple[str, ...] = ()

    def render(self, lang: str | None = None) -> str:
        """The message in one language."""
        return self.message.render(lang)
