"""Where forms come from: files, folders, standard input."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.api import Workbench
from zhibiao.errors import NotFoundError
from zhibiao.messages import bulk as bulk_texts
from zhibiao.messages import cli as texts
from zhibiao.messages import say
from zhibiao.model.form import Form
from zhibiao.readers.limits import MAX_BYTES

if TYPE_CHECKING:
    from zhibiao.interpreting import Interpretation

STDIN = "-"
FORM = ".form.toml"


def read_forms(workbench: Workbench, name: str) -> tuple[Form, ...]:
    """The forms in a file, or on standard input.

    Raises:
        FormError: they cannot be read.
    """
    if name == STDIN:
        return workbench.read("<stdin>", _standard_input())
    return workbench.read(name)


def _standard_input() -> bytes:
    return b"" if sys.stdin is None else sys.stdin.buffer.read(MAX_BYTES + 1)


def interpreted(workbench: Workbench, name: str) -> Interpretation:
    """The forms in a file, or on standard input, with what could not be read.

    Raises:
        FormError: they cannot be read.
    """
    if name == STDIN:
        return workbench.interpret("<stdin>", _standard_input())
    return workbench.interpret(name)


def form_files(
    workbench: Workbench, names: tuple[str, ...], leave_out: Collection[Path] = ()
) -> list[str]:
    """Files as they are given, and the documents in each folder and below.

    Args:
        workbench: knows the formats.
        names: files and folders.
        leave_out: files and folders that this call writes.

    Raises:
        NotFoundError: a folder without documents.
    """
    from zhibiao.bulk.discovery import documents_in

    suffixes = (FORM, *(suffix for reader in workbench.readers for suffix in reader.suffixes))
    found: list[str] = []
    for name in names:
        path = Path(name)
        if name == STDIN or not path.is_dir():
            found.append(name)
            continue
        inside = [one.as_posix() for one in documents_in(path, suffixes, leave_out)]
        if not inside:
            raise NotFoundError(say(bulk_texts.NOTHING_FOUND, folder=name, suffixes=suffixes))
        found += inside
    return list(dict.fromkeys(found))


def rule_sets(workbench: Workbench, names: Sequence[str]) -> list[str]:
    """Single rule sets: files, folders and ids.

    Raises:
        NotFoundError: a folder without rule sets, or what does not exist.
    """
    for name in names:
        if Path(name).is_dir() and not workbench.targets([name]):
            raise NotFoundError(say(texts.NO_RULESETS, folder=name))
    return workbench.targets(names)
