"""The command line: one file a verb. Help and messages are made in the user's language."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from zhibiao.messages import LANGUAGES, default_language
from zhibiao.messages import cli as texts

INTERNAL_ERROR = 3


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
        from zhibiao.cli.root import build

        build(lang, plugins="--no-plugins" not in given).main(args=given, prog_name="zhibiao")
    except Exception:  # noqa: BLE001  # whatever it is, it is ours; users' mistakes end in the verbs
        sys.stderr.write(texts.INTERNAL.render(lang) + "\n" + traceback.format_exc())
        sys.exit(INTERNAL_ERROR)


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
