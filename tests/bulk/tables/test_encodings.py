"""In which encoding a file was meant, and where it is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhibiao.bulk.tables import encodings
from zhibiao.bulk.tables.encodings import encoding_of

TEXT = "单位,经费,人员\n岳阳市生态环境局,100,103\n汨罗分局,100,101\n"
RARE = "单位,人员\n囍镕办,103\n"
"""A table with a sign that is none of the common ones of GBK."""


def told(path: Path, content: bytes) -> str:
    """The encoding of a file, or what is said of it."""
    path.write_bytes(content)
    found = encoding_of(path)
    return found if isinstance(found, str) else found.render("en")


@pytest.mark.parametrize("text", [TEXT, RARE, "a,b\n1,2\n", "联通\n", "率\n"])
def test_whole_text_is_read_as_it_was_written(tmp_path: Path, text: str) -> None:
    """Both encodings, with and without the mark; also where words in GBK look like UTF-8."""
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        content = text.encode(encoding)
        assert content.decode(told(tmp_path / "t.csv", content)) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("damage", [b"\xe5\x8d", b"\x8d", b"\xff"])
def test_a_damaged_character_of_utf_8_is_told_by_its_line(
    tmp_path: Path, mark: bytes, damage: bytes
) -> None:
    """Such bytes would do in GB18030, and every name of the file would become another."""
    content = mark + TEXT.encode() + "市局".encode() + damage + b",1,2\n"
    said = told(tmp_path / "t.csv", content)
    assert "UTF-8" in said
    assert f"bytes {damage.hex(' ').upper()} in line 4" in said


def test_a_mark_of_utf_8_decides_alone(tmp_path: Path) -> None:
    """Behind it, no file is one of GBK."""
    said = told(tmp_path / "t.csv", b"\xef\xbb\xbfa,b\n" + "人员".encode("gbk"))
    assert "line 2" in said


def test_bytes_of_neither_encoding_are_told_by_their_line(tmp_path: Path) -> None:
    """A damaged file of GBK, whose first lines are whole."""
    said = told(tmp_path / "t.csv", TEXT.encode("gbk") + b"\xff,1,2\n")
    assert "neither UTF-8 nor GB18030" in said
    assert "bytes FF in line 4" in said


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 64])
def test_pieces_break_no_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """However little is read at once, and whether lines end as on Windows or on an old Mac."""
    monkeypatch.setattr(encodings, "PIECE", piece)
    for end in ("\n", "\r\n", "\r"):
        text = (TEXT + RARE).replace("\n", end)
        for encoding in ("utf-8", "gb18030"):
            content = text.encode(encoding)
            assert content.decode(told(tmp_path / "t.csv", content)) == text
        assert "in line 6" in told(tmp_path / "t.csv", text.encode() + b"\xe5\x8d,1")
