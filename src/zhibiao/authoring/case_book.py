"""Worked cases in a spreadsheet, for those who work them out and do not write TOML.

The sheet has a heading in words and, below it, one that the program reads: ``name``, ``origin``,
``given staff``, ``expect staff_control``. A row is a case. A cell that holds a number is taken as
Excel shows it digit by digit, never as a binary fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from zhibiao.errors import FormError, NumberError
from zhibiao.exact import number, text
from zhibiao.messages import Message, say
from zhibiao.messages import case_books as texts
from zhibiao.model.case import Case, Expected, Given
from zhibiao.model.lowering.program import APPLICABLE, REASON
from zhibiao.model.measure import MeasureType
from zhibiao.model.place import Place
from zhibiao.model.ruleset import RuleSet
from zhibiao.model.table import Table
from zhibiao.readers.extras import imported
from zhibiao.readers.package import open_package

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

MOST_ROWS = 10_000
MOST_CELLS = 1_000_000
GIVEN, EXPECT, NAME, ORIGIN = "given ", "expect ", "name", "origin"
_SPAN = re.compile(r"\s*(?:…|\.\.\.?|~|～|至|—|–)\s*")
_TRUTHS = {"是": True, "true": True, "yes": True, "否": False, "false": False, "no": False}


@frozen
class _Column:
    """One column: what it holds, under which id."""

    index: int
    kind: str
    id: str = ""


def read_cases(raw: bytes, name: str, rules: RuleSet) -> tuple[Case, ...]:
    """The cases of a spreadsheet.

    Args:
        raw: the bytes of an ``.xlsx`` file.
        name: its name, for messages and places.
        rules: the rule set whose cases they are.

    Raises:
        FormError: it is no such spreadsheet; a cell or a heading that means nothing is named.
    """
    sheet = _sheet(raw, name)
    if sheet.max_row > MOST_ROWS or sheet.max_row * sheet.max_column > MOST_CELLS:
        raise FormError(say(texts.TOO_LONG, file=name, most=str(MOST_ROWS)))
    rows = list(sheet.iter_rows())
    found = next((i for i, row in enumerate(rows[:20]) if _is_heading(row)), None)
    if found is None:
        raise FormError(say(texts.NO_HEADING, file=name))
    columns = list(_columns(rows[found], name, rules))
    cases = [
        _case(row, columns, name, rules)
        for row in rows[found + 1 :]
        if any(cell.value not in (None, "") for cell in row)
    ]
    if not cases:
        raise FormError(say(texts.NO_CASES, file=name))
    return tuple(cases)


def _sheet(raw: bytes, name: str) -> Any:
    openpyxl = imported("openpyxl", name)
    package = open_package(raw, name)
    for part in package:  # bounds what may come out of the zip
        package.read(part)
    try:
        book = openpyxl.load_workbook(BytesIO(raw), data_only=True)
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a damaged file makes it
        why = type(error).__name__
        raise FormError(say(texts.UNREADABLE, file=name, why=why)) from None
    return book.worksheets[0]


def _is_heading(row: Sequence[Cell]) -> bool:
    written = [str(cell.value or "").strip() for cell in row]
    return NAME in written and any(one.startswith(EXPECT) for one in written)


def _columns(row: Sequence[Cell], name: str, rules: RuleSet) -> Iterator[_Column]:
    scored = {item.id for item in rules.items}
    answers = {prefix + one for one in scored for prefix in (REASON, APPLICABLE)}
    given = {*rules.measures, *scored, *answers}
    expected = {*scored, *rules.tiers, "total", "rating"}
    for index, cell in enumerate(row):
        written = str(cell.value or "").strip()
        for kind, known in ((GIVEN, given), (EXPECT, expected)):
            if written.startswith(kind):
                what = written.removeprefix(kind).strip()
                if what not in known:
                    shown = tuple(sorted(known - answers))
                    raise FormError(
                        say(texts.UNKNOWN, file=name, cell=cell.coordinate, what=what, known=shown)
                    )
                yield _Column(index, kind, what)
        if written in (NAME, ORIGIN):
            yield _Column(index, written)


def _case(row: Sequence[Cell], columns: Sequence[_Column], name: str, rules: RuleSet) -> Case:
    given: dict[str, Given] = {}
    expect: dict[str, Expected] = {}
    words = {NAME: "", ORIGIN: ""}
    for column in columns:
        cell = row[column.index]
        if cell.value in (None, ""):
            continue
        try:
            if column.kind == GIVEN:
                given[column.id] = _given(cell, rules, column.id)
            elif column.kind == EXPECT:
                expect[column.id] = _expected(_written(cell), column.id)
            else:
                words[column.kind] = str(cell.value).strip()
        except NumberError as error:
            why = cast(Message, error.message)
            raise FormError(say(texts.BAD_CELL, file=name, cell=cell.coordinate, why=why)) from None
    line = row[0].row
    if not expect:
        raise FormError(say(texts.EXPECTS_NOTHING, file=name, row=str(line)))
    label = words[NAME] or f"{name}:{line}"
    return Case(label, Table(given), Table(expect), words[ORIGIN], Place(name, line))


def _given(cell: Cell, rules: RuleSet, what: str) -> Given:
    measure = rules.measures.get(what)
    if isinstance(cell.value, bool):
        return cell.value
    written = _written(cell)
    is_answer = what.startswith((REASON, APPLICABLE))
    if is_answer or (measure is not None and measure.type is MeasureType.BOOLEAN):
        return _TRUTHS.get(written.lower(), written)
    return written


def _written(cell: Cell) -> str:
    """What a cell says: a text as it is, a number digit by digit, a percentage with its sign."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return str(value).strip()
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if "%" in (cell.number_format or ""):
        return f"{text(Fraction(exact) * 100)}%"
    return text(Fraction(exact))


def _expected(written: str, what: str) -> Expected:
    if what == "rating":
        return tuple(part.strip() for part in re.split(r"[、,，/]", written) if part.strip())
    inside = written.strip("[]［］ ")
    ends = _SPAN.split(inside)
    if len(ends) != 2 and inside != written.strip():  # as a file of cases has it: [3, 5]
        ends = re.split(r"\s*[,，]\s*", inside)
    if len(ends) == 2:
        return number(ends[0]), number(ends[1])
    return number(written)


def case_book(cases: Sequence[Case], rules: RuleSet) -> bytes:
    """A spreadsheet with the cases of a rule set, and a column for whatever they may name.

    Args:
        cases: the cases that are there already; none make an empty template.
        rules: the rule set.

    Returns:
        The bytes of an ``.xlsx`` file.
    """
    openpyxl = imported("openpyxl", ".xlsx")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = texts.SHEET
    heads = _heads(cases, rules)
    sheet.append([label for label, _kind, _id in heads])
    sheet.append([f"{kind}{id}" for _label, kind, id in heads])  # noqa: A001  # the field's word
    for case in cases:
        sheet.append([_cell_of(case, kind, id) for _label, kind, id in heads])  # noqa: A001  # as above
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "@"  # a text stays a text when somebody edits it
            if cell.value is not None:
                cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    sheet.freeze_panes = "B3"
    sheet.column_dimensions["A"].width = 36
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _heads(cases: Sequence[Case], rules: RuleSet) -> list[tuple[str, str, str]]:
    named = {name for case in cases for name in case.given}
    heads = [(texts.COL_NAME, NAME, "")]
    for name, measure in rules.measures.items():
        if measure.formula is None or name in named:
            unit = f"（{measure.unit}）" if measure.unit else ""
            heads.append((f"{measure.label}{unit}", GIVEN, name))
    labels = {item.id: item.label for item in rules.items}
    rest = [name for case in cases for name in case.given if name not in rules.measures]
    heads += [(labels.get(name, name), GIVEN, name) for name in dict.fromkeys(rest)]
    heads += [
        (say(texts.COL_SCORE, label=item.label).render("zh"), EXPECT, item.id)
        for item in rules.items
    ]
    heads += [
        (say(texts.COL_SCORE, label=tier.label).render("zh"), EXPECT, name)
        for name, tier in rules.tiers.items()
    ]
    heads += [(texts.COL_TOTAL, EXPECT, "total"), (texts.COL_RATING, EXPECT, "rating")]
    return [*heads, (texts.COL_ORIGIN, ORIGIN, "")]


def _cell_of(case: Case, kind: str, what: str) -> str | None:
    if kind in (NAME, ORIGIN):
        return case.name if kind == NAME else case.origin
    if kind == GIVEN:
        return None if what not in case.given else _shown(case.given[what])
    return None if what not in case.expect else _shown(case.expect[what])


def _shown(value: Given | Expected) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case Fraction():
            return text(value)
        case tuple():
            parts = [one if isinstance(one, str) else text(one) for one in value]
            return ("、" if isinstance(value[0], str) else " … ").join(parts)
        case _:
            return str(value)
