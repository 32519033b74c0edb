"""A node for drawings: HTML shows them, other builders and the search index pass them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from zhibiao.errors import UnsupportedNodeError
from zhibiao.messages import curves as texts
from zhibiao.messages import say
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.reports.curves import curve_svg
from zhibiao.sphinxext import markup

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class curve(nodes.General, nodes.Element):  # noqa: N801  # docutils names its nodes so
    """One score curve; ``svg`` is the drawing."""


def curve_nodes(rules: RuleSet, item: Scored, lang: str) -> list[nodes.Node]:
    """The curve of an indicator; where it has none, why."""
    try:
        return [curve(svg=curve_svg(rules, item, lang))]
    except UnsupportedNodeError as error:
        return [markup.paragraph(say(texts.NONE_DRAWN, why=error.render(lang)).render(lang))]


def add_curves(app: Sphinx) -> None:
    """Tells Sphinx how each builder shows a curve."""
    passed = (_pass_by, None)
    app.add_node(curve, html=(_show, None), latex=passed, text=passed, man=passed, texinfo=passed)


def _show(self: HTML5Translator, node: curve) -> None:
    self.body.append(f'<figure class="zhibiao-curve">{node["svg"]}</figure>')
    raise nodes.SkipNode


def _pass_by(self: object, node: curve) -> None:
    del self, node
    raise nodes.SkipNode
