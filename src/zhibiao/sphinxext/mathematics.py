"""A node for formulas: HTML shows them as MathML, which needs no script; the search passes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import latex2mathml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class formula(nodes.General, nodes.Element):  # noqa: N801  # docutils names its nodes so
    """One formula on a line of its own; ``latex`` is what it says."""


def formula_node(written: str) -> formula:
    """A formula from its LaTeX."""
    return formula(latex=written)


def add_formulas(app: Sphinx) -> None:
    """Tells Sphinx how each builder shows a formula."""
    passed = (_pass_by, None)
    app.add_node(formula, html=(_show, None), latex=passed, text=passed, man=passed, texinfo=passed)


def _show(self: HTML5Translator, node: formula) -> None:
    shown = latex2mathml.tex2mathml(node["latex"], as_block=True)
    self.body.append(f'<div class="zhibiao-formula">{shown}</div>')
    raise nodes.SkipNode


def _pass_by(self: object, node: formula) -> None:
    del self, node
    raise nodes.SkipNode
