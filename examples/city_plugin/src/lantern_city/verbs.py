"""A verb of the city's own: ``zhibiao halving POINTS``."""

from __future__ import annotations

import click

from lantern_city.schemes import Halving
from zhibiao.cli.root import Session, verb
from zhibiao.exact import number, text
from zhibiao.messages import Text
from zhibiao.model.clauses import MeasureId

HELP = Text(
    zh="列出发生几起各得多少分（虚构示例）。",
    en="List what so many occurrences earn (an invented example).",
)


def halving(lang: str) -> click.Command:
    """The verb in a language; ``verb`` adds the options that all verbs have."""

    @click.argument("points")
    @click.option("--most", type=click.IntRange(0, 20), default=4, show_default=True)
    def run(session: Session, points: str, most: int) -> None:
        scheme, worth = Halving(count=MeasureId("count")), number(points)
        scores = [text(scheme.reckon({"count": number(n)}, worth)) for n in range(most + 1)]
        if session.as_json:
            session.emit({"points": text(worth), "scores": scores})
            return
        for count, score in enumerate(scores):
            click.echo(f"{count}\t{score}")

    return verb(lang, "halving", HELP.render(lang))(run)
