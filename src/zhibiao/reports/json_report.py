"""The JSON of ``--json`` as a report: one document, written file by file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from zhibiao.auditing.summary import Summary, UnitLine
from zhibiao.exact import text
from zhibiao.messages import reports as texts
from zhibiao.reports.formats import Batch, ReportFormat
from zhibiao.reports.shapes import submission as shape
from zhibiao.reports.submission import Submission


def pieces(batch: Batch) -> Iterator[str]:
    """The document of many files, a piece at a time, so that it need not fit into memory."""
    yield '{"files": ['
    separator = "\n"
    for file in batch.files():
        yield separator + json.dumps(file, ensure_ascii=False, indent=1)
        separator = ",\n"
    shown = json.dumps(summary(batch.summary), ensure_ascii=False, indent=1)
    yield f'],\n"summary": {shown}}}\n'


def summary(made: Summary) -> dict[str, Any]:
    """The summary across units."""
    return {
        "files": made.files,
        "forms": len(made.units),
        **{f"{severity.value}s": count for severity, count in made.counts.items()},
        "units": [_unit(line) for line in made.units],
        "checks": [
            {
                "check": line.check,
                "severity": line.severity.value,
                "findings": line.findings,
                "forms": line.forms,
            }
            for line in made.checks
        ],
        "failed": [{"file": one.file, "reason": one.reason} for one in made.failed],
    }


def _unit(line: UnitLine) -> dict[str, Any]:
    numbers = {
        name: None if (value := getattr(line, name)) is None else text(value)
        for name in ("points", "claimed", "low", "high", "difference")
    }
    return {
        "file": line.file,
        "title": line.title,
        "unit": line.unit,
        "fiscal_year": line.fiscal_year,
        "ruleset": line.ruleset,
        **numbers,
        "rating": list(line.rating),
        "errors": line.errors,
        "warnings": line.warnings,
        "notes": line.notes,
    }


def _write(submission: Submission, lang: str, stream: IO[bytes]) -> None:
    document = {"files": [shape(submission, lang)]}
    stream.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")


def _summarise(batch: Batch, _: str, stream: IO[bytes]) -> None:
    for piece in pieces(batch):
        stream.write(piece.encode())


JSON = ReportFormat(".json", texts.REPORT_JSON, _write, _summarise)
