"""A filled-in form as a document: laid out as somebody might, and written to a file.

The layout is drawn: columns in any order under any of their headings, levels merged, repeated or
blank, points inside the cells of levels, headings in two lines, a column of its own before all
others, all parts in one table or each in its own. Each cell that says something of the form
carries a key, and each writer tells where the cell of a key stands in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from io import BytesIO

import docx
import openpyxl
from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.filled import AMOUNTS, LINES, Filled, FilledRow
from zhibiao.exact import text
from zhibiao.interpreting.vocabulary import FUNDS_HEADINGS, INDICATOR_HEADINGS
from zhibiao.model.form import (
    EMPTY,
    Form,
    FormRow,
    FormTotal,
    Funds,
    FundsLine,
    Relation,
    read_cell,
)
from zhibiao.model.place import Where
from zhibiao.model.table import Table

LABELS_OF_LINES = {
    "total": ("年度资金总额", "资金总额", "合计"),
    "current": ("其中：当年财政拨款", "当年财政拨款", "本年财政拨款"),
    "carried": ("上年结转资金", "上年结转"),
    "other": ("其他资金", "其它资金", "自筹资金"),
}
_SIGNS: dict[str, Relation] = {"≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", "": "="}
_LEVELS = ("tier", "group", "label")


@frozen
class Box:
    """A cell: its text, the key of what it says, and how far it reaches."""

    raw: str = ""
    key: str = ""
    rows: int = 1
    columns: int = 1


Lines = list[list[Box]]


@frozen
class Layout:
    """How a form is laid out."""

    columns: tuple[tuple[str, str], ...]
    funds: tuple[tuple[str, str], ...]
    line_labels: dict[str, str]
    money: str
    levels: str
    two_lines: bool
    lead: bool
    together: bool
    funds_last: bool
    spaced: bool

    @property
    def roles(self) -> frozenset[str]:
        """The columns of the indicator table."""
        return frozenset(role for role, _ in self.columns)


@st.composite
def layouts(draw: DrawFn) -> Layout:
    """A layout at random."""
    optional = draw(
        st.lists(st.sampled_from(("criterion", "unit", "relation")), max_size=3, unique=True)
    )
    if "relation" in optional and "unit" not in optional:
        optional.append("unit")
    values = draw(st.permutations(["target", "actual", "points", "claimed", "reason", *optional]))
    amounts = ["expenditure", "annual_budget", "initial_budget"][: draw(st.integers(2, 3))]
    money = [*amounts[::-1], *draw(st.permutations(["points", "rate", "claimed"]))]
    return Layout(
        columns=tuple(
            (role, draw(st.sampled_from(INDICATOR_HEADINGS[role]))) for role in (*_LEVELS, *values)
        ),
        funds=tuple((role, draw(st.sampled_from(FUNDS_HEADINGS[role]))) for role in money),
        line_labels={name: draw(st.sampled_from(words)) for name, words in LABELS_OF_LINES.items()},
        money=draw(st.sampled_from(("万元", "元"))),
        levels=draw(st.sampled_from(("merged", "blank", "repeated"))),
        two_lines=draw(st.booleans()),
        lead=draw(st.booleans()),
        together=draw(st.booleans()),
        funds_last=draw(st.booleans()),
        spaced=draw(st.booleans()),
    )


# -- what the form says, as it is read


def meant(form: Filled, layout: Layout) -> Form:
    """The form that has to be read from the document, without places, prose and dates."""
    title = f"{form.title}（{form.project}）" if form.project else form.title
    return Form(
        title=title,
        unit=form.unit,
        scope="project" if form.project else "department",
        fiscal_year=form.year,
        total=FormTotal(read_cell(form.total_points), read_cell(form.total)),
        funds=Funds(
            read_cell("10"), read_cell(form.execution), read_cell(form.rates["total"]),
            tuple(_line_meant(name, form, layout) for name in LINES),
        ),
        rows=tuple(_row_meant(index, form, layout) for index in range(len(form.rows))),
    )  # fmt: skip


def _line_meant(name: str, form: Filled, layout: Layout) -> FundsLine:
    present = {role for role, _ in layout.funds}
    cells = {
        role: read_cell(_money(form.funds[name][role], layout), unit=layout.money)
        if role in present
        else EMPTY
        for role in AMOUNTS
    }
    rated = form.line_rates and name != "total"
    return FundsLine(name, Table(cells), read_cell(form.rates[name]) if rated else EMPTY)


def _row_meant(index: int, form: Filled, layout: Layout) -> FormRow:
    row = form.rows[index]
    unit = row.unit if "unit" in layout.roles else ""
    target = read_cell(_written("target", row, layout), unit=unit)
    if "relation" in layout.roles and target.quantity is not None:
        target = evolve(target, relation=_SIGNS[row.sign])
    stated = form.tier_points.get(row.tier, "")
    number = re.sub(r"\D", "", stated)
    return FormRow(
        labels=(row.label,),
        tier=row.tier,
        tier_points=evolve(read_cell(number), raw=row.tier + stated) if stated else EMPTY,
        group=row.group,
        target=target,
        actual=read_cell(_written("actual", row, layout), unit=unit),
        criterion=_written("criterion", row, layout) if "criterion" in layout.roles else "",
        points=read_cell(form.points_of(index)),
        claimed=read_cell(row.claimed),
        reason=read_cell(row.reason),
    )


def _money(value: Fraction, layout: Layout) -> str:
    """An amount to the cent in 万元, or as whole 元: what is printed is exact."""
    if layout.money == "元":
        return text(value * 10_000)
    whole, cents = divmod(int(value * 100), 100)
    return f"{whole}.{cents:02}"


def _written(role: str, row: FilledRow, layout: Layout) -> str:
    sign = "" if "relation" in layout.roles else row.sign
    unit = "" if "unit" in layout.roles else row.unit
    match role:
        case "target":
            return f"{sign}{row.target}{unit}"
        case "actual":
            return f"{row.actual}{unit}" if re.fullmatch(r"\d+", row.actual) else row.actual
        case "unit":
            return row.unit or "/"
        case "relation":
            return row.sign or "定性"
        case "criterion":
            return "按完成比例计分。" if row.is_figure else "分档评定。"
        case "label":
            return row.label
    return row.reason


# -- the document


def laid_out(form: Filled, layout: Layout) -> list[str | Lines]:
    """The document: lines of prose and tables, in order."""
    top: Lines = _head(form)
    money, rows = _funds(form, layout), _indicators(form, layout)
    parts = [top, rows, money] if layout.funds_last else [top, money, rows]
    if layout.together and not layout.funds_last:
        width = max(sum(box.columns for box in line) for part in parts for line in part[:1])
        return [form.title, [line for part in parts for line in _widened(part, width)]]
    return [form.title, *parts]


def prose(form: Filled) -> list[tuple[str, str]]:
    """What stands below the tables, each line under its key."""
    return [
        ("report", f"{form.unit}认真开展了绩效自评。"),
        ("declared", f"{form.year}年度自评得分为{form.declared}分。"),
        ("filled_on", f"填报日期：{form.filled_on}"),
    ]


def _widened(part: Lines, width: int) -> Lines:
    """A part as wide as the table: its first column is stretched."""
    own = sum(box.columns for box in part[0])
    more = width - own
    if not more:
        return part
    covered = 0
    lines: Lines = []
    for line in part:
        if covered:
            lines.append(line)
        else:
            first = evolve(line[0], columns=line[0].columns + more)
            covered = first.rows
            lines.append([first, *line[1:]])
        covered -= 1
    return lines


def _head(form: Filled) -> Lines:
    if form.project:
        return [
            [Box("项目名称"), Box(form.project, columns=6)],
            [Box("主管部门"), Box("石桥市财政局", columns=2), Box("实施单位"),
             Box(form.unit, columns=3)],
        ]  # fmt: skip
    return [[Box("预算部门名称"), Box(form.unit, columns=6)]]


def _funds(form: Filled, layout: Layout) -> Lines:
    lines: Lines = [[Box(f"资金情况（{layout.money}）"), *(Box(word) for _, word in layout.funds)]]
    for name in LINES:
        said = {role: _money(form.funds[name][role], layout) for role in AMOUNTS}
        if name == "total":
            said |= {"rate": form.rates[name], "points": "10", "claimed": form.execution}
        elif form.line_rates:
            said["rate"] = form.rates[name]
        key = "funds" if name == "total" else f"funds.{name}"
        lines.append(
            [
                Box(layout.line_labels[name], f"{key}.label"),
                *(Box(said.get(role, ""), f"{key}.{role}") for role, _ in layout.funds),
            ]
        )
    return lines


def _indicators(form: Filled, layout: Layout) -> Lines:
    lines = _header(layout)
    lines += [_entries(index, form, layout) for index in range(len(form.rows))]
    said = {"points": form.total_points, "claimed": form.total}
    lines.append(
        [Box("总分", columns=3)]
        + [Box(said.get(role, ""), f"total.{role}") for role, _ in layout.columns[3:]]
    )
    if layout.lead:
        lines[0].insert(0, Box("绩\n效\n指\n标", rows=len(lines)))
    return lines


def _header(layout: Layout) -> Lines:
    words = [
        f"{word[:3]}\n{word[3:]}" if layout.spaced and len(word) > 3 else word
        for _, word in layout.columns
    ]
    if not layout.two_lines:
        return [[Box(word) for word in words]]
    return [
        [Box("绩效指标", columns=3), *(Box(word, rows=2) for word in words[3:])],
        [Box(word) for word in words[:3]],
    ]


def _entries(index: int, form: Filled, layout: Layout) -> list[Box]:
    row = form.rows[index]
    boxes: list[Box] = []
    for role, _ in layout.columns:
        key = f"rows.{index}.{role}"
        if role in ("tier", "group"):
            boxes += _level(role, index, form, layout)
        elif role == "points":
            boxes.append(Box(form.points_of(index), key))
        elif role == "claimed":
            boxes.append(Box(row.claimed, key))
        else:
            boxes.append(Box(_written(role, row, layout), key))
    return boxes


def _level(role: str, index: int, form: Filled, layout: Layout) -> list[Box]:
    """A level's cell: merged downwards, repeated in each row, or blank after the first."""

    def of(i: int) -> tuple[str, ...]:
        one = form.rows[i]
        return (one.tier,) if role == "tier" else (one.tier, one.group)

    row = form.rows[index]
    shown = row.tier + form.tier_points.get(row.tier, "") if role == "tier" else row.group
    first = index == 0 or of(index - 1) != of(index)
    key = f"tiers.{row.tier}" if role == "tier" and first else ""
    if layout.levels == "repeated":
        return [Box(shown, key)]
    if layout.levels == "blank":
        return [Box(shown if first else "", key)]
    rows = 1
    while index + rows < len(form.rows) and of(index + rows) == of(index):
        rows += 1
    return [Box(shown, key, rows=rows)] if first else []


# -- the writers


@frozen
class Placed:
    """A box with the row and the column of its upper left corner, and its cell's number."""

    box: Box
    row: int
    column: int
    number: int


def placed(lines: Lines) -> Iterator[Placed]:
    """The boxes of a table in their places; those that reach down count in the rows below."""
    reaching: dict[int, tuple[int, int]] = {}  # by column: the first free row, and the width
    for row, boxes in enumerate(lines, 1):
        column, number, waiting = 1, 1, list(boxes)
        while True:
            until, width = reaching.get(column, (0, 0))
            if until > row:
                column, number = column + width, number + 1
            elif waiting:
                box = waiting.pop(0)
                yield Placed(box, row, column, number)
                reaching[column] = (row + box.rows, box.columns)
                column, number = column + box.columns, number + 1
            else:
                break


@frozen
class Written:
    """A file, and where the cell of each key stands in it."""

    name: str
    raw: bytes
    places: dict[str, Where]
    stated: list[tuple[str, str, Fraction]]
    """The figures that stand beside the form: label, kind and number."""


def _places(tables: list[Lines]) -> dict[str, Where]:
    return {
        one.box.key: Where(table=number, row=one.row, cell=one.number)
        for number, lines in enumerate(tables, 1)
        for one in placed(lines)
        if one.box.key
    }


def _stated(form: Filled) -> list[tuple[str, str, Fraction]]:
    return [("自评得分", "fact", Fraction(form.declared))]


def word_file(form: Filled, layout: Layout) -> Written:
    """A Word document."""
    document = docx.Document()
    parts = laid_out(form, layout)
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        cells = list(placed(part))
        width = max(one.column + one.box.columns - 1 for one in cells)
        table = document.add_table(len(part), width)
        for one in cells:
            cell = table.cell(one.row - 1, one.column - 1)
            if (one.box.rows, one.box.columns) != (1, 1):
                cell = cell.merge(
                    table.cell(one.row + one.box.rows - 2, one.column + one.box.columns - 2)
                )
            first, *more = one.box.raw.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
        document.add_paragraph("")
    for _, line in prose(form):
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return Written("form.docx", stream.getvalue(), _places(_tables(parts)), _stated(form))


def page_file(form: Filled, layout: Layout) -> Written:
    """An HTML page."""
    parts = laid_out(form, layout)
    shown = []
    for part in parts:
        if isinstance(part, str):
            shown.append(f"<p>{escape(part)}</p>")
            continue
        rows: list[str] = [""] * len(part)
        for one in placed(part):
            inner = escape(one.box.raw).replace("\n", "<br>")
            spans = f'rowspan="{one.box.rows}" colspan="{one.box.columns}"'
            rows[one.row - 1] += f"<td {spans}>{inner}</td>"
        shown.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    shown += [f"<p>{escape(line)}</p>" for _, line in prose(form)]
    page = f"<html><meta charset='utf-8'><body>{''.join(shown)}</body></html>"
    return Written("form.html", page.encode(), _places(_tables(parts)), _stated(form))


def sheet_file(form: Filled, layout: Layout) -> Written:
    """A workbook of one sheet, tables below one another, numbers as numbers."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    places: dict[str, Where] = {}
    top = 1
    for part in laid_out(form, layout):
        if isinstance(part, str):
            sheet.cell(top, 1, part)
            sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=7)
            top += 1
            continue
        for one in placed(part):
            row = top + one.row - 1
            _put(sheet.cell(row, one.column), one.box.raw)
            if (one.box.rows, one.box.columns) != (1, 1):
                sheet.merge_cells(
                    start_row=row,
                    start_column=one.column,
                    end_row=row + one.box.rows - 1,
                    end_column=one.column + one.box.columns - 1,
                )
            if one.box.key:
                places[one.box.key] = Where(sheet=sheet.title, row=row, cell=one.column)
        top += len(part)
    for key, line in prose(form):
        if key == "filled_on":
            sheet.cell(top, 1, line)
            places[key] = Where(sheet=sheet.title, row=top, cell=1)
    stream = BytesIO()
    book.save(stream)
    return Written("form.xlsx", stream.getvalue(), places, [])


def _put(cell: openpyxl.cell.Cell | openpyxl.cell.MergedCell, raw: str) -> None:
    """A text, or the number that is shown as that text."""
    shown = re.fullmatch(r"(-?\d+)(?:\.(\d+))?(%?)", raw)
    if shown is None:
        cell.value = raw
        cell.data_type = "s"
        return
    places = f".{'0' * len(shown[2])}" if shown[2] else ""
    cell.value = float(raw.rstrip("%")) / (100 if shown[3] else 1)
    cell.number_format = f"0{places}{shown[3]}"


def _tables(parts: list[str | Lines]) -> list[Lines]:
    return [part for part in parts if not isinstance(part, str)]


WRITERS = (word_file, page_file, sheet_file)


def is_at(key: str, written: Written, found: Where) -> bool:
    """Whether a place is that of a key; of a line of prose its sentence is quoted."""
    place = written.places.get(key)
    if place is not None:
        return evolve(found, page=None, label=None, text=None) == place
    return found.sentence is not None
