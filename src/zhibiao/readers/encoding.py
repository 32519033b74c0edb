"""Bytes of a text to text: by its mark, as UTF-8, by what it declares, or as GB18030."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from zhibiao.messages import readers as texts
from zhibiao.readers.limits import MAX_TEXT
from zhibiao.readers.reader import refused

_SAMPLE = 1 << 12
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{1,20})""", re.IGNORECASE)
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "x-gbk", "hz", "hz-gb-2312"))
_OTHERS = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "iso-8859-1": "cp1252"}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b]")


def decode(raw: bytes, name: str, most: int = MAX_TEXT) -> str:
    """The text in the bytes, its line ends as line feeds.

    Raises:
        FormError: it is too long, or no text in an encoding that is read.
    """
    if len(raw) > most:
        raise refused(texts.TOO_LARGE, name, found=len(raw), most=most)
    for encoding in _candidates(raw):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _CONTROLS.search(text) is None:
            return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise refused(texts.NOT_TEXT, name)


def _candidates(raw: bytes) -> list[str]:
    if raw.startswith(BOM_UTF8):
        return ["utf-8-sig"]
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ["utf-16"]
    found = ["utf-8"]
    declared = _DECLARED.search(raw[:_SAMPLE])
    if declared is not None:
        word = declared[1].decode("ascii").lower()
        if word in _OTHERS:
            found.append(_OTHERS[word])
    return [*found, "gb18030"]


def is_text(raw: bytes) -> bool:
    """Whether bytes look like a text, by how they begin."""
    sample = raw[:_SAMPLE]
    if sample.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return True
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the sample may end within a sign
            try:
                text = sample[: len(sample) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return _CONTROLS.search(text) is None
    return False
