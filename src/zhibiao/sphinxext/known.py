"""What a site knows: the workbench of its settings, and the language in which it is built."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.api import Workbench

if TYPE_CHECKING:
    from sphinx.config import Config


def language_of(config: Config) -> str:
    """``zh`` for a site in any Chinese, ``en`` for all others."""
    return "zh" if (config.language or "").lower().startswith("zh") else "en"


def workbench_of(config: Config, srcdir: Path) -> Workbench:
    """The workbench for the settings of a site, whose folders are relative to its sources."""
    return _workbench(tuple(Path(srcdir, folder).resolve() for folder in config.zhibiao_rules))


# One for all pages of a build: a workbench reads its folders once.
@lru_cache(maxsize=8)
def _workbench(folders: tuple[Path, ...]) -> Workbench:
    return Workbench(folders)


def look_again() -> None:
    """Reads all folders anew: between two builds of one process files may come and go."""
    _workbench.cache_clear()
