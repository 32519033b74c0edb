"""The plug-in manager, made by a function: who is there, and how foreign code is run.

Whatever a plug-in does wrong is recorded with its name and isolated; our own parts are not, since
a fault of ours must be seen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata

import pluggy
from attrs import evolve

from zhibiao._version import __version__
from zhibiao.errors import PluginError
from zhibiao.messages import plugins as texts
from zhibiao.messages import say
from zhibiao.plugins import builtin, hookspecs
from zhibiao.plugins.faults import FaultCode, Plugin, PluginFault, why
from zhibiao.plugins.lending import Lending
from zhibiao.streams import stdout_to_stderr

BUILTIN = "zhibiao"
SLOW = 5
"""So many seconds of importing are too many, and are said."""

_NAME = re.compile(r"\w+(-\w+)*")

Clock = Callable[[], float]
FOREIGN = (Exception, SystemExit)
"""What foreign code may raise without stopping us; ``KeyboardInterrupt`` is the user's."""


class PluginManager(pluggy.PluginManager):
    """pluggy's manager, which also knows where its plug-ins come from and what they did wrong.

    Args:
        clock: seconds that only go up.
        notify: told of each fault when it is first met.
    """

    def __init__(
        self,
        clock: Clock = time.perf_counter,
        notify: Callable[[PluginFault], None] | None = None,
    ) -> None:
        super().__init__(hookspecs.PROJECT)
        self.add_hookspecs(hookspecs)
        self.clock = clock
        self._notify = notify
        self._origins: dict[str, Plugin] = {}
        self._faults: dict[PluginFault, None] = {}
        self.conflicts: dict[tuple[str, str], PluginError] = {}
        """What stands twice, by hook and name."""
        self.lending = Lending()

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """All faults so far, in the order in which they were met."""
        return tuple(self._faults)

    @property
    def can_be_made_again(self) -> bool:
        """Whether another process would find the same: ours and what is installed, no more."""
        registered = {name for name, _ in self.list_name_plugin()}
        return BUILTIN in registered and registered <= set(self._origins)

    def record(self, fault: PluginFault) -> None:
        """One more fault; the same one is kept once."""
        if fault not in self._faults:
            self._faults[fault] = None
            if self._notify is not None:
                self._notify(fault)

    @contextmanager
    def running(self, plugin: str) -> Iterator[None]:
        """Foreign code runs: what it prints goes to standard error, and slowness is recorded.

        Only imports are slow for so long; everything else that a plug-in does here lists parts.
        """
        if plugin == BUILTIN:
            yield
            return
        begun = self.clock()
        try:
            with stdout_to_stderr():
                yield
        finally:
            seconds = self.clock() - begun
            if seconds >= SLOW:
                said = say(texts.SLOW, plugin=plugin, seconds=f"{seconds:.1f}")
                self.record(PluginFault(plugin, "slow", said))

    def load_installed(self, found: Iterable[metadata.EntryPoint]) -> None:
        """Loads plug-ins by their entry points; one that fails is recorded and left out."""
        for point in sorted(found, key=lambda one: (one.name, one.value)):
            self._load(point)

    def register_own(self) -> None:
        """Our own parts, which enter by the same hooks."""
        self._origins[BUILTIN] = Plugin(BUILTIN, builtin.__name__, BUILTIN, __version__)
        self.register(builtin, BUILTIN)

    def _load(self, point: metadata.EntryPoint) -> None:
        origin = Plugin(
            name=point.name,
            module=point.value,
            distribution=point.dist.name if point.dist is not None else "",
            version=point.dist.version if point.dist is not None else "",
            active=False,
        )
        other = self._origins.setdefault(point.name, origin)
        if other is not origin:
            said = say(texts.SAME_PLUGIN, name=point.name, one=other.shown, other=origin.shown)
            self.record(PluginFault(point.name, "conflict", said))
            return
        if not is_name(point.name):
            said = say(texts.BAD_PLUGIN_NAME, name=point.name, origin=origin.shown)
            self.record(PluginFault(point.name, "name", said))
            return
        try:
            with self.running(point.name):
                self.register(point.load(), point.name)
        except FOREIGN as error:
            if self.get_plugin(point.name) is not None:  # refused after it had been taken in
                self.unregister(name=point.name)
            self.fail(point.name, "load", error)
        else:
            self._origins[point.name] = evolve(origin, active=True)
            self._unknown_hooks(point.name)

    def _unknown_hooks(self, plugin: str) -> None:
        """Hooks that do not exist: misspelt, or of another version of ours."""
        for name in sorted(vars(self.hook)):
            caller = getattr(self.hook, name)
            if name.startswith("_") or caller.has_spec():
                continue
            for implementation in caller.get_hookimpls():
                if implementation.plugin_name == plugin:
                    said = say(texts.UNKNOWN_HOOK, plugin=plugin, hook=name)
                    self.record(PluginFault(plugin, "hook", said))

    def who(self, plugin: str) -> str:
        """A plug-in's name, with its package where that is known."""
        origin = self._origins.get(plugin)
        known = origin is not None and origin.distribution and plugin != BUILTIN
        return f"{plugin} ({origin.shown})" if origin is not None and known else plugin

    def fail(self, plugin: str, code: FaultCode, error: BaseException, hook: str = "") -> None:
        """Records what foreign code raised.

        Raises:
            BaseException: the error itself, where the code is ours.
        """
        if plugin == BUILTIN:
            raise error
        said = (
            say(texts.HOOK_FAILED, plugin=plugin, hook=hook, why=why(error))
            if hook
            else say(texts.NOT_LOADED, plugin=plugin, why=why(error))
        )
        self.record(PluginFault(plugin, code, said))

    def listing(self) -> tuple[Plugin, ...]:
        """Every plug-in that was found, our own first, then by name."""
        found = dict(self._origins)
        for name, plugin in self.list_name_plugin():
            if plugin is not None and name not in found:
                module = getattr(plugin, "__name__", type(plugin).__module__)
                found[name] = Plugin(name, module)
        named = [evolve(one, hooks=self.hooks_of(name)) for name, one in found.items()]
        return tuple(sorted(named, key=lambda one: (one.name != BUILTIN, one.name)))

    def hooks_of(self, plugin: str) -> tuple[str, ...]:
        """The hooks that a plug-in implements."""
        found = self.get_plugin(plugin)
        callers = (self.get_hookcallers(found) if found is not None else None) or []
        return tuple(sorted(caller.name for caller in callers if caller.has_spec()))


def is_name(name: object) -> bool:
    """Whether this can name a part: letters, digits and hyphens, in any script."""
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


def make_manager(
    *,
    own: bool = True,
    entry_points: bool = True,
    clock: Clock = time.perf_counter,
    notify: Callable[[PluginFault], None] | None = None,
) -> PluginManager:
    """A manager with our own parts and, unless switched off, all installed plug-ins.

    Args:
        own: whether our own parts are there.
        entry_points: whether plug-ins are loaded by their entry points.
        clock: seconds that only go up.
        notify: told of each fault.
    """
    manager = PluginManager(clock, notify)
    if own:
        manager.register_own()
    if entry_points:
        manager.load_installed(metadata.entry_points(group=hookspecs.PROJECT))
    return manager
