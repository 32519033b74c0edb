"""Submissions from a CSV table: a row each, the heading names measures by ids or labels."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from zhibiao.errors import FormError
from zhibiao.messages import comparing as texts
from zhibiao.messages import say
from zhibiao.model.form import word
from zhibiao.model.ruleset import RuleSet

MOST_ROWS = 100_000
MOST_BYTES = 256 * 2**20
TRUTHS = {"true": True, "是": True, "yes": True, "false": False, "否": False, "no": False}


Heads = Mapping[str, tuple[str, ...]]


def heads_of(*editions: RuleSet) -> Heads:
    """What a column may be called: the ids of measures and scores, their labels and aliases.

    A label means what each edition calls so, which need not be the same id in all of them. One
    that means two things within an edition stands for both, and for neither where it is used.
    """
    found: dict[str, dict[str, None]] = {}
    for rules in editions:
        words: dict[str, dict[str, None]] = {}
        for item in rules.items:
            words.setdefault(word(item.label), {})[item.id] = None
        spoken = [(w, n) for n, m in rules.measures.items() for w in (m.label, *m.aliases)]
        for label in {word(one) for one, _ in spoken}:  # a measure's label before a score's
            words[label] = {name: None for one, name in spoken if word(one) == label}
        for label, names in words.items():
            found.setdefault(label, {}).update(names)
            if len(names) > 1:
                found[label][""] = None  # within one edition it is not clear
    ids = [name for rules in editions for name in (*rules.measures, *(i.id for i in rules.items))]
    return {label: tuple(names) for label, names in found.items()} | {one: (one,) for one in ids}


def submissions(
    path: Path, known: Heads, answers: Collection[str]
) -> Iterator[tuple[str, dict[str, str | bool]]]:
    """The rows of a table, each with its name and its figures; an empty cell is not known.

    Args:
        path: a CSV file in UTF-8. A first column that is no measure holds the names of the rows.
        known: what columns may be called, with the ids that each stands for.
        answers: those of them that are yes or no.

    Raises:
        FormError: it cannot be read, or a column means nothing.
    """
    rows = csv.reader(StringIO(_text(path)), strict=False)
    heading = [cell.strip() for cell in next(rows, [])]
    named = bool(heading) and not _names(heading[0], known)
    columns = _columns(heading[named:], known, path.name)
    count = 0
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise FormError(say(texts.TOO_LONG, file=path.name, most=str(MOST_ROWS)))
        cells = zip(columns, row[named:], strict=False)
        pairs = {one: cell for names, cell in cells for one in names}
        name = row[0].strip() if named else ""
        yield name or f"{path.name}:{count + 1}", _figures(pairs, answers)
    if not count:
        raise FormError(say(texts.EMPTY_TABLE, file=path.name))


def _names(cell: str, known: Heads) -> tuple[str, ...]:
    return known.get(cell) or known.get(word(cell), ())


def _columns(heading: Sequence[str], known: Heads, file: str) -> list[tuple[str, ...]]:
    """The ids that each column stands for."""
    strange = tuple(one for one in heading if not _names(one, known))
    if strange:
        raise FormError(say(texts.UNKNOWN_COLUMNS, file=file, columns=strange))
    taken: dict[str, str] = {}
    columns = [_names(one, known) for one in heading]
    for head, names in zip(heading, columns, strict=True):
        if "" in names:
            shown = tuple(one for one in names if one)
            raise FormError(say(texts.UNCLEAR_COLUMN, file=file, column=head, known=shown))
        for one in names:
            if taken.setdefault(one, head) != head or heading.count(head) > 1:
                both = (taken[one], head)
                raise FormError(say(texts.SAME_COLUMN, file=file, columns=both, id=one))
    return columns


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
