"""Submissions from a CSV table: a row each, the heading names measures by their ids."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from io import StringIO
from pathlib import Path

from zhibiao.errors import FormError
from zhibiao.messages import comparing as texts
from zhibiao.messages import say

MOST_ROWS = 100_000
MOST_BYTES = 256 * 2**20
TRUTHS = {"true": True, "是": True, "yes": True, "false": False, "否": False, "no": False}


def submissions(
    path: Path, known: Collection[str], answers: Collection[str]
) -> Iterator[tuple[str, dict[str, str | bool]]]:
    """The rows of a table, each with its name and its figures; an empty cell is not known.

    Args:
        path: a CSV file in UTF-8. A first column that is no measure holds the names of the rows.
        known: the names of measures and of what is judged.
        answers: those of them that are yes or no.

    Raises:
        FormError: it cannot be read, or a column means nothing.
    """
    rows = csv.reader(StringIO(_text(path)), strict=False)
    heading = [cell.strip() for cell in next(rows, [])]
    named = bool(heading) and heading[0] not in known
    strange = tuple(name for name in heading[named:] if name not in known)
    if strange:
        raise FormError(say(texts.UNKNOWN_COLUMNS, file=path.name, columns=strange))
    count = 0
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise FormError(say(texts.TOO_LONG, file=path.name, most=str(MOST_ROWS)))
        pairs = dict(zip(heading[named:], row[named:], strict=False))
        name = row[0].strip() if named else ""
        yield name or f"{path.name}:{count + 1}", _figures(pairs, answers)
    if not count:
        raise FormError(say(texts.EMPTY_TABLE, file=path.name))


def _figures(pairs: dict[str, str], answers: Collection[str]) -> dict[str, str | bool]:
    found: dict[str, str | bool] = {}
    for name, cell in pairs.items():
        written = cell.strip()
        if written:
            answer = TRUTHS.get(written.lower()) if name in answers else None
            found[name] = written if answer is None else answer
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError:
        raise FormError(say(texts.NO_TABLE, file=path.as_posix())) from None
    if len(raw) > MOST_BYTES:
        raise FormError(say(texts.TOO_LONG, file=path.name, most=str(MOST_ROWS)))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError(say(texts.NOT_TEXT, file=path.name)) from None
