"""Running checks over a form, and over all forms of a document."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.auditing.check import Audit, DocumentCheck, FormCheck
from zhibiao.auditing.finding import Finding
from zhibiao.auditing.linking import named


def run(audit: Audit, checks: Iterable[FormCheck | DocumentCheck]) -> tuple[Finding, ...]:
    """All findings in one form, the gravest first, otherwise in the order of the checks."""
    single = [check for check in checks if isinstance(check, FormCheck)]
    return _sorted(finding for check in single for finding in check.run(audit))


def run_between(
    audits: tuple[Audit, ...], checks: Iterable[FormCheck | DocumentCheck]
) -> tuple[Finding, ...]:
    """What lies between the forms of one document, in the same order."""
    between = [check for check in checks if isinstance(check, DocumentCheck)]
    return _sorted(finding for check in between for finding in check.run(audits))


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return named(sorted(found, key=lambda finding: finding.severity.rank))
