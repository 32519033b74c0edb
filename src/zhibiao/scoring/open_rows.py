"""Rows that a form brings itself become indicators of a rule set made for that one form.

Each gets two measures (target and actual) and the quantitative or qualitative scheme of its
tier; everything else then works as for fixed rows. A criterion that the form prints beside the row
goes before the pro-rata scheme of the tier.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from typing import cast

from attrs import evolve, fields, frozen

from zhibiao.exact import ZERO
from zhibiao.messages import Message, say
from zhibiao.messages import scoring as texts
from zhibiao.model.around import OpenRows
from zhibiao.model.clauses import MeasureId
from zhibiao.model.form import Form, FormRow, word
from zhibiao.model.lowering.sums import OPEN_GROUP
from zhibiao.model.measure import Measure
from zhibiao.model.place import Path, Place
from zhibiao.model.ruleset import Group, Indicator, RuleSet, Scored
from zhibiao.model.scheme import Scheme
from zhibiao.model.schemes.completion import Completion, CompletionByTarget
from zhibiao.model.table import Table
from zhibiao.scoring.deadlines import DATE_UNITS, is_date, is_duration
from zhibiao.scoring.matching import matched_indexes

DEFAULT = "default"


@frozen
class Expanded:
    """The rule set with the form's own rows, and which row each of them is."""

    rules: RuleSet
    rows: Table[str, int]
    remarks: tuple[Message, ...] = ()


def expand(rules: RuleSet, form: Form) -> Expanded:
    """A rule set with the rows of one form in its open tiers."""
    if not rules.open:
        return Expanded(rules, Table())
    fixed = matched_indexes(form, rules)
    found: dict[str, int] = {}
    remarks: list[Message] = []
    for name, opening in rules.open.items():
        if name == DEFAULT:
            continue
        chosen = [i for i in _rows_of(form, opening, rules) if i not in fixed]
        usable = [i for i in chosen if form.rows[i].points.number]
        for index in chosen:
            row = form.rows[index]
            if index not in usable and not row.claimed.is_empty:
                remarks.append(say(texts.OPEN_WITHOUT_POINTS, label=row.label))
        rules = _with_rows(rules, name, opening, form, usable)
        found.update({_id(index): index for index in usable})
        fixed |= set(usable)
    return Expanded(rules, Table(found), tuple(remarks))


def _rows_of(form: Form, opening: OpenRows, rules: RuleSet) -> Iterator[int]:
    """The rows under a tier's heading, or under the fixed row that the unit splits."""
    headings: set[str] = set()
    if opening.tier in rules.tiers:
        tier = rules.tiers[opening.tier]
        headings = {word(one) for one in (tier.label, *tier.aliases)}
    fixed = rules.indicators.get(opening.within.removeprefix("indicators."))
    inside = {word(one) for one in fixed.words} if fixed is not None else set()
    for index, row in enumerate(form.rows):
        if word(row.tier) in headings or (inside and word(row.group) in inside):
            yield index


def _with_rows(
    rules: RuleSet, name: str, opening: OpenRows, form: Form, indexes: list[int]
) -> RuleSet:
    if not indexes:
        return rules
    from zhibiao.scoring.own_criteria import (  # noqa: PLC0415  # many modules, for forms alone
        own_criterion,
        says_otherwise,
    )

    measures, indicators = dict(rules.measures), dict(rules.indicators)
    places: dict[Path, Place] = {}
    group = open_group(name)
    tier, label = opening.tier, name
    within = opening.within.removeprefix("indicators.")
    if within in indicators:
        replaced = indicators.pop(within)
        tier, label = rules.tier_of(replaced.group), replaced.label
    points = ZERO
    for index in indexes:
        row = form.rows[index]
        scheme = _scheme(row, opening, rules.open.get(DEFAULT))
        places.update(_places(rules, name, index, _kind(row)))
        own = own_criterion(row, f"{_id(index)}_actual")
        if own is not None:
            measures[f"{_id(index)}_actual"], scheme = own.measure, own.scheme
            del places[_clause(index)]  # it stands in the form
        elif isinstance(scheme, Completion) and says_otherwise(row):
            scheme = None  # its figures are not all in the row
        if isinstance(scheme, Completion):
            unit = _unit(row)
            measures[f"{_id(index)}_actual"] = Measure(f"{row.label}（完成值）", unit)
            measures[f"{_id(index)}_target"] = Measure(f"{row.label}（指标值）", unit)
            scheme = _named(scheme, index)
        worth = row.points.number or ZERO
        points += worth
        indicators[_id(index)] = Indicator(
            group=group,
            label=row.label,
            points=worth,
            scheme=scheme,
            criterion=row.criterion,
        )
    groups = {**rules.groups, group: Group(tier, label, points)}
    return evolve(
        rules,
        measures=Table(measures),
        indicators=Table(indicators),
        groups=Table(groups),
        # All places are thousands, and few are ever asked for: they are not copied for a form.
        places=ChainMap(places, cast("dict[Path, Place]", rules.places)),
    )


def _places(rules: RuleSet, name: str, index: int, kind: str) -> Iterator[tuple[Path, Place]]:
    """Where the rule of a form's own row stands: its open entry, and the scheme of its kind."""
    own = getattr(rules.open[name], kind)
    yield ("indicators", _id(index)), rules.place("open", name)
    yield _clause(index), rules.place("open", name if own is not None else DEFAULT, kind)


def _clause(index: int) -> Path:
    return ("indicators", _id(index), "scheme")


def _scheme(row: FormRow, opening: OpenRows, default: OpenRows | None) -> Scheme | None:
    if row.further:
        return None  # several results under one score: how they share it is not written
    kind = _kind(row)
    scheme: Scheme | None = getattr(opening, kind) or getattr(default, kind)
    if isinstance(scheme, Completion) and scheme.direction == "target":
        return _directed(scheme, row, opening)
    return scheme


def _kind(row: FormRow) -> str:
    """Whether a figure is the target, or a date or words."""
    quantity = row.target.quantity
    dated = quantity is not None and quantity.unit in DATE_UNITS and not is_duration(row.target)
    is_figure = quantity is not None and not dated and not is_date(row.target)
    return "quantitative" if is_figure else "qualitative"


def _directed(scheme: Completion, row: FormRow, opening: OpenRows) -> Completion:
    """The row's own sign; without one, less is better in the aspects named so, and at zero."""
    if row.target.relation in ("<", "<="):
        return evolve(scheme, direction="lower")
    if row.target.relation in (">", ">="):
        return evolve(scheme, direction="higher")
    if word(row.group) in {word(aspect) for aspect in opening.lower_aspects}:
        return evolve(scheme, direction="lower")
    stated = {one.name: getattr(scheme, one.name) for one in fields(type(scheme))}
    direction = "lower" if row.target.number == 0 else "higher"
    return CompletionByTarget(**{**stated, "direction": direction})


def _named(scheme: Completion, index: int) -> Completion:
    return evolve(
        scheme,
        actual=MeasureId(f"{_id(index)}_actual"),
        target=MeasureId(f"{_id(index)}_target"),
    )


def _unit(row: FormRow) -> str:
    """The unit of a row: the target's, or where it has none the actual's."""
    quantities = (row.target.quantity, row.actual.quantity)
    for quantity in quantities:
        if quantity is not None and quantity.unit not in ("", "%"):
            return quantity.unit
    return row.target.quantity.unit if row.target.quantity else ""


def open_group(name: str) -> str:
    """The id of the group that an open entry's rows form."""
    return OPEN_GROUP + name


def is_own(scored: Scored) -> bool:
    """Whether a form brought this indicator itself."""
    return scored.group.startswith(OPEN_GROUP) and scored.id.startswith(OPEN_GROUP)


def _id(index: int) -> str:
    return f"{OPEN_GROUP}{index + 1}"
