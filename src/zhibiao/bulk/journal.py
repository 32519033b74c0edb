"""What a run has done so far, a line of JSON a file, so that it can be interrupted and go on.

A line is written at once and only at the end. What cannot be read, a last line that was cut
off above all, counts as not done.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import IO, Any

from attrs import define, field

from zhibiao.errors import FormError
from zhibiao.messages import bulk as texts
from zhibiao.messages import say

HEAD = b'{"zhibiao": "audit", "journal": 1}\n'


@define
class Journal:
    """A journal that is open. Its lines stay in the file; only their places are kept."""

    _stream: IO[bytes]
    _places: dict[str, tuple[int, int]] = field(factory=dict)

    @classmethod
    def open(cls, path: Path | None) -> Journal:
        """The journal in a file, which is made where there is none, or a passing one.

        Raises:
            FormError: the file is no journal, or cannot be written.
        """
        if path is None:
            from tempfile import TemporaryFile  # noqa: PLC0415  # only for runs that are not kept

            stream: IO[bytes] = TemporaryFile()  # noqa: SIM115  # open as long as the journal
            stream.write(HEAD)
            return cls(stream)
        try:
            stream = path.open("a+b")
        except OSError as error:
            why = error.strerror or str(error)
            raise FormError(say(texts.JOURNAL_CLOSED, file=path.as_posix(), why=why)) from None
        stream.seek(0)
        head = stream.read(len(HEAD))
        if not HEAD.startswith(head):
            stream.close()
            raise FormError(say(texts.NO_JOURNAL, file=path.as_posix()))
        if head != HEAD:
            stream.truncate(0)
            stream.write(HEAD)
            stream.flush()
        journal = cls(stream)
        journal._load()
        return journal

    def _load(self) -> None:
        self._stream.seek(len(HEAD))
        at = len(HEAD)
        whole = True
        for line in self._stream:
            whole = line.endswith(b"\n")
            key = _key_of(line) if whole else None
            if key is not None:
                self._places[key] = (at, len(line))
            at += len(line)
        if not whole:
            self._stream.seek(0, os.SEEK_END)
            self._stream.write(b"\n")
            self._stream.flush()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def add(self, key: str, entry: Any) -> None:
        """Writes down what was found."""
        line = json.dumps({"key": key, "entry": entry}, ensure_ascii=False).encode() + b"\n"
        at = self._stream.seek(0, os.SEEK_END)
        self._stream.write(line)
        self._stream.flush()
        self._places[key] = (at, len(line))

    def get(self, key: str) -> Any:
        """What was written down."""
        at, length = self._places[key]
        self._stream.seek(at)
        return json.loads(self._stream.read(length))["entry"]

    def close(self) -> None:
        """Closes the file."""
        self._stream.close()


def _key_of(line: bytes) -> str | None:
    try:
        value = json.loads(line)
    except ValueError:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("entry"), dict):
        return None
    key = value.get("key")
    return key if isinstance(key, str) else None


def key_of(path: Path, settings: str) -> str:
    """What tells whether a file was done already: its content, its ending and the settings.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256(f"{settings}\0{path.suffix.lower()}\0".encode())
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
