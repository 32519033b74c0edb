"""What was done stands in the journal, whatever happened to its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhibiao.bulk.journal import HEAD, Journal, key_of
from zhibiao.errors import FormError


def lines(path: Path, count: int) -> None:
    """A journal with some entries."""
    journal = Journal.open(path)
    for number in range(count):
        journal.add(f"key{number}", {"number": number, "text": "文字\n"})
    journal.close()


@given(cut=st.integers(0, 400))
def test_a_journal_that_was_cut_anywhere_goes_on(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    """Whole lines are kept, the damaged last one counts as not done, and new ones follow."""
    path = tmp_path_factory.mktemp("journal") / "done.jsonl"
    lines(path, 4)
    raw = path.read_bytes()[: cut + 1]
    path.write_bytes(raw)
    whole = max(raw.count(b"\n") - 1, 0)
    journal = Journal.open(path)
    assert [f"key{n}" in journal for n in range(4)] == [n < whole for n in range(4)]
    journal.add("new", {"number": 9})
    journal.close()
    again = Journal.open(path)
    assert again.get("new") == {"number": 9}
    assert all(again.get(f"key{n}")["number"] == n for n in range(whole))
    again.close()


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    """A file that is no journal is refused and not written to."""
    path = tmp_path / "form.docx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(FormError, match=r"form\.docx"):
        Journal.open(path)
    assert path.read_bytes() == b"PK\x03\x04"


def test_a_new_journal_says_what_it_is(tmp_path: Path) -> None:
    """The first line tells a journal from any other file."""
    path = tmp_path / "done.jsonl"
    lines(path, 0)
    assert path.read_bytes() == HEAD


def test_a_key_hangs_on_content_ending_and_settings(tmp_path: Path) -> None:
    """The same content under another name is the same; any other change is not."""
    one, other, third = (tmp_path / name for name in ("a.docx", "b.docx", "a.pdf"))
    for path in (one, other, third):
        path.write_bytes(b"x")
    assert key_of(one, "s") == key_of(other, "s")
    assert len({key_of(one, "s"), key_of(third, "s"), key_of(one, "t")}) == 3
    other.write_bytes(b"y")
    assert key_of(one, "s") != key_of(other, "s")
