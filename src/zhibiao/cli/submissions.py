"""One file from its name to what reports are made of, and its reports into their files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from zhibiao.api import Workbench
from zhibiao.bulk.apart import require_apart
from zhibiao.cli.source import STDIN
from zhibiao.errors import FormError, NotFoundError
from zhibiao.messages import Message, say
from zhibiao.messages import reports as texts
from zhibiao.messages.interpreting import NO_FORM
from zhibiao.plugins.parts import refuse_conflict
from zhibiao.reports.formats import ReportFormat, written
from zhibiao.reports.submission import Submission

FORM = "toml"


@frozen
class Choice:
    """What a call chooses: the rule set and the checks."""

    ruleset: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@frozen
class Handed:
    """One audited file, with its bytes where it is a document."""

    submission: Submission
    raw: bytes = b""


def audit_one(workbench: Workbench, name: str, choice: Choice) -> Handed:
    """One file read and audited; one that cannot be read keeps the reason.

    Raises:
        NotFoundError: the rule set or a check that was named does not exist.
        RuleSetError: the rule set is broken.
    """
    suffix = Path(name).suffix.lstrip(".").lower()
    try:
        given = _bytes_of(name)
        path = "<stdin>" if name == STDIN else name
        audited = workbench.audit_file(
            path, choice.ruleset, raw=given, select=choice.select, ignore=choice.ignore
        )
    except FormError as error:
        return Handed(Submission(name, suffix, error=error))
    document = audited.document
    results = tuple(
        result
        for result in audited.results
        if document is None or result.form.rows or result.form.funds.lines
    )
    submission = Submission(
        name,
        (suffix or FORM) if document is None else document.kind,
        results,
        audited.findings,
        document,
        None if results else _no_form(name, audited.remarks),
        audited.remarks,
    )
    return Handed(submission, given or b"")


def _bytes_of(name: str) -> bytes | None:
    """The bytes of a document; a form written by hand is read by name."""
    from zhibiao.loading.forms import is_form_toml
    from zhibiao.readers.limits import MAX_BYTES
    from zhibiao.readers.sniffing import read_bytes

    if name == STDIN:
        return b"" if sys.stdin is None else sys.stdin.buffer.read(MAX_BYTES + 1)
    return None if is_form_toml(name) else read_bytes(Path(name))


def _no_form(name: str, remarks: Iterable[Message]) -> FormError:
    why = tuple(remark for remark in remarks if remark.text is not NO_FORM)
    said = say(texts.WHY, why=why) if why else ""
    return FormError(say(texts.NO_FORM_INSIDE, file=name, why=said))


def write_report(workbench: Workbench, submission: Submission, path: Path, lang: str) -> None:
    """The report of one file.

    Raises:
        NotFoundError: there is no such format, or what it needs is not installed.
        FormError: it cannot be written.
    """
    chosen = report_format(workbench, path)
    with written(path) as stream:
        chosen.write(submission, lang, stream)


def report_format(workbench: Workbench, path: Path) -> ReportFormat:
    """The format of a report by the ending of its file.

    Raises:
        NotFoundError: there is no such format.
        PluginError: two plug-ins brought one for that ending.
    """
    known = workbench.report_formats
    refuse_conflict(workbench.manager, "zhibiao_report_formats", path.suffix.lower().lstrip("."))
    chosen = known.get(path.suffix.lower())
    if chosen is None:
        text = texts.NO_FORMAT if path.suffix else texts.NO_ENDING
        said = say(text, file=path.as_posix(), suffix=path.suffix, known=tuple(known))
        raise NotFoundError(said)
    return chosen


def write_annotated(handed: Handed, path: Path, lang: str) -> Message:
    """The copy with comments; says how many findings stand in it.

    Raises:
        FormError: the file takes no comments, is damaged, or the copy cannot be written.
    """
    from zhibiao.reports.annotating.annotate import KINDS, annotate

    submission = handed.submission
    original = Path(submission.file)
    if submission.kind in KINDS and path.suffix.lower() != original.suffix.lower():
        raise FormError(say(texts.OTHER_SUFFIX, suffix=original.suffix, other=path.suffix))
    require_apart([original], [path])
    made = annotate(handed.raw, submission, lang)
    with written(path) as stream:
        stream.write(made.raw)
    return say(
        texts.ANNOTATED, file=path.as_posix(), placed=made.placed, unplaced=len(made.unplaced)
    )
