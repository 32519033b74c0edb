"""Zip packages of office files, opened without trust: nothing is unpacked but what is read."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from attrs import define, field

from zhibiao.messages import readers as texts
from zhibiao.readers.limits import MAX_ENTRIES, MAX_PART, MAX_RATIO, MAX_UNPACKED
from zhibiao.readers.reader import refused
from zhibiao.readers.xml import Element, events, local, parse

_CHUNK = 1 << 16
_BIG = 1 << 20
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED_FLAG = 1
OFFICE_DOCUMENT = "officeDocument"


def is_package(raw: bytes) -> bool:
    """Whether the bytes are a zip file."""
    return raw.startswith(b"PK\x03\x04")


def holds_part(raw: bytes, part: bytes) -> bool:
    """Whether a zip file's directory seems to list a part, for telling formats apart.

    The directory stands at the end, and names stand in it as they are. A truncated file has
    lost it; there the name before each part's own content serves.
    """
    return is_package(raw) and part in raw


@define
class Package:
    """One opened zip file. Sizes are counted while parts unpack, never taken from the file."""

    name: str
    _zip: zipfile.ZipFile
    _parts: dict[str, zipfile.ZipInfo] = field(factory=dict)
    _unpacked: int = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._parts

    def __iter__(self) -> Iterator[str]:
        return (entry.filename for entry in self._parts.values())

    def read(self, part: str) -> bytes:
        """A part, unpacked.

        Raises:
            FormError: it is missing, damaged, encrypted, or unpacks to too much.
        """
        entry = self._parts.get(part.lower())
        if entry is None:
            raise refused(texts.DAMAGED, self.name, part=part)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise refused(texts.ENCRYPTED, self.name)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refused(texts.DAMAGED, self.name, part=part)
        found = bytearray()
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    found += chunk
                    self._unpacked += len(chunk)
                    self._check(part, len(found), entry.compress_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
            raise refused(texts.DAMAGED, self.name, part=part) from None
        return bytes(found)

    def _check(self, part: str, size: int, packed: int) -> None:
        for found, most in (
            (size, MAX_PART),
            (self._unpacked, MAX_UNPACKED),
            (size - _BIG, MAX_RATIO * max(packed, 1)),
        ):
            if found > most:
                raise refused(texts.UNPACKS_TOO_LARGE, self.name, part=part, most=most)

    def xml(self, part: str) -> Element:
        """The root of an XML part."""
        return parse(self.read(part), self.name, part)

    def events(self, part: str) -> Iterator[tuple[str, Element]]:
        """The XML of a part as it is read: ``start`` and ``end`` of each element."""
        return events(self.read(part), self.name, part)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part names: by relation, the kind and the part; links to elsewhere left out."""
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self:
            return {}
        found = {}
        for one in self.xml(relations):
            if local(one) == "Relationship" and one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                kind = one.get("Type", "").rpartition("/")[2]
                found[one.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def main_part(self, usual: str) -> str:
        """The part that holds the document itself."""
        for kind, target in self.related("").values():
            if kind == OFFICE_DOCUMENT and target in self:
                return target
        return usual


def open_package(raw: bytes, name: str) -> Package:
    """The package in the bytes.

    Raises:
        FormError: no zip file, a damaged one, or one of too many entries.
    """
    entries = raw.count(_DIRECTORY_ENTRY)  # each costs memory, and the directory may lie
    if entries > MAX_ENTRIES:
        raise refused(texts.TOO_MANY_PARTS, name, found=entries, most=MAX_ENTRIES)
    try:
        opened = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise refused(texts.DAMAGED, name, part="zip") from None
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in opened.infolist():
        path = entry.filename.replace("\\", "/").lstrip("/").lower()
        if path in parts:  # which of the two is meant, every program answers differently
            raise refused(texts.DAMAGED, name, part=entry.filename[:80])
        parts[path] = entry
    return Package(name, opened, parts)
