"""Rows of CSV with their lines: quotes that are not closed, cells too long, other separators."""

from __future__ import annotations

from io import StringIO

import pytest

from zhibiao.bulk.lines import Row, rows, separator
from zhibiao.errors import FormError
from zhibiao.messages import Message


def read(text: str) -> list[Row]:
    """The rows of a text."""
    return list(rows(StringIO(text, newline=""), FormError))


def refused(text: str) -> Message:
    """What is said of a text that is refused."""
    with pytest.raises(FormError) as caught:
        read(text)
    assert isinstance(caught.value.message, Message)
    return caught.value.message


def test_rows_know_their_lines_and_empty_ones_are_left_out() -> None:
    """A cell in quotes may go over several lines; the last line needs no end."""
    text = '\n\na,b\r\n"1\n2",3\n\n4,"5"'
    assert read(text) == [
        Row(3, 3, ["a", "b"]),
        Row(4, 5, ["1\n2", "3"]),
        Row(7, 7, ["4", "5"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_a_quote_that_is_not_closed_is_told_by_its_line(end: str, last: bool) -> None:
    """Not by the last line, up to which it swallows everything."""
    lines = ["a,b", '"1', '2",3', '4,"5', "6,7", "8,9"]
    said = refused(end.join(lines) + (end if last else ""))
    assert "opens in line 4 is not closed" in said.render("en")
    assert "第 4 行" in said.render("zh")


@pytest.mark.parametrize("text", ['a,b\n1,"', 'a,b\n1,"\n', '"a,b', 'a,b\n1,"2""'])
def test_a_quote_that_opens_last_is_not_closed_either(text: str) -> None:
    """Also in the heading, and where two of them stand for one."""
    assert "is not closed" in refused(text).render("en")


def test_a_cell_that_is_too_long_is_told_by_its_line() -> None:
    """With the limit and what to do."""
    said = refused("a,b\n1,2\n" + "x" * 140_000 + ",3\n").render("en")
    assert "line 3" in said
    assert "131072" in said
    assert "shorten it" in said


@pytest.mark.parametrize(
    ("heading", "sign"),
    [
        (["unit;staff;posts"], "semicolons (;)"),
        (["unit\tstaff"], "tabs"),
        (["unit|staff"], "bars (|)"),
        (["staff"], None),
        (["staff;"], None),
        (["unit;a", "staff"], None),
    ],
)
def test_another_separator_is_seen_in_the_heading(heading: list[str], sign: str | None) -> None:
    """Where it has one cell only, and the sign stands between two words."""
    found = separator(heading)
    assert (found and found.render("en")) == sign
