"""What an audit gives: of one form, and of all forms of a document."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from attrs import frozen

from zhibiao.messages import Message

if TYPE_CHECKING:  # importing the public functions must stay cheap
    from zhibiao.auditing.finding import Finding
    from zhibiao.model.document import Document
    from zhibiao.model.form import Form
    from zhibiao.model.scorecard import Scorecard


@frozen
class AuditResult:
    """One audited form: what it was scored by and why, its scorecard, its findings.

    ``card`` is missing where no rule set fits; ``reasons`` then say so.
    """

    form: Form
    findings: tuple[Finding, ...]
    card: Scorecard | None = None
    reasons: tuple[Message, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def _repr_html_(self) -> str | None:
        """How a notebook shows it; found by name, since reports stand above audits."""
        shown: str | None = import_module("zhibiao.reports.html.notebook").audit(self)
        return shown


@frozen
class AuditedDocument:
    """All audited forms of one document, and what was found between them.

    ``findings`` are those that belong to no single form; each result has its own. ``document``
    is what was read where the forms come from a document, and ``remarks`` say what could not
    be read there.
    """

    results: tuple[AuditResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    document: Document | None = None
    remarks: tuple[Message, ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Those between the forms, then those of each form in order."""
        return (*self.findings, *(found for result in self.results for found in result))
