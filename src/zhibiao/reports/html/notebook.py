"""Scorecards and audits as a notebook shows them: tables without links, styled apart."""

from __future__ import annotations

from zhibiao.errors import NotFoundError
from zhibiao.messages import default_language
from zhibiao.messages import reports as texts
from zhibiao.model.scorecard import Scorecard
from zhibiao.reports.html.pages import render, styles
from zhibiao.reports.html.view import FormView
from zhibiao.reports.html.viewer import Viewer
from zhibiao.reports.submission import Audited, Submission


def audit(result: Audited) -> str | None:
    """An audited form; nothing where Jinja2 is not installed, and the notebook shows text."""
    viewer = Viewer(Submission("", results=(result,)), default_language())
    return _shown(viewer.file().forms[0], with_findings=True)


def scorecard(card: Scorecard) -> str | None:
    """A scorecard by itself; nothing where Jinja2 is not installed."""
    lang = default_language()
    facts = (
        (texts.LABELS["unit"].render(lang), card.unit),
        (texts.LABELS["ruleset"].render(lang), card.rules.id),
    )
    empty = FormView(1, card.rules.ruleset.title, tuple(f for f in facts if f[1]), (), (), ())
    return _shown(Viewer(Submission(""), lang).scored(empty, card, ()), with_findings=False)


def _shown(form: FormView, *, with_findings: bool) -> str | None:
    lang = default_language()
    try:
        style = styles("notebook").replace(":root, ", "")
        return render("notebook.jinja", lang, form=form, style=style, findings=with_findings)
    except NotFoundError:
        return None
