"""A folded wording into clauses. Every character belongs to one, or the wording is refused."""

from __future__ import annotations

import re

from attrs import define, frozen

from zhibiao.criteria.parsing import awards, cases, orders, steps, tails
from zhibiao.criteria.parsing.clauses import AnyClause
from zhibiao.criteria.parsing.cursor import Cursor

_SEPARATOR = re.compile(r"[,;。:、.!]+")
_NUMBER = re.compile(
    r"(?:[①-⑳]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)|\d{1,2}[、.)](?!\d)"
    r"|[一二三四五六七八九十]{1,2}、|[一二三四五六]是|第[一二三四五六],)"
    r"[、.,:]?"
)
_SENTENCE = re.compile(r"[^;。]*")
_BREAK = re.compile(r"[;。:,、分)]$")


@frozen
class Unread:
    """The stretch that was not understood."""

    start: int
    end: int


@frozen
class Numbered:
    """A clause with the entry of the list in which it stands; 0 where there is no list."""

    clause: AnyClause
    number: int


@define
class _Scan:
    cursor: Cursor
    clauses: list[Numbered]
    number: int = 0

    def run(self) -> Unread | None:
        """Clause after clause; the first that cannot be read ends it."""
        while True:
            self._between()
            if self.cursor.done:
                return None
            found = self._clause()
            if not found:
                sentence = _SENTENCE.match(self.cursor.text, self.cursor.at)
                end = sentence.end() if sentence else len(self.cursor.text)
                return Unread(self.cursor.at, max(end, self.cursor.at + 1))
            self.clauses += [Numbered(one, self.number) for one in found]

    def _between(self) -> None:
        while True:
            before = self.cursor.at
            self.cursor.take(_SEPARATOR)
            starts = self.cursor.at == 0 or _BREAK.search(self.cursor.text[: self.cursor.at])
            if starts and self.cursor.take(_NUMBER):
                self.number += 1
            tails.filler(self.cursor)
            if self.cursor.at == before:
                return

    def _clause(self) -> list[AnyClause]:
        cursor = self.cursor
        for parser in (*tails.PARSERS, orders.level, orders.place, cases.case, steps.step):
            found: AnyClause | None = parser(cursor)
            if found is not None:
                return [found]
        found = awards.award(cursor)
        if found is not None:
            return [found]
        grades = tails.graded(cursor)
        if grades:
            return grades
        found = awards.state(cursor, listed=self.number > 0)
        if found is not None:
            return [found]
        found = awards.entry(cursor)
        return [found] if found is not None else []


def scan(text: str) -> tuple[tuple[Numbered, ...], Unread | None]:
    """The clauses of a folded wording, and what could not be read, if anything."""
    run = _Scan(Cursor(text), [])
    unread = run.run()
    return tuple(run.clauses), unread
