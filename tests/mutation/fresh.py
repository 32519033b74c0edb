"""A pytest plug-in: each test starts with empty caches.

mutmut forks each mutant's run from one process that has run all the tests already. What a
cache of that process remembers is the unchanged code's answer, and would hide the mutant. In
that first run a cache would hide as well which tests enter a function.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from typing import Any

KEPT = frozenset(("zhibiao.expr.feel.parsing._parser",))
"""The parser is made from the grammar alone, which no mutant changes, and takes half a second."""


def pytest_runtest_setup() -> None:
    """Empty every cache of the package that a change may be hidden by."""
    for cached in _caches():
        if f"{cached.__module__}.{cached.__name__}" not in KEPT:
            cached.cache_clear()


def _caches() -> Iterator[_lru_cache_wrapper[Any]]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != "zhibiao":
            continue
        for value in vars(module).values():
            members = vars(value).values() if isinstance(value, type) else [value]
            yield from (found for found in members if isinstance(found, _lru_cache_wrapper))
