"""``zhibiao sensitivity``."""

from __future__ import annotations

import click

from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import read_forms
from zhibiao.messages import sensitivity as texts
from zhibiao.messages import visible


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset")
    @click.argument("form")
    def run(session: Session, ruleset: str, form: str) -> None:
        from zhibiao.analysis.sensitivity import sensitivity
        from zhibiao.reports.sensitivity import lines, shape

        rules = session.workbench.load(ruleset)
        forms = read_forms(session.workbench, form)
        found = [sensitivity(session.workbench.score(rules, one)) for one in forms]
        if session.as_json:
            shapes = [shape(one, session.lang) for one in found]
            session.emit(shapes[0] if len(shapes) == 1 else {"forms": shapes})
            return
        for one in found:
            for line in lines(one, session.lang):
                click.echo(visible(line))

    return verb(lang, "sensitivity", texts.VERB.render(lang))(run)
