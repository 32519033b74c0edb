"""``zhibiao criterion``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhibiao.cli.root import FINDINGS, Session, verb
from zhibiao.cli.source import STDIN
from zhibiao.errors import FormError, NotFoundError, NumberError
from zhibiao.exact import number as exactly
from zhibiao.messages import cli as texts
from zhibiao.messages import say

if TYPE_CHECKING:
    from zhibiao.criteria import Reading

MOST_BYTES = 16 * 2**20


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("wordings", nargs=-1, metavar="[TEXT]...")
    @click.option("--points", metavar="N", help=texts.OPT_POINTS.render(lang))
    @click.option("--file", "source", metavar="FILE", help=texts.OPT_WORDINGS.render(lang))
    @click.option("--reverse", metavar="RULESET", help=texts.OPT_REVERSE.render(lang))
    def run(
        session: Session,
        wordings: tuple[str, ...],
        points: str | None,
        source: str | None,
        reverse: str | None,
    ) -> int:
        if reverse is not None:
            if wordings or points or source:
                raise click.UsageError(texts.REVERSE_ALONE.render(lang))
            return _reverse(session, reverse)
        if bool(wordings) == bool(source) or (wordings and points is None):
            raise click.UsageError(texts.WORDING_NEEDED.render(lang))
        pairs = [(one, points or "") for one in wordings]
        if source:
            pairs = list(_lines(source))
        return _read(session, pairs, single=len(wordings) == 1)

    return verb(lang, "criterion", texts.CRITERION.render(lang))(run)


def _read(session: Session, pairs: list[tuple[str, str]], *, single: bool) -> int:
    read = session.workbench.read_criterion
    readings = [read(wording, points) for wording, points in pairs]
    if session.as_json:
        shapes = [shape(one, session.lang) for one in readings]
        session.emit(shapes[0] if single else shapes)
    else:
        for one in readings:
            _show(session, one)
    return FINDINGS if any(one.scheme is None for one in readings) else 0


def shape(reading: Reading, lang: str) -> dict[str, Any]:
    """One reading as JSON."""
    from zhibiao.criteria import ruleset_toml
    from zhibiao.exact import text
    from zhibiao.reports.rulesets import plain

    return {
        "text": reading.text,
        "points": text(reading.points),
        "scheme": None if reading.scheme is None else plain(reading.scheme),
        "assumed": list(reading.assumed),
        "ambiguous": [one.render(lang) for one in reading.ambiguous],
        "refused": reading.refused,
        "ruleset": ruleset_toml(reading) or None,
    }


def _show(session: Session, reading: Reading) -> None:
    from zhibiao.criteria import ruleset_toml

    if reading.scheme is None:
        why = reading.why.render(session.lang) if reading.why is not None else ""
        message = say(texts.REFUSED, part=reading.refused or "", why=why)
        click.echo(message.render(session.lang), err=True)
        return
    click.echo(ruleset_toml(reading))
    for one in reading.ambiguous:
        session.say(say(texts.LEFT_OPEN, what=one).render(session.lang))


def _reverse(session: Session, name: str) -> int:
    """The wording of every scheme of a rule set."""
    from zhibiao.criteria import write

    rules = session.workbench.load(name)
    words = [
        (item, write(item.scheme, rules.measures, item.points, session.lang))
        for item in rules.items
    ]
    if session.as_json:
        session.emit(
            {
                "ruleset": rules.id,
                "criteria": [
                    {"id": item.id, "label": item.label, "text": said} for item, said in words
                ],
            }
        )
        return 0
    for item, said in words:
        click.echo(f"{item.label}\t{said}")
    return 0


def _lines(source: str) -> Iterator[tuple[str, str]]:
    """The wordings of a file of JSON lines."""
    if source == STDIN:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    elif Path(source).is_file():
        with Path(source).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    else:
        raise NotFoundError(say(texts.NO_FILE, file=source))
    if len(raw) > MOST_BYTES:
        raise FormError(say(texts.FILE_TOO_LARGE, file=source))
    for number, line in enumerate(raw.decode("utf-8-sig", errors="replace").splitlines(), 1):
        if line.strip():
            yield _line(source, number, line)


def _line(source: str, number: int, line: str) -> tuple[str, str]:
    refused = FormError(say(texts.NO_WORDING, file=source, line=str(number)))
    try:
        entry = json.loads(line, parse_float=str)
    except (ValueError, RecursionError):
        raise refused from None
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise refused
    points = entry.get("points")
    if isinstance(points, bool) or not isinstance(points, (str, int)):
        raise refused
    try:
        exactly(points)
    except NumberError:
        raise refused from None
    return entry["text"], str(points)
