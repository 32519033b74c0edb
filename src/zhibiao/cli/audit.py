"""``zhibiao audit``: one file or some, or whole folders by way of ``cli.folder``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from zhibiao.cli.output import OutputPath, require_kept
from zhibiao.cli.root import WRONG_INPUT, Session, fail_on_option, status_of, verb
from zhibiao.cli.source import STDIN, form_files
from zhibiao.cli.submissions import (
    Choice,
    Handed,
    audit_one,
    report_format,
    write_annotated,
    write_report,
)
from zhibiao.errors import FormError
from zhibiao.messages import bulk as bulk_texts
from zhibiao.messages import cli as texts
from zhibiao.messages import say


def command(lang: str) -> click.Command:
    """The verb in a language."""
    path = OutputPath(lang)

    @click.argument("forms", nargs=-1, required=True)
    @click.option("--ruleset", help=texts.OPT_RULESET.render(lang))
    @click.option("--select", multiple=True, metavar="CHECK", help=texts.OPT_SELECT.render(lang))
    @click.option("--ignore", multiple=True, metavar="CHECK", help=texts.OPT_IGNORE.render(lang))
    @click.option("--report", type=path, help=bulk_texts.OPT_REPORT.render(lang))
    @click.option("--annotate", type=path, help=bulk_texts.OPT_ANNOTATE.render(lang))
    @click.option("-j", "--jobs", type=click.IntRange(1, 64), help=bulk_texts.OPT_JOBS.render(lang))
    @click.option(
        "--timeout",
        type=click.IntRange(1),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help=bulk_texts.OPT_TIMEOUT.render(lang),
    )
    @click.option("--resume", type=path, metavar="FILE", help=bulk_texts.OPT_RESUME.render(lang))
    @fail_on_option(lang)
    def run(session: Session, forms: tuple[str, ...], fail_on: str, **options: Any) -> int:
        choice = Choice(options["ruleset"], options["select"], options["ignore"])
        report, annotate = options["report"], options["annotate"]
        is_written = report is not None or annotate is not None or options["resume"] is not None
        if any(Path(name).is_dir() for name in forms) or (len(forms) > 1 and is_written):
            return _audit_many(session, forms, choice, fail_on, options)
        require_kept([*forms, options["ruleset"]], report, annotate)
        if report is not None:
            report_format(session.workbench, report)  # before the work, not after it
        handed = [audit_one(session.workbench, name, choice) for name in dict.fromkeys(forms)]
        for one in handed:
            _tell(session, one)
        if is_written:  # first, so that a report that fails leaves one JSON document, the error
            _write(session, handed[0], report, annotate)
        if session.as_json:
            from zhibiao.reports.shapes import submission as shape

            session.emit({"files": [shape(one.submission, session.lang) for one in handed]})
        if any(one.submission.error is not None for one in handed):
            return WRONG_INPUT
        return status_of([f for one in handed for f in one.submission.all_findings], fail_on)

    return verb(lang, "audit", texts.AUDIT.render(lang))(run)


def _tell(session: Session, one: Handed) -> None:
    """One file on the terminal, unless JSON was asked for; its faults to standard error."""
    lang, submission = session.lang, one.submission
    if submission.error is not None:
        click.echo(texts.ERROR.render(lang) + submission.error.render(lang), err=True)
    if session.as_json:
        return
    from zhibiao.reports.terminal import console, print_audit, print_between

    out = console()
    for remark in submission.remarks if submission.error is None else ():
        session.say(remark.render(lang))
    print_between(out, submission.file, submission.findings, lang)
    for result in submission.results:
        print_audit(out, submission.file, result, lang)
        for remark in result.card.remarks if result.card is not None else ():
            session.say(texts.REMARK.render(lang) + remark.render(lang))


def _write(session: Session, one: Handed, report: Path | None, annotate: Path | None) -> None:
    """The report of one file, and its copy with comments."""
    if report is not None:
        write_report(session.workbench, one.submission, report, session.lang)
        session.say(say(texts.WRITTEN, file=report.as_posix()).render(session.lang))
    if annotate is not None:
        if one.submission.error is not None and not one.raw:
            return  # it could not be read, which was said
        if one.submission.file == STDIN:
            raise FormError(say(bulk_texts.ONE_FILE, file=STDIN))
        session.say(write_annotated(one, annotate, session.lang).render(session.lang))


def _audit_many(
    session: Session, forms: tuple[str, ...], choice: Choice, fail_on: str, options: dict[str, Any]
) -> int:
    from zhibiao.bulk.spread import cores
    from zhibiao.cli.folder import Folder, Wanted

    wanted = Wanted(
        choice,
        options["report"],
        options["annotate"],
        options["jobs"] or cores(),
        options["timeout"],
        options["resume"],
    )
    written = [p for p in (wanted.report, wanted.annotate, wanted.resume) if p is not None]
    files = form_files(session.workbench, forms, leave_out=written)
    if STDIN in files:
        raise FormError(say(bulk_texts.ONE_FILE, file=STDIN))
    given = [Path(name).absolute() for name in forms]
    root = Path(os.path.commonpath([p if p.is_dir() else p.parent for p in given]))
    made = Folder(session, files, wanted, root).run()
    if made.failed:
        return WRONG_INPUT
    return status_of(made.checks, fail_on)
