"""Where each key of a TOML text stands, and what must be refused before it is parsed.

No pure library gives the position of a key in a valid file. This scanner walks the text once,
without recursion and without building values. It bounds nesting and the length of numbers,
since both would fail inside the parser without a place. It trusts nothing: a text that is no
TOML ends the walk early, and the parser then says what is wrong.
"""

from __future__ import annotations

import contextlib
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from attrs import define, field

from zhibiao.messages import Message, say
from zhibiao.messages import loading as texts
from zhibiao.model.place import Path

MAX_DEPTH = 32
MAX_TOKEN = 200

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ONE_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*(?=[=\]])")  # as nearly all keys are
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_MULTILINE = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u(?P<short>[0-9A-Fa-f]{4})|U(?P<long>[0-9A-Fa-f]{8})|x(?P<byte>[0-9A-Fa-f]{2})|(?P<name>.))"
)
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
# What nearly all lines are: a bare key with a plain value, or a header. The rest goes step by step.
_PLAIN = (
    r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*"
    r"""(?:"(?:[^"\\\n]|\\.)*"(?!")|'[^'\n]*'(?!')|[^\s,\]}#\[{"']{1,99})[ \t]*"""
)
_HEADER = r"\[([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){0,9})\][ \t]*\n"
_LINE = re.compile(rf"[ \t\r\n]*(?:{_PLAIN}\n|{_HEADER})")
_PAIR = re.compile(rf"[ \t\r\n]*{_PLAIN}(?:,[ \t\r\n]*|(?=}}))")  # in an inline table
_BETWEEN = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*")
_TOKEN = re.compile(r"[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?")


class RefusedError(Exception):
    """The text passes a bound; ``line`` and ``column`` count from 1."""

    def __init__(self, message: Message, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class _LostError(Exception):
    """This is no TOML; the parser will say why."""


@define
class _Open:
    """An array or inline table that is being read."""

    path: Path
    closing: str
    index: int = 0


@define
class _Scanner:
    text: str
    at: int = 0
    header: Path = ()
    lists: dict[Path, int] = field(factory=dict)
    found: dict[Path, int] = field(factory=dict)

    def run(self) -> None:
        while True:
            self.read_lines()
            self.skip(_SPACE)
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                self.read_header()
            else:
                self.read_pair(self.header)

    def read_lines(self) -> None:
        """The plain lines that stand here, one after the other."""
        text, mark = self.text, self.found.setdefault
        while (line := _LINE.match(text, self.at)) is not None:
            self.at = line.end()
            key = line[1]
            if key is not None:
                mark((*self.header, key), line.start(1))
            else:
                path = self.through_lists(tuple(line[2].split(".")), skip_last=False)
                self.open_table(path, line.start(2) - 1)

    def skip(self, pattern: re.Pattern[str]) -> str:
        matched = pattern.match(self.text, self.at)
        if matched is None:
            raise _LostError
        self.at = matched.end()
        return matched[0]

    def expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise _LostError
        self.at += len(sign)

    def read_key(self) -> Path:
        simple = _ONE_KEY.match(self.text, self.at)
        if simple is not None:
            self.at = simple.end()
            return (simple[1],)
        parts: list[str] = []
        while True:
            self.skip(_BLANK)
            sign = self.text[self.at : self.at + 1]
            if sign == '"':
                parts.append(_unescaped(self.skip(_BASIC)[1:-1]))
            elif sign == "'":
                parts.append(self.skip(_LITERAL)[1:-1])
            else:
                parts.append(self.skip(_BARE_KEY))
            if len(parts) > MAX_DEPTH:
                self.refuse(say(texts.TOO_DEEP, most=MAX_DEPTH))
            self.skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def read_header(self) -> None:
        start = self.at
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        path = self.through_lists(self.read_key(), skip_last=double)
        self.expect("]]" if double else "]")
        if double:
            number = self.lists.get(path, -1) + 1
            self.lists[path] = number
            self.found.setdefault(path, start)
            path = (*path, number)
        self.open_table(path, start)

    def open_table(self, path: Path, start: int) -> None:
        self.header = path
        for length in range(1, len(path) + 1):
            self.mark(path[:length], start)

    def through_lists(self, keys: Path, *, skip_last: bool) -> Path:
        """The path of a header; a table inside a list belongs to its newest element."""
        path: Path = ()
        if not self.lists:
            return keys
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            if path in self.lists and not (skip_last and number == len(keys)):
                path = (*path, self.lists[path])
        return path

    def read_pair(self, table: Path) -> Path:
        start = self.at
        path = (*table, *self.read_key())
        for length in range(len(table) + 1, len(path) + 1):
            self.mark(path[:length], start)
        self.expect("=")
        self.skip(_BLANK)
        self.read_value(path)
        return path

    def read_value(self, path: Path) -> None:
        """A value; nested arrays and inline tables are kept on a stack of our own."""
        stack: list[_Open] = []
        self.read_plain(path, stack)
        while stack:
            top = stack[-1]
            if len(stack) > MAX_DEPTH:
                self.refuse(say(texts.TOO_DEEP, most=MAX_DEPTH))
            if top.closing == "}":
                while (pair := _PAIR.match(self.text, self.at)) is not None:
                    self.mark((*top.path, pair[1]), pair.start(1))
                    self.at = pair.end()
            self.skip(_BETWEEN)
            if self.text.startswith(top.closing, self.at):
                self.at += 1
                stack.pop()
                continue
            if top.closing == "]":
                inner: Path = (*top.path, top.index)
                top.index += 1
                self.mark(inner, self.at)
            else:
                start = self.at
                inner = (*top.path, *self.read_key())
                for length in range(len(top.path) + 1, len(inner) + 1):
                    self.mark(inner[:length], start)
                self.expect("=")
                self.skip(_BLANK)
            self.read_plain(inner, stack)

    def read_plain(self, path: Path, stack: list[_Open]) -> None:
        sign = self.text[self.at : self.at + 1]
        if sign in ("[", "{") and sign:
            self.at += 1
            stack.append(_Open(path, "]" if sign == "[" else "}"))
        elif self.text.startswith(('"""', "'''"), self.at):
            self.skip(_MULTILINE)
        elif sign == '"':
            self.skip(_BASIC)
        elif sign == "'":
            self.skip(_LITERAL)
        else:
            start = self.at
            if len(self.skip(_TOKEN)) > MAX_TOKEN:
                self.at = start
                self.refuse(say(texts.TOKEN_TOO_LONG, most=MAX_TOKEN))

    def mark(self, path: Path, start: int) -> None:
        self.found.setdefault(path, start)

    def refuse(self, message: Message) -> None:
        line = self.text.count("\n", 0, self.at) + 1
        raise RefusedError(message, line, self.at - self.text.rfind("\n", 0, self.at))


class _Lines(Mapping[Path, tuple[int, int]]):
    """Line and column of each path, reckoned when it is asked for: few ever are."""

    __slots__ = ("_found", "_starts")

    def __init__(self, found: dict[Path, int], starts: list[int]) -> None:
        self._found = found
        self._starts = starts

    def __getitem__(self, path: Path) -> tuple[int, int]:
        offset = self._found[path]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def locate(text: str) -> Mapping[Path, tuple[int, int]]:
    """Line and column (from 1) of every key and list element, as far as the text is TOML.

    Raises:
        RefusedError: nesting or a number passes its bound.
    """
    scanner = _Scanner(text)
    with contextlib.suppress(_LostError):
        scanner.run()
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return _Lines(scanner.found, starts)


def _unescaped(inner: str) -> str:
    return _ESCAPE.sub(_character, inner)


def _character(escape: re.Match[str]) -> str:
    code = escape["short"] or escape["long"] or escape["byte"]
    if code is None:
        return _NAMED.get(escape["name"], escape[0])
    point = int(code, 16)
    return chr(point) if point <= sys.maxunicode else escape[0]
