"""The clauses of one wording sorted by kind, and how a builder refuses those it has no use for."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from attrs import frozen

from zhibiao.criteria.parsing.clauses import AnyClause, Clause, Mark, Tail
from zhibiao.criteria.parsing.scan import Numbered
from zhibiao.criteria.phrases import phrase
from zhibiao.exact import text
from zhibiao.messages import Message, say
from zhibiao.messages import criteria as texts
from zhibiao.model.clauses import Assumed, MeasureId
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.table import Table

X = MeasureId("x")
TARGET = MeasureId("target")
ACTUAL = MeasureId("actual")
COUNT = MeasureId("count")
STATE = MeasureId("state")
"""The generic measures of a scheme that was read from words."""

C = TypeVar("C", bound=Clause)

HEDGED = phrase(
    r"^[仅只]?限|限前|除|另行|酌|减半|加倍|翻倍|不扣|不含|封顶|为准|折|视|若|如果|如有|情节|其中|例外|不适用|特殊|个别|上限|下限|负责解释"
)
"""Words that no requirement of a list holds: they change the rule."""


class RefusedError(Exception):
    """The wording, or a stretch of it, gives no scheme."""

    def __init__(self, start: int, end: int, why: Message) -> None:
        super().__init__(why)
        self.start = start
        self.end = end
        self.why = why


@frozen
class Built:
    """A scheme with its measures, and what the wording leaves open."""

    scheme: Scheme
    measures: Table[str, Measure]
    ambiguous: tuple[Message, ...] = ()


@frozen
class Parts:
    """The clauses of a wording."""

    numbered: tuple[Numbered, ...]
    points: Fraction
    length: int

    def of(self, kind: type[C]) -> tuple[C, ...]:
        """The clauses of one kind, in order."""
        return tuple(one.clause for one in self.numbered if isinstance(one.clause, kind))

    def tail(self, *kinds: str) -> Tail | None:
        """The first rule about the whole of these kinds."""
        return next((one for one in self.of(Tail) if one.kind in kinds), None)

    def only(self, kinds: Iterable[type[Clause]], tails: Iterable[str] = ()) -> None:
        """Refuses the first clause that is of none of these kinds.

        Raises:
            RefusedError: there is one.
        """
        allowed, allowed_tails = tuple(kinds), tuple(tails)
        for one in self.numbered:
            clause = one.clause
            if isinstance(clause, Tail):
                if clause.kind not in allowed_tails:
                    raise refused(clause)
            elif not isinstance(clause, (Mark, *allowed)):
                raise refused(clause)

    def limited_once(self) -> None:
        """Refuses a second limit of one kind that says something else than the first.

        Raises:
            RefusedError: there is one.
        """
        for kind in ("max-deduction", "least", "most", "bonus-cap", "floor", "from-mark"):
            found = [one for one in self.of(Tail) if one.kind == kind]
            for one in found[1:]:
                if one.value != found[0].value:
                    raise refused(one)

    def whole(self, why: Message) -> RefusedError:
        """A refusal of the whole wording."""
        return RefusedError(0, self.length, why)

    @property
    def listed(self) -> bool:
        """Whether the wording is a list with numbers, of more than one entry."""
        return len({one.number for one in self.numbered if one.number}) > 1


def refused(clause: AnyClause | Clause, why: Message | None = None) -> RefusedError:
    """A refusal of one clause."""
    return RefusedError(clause.start, clause.end, why or say(texts.DOES_NOT_BELONG))


def assumed(*fields: str) -> Assumed:
    """The fields that the wording does not settle."""
    return Table(dict.fromkeys(fields, ""))


def full_mark(parts: Parts, stated: Fraction) -> tuple[Message, ...]:
    """What is said where the wording's full mark is not the points."""
    if stated == parts.points:
        return ()
    return (say(texts.FULL_MARK, stated=text(stated), points=text(parts.points)),)


def one_subject(subjects: Iterable[tuple[Clause, str]]) -> str:
    """The one figure that all clauses speak of; each may shorten its name.

    Raises:
        RefusedError: two names that have nothing in common.
    """
    name = ""
    for clause, subject in subjects:
        if not subject or subject in name:
            continue
        if name and name not in subject and not _shortened(subject, name):
            raise refused(clause, say(texts.SUBJECTS_DIFFER, one=name, other=subject))
        name = max(name, subject, key=len)
    return name


def _shortened(one: str, other: str) -> bool:
    """Whether the shorter name only leaves words out: 三公控制率 of 三公经费控制率."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= 3 and short[-1:] == long[-1:] and all(sign in rest for sign in short)


def stated_mark(parts: Parts) -> tuple[Message, ...]:
    """What is said where a stated full mark (满分5分) is not the points."""
    for mark in parts.of(Mark):
        if not mark.basic and mark.value != parts.points:
            return full_mark(parts, mark.value)
    return ()
