"""The rows of a form for a rule set: all that is printed before anybody fills it in.

Rows that a form brings itself come in a few fixed shapes, so that the rule set with them in it is
made once and not for every form.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from attrs import evolve, frozen

from zhibiao.exact import text
from zhibiao.model.around import OpenRows
from zhibiao.model.form import Cell, Form, FormRow, read_cell
from zhibiao.model.place import Where
from zhibiao.model.ruleset import EXECUTION, RuleSet, Scored
from zhibiao.model.table import Table
from zhibiao.scoring.matching import match
from zhibiao.scoring.open_rows import DEFAULT, expand

ROWS, FIGURES, FUNDS = 1, 2, 3
"""The tables of a form, as its cells name them."""

_SHAPES: tuple[tuple[str, ...], ...] = (("≥100个",), ("≥95%", "≤40万元"), ("进一步改善", "≥12次"))
"""Targets of a form's own rows: more is better, a rate and a limit, words and a figure."""

SHAPES = len(_SHAPES)


@frozen(cache_hash=True)
class Layout:
    """An empty form.

    Attributes:
        rules: the rule set with the form's own rows in it.
        form: the form, without figures and claims.
        rows: which row each score has.
        words: a word for each measure that no other one has.
    """

    rules: RuleSet
    form: Form
    rows: Table[str, int]
    words: Table[str, str]


@lru_cache(maxsize=64)
def layout(rules: RuleSet, shape: int = 0) -> Layout:
    """One of the empty forms of a rule set; without open rows they are all the same."""
    own = [
        row
        for name, opening in rules.open.items()
        if name != DEFAULT
        for row in _own_rows(rules, opening, shape)
    ]
    split = {row.group for row in own if not row.tier}
    rows = [_row(item, rules) for item in rules.items if item.path != (EXECUTION,)]
    rows = [row for row in rows if row.label not in split]
    form = Form(
        title=rules.ruleset.title,
        scope=rules.ruleset.scope,
        fiscal_year=rules.ruleset.fiscal_year,
        ruleset=rules.id,
        rows=tuple(_placed(row, number) for number, row in enumerate([*rows, *own], 1)),
    )
    expanded = expand(rules, form)
    matches = match(form, expanded.rules, expanded.rows)
    words: dict[str, str] = {}
    for word, name in matches.measures.items():
        words.setdefault(name, word)
    return Layout(expanded.rules, form, matches.rows, Table(words))


def _row(item: Scored, rules: RuleSet) -> FormRow:
    return FormRow(
        labels=tuple(words[0] for words in item.words),
        tier=rules.tiers[item.tier].label if item.tier else "",
        group=rules.groups[item.group].label if item.group else "",
        criterion=item.criterion,
        points=read_cell(text(item.points)),
    )


def _own_rows(rules: RuleSet, opening: OpenRows, shape: int) -> Iterator[FormRow]:
    """Rows under a tier, or in the place of the fixed row that a unit splits."""
    within = rules.indicators.get(opening.within.removeprefix("indicators."))
    if within is not None:
        if shape == 0:  # nobody has to split it
            return
        tier, group, whole = "", within.label, within.points
    elif opening.tier in rules.tiers:
        known = rules.tiers[opening.tier]
        fixed = (item.points for item in rules.items if item.tier == opening.tier)
        tier, group, whole = known.label, "", opening.points or known.points - sum(fixed)
    else:
        return
    targets = _SHAPES[shape]
    first = Fraction(int((whole or 0) * 2 / len(targets))) / 2
    worth = [first] * (len(targets) - 1)
    for number, target in enumerate(targets):
        points = worth[number] if number < len(worth) else (whole or Fraction(0)) - sum(worth)
        aspects = opening.aspects
        yield FormRow(
            labels=(f"{tier or group}自设指标{number + 1}",),
            tier=tier,
            group=group or (aspects[number % len(aspects)] if aspects else ""),
            target=read_cell(target),
            points=read_cell(text(points)) if points > 0 else read_cell("5"),
        )


def _placed(row: FormRow, number: int) -> FormRow:
    """A row whose cells know where they stand."""

    def at(cell: Cell, column: int) -> Cell:
        return evolve(cell, at=Where(table=ROWS, row=number, cell=column))

    return evolve(row, target=at(row.target, 4), points=at(row.points, 6))
