"""Many audited files at a glance: who differs most, which checks fire, what could not be read.

It is put together from the JSON shapes of the files, one at a time, so that a folder of any
size takes little memory and an interrupted run can go on from what it has written down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from zhibiao.exact import ZERO
from zhibiao.model.problem import Severity


@frozen
class UnitLine:
    """One form among many. Scores are missing where no rule set fits."""

    file: str
    title: str
    unit: str
    fiscal_year: int | None
    ruleset: str | None
    points: Fraction | None
    claimed: Fraction | None
    low: Fraction | None
    high: Fraction | None
    rating: tuple[str, ...]
    errors: int
    warnings: int
    notes: int

    @property
    def difference(self) -> Fraction | None:
        """By how much the claim lies above (or, negative, below) what the evidence supports."""
        if self.claimed is None or self.low is None or self.high is None:
            return None
        return max(self.claimed - self.high, ZERO) + min(self.claimed - self.low, ZERO)


@frozen
class CheckLine:
    """How often one check fired, and in how many forms and documents."""

    check: str
    severity: Severity
    findings: int
    forms: int


@frozen
class FailedFile:
    """A file that could not be audited, and why; ``details`` are the faults one by one."""

    file: str
    reason: str
    details: tuple[str, ...] = ()


@frozen
class Summary:
    """All files of a run; units that differ most, and checks that fire most, come first."""

    files: int
    units: tuple[UnitLine, ...]
    checks: tuple[CheckLine, ...]
    failed: tuple[FailedFile, ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        found = dict.fromkeys(Severity, 0)
        for line in self.checks:
            found[line.severity] += line.findings
        return found


@define
class Tally:
    """Takes audited files one at a time."""

    files: int = 0
    _units: list[UnitLine] = field(factory=list)
    _failed: list[FailedFile] = field(factory=list)
    _findings: Counter[tuple[str, str]] = field(factory=Counter)
    _forms: Counter[tuple[str, str]] = field(factory=Counter)

    def add(self, file: Mapping[str, Any]) -> None:
        """One file in its JSON shape."""
        self.files += 1
        if "error" in file:
            error = file["error"]
            details = tuple(_fault_line(fault) for fault in error.get("problems", ()))
            self._failed.append(FailedFile(file["file"], error["message"], details))
        for form in file["forms"]:
            self._units.append(_unit_line(file["file"], form))
            self._count(form["findings"])
        self._count(file["findings"])

    def _count(self, findings: list[Mapping[str, Any]]) -> None:
        fired = Counter((found["severity"], found["check"]) for found in findings)
        self._findings += fired
        self._forms += Counter(dict.fromkeys(fired, 1))

    def summary(self) -> Summary:
        """What all files together show."""
        checks = [
            CheckLine(check, Severity(severity), count, self._forms[severity, check])
            for (severity, check), count in self._findings.items()
        ]
        return Summary(
            self.files,
            tuple(sorted(self._units, key=_by_difference)),
            tuple(sorted(checks, key=lambda c: (c.severity.rank, -c.findings, c.check))),
            tuple(sorted(self._failed, key=lambda failed: failed.file)),
        )


def _by_difference(line: UnitLine) -> tuple[Fraction, int, int, str, str]:
    return (-abs(line.difference or ZERO), -line.errors, -line.warnings, line.file, line.title)


def _unit_line(file: str, form: Mapping[str, Any]) -> UnitLine:
    card = form["scorecard"] or {}
    counts = Counter(found["severity"] for found in form["findings"])
    return UnitLine(
        file,
        form["title"],
        form["unit"],
        form["fiscal_year"],
        form["ruleset"],
        _exact(card.get("points")),
        _exact(card.get("claimed")),
        _exact(card.get("low")),
        _exact(card.get("high")),
        tuple(card.get("rating", ())),
        counts["error"],
        counts["warning"],
        counts["note"],
    )


def _fault_line(fault: Mapping[str, Any]) -> str:
    """A fault of a file, with its line and what to do."""
    place = f"{fault['line']}: " if fault.get("line") else ""
    return f"{place}{fault['message']}" + (f"（{fault['hint']}）" if fault.get("hint") else "")


def _exact(shown: str | None) -> Fraction | None:
    """A number of our own JSON, ``"9.65"`` or ``"10/3"``."""
    return None if shown is None else Fraction(shown)
