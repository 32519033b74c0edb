"""Findings that explain one another: each gets an id, and names those that it follows from.

Nothing is dropped and nothing is found here: after all checks have run, a finding whose figures
come out exactly once another one is mended is said to follow from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import evolve

from zhibiao.auditing.finding import Finding


def named(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each with an id: its check, and which of that check's it is."""
    counts: Counter[str] = Counter()
    result = []
    for finding in found:
        counts[finding.check] += 1
        result.append(evolve(finding, id=f"{finding.check}-{counts[finding.check]}"))
    return tuple(result)
