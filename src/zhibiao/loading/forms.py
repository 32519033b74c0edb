"""Form files (TOML) to the form model.

The file must be well formed; what stands in its cells may be anything, since a form is data
about the world and is judged later.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any, Literal, TypeVar

import cattrs
from attrs import evolve, field, frozen

from zhibiao.errors import FormError
from zhibiao.exact import number, quantity
from zhibiao.exact import text as number_text
from zhibiao.loading.converter import Fault, make_converter, structure, wrong_type
from zhibiao.loading.report import problem
from zhibiao.loading.toml import Document, UnreadableError, parse, read_bytes
from zhibiao.messages import loading as texts
from zhibiao.messages import say
from zhibiao.model.form import (
    EMPTY,
    FUND_COLUMNS,
    Cell,
    Form,
    FormDate,
    FormRow,
    FormTotal,
    Funds,
    FundsLine,
    Further,
    Stated,
    read_cell,
)  # fmt: skip
from zhibiao.model.place import Where
from zhibiao.model.problem import Problem
from zhibiao.model.table import Table

T = TypeVar("T")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*form[ \t]*=")


@frozen
class _Line:
    source: str
    initial_budget: Cell = EMPTY
    annual_budget: Cell = EMPTY
    expenditure: Cell = EMPTY
    stated_rate: Cell = EMPTY


@frozen
class _Funds:
    points: Cell = EMPTY
    claimed: Cell = EMPTY
    stated_rate: Cell = EMPTY
    lines: tuple[_Line, ...] = ()


@frozen
class _Labels:
    words: tuple[str, ...]


@frozen
class _State:
    answer: str | int


@frozen
class _Row:
    label: _Labels
    tier: str = ""
    tier_points: Cell = EMPTY
    group: str = ""
    target: Cell = EMPTY
    actual: Cell = EMPTY
    criterion: str = ""
    points: Cell = EMPTY
    claimed: Cell = EMPTY
    reason: Cell = EMPTY
    state: _State | None = None
    holds: Table[str, bool] = field(factory=Table)
    count: Cell = EMPTY
    judged: Cell = EMPTY
    applicable: bool | None = None
    further: tuple[Further, ...] = ()


@frozen
class _Date:
    role: Literal["cover", "report", "filled", "signed"]
    value: datetime.date | None = None
    raw: str = ""
    at: Where = field(factory=Where)


@frozen
class _File:
    """The shape of a form file."""

    title: str = ""
    unit: str = ""
    division: str = ""
    scope: str = ""
    fiscal_year: int | None = None
    ruleset: str = ""
    total: FormTotal = field(factory=FormTotal)
    funds: _Funds = field(factory=_Funds)
    figures: tuple[Stated, ...] = ()
    rows: tuple[_Row, ...] = ()
    goals: tuple[Stated, ...] = ()
    facts: tuple[Stated, ...] = ()
    dates: tuple[_Date, ...] = ()


@frozen
class _Envelope:
    """A file with several forms."""

    forms: tuple[_File, ...]


def is_form_toml(name: str, raw: bytes | None = None) -> bool:
    """Whether a file is form TOML, by its name or by how it begins.

    Args:
        name: its name.
        raw: its bytes, where they are at hand.
    """
    if name.endswith(".toml"):
        return True
    return raw is not None and bool(_BEGINNING.match(raw))


def load_forms(path: FilePath, name: str | None = None) -> tuple[Form, ...]:
    """The forms in a file; one, unless ``[[forms]]`` holds several.

    Raises:
        FormError: no file, no TOML or not the shape of a form; every fault with its place.
    """
    shown = name or path.as_posix()
    try:
        return parse_forms(read_bytes(path, shown), shown)
    except UnreadableError as error:
        raise _refused(shown, [error.problem]) from None


def parse_forms(raw: bytes, name: str) -> tuple[Form, ...]:
    """The forms in TOML bytes.

    Raises:
        FormError: as :func:`load_forms`.
    """
    try:
        document = parse(raw, name)
    except UnreadableError as error:
        raise _refused(name, [error.problem]) from None
    values = dict(document.values)
    version = values.pop("form", None)
    if version != 1 or isinstance(version, bool):
        fault = (
            Fault((), "missing-key", say(texts.MISSING_KEY, key="form = 1"))
            if version is None
            else Fault(("form",), "wrong-value", say(texts.WRONG_FORM, found=str(version)[:40]))
        )
        raise _refused(name, [problem(document, fault)])
    if "forms" in values:
        return tuple(_form(file) for file in _structured(values, _Envelope, document).forms)
    return (_form(_structured(values, _File, document)),)


def _structured(values: Mapping[str, Any], cls: type[T], document: Document) -> T:
    found = structure(_converter(), values, cls)
    if isinstance(found, list):
        raise _refused(document.name, [problem(document, fault) for fault in found])
    return found


def _refused(name: str, problems: list[Problem]) -> FormError:
    return FormError(say(texts.HEADLINE, file=name, count=len(problems)), problems)


def _converter() -> cattrs.Converter:
    converter = make_converter({})

    def structure_cell(value: object, _: object) -> Cell:
        return _cell(value, converter)

    def structure_stated(value: object, _: object) -> Stated:
        if not isinstance(value, Mapping):
            raise wrong_type(texts.TABLE, value)
        rest = dict(value)
        label = rest.pop("label", None)
        if label is None:
            raise KeyError("label")
        return Stated(converter.structure(label, str), _cell(rest, converter))

    def structure_labels(value: object, _: object) -> _Labels:
        if isinstance(value, list):
            return _Labels(converter.structure(value, tuple[str, ...]))
        return _Labels((converter.structure(value, str),))

    def structure_state(value: object, _: object) -> _State:
        if isinstance(value, int) and not isinstance(value, bool):
            return _State(value)
        return _State(converter.structure(value, str))

    def structure_sheet(value: object, _: object) -> str | int:
        return value if isinstance(value, str) else converter.structure(value, int)

    converter.register_structure_hook(Cell, structure_cell)
    converter.register_structure_hook(Stated, structure_stated)
    converter.register_structure_hook(_Labels, structure_labels)
    converter.register_structure_hook(_State, structure_state)
    converter.register_structure_hook_func(lambda cls: cls == str | int | None, structure_sheet)
    return converter


@frozen
class _CellTable:
    raw: str | None = None
    value: Cell | None = None
    unit: str = ""
    relation: Literal["=", "<", "<=", ">", ">="] | None = None
    at: Where = field(factory=Where)


def _cell(value: object, converter: cattrs.Converter) -> Cell:
    """A cell: plain text or number, or a table of ``raw``, ``value``, ``unit``, ``at``."""
    if isinstance(value, str):
        return read_cell(value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Cell(number_text(number(value)), quantity(value))
    if not isinstance(value, Mapping):
        raise wrong_type(texts.CELL, value)
    table = converter.structure(value, _CellTable)
    raw = table.raw
    if raw is None:
        raw = table.value.raw if table.value else ""
    if table.value is None:
        # A raw text alone is read; with a sentence around it there is nothing to read.
        return evolve(read_cell(raw, table.at, table.unit), raw=raw)
    read = read_cell(table.value.raw, table.at, table.unit)
    relation = table.relation or read.relation
    return Cell(raw, read.quantity, relation, table.at)


def _form(file: _File) -> Form:
    stated = (
        *file.figures,
        *(evolve(entry, kind="fact") for entry in file.facts),
        *(evolve(entry, kind="goal") for entry in file.goals),
    )
    return Form(
        title=file.title,
        unit=file.unit,
        division=file.division,
        scope=file.scope,
        fiscal_year=file.fiscal_year,
        ruleset=file.ruleset,
        total=file.total,
        funds=Funds(
            file.funds.points,
            file.funds.claimed,
            file.funds.stated_rate,
            tuple(_line(line) for line in file.funds.lines),
        ),
        rows=tuple(_row(row) for row in file.rows),
        stated=stated,
        dates=tuple(_date(entry) for entry in file.dates),
    )


def _date(entry: _Date) -> FormDate:
    return FormDate(entry.role, entry.value, entry.at, entry.raw)


def _line(line: _Line) -> FundsLine:
    cells: dict[str, Cell] = {name: getattr(line, name) for name in FUND_COLUMNS}
    return FundsLine(line.source, Table(cells), line.stated_rate)


def _row(row: _Row) -> FormRow:
    return FormRow(
        labels=row.label.words,
        tier=row.tier,
        tier_points=row.tier_points,
        group=row.group,
        target=row.target,
        actual=row.actual,
        criterion=row.criterion,
        points=row.points,
        claimed=row.claimed,
        reason=row.reason,
        state=None if row.state is None else row.state.answer,
        holds=row.holds,
        count=row.count,
        judged=row.judged,
        applicable=row.applicable,
        further=row.further,
    )
