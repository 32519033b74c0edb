"""The pieces that a wording is made of. Each covers a stretch of the folded text."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Literal

from attrs import evolve, frozen

from zhibiao.criteria.parsing.amounts import Amount
from zhibiao.criteria.parsing.bounds import Range


@frozen
class Score:
    """What a clause awards: a number of points, a share of them, or a range.

    ``low`` is set for a range, and ``within`` says how a score in it is found; ``off`` says that
    the number comes off the points, ``kept`` that nothing does (不扣分),
    ``own`` that the nought is expressly the item's (本项不得分).
    """

    value: Fraction
    share: bool = False
    low: Fraction | None = None
    within: Literal["interpolated", "judged"] | None = None
    off: bool = False
    kept: bool = False
    own: bool = False

    def of(self, points: Fraction) -> Fraction:
        """The points, or the upper end of the range."""
        if self.off:
            return points - self.value
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
    """``以100%为标准``; ``side`` is where it is missed: ``目标值≥95%`` below it."""

    at: Amount
    side: Side | None = None


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
class Gain(Clause):
    """Points added for something said in words: ``获得表彰的加1分``."""

    label: str
    points: Fraction


@frozen(kw_only=True)
class Excused(Clause):
    """Nothing is taken off where something holds: ``因政策调整的不扣分``."""

    label: str


@frozen(kw_only=True)
class Held(Clause):
    """A score for how many entries of a list hold: ``做到三项得3分``.

    ``count`` is ``None`` where all must hold (``whole``, where their number is said); with
    ``missing`` it counts those that do not hold, with ``more`` that many or more. ``amiss`` says
    that the entries are faults (``出现下列情形之一的不得分``).
    """

    count: int | None
    score: Score
    whole: int | None = None
    missing: bool = False
    more: bool = False
    amiss: bool = False


@frozen(kw_only=True)
class Goal(Clause):
    """What was planned, said beforehand: ``新建农村公路50公里，``."""

    subject: str
    at: Amount


@frozen(kw_only=True)
class Slope(Clause):
    """A straight line between two values: ``60%至95%之间按线性插值法计分``.

    ``share`` says that the word was 按比例, which may as well mean in proportion to the figure.
    """

    range: Range
    share: bool = False


@frozen(kw_only=True)
class Dated(Clause):
    """``6月、9月末执行进度分别达到40%、75%的，各得2分``: a threshold and a score for each date."""

    labels: tuple[str, ...]
    values: tuple[Amount, ...]
    scores: tuple[Fraction, ...]


@frozen(kw_only=True)
class Equation(Clause):
    """``得分=(25%-结转结余率)÷20%×10分``: the score is ``constant + slope × figure``.

    ``share`` says that both are shares of the points.
    """

    constant: Fraction
    slope: Fraction
    subject: str = ""
    unit: str = ""
    share: bool = False

    def of(self, points: Fraction) -> Equation:
        """The same line in points."""
        if not self.share:
            return self
        constant, slope = self.constant * points, self.slope * points
        return evolve(self, constant=constant, slope=slope, share=False)

    def at(self, value: Fraction) -> Fraction:
        """The score of a figure."""
        return self.constant + self.slope * value


@frozen(kw_only=True)
class Given(Clause):
    """A condition before a step: ``低于90%的，每低…``.

    ``demand`` says that it may as well be what is asked for: ``不少于12期，每少…``.
    """

    subject: str
    range: Range | None
    side: Side | None = None
    demand: bool = False


@frozen(kw_only=True)
class Step(Clause):
    """``每超过1个百分点扣0.5分``; ``deduct`` below zero for a bonus.

    ``base`` is the value from which it counts, ``target`` says that it is the target;
    ``late`` that time is counted, ``spent`` that money is overspent, ``share`` that
    ``deduct`` is a share of the points, ``off`` the mark from which it is said to come off;
    ``earned`` that points are got from nought, ``grown`` that it counts growth.
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
    started: bool = False
    share: bool = False
    off: Fraction | None = None
    earned: bool = False
    grown: bool = False


@frozen(kw_only=True)
class Level(Clause):
    """``每下降一类扣1分`` (``deduct``) or ``达到Ⅱ类，得10分`` (``score`` and ``level``).

    ``label`` is the level with its 以上 and its like; ``bounded`` says that it is none from which
    to step down (劣Ⅴ类, Ⅳ类及以下).
    """

    word: str
    level: str = ""
    label: str = ""
    bounded: bool = False
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
    size: Fraction = Fraction(1)
    adding: bool = False
    lacking: bool = False
    earned: bool = False
    share: bool = False
    off: Fraction | None = None


@frozen(kw_only=True)
class Entry(Clause):
    """An entry of a list without a score of its own."""

    label: str


@frozen(kw_only=True)
class Tail(Clause):
    """A rule about the whole: ``扣完为止``, ``最多扣3分``, ``不足一个百分点的不扣``."""

    kind: Literal[
        "floor", "max-deduction", "least", "most", "bonus-cap",
        "whole", "started", "prorated", "capped", "reason", "interpolated", "and-so-on",
        "from-mark", "in-all",
    ]  # fmt: skip
    value: Fraction | None = None
    size: Amount | None = None


@frozen(kw_only=True)
class Ratio(Clause):
    """Pro rata: ``得分=完成值/指标值×分值``, ``按完成比例得分``, ``执行率×10分``.

    ``at`` is the rate that earns full marks (``执行率/95%×10分``); ``bare`` says that the words
    (``按比例得分``) do not tell the share of what.
    """

    kind: Literal["completion", "ratio", "linear", "rate"]
    at: Fraction = Fraction(1)
    factor: Fraction | None = None
    subject: str = ""
    bare: bool = False


@frozen(kw_only=True)
class Over(Clause):
    """What passing the target by far means: ``超过目标值30%以上的，扣2分``.

    ``usual`` says that 以上 leaves open whether the value itself is meant.
    """

    above: Fraction
    then: Literal["zero", "full", "deduct-once"]
    deduct: Fraction
    usual: bool


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
    """``由评价组综合评定``; ``high`` is the upper end of a stated range from nought."""

    high: Fraction | None = None


AnyClause = (
    Standard | Mark | Award | State | Loss | Gain | Excused | Held | Goal | Slope | Dated
    | Equation | Given | Step
    | Level | Place | Case | Entry | Tail | Ratio | Over | Graded | Assessed
)  # fmt: skip
