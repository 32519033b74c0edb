"""The directive that shows by which headings columns are found, from the lists that find them."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from zhibiao.interpreting import vocabulary
from zhibiao.sphinxext import markup

if TYPE_CHECKING:
    from docutils import nodes

TABLES = {
    "indicators": vocabulary.INDICATOR_HEADINGS,
    "funds": vocabulary.FUNDS_HEADINGS,
}


class HeadingsDirective(SphinxDirective):
    """``.. zhibiao-headings:: indicators`` or ``funds``: a row a column, with all its headings."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """The table."""
        source = inspect.getsourcefile(vocabulary)
        if source is not None:
            self.env.note_dependency(source)
        rows = [
            (markup.code(role), "、".join(words))
            for role, words in TABLES[str(self.arguments[0])].items()
        ]
        return [markup.table((), rows, (20, 80))]
