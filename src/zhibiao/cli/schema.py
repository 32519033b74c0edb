"""``zhibiao schema``."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from zhibiao.cli.root import Session, verb
from zhibiao.errors import ZhibiaoError
from zhibiao.messages import cli as texts
from zhibiao.messages import say


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=texts.OPT_OUTPUT.render(lang),
    )
    def run(session: Session, output: Path | None) -> None:
        document = session.workbench.schema()
        if output is None:
            session.emit(document)
            return
        _write(output, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        if session.as_json:
            session.emit({"file": output.as_posix()})
        session.say(say(texts.WRITTEN, file=output.as_posix()).render(session.lang))

    return verb(lang, "schema", texts.SCHEMA.render(lang))(run)


def _write(path: Path, text: str) -> None:
    """The whole text or nothing: an editor that reads meanwhile never sees a half of it.

    Raises:
        ZhibiaoError: the file cannot be written.
    """
    beside = ""
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as stream:
            beside = stream.name
            stream.write(text)
        Path(beside).chmod(0o644)  # a temporary file is for its owner alone
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            with suppress(OSError):
                Path(beside).unlink()
        why = error.strerror or str(error)
        raise ZhibiaoError(say(texts.NOT_WRITTEN, file=path.as_posix(), why=why)) from None
