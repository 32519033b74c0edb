"""The command line: one file a verb. Help and messages are made in the user's language."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from zhibiao.messages import LANGUAGES, default_language, say
from zhibiao.messages import cli as texts

NOT_WRITTEN, INTERNAL_ERROR = 2, 3
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""A full disk, a used-up quota, a file as large as files may be."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs ``zhibiao``; exits with 0, 1 (findings), 2 (wrong input) or 3 (our own fault)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    # A stream that the shell closed is None, though the annotations say otherwise.
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115  # open to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115  # open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not on a stream that a test put in its place
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        _run(given, lang)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is ours; users' mistakes end in the verbs
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            why = error.strerror or str(error)
            sys.stderr.write(say(texts.OUTPUT_LOST, why=why).render(lang) + "\n")
            _forget_output()
            sys.exit(NOT_WRITTEN)
        sys.stderr.write(texts.INTERNAL.render(lang) + "\n" + traceback.format_exc())
        sys.exit(INTERNAL_ERROR)


def _run(given: list[str], lang: str) -> None:
    from zhibiao.cli.root import build

    try:
        build(lang, plugins="--no-plugins" not in given).main(args=given, prog_name="zhibiao")
    finally:  # what a full disk does not take is met here, and not when Python ends
        if isinstance(sys.exc_info()[1], (SystemExit, type(None))):
            sys.stdout.flush()


def _forget_output() -> None:
    """What is still in the buffer goes nowhere: Python would fail on it once more at its end."""
    with suppress(OSError, ValueError):  # a stream of a test has no file behind it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _language(arguments: Sequence[str]) -> str:
    """The language is needed before the arguments are parsed, since help is made in it."""
    for index, argument in enumerate(arguments):
        value = ""
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        elif argument.startswith("--lang="):
            value = argument.partition("=")[2]
        if value in LANGUAGES:
            return value
    return default_language()
