"""``zhibiao schema``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from zhibiao.cli.output import OutputPath, write_whole
from zhibiao.cli.root import Session, verb
from zhibiao.messages import cli as texts
from zhibiao.messages import say


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.option(
        "-o",
        "--output",
        type=OutputPath(lang),
        metavar="FILE",
        help=texts.OPT_OUTPUT.render(lang),
    )
    def run(session: Session, output: Path | None) -> None:
        document = session.workbench.schema()
        if output is None:
            session.emit(document)
            return
        write_whole(output, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        if session.as_json:
            session.emit({"file": output.as_posix()})
        session.say(say(texts.WRITTEN, file=output.as_posix()).render(session.lang))

    return verb(lang, "schema", texts.SCHEMA.render(lang))(run)
