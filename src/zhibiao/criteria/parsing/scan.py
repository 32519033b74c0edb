"""A folded wording into clauses. Every character belongs to one, or the wording is refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from attrs import define, frozen

from zhibiao.criteria.parsing import awards, judgements, lists, tails
from zhibiao.criteria.parsing.clauses import AnyClause, Entry, Held, Mark, State
from zhibiao.criteria.parsing.counting import cases, orders, steps
from zhibiao.criteria.parsing.cursor import Cursor
from zhibiao.criteria.parsing.formulas import dates, lines, proportions, relations
from zhibiao.criteria.phrases import phrase

_SEPARATOR = phrase(r"[,;。:、.!]+")
_NUMBER = phrase(
    r"(?:[①-⑳⑴-⒇⒈-⒛㈠-㈩]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)|\d{1,2}[、.)](?!\d)"
    r"|[一二三四五六七八九十]{1,2}、|[一二三四五六]是|第[一二三四五六],)"
    r"[、.,:]?"
)
_SENTENCE = phrase(r"[^;。]*")
_MARKED = phrase(lists.MARKS)
_PROPORTIONAL = phrase("比例|完成率|×")
_STOP = phrase(r"[;。]")
_HEADING = phrase(r"(?:按照?|根据)?[\u4e00-\u9fff、()]{2,20}(?:\([A-Za-z]\d?\))?:(?=.)")
_MARKED_HEADING = phrase(
    r"(?P<name>[\u4e00-\u9fff、]{2,20})\((?:满分)?(?P<points>\d{1,3}(?:\.\d{1,2})?)分\):"
)
_NO_HEADING = phrase(r"[如若当凡除未不无否没每扣加得减逾超低高]|[一二三四]类|的$|情况下")
_BREAKS = ";。:,、分)"

_PARSERS: tuple[Callable[[Cursor], AnyClause | None], ...] = (
    dates.dated, dates.one_date, tails.standard, tails.mark, tails.tail, lines.equation,
    judgements.assessed, proportions.ratio,
    proportions.over, relations.relation, awards.excused, orders.level, orders.place,
    cases.staged, cases.case, steps.step,
)  # fmt: skip


@frozen
class Unread:
    """The stretch that was not understood."""

    start: int
    end: int


@frozen
class Numbered:
    """A clause with the entry of the list in which it stands; 0 where there is no list.

    ``sentence`` counts what stands between semicolons and full stops, from 0.
    """

    clause: AnyClause
    number: int
    sentence: int = 0


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
            position = len(_STOP.findall(self.cursor.text, 0, found[0].start))
            self.clauses += [Numbered(one, self.number, position) for one in found]

    def _between(self) -> None:
        while True:
            before = self.cursor.at
            self.cursor.take(_SEPARATOR)
            at = self.cursor.at
            starts = at == 0 or self.cursor.text[at - 1] in _BREAKS
            if starts and self.cursor.take(_NUMBER):
                self.number += 1
            tails.filler(self.cursor)
            if self.cursor.at == before:
                return

    def _clause(self) -> list[AnyClause]:
        heading = self._marked_heading()
        if heading is not None:
            return [heading]
        start = self.cursor.at
        found = self._rule()
        if not found and self._heading():
            self._between()
            found = self._rule()
        elif len(found) == 1 and isinstance(found[0], State) and ":" in found[0].label:
            found = self._behind_heading(start) or found
        return found or self._entry()

    def _behind_heading(self, start: int) -> list[AnyClause]:
        """``综合考核：前三名得5分``: a figure behind a heading rather than words with a colon."""
        cursor = self.cursor
        behind, cursor.at = cursor.at, start
        if self._heading():
            self._between()
            found = self._rule()
            if found and not isinstance(found[0], (State, Entry)):
                return found
        cursor.at = behind
        return []

    def _marked_heading(self) -> AnyClause | None:
        """``及时性（4分）：`` before the rules of a part."""
        cursor = self.cursor
        start = cursor.at
        found = cursor.take(_MARKED_HEADING)
        if found is None or _NO_HEADING.search(found["name"]):
            cursor.at = start
            return None
        return Mark(start, cursor.at, value=Fraction(found["points"]))

    def _in_list(self) -> bool:
        """Whether there are entries, so that words can speak of how many of them hold."""
        marked = _MARKED.search(self.cursor.text) is not None
        return marked or any(isinstance(one.clause, Entry) for one in self.clauses)

    def _heading(self) -> bool:
        """``社会稳定：`` before the rule of a wording, or of an entry of its list."""
        cursor = self.cursor
        if any(one.number == self.number for one in self.clauses):
            return False
        found = cursor.take(_HEADING)
        if found is not None and not _NO_HEADING.search(found[0][:-1]):
            return True
        cursor.at = cursor.at if found is None else found.start()
        return False

    def _entry(self) -> list[AnyClause]:
        proportional = _PROPORTIONAL.search(self.cursor.text, self.cursor.at)
        goal = lists.goal(self.cursor) if proportional else None
        found = goal or lists.entry(self.cursor)
        return [] if found is None else [found]

    def _rule(self) -> list[AnyClause]:
        cursor = self.cursor
        if self._in_list():
            count = lists.held(cursor) or lists.each_alike(cursor)
            if count is not None:
                return [count]
        listed = cases.enumerated(cursor)
        if listed:
            return listed
        spread = lines.spread(cursor)
        if spread:
            return spread
        for parser in _PARSERS:
            found: AnyClause | None = parser(cursor)
            if found is not None:
                return [found]
        for several in (awards.award, judgements.graded, lists.enumerated):
            clauses = several(cursor)
            if clauses:
                return clauses
        found = awards.state(cursor, listed=self.number > 0)
        return [found] if found is not None else []


def scan(text: str) -> tuple[tuple[Numbered, ...], Unread | None]:
    """The clauses of a folded wording, and what could not be read, if anything."""
    run = _Scan(Cursor(text), [])
    unread = run.run()
    counts = [one.clause for one in run.clauses if isinstance(one.clause, Held)]
    listed = any(isinstance(one.clause, Entry) for one in run.clauses)
    if unread is None and counts and not listed:  # “符合其中两项” of what?
        unread = Unread(counts[0].start, counts[0].end)
    return tuple(run.clauses), unread
