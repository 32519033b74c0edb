"""``zhibiao score``."""

from __future__ import annotations

import click

from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import read_forms
from zhibiao.messages import cli as texts


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset")
    @click.argument("form")
    def run(session: Session, ruleset: str, form: str) -> None:
        rules = session.workbench.load(ruleset)
        forms = read_forms(session.workbench, form)
        cards = [session.workbench.score(rules, one) for one in forms]
        if session.as_json:
            from zhibiao.reports.shapes import scorecard

            shapes = [
                scorecard(card, session.lang, form=one)
                for card, one in zip(cards, forms, strict=True)
            ]
            session.emit(shapes[0] if len(shapes) == 1 else {"scorecards": shapes})
            return
        from zhibiao.reports.terminal import console, print_scorecard

        out = console()
        for card in cards:
            print_scorecard(out, card, session.lang)
            for remark in card.remarks:
                session.say(texts.REMARK.render(session.lang) + remark.render(session.lang))

    return verb(lang, "score", texts.SCORE.render(lang))(run)
