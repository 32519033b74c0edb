"""The root command and what all verbs share: options, the workbench, errors, exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import wraps
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click
from attrs import frozen

from zhibiao._version import __version__
from zhibiao.api import Workbench
from zhibiao.errors import Renderable, ZhibiaoError
from zhibiao.messages import LANGUAGES
from zhibiao.messages import cli as texts
from zhibiao.model.problem import Severity
from zhibiao.plugins.manager import PluginManager, make_manager
from zhibiao.streams import stdout_restored, stdout_to_stderr

FINDINGS, WRONG_INPUT = 1, 2
WRITTEN = "zhibiao.written"
"""Stands in the context of a call that has written its result to standard output."""
F = TypeVar("F", bound=Callable[..., Any])

SEVERITIES = tuple(severity.value for severity in Severity)


@frozen
class Session:
    """One call: language, output, verbosity, and the workbench."""

    lang: str
    as_json: bool
    quiet: bool
    verbose: bool
    workbench: Workbench
    stream: TextIO

    def say(self, text: str) -> None:
        """A message to standard error, unless quiet."""
        if not self.quiet:
            click.echo(text, err=True)

    def emit(self, document: Any) -> None:
        """One JSON document to standard output, and nothing else to it."""
        self.write(json_text(document) + "\n")

    def write(self, text: str) -> None:
        """Text to standard output, also where other prints are kept away from it."""
        click.get_current_context().meta[WRITTEN] = True
        with stdout_restored(self.stream):
            click.echo(text, nl=False, file=self.stream)


def build(lang: str, *, plugins: bool = True, manager: PluginManager | None = None) -> click.Group:
    """The whole command line in one language.

    Args:
        lang: the language of help and messages.
        plugins: whether installed plug-ins are loaded.
        manager: the plug-in manager, where one is made already.
    """
    from zhibiao.cli.verbs import Verbs

    root = Verbs(
        "zhibiao",
        lang=lang,
        plugins=plugins,
        manager=make_manager(entry_points=plugins) if manager is None else manager,
        help=texts.ROOT.render(lang),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        expose_value=False,  # read before the parsing, since help is made in it
        help=texts.OPT_LANG.render(lang),
    )(root)
    click.option(
        "--no-plugins",
        is_flag=True,
        expose_value=False,  # read before the parsing, since plug-ins bring verbs
        help=texts.OPT_NO_PLUGINS.render(lang),
    )(root)
    click.version_option(__version__, prog_name="zhibiao")(root)
    return root


def verb(
    lang: str, name: str, help_text: str, *, says_faults: bool = False
) -> Callable[[F], click.Command]:
    """Makes a function that takes a session a command with the options that all verbs have.

    Args:
        lang: the language of help and messages.
        name: the verb.
        help_text: what ``--help`` says of it.
        says_faults: whether the verb itself tells what plug-ins did wrong.
    """

    def decorate(function: F) -> click.Command:
        @wraps(function)
        def run(**options: Any) -> None:
            session = _session(lang, options)
            # JSON stays whole whatever somebody's code prints.
            with stdout_to_stderr() if session.as_json else nullcontext():
                try:
                    status = function(session, **options)
                except ZhibiaoError as error:
                    status = _report(session, error)
            for fault in () if says_faults else session.workbench.plugin_faults:
                session.say(texts.PLUGIN.render(lang) + fault.render(lang))
            sys.exit(status or 0)

        command = click.command(name, help=help_text)(run)
        for add in reversed(_shared_options(lang)):
            command = add(command)
        return command

    return decorate


def _shared_options(lang: str) -> Sequence[Callable[[click.Command], click.Command]]:
    return (
        click.option("--json", "as_json", is_flag=True, help=texts.OPT_JSON.render(lang)),
        click.option(
            "--rules",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="DIR",
            help=texts.OPT_RULES.render(lang),
        ),
        click.option("--no-plugins", is_flag=True, help=texts.OPT_NO_PLUGINS.render(lang)),
        click.option(
            "--lang", "language", type=click.Choice(LANGUAGES), help=texts.OPT_LANG.render(lang)
        ),
        click.option("-q", "--quiet", is_flag=True, help=texts.OPT_QUIET.render(lang)),
        click.option("-v", "--verbose", is_flag=True, help=texts.OPT_VERBOSE.render(lang)),
    )


def _session(lang: str, options: dict[str, Any]) -> Session:
    rules = options.pop("rules")
    root = click.get_current_context().find_root().command
    plugins = not options.pop("no_plugins") and getattr(root, "plugins", True)
    options.pop("language")  # read before the parsing, since help is made in it
    return Session(
        lang=lang,
        as_json=options.pop("as_json"),
        quiet=options.pop("quiet"),
        verbose=options.pop("verbose"),
        workbench=Workbench(rules=rules, plugins=plugins, manager=_manager(plugins=plugins)),
        stream=sys.stdout,
    )


def _manager(*, plugins: bool) -> PluginManager | None:
    """The manager from which the verbs came, so that plug-ins are loaded once a call."""
    from zhibiao.cli.verbs import Verbs

    root = click.get_current_context().find_root().command
    return root.manager if isinstance(root, Verbs) and root.plugins == plugins else None


class BrokenOffError(KeyboardInterrupt):
    """The user broke off a run of which there is more to say than that."""

    def __init__(self, message: Renderable) -> None:
        super().__init__(message)
        self.message = message


def _report(session: Session, error: ZhibiaoError) -> int:
    """A user's mistake: all of it to standard error, and as JSON where that was asked for."""
    click.echo(texts.ERROR.render(session.lang) + error.render(session.lang), err=True)
    if session.as_json:
        session.emit({"error": error_shape(error, session.lang)})
    return WRONG_INPUT


def json_text(document: Any) -> str:
    """A document as all verbs print it."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def error_shape(error: ZhibiaoError, lang: str) -> dict[str, Any]:
    """An error as JSON, with its problems where it has any."""
    from zhibiao.reports.shapes import error as shape_of

    return shape_of(error, lang)


def fail_on_option(lang: str) -> Callable[[F], F]:
    """The option that says from which severity on the exit status is 1."""
    return click.option(
        "--fail-on",
        type=click.Choice([*SEVERITIES, "never"]),
        default="error",
        show_default=True,
        help=texts.OPT_FAIL_ON.render(lang),
    )


def status_of(found: Sequence[Any], fail_on: str) -> int:
    """1 when something found is at least as grave as the limit."""
    if fail_on == "never":
        return 0
    limit = Severity(fail_on).rank
    return FINDINGS if any(one.severity.rank <= limit for one in found) else 0
