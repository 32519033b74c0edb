"""``zhibiao show``."""

from __future__ import annotations

import click

from zhibiao.cli.root import Session, verb
from zhibiao.messages import cli as texts

FORMATS = ("text", "markdown", "latex", "toml", "json")


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("ruleset")
    @click.option(
        "--format",
        "style",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help=texts.OPT_FORMAT.render(lang),
    )
    def run(session: Session, ruleset: str, style: str) -> None:
        rules = session.workbench.load(ruleset)
        if session.as_json or style == "json":
            from zhibiao.reports.rulesets import document

            session.emit(document(rules))
        elif style == "toml":
            from zhibiao.loading.toml_writing import ruleset_toml

            entry = session.workbench.catalog.entry(ruleset)
            whole = session.workbench.loader.whole(entry.path.read_bytes(), entry.name, entry.id)
            click.echo(ruleset_toml(whole.values), nl=False)
        elif style == "latex":
            from zhibiao.reports.ruleset_latex import ruleset_latex

            click.echo(ruleset_latex(rules, session.lang), nl=False)
        else:
            from zhibiao.reports.rulesets import markdown

            shown = markdown(rules, session.lang)
            if style == "markdown":
                click.echo(shown, nl=False)
            else:
                from zhibiao.reports.terminal import console, print_ruleset

                print_ruleset(console(), rules, session.lang)

    return verb(lang, "show", texts.SHOW.render(lang))(run)
