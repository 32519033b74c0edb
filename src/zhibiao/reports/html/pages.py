"""Pages from views: templates with every value escaped, one file without anything outside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

from zhibiao.errors import NotFoundError
from zhibiao.messages import reports as texts
from zhibiao.messages import say

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = {"page": ("colours.css", "page.css"), "notebook": ("colours.css", "notebook.css")}


def render(template: str, lang: str, *, style: str, **values: Any) -> str:
    """A template filled in. Only the style is put in as it is.

    Raises:
        NotFoundError: Jinja2 is not installed.
    """
    filled = environment().get_template(template)
    from markupsafe import Markup  # noqa: PLC0415  # comes with Jinja2, which is optional

    words = {name: text.render(lang) for name, text in texts.LABELS.items()}
    safe = Markup(style)  # noqa: S704  # our own file, the same for every page
    return filled.render(lang=lang, words=words, style=safe, **values)


def page(template: str, lang: str, **values: Any) -> str:
    """A whole page. Its policy lets in nothing but the one style that stands in it."""
    style = styles("page")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return render(template, lang, style=style, policy=policy, **values)


@cache
def styles(kind: str) -> str:
    """The text of a style sheet."""
    loader = environment().loader
    assert loader is not None
    sources = (loader.get_source(environment(), name)[0] for name in STYLES[kind])
    return "\n".join(sources)


@cache
def environment() -> Environment:
    """Jinja2 with our templates; whatever is put into them is escaped.

    Raises:
        NotFoundError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # optional
    except ImportError:
        raise NotFoundError(say(texts.NEEDS_EXTRA, library="Jinja2")) from None
    return Environment(
        loader=PackageLoader("zhibiao.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
