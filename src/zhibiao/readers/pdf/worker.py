"""The process that reads one PDF: bytes in, JSON out.

PDFs hold programs and packed streams, and the libraries that read them keep no bounds. So they
run here, with little memory and little time, and whoever asked can end it.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

from zhibiao.errors import FormError
from zhibiao.readers.grids import Budget
from zhibiao.readers.limits import MAX_PAGES
from zhibiao.readers.pdf.breaks import Item, Prose, mended
from zhibiao.readers.pdf.pages import is_crowded, is_scan, read_page

DAMAGED, ENCRYPTED, MEMORY, MANY_PAGES, MUCH = "damaged", "encrypted", "memory", "pages", "much"


def answer(raw: bytes) -> dict[str, Any]:
    """What the PDF holds, or the word that says why it cannot be read."""
    import pdfplumber  # noqa: PLC0415  # slow to import, and needed in this process alone
    from pdfminer.pdfdocument import (  # noqa: PLC0415  # as above
        PDFEncryptionError,
        PDFPasswordIncorrect,
    )

    try:
        with pdfplumber.open(BytesIO(raw), pages=list(range(1, MAX_PAGES + 2))) as opened:
            return _answer(opened)
    except FormError:
        return {"refused": MUCH}
    except MemoryError:
        return {"refused": MEMORY}
    except Exception as error:  # noqa: BLE001  # damaged files raise whatever they like in there
        causes = {type(error), *(type(one) for one in error.args)}
        if causes & {PDFEncryptionError, PDFPasswordIncorrect}:
            return {"refused": ENCRYPTED}
        return {"refused": DAMAGED}


def _answer(opened: Any) -> dict[str, Any]:
    if len(opened.pages) > MAX_PAGES:
        return {"refused": MANY_PAGES}
    if not opened.pages:
        return {"refused": DAMAGED}
    budget = Budget("")
    pages: list[list[Item]] = []
    scans: list[int] = []
    crowded: list[int] = []
    for page in opened.pages:
        if is_scan(page):
            scans.append(page.page_number)
        if is_crowded(page):
            crowded.append(page.page_number)
        pages.append(read_page(page, budget))
        page.close()
    return {"scans": scans, "crowded": crowded, "parts": [_part(item) for item in mended(pages)]}


def _part(item: Item) -> list[Any]:
    if isinstance(item, Prose):
        return [item.page, item.text]
    rows = [
        [one.raw, one.row, one.column, one.row_span, one.column_span, one.page]
        for one in (cell.placed for cell in item.cells)
    ]
    return [item.page, rows]


def limit(memory: int, seconds: int) -> None:
    """Bounds this process, where the system can."""
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue


def main(memory: int, seconds: int) -> None:
    """Reads standard input, writes standard output."""
    limit(memory, seconds)
    sys.stdout.buffer.write(json.dumps(answer(sys.stdin.buffer.read())).encode())
