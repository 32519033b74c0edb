"""Laws of places: every key of a file has one, however the file is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress

import tomli
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from zhibiao.loading.locate import RefusedError, locate
from zhibiao.loading.toml import UnreadableError, parse
from zhibiao.model.place import Path

NAMES = st.one_of(
    st.text("abcXYZ019_-", min_size=1, max_size=4),
    st.text("优良 .'\"#=[]{}\\\t\u200b\x07😀", max_size=4),
)
SPACE = st.sampled_from(["", " ", "\t", "  "])
BREAK = st.sampled_from(["", " ", "\n", "\n  # ] } , = \"'\n", "\r\n"])
STRINGS = [
    '""', "''", '"[a]"', "'# no'", r'"\"\\\" = "', "'优'", "''''''", '""""""', '"""a"""',
    '"""\n[x]\ny = 1\n"""', r'"""\""""', '"""a"b""c"""', '"""a"""""', "''''b'''",
    "'''\n'a' = ''\n'''", r'"""\\"""',
]  # fmt: skip
SCALARS = st.sampled_from(
    [
        *STRINGS, "1", "-17", "0.5", "1e3", "1_000", "0xff", "inf", "-nan", "true", "false",
        "2021-06-08", "2021-06-08T10:00:00Z", "2021-06-08 10:00:00.5+08:00", "10:00:00",
    ]
)  # fmt: skip


@st.composite
def keys(draw: DrawFn, name: str) -> str:
    """A key in one of the ways of writing it."""
    ways = [json.dumps(name), json.dumps(name, ensure_ascii=False).replace("\x7f", r"\u007f")]
    if "\\u" in ways[0] and any(ord(sign) > 0xFFFF for sign in name):
        ways.pop(0)  # TOML has no surrogates
    if re.fullmatch(r"[A-Za-z0-9_-]+", name):
        ways.append(name)
    if "'" not in name and "\x07" not in name:
        ways.append(f"'{name}'")
    return draw(st.sampled_from(ways))


@st.composite
def values(draw: DrawFn, depth: int) -> str:
    """A value: a scalar, a list over several lines, or an inline table."""
    kind = draw(st.sampled_from(["scalar", "scalar", "list", "table"])) if depth else "scalar"
    match kind:
        case "list":
            members = draw(st.lists(values(depth - 1), max_size=3))
            parts = [draw(BREAK) + member + draw(BREAK) for member in members]
            comma = draw(st.sampled_from(["", ","])) if parts else ""
            return f"[{','.join(parts)}{comma}{draw(BREAK)}]"
        case "table":
            names = draw(st.lists(NAMES, max_size=3, unique=True))
            pairs = [
                f"{draw(SPACE)}{draw(keys(name))} = {draw(values(depth - 1))}" for name in names
            ]
            return "{" + ",".join(pairs) + draw(SPACE) + "}"
        case _:
            return draw(SCALARS)


@st.composite
def tables(draw: DrawFn, path: tuple[str, ...] = (), depth: int = 2) -> str:
    """The lines of a table: its pairs, then its sub-tables and lists of tables."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    kinds = ["pair", "pair", "dotted", *(["table", "list"] if depth else [])]
    pairs, rest = [], []
    for name in names:
        kind = draw(st.sampled_from(kinds))
        key = draw(keys(name))
        match kind:
            case "pair":
                pairs.append(f"{draw(SPACE)}{key}{draw(SPACE)}={draw(SPACE)}{draw(values(2))}")
            case "dotted":
                for inner in draw(st.lists(NAMES, min_size=1, max_size=2, unique=True)):
                    dot = f"{draw(SPACE)}.{draw(SPACE)}"
                    pairs.append(f"{draw(keys(name))}{dot}{draw(keys(inner))} = {draw(values(1))}")
            case _:
                times = 1 if kind == "table" else draw(st.integers(1, 3))
                for _ in range(times):
                    way = ".".join([*(draw(keys(part)) for part in path), key])
                    space = draw(SPACE)
                    header = (
                        f"[{space}{way}{space}]" if kind == "table" else f"[[{space}{way}{space}]]"
                    )
                    rest.append(header + draw(st.sampled_from(["", " # [x]"])))
                    rest.append(draw(tables((*path, name), depth - 1)))
    end = draw(st.sampled_from(["\n", "\n\n", "\r\n", " # a = 1\n"]))
    return end.join([*pairs, *rest])


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """The paths of all keys and list elements in a parsed document."""
    entries: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    for key, entry in entries:
        yield (*path, key)
        yield from paths(entry, (*path, key))


@given(text=tables())
def test_every_path_of_a_document_has_a_place(text: str) -> None:
    """The places are those of exactly the keys and elements that the parser finds."""
    assert set(locate(text)) == set(paths(tomli.loads(text)))


@given(text=tables())
def test_a_place_shows_its_key(text: str) -> None:
    """At the place of a key stands a header or the key, and places follow the text."""
    lines = text.replace("\r\n", "\n").split("\n")
    for path, (line, column) in locate(text).items():
        sign = lines[line - 1][column - 1 : column]
        if isinstance(path[-1], str):
            assert sign in {"[", '"', "'"} or sign.isalnum() or sign in "-_"
        else:
            assert sign not in {"", " ", ",", "#"}


@given(text=tables(), cut=st.integers(0, 400), junk=st.text("[]{}\"'=.,#\n\\a1 优", max_size=6))
def test_a_damaged_document_is_read_or_refused(text: str, cut: int, junk: str) -> None:
    """A document with a piece torn out gives values or the one problem, and nothing else."""
    damaged = text[:cut] + junk + text[cut + len(junk) :]
    with suppress(UnreadableError):
        document = parse(damaged.encode("utf-8", "replace"), "file.toml")
        assert set(document.places) == set(paths(document.values))


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """Any bytes give values or the one problem, and nothing else."""
    with suppress(UnreadableError):
        assert isinstance(parse(raw, "file.toml").values, dict)


@given(text=st.text("[]{}\"'=.,#\n\\a1 优", max_size=60))
def test_the_scanner_stops_on_any_text(text: str) -> None:
    """The scanner ends on any text, and only ever refuses what passes a bound."""
    with suppress(RefusedError):
        assert all(line >= 1 and column >= 1 for line, column in locate(text).values())
