"""What a site knows: the workbench of its settings, and the language in which it is built."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.api import Workbench

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def language_of(app: Sphinx) -> str:
    """``zh`` for a site in any Chinese, ``en`` for all others."""
    return "zh" if (app.config.language or "").lower().startswith("zh") else "en"


def workbench_of(app: Sphinx) -> Workbench:
    """The workbench for the settings of a site."""
    folders = (Path(app.confdir, folder) for folder in app.config.zhibiao_rules)
    return _workbench(tuple(folder.resolve() for folder in folders))


# One for all pages of a build: a workbench reads its folders once.
@lru_cache(maxsize=8)
def _workbench(folders: tuple[Path, ...]) -> Workbench:
    return Workbench(folders)
