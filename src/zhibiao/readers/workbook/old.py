"""The reader of ``.xls`` and of WPS's ``.et``: workbooks of the older, binary kind.

What holds of ``.xlsx`` holds here, save that a formula without a saved result cannot be told
from an empty cell.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import StringIO
from typing import Any

from zhibiao.messages import Message, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Document, Grid
from zhibiao.readers.extras import imported
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_OLD_BYTES
from zhibiao.readers.ole import holds_stream
from zhibiao.readers.reader import Reader, refused
from zhibiao.readers.workbook.formats import GENERAL, show_number
from zhibiao.readers.workbook.sheet import Range, Sheet

# What the library raises on damaged files, besides its own error.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of an ``.xls`` file.

    Raises:
        FormError: they are damaged, encrypted, or hold too much, or xlrd is missing.
    """
    library = imported("xlrd", name)
    if len(raw) > MAX_OLD_BYTES:
        raise refused(texts.TOO_LARGE, name, found=len(raw), most=MAX_OLD_BYTES)
    try:
        book: Any = library.open_workbook(
            file_contents=raw, formatting_info=True, ragged_rows=True, logfile=StringIO()
        )
        remarks: list[Message] = []
        if holds_stream(raw, "_VBA_PROJECT_CUR"):
            remarks.append(say(texts.HAS_MACROS))
        grids = tuple(_grids(book, Budget(name), remarks))
    except library.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise refused(texts.ENCRYPTED, name) from None
        raise refused(texts.DAMAGED, name, part="xls") from None
    except _FAULTS:
        raise refused(texts.DAMAGED, name, part="xls") from None
    return Document(name, "xls", grids, tuple(remarks))


def _grids(book: Any, budget: Budget, remarks: list[Message]) -> Iterator[Grid]:
    for one in book.sheets():
        if one.visibility:
            remarks.append(say(texts.HIDDEN_SHEET, sheet=one.name))
            continue
        sheet = _sheet(one, book, budget)
        grid = sheet.grid(budget)
        remarks.extend(sheet.remarks())
        if grid is not None:
            yield grid


def _sheet(one: Any, book: Any, budget: Budget) -> Sheet:
    sheet = Sheet(one.name)
    for row in range(one.nrows):
        for column, cell in enumerate(one.row(row)):
            text, stored = _shown(cell, book)
            if sheet.put(row + 1, column + 1, text, budget) and stored:
                sheet.rounded.append((row + 1, column + 1, stored))
    for top, below, left, right in one.merged_cells:
        budget.spend()
        sheet.merged.append(Range(top + 1, left + 1, below, right))
    sheet.hidden_rows += [row + 1 for row, told in one.rowinfo_map.items() if told.hidden]
    sheet.hidden_columns += [at + 1 for at, told in one.colinfo_map.items() if told.hidden]
    return sheet


def _shown(cell: Any, book: Any) -> tuple[str, str]:
    """A cell as a person sees it, and the number that it holds where that is shown rounded."""
    match cell.ctype:
        case 1:
            return str(cell.value).replace("\r\n", "\n"), ""
        case 2 | 3:
            known = book.format_map.get(book.xf_list[cell.xf_index].format_key)
            # The shortest text of a double holds at least the 15 digits that it stands for.
            shown = show_number(
                repr(cell.value),
                known.format_str if known else GENERAL,
                from_1904=bool(book.datemode),
            )
            return shown.text, shown.stored
        case 4:
            return ("TRUE" if cell.value else "FALSE"), ""
        case 5:
            return _ERRORS.get(int(cell.value), "#N/A"), ""
    return "", ""


_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip


def _fits(raw: bytes) -> bool:
    return holds_stream(raw, "Workbook") or holds_stream(raw, "Book")


XLS = Reader("xls", (".xls", ".et", ".xlt"), _fits, parse)
