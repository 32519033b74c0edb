"""Running checks over a form."""

from __future__ import annotations

from collections.abc import Iterable

from zhibiao.auditing.check import Audit, FormCheck
from zhibiao.auditing.finding import Finding


def run(audit: Audit, checks: Iterable[FormCheck]) -> tuple[Finding, ...]:
    """All findings, the gravest first, otherwise in the order of the checks."""
    found = [finding for check in checks for finding in check.run(audit)]
    return tuple(sorted(found, key=lambda finding: finding.severity.rank))
