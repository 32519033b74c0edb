"""What can go wrong with a plug-in, and what is known of each: plain values."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from zhibiao.errors import Renderable, ZhibiaoError
from zhibiao.messages import visible

FaultCode = Literal["load", "slow", "hook", "part", "name", "conflict", "run"]


class PluginWarning(UserWarning):
    """A plug-in is at fault and was left out, wholly or in part; the rest went on."""


@frozen
class PluginFault:
    """One fault of one plug-in.

    ``code`` tells when: it was loaded (``load``, ``slow``), a hook was called (``hook``), a part
    was looked at (``part``, ``name``, ``conflict``) or ran (``run``).
    """

    plugin: str
    code: FaultCode
    message: Renderable

    def render(self, lang: str | None = None) -> str:
        """The fault in words."""
        return self.message.render(lang)


@frozen
class Plugin:
    """One plug-in: where it comes from, and which hooks it implements."""

    name: str
    module: str
    distribution: str = ""
    version: str = ""
    active: bool = True
    hooks: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The package and its version, or the module where no package is known."""
        return f"{self.distribution} {self.version}".strip() or self.module


def why(error: BaseException) -> str:
    """An error of foreign code in one short line."""
    try:
        said = error.render() if isinstance(error, ZhibiaoError) else str(error)
    except Exception:  # noqa: BLE001  # foreign code, which may raise whatever it likes
        said = ""
    shown = " ".join(visible(f"{type(error).__name__}: {said}" if said else repr(error)).split())
    return shown if len(shown) <= 200 else f"{shown[:199]}…"
