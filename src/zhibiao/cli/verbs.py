"""The group of all verbs: ours and those of plug-ins, each made when it is first asked for."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn, cast

import click

from zhibiao.cli.root import WRITTEN, BrokenOffError, error_shape, json_text
from zhibiao.errors import PluginError
from zhibiao.messages import cli as cli_texts
from zhibiao.messages import plugins as texts
from zhibiao.messages import say
from zhibiao.plugins.faults import PluginFault, why
from zhibiao.plugins.manager import BUILTIN, FOREIGN, PluginManager
from zhibiao.plugins.parts import Part, all_named

FAILED, INTERRUPTED = 3, 130
WANTS_JSON = "zhibiao.json"
HOOK = "zhibiao_commands"


class Verbs(click.Group):
    """The root command. A verb that two packages register is neither's, and both are named."""

    def __init__(
        self, name: str, *, lang: str, plugins: bool, manager: PluginManager, **rest: Any
    ) -> None:
        super().__init__(name, **rest)
        self.lang = lang
        self.plugins = plugins
        self.manager = manager
        parts, twice = all_named(manager, HOOK, texts.COMMAND)
        self.parts: dict[str, Part] = parts
        self.twice: dict[str, PluginError] = twice

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        """All verbs that can be made, ours first."""
        return [name for name in self.parts if self.get_command(ctx, name) is not None]

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> click.Command | None:
        """One verb, made now; ``None`` where there is none, or where it is at fault."""
        del ctx
        if cmd_name in self.twice:
            return self._conflict(cmd_name)
        part = self.parts.get(cmd_name)
        if part is None:
            return None
        if cmd_name not in self.commands:
            try:
                self.commands[cmd_name] = self._made(cmd_name, part)
            except PluginError as error:
                if part.plugin == BUILTIN:
                    raise
                self.manager.record(PluginFault(part.plugin, "part", error.message))
                return self._refusing(cmd_name, error)
        return self.commands[cmd_name]

    def _made(self, name: str, part: Part) -> click.Command:
        make = cast(Callable[..., Any], part.resolve(texts.COMMAND, object))
        if not callable(make):
            raise part.unfit(texts.COMMAND)
        if part.plugin == BUILTIN:
            made: click.Command = make(self.lang)
            return made
        try:
            with self.manager.running(part.plugin):
                found = make(self.lang)
        except FOREIGN as error:
            said = say(texts.COMMAND_FAILED, name=name, plugin=part.plugin, why=why(error))
            raise PluginError(said) from None
        if not isinstance(found, click.Command):
            raise part.unfit(texts.COMMAND)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Notes whether JSON is asked for, which a verb that fails no longer can say."""
        ctx.meta[WANTS_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a verb. One of a plug-in that fails is named, its sub-commands and options too."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt as error:
            self._broken_off(error)
        except Exception as error:
            part = self.parts.get(ctx.invoked_subcommand or "")
            if part is None or part.plugin == BUILTIN:
                raise
            self._failed(ctx, part.plugin, error)

    def _broken_off(self, error: KeyboardInterrupt) -> NoReturn:
        """Says so on a line of its own, after the signs that a terminal shows for the keys."""
        message = error.message if isinstance(error, BrokenOffError) else cli_texts.BROKEN_OFF
        click.echo("\n" + message.render(self.lang), err=True)
        sys.exit(INTERRUPTED)

    def _failed(self, ctx: click.Context, plugin: str, error: Exception) -> NoReturn:
        """Says which plug-in it was; as JSON too where no result was written yet."""
        said = say(
            texts.COMMAND_FAILED, name=ctx.invoked_subcommand or "", plugin=plugin, why=why(error)
        )
        sys.stderr.write(said.render(self.lang) + "\n" + traceback.format_exc())
        if ctx.meta[WANTS_JSON] and WRITTEN not in ctx.meta:
            click.echo(json_text({"error": error_shape(PluginError(said), self.lang)}))
        sys.exit(FAILED)

    def _conflict(self, name: str) -> click.Command:
        return self._refusing(name, self.twice[name])

    def _refusing(self, name: str, error: PluginError) -> click.Command:
        """A verb that only says why it cannot be used; ``--help`` says it too."""

        def refuse() -> None:
            click.echo(cli_texts.ERROR.render(self.lang) + error.render(self.lang), err=True)
            sys.exit(2)

        return click.Command(
            name,
            callback=refuse,
            help=error.render(self.lang),
            context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        )
