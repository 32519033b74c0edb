"""``no-cases``: no worked cases stand beside the rule set."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.linting.check import Sighting, Subject, lint_check
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

NONE = Text(
    zh="旁边没有算例文件（同名 .cases.toml）",
    en="no worked cases stand beside it (a .cases.toml of the same name)",
)
UNTRIED = Text(
    zh="没有一个算例算到：{names}",
    en="no worked case scores: {names}",
)


@lint_check("no-cases", Severity.NOTE)
def no_cases(subject: Subject) -> Iterator[Sighting]:
    """No worked cases stand beside the rule set, or some indicator is in none.

    What it finds:
        A missing file of worked cases, and indicators whose score no case expects.

    Why it matters:
        Worked cases are how people who do not program check that a rule does what they mean.

    Example:
        ``2020.toml`` without ``2020.cases.toml``.

    What to do:
        Write for each criterion what it gives at, just below and just above each bound.

    Source:
        The rule-set language, worked cases.
    """
    if not subject.cases:
        yield Sighting(say(NONE), ("ruleset",))
        return
    tried = {name for case in subject.cases for name in case.expect}
    untried = tuple(item.id for item in subject.rules.items if item.id not in tried)
    if untried:
        yield Sighting(say(UNTRIED, names=untried), ("ruleset",))
