"""A scorecard: what the rules allow on the evidence at hand, beside what the form claims."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction
from importlib import import_module

from attrs import Factory, field, frozen

from zhibiao.errors import NotFoundError
from zhibiao.exact import public
from zhibiao.expr.domain import Numeric, ends, members
from zhibiao.expr.nodes import Expr
from zhibiao.messages import Message, Text, say
from zhibiao.model.place import Place, Where
from zhibiao.model.ruleset import RuleSet, Scored
from zhibiao.model.table import Table

NO_INDICATOR = Text(
    zh="没有名为“{name}”的指标；已有：{known}",
    en='there is no indicator "{name}"; known: {known}',
)
Exact = Decimal | Fraction


class Status(Enum):
    """What is known of a score."""

    COMPUTED = "computed"
    JUDGED = "judged"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class Claim(Enum):
    """How the claimed score stands to the possible ones."""

    WITHIN = "within"
    OUTSIDE = "outside"
    NONE = "none"


@frozen
class Reading:
    """One value of a figure or answer, with every place that states it.

    ``printed`` is what each of the places states by itself: the value, or the value rounded.
    """

    value: Numeric | bool
    places: tuple[Where, ...] = ()
    text: str = ""
    printed: tuple[Numeric | bool, ...] = field(
        default=Factory(lambda self: (self.value,) * len(self.places), takes_self=True)
    )

    @property
    def where(self) -> Where:
        """The first of its places."""
        return self.places[0] if self.places else Where()


@frozen
class Chain:
    """One coherent set of readings, and the score that follows from it."""

    readings: Table[str, Reading]
    value: Numeric


@frozen
class Score:
    """One score: an indicator, a shared score. ``value`` holds all that it can be.

    ``failures`` say why nothing exact comes of known figures (a zero denominator, a root that is
    not rational), and what a scheme that runs Python did wrong.
    """

    item: Scored
    value: Numeric
    status: Status
    claimed: Fraction | None
    claim: Claim
    chains: tuple[Chain, ...]
    open_inputs: tuple[str, ...]
    tree: Expr
    source: Place
    where: Where = field(factory=Where)
    row: int | None = None
    failures: tuple[Message, ...] = ()

    @property
    def id(self) -> str:
        """The id of what is scored."""
        return self.item.id

    @property
    def low(self) -> Exact:
        """The least that the rule allows on the evidence."""
        return public(lowest(self.value))

    @property
    def high(self) -> Exact:
        """The most that the rule allows on the evidence."""
        return public(highest(self.value))

    @property
    def possible(self) -> tuple[Exact, ...] | None:
        """All possible scores in order, where they are few."""
        few = members(self.value)
        return None if few is None else tuple(map(public, sorted(few)))


@frozen
class Sum:
    """A tier or the total: the pairs of its members added up."""

    id: str
    label: str
    points: Fraction
    least: Fraction
    most: Fraction
    claimed: Fraction | None = None

    @property
    def low(self) -> Exact:
        """The sum of what its members earn at least."""
        return public(self.least)

    @property
    def high(self) -> Exact:
        """The sum of what its members can earn."""
        return public(self.most)


@frozen
class Adjusted:
    """What an adjustment did after the sum: by how much it moved its sum, at least and at most."""

    id: str
    label: str
    kind: str
    of: str
    applies: bool | None
    change_low: Fraction
    change_high: Fraction
    source: Place


@frozen
class Scorecard:
    """The result of scoring one form by one rule set.

    ``evidence`` holds every reading of every input. ``remarks`` say what could not be used,
    and why. ``card["staff_control"]`` is one score;
    ``rating`` holds every rating that the total allows, from the lowest. ``meanings`` are the
    words for figures, each with the measure that it means on this form.
    """

    rules: RuleSet = field(repr=False)
    scores: tuple[Score, ...]
    tiers: tuple[Sum, ...]
    total: Sum
    rating: tuple[str, ...]
    unit: str = ""
    adjustments: tuple[Adjusted, ...] = ()
    evidence: Table[str, tuple[Reading, ...]] = field(factory=Table, repr=False)
    remarks: tuple[Message, ...] = ()
    meanings: Table[str, str] = field(factory=Table, repr=False)

    def _repr_html_(self) -> str | None:
        """How a notebook shows it; found by name, since reports stand above the model."""
        shown: str | None = import_module("zhibiao.reports.html.notebook").scorecard(self)
        return shown

    def __getitem__(self, name: str) -> Score:
        for score in self.scores:
            if score.id == name or name in score.item.members:
                return score
        known = tuple(score.id for score in self.scores)
        raise NotFoundError(say(NO_INDICATOR, name=name, known=known))

    def tier(self, name: str) -> Sum:
        """One tier by its id.

        Raises:
            NotFoundError: when there is none of that name.
        """
        for tier in self.tiers:
            if tier.id == name:
                return tier
        known = tuple(tier.id for tier in self.tiers)
        raise NotFoundError(say(NO_INDICATOR, name=name, known=known))


def lowest(value: Numeric) -> Fraction:
    """The lower end of a score, which is never infinite."""
    low = ends(value).low
    assert low is not None
    return low


def highest(value: Numeric) -> Fraction:
    """The upper end of a score, which is never infinite."""
    high = ends(value).high
    assert high is not None
    return high
