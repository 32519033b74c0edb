"""The house: how long modules and functions may be, and what nothing may be called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

from tests.rules import ROOT

SOURCE = ROOT / "src" / "zhibiao"
MODULES = sorted(SOURCE.rglob("*.py"))
BANNED = frozenset(
    "utils helpers common misc base data info item obj process handle".split()  # noqa: SIM905  # a list of words
)
# How Mandarin begins words and English does not, and the field's own terms.
INITIAL = re.compile(r"(?:zh|x)[aeiou]")
TERMS = re.compile(
    r"pingfen|defen|fenzhi|zongfen|koufen|jiafen|yusuan|juesuan|jixiao|biaozhun|jisuan|pingjia"
    r"|leibie|danwei|mubiao|nianchu|quannian|chanchu|toufang|manyidu|shenhe|bianzhi|renyuan"
)
MARKER = re.compile(
    r"noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)*  # \S)|type: ignore(?!\[[a-z-]+(?:, ?[a-z-]+)*\]  # \S)"
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    """A module's path within the sources."""
    return path.relative_to(SOURCE).as_posix()


def definitions(path: Path) -> Iterator[Function | ast.ClassDef]:
    """Every class and function of a module, nested ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node


def length(function: Function) -> int:
    """The lines of a function without its docstring, which may be a whole page of the reference."""
    assert function.end_lineno is not None
    whole = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None or first.end_lineno is None:
        return whole
    return whole - (first.end_lineno - first.lineno + 1)


def functions() -> list[tuple[int, str]]:
    """Every function with its length."""
    return [
        (length(node), f"{shown(path)}:{node.name}")
        for path in MODULES
        for node in definitions(path)
        if not isinstance(node, ast.ClassDef)
    ]


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_says_what_it_holds(path: Path) -> None:
    """A module starts with a docstring."""
    assert ast.get_docstring(parsed(path))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_is_short(path: Path) -> None:
    """Nothing is longer than 500 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_most_modules_are_shorter() -> None:
    """Half of all modules have no more than 120 lines."""
    assert median(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES) <= 120


def test_functions_are_short() -> None:
    """None has more than 60 lines, and nine in ten no more than 25."""
    lengths = sorted(functions())
    assert [entry for entry in lengths if entry[0] > 60] == []
    assert lengths[len(lengths) * 9 // 10][0] <= 25


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_nothing_has_a_name_that_says_nothing(path: Path) -> None:
    """A module, class or function is named after what it is."""
    names = {path.stem, path.parent.name, *(node.name for node in definitions(path))}
    assert {name for name in names if name.strip("_").lower() in BANNED} == set()


def identifiers(path: Path) -> Iterator[str]:
    """Every name that a module binds."""
    for node in ast.walk(parsed(path)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_names_are_english(path: Path) -> None:
    """No identifier is pinyin, apart from the name of the project itself, nor Chinese."""
    words = chain.from_iterable(
        re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower().replace("zhibiao", "").split("_")
        for name in (path.stem, *identifiers(path))
    )
    assert [word for word in words if INITIAL.match(word) or TERMS.search(word)] == []
    assert all(name.isascii() for name in identifiers(path))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_every_exception_to_a_rule_has_its_reason(path: Path) -> None:
    """A lint rule or a type error is switched off by its code, with the reason on the same line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if MARKER.search(line)] == []


def test_a_folder_does_not_overflow() -> None:
    """A folder with more than sixteen modules needs a sub-folder, save those that list parts."""
    listings = {"checks", "messages", "schemes"}
    crowded = {
        shown(folder): len(list(folder.glob("*.py")))
        for folder in {path.parent for path in MODULES}
        if folder.name not in listings
    }
    assert {name: count for name, count in crowded.items() if count > 17} == {}
