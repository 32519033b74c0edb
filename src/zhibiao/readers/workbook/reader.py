"""The reader of ``.xlsx`` and ``.xlsm``: each visible sheet one grid.

It stands on the package's parts alone. openpyxl tells either the formulas or their saved
results, never which formula has none; it opens every merged range cell by cell; and it hands a
number out as a float.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.messages import Message, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Document, Grid
from zhibiao.readers.grids import Budget
from zhibiao.readers.package import Package, holds_part, open_package
from zhibiao.readers.reader import Reader
from zhibiao.readers.workbook.cells import CellReader, shared_texts, visible_sheets
from zhibiao.readers.workbook.formats import read_formats
from zhibiao.readers.xml import child, value

_MAIN = "xl/workbook.xml"
_SHEET_KINDS = frozenset(("worksheet",))


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of an ``.xlsx`` file.

    Raises:
        FormError: they are damaged, encrypted, or hold too much.
    """
    package = open_package(raw, name)
    remarks: list[Message] = []
    if any(part.lower().endswith("vbaproject.bin") for part in package):
        remarks.append(say(texts.HAS_MACROS))
    grids = tuple(_grids(package, remarks))
    if not grids and any("/media/" in part for part in package):
        remarks.append(say(texts.ONLY_PICTURES))
    return Document(name, "xlsx", grids, tuple(remarks))


def _grids(package: Package, remarks: list[Message]) -> Iterator[Grid]:
    main = package.main_part(_MAIN)
    workbook = package.xml(main)
    related = package.related(main)
    parts = dict(related.values())
    from_1904 = value(child(workbook, "workbookPr"), "date1904") in {"1", "true"}
    budget = Budget(package.name)
    reader = CellReader(
        package,
        shared_texts(package, parts.get("sharedStrings")),
        read_formats(package, parts.get("styles"), from_1904=from_1904),
        budget,
    )
    for name, relation, shown in visible_sheets(workbook):
        kind, part = related.get(relation, ("", ""))
        if kind not in _SHEET_KINDS:
            continue  # a chart has no cells
        if not shown:
            remarks.append(say(texts.HIDDEN_SHEET, sheet=name))
            continue
        sheet = reader.read(part, name)
        grid = sheet.grid(budget)
        remarks.extend(sheet.remarks())
        if grid is not None:
            yield grid


def _fits(raw: bytes) -> bool:
    return holds_part(raw, _MAIN.encode())


XLSX = Reader("xlsx", (".xlsx", ".xlsm", ".xltx", ".et"), _fits, parse)
