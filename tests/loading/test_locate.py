"""The place of each key, for every way of writing one."""

from __future__ import annotations

import pytest

from zhibiao.loading.locate import locate

EXAMPLE = '''\
# a comment
title = "优"   # behind it
"quoted key" = 'x'
'literal.key' = """
  [not.a.header]
"""
dotted.inner . deep = 1

[table]
list = [
  1, # [no.header]
  { a = 2, "b" = [3, 4] },
]
[table.sub."优.良"]
at = 2021-06-08 10:00:00

  [[rows]]
  name = "one"
  [rows.sub]
  x = 1
[[rows]]
  name = "two"
  [[rows.parts]]
  y = 2
'''

PLACES = {
    ("title",): (2, 1),
    ("quoted key",): (3, 1),
    ("literal.key",): (4, 1),
    ("dotted",): (7, 1),
    ("dotted", "inner"): (7, 1),
    ("dotted", "inner", "deep"): (7, 1),
    ("table",): (9, 1),
    ("table", "list"): (10, 1),
    ("table", "list", 0): (11, 3),
    ("table", "list", 1): (12, 3),
    ("table", "list", 1, "a"): (12, 5),
    ("table", "list", 1, "b"): (12, 12),
    ("table", "list", 1, "b", 0): (12, 19),
    ("table", "list", 1, "b", 1): (12, 22),
    ("table", "sub"): (14, 1),
    ("table", "sub", "优.良"): (14, 1),
    ("table", "sub", "优.良", "at"): (15, 1),
    ("rows",): (17, 3),
    ("rows", 0): (17, 3),
    ("rows", 0, "name"): (18, 3),
    ("rows", 0, "sub"): (19, 3),
    ("rows", 0, "sub", "x"): (20, 3),
    ("rows", 1): (21, 1),
    ("rows", 1, "name"): (22, 3),
    ("rows", 1, "parts"): (23, 3),
    ("rows", 1, "parts", 0): (23, 3),
    ("rows", 1, "parts", 0, "y"): (24, 3),
}


def test_every_key_has_its_line_and_column() -> None:
    """Keys, headers and list elements stand where they are first written."""
    assert locate(EXAMPLE) == PLACES


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (r'"a\tb"', "a\tb"),
        (r'"\"\\"', '"\\'),
        (r'"\u4f18"', "优"),
        (r'"\U0001F600"', "😀"),
        (r"'\n'", r"\n"),
        ('""', ""),
        ("''", ""),
        ("1-2_3", "1-2_3"),
    ],
)
def test_a_key_is_found_by_what_it_means(written: str, key: str) -> None:
    """Escapes in a key are resolved as the parser resolves them."""
    assert locate(f"x = 1\n{written} = 2") == {("x",): (1, 1), (key,): (2, 1)}


def test_line_ends_of_both_kinds_count_once() -> None:
    """A carriage return before the line feed adds no line."""
    assert locate("a = 1\r\nb = 2\r\n") == {("a",): (1, 1), ("b",): (2, 1)}


@pytest.mark.parametrize("text", ["a = ", "[a", "= 1", '"', "a = [1", "]", "a b = 1"])
def test_what_is_no_toml_ends_the_walk_quietly(text: str) -> None:
    """The scanner stops where it is lost, keeps what it has, and leaves the words to the parser."""
    assert locate("first = 1\n" + text)[("first",)] == (1, 1)
