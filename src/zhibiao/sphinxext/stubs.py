"""One stub a page, written before Sphinx looks for its sources.

A page that is generated still needs a file: so it appears, changes and vanishes with the rule
set, check or scheme that it shows. A stub holds one directive and no text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from zhibiao.sphinxext.known import look_again, workbench_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from zhibiao.api import Workbench

SETTINGS = ("zhibiao_ruleset_pages", "zhibiao_check_pages", "zhibiao_scheme_pages")
_PLAIN = re.compile(r"\w[\w.\-]*(/\w[\w.\-]*)*")


def write_stubs(app: Sphinx) -> None:
    """Brings the folders of stubs up to date; a file that is right is not touched."""
    look_again()
    workbench = workbench_of(app.config, app.srcdir)
    wanted = {
        "zhibiao_ruleset_pages": _rulesets(workbench),
        "zhibiao_check_pages": _checks(workbench),
        "zhibiao_scheme_pages": {kind: f"zhibiao-scheme:: {kind}" for kind in workbench.schemes},
    }
    for setting, pages in wanted.items():
        folder = getattr(app.config, setting)
        if folder:
            _write(Path(app.srcdir, folder), pages)


def _rulesets(workbench: Workbench) -> dict[str, str]:
    # An id is the path of a file that somebody handed in. One with other than plain characters
    # could say more than its own name in a directive, and has no page.
    ids = [name for name in workbench.catalog.entries if _PLAIN.fullmatch(name)]
    return {name: f"zhibiao-ruleset:: {name}" for name in ids}


def _checks(workbench: Workbench) -> dict[str, str]:
    forms = {f"forms/{c.name}": f"zhibiao-check:: forms {c.name}" for c in workbench.form_checks}
    rules = {
        f"rulesets/{c.name}": f"zhibiao-check:: rulesets {c.name}" for c in workbench.lint_checks
    }
    return forms | rules


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    wanted = {folder / f"{name}.rst": f".. {directive}\n" for name, directive in pages.items()}
    for path in set(folder.rglob("*.rst")) - set(wanted):
        path.unlink()
    for path, text in wanted.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
