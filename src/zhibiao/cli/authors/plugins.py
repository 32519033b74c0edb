"""``zhibiao plugins``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from zhibiao.api import Workbench
from zhibiao.cli.root import Session, verb
from zhibiao.errors import PluginError
from zhibiao.messages import cli as cli_texts
from zhibiao.messages import plugins as texts
from zhibiao.messages import visible
from zhibiao.plugins.faults import Plugin, PluginFault


def command(lang: str) -> click.Command:
    """The verb in a language."""

    def run(session: Session) -> None:
        conflicts = _look_at_everything(session.workbench)
        found = session.workbench.manager.listing()
        faults = session.workbench.plugin_faults
        if session.as_json:
            session.emit(
                {
                    "plugins": [_shape(one, faults, session.lang) for one in found],
                    "conflicts": [one.render(session.lang) for one in conflicts],
                }
            )
            return
        for one in found:
            _print(one, faults, session.lang)
        for conflict in conflicts:
            click.echo(cli_texts.ERROR.render(session.lang) + conflict.render(session.lang))

    return verb(lang, "plugins", texts.LIST.render(lang), says_faults=True)(run)


def _shape(plugin: Plugin, faults: tuple[PluginFault, ...], lang: str) -> dict[str, Any]:
    """One plug-in as JSON."""
    return {
        "name": plugin.name,
        "package": plugin.distribution or None,
        "version": plugin.version or None,
        "module": plugin.module,
        "active": plugin.active,
        "hooks": list(plugin.hooks),
        "faults": [
            {"code": one.code, "message": one.render(lang)}
            for one in faults
            if one.plugin == plugin.name
        ],
    }


def _print(plugin: Plugin, faults: tuple[PluginFault, ...], lang: str) -> None:
    """One plug-in as a paragraph: what it is, its hooks, its faults."""
    state = "" if plugin.active else f" · {texts.NOT_ACTIVE.render(lang)}"
    click.echo(visible(f"{plugin.name} · {plugin.shown} · {plugin.module}{state}"))
    if plugin.hooks:
        click.echo(f"  {', '.join(plugin.hooks)}")
    for one in faults:
        if one.plugin == plugin.name:
            click.echo(f"  {cli_texts.ERROR.render(lang)}{one.render(lang)}")


def _look_at_everything(bench: Workbench) -> list[PluginError]:
    """Calls every hook and resolves every part, so that all faults are met and recorded.

    Returns:
        The conflicts that belong to no one plug-in: two rule sets of one id.
    """
    looks: list[Callable[[], object]] = [
        lambda: bench.form_checks,
        lambda: bench.lint_checks,
        lambda: bench.criterion_patterns,
        lambda: bench.readers,
        lambda: bench.report_formats,
        bench.resolve_schemes,
        _verbs,
    ]
    for look in looks:
        look()
    return list(bench.catalog.clashes.values())


def _verbs() -> None:
    context = click.get_current_context().find_root()
    if isinstance(context.command, click.Group):
        context.command.list_commands(context)
