"""``zhibiao read``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhibiao.cli.output import OutputPath, require_kept, write_whole
from zhibiao.cli.root import Session, verb
from zhibiao.cli.source import interpreted
from zhibiao.errors import FormError
from zhibiao.messages import cli as texts
from zhibiao.messages import say

if TYPE_CHECKING:
    from zhibiao.interpreting import Interpretation

FORMATS = ("toml", "json", "budget-json", "budget-csv")
PARTS = ("indicators", "funds")
"""What stands in the names of the two budget tables."""


def command(lang: str) -> click.Command:
    """The verb in a language."""

    @click.argument("form")
    @click.option(
        "--format",
        "shape",
        type=click.Choice(FORMATS),
        default=None,
        help=texts.OPT_FORMAT.render(lang),
    )
    @click.option(
        "-o",
        "--output",
        type=OutputPath(lang),
        metavar="FILE",
        help=texts.OPT_OUTPUT.render(lang),
    )
    def run(session: Session, form: str, shape: str | None, output: Path | None) -> None:
        require_kept([form], *_targets(output, shape))
        found = interpreted(session.workbench, form)
        for remark in found.remarks:
            session.say(texts.NOTE.render(session.lang) + remark.render(session.lang))
        if not found.forms:
            raise FormError(say(texts.NO_FORM_IN, file=form))
        if shape == "budget-csv":
            _write_csv(session, found, output)
            return
        text = _rendered(found, shape or ("json" if session.as_json else "toml"), session.lang)
        if output is None and session.as_json and shape == "toml":
            session.emit({"toml": text})
        elif output is None:
            session.write(text)
        else:
            write_whole(output, text)
            if session.as_json:
                session.emit({"file": output.as_posix()})
            session.say(say(texts.WRITTEN, file=output.as_posix()).render(session.lang))

    return verb(lang, "read", texts.READ.render(lang))(run)


def _targets(output: Path | None, shape: str | None) -> list[Path]:
    """The files that are written: one, or one for each of the budget tables."""
    if output is None:
        return []
    return [_part(output, name) for name in PARTS] if shape == "budget-csv" else [output]


def _part(output: Path, name: str) -> Path:
    return output.with_name(f"{output.stem}.{name}.csv")


def _rendered(found: Interpretation, shape: str, lang: str) -> str:
    from zhibiao.loading.form_writing import forms_json, forms_toml

    if shape == "toml":
        return forms_toml(found.forms)
    if shape == "budget-json":
        from zhibiao.interpreting.budget.files import json_shape
        from zhibiao.interpreting.budget.records import tables_of

        tables = json_shape(tables_of(found.forms))
        return json.dumps(tables, ensure_ascii=False, indent=2) + "\n"
    document = forms_json(found.forms)
    document["remarks"] = [remark.render(lang) for remark in found.remarks]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _write_csv(session: Session, found: Interpretation, output: Path | None) -> None:
    """The two budget tables, each a file beside the other."""
    from zhibiao.interpreting.budget.columns import FUNDS, INDICATORS
    from zhibiao.interpreting.budget.files import csv_text
    from zhibiao.interpreting.budget.records import tables_of

    if output is None:
        raise click.UsageError(texts.CSV_NEEDS_OUTPUT.render(session.lang))
    tables = tables_of(found.forms)
    written: list[str] = []
    for part, records, columns in (
        (PARTS[0], tables.indicators, INDICATORS),
        (PARTS[1], tables.funds, FUNDS),
    ):
        path = _part(output, part)
        write_whole(path, csv_text(records, columns))
        written.append(path.as_posix())
    if session.as_json:
        session.emit({"files": written})
    for name in written:
        session.say(say(texts.WRITTEN, file=name).render(session.lang))
