"""Names of measures where several rules stand together: the second ``x`` is ``x_2``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define, evolve, field, fields

from zhibiao.criteria.building.parts import Built
from zhibiao.criteria.phrases import phrase
from zhibiao.model.clauses import Formula, MeasureId, UnaryTest
from zhibiao.model.measure import Measure
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.bands import Band
from zhibiao.model.schemes.checklist import ChecklistItem
from zhibiao.model.schemes.occurrences import Occurrence
from zhibiao.model.table import Table

_IDS = frozenset(("measure", "actual", "target", "count"))
_ITEM = phrase(r"item_\d+")
_NAME = phrase(r"[A-Za-z_]\w*")
_C = TypeVar("_C", bound=UnaryTest | Formula)


@define
class Naming:
    """The names that are in use."""

    used: dict[str, int] = field(factory=dict)
    items: int = 0

    def question(self) -> MeasureId:
        """The next question's name."""
        self.items += 1
        return MeasureId(f"item_{self.items}")

    def taken(self, built: Built) -> dict[str, Measure]:
        """The measures of a rule whose names stay."""
        self.items += sum(1 for name in built.measures if _ITEM.fullmatch(name))
        return dict(built.measures)

    def renamed(self, built: Built) -> Built:
        """A rule under names that no rule before it has."""
        names: dict[str, str] = {}
        for name in built.measures:
            if _ITEM.fullmatch(name):
                names[name] = self.question()
                continue
            self.used[name] = self.used.get(name, 0) + 1
            names[name] = name if self.used[name] == 1 else f"{name}_{self.used[name]}"
        measures = {}
        for name, one in built.measures.items():
            formula = None if one.formula is None else _told(one.formula, names)
            measures[names[name]] = evolve(one, formula=formula)
        return evolve(built, scheme=scheme_renamed(built.scheme, names), measures=Table(measures))


def scheme_renamed(scheme: Scheme, names: Mapping[str, str]) -> Scheme:
    """A scheme on other measures."""
    changes: dict[str, Any] = {}
    for one in fields(type(scheme)):
        value = getattr(scheme, one.name)
        if one.name in _IDS and isinstance(value, str):
            changes[one.name] = names.get(value, value)
        elif isinstance(value, (UnaryTest, Formula)):
            changes[one.name] = _told(value, names)
        elif isinstance(value, tuple):
            changes[one.name] = tuple(_inner(inner, names) for inner in value)
    return evolve(scheme, **changes)


def _inner(part: Any, names: Mapping[str, str]) -> Any:
    """A part of a scheme: another scheme, or an entry of a list."""
    if isinstance(part, Scheme):
        return scheme_renamed(part, names)
    if isinstance(part, (ChecklistItem, Occurrence)) and part.measure:
        return evolve(part, measure=MeasureId(names.get(part.measure, part.measure)))
    return evolve(part, when=_told(part.when, names)) if isinstance(part, Band) else part


def _told(clause: _C, names: Mapping[str, str]) -> _C:
    written = _NAME.sub(lambda found: names.get(found[0], found[0]), clause.text)
    return evolve(clause, text=written)
