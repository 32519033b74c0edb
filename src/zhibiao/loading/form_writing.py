"""Forms to form TOML and to JSON: what ``zhibiao read`` prints.

Reading what was written gives the same form again, cell by cell, with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from zhibiao.exact import Quantity, round_to
from zhibiao.exact import text as number_text
from zhibiao.loading.toml_writing import inline
from zhibiao.model.form import EMPTY, Cell, Form, FormDate, FormRow, FundsLine, Stated, read_cell
from zhibiao.model.place import Where

Shape = dict[str, Any]


def form_shape(form: Form) -> Shape:
    """A form as plain values, in the names and the order of the form language."""
    shape: Shape = {
        name: value
        for name in ("title", "unit", "division", "scope", "fiscal_year", "ruleset")
        if (value := getattr(form, name))
    }
    total = _cells({"points": form.total.points, "claimed": form.total.claimed})
    if total:
        shape["total"] = total
    funds = _funds(form)
    if funds:
        shape["funds"] = funds
    for key, kind in (("figures", "figure"), ("goals", "goal"), ("facts", "fact")):
        entries = [_stated(entry) for entry in form.stated if entry.kind == kind]
        if entries:
            shape[key] = entries
        if key == "figures" and form.rows:
            shape["rows"] = [_row(row) for row in form.rows]
    if form.dates:
        shape["dates"] = [_date(entry) for entry in form.dates]
    return shape


def forms_toml(forms: Sequence[Form]) -> str:
    """Forms as form TOML; several stand in ``[[forms]]``."""
    lines = ["form = 1"]
    if len(forms) == 1:
        lines += _table(form_shape(forms[0]), "")
    else:
        for form in forms:
            lines += ["", "[[forms]]", *_table(form_shape(form), "forms.")]
    return "\n".join(lines) + "\n"


def forms_json(forms: Sequence[Form]) -> Shape:
    """Forms as JSON values, named as in form TOML; exact numbers are strings."""
    shapes = [_plain(form_shape(form)) for form in forms]
    return {"form": 1, **shapes[0]} if len(shapes) == 1 else {"form": 1, "forms": shapes}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, (str, int, bool)) else value.isoformat()


def _date(entry: FormDate) -> Shape:
    shape: Shape = {"role": entry.role}
    if entry.value is not None:
        shape["value"] = entry.value
    if entry.raw:
        shape["raw"] = entry.raw
    return shape | _at(entry.at)


def _funds(form: Form) -> Shape:
    funds = form.funds
    shape = _cells(
        {"points": funds.points, "claimed": funds.claimed, "stated_rate": funds.stated_rate}
    )
    if funds.lines:
        shape["lines"] = [_line(line) for line in funds.lines]
    return shape


def _line(line: FundsLine) -> Shape:
    return {"source": line.source, **_cells({**line.cells, "stated_rate": line.stated_rate})}


def _stated(entry: Stated) -> Shape:
    shape = _cell(entry.cell)
    return {"label": entry.label, **(shape if isinstance(shape, dict) else {"raw": shape})}


def _row(row: FormRow) -> Shape:
    shape: Shape = {"tier": row.tier, **_cells({"tier_points": row.tier_points})}
    shape |= {"group": row.group, "label": row.labels[0] if len(row.labels) == 1 else [*row.labels]}
    shape |= _cells({"target": row.target, "actual": row.actual})
    shape["criterion"] = row.criterion
    cells = {"points": row.points, "claimed": row.claimed, "reason": row.reason}
    shape |= _cells({**cells, "count": row.count, "judged": row.judged})
    shape = {key: value for key, value in shape.items() if value != "" or key == "label"}
    if row.state is not None:
        shape["state"] = row.state
    if row.holds:
        shape["holds"] = dict(row.holds)
    if row.applicable is not None:
        shape["applicable"] = row.applicable
    if row.further:
        shape["further"] = [
            {"label": one.label, **_cells({"target": one.target, "actual": one.actual})}
            for one in row.further
        ]
    return shape


def _cells(cells: dict[str, Cell]) -> Shape:
    return {name: _cell(cell) for name, cell in cells.items() if cell != EMPTY}


def _cell(cell: Cell) -> str | Shape:
    """A cell as text alone where that says everything, else as a table."""
    if cell == read_cell(cell.raw):
        return cell.raw
    shape: Shape = {"raw": cell.raw}
    if cell != evolve(read_cell(cell.raw, cell.at), raw=cell.raw):
        if cell.quantity is None:
            shape["value"] = ""
        else:
            shape["value"] = quantity_number(cell.quantity)
            if cell.quantity.unit not in ("", "%"):
                shape["unit"] = cell.quantity.unit
            if cell.relation != "=":
                shape["relation"] = cell.relation
    return shape | _at(cell.at)


def quantity_number(quantity: Quantity) -> str:
    """A quantity's number to its last printed place, or as a rational where it has none."""
    percent = quantity.unit == "%"
    scale = Fraction(100) if percent else Fraction(1)
    value, step = quantity.value * scale, quantity.resolution * scale
    if step == 0:
        shown = f"{value.numerator}/{value.denominator}"
    else:
        places = len(number_text(step).partition(".")[2])
        shown = _fixed(value, places)
    return f"{shown}%" if percent else shown


def _fixed(value: Fraction, places: int) -> str:
    rounded = round_to(abs(value), places, "half-up")
    whole = str(rounded.numerator * 10**places // rounded.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{whole[:-places]}.{whole[-places:]}" if places else whole)


def _at(at: Where) -> Shape:
    return {"at": at.known()} if at != Where() else {}


def _table(shape: Shape, prefix: str) -> Iterator[str]:
    """The lines of a table: plain values first, then its tables and arrays of tables."""
    for key, value in shape.items():
        if not _nested(value, key):
            yield f"{key} = {inline(value)}"
    for key, value in shape.items():
        if not _nested(value, key):
            continue
        for entry in value if isinstance(value, list) else [value]:
            head = f"{prefix}{key}"
            yield ""
            yield f"[[{head}]]" if isinstance(value, list) else f"[{head}]"
            yield from _table(entry, f"{head}.")


def _nested(value: Any, key: str) -> bool:
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) and key in ("total", "funds")
