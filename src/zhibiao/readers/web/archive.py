"""The reader of ``.mht``: a page with all that belongs to it, as Word and Excel save one file.

Many programs send such a file under the name of a ``.doc`` or ``.xls``.
"""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message as Mail

from attrs import evolve

from zhibiao.messages import readers as texts
from zhibiao.model.document import Document
from zhibiao.readers.limits import MAX_HTML, MAX_MAIL_PARTS
from zhibiao.readers.reader import Reader, refused
from zhibiao.readers.web.reader import parse as parse_page

_HEAD = 2_048
_LOOKS = re.compile(rb"\s*(From:|MIME-Version:)", re.IGNORECASE)
_MARK = re.compile(rb"^content-type:\s*(multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)


def parse(raw: bytes, name: str) -> Document:
    """The document in the bytes of a page archive: its first page that has tables, or its first.

    Raises:
        FormError: they are damaged, or hold no page or too much.
    """
    if len(raw) > MAX_HTML:
        raise refused(texts.TOO_LARGE, name, found=len(raw), most=MAX_HTML)
    if raw.count(b"\n--") > MAX_MAIL_PARTS:
        raise refused(texts.DAMAGED, name, part="mht")
    try:
        pages = [_page(part) for part in message_from_bytes(raw).walk() if _is_page(part)]
    except (MessageError, RecursionError, LookupError, ValueError):
        raise refused(texts.DAMAGED, name, part="mht") from None
    found = [parse_page(page, name) for page in pages if page.strip()]
    if not found:
        raise refused(texts.DAMAGED, name, part="mht")
    chosen = next((one for one in found if one.grids), found[0])
    return evolve(chosen, kind="mht")


def _is_page(part: Mail) -> bool:
    return part.get_content_type() == "text/html"


def _page(part: Mail) -> bytes:
    """The bytes of a page; one that declares its encoding only outside carries it on inside."""
    found = part.get_payload(decode=True)
    page = found if isinstance(found, bytes) else b""
    charset = part.get_content_charset()
    if charset is not None and b"charset" not in page[:_HEAD].lower():
        page = page.decode(charset, errors="replace").encode()
    return page


def _fits(raw: bytes) -> bool:
    head = raw[:_HEAD]
    return _LOOKS.match(head) is not None and _MARK.search(head) is not None


MHT = Reader("mht", (".mht", ".mhtml"), _fits, parse)
