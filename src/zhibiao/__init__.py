"""zhibiao (指标): scoring standards of budget performance evaluation as data, scored exactly.

``load`` a rule set, ``score`` figures or a form, ``explain`` a score, ``audit`` a form. All
names below are loaded on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from zhibiao._version import __version__

if TYPE_CHECKING:
    from zhibiao.api import (
        Workbench,
        aggregate,
        audit,
        batch,
        explain,
        lint,
        list_rulesets,
        load,
        loads,
        read,
        score,
        scorer,
        test,
    )
    from zhibiao.auditing.finding import Finding
    from zhibiao.errors import ZhibiaoError
    from zhibiao.model.form import Form
    from zhibiao.model.problem import Problem
    from zhibiao.model.ruleset import RuleSet
    from zhibiao.model.scorecard import Scorecard

_HOMES = {
    "Finding": "zhibiao.auditing.finding",
    "Form": "zhibiao.model.form",
    "Problem": "zhibiao.model.problem",
    "RuleSet": "zhibiao.model.ruleset",
    "Scorecard": "zhibiao.model.scorecard",
    "Workbench": "zhibiao.api",
    "ZhibiaoError": "zhibiao.errors",
    "aggregate": "zhibiao.api",
    "audit": "zhibiao.api",
    "batch": "zhibiao.api",
    "explain": "zhibiao.api",
    "lint": "zhibiao.api",
    "list_rulesets": "zhibiao.api",
    "load": "zhibiao.api",
    "loads": "zhibiao.api",
    "read": "zhibiao.api",
    "score": "zhibiao.api",
    "scorer": "zhibiao.api",
    "test": "zhibiao.api",
}

__all__ = [
    "Finding",
    "Form",
    "Problem",
    "RuleSet",
    "Scorecard",
    "Workbench",
    "ZhibiaoError",
    "__version__",
    "aggregate",
    "audit",
    "batch",
    "explain",
    "lint",
    "list_rulesets",
    "load",
    "loads",
    "read",
    "score",
    "scorer",
    "test",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'zhibiao' has no attribute {name!r}")
    found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
