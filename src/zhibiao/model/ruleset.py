"""A rule set: one edition of one scoring standard, as its TOML file says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from zhibiao.exact import Rounding
from zhibiao.model.around import Adjustment, Execution, NotApplicable, OpenRows
from zhibiao.model.clauses import Assumed, IndicatorId, UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.place import Change, Path, Place
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.execution import ExecutionRate
from zhibiao.model.table import Table

SCOPES = ("department", "project", "policy")

MOST_PLACES = 10
"""So many decimal places a score or rate is rounded to at most; spreadsheets keep 15 digits."""
LAST_YEAR = 9999


@frozen
class RoundingRule:
    """Where and how scores are rounded."""

    places: int = 2
    mode: Rounding = "half-up"
    at: Literal["indicator", "total", "never"] = "indicator"
    assumed: Assumed = field(factory=Table)


@frozen
class Source:
    """A legal source: title, document number (文号), date and article."""

    title: str
    document_no: str = ""
    issued: date | None = None
    article: str = ""
    url: str = ""
    assumed: Assumed = field(factory=Table)


@frozen
class Heading:
    """The ``[ruleset]`` table: what this standard is and whom it binds."""

    title: str
    jurisdiction: str
    scope: Literal["department", "project", "policy"]
    fiscal_year: int
    points: Fraction
    extends: str = ""
    summary: str = ""
    rounding: RoundingRule = field(factory=RoundingRule)
    ratings: Table[str, UnaryTest] = field(factory=Table)
    sources: tuple[Source, ...] = ()
    assumed: Assumed = field(factory=Table)


@frozen
class Tier:
    """A level-1 indicator (一级指标)."""

    label: str
    points: Fraction
    aliases: tuple[str, ...] = ()
    assumed: Assumed = field(factory=Table)


@frozen
class Group:
    """A level-2 indicator (二级指标)."""

    tier: str
    label: str
    points: Fraction
    aliases: tuple[str, ...] = ()
    assumed: Assumed = field(factory=Table)


@frozen
class Indicator:
    """A level-3 indicator (三级指标), the level that is scored.

    A member of a shared score has neither points nor a scheme of its own.
    """

    group: str
    label: str
    points: Fraction | None = None
    scheme: Scheme | None = None
    criterion: str = ""
    aliases: tuple[str, ...] = ()
    not_applicable: NotApplicable | None = None
    assumed: Assumed = field(factory=Table)

    @property
    def words(self) -> tuple[str, ...]:
        """All words by which forms may call it."""
        return (self.label, *self.aliases)


@frozen
class Shared:
    """One score over several rows: a merged cell in the table."""

    members: tuple[IndicatorId, ...]
    points: Fraction
    scheme: Scheme
    group: str = ""
    label: str = ""
    criterion: str = ""
    assumed: Assumed = field(factory=Table)


@frozen(cache_hash=True)
class Scored:
    """What gets one score: an indicator, several rows that share one, the execution item.

    ``words`` are what forms may call each member.
    """

    # Its words tell it from nearly all others: a hash of the whole takes longer than it saves.

    id: str
    label: str
    tier: str
    group: str
    points: Fraction = field(hash=False)
    scheme: Scheme = field(hash=False)
    criterion: str
    members: tuple[str, ...]
    path: Path
    words: tuple[tuple[str, ...], ...] = ()


@frozen(cache_hash=True)
class RuleSet:
    """A whole rule set. ``places`` tells the file and line of every clause.

    ``changes`` are what it writes over the rule sets that it extends.
    """

    id: str
    ruleset: Heading
    # Id and heading tell it from nearly all others, as the hash needs; equality looks at all.
    measures: Table[str, Measure] = field(hash=False)
    tiers: Table[str, Tier]
    groups: Table[str, Group]
    indicators: Table[str, Indicator] = field(hash=False)
    shared: Table[str, Shared]
    execution: Execution | None = None
    open: Table[str, OpenRows] = field(factory=Table)
    adjustments: Table[str, Adjustment] = field(factory=Table)
    not_applicable: NotApplicable | None = None
    places: Mapping[Path, Place] = field(factory=Table, eq=False, repr=False)
    changes: Mapping[Path, Change] = field(factory=Table, eq=False, repr=False)

    def place(self, *path: str | int) -> Place:
        """Where a clause was written; of what has no place, the nearest table around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found is not None:
                return found
        return Place(self.id, 1)

    @property
    def items(self) -> tuple[Scored, ...]:
        """All that is scored, in the order of the form."""
        return _items_of(self)

    def scored(self) -> list[Scored]:
        """All that is scored, made anew; ``items`` keeps it."""
        found: list[Scored] = []
        if self.execution is not None:
            found.append(_execution_item(self.execution))
        done: set[str] = set()
        owners: dict[str, str] = {
            m: name for name, shared in self.shared.items() for m in shared.members
        }
        for name, indicator in self.indicators.items():
            owner = owners.get(name)
            if owner is not None and owner not in done:
                done.add(owner)
                found.append(self._shared_item(owner))
            elif owner is None and indicator.scheme is not None and indicator.points is not None:
                found.append(
                    Scored(
                        id=name,
                        label=indicator.label,
                        tier=self.tier_of(indicator.group),
                        group=indicator.group,
                        points=indicator.points,
                        scheme=indicator.scheme,
                        criterion=indicator.criterion,
                        members=(name,),
                        path=("indicators", name),
                        words=(indicator.words,),
                    )
                )
        return found

    def _shared_item(self, name: str) -> Scored:
        shared = self.shared[name]
        first = next(self.indicators[m] for m in shared.members if m in self.indicators)
        group = shared.group or first.group
        labels = "、".join(self.indicators[m].label for m in shared.members if m in self.indicators)
        return Scored(
            id=name,
            label=shared.label or labels,
            tier=self.tier_of(group),
            group=group,
            points=shared.points,
            scheme=shared.scheme,
            criterion=shared.criterion,
            members=tuple(shared.members),
            path=("shared", name),
            words=tuple(self.indicators[m].words for m in shared.members if m in self.indicators),
        )

    def policy_of(self, item: Scored) -> NotApplicable | None:
        """What happens when an item does not apply: its own policy, else the rule set's."""
        own = self.indicators[item.id].not_applicable if item.id in self.indicators else None
        return own or self.not_applicable

    def tier_of(self, group: str) -> str:
        """The tier that a group belongs to; empty for an unknown group."""
        found = self.groups.get(group)
        return found.tier if found is not None else ""


EXECUTION = "execution"


@lru_cache(maxsize=256)
def _items_of(rules: RuleSet) -> tuple[Scored, ...]:
    return tuple(rules.scored())


def _execution_item(execution: Execution) -> Scored:
    scheme = ExecutionRate(
        denominator=execution.denominator,
        rate_places=execution.rate_places,
        cap=execution.cap,
        assumed=execution.assumed,
    )
    return Scored(
        id=EXECUTION,
        label=execution.label,
        tier="",
        group="",
        points=execution.points,
        scheme=scheme,
        criterion=execution.criterion,
        members=(EXECUTION,),
        path=(EXECUTION,),
        words=((execution.label,),),
    )
