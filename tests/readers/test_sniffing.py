"""The content tells the format, the name only where the content does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.files import BENCH, paragraph, read, said, word, workbook
from zhibiao.api import Workbench
from zhibiao.errors import FormError
from zhibiao.model.document import Document, Paragraph
from zhibiao.plugins.hookspecs import hookimpl
from zhibiao.plugins.manager import make_manager
from zhibiao.readers.reader import Reader

SHEET = workbook("<sheetData><row><c><v>1</v></c></row></sheetData>")


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.doc", word(paragraph("文")), "docx"),
        ("a.wps", word(paragraph("文")), "docx"),
        ("a.docx", SHEET, "xlsx"),
        ("a.et", SHEET, "xlsx"),
        ("a.doc", "<html><p>文</p>".encode(), "html"),
        ("a.xls", "\ufeff<table><tr><td>文</table>".encode(), "html"),
        ("a.xls", "甲\t乙\n1\t2\n".encode(), "text"),
        ("a.txt", "甲,乙\n".encode(), "text"),
        ("a.csv", "甲,乙\n".encode(), "csv"),
        ("表", word(paragraph("文")), "docx"),
    ],
)
def test_the_content_tells_the_format(name: str, raw: bytes, kind: str) -> None:
    """Whatever a file is called, it is read as what it is."""
    assert read(raw, name).kind == kind


def test_a_name_that_lies_is_said() -> None:
    """Who sent a page as .xls is told so, in both languages."""
    document = read("<html><p>文</p>".encode(), "a.xls")
    assert "ends in .xls, but the content is html" in said(document)
    assert "内容其实是 html" in said(document, "zh")


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.docx", b"", "is empty"),
        ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(50), "is in truth a picture"),
        ("a.xlsx", b"\xff\xd8\xff\xe0" + bytes(50), "is in truth a picture"),
        ("a.zip", b"Rar!\x1a\x07" + bytes(50), "an archive: unpack it first"),
        ("a.docx", word(paragraph("文" * 5000))[:-40], "damaged or incomplete"),
        ("a.docx", b"PK\x03\x04" + bytes(50), "damaged or incomplete"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "content is not of that format",
        ),
        ("a.bin", bytes(100), "is in no format that can be read"),
        ("a.txt", b"\xff\xff\x00\x01" * 30, "content is not of that format"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(name: str, raw: bytes, words: str) -> None:
    """A refusal names the file and what it is, and what to do."""
    with pytest.raises(FormError, match=name) as caught:
        read(raw, name)
    assert words in caught.value.render("en")
    assert name in caught.value.render("zh")


def test_paths_that_are_no_files_are_refused(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(FormError) as missing:
        BENCH.read_document(tmp_path / "a.docx")
    assert "there is no file" in missing.value.render("en")
    with pytest.raises(FormError) as folder:
        BENCH.read_document(tmp_path)
    assert "is a directory" in folder.value.render("en")


class _Memos:
    """A plug-in with a reader of its own."""

    @hookimpl
    def zhibiao_readers(self) -> list[Reader]:
        """One reader, of one format."""

        def parse(raw: bytes, name: str) -> Document:
            return Document(name, "memo", (Paragraph(raw[4:].decode()),))

        return [Reader(self.kind, (".memo",), lambda raw: raw.startswith(b"MEMO"), parse)]

    kind = "memo"


def test_a_plug_in_brings_a_reader() -> None:
    """A package's reader takes its part beside ours."""
    manager = make_manager(entry_points=False)
    plugin = _Memos()
    manager.register(plugin, "memos")
    assert [one.name for one in manager.get_hookcallers(plugin) or ()] == ["zhibiao_readers"]
    document = Workbench(manager=manager).read_document("a.memo", b"MEMO\xe6\x96\x87")
    assert (document.kind, document.paragraphs[0].raw) == ("memo", "文")


def test_of_two_readers_of_one_kind_the_second_is_left_out_and_named() -> None:
    """Which of two readers is meant is never guessed: ours stays, and both packages are told."""
    plugin = _Memos()
    plugin.kind = "docx"
    manager = make_manager(entry_points=False)
    manager.register(plugin, "memos")
    bench = Workbench(manager=manager)
    (ours,) = [reader for reader in bench.readers if reader.kind == "docx"]
    assert ".docx" in ours.suffixes
    (fault,) = bench.plugin_faults
    assert (fault.plugin, fault.code) == ("memos", "conflict")
    assert '"docx" is registered twice, by zhibiao and by memos' in fault.message.render("en")


def test_every_format_has_its_own_reader() -> None:
    """No two readers share a kind, and each says how its files end."""
    kinds = [reader.kind for reader in BENCH.readers]
    assert len(kinds) == len(set(kinds)) == 13
    assert all(suffix.startswith(".") for reader in BENCH.readers for suffix in reader.suffixes)
