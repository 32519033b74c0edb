"""The budget tables as CSV and JSON text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from zhibiao.errors import FormError
from zhibiao.exact import fold
from zhibiao.interpreting.budget.columns import FUNDS, INDICATORS
from zhibiao.interpreting.budget.records import BudgetTables, Record
from zhibiao.interpreting.wording import is_number
from zhibiao.messages import interpreting as texts
from zhibiao.messages import say

BOM = "\ufeff"
"""Spreadsheets take a CSV for UTF-8 only with it."""


def csv_text(records: Sequence[Record], columns: Sequence[str]) -> str:
    """Records as CSV for spreadsheets; a text that they would run is marked."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for record in records:
        writer.writerow([_quoted(record[name]) for name in columns])
    return BOM + out.getvalue()


def _quoted(text: str) -> str:
    live = len(text) > 1 and text[:1] in ("=", "+", "-", "@") and not is_number(fold(text))
    return f"'{text}" if live else text


def json_shape(tables: BudgetTables) -> dict[str, Any]:
    """The tables as one JSON document."""
    return {"indicators": list(tables.indicators), "funds": list(tables.funds)}


def is_budget_json(raw: bytes) -> bool:
    """Whether bytes look like the JSON of budget tables."""
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    return head.startswith(b"{") and any(key in head for key in (b'"indicators"', b'"funds"'))


def parse_json(raw: bytes, name: str) -> BudgetTables:
    """The tables in JSON bytes.

    Raises:
        FormError: no JSON, or not of that shape.
    """
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        raise FormError(say(texts.NOT_BUDGET_JSON, file=name)) from None
    if not isinstance(document, dict):
        raise FormError(say(texts.NOT_BUDGET_JSON, file=name))
    return BudgetTables(
        _records(document.get("indicators", []), INDICATORS, name),
        _records(document.get("funds", []), FUNDS, name),
    )


def _records(value: object, columns: Sequence[str], name: str) -> list[Record]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise FormError(say(texts.NOT_BUDGET_JSON, file=name))
    return [
        {key: "" if entry.get(key) is None else str(entry[key]) for key in columns}
        for entry in value
    ]
