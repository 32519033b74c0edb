"""Which reader a file is for: by its bytes first, by the end of its name second.

Names often lie: pages saved as ``.xls`` or ``.doc``, new formats under old endings.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from attrs import evolve

from zhibiao.errors import FormError
from zhibiao.messages import Text, say
from zhibiao.messages import readers as texts
from zhibiao.model.document import Document
from zhibiao.readers.limits import MAX_BYTES
from zhibiao.readers.ole import holds_stream
from zhibiao.readers.reader import Reader, refused

_PICTURE = Text(zh="图片", en="a picture")
_ARCHIVE = Text(zh="压缩包，请先解压", en="an archive: unpack it first")
_FOREIGN: tuple[tuple[bytes, Text], ...] = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"PK", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"MZ", Text(zh="程序", en="a program")),
    (b"\x7fELF", Text(zh="程序", en="a program")),
    (b"SQLite format 3", Text(zh="数据库", en="a database")),
)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bearable size.

    Raises:
        FormError: it is missing, a directory, unreadable or too large.
    """
    name = path.as_posix()
    try:
        if path.is_dir():
            raise refused(texts.IS_DIRECTORY, name)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise refused(texts.TOO_LARGE, name, found=size, most=MAX_BYTES)
        with path.open("rb") as stream:  # a device can be larger than it says
            return stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise refused(texts.NO_FILE, name) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise refused(texts.CANNOT_OPEN, name, why=why) from None


def read(readers: Sequence[Reader], raw: bytes, name: str) -> Document:
    """The document in the bytes, by the reader that they are for.

    Args:
        readers: the readers, specific formats before general ones.
        raw: the whole file.
        name: its name, for its ending and for messages.

    Raises:
        FormError: no reader takes them, or the one that does cannot read them.
    """
    if not raw:
        raise refused(texts.EMPTY_FILE, name)
    if len(raw) > MAX_BYTES:
        raise refused(texts.TOO_LARGE, name, found=len(raw), most=MAX_BYTES)
    suffix = PurePath(name).suffix.lower()
    fitting = [reader for reader in readers if reader.fits(raw)]
    named = [reader for reader in readers if suffix in reader.suffixes]
    chosen = next((reader for reader in fitting if reader in named), None)
    if chosen is not None:
        return chosen.read(raw, name)
    if not fitting:
        raise _no_reader(readers, raw, name, suffix if named else "")
    document = fitting[0].read(raw, name)
    if not suffix:
        return document
    remark = say(texts.OTHER_FORMAT, suffix=suffix, kind=document.kind)
    return evolve(document, remarks=(remark, *document.remarks))


def _no_reader(readers: Sequence[Reader], raw: bytes, name: str, suffix: str) -> FormError:
    """Why no reader takes the bytes, as exactly as they tell."""
    kinds = tuple(end for reader in readers for end in reader.suffixes[:1])
    if holds_stream(raw, "EncryptedPackage"):
        return refused(texts.ENCRYPTED, name)
    if raw.startswith(b"PK") and suffix:  # cut off before its directory, say
        return refused(texts.DAMAGED, name, part="zip")
    for signature, found in _FOREIGN:
        if raw.startswith(signature):
            return refused(texts.FOREIGN_FORMAT, name, found=found, kinds=kinds)
    if suffix:
        return refused(texts.NOT_THAT_FORMAT, name, suffix=suffix)
    return refused(texts.UNKNOWN_FORMAT, name, kinds=kinds)
