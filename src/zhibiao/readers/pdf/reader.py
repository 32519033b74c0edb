"""The reader of ``.pdf``: tables by their rules, and paragraphs; each part with its page.

A table that a page break cuts stays two grids, but a row that it cuts is one row again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from zhibiao.errors import FormError
from zhibiao.messages import Message, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Document, Grid, Paragraph
from zhibiao.model.place import Where
from zhibiao.readers.grids import Placed, numbered
from zhibiao.readers.limits import MAX_PAGES, PDF_MEMORY, PDF_SECONDS
from zhibiao.readers.pdf import worker
from zhibiao.readers.reader import Reader, refused

# The folder that a command is started in is on the path of modules, and may hold anything.
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; from zhibiao.readers.pdf.worker import main; "
    "main(int(sys.argv[1]), int(sys.argv[2]))"
)
_SIGNATURE = b"%PDF-"
_HEAD = 1024


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of a PDF.

    Raises:
        FormError: they are damaged, encrypted or hold too much, or pdfplumber is missing.
    """
    if find_spec("pdfplumber") is None:
        raise refused(texts.NEEDS_EXTRA, name, package="pdfplumber")
    found = _asked(raw, name)
    if "refused" in found:
        raise _refused(found["refused"], name)
    parts = tuple(_parts(found["parts"]))
    return Document(name, "pdf", parts, tuple(_remarks(found, parts)))


def _asked(raw: bytes, name: str) -> dict[str, Any]:
    """What the process says that reads it."""
    command = [sys.executable, "-I", "-c", _START, str(PDF_MEMORY), str(PDF_SECONDS)]
    command += [folder for folder in sys.path if folder]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, and nothing of the file in it
            command, input=raw, capture_output=True, timeout=PDF_SECONDS, check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise refused(texts.TOO_SLOW, name, seconds=PDF_SECONDS) from None
    except ValueError:  # ended by the system, for want of memory or time
        raise refused(texts.TOO_SLOW, name, seconds=PDF_SECONDS) from None
    except OSError as error:
        raise refused(texts.CANNOT_OPEN, name, why=str(error.strerror)) from None
    return answer


def _refused(why: str, name: str) -> FormError:
    match why:
        case worker.ENCRYPTED:
            return refused(texts.ENCRYPTED, name)
        case worker.MANY_PAGES:
            return refused(texts.TOO_MUCH, name, most=MAX_PAGES, what=texts.PAGES)
        case worker.MEMORY | worker.MUCH:
            return refused(texts.NEEDS_TOO_MUCH_MEMORY, name)
    return refused(texts.DAMAGED, name, part="pdf")


def _parts(found: list[list[Any]]) -> Iterator[Grid | Paragraph]:
    tables = 0
    for page, held in found:
        if isinstance(held, str):
            yield Paragraph(held, Where(page=page))
            continue
        tables += 1
        at = Where(page=page, table=tables)
        yield Grid(numbered((Placed(*cell) for cell in held), at), at)


def _remarks(found: dict[str, Any], parts: tuple[Grid | Paragraph, ...]) -> Iterator[Message]:
    scans, crowded = found["scans"], found["crowded"]
    if scans and not parts:
        yield say(texts.ONLY_PICTURES)
    elif scans:
        yield say(texts.SCANNED_PAGES, pages=tuple(scans))
    if crowded:
        yield say(texts.CROWDED_PAGES, pages=tuple(crowded))


def _fits(raw: bytes) -> bool:
    return _SIGNATURE in raw[:_HEAD]


PDF = Reader("pdf", (".pdf",), _fits, parse)
