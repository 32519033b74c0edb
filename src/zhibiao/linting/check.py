"""What a check on rule sets is: a named, documented unit that looks at one rule set."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from zhibiao.criteria.pattern import CriterionPattern
from zhibiao.messages import Message, say
from zhibiao.messages import inheriting as texts
from zhibiao.model.case import Case
from zhibiao.model.place import Path, Place, path_text
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet

WORDS_ONLY = (("label",), ("aliases",), ("assumed",), ())
"""What an edition may change of an entry without any score depending on it."""


@frozen
class Subject:
    """A rule set with its worked cases; ``cases`` is ``None`` where no file stands beside it.

    ``patterns`` are the wordings of criteria that plug-ins know.
    """

    rules: RuleSet
    cases: tuple[Case, ...] | None = None
    patterns: tuple[CriterionPattern, ...] = ()


@frozen
class Sighting:
    """What a check saw, and where; the check's name and severity make it a problem."""

    message: Message
    path: Path = ()
    hint: Message | None = None


@frozen
class LintCheck:
    """A check on rule sets. Its docstring is its documentation page.

    The docstring has a first line and the headings ``What it finds``, ``Why it matters``,
    ``Example``, ``What to do`` and ``Source``.
    """

    name: str
    severity: Severity
    look: Callable[[Subject], Iterable[Sighting | Problem]]

    @property
    def documentation(self) -> str:
        """The text of its page."""
        return inspect.getdoc(self.look) or ""

    def run(self, subject: Subject) -> Iterator[Problem]:
        """All problems that this check sees."""
        for seen in self.look(subject):
            if isinstance(seen, Problem):
                yield seen
                continue
            place = subject.rules.place(*seen.path)
            yield Problem(
                code=self.name,
                severity=self.severity,
                message=seen.message,
                place=place,
                path=path_text(seen.path),
                hint=_with_changes(subject.rules, seen, place),
            )


def _with_changes(rules: RuleSet, seen: Sighting, place: Place) -> Message | None:
    """The hint, and what this edition itself changes of the entry that another file wrote."""
    own = rules.place("ruleset", "extends").file
    if not rules.changes or place.file == own:
        return seen.hint
    changed = tuple(
        f"{change.place} ({path_text(path)})"
        for path, change in rules.changes.items()
        if path[:2] == seen.path[:2] and change.place.file == own and path[2:3] not in WORDS_ONLY
    )
    if not changed:
        return seen.hint
    said = say(texts.CHANGED_AT, changed=changed)
    return said if seen.hint is None else say(texts.BOTH, first=seen.hint, second=said)


def lint_check(
    name: str, severity: Severity
) -> Callable[[Callable[[Subject], Iterable[Sighting | Problem]]], LintCheck]:
    """Makes a function that looks at a rule set a check of that name."""

    def decorate(look: Callable[[Subject], Iterable[Sighting | Problem]]) -> LintCheck:
        return LintCheck(name, severity, look)

    return decorate


def run(subject: Subject, checks: Iterable[LintCheck]) -> tuple[Problem, ...]:
    """All problems, in the order of the file."""
    found = [problem for check in checks for problem in check.run(subject)]
    return tuple(sorted(found, key=lambda p: (p.place.file, p.place.line, p.severity.rank)))
