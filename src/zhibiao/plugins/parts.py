"""The parts that plug-ins registered: asked for hook by hook, each fault named and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, TypeVar

from attrs import field, frozen

from zhibiao.errors import PluginError
from zhibiao.messages import Text, say
from zhibiao.messages import catalog as texts
from zhibiao.messages import plugins as words
from zhibiao.plugins.faults import PluginFault, why
from zhibiao.plugins.manager import BUILTIN, FOREIGN, PluginManager, is_name

T = TypeVar("T")


@frozen
class Part:
    """One registered part: who brought it, and what it is (or where it is found)."""

    plugin: str
    value: object
    manager: PluginManager = field(eq=False, repr=False)

    def resolve(self, kind: Text, *wanted: type[T]) -> T:
        """The object itself, of one of the types that are wanted.

        Raises:
            PluginError: it does not exist, its module cannot be imported, or it is nothing of
                that kind.
        """
        found = self.value
        if isinstance(found, str):
            module, _, name = found.partition(":")
            try:
                with self.manager.running(self.plugin):
                    found = getattr(import_module(module), name)
            except (ImportError, AttributeError, ValueError) as error:
                said = say(
                    texts.NO_SUCH_PART,
                    plugin=self.plugin,
                    name=str(self.value)[:80],
                    kind=kind,
                    why=why(error),
                )
                raise PluginError(said) from None
            except FOREIGN as error:
                if self.plugin == BUILTIN:
                    raise
                said = say(words.NOT_LOADED, plugin=self.plugin, why=why(error))
                raise PluginError(said) from None
        if not isinstance(found, wanted):
            raise self.unfit(kind)
        return found

    def unfit(self, kind: Text) -> PluginError:
        """The error that this is nothing of that kind."""
        message = say(texts.NOT_A_PART, plugin=self.plugin, name=str(self.value)[:80], kind=kind)
        return PluginError(message)


def rule_places(manager: PluginManager) -> list[tuple[str, Path]]:
    """The files and folders of rule sets, each with the plug-in that brought it."""
    found: list[tuple[str, Path]] = []
    for plugin, places in _called(manager, "zhibiao_rulesets", list):
        for place in places:
            path = _path(place)
            if path is not None and path.exists():
                found.append((plugin, path))
                continue
            said = say(words.NO_RULES_AT, plugin=plugin, name=str(place)[:80])
            manager.record(PluginFault(plugin, "part", said))
    return found


def _path(place: object) -> Path | None:
    """A path as it is; a package's own folder by the package's name."""
    if isinstance(place, Path):
        return place
    if not isinstance(place, str):
        return None
    try:
        inside = files(place)
    except (ImportError, TypeError, ValueError):
        return None
    return inside if isinstance(inside, Path) else None  # a zipped package has no folder


def all_named(
    manager: PluginManager, hook: str, kind: Text
) -> tuple[dict[str, Part], dict[str, PluginError]]:
    """The parts of a hook that gives them by name, and the error for each name with two.

    Of two the first is among the parts; whoever asks for that name gets the error.
    """
    found: dict[str, Part] = {}
    twice: dict[str, PluginError] = {}
    for plugin, registered in _called(manager, hook, dict):
        for name, value in registered.items():
            if not _well_named(manager, plugin, kind, name):
                continue
            other = found.setdefault(name, Part(plugin, value, manager))
            if other.value is not value:
                twice[name] = _conflict(manager, hook, kind, name, (other.plugin, plugin))
    return found, twice


def parts(manager: PluginManager, hook: str) -> list[Part]:
    """The parts that a listing hook brings, in order."""
    return [
        Part(plugin, part, manager)
        for plugin, found in _called(manager, hook, list)
        for part in found
    ]


class _Named(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def distinct(
    manager: PluginManager, hook: str, kind: Text, *wanted: type[N]
) -> list[tuple[str, N]]:
    """The parts of a listing hook, resolved, each name once, each with its plug-in.

    What is no such part, has a bad name, or the name of one that came before, is recorded and
    left out; see :func:`refuse_conflict`.
    """
    owners: dict[str, str] = {}
    found: list[tuple[str, N]] = []
    for part in parts(manager, hook):
        try:
            one = part.resolve(kind, *wanted)
        except PluginError as error:
            if part.plugin == BUILTIN:
                raise
            manager.record(PluginFault(part.plugin, "part", error.message))
            continue
        if not _well_named(manager, part.plugin, kind, one.name):
            continue
        if one.name in owners:
            _conflict(manager, hook, kind, one.name, (owners[one.name], part.plugin))
            continue
        owners[one.name] = part.plugin
        found.append((part.plugin, one))
    return found


def _conflict(
    manager: PluginManager, hook: str, kind: Text, name: str, owners: tuple[str, str]
) -> PluginError:
    """The error that a name stands twice, which is also kept among the faults."""
    one, other = map(manager.who, owners)
    message = say(texts.SAME_PART, kind=kind, name=name, one=one, other=other)
    manager.record(PluginFault(owners[1], "conflict", message))
    return manager.conflicts.setdefault((hook, name), PluginError(message))


def refuse_conflict(manager: PluginManager, hook: str, name: str) -> None:
    """Somebody asks by name for a part of a hook whose parts were looked at.

    Raises:
        PluginError: two plug-ins registered one of that name; both are named.
    """
    error = manager.conflicts.get((hook, name))
    if error is not None:
        raise error


def _well_named(manager: PluginManager, plugin: str, kind: Text, name: object) -> bool:
    if is_name(name):
        return True
    said = say(words.BAD_NAME, plugin=plugin, kind=kind, name=str(name)[:80])
    manager.record(PluginFault(plugin, "name", said))
    return False


def _called(
    manager: PluginManager, hook: str, shape: type[list[Any]] | type[dict[Any, Any]]
) -> Iterator[tuple[str, Any]]:
    """What each plug-in returns for a hook: ours first, then by name."""
    caller = getattr(manager.hook, hook)
    implementations = sorted(
        caller.get_hookimpls(), key=lambda one: (one.plugin_name != BUILTIN, one.plugin_name)
    )
    for implementation in implementations:
        plugin = implementation.plugin_name
        call: Callable[[], Any] = implementation.function
        try:
            with manager.running(plugin):
                given = call()
                fits = _fits(given, shape)
                found = shape(given) if fits else None  # a generator runs here
        except FOREIGN as error:
            manager.fail(plugin, "hook", error, hook)
            continue
        if found is None:
            wanted = words.MAPPING if shape is dict else words.LISTING
            said = say(
                words.WRONG_RETURN,
                plugin=plugin,
                hook=hook,
                found=type(given).__name__,
                wanted=wanted,
            )
            manager.record(PluginFault(plugin, "hook", said))
            continue
        yield plugin, found


def _fits(given: object, shape: type) -> bool:
    if shape is dict:
        return isinstance(given, Mapping)
    return isinstance(given, Iterable) and not isinstance(given, (str, bytes, Mapping))
