"""Older formats: read through LibreOffice, or said plainly why not."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

from tests.readers.files import cells_of, read, said
from zhibiao.errors import FormError
from zhibiao.readers.office import converting
from zhibiao.readers.ole import SIGNATURE, holds_stream

RTF = (
    rb"{\rtf1\ansi head\par\trowd\cellx2000\cellx4000 one\intbl\cell two\intbl\cell\row"
    rb"\pard tail\par}"
)
OPEN_SHEET = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
NO_TABLE = rb"{\rtf1\ansi one\tab two\par}"


def old(name: str) -> bytes:
    """The beginning of an older container, with a stream of that name in its directory."""
    wanted = f"{name}\0".encode("utf-16-le")
    return SIGNATURE.ljust(512, b"\0") + wanted.ljust(64, b"\0") + len(wanted).to_bytes(2, "little")


@pytest.mark.skipif(converting.office_program() is None, reason="LibreOffice is not installed")
def test_a_conversion_keeps_the_tables() -> None:
    """What LibreOffice makes of an RTF file arrives as its own kind, and the way is told."""
    document = read(RTF, "a.rtf")
    assert document.kind == "rtf"
    assert cells_of(document.grids[0]) == [(1, 1, 1, 1, "one"), (1, 2, 1, 1, "two")]
    assert [one.raw for one in document.paragraphs] == ["head", "tail"]
    assert "conversion by LibreOffice" in said(document)


@pytest.mark.skipif(converting.office_program() is None, reason="LibreOffice is not installed")
def test_a_conversion_without_tables_is_said() -> None:
    """Text alone, where a form has tables, is not passed over."""
    assert "no table was found" in said(read(NO_TABLE, "a.doc"))


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.doc", old("WordDocument"), ".doc files are read through LibreOffice"),
        ("a.wps", old("WordDocument"), "save the file as .docx"),
        ("a.rtf", RTF, ".rtf files are read through LibreOffice"),
        ("a.ods", OPEN_SHEET, "save the file as .xlsx"),
    ],
)  # fmt: skip
def test_without_libreoffice_it_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes, words: str
) -> None:
    """Who lacks LibreOffice is told so, and what else to do."""
    monkeypatch.setattr(converting, "office_program", lambda: None)
    with pytest.raises(FormError) as caught:
        read(raw, name)
    assert words in caught.value.render("en")
    assert "没有安装 LibreOffice" in caught.value.render("zh")


def test_what_libreoffice_cannot_open_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A conversion that leaves no file behind is a refusal."""
    program = tmp_path / "office"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(converting, "office_program", lambda: str(program))
    with pytest.raises(FormError, match=r"cannot open|打不开"):
        read(RTF, "a.rtf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_conversion_that_hangs_is_ended_with_what_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither the program nor its children outlive the time limit."""
    program, alive, never = tmp_path / "office", tmp_path / "alive", tmp_path / "never"
    os.mkfifo(alive)
    os.mkfifo(never)  # a pipe that nobody writes to
    child = f"sh -c 'exec 3> {alive}; echo started >&3; cat < {never}'"
    program.write_text(f"#!/bin/sh\n{child} &\nwait\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(converting, "office_program", lambda: str(program))
    monkeypatch.setattr(converting, "OFFICE_SECONDS", 1)
    told = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(FormError, match=r"within 1 seconds|读了 1 秒"):
            read(RTF, "a.rtf")
        assert os.read(told, 100) == b"started\n"
        ended, _, _ = select.select([told], [], [], 30)
        assert ended  # the pipe ends when the last who held it does
        assert os.read(told, 100) == b""
    finally:
        os.close(told)


def test_a_stream_is_an_entry_and_not_a_word() -> None:
    """A text that names a stream does not make a container one of that kind."""
    assert holds_stream(old("WordDocument"), "WordDocument")
    assert not holds_stream(SIGNATURE + "WordDocument\0".encode("utf-16-le") * 9, "WordDocument")
    assert not holds_stream(b"x" + old("WordDocument")[1:], "WordDocument")
