"""``zhibiao compare``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhibiao.cli.output import OutputPath, require_kept, write_whole
from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import form_files, read_forms
from zhibiao.messages import cli as cli_texts
from zhibiao.messages import comparing as texts
from zhibiao.messages import say, visible

if TYPE_CHECKING:
    from zhibiao.analysis.effects import Submission
    from zhibiao.model.ruleset import RuleSet


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("old")
    @click.argument("new")
    @click.argument("table", required=False)
    @click.option(
        "--report",
        type=OutputPath(lang, dir_okay=False),
        metavar="FILE",
        help=texts.OPT_REPORT.render(lang),
    )
    def run(session: Session, old: str, new: str, table: str | None, report: Path | None) -> int:
        from zhibiao.analysis.effects import compare
        from zhibiao.reports.comparison import lines, shape

        if report is not None:
            files = [] if table is None else _files(session, table)
            require_kept([old, new, *files], report)
        before, after = session.workbench.load(old), session.workbench.load(new)
        given = [] if table is None else _submissions(session, table, (before, after))
        found = compare(before, after, given)
        if report is not None:
            from zhibiao.reports.html.comparison import comparison_page

            write_whole(report, comparison_page(found, session.lang))
            said = say(cli_texts.WRITTEN, file=report.as_posix())
            session.say(said.render(session.lang))
        if session.as_json:
            session.emit(shape(found, session.lang))
        else:
            for line in lines(found, session.lang):
                click.echo(visible(line))
        return 1 if found.failed else 0

    return verb(lang, "compare", texts.VERB.render(lang))(run)


def _is_table(name: str) -> bool:
    return Path(name).suffix.lower() == ".csv"


def _files(session: Session, table: str) -> list[str]:
    """The files that are read: a table of figures, or forms."""
    return [table] if _is_table(table) else form_files(session.workbench, (table,))


def _submissions(
    session: Session, table: str, rules: tuple[RuleSet, RuleSet]
) -> Iterator[tuple[str, Submission]]:
    """The rows of a table of figures, or forms by their files."""
    from zhibiao.analysis.tables import heads_of, submissions
    from zhibiao.model.measure import MeasureType

    if _is_table(table):
        measures = {name: one for each in rules for name, one in each.measures.items()}
        answers = {n for n, one in measures.items() if one.type is MeasureType.BOOLEAN}
        yield from submissions(Path(table), heads_of(*rules), answers)
        return
    for name in _files(session, table):
        forms = read_forms(session.workbench, name)
        for number, form in enumerate(forms, 1):
            yield (name if len(forms) == 1 else f"{name}#{number}"), form
