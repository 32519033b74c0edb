"""``unsourced``: nothing says where the standard comes from."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

NONE = Text(zh="没有写出处（[[ruleset.sources]]）", en="no source is given ([[ruleset.sources]])")
NO_NUMBER = Text(
    zh="出处“{title}”没有文号（document_no）",
    en='the source "{title}" has no document number',
)


@lint_check("unsourced", Severity.WARNING)
def unsourced(subject: Subject) -> Iterator[Sighting]:
    """The rule set names no source, or a source without its document number.

    What it finds:
        No ``[[ruleset.sources]]`` at all, or one without ``document_no`` that does not name
        it in ``assumed``.

    Why it matters:
        A score can cost a unit money; it must be traceable to what was decreed.

    Example:
        A rule set typed from a table without the notice that it was annexed to.

    What to do:
        Give title, document number (文号), date and article, as far as they are in hand.

    Source:
        The rule-set language, sources.
    """
    sources = subject.rules.ruleset.sources
    if not sources:
        yield Sighting(say(NONE), ("ruleset",))
    for index, source in enumerate(sources):
        if not source.document_no and "document_no" not in source.assumed:
            shown = say(NO_NUMBER, title=source.title)
            yield Sighting(shown, ("ruleset", "sources", index))
