"""The page of one file: its forms with scores, reasons and findings, and the document itself."""

from __future__ import annotations

from zhibiao.messages import reports as texts
from zhibiao.messages import say
from zhibiao.reports.html.pages import page
from zhibiao.reports.html.viewer import Viewer
from zhibiao.reports.submission import Submission


def report(submission: Submission, lang: str) -> str:
    """The whole page.

    Raises:
        NotFoundError: Jinja2 is not installed.
    """
    file = Viewer(submission, lang).file()
    title = say(texts.PAGE_TITLE, name=file.title).render(lang)
    return page("report.jinja", lang, title=title, file=file)
