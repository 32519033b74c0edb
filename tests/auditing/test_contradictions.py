"""What is wrong in four real forms, by a list made by hand: all of it, and no other error."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import tomli

from tests.rules import ROOT
from zhibiao.api import AuditedDocument, Workbench
from zhibiao.auditing.finding import Finding
from zhibiao.model.problem import Severity

BENCH = Workbench(plugins=False)
LIST = tomli.loads((ROOT / "tests/auditing/contradictions.toml").read_text(encoding="utf-8"))
ENTRIES: list[dict[str, Any]] = LIST["contradiction"]
FORMS = tuple(dict.fromkeys(entry["form"] for entry in ENTRIES))
PLACE = ("table", "row", "cell", "sentence")


@cache
def audited(name: str) -> AuditedDocument:
    """The audit of a document."""
    return BENCH.audit_document(BENCH.read(ROOT / "examples" / "forms" / f"{name}.form.toml"))


def findings(entry: dict[str, Any]) -> tuple[Finding, ...]:
    """The findings of the form that an entry speaks of, or those between the forms."""
    document, part = audited(entry["form"]), entry.get("part", 1)
    return document.findings if part == 0 else document.results[part - 1].findings


def is_of(finding: Finding, entry: dict[str, Any]) -> bool:
    """Whether a finding is the one that an entry wants."""
    where = tuple(getattr(finding.where, name) for name in PLACE)
    return (
        finding.check == entry["check"]
        and where == tuple(entry["at"].get(name) for name in PLACE)
        and finding.claimed == entry.get("claimed", finding.claimed)
        and finding.expected == entry.get("expected", finding.expected)
    )


@pytest.mark.parametrize(
    "entry", ENTRIES, ids=lambda e: f"{e['form']}-{e.get('part', 1)}-{e['check']}-{e['fact'][:24]}"
)
def test_every_contradiction_is_found_at_its_place(entry: dict[str, Any]) -> None:
    """Exactly one finding of the check stands at the place, with the figures of the list."""
    found = [finding for finding in findings(entry) if is_of(finding, entry)]
    assert len(found) == 1, [
        (f.check, f.where.known(), f.claimed, f.expected)
        for f in findings(entry)
        if f.check == entry["check"]
    ]


@pytest.mark.parametrize("name", FORMS)
def test_no_other_error_is_found(name: str) -> None:
    """An error that the list does not hold would be a false one."""
    document = audited(name)
    parts = (document.findings, *(result.findings for result in document.results))
    for part, found in enumerate(parts):
        entries = [e for e in ENTRIES if e["form"] == name and e.get("part", 1) == part]
        strangers = [
            f"{finding.check} {finding.render('en')}"
            for finding in found
            if finding.severity is Severity.ERROR
            and not any(is_of(finding, entry) for entry in entries)
        ]
        assert not strangers


@pytest.mark.parametrize("name", FORMS)
def test_every_finding_can_be_said_in_both_languages(name: str) -> None:
    """Chinese and English differ, and neither leaves a placeholder open."""
    for finding in audited(name).all_findings:
        chinese, english = finding.render("zh"), finding.render("en")
        assert chinese != english
        assert "{" not in chinese + english


def test_what_lies_beyond_the_checks_has_its_reason() -> None:
    """What a reader notices and no check decides is written down with the reason."""
    assert all(entry["fact"] and entry["why"] for entry in LIST["beyond"])
