"""A pytest plug-in: each mutant starts with empty caches.

mutmut forks each mutant's run from one process that has run all the tests already. What a
cache of that process remembers is the unchanged code's answer, and would hide the mutant.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from typing import Any


def pytest_sessionstart() -> None:
    """Empty every cache of the package."""
    for cached in _caches():
        cached.cache_clear()


def _caches() -> Iterator[_lru_cache_wrapper[Any]]:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] != "zhibiao":
            continue
        for value in vars(module).values():
            members = vars(value).values() if isinstance(value, type) else [value]
            yield from (found for found in members if isinstance(found, _lru_cache_wrapper))
