"""Which encoding a file of text is in, and where it is damaged.

Almost any bytes are text in GB18030, so that one damaged character would turn a whole file of
UTF-8 into other words. What the rest of the file looks like decides which one was meant.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from zhibiao.messages import Message, say
from zhibiao.messages import tables as texts

UTF_8, GB18030 = "utf-8-sig", "gb18030"
PIECE = 2**20
_ASCII = bytes(range(128))
_THREE = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
"""A Chinese character in UTF-8."""
_ENDS = tuple(b"\n,\t ;")
"""Signs that are no part of a longer one in either encoding, nor of the end of a line."""


def encoding_of(path: Path) -> str | Message:
    """The encoding of a file, or what is wrong with it and in which line.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        damage = _damage(file, "utf-8")
        if damage is None:
            return UTF_8
        if not _is_meant_as_utf_8(file):
            damage = _damage(file, GB18030)
            if damage is None:
                return GB18030
            return say(texts.NO_ENCODING, line=damage[0], found=_shown(damage[1]))
    return say(texts.DAMAGED, line=damage[0], found=_shown(damage[1]))


def _damage(file: IO[bytes], encoding: str) -> tuple[int, bytes] | None:
    """The line and the bytes that are first found to be no text in an encoding."""
    lines = 1
    for piece in _pieces(file):
        try:
            piece.decode(encoding)
        except UnicodeDecodeError as error:
            return lines + _line_ends(piece[: error.start]), piece[error.start : error.end]
        lines += _line_ends(piece)
    return None


def _is_meant_as_utf_8(file: IO[bytes]) -> bool:
    """Whether a file that is not wholly UTF-8 was meant to be.

    A byte order mark says so. Else most of what is not ASCII must be Chinese characters of
    three bytes, and it must not all be common characters of GBK: by chance four bytes in a
    hundred of a text in GBK look like the former, and hardly any text in UTF-8 like the latter.
    """
    file.seek(0)
    if file.read(len(BOM_UTF8)) == BOM_UTF8:
        return True
    high = covered = 0
    is_common = True
    for piece in _pieces(file):
        high += len(piece.translate(None, _ASCII))
        covered += 3 * len(_THREE.findall(piece))
        is_common = is_common and _is_text(piece, "gb2312")
    return covered * 2 > high and not is_common


def _is_text(piece: bytes, encoding: str) -> bool:
    try:
        piece.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces that break no character, from its start."""
    file.seek(0)
    rest = b""
    while read := file.read(PIECE):
        whole = rest + read
        end = max(whole.rfind(sign) for sign in _ENDS) + 1
        if end:
            yield whole[:end]
        rest = whole[end:]
    if rest:
        yield rest


def _line_ends(piece: bytes) -> int:
    return piece.count(b"\n") or piece.count(b"\r")


def _shown(found: bytes) -> str:
    return found.hex(" ").upper()
