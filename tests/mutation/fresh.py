"""A pytest plug-in: each test starts with empty caches.

mutmut forks each mutant's run from one process that has run all the tests already. What a
cache of that process remembers is the unchanged code's answer, and would hide the mutant.
Nor would mutmut learn which tests pass through a function that an earlier test has called.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import ModuleType
from typing import Any

KEPT = frozenset(("zhibiao.expr.feel.parsing._parser",))
"""The parser is made from the grammar alone, which no mutant changes, and takes half a second."""

_KNOWN: dict[str, list[_lru_cache_wrapper[Any]]] = {}
"""The caches of each module, since looking for them takes longer than most tests."""


def pytest_runtest_setup() -> None:
    """Empty every cache of the package that a change may be hidden by."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "zhibiao":
            if name not in _KNOWN:
                _KNOWN[name] = list(_caches(module))
            for cached in _KNOWN[name]:
                cached.cache_clear()


def _caches(module: ModuleType) -> Iterator[_lru_cache_wrapper[Any]]:
    for value in list(vars(module).values()):
        members = vars(value).values() if isinstance(value, type) else [value]
        for found in members:
            if isinstance(found, _lru_cache_wrapper) and _name(found) not in KEPT:
                yield found


def _name(cached: _lru_cache_wrapper[Any]) -> str:
    return f"{cached.__module__}.{cached.__name__}"
