"""``zhibiao batch``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from zhibiao.cli.output import OutputPath, require_kept
from zhibiao.cli.root import FINDINGS, BrokenOffError, Session, verb
from zhibiao.cli.source import STDIN
from zhibiao.errors import FormError
from zhibiao.messages import cli as texts
from zhibiao.messages import say
from zhibiao.messages import tables as said

if TYPE_CHECKING:
    from zhibiao.bulk.tables.batch import Batch, Done

STDIN_NAME = "stdin.csv"
"""What standard input is called where it is spoken of."""

MOST = 38
"""An integer of a column has no more digits, and so no more places."""


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset", metavar="RULESET")
    @click.argument("table", metavar="TABLE", type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        type=OutputPath(lang),
        help=texts.OPT_SCORES.render(lang),
    )
    @click.option("--places", multiple=True, metavar="COLUMN=N", help=texts.OPT_PLACES.render(lang))
    @click.option("--floats-as-text", is_flag=True, help=texts.OPT_FLOATS.render(lang))
    @click.option("--brief", is_flag=True, help=texts.OPT_BRIEF.render(lang))
    @click.option(
        "--engine",
        type=click.Choice(["polars", "spark"]),
        default="polars",
        show_default=True,
        help=texts.OPT_ENGINE.render(lang),
    )
    def run(session: Session, ruleset: str, table: Path, **options: Any) -> int:
        rules = session.workbench.load(ruleset)
        if str(table) == STDIN:  # a table that has a name is looked after by the run itself
            require_kept([STDIN], options["output"])
        places = _places(options.pop("places"), lang)
        engine = options.pop("engine")
        with _spooled(table) as (path, is_passing):
            job = _made(rules, path, places, options, session)
            _announce(job, session)
            try:
                return _spark(job, session) if engine == "spark" else _run(job, session)
            except KeyboardInterrupt:
                if is_passing:
                    job.forget()
                anew = is_passing or engine == "spark"
                raise BrokenOffError(said.BROKEN_OFF_WHOLE if anew else said.BROKEN_OFF) from None

    return verb(lang, "batch", texts.BATCH.render(lang))(run)


@contextmanager
def _spooled(table: Path) -> Iterator[tuple[Path, bool]]:
    """The file of a table, and whether it goes when it is read: that of standard input does."""
    if str(table) != STDIN:
        yield table, False
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, STDIN_NAME)
        with path.open("wb") as file:
            if sys.stdin is not None:
                copyfileobj(sys.stdin.buffer, file)
        yield path, True


def _places(written: Sequence[str], lang: str) -> dict[str, int]:
    """The places of each column; two for the same leave open which is meant."""
    pairs = [_place(one, lang) for one in written]
    found = dict(pairs)
    if len(found) < len(pairs):
        columns = [column for column, _ in pairs]
        doubled = next(column for column in columns if columns.count(column) > 1)
        raise click.UsageError(texts.TWICE_PLACES.render(lang).format(column=doubled))
    return found


def _place(written: str, lang: str) -> tuple[str, int]:
    column, sign, number = written.rpartition("=")
    if not (sign and column and number.isdecimal() and len(number) <= 2 and int(number) <= MOST):
        raise click.UsageError(texts.BAD_PLACES.render(lang).format(found=written))
    return column, int(number)


def _made(
    rules: Any, table: Path, places: dict[str, int], options: dict[str, Any], session: Session
) -> Batch:
    try:
        from zhibiao.bulk.tables.batch import Batch
    except ModuleNotFoundError:
        raise FormError(say(said.NEEDS_BATCH)) from None
    return Batch(
        rules,
        table,
        options["output"],
        places,
        floats_as_text=options["floats_as_text"],
        detail=not options["brief"],
        lang=session.lang,
    )


def _announce(job: Batch, session: Session) -> None:
    """What is read, what is lacking, and how each score is computed: before the first row."""
    if job.left_aside:
        session.say(said.LEFT_ASIDE.render(session.lang))
    for name, new in job.renamed.items():
        session.say(say(said.RENAMED, name=name, new=new).render(session.lang))
    if job.plan.by_row is not None:
        session.say(say(said.ALL_BY_ROW, why=job.plan.by_row).render(session.lang))
    if session.verbose:
        for source in job.plan.sources:
            read = say(said.COLUMN_READ, column=source.column, name=source.input)
            session.say(read.render(session.lang))
    for name, value in job.plan.scores.items():
        if value.why is not None:
            session.say(say(said.IN_PYTHON, name=name, why=value.why).render(session.lang))
        elif session.verbose:
            session.say(say(said.INTEGERS, name=name, bits=value.bits).render(session.lang))
    lacking = job.plan.lacking
    if lacking:
        session.say(say(said.COLUMNS_LACKING, names=lacking).render(session.lang))


def _run(job: Batch, session: Session) -> int:
    shows = sys.stderr.isatty() and not session.quiet

    def progress(rows: int) -> None:
        if shows:
            done = say(said.PROGRESS, rows=f"{rows:,}").render(session.lang)
            click.echo(f"\r{done}", err=True, nl=False)

    done = job.run(progress)
    if shows:
        click.echo(err=True)
    return _report(job, done, session)


def _report(job: Batch, done: Done, session: Session) -> int:
    lang = session.lang
    if done.resumed:
        session.say(say(said.RESUMED, rows=f"{done.resumed:,}").render(lang))
    scored = f"{done.rows - done.rejected:,}"
    session.say(say(said.DONE, scored=scored, path=str(done.output)).render(lang))
    if done.rejected:
        rejects = say(said.SOME_REJECTED, count=f"{done.rejected:,}", path=str(done.rejects))
        session.say(rejects.render(lang))
    if session.as_json:
        session.emit(shape(job, done, lang))
    return FINDINGS if done.rejected else 0


def shape(job: Batch, done: Done, lang: str) -> dict[str, Any]:
    """A finished run as JSON."""
    by_row = job.plan.by_row
    return {
        "ruleset": job.rules.id,
        "rows": done.rows,
        "scored": done.rows - done.rejected,
        "rejected": done.rejected,
        "resumed": done.resumed,
        "output": str(done.output),
        "rejects": str(done.rejects) if done.rejected else None,
        "columns": [{"column": s.column, "figure": s.input} for s in job.plan.sources],
        "lacking": list(job.plan.lacking),
        "by_row": None if by_row is None else by_row.render(lang),
        "scores": [
            {"id": name, "bits": value.bits if value.why is None else None}
            for name, value in job.plan.scores.items()
        ],
    }


def _spark(job: Batch, session: Session) -> int:
    try:
        from zhibiao.bulk.tables.spark_files import run_file
    except ModuleNotFoundError:
        raise FormError(say(said.NEEDS_SPARK)) from None
    return _report(job, run_file(job), session)
