"""What a notebook shows of a scorecard and of an audit."""

from __future__ import annotations

import sys

import pytest
from bs4 import BeautifulSoup

from tests.rules import ROOT
from zhibiao.api import Workbench
from zhibiao.reports.html import pages

BENCH = Workbench(plugins=False)
FORM = ROOT / "examples" / "forms" / "miluo-2020.form.toml"


def test_a_scorecard_and_an_audit_render_themselves() -> None:
    """Every score has a line, every finding its message, and nothing links or loads."""
    result = BENCH.audit(BENCH.read(FORM)[0])
    assert result.card is not None
    for shown in (result._repr_html_(), result.card._repr_html_()):
        assert shown is not None
        page = BeautifulSoup(shown, "html.parser")
        labels = [cell.text for cell in page.select("tbody th")]
        assert all(score.item.label in labels for score in result.card.scores)
        assert not page.find_all(["script", "a", "img"])
        assert ":root" not in shown
    assert all(found.render() in BeautifulSoup(result._repr_html_() or "", "html.parser").text
               for found in result.findings)  # fmt: skip


def test_without_jinja2_a_notebook_shows_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """An absent library is no error: the notebook falls back to the plain representation."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    pages.environment.cache_clear()
    pages.styles.cache_clear()
    try:
        assert BENCH.audit(BENCH.read(FORM)[0])._repr_html_() is None
    finally:
        pages.environment.cache_clear()
        pages.styles.cache_clear()
