"""The settings of the documentation; ``make docs`` builds it once in each language.

English is written by hand or comes from docstrings, Chinese from ``locale/``. Nothing is fetched
from the network: no inventories of other projects, no fonts, no scripts from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from zhibiao import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "zhibiao"
author = "zhibiao contributors"
copyright = "zhibiao contributors"
release = version = __version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.napoleon", "zhibiao.sphinxext"]
exclude_patterns = ["_build", "locale"]
templates_path = ["_templates"]
default_role = "code"
highlight_language = "text"
# A curly apostrophe is as wide as a character wherever a Chinese font has to draw it.
smartquotes = False

# The builds differ in this alone (-D language=…). A message without translation stays English.
language = "en"
locale_dirs = ["locale"]
gettext_compact = True
gettext_location = False
gettext_last_translator = ""
gettext_language_team = ""

# zhibiao.sphinxext writes a stub there for each page that it makes.
zhibiao_ruleset_pages = "rulesets/_generated"
zhibiao_check_pages = "reference/checks/_generated"
zhibiao_scheme_pages = "reference/schemes/_generated"

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
nitpicky = True
# Signatures name types by what the module imports; only the public ones have an entry to link to.
nitpick_ignore_regex = [("py:(class|obj|exc|data|attr|mod)", r".*")]

html_theme = "furo"
html_title = "zhibiao 指标"
html_static_path = ["_static"]
html_css_files = ["zhibiao.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
        "sidebar/language.html",
    ]
}
# Rule sets are in Chinese on the English pages too: both builds index by characters and pairs.
html_search_language = "zh"


class TranslatableConsole(SphinxTransform):
    """Offers what a command prints for translation: the Chinese pages show Chinese output."""

    default_priority = 5  # before Sphinx collects the messages

    def apply(self, **_: Any) -> None:
        """Marks the blocks; other code is the same in both languages."""
        for block in self.document.findall(nodes.literal_block):
            if block.get("language") == "console":
                block["translatable"] = True


def setup(app: Sphinx) -> None:
    """Sphinx calls this by its name."""
    app.add_transform(TranslatableConsole)
