"""The zip package around an office file: read without trust, rewritten part by part.

Parts that are not changed are copied as they are, with their dates and in their order.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO

from attrs import define, field

from zhibiao.messages import readers as texts
from zhibiao.readers.package import Package, open_package
from zhibiao.readers.reader import refused
from zhibiao.reports.annotating.markup import Tag, append_children, as_utf8, quoted, walk

CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CHUNK = 1 << 16
MAX_COPIED = 512 * 1024 * 1024
"""All parts of a package, unpacked; pictures are copied, too."""


@define
class Parts:
    """The parts of one package, and those that were changed or added."""

    name: str
    raw: bytes
    _package: Package
    _changed: dict[str, bytes] = field(factory=dict)
    _names: dict[str, str] = field(factory=dict)

    @classmethod
    def open(cls, raw: bytes, name: str) -> Parts:
        """The package in the bytes.

        Raises:
            FormError: it is damaged, or holds too much.
        """
        return cls(name, raw, open_package(raw, name))

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._changed or part in self._package

    def read(self, part: str) -> bytes:
        """A part as UTF-8, with the changes made so far.

        Raises:
            FormError: it is missing or damaged.
            MarkupError: it is in no encoding of office files.
        """
        changed = self._changed.get(part.lower())
        return as_utf8(self._package.read(part)) if changed is None else changed

    def write(self, part: str, raw: bytes) -> None:
        """Changes or adds a part."""
        self._changed[part.lower()] = raw
        self._names.setdefault(part.lower(), part)

    def main_part(self, usual: str) -> str:
        """The part that holds the document itself."""
        return self._package.main_part(usual)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part names, by relation: the kind and the part."""
        return self._package.related(part)

    def free_name(self, template: str) -> str:
        """A part's name that is not taken, with a number where it must be."""
        number: int | str = ""
        while (name := template.format(number)) in self:
            number = int(number or 0) + 1
        return name

    def relate(self, part: str, kind: str, target: str) -> str:
        """Makes a part name another one; returns the relation's id.

        Raises:
            MarkupError: the relations cannot be read.
        """
        folder, file = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        empty = f'{DECLARATION}<Relationships xmlns="{_RELATIONS}"/>'.encode()
        raw = self.read(relations) if relations in self else empty
        known: list[Tag] = []
        walk(raw, known.append)
        taken = {tag.get("Id") for tag in known}
        number = next(n for n in range(1, len(known) + 2) if f"rId{n}" not in taken)
        is_strict = any((tag.get("Type") or "").startswith(STRICT) for tag in known)
        entry = (
            f'<Relationship xmlns="{_RELATIONS}" Id="rId{number}"'
            f' Type="{STRICT if is_strict else TRANSITIONAL}{kind}"'
            f" Target={quoted(posixpath.relpath(target, folder))}/>"
        )
        self.write(relations, append_children(raw, entry))
        return f"rId{number}"

    def declare(self, part: str, content_type: str) -> None:
        """Says of which type an added part is.

        Raises:
            MarkupError: the content types cannot be read.
        """
        name = quoted("/" + part)
        entry = f'<Override xmlns="{_TYPES}" PartName={name} ContentType="{content_type}"/>'
        self.write(CONTENT_TYPES, append_children(self.read(CONTENT_TYPES), entry))

    def packed(self) -> bytes:
        """The whole package with its changes.

        Raises:
            FormError: it unpacks to too much.
        """
        packed, copied = BytesIO(), 0
        waiting = dict(self._changed)
        with zipfile.ZipFile(BytesIO(self.raw)) as before, zipfile.ZipFile(packed, "w") as after:
            after.comment = before.comment
            for entry in before.infolist():
                key = entry.filename.replace("\\", "/").lstrip("/").lower()
                if key in waiting:
                    after.writestr(entry, waiting.pop(key), entry.compress_type)
                    continue
                copied += self._copy(before, after, entry, MAX_COPIED - copied)
            for key, raw in waiting.items():
                added = zipfile.ZipInfo(self._names[key])
                after.writestr(added, raw, zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    def _copy(
        self, before: zipfile.ZipFile, after: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int
    ) -> int:
        size = 0
        kept = zipfile.ZipInfo(entry.filename, entry.date_time)
        for name in ("compress_type", "external_attr", "create_system", "comment", "extra"):
            setattr(kept, name, getattr(entry, name))
        kept.file_size = entry.file_size
        try:
            with before.open(entry) as source, after.open(kept, "w") as target:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise refused(
                            texts.UNPACKS_TOO_LARGE, self.name, part=entry.filename, most=most
                        )
                    target.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
            raise refused(texts.DAMAGED, self.name, part=entry.filename[:80]) from None
        return size
