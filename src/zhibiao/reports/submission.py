"""What reports are made of: one handed-in file with all that was read and found in it."""

from __future__ import annotations

from typing import Protocol

from attrs import frozen

from zhibiao.auditing.finding import Finding
from zhibiao.errors import ZhibiaoError
from zhibiao.messages import Message
from zhibiao.model.document import Document
from zhibiao.model.form import Form
from zhibiao.model.scorecard import Scorecard


class Audited(Protocol):
    """One audited form."""

    @property
    def form(self) -> Form:
        """The form."""

    @property
    def card(self) -> Scorecard | None:
        """Its scorecard, if a rule set fits."""

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why that rule set was taken."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""


@frozen
class Submission:
    """One file: the forms in it, what concerns several of them, or why it cannot be read.

    ``document`` is missing where the file is no document but a form of ours. ``remarks`` say
    what could not be read, or only with a caveat.
    """

    file: str
    kind: str = ""
    results: tuple[Audited, ...] = ()
    findings: tuple[Finding, ...] = ()
    document: Document | None = None
    error: ZhibiaoError | None = None
    remarks: tuple[Message, ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, form by form, then those on the whole document."""
        of_forms = tuple(found for result in self.results for found in result.findings)
        return of_forms + self.findings
