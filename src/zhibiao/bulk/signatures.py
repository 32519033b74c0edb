"""What files are that are no tables, by their first bytes: archives, workbooks, other text."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from zhibiao.messages import Message, say
from zhibiao.messages import files as texts

_SIGNATURES = (
    (b"\x1f\x8b", say(texts.COMPRESSED, kind="gzip")),
    (b"BZh91AY&SY", say(texts.COMPRESSED, kind="bzip2")),
    (b"\xfd7zXZ\x00", say(texts.COMPRESSED, kind="xz")),
    (b"\x28\xb5\x2f\xfd", say(texts.COMPRESSED, kind="zstd")),
    (b"7z\xbc\xaf\x27\x1c", say(texts.COMPRESSED, kind="7z")),
    (b"Rar!\x1a\x07", say(texts.COMPRESSED, kind="rar")),
    (b"PK\x03\x04", say(texts.ZIPPED)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", say(texts.OLD_EXCEL)),
    (BOM_UTF16_LE, say(texts.UTF_16)),
    (BOM_UTF16_BE, say(texts.UTF_16)),
)
_PARQUET = (b"PAR1\x15", say(texts.IS_PARQUET))
_LONGEST = 10


def known_as(path: Path) -> Message | None:
    """What a file of another kind is and what to do with it; nothing is said of Parquet.

    Raises:
        OSError: it cannot be read.
    """
    return _named(_start(path))


def no_csv(path: Path) -> Message | None:
    """What a file is that is called CSV and begins as something else.

    Raises:
        OSError: it cannot be read.
    """
    start = _start(path)
    sign, said = _PARQUET
    return said if start.startswith(sign) else _named(start)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LONGEST)


def _named(start: bytes) -> Message | None:
    return next((said for sign, said in _SIGNATURES if start.startswith(sign)), None)
