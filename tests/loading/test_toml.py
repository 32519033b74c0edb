"""Reading files: what is no text, no TOML or too much is refused with its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from zhibiao.loading.locate import MAX_DEPTH, MAX_TOKEN
from zhibiao.loading.toml import MAX_BYTES, UnreadableError, parse, read_file
from zhibiao.model.place import Place
from zhibiao.model.problem import Problem


def refused(raw: bytes) -> Problem:
    """The problem for which TOML bytes are refused."""
    with pytest.raises(UnreadableError) as caught:
        parse(raw, "file.toml")
    problem = caught.value.problem
    assert problem.render("zh") != problem.render("en")
    return problem


def test_decimals_are_read_exactly() -> None:
    """A decimal in a file never passes through a float."""
    document = parse(b"a = 0.1\nb = 1e-7\nc = 0.30000000000000000001", "file.toml")
    assert document.values == {
        "a": Decimal("0.1"),
        "b": Decimal("1e-7"),
        "c": Decimal("0.30000000000000000001"),
    }


def test_a_missing_key_stands_at_the_table_around_it() -> None:
    """What is not in the file has the place of the nearest table that is."""
    document = parse("[甲]\nx = 1\n".replace("甲", '"甲"').encode(), "file.toml")
    assert document.place(("甲", "x")) == Place("file.toml", 2, 1)
    assert document.place(("甲", "y", 3)) == Place("file.toml", 1, 1)
    assert document.place(("乙",)) == Place("file.toml", 1)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """A file that does not exist, or stands below a file, gives one clear problem."""
    (tmp_path / "file.toml").write_text("")
    for path in (tmp_path / "none.toml", tmp_path / "file.toml" / "below.toml"):
        with pytest.raises(UnreadableError) as caught:
            read_file(path, "none.toml")
        assert caught.value.problem.code == "unreadable-file"
        assert "there is no file none.toml" in caught.value.problem.render("en")


def test_a_directory_is_said_to_be_one(tmp_path: Path) -> None:
    """A directory where a file belongs gives one clear problem."""
    with pytest.raises(UnreadableError) as caught:
        read_file(tmp_path, "folder")
    assert "is a directory" in caught.value.problem.render("en")
    assert "文件夹" in caught.value.problem.render("zh")


def test_a_name_with_a_null_byte_is_no_file() -> None:
    """A path that no system takes is refused like any other unreadable file."""
    with pytest.raises(UnreadableError) as caught:
        read_file(Path("a\0b"), "name")
    assert caught.value.problem.code == "unreadable-file"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A file above the greatest size is refused by its size alone."""
    path = tmp_path / "huge.toml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableError) as caught:
        read_file(path)
    assert str(MAX_BYTES) in caught.value.problem.render("en")


def test_a_device_is_not_read_for_ever() -> None:
    """What says it is empty and is not gives a problem after a bounded read."""
    device = Path("/dev/zero")
    if not device.exists():
        pytest.skip("this system has no /dev/zero")
    with pytest.raises(UnreadableError):
        read_file(device)


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        (b"\xff", 1, 1),
        ('a = 1\nb = "优'.encode() + b'\xa0\xfe"', 2, 7),
        ("标题".encode("gbk"), 1, 1),
        ("title = '标题'".encode("utf-16"), 1, 1),
    ],
)
def test_bytes_that_are_not_utf8_are_shown_where_they_are(
    raw: bytes, line: int, column: int
) -> None:
    """Text in another encoding is refused at its first wrong byte, with what to do."""
    problem = refused(raw)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert "UTF-8" in problem.render("zh")


@pytest.mark.parametrize("sign", ["[", "{ a = "])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 100_000])
def test_deep_nesting_is_refused_at_its_place(sign: str, depth: int) -> None:
    """Lists and inline tables within each other are refused one level beyond the bound."""
    problem = refused(f"x = 1\ny = {sign * depth}".encode())
    assert problem.place.line == 2
    assert str(MAX_DEPTH) in problem.render("en")


def test_nesting_at_the_bound_is_read() -> None:
    """The greatest nesting is still read."""
    assert parse(f"y = {'[' * MAX_DEPTH}{']' * MAX_DEPTH}".encode(), "file.toml").values


@pytest.mark.parametrize("text", ["{} = 1", "[{}]", "[[{}]]", "a = {{ {} = 1 }}"])
def test_a_long_dotted_key_is_refused(text: str) -> None:
    """A key of many parts nests as deeply as brackets do."""
    problem = refused(text.format(".".join("a" * 50_000)).encode())
    assert str(MAX_DEPTH) in problem.render("en")


@pytest.mark.parametrize("digits", [MAX_TOKEN + 1, 5000, 1_000_000])
def test_a_long_number_is_refused_at_its_place(digits: int) -> None:
    """An integer of thousands of digits is refused before it is read as a number."""
    problem = refused(b"a = 1\nb = " + b"9" * digits)
    assert (problem.place.line, problem.place.column) == (2, 5)
    assert problem.code == "syntax"


@pytest.mark.parametrize("raw", [b"a = 1e999999999", b"a = inf", b"a = nan", b"a = -inf"])
def test_a_strange_decimal_is_read_without_being_computed(raw: bytes) -> None:
    """Numbers beyond all bounds are only text here; whoever needs a number refuses them."""
    assert isinstance(parse(raw, "file.toml").values["a"], Decimal)


def test_many_keys_are_read_in_one_pass() -> None:
    """A large file of many keys is read whole, with the place of its last line."""
    count = 50_000
    raw = "\n".join(f"k{n} = {n}" for n in range(count)).encode()
    assert parse(raw, "file.toml").place((f"k{count - 1}",)).line == count


@pytest.mark.parametrize(
    "text", ["优 = 1", "[优]", "[a.优]", "[[优]]", "a.优 = 1", "a优 = 1", '["a".优]']
)
def test_a_bare_chinese_key_is_told_to_be_quoted(text: str) -> None:
    """A key of other than ASCII signs without quotes is refused with a hint to quote it."""
    assert "quotes" in refused(text.encode()).render("en")


@pytest.mark.parametrize("text", ["a = 优", 'a = "优', "a = [1", "a # 优"])
def test_other_faults_give_no_hint_about_quotes(text: str) -> None:
    """The hint stands only where a key is at fault."""
    assert refused(text.encode()).hint is None
