"""The pieces that a wording is made of. Each covers a stretch of the folded text."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Literal

from attrs import frozen

from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.ranges import Range


@frozen
class Score:
    """What a clause awards: a number of points, a share of them, or a range.

    ``low`` is set for a range, and ``within`` says how a score in it is found.
    """

    value: Fraction
    share: bool = False
    low: Fraction | None = None
    within: Literal["interpolated", "judged"] | None = None

    def of(self, points: Fraction) -> Fraction:
        """The points, or the upper end of the range."""
        return self.value * points if self.share else self.value


class Side(Enum):
    """On which side of its base a step counts."""

    UP = "up"
    DOWN = "down"
    BOTH = "both"


@frozen
class Clause:
    """A piece of the wording."""

    start: int
    end: int


@frozen(kw_only=True)
class Standard(Clause):
    """``以100%为标准``."""

    at: Amount


@frozen(kw_only=True)
class Mark(Clause):
    """``满分5分``, ``基本分8分`` (``basic``)."""

    value: Fraction
    basic: bool = False


@frozen(kw_only=True)
class Award(Clause):
    """A score for a range of the figure: ``执行率≥90%，得5分``."""

    subject: str
    range: Range
    score: Score


@frozen(kw_only=True)
class State(Clause):
    """A score for something said in words: ``有提升，得3分``."""

    label: str
    score: Score


@frozen(kw_only=True)
class Loss(Clause):
    """Points off for something said in words: ``逾期的扣1分``."""

    label: str
    deduct: Fraction


@frozen(kw_only=True)
class Given(Clause):
    """A condition before a step: ``低于90%的，每低…``."""

    subject: str
    range: Range | None
    side: Side | None = None


@frozen(kw_only=True)
class Step(Clause):
    """``每超过1个百分点扣0.5分``; ``deduct`` below zero for a bonus.

    ``base`` is the value from which it counts, ``target`` says that it is the target;
    ``late`` that time is counted, ``spent`` that money is overspent, ``share`` that
    ``deduct`` is a share of the points.
    """

    subject: str
    side: Side
    size: Amount
    deduct: Fraction
    base: Amount | None = None
    target: bool = False
    late: bool = False
    spent: bool = False
    whole: bool = False
    share: bool = False


@frozen(kw_only=True)
class Level(Clause):
    """``每下降一类扣1分`` (``deduct``) or ``达到Ⅱ类，得10分`` (``score`` and ``level``)."""

    word: str
    level: str = ""
    score: Score | None = None
    deduct: Fraction | None = None


@frozen(kw_only=True)
class Place(Clause):
    """``第1名得10分`` (``score``) or ``每下降一名扣1分`` (``deduct``)."""

    score: Score | None = None
    deduct: Fraction | None = None


@frozen(kw_only=True)
class Case(Clause):
    """``每发生一起…扣2分``; ``deduct`` below zero for a bonus or for what is earned."""

    noun: str
    deduct: Fraction
    unit: str = ""
    earned: bool = False
    share: bool = False


@frozen(kw_only=True)
class Entry(Clause):
    """An entry of a list without a score of its own."""

    label: str


@frozen(kw_only=True)
class Tail(Clause):
    """A rule about the whole: ``扣完为止``, ``最多扣3分``, ``不足一个百分点的不扣``."""

    kind: Literal[
        "floor", "max-deduction", "least", "most", "bonus-cap",
        "whole", "started", "prorated", "capped", "reason", "interpolated",
    ]  # fmt: skip
    value: Fraction | None = None
    size: Amount | None = None


@frozen(kw_only=True)
class Ratio(Clause):
    """Pro rata: ``得分=完成值/指标值×分值``, ``按完成比例得分``, ``执行率×10分``."""

    kind: Literal["completion", "ratio", "linear", "rate"]
    factor: Fraction | None = None
    subject: str = ""


@frozen
class ShareEnd:
    """One end of a grade's share; ``closed`` is ``None`` where the words do not say."""

    at: Fraction
    closed: bool | None


@frozen(kw_only=True)
class Graded(Clause):
    """One qualitative grade with its share of the points."""

    label: str
    low: ShareEnd
    high: ShareEnd


@frozen
class Assessed(Clause):
    """``由评价组综合评定``."""


AnyClause = (
    Standard | Mark | Award | State | Loss | Given | Step | Level | Place | Case | Entry
    | Tail | Ratio | Graded | Assessed
)  # fmt: skip
