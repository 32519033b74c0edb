"""``zhibiao workbook``."""

from __future__ import annotations

from pathlib import Path

import click

from zhibiao.cli.output import write_whole
from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import read_forms
from zhibiao.messages import cli as texts
from zhibiao.messages import say
from zhibiao.messages import workbook as words


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset")
    @click.argument("form", required=False)
    @click.option(
        "-o",
        "--output",
        required=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help=texts.OPT_WORKBOOK.render(lang),
    )
    def run(session: Session, ruleset: str, form: str | None, output: Path) -> None:
        bench = session.workbench
        rules = bench.load(ruleset)
        said = None if form is None else read_forms(bench, form)[0]
        content = bench.workbook(rules, said, session.lang)
        write_whole(output, content)
        if session.as_json:
            session.emit({"ruleset": rules.id, "file": str(output), "bytes": len(content)})
        else:
            session.say(say(words.MADE, path=str(output)).render(session.lang))

    return verb(lang, "workbook", texts.WORKBOOK.render(lang))(run)
