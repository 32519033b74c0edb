"""``zhibiao list``."""

from __future__ import annotations

import click

from zhibiao.cli.root import WRONG_INPUT, Session, verb
from zhibiao.messages import cli as texts


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @verb(lang, "list", texts.LIST.render(lang))
    def run(session: Session) -> int:
        found, problems = session.workbench.list_rulesets()
        for fault in problems:
            click.echo(fault.render(session.lang), err=True)
        if session.as_json:
            from zhibiao.reports.shapes import problem, summary

            session.emit(
                {
                    "rulesets": [summary(one, session.lang) for one in found],
                    "problems": [problem(one, session.lang) for one in problems],
                }
            )
        else:
            from zhibiao.reports.terminal import console, print_list

            print_list(console(), found, session.lang)
        return WRONG_INPUT if problems else 0

    return run
