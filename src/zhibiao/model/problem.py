"""One fault of a rule set, a case file or a form file, with its place and what to do."""

from __future__ import annotations

from enum import Enum

from attrs import frozen

from zhibiao.messages import LANGUAGES, Message, default_language
from zhibiao.model.place import Place


class Severity(Enum):
    """How bad it is: an error contradicts, a warning must be looked at, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


SEVERITY_WORDS = {
    Severity.ERROR: {"zh": "错误", "en": "error"},
    Severity.WARNING: {"zh": "提醒", "en": "warning"},
    Severity.NOTE: {"zh": "说明", "en": "note"},
}


@frozen
class Problem:
    """A fault; ``excerpt`` is the line or formula with a caret under the place, if any."""

    code: str
    severity: Severity
    message: Message
    place: Place
    path: str = ""
    hint: Message | None = None
    excerpt: str = ""

    def render(self, lang: str | None = None) -> str:
        """File, line, column, severity, code, message, path, excerpt and hint."""
        chosen = lang if lang in LANGUAGES else default_language()
        word = SEVERITY_WORDS[self.severity][chosen]
        place = self.place
        at = f"{place.file}:{place.line}:{place.column}: " if place.line else ""
        path = f" ({self.path})" if self.path else ""
        lines = [f"{at}{word} {self.code}: {self.message.render(chosen)}{path}"]
        lines += [f"    {line}" for line in self.excerpt.splitlines()]
        if self.hint is not None:
            lines.append(f"    → {self.hint.render(chosen)}")
        return "\n".join(lines)
