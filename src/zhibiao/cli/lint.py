"""``zhibiao lint``."""

from __future__ import annotations

import click

from zhibiao.cli.root import WRONG_INPUT, Session, fail_on_option, status_of, verb
from zhibiao.cli.source import rule_sets
from zhibiao.messages import cli as texts
from zhibiao.messages import say

WORTH_A_PROCESS = 20
"""For fewer rule sets a second process takes longer to start than it saves."""


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("paths", nargs=-1, required=True)
    @click.option("-j", "--jobs", type=click.IntRange(1, 64), help=texts.OPT_JOBS.render(lang))
    @fail_on_option(lang)
    def run(session: Session, paths: tuple[str, ...], jobs: int | None, fail_on: str) -> int:
        from zhibiao.bulk.spread import cores
        from zhibiao.loading.report import UNUSABLE

        targets = rule_sets(session.workbench, paths)
        few = len(targets) < WORTH_A_PROCESS
        problems = session.workbench.lint(targets, jobs=jobs or (1 if few else cores()))
        if session.as_json:
            from zhibiao.reports.shapes import problem

            session.emit({"problems": [problem(one, session.lang) for one in problems]})
        else:
            from zhibiao.reports.terminal import console, count_text, print_problems

            print_problems(console(), problems, session.lang)
            count = len(targets)
            session.say(
                count_text(texts.LINT_SUM, problems, session.lang, count=count)
                if problems
                else say(texts.LINT_CLEAN, count=count).render(session.lang)
            )
        if any(one.code in UNUSABLE for one in problems):
            return WRONG_INPUT
        return status_of(problems, fail_on)

    return verb(lang, "lint", texts.LINT.render(lang))(run)
