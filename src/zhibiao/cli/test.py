"""``zhibiao test``."""

from __future__ import annotations

import click

from zhibiao.cli.root import FINDINGS, WRONG_INPUT, Session, verb
from zhibiao.messages import cli as texts
from zhibiao.messages import say


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("paths", nargs=-1, required=True)
    def run(session: Session, paths: tuple[str, ...]) -> int:
        runs = session.workbench.test(paths)
        if session.as_json:
            from zhibiao.reports.shapes import case_run, problem

            session.emit(
                {
                    "rulesets": [
                        {
                            "ruleset": one.ruleset,
                            "cases": [case_run(c, p, session.lang) for c, p in one.results],
                            "failed": one.failed,
                            "problems": [problem(p, session.lang) for p in one.problems],
                        }
                        for one in runs
                    ]
                }
            )
        else:
            from zhibiao.reports.terminal import console, print_problems

            out = console()
            for one in runs:
                print_problems(out, one.problems, session.lang)
                for _, problems in one.results:
                    print_problems(out, problems, session.lang)
                template = texts.CASES_SUM if one.results else texts.NO_CASES
                shown = say(template, id=one.ruleset, count=len(one.results), failed=one.failed)
                click.echo(shown.render(session.lang))
        if any(one.problems for one in runs):
            return WRONG_INPUT
        return FINDINGS if any(one.failed for one in runs) else 0

    return verb(lang, "test", texts.TEST.render(lang))(run)
