"""The cells of one sheet of an ``.xlsx`` package, read as they stream by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import define

from zhibiao.messages import readers as texts
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_CELLS, MAX_SHEET_COLUMNS
from zhibiao.readers.package import Package
from zhibiao.readers.reader import refused
from zhibiao.readers.scripts import raised
from zhibiao.readers.workbook.formats import Formats
from zhibiao.readers.workbook.sheet import Range, Sheet
from zhibiao.readers.xml import Element, child, local, value

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE | re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROW_DEPTH = 3  # worksheet, sheetData, row


def rich_text(element: Element) -> str:
    """A text of runs, phonetic guides left out."""
    pieces: list[str] = []
    for one in element:
        match local(one):
            case "t":
                pieces.append(one.text or "")
            case "r":
                inner = child(one, "t")
                text = "" if inner is None else inner.text or ""
                superscript = value(child(one, "rPr", "vertAlign")) == "superscript"
                pieces.append(raised(text) if superscript else text)
    return _ESCAPED.sub(_unescaped, "".join(pieces)).replace("\r\n", "\n").replace("\r", "\n")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def shared_texts(package: Package, part: str | None) -> list[str]:
    """The texts that cells name by number."""
    if part is None or part not in package:
        return []
    found: list[str] = []
    size = 0
    above: list[Element] = []
    for event, element in package.events(part):
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if len(above) == 1:
            found.append(rich_text(element))
            size += 1
            above[0].remove(element)
            if size > MAX_CELLS:
                raise refused(texts.TOO_MUCH, package.name, most=MAX_CELLS, what=texts.CELLS)
    return found


@define
class CellReader:
    """Reads the sheets of one workbook."""

    package: Package
    shared: list[str]
    formats: Formats
    budget: Budget

    def read(self, part: str, name: str) -> Sheet:
        """One sheet."""
        sheet = Sheet(name)
        row = 0
        above: list[Element] = []
        for event, element in self.package.events(part):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            match local(element):
                case "row" if len(above) == _ROW_DEPTH - 1:
                    row = self._row(element, row, sheet)
                    above[-1].remove(element)
                case "mergeCell":
                    found = read_range(element.get("ref", ""))
                    if found is not None:
                        self.budget.spend()
                        sheet.merged.append(found)
                    above[-1].remove(element)
                case "col" if element.get("hidden") in {"1", "true"}:
                    first, last = _whole(element.get("min")), _whole(element.get("max"))
                    sheet.hidden_columns += range(first, min(last, MAX_SHEET_COLUMNS) + 1)
        return sheet

    def _row(self, element: Element, before: int, sheet: Sheet) -> int:
        """One row; cells and rows that do not say where they stand follow those before them."""
        row = _whole(element.get("r")) or before + 1
        if element.get("hidden") in {"1", "true"}:
            sheet.hidden_rows.append(row)
        column = 0
        for cell in element:
            if local(cell) != "c":
                continue
            place = _reference(cell.get("r", ""))
            column = column + 1 if place is None else place[1]
            self._cell(cell, row, column, sheet)
        return row

    def _cell(self, cell: Element, row: int, column: int, sheet: Sheet) -> None:
        kind = cell.get("t", "n")
        stored = child(cell, "v")
        formula = child(cell, "f")
        text = "" if stored is None else stored.text or ""
        rounded = ""
        match kind:
            case "s":
                index = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
                text = self.shared[index] if 0 <= index < len(self.shared) else ""
            case "inlineStr":
                inline = child(cell, "is")
                text = "" if inline is None else rich_text(inline)
            case "b":
                text = {"1": "TRUE", "0": "FALSE"}.get(text, text)
            case "n":
                shown = self.formats.shown(text, _whole(cell.get("s")))
                text, rounded = shown.text, shown.stored
            case "str":
                text = _ESCAPED.sub(_unescaped, text)
        # A formula may give an empty text, but never an empty number.
        uncomputed = formula is not None and kind == "n" and not text
        if uncomputed and formula is not None:
            text = f"={formula.text or ''}"
        if sheet.put(row, column, text, self.budget):
            if uncomputed:
                sheet.formulas.append((row, column))
            if rounded:
                sheet.rounded.append((row, column, rounded))


def read_range(text: str) -> Range | None:
    """A rectangle such as ``A1:C3``; none where the text is no such thing."""
    first, _, last = text.partition(":")
    one, other = _reference(first), _reference(last or first)
    if one is None or other is None:
        return None
    (top, bottom), (left, right) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Range(top, left, bottom, right)


@lru_cache(maxsize=4096)
def _reference(text: str) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(text)
    if found is None or int(found[2]) == 0:
        return None
    column = 0
    for sign in found[1].upper():
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(found[2]), column


def _whole(text: str | None) -> int:
    return int(text[:9]) if text is not None and text.isascii() and text.isdecimal() else 0


def visible_sheets(workbook: Element) -> Iterator[tuple[str, str, bool]]:
    """Of each sheet its name, the relation that leads to it, and whether it is shown."""
    sheets = child(workbook, "sheets")
    for sheet in () if sheets is None else sheets:
        shown = sheet.get("state", "visible") == "visible"
        yield sheet.get("name", ""), value(sheet, "id") or "", shown
