"""The changelog as a page: the releases, before them the fragments that wait for the next.

Reads the few shapes of Markdown that the changelog uses (headings, lists, code), no more.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from zhibiao.sphinxext.written import title

if TYPE_CHECKING:
    from docutils import nodes

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#+) (?P<title>.+)")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_LEVELS = "=-~"


class ChangelogDirective(SphinxDirective):
    """``.. zhibiao-changelog:: CHANGELOG.md changelog.d``, both relative to the page."""

    required_arguments: ClassVar[int] = 2

    def run(self) -> list[nodes.Node]:
        """The whole page."""
        here = Path(self.env.doc2path(self.env.docname)).parent
        file, folder = (here / str(name) for name in self.arguments)
        self.env.note_dependency(str(file))
        fragments = sorted(folder.glob("*.md"))
        for fragment in fragments:
            self.env.note_dependency(str(fragment))
        waiting = [fragment.read_text(encoding="utf-8") for fragment in fragments]
        lines = markup(file.read_text(encoding="utf-8"), waiting)
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def markup(changelog: str, waiting: list[str]) -> list[str]:
    """A changelog with its waiting fragments in our markup."""
    lines = _lines(_COMMENT.sub("", changelog))
    if not waiting:
        return lines
    # The heading of the page and its first words stand before the first release.
    releases = next((n for n, line in enumerate(lines) if line and set(line) == {"-"}), None)
    at = len(lines) if releases is None else releases - 1
    unreleased = title("Not yet released", "-")
    for fragment in waiting:
        unreleased += [*_lines(fragment), ""]
    return [*lines[:at], "", *unreleased, *lines[at:]]


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            level = min(len(heading["marks"]), len(_LEVELS)) - 1
            lines += title(heading["title"], _LEVELS[level])
        else:
            lines.append(_CODE.sub(r"``\1``", line))
    return lines
