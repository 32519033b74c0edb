"""The plug-in manager, made by a function, and the parts that plug-ins registered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pluggy
from attrs import frozen

from zhibiao.errors import PluginError
from zhibiao.messages import Text, say
from zhibiao.messages import catalog as texts
from zhibiao.plugins import builtin, hookspecs

BUILTIN = "zhibiao"
T = TypeVar("T")


@frozen
class Part:
    """One registered part: who brought it, and what it is (or where it is found)."""

    plugin: str
    value: object

    def resolve(self, kind: Text, *wanted: type[T]) -> T:
        """The object itself, of one of the types that are wanted.

        Raises:
            PluginError: it does not exist, or is nothing of that kind.
        """
        found = self.value
        if isinstance(found, str):
            module, _, name = found.partition(":")
            try:
                found = getattr(import_module(module), name)
            except (ImportError, AttributeError):
                raise self.unfit(kind) from None
        if not isinstance(found, wanted):
            raise self.unfit(kind)
        return found

    def unfit(self, kind: Text) -> PluginError:
        """The error that this is nothing of that kind."""
        message = say(texts.NOT_A_PART, plugin=self.plugin, name=str(self.value)[:80], kind=kind)
        return PluginError(message)


def make_manager(*, entry_points: bool = True) -> pluggy.PluginManager:
    """A manager with our own parts and, unless switched off, all installed plug-ins."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    if entry_points:
        manager.load_setuptools_entrypoints(hookspecs.PROJECT)
    manager.register(builtin, BUILTIN)  # the last registered is called first
    return manager


def folders(manager: pluggy.PluginManager) -> list[tuple[str, Path]]:
    """The folders of rule sets, each with the plug-in that brought it."""
    return [
        (plugin, Path(folder))
        for plugin, found in _called(manager, "zhibiao_rulesets")
        for folder in found
    ]


def schemes(manager: pluggy.PluginManager) -> dict[str, Part]:
    """The scheme kinds by name.

    Raises:
        PluginError: two plug-ins register one name.
    """
    found: dict[str, Part] = {}
    for plugin, registered in _called(manager, "zhibiao_schemes"):
        for kind, scheme in registered.items():
            other = found.setdefault(kind, Part(plugin, scheme))
            if other.value is not scheme:
                message = say(
                    texts.SAME_PART, kind=texts.SCHEME, name=kind, one=other.plugin, other=plugin
                )
                raise PluginError(message)
    return found


def parts(manager: pluggy.PluginManager, hook: str) -> list[Part]:
    """The parts that a listing hook brings, in order."""
    return [Part(plugin, part) for plugin, found in _called(manager, hook) for part in found]


class _Check(Protocol):
    @property
    def name(self) -> str: ...


C = TypeVar("C", bound=_Check)


def distinct(checks: Iterable[tuple[str, C]], kind: Text) -> list[C]:
    """The checks, each name once.

    Raises:
        PluginError: two plug-ins register one name.
    """
    owners: dict[str, str] = {}
    found: list[C] = []
    for plugin, check in checks:
        other = owners.setdefault(check.name, plugin)
        if other != plugin:
            message = say(texts.SAME_PART, kind=kind, name=check.name, one=other, other=plugin)
            raise PluginError(message)
        found.append(check)
    return found


def _called(manager: pluggy.PluginManager, hook: str) -> Iterator[tuple[str, Any]]:
    """What each plug-in returns for a hook: ours first, then by name."""
    caller = getattr(manager.hook, hook)
    implementations = sorted(
        caller.get_hookimpls(), key=lambda one: (one.plugin_name != BUILTIN, one.plugin_name)
    )
    for implementation in implementations:
        call: Callable[[], Any] = implementation.function
        yield implementation.plugin_name, call()
