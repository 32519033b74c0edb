"""What a check on rule sets is: a named, documented unit that looks at one rule set."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from zhibiao.criteria.pattern import CriterionPattern
from zhibiao.messages import Message
from zhibiao.model.case import Case
from zhibiao.model.place import Path, path_text
from zhibiao.model.problem import Problem, Severity
from zhibiao.model.ruleset import RuleSet


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
            yield Problem(
                code=self.name,
                severity=self.severity,
                message=seen.message,
                place=subject.rules.place(*seen.path),
                path=path_text(seen.path),
                hint=seen.hint,
            )


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
