"""A copy of the file that was handed in, with every finding at its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from zhibiao.auditing.finding import Finding
from zhibiao.errors import FormError
from zhibiao.messages import reports as texts
from zhibiao.messages import say
from zhibiao.reports.annotating import docx, xlsx
from zhibiao.reports.annotating.markup import MarkupError
from zhibiao.reports.annotating.remarks import Annotated
from zhibiao.reports.submission import Submission

Annotate = Callable[[bytes, str, Sequence[Finding], str], Annotated]
KINDS: dict[str, Annotate] = {"docx": docx.annotate, "xlsx": xlsx.annotate}
"""Kinds of documents that can carry comments, by ``Document.kind``."""


def annotate(raw: bytes, submission: Submission, lang: str) -> Annotated:
    """The file with its findings as comments.

    Args:
        raw: the bytes of the file that was audited.
        submission: what was found in it.
        lang: the language of the comments.

    Raises:
        FormError: it is of a kind that carries no comments, or damaged.
    """
    chosen = KINDS.get(submission.kind)
    if chosen is None:
        kind = submission.kind or PurePath(submission.file).suffix
        raise FormError(say(texts.NO_COMMENTS, file=submission.file, kind=kind))
    try:
        return chosen(raw, submission.file, submission.all_findings, lang)
    except (MarkupError, IndexError, KeyError):
        raise FormError(say(texts.NOT_ANNOTATED, file=submission.file)) from None
