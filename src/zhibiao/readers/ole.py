"""The older container of office files, as far as it tells which format a file is of."""

from __future__ import annotations

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_NAME = 64


def holds_stream(raw: bytes, name: str) -> bool:
    """Whether the container's directory has an entry of that name.

    An entry is 128 bytes at a multiple of 128: the name as UTF-16 with an end mark, filled up
    to 64 bytes, then its length. A text inside the file hardly ever looks like that.
    """
    if not raw.startswith(SIGNATURE):
        return False
    wanted = f"{name}\0".encode("utf-16-le")
    length = len(wanted).to_bytes(2, "little")
    at = raw.find(wanted)
    while at >= 0:
        if at % _ENTRY == 0 and raw[at + _NAME : at + _NAME + 2] == length:
            return True
        at = raw.find(wanted, at + 2)
    return False
