"""A Sphinx extension: documentation pages made from rule sets, checks, schemes and hooks.

Directives and the writer of one stub a page stand in their own modules; :func:`setup` only
puts them together. Nothing here scores, lints or audits: the pages show models as they are.

Settings, for the site of a package that brings rule sets of its own:

``zhibiao_rules``
    Folders of rule sets beside those of the installed plug-ins, relative to the
    sources of the site.
``zhibiao_ruleset_pages``, ``zhibiao_check_pages``, ``zhibiao_scheme_pages``
    Folders, relative to the sources of the site, into which a stub is written for each rule
    set, check and scheme. An empty text writes none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhibiao._version import __version__
from zhibiao.sphinxext.changelog import ChangelogDirective
from zhibiao.sphinxext.curve import add_curves
from zhibiao.sphinxext.headings import HeadingsDirective
from zhibiao.sphinxext.mathematics import add_formulas
from zhibiao.sphinxext.parts import (
    CheckDirective,
    ChecksDirective,
    HooksDirective,
    SchemeDirective,
    SchemesDirective,
)  # fmt: skip
from zhibiao.sphinxext.rulesets import RuleSetDirective, RuleSetsDirective
from zhibiao.sphinxext.search import CharactersAndPairs
from zhibiao.sphinxext.stubs import SETTINGS, write_stubs

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Registers everything with Sphinx, which calls this by its name."""
    app.add_config_value("zhibiao_rules", [], "env", types=frozenset({list, tuple}))
    for setting in SETTINGS:
        app.add_config_value(setting, "", "env", types=frozenset({str}))
    app.add_directive("zhibiao-ruleset", RuleSetDirective)
    app.add_directive("zhibiao-rulesets", RuleSetsDirective)
    app.add_directive("zhibiao-check", CheckDirective)
    app.add_directive("zhibiao-checks", ChecksDirective)
    app.add_directive("zhibiao-scheme", SchemeDirective)
    app.add_directive("zhibiao-schemes", SchemesDirective)
    app.add_directive("zhibiao-hooks", HooksDirective)
    app.add_directive("zhibiao-headings", HeadingsDirective)
    app.add_directive("zhibiao-changelog", ChangelogDirective)
    add_curves(app)
    add_formulas(app)
    app.add_search_language(CharactersAndPairs)
    app.connect("builder-inited", write_stubs)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
