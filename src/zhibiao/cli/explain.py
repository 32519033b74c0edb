"""``zhibiao explain``."""

from __future__ import annotations

import click

from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import read_forms
from zhibiao.messages import cli as texts
from zhibiao.messages import visible
from zhibiao.model.form import word
from zhibiao.model.scorecard import Score, Scorecard


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset")
    @click.argument("form")
    @click.argument("indicator", required=False)
    def run(session: Session, ruleset: str, form: str, indicator: str | None) -> None:
        from zhibiao.scoring.explaining import explain_score

        rules = session.workbench.load(ruleset)
        cards = [session.workbench.score(rules, f) for f in read_forms(session.workbench, form)]
        chosen = [(card, score) for card in cards for score in _chosen(card, indicator)]
        if session.as_json:
            from zhibiao.reports.shapes import indicator as shape

            session.emit({"indicators": [shape(card, s, session.lang) for card, s in chosen]})
            return
        shown = [visible("\n".join(explain_score(card, s, session.lang))) for card, s in chosen]
        click.echo("\n\n".join(shown))

    return verb(lang, "explain", texts.EXPLAIN.render(lang))(run)


def _chosen(card: Scorecard, name: str | None) -> list[Score]:
    """All scores, or those that a label or an id names."""
    if name is None:
        return list(card.scores)
    labelled = [s for s in card.scores if word(s.item.label) == word(name) and s.id != name]
    return labelled or [card[name]]
