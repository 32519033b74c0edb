"""For those who write rule sets: figures aimed at the edges of a standard, and laws for its scores.

``from_ruleset`` is a Hypothesis strategy for plain figures, :mod:`zhibiao.testing.laws` holds
what is true of every scorecard, and a pytest plug-in collects ``*.cases.toml`` where a project
says ``zhibiao_rules = true``. The only home of Hypothesis and pytest; both are loaded when they
are needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhibiao.testing.words import NEEDED

if TYPE_CHECKING:
    from zhibiao.testing import form_laws, laws
    from zhibiao.testing.drawing import forms
    from zhibiao.testing.strategies import figures, from_ruleset, narrowed

_HOMES = {
    "figures": "strategies",
    "forms": "drawing",
    "from_ruleset": "strategies",
    "narrowed": "strategies",
}

__all__ = ["figures", "form_laws", "forms", "from_ruleset", "laws", "narrowed"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'zhibiao.testing' has no attribute {name!r}")
    try:
        module = import_module(f"zhibiao.testing.{_HOMES.get(name, name)}")
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise ModuleNotFoundError(NEEDED.render(), name=error.name) from None
    found = getattr(module, name) if name in _HOMES else module
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
