"""Parts of plug-ins while they run: what they raise, print or return wrongly stays there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from fractions import Fraction
from functools import wraps
from typing import IO, Any, TypeVar

from attrs import evolve

from zhibiao.auditing.check import DocumentCheck, FormCheck, Observation
from zhibiao.auditing.finding import Finding
from zhibiao.criteria.pattern import CriterionPattern, Understood
from zhibiao.errors import FormError, PluginError
from zhibiao.linting.check import LintCheck, Sighting, Subject
from zhibiao.messages import Message, Text, say
from zhibiao.messages import plugins as texts
from zhibiao.model.document import Document
from zhibiao.model.problem import Problem, Severity
from zhibiao.plugins.faults import PluginFault, why
from zhibiao.plugins.manager import BUILTIN, FOREIGN, PluginManager
from zhibiao.readers.reader import Reader
from zhibiao.reports.formats import Batch, ReportFormat

CHECK_FAILED = "check-failed"
"""The name of the finding, or problem, that a check of a plug-in did not finish."""

S = TypeVar("S")
R = TypeVar("R")


AnyFormCheck = FormCheck | DocumentCheck


def form_check(manager: PluginManager, plugin: str, check: AnyFormCheck) -> AnyFormCheck:
    """The check; of a plug-in, one that cannot stop an audit."""
    if plugin == BUILTIN:
        return check
    look: Callable[[Any], Iterable[Observation | Finding]] = check.look
    wanted = (Observation, Finding)

    @wraps(look)
    def guarded(audited: Any) -> Iterable[Observation | Finding]:
        seen: list[Observation | Finding]
        seen, failures = _run(manager, plugin, look, audited, wanted)
        for failed in failures:
            said = _failed(manager, plugin, check.name, failed, texts.OBSERVATIONS)
            seen.append(Finding(CHECK_FAILED, Severity.WARNING, said))
        return seen

    return evolve(check, look=guarded)


def reader(manager: PluginManager, plugin: str, known: Reader) -> Reader:
    """The reader; of a plug-in, one that refuses the file on which it fails."""
    if plugin == BUILTIN:
        return known

    def fits(raw: bytes) -> bool:
        try:
            with manager.running(plugin):
                return known.fits(raw) is True
        except FOREIGN as error:
            _failed(manager, plugin, known.name, error, texts.DOCUMENT)
            return False

    def parse(raw: bytes, name: str) -> Document:
        try:
            with manager.running(plugin):
                found = known.parse(raw, name)
        except FormError:
            raise
        except FOREIGN as error:
            raise FormError(_failed(manager, plugin, known.name, error, texts.DOCUMENT)) from None
        if not isinstance(found, Document):
            raise FormError(_failed(manager, plugin, known.name, found, texts.DOCUMENT))
        return found

    return evolve(known, fits=fits, parse=parse)


def report_format(manager: PluginManager, plugin: str, known: ReportFormat) -> ReportFormat:
    """The format; of a plug-in, one whose failure is an error that names it."""
    if plugin == BUILTIN:
        return known

    def guarded(write: Callable[[S, str, IO[bytes]], None]) -> Callable[[S, str, IO[bytes]], None]:
        def run(shown: S, lang: str, stream: IO[bytes]) -> None:
            try:
                with manager.running(plugin):
                    write(_own(shown), lang, stream)
            except FOREIGN as error:
                said = _failed(manager, plugin, known.suffix, error, texts.DOCUMENT)
                raise PluginError(said) from None

        return run

    return evolve(known, write=guarded(known.write), summarise=guarded(known.summarise))


def _own(shown: S) -> S:
    """A copy of what a report is made of: what a format changes, nobody else sees."""
    if isinstance(shown, Batch):
        files = shown.files
        return evolve(shown, pages=dict(shown.pages), files=lambda: map(deepcopy, files()))
    return deepcopy(shown)


def lint_check(manager: PluginManager, plugin: str, check: LintCheck) -> LintCheck:
    """The check; of a plug-in, one that cannot stop the others."""
    if plugin == BUILTIN:
        return check
    look = check.look

    @wraps(look)
    def guarded(subject: Subject) -> Iterable[Sighting | Problem]:
        seen: list[Sighting | Problem]
        seen, failures = _run(manager, plugin, look, subject, (Sighting, Problem))
        for failed in failures:
            said = _failed(manager, plugin, check.name, failed, texts.SIGHTINGS)
            place = subject.rules.place()
            seen.append(Problem(CHECK_FAILED, Severity.WARNING, said, place))
        return seen

    return evolve(check, look=guarded)


def pattern(manager: PluginManager, plugin: str, known: CriterionPattern) -> CriterionPattern:
    """The pattern; of a plug-in, one that understands nothing where it fails."""
    if plugin == BUILTIN:
        return known
    understand = known.understand

    @wraps(understand)
    def guarded(text: str, points: Fraction) -> Understood | None:
        try:
            with manager.running(plugin):
                found = understand(text, points)
        except FOREIGN as error:
            _failed(manager, plugin, known.name, error, texts.UNDERSTOOD)
            return None
        if found is not None and not isinstance(found, Understood):
            _failed(manager, plugin, known.name, found, texts.UNDERSTOOD)
            return None
        return found

    return evolve(known, understand=guarded)


def _run(
    manager: PluginManager,
    plugin: str,
    look: Callable[[S], Iterable[R]],
    subject: S,
    wanted: tuple[type, ...],
) -> tuple[list[R], list[object]]:
    """What a check sees up to where it fails, and what went wrong, if anything did."""
    lent = manager.lending.lend(subject)
    seen: list[R] = []
    failures: list[object] = []
    try:
        with manager.running(plugin):
            found: Any = look(lent)  # foreign code: whatever it likes
            if not isinstance(found, Iterable):
                failures.append(found)
            items: Iterable[R] = found if isinstance(found, Iterable) else ()
            for one in items:
                if not isinstance(one, wanted):
                    failures.append(one)
                    break
                seen.append(one)
    except FOREIGN as error:
        failures.append(error)
    if manager.lending.is_changed(subject, lent):
        failures.append(texts.CHANGED)
    return seen, failures


def _failed(
    manager: PluginManager, plugin: str, name: str, failed: object, wanted: Text
) -> Message:
    """The message that a part failed, which is also kept among the faults."""
    reason: str | Text | Message
    if isinstance(failed, BaseException):
        reason = why(failed)
    elif failed is texts.CHANGED:
        reason = texts.CHANGED
    else:
        reason = say(texts.WRONG_RESULT, found=type(failed).__name__, wanted=wanted)
    said = say(texts.CHECK_FAILED, name=name, plugin=plugin, why=reason)
    manager.record(PluginFault(plugin, "run", said))
    return said
