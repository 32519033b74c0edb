"""Running checks over a form, and over all forms of a document."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.auditing.check import Audit, DocumentCheck, FormCheck
from zhibiao.auditing.finding import Finding
from zhibiao.auditing.linking import linked, named


def run(audit: Audit, checks: Iterable[FormCheck | DocumentCheck]) -> tuple[Finding, ...]:
    """All findings in one form, the gravest first, otherwise in the order of the checks."""
    single = [check for check in checks if isinstance(check, FormCheck)]
    found = _sorted(finding for check in single for finding in check.run(audit))
    return linked(found, audit.form)


def run_between(
    audits: tuple[Audit, ...], checks: Iterable[FormCheck | DocumentCheck]
) -> tuple[Finding, ...]:
    """What lies between the forms of one document, in the same order."""
    between = [check for check in checks if isinstance(check, DocumentCheck)]
    return named(_sorted(finding for check in between for finding in check.run(audits)))


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: finding.severity.rank)
