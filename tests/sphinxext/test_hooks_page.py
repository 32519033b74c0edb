"""The page of the hooks as it is built: a heading, the exact signature, when, and an example."""

from __future__ import annotations

from docutils import nodes

from tests.sphinxext.test_site import Site, site
from zhibiao.sphinxext.parts import hooks, signature

__all__ = ["site"]  # the fixture


def test_every_hook_has_a_heading_with_its_exact_signature(site: Site) -> None:
    """In the order of the specifications; each says when it is called, and is implemented once."""
    (site.folder / "docs" / "hooks.rst").write_text(
        ":orphan:\n\nHooks\n=====\n\n.. zhibiao-hooks::\n", encoding="utf-8"
    )
    app = site.build()
    page = app.env.get_doctree("hooks")
    (whole,) = page.findall(lambda node: isinstance(node, nodes.section) and "hooks" in node["ids"])
    sections = [one for one in whole.children if isinstance(one, nodes.section)]
    heads = [one.children[0] for one in sections]
    assert all(isinstance(head, nodes.title) for head in heads)
    assert [head.astext() for head in heads] == [hook.__name__ for hook in hooks()]
    for section, hook in zip(sections, hooks(), strict=True):
        declared, implemented = (one.astext() for one in section.findall(nodes.literal_block))
        assert declared == signature(hook)
        assert implemented.splitlines()[:2] == ["@hookimpl", f"{signature(hook)}:"]
        assert "return" in implemented
        assert "Called" in section.astext()
    assert not site.warnings
