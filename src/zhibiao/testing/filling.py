"""Figures into the cells of a form, and claims beside them; nothing here draws.

What is written is exactly what is read again, so that a form states its figures and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from zhibiao.auditing.criterion import another_reading_gives
from zhibiao.exact import ZERO, text
from zhibiao.expr.domain import Numeric, contains
from zhibiao.model.form import (
    EMPTY,
    FUND_COLUMNS,
    Cell,
    Form,
    FormRow,
    FormTotal,
    Funds,
    FundsLine,
    Stated,
    read_cell,
)
from zhibiao.model.lowering.program import APPLICABLE, REASON, STATE
from zhibiao.model.measure import Measure, MeasureType
from zhibiao.model.place import Where
from zhibiao.model.ruleset import EXECUTION, Scored
from zhibiao.model.scorecard import Score, Scorecard, Status, highest, lowest
from zhibiao.model.table import Table
from zhibiao.testing.layouts import FIGURES, FUNDS, ROWS, Layout

Stateable = Mapping[str, Fraction | bool | str]
"""What a form can state, by the names of inputs: figures, answers, bounds such as ``"≥90%"``."""

TARGET, ACTUAL, CLAIMED, REASONED = 4, 5, 7, 8
"""The columns of the indicator table."""


def filled(empty: Layout, values: Stateable, *, in_rows: bool = True) -> Form:
    """An empty form with figures in it.

    Args:
        empty: the form.
        values: what it shall state. Scores of an assessor are nothing that a form states.
        in_rows: whether a figure that a row has a cell for stands there, or in a table of its own.
    """
    writer = _Writer(empty, values)
    rows = list(empty.form.rows)
    for item in empty.rules.items:
        index = empty.rows.get(item.id)
        if index is not None:
            rows[index] = writer.row(item, rows[index], index + 1, in_rows=in_rows)
    funds = writer.funds()
    return evolve(empty.form, rows=tuple(rows), funds=funds, stated=tuple(writer.rest()))


class _Writer:
    """Writes each figure once: into a row, the funds table, or the table of figures."""

    def __init__(self, empty: Layout, values: Stateable) -> None:
        self.empty = empty
        self.values = values
        self.done: set[str] = set()

    def row(self, item: Scored, row: FormRow, number: int, *, in_rows: bool) -> FormRow:
        """A row with what it states."""
        speaks = item.scheme.speaks()
        target = self._target(speaks.get("target"), row, number, in_rows=in_rows)
        actual, name = row.actual, speaks.get("actual")
        if name is not None and (_is_own(row) or (in_rows and name not in self.done)):
            actual = self._cell(name, Where(table=ROWS, row=number, cell=ACTUAL))
        is_reasoned = self.values.get(REASON + item.id) is True
        at = Where(table=ROWS, row=number, cell=REASONED)
        return evolve(
            row,
            target=target,
            actual=actual,
            reason=read_cell("受客观条件限制", at) if is_reasoned else EMPTY,
            state=self._state(item, speaks.get("state", STATE + item.id)),
            holds=self._answers(item),
            applicable=False if self.values.get(APPLICABLE + item.id) is False else None,
        )

    def _target(self, name: str | None, row: FormRow, number: int, *, in_rows: bool) -> Cell:
        """Its sign is a direction; a bound of a target has to stand elsewhere."""
        at = Where(table=ROWS, row=number, cell=TARGET)
        if name is None:
            return row.target
        if _is_own(row):
            cell = self._cell(name, at)
            return evolve(cell, relation=row.target.relation, raw=_signed(row, cell))
        bounded = isinstance(self.values.get(name), str)
        return self._cell(name, at) if in_rows and not bounded and name not in self.done else EMPTY

    def _cell(self, name: str, at: Where) -> Cell:
        value = self.values.get(name)
        if value is None:
            return evolve(EMPTY, at=at)
        self.done.add(name)
        return written(self.empty.rules.measures[name], value, at)

    def _state(self, item: Scored, name: str) -> str | int | None:
        value = self.values.get(name)
        states = item.scheme.state_words()
        if not states or not isinstance(value, Fraction):
            return None
        self.done.add(name)
        return int(value)

    def _answers(self, item: Scored) -> Table[str, bool]:
        found: dict[str, bool] = {}
        for number, (_, name) in enumerate(item.scheme.answers(), 1):
            value = self.values.get(name)
            if isinstance(value, bool) and name not in self.done:
                self.done.add(name)
                found[str(number)] = value
        return Table(found)

    def funds(self) -> Funds:
        """The line of all funds, where the rule set asks for its cells."""
        known = [name for name in FUND_COLUMNS if name in self.empty.rules.measures]
        execution = self.empty.rules.execution
        cells = {
            name: self._cell(name, Where(table=FUNDS, row=1, cell=column))
            for column, name in enumerate(known, 1)
            if name not in self.done and name in self.values
        }
        return Funds(
            points=EMPTY if execution is None else read_cell(text(execution.points)),
            lines=(FundsLine("total", Table(cells)),) if cells else (),
        )

    def rest(self) -> Iterable[Stated]:
        """All other figures, one under the other."""
        measures = self.empty.rules.measures
        left = [n for n in self.values if n in measures and n not in self.done]
        for number, name in enumerate(left, 1):
            label = self.empty.words[name]
            cell = self._cell(name, Where(table=FIGURES, row=number, cell=2))
            yield Stated(label, cell)


def written(measure: Measure, value: Fraction | bool | str, at: Where) -> Cell:
    """A figure as a cell says it, in the unit of its measure."""
    if isinstance(value, bool):
        return read_cell("是" if value else "否", at)
    if isinstance(value, str):
        return read_cell(value, at, measure.unit)
    if measure.levels and measure.type in (MeasureType.LEVEL, MeasureType.STATE):
        return read_cell(measure.levels[int(value) - 1].label, at)
    if measure.unit == "%":
        return read_cell(f"{text(value * 100)}%", at)
    return read_cell(text(value), at, measure.unit)


def _is_own(row: FormRow) -> bool:
    """Whether a form brought the row itself: of others no target is printed."""
    return row.target.quantity is not None


def _signed(row: FormRow, cell: Cell) -> str:
    sign = {"=": "", "<=": "≤", ">=": "≥", "<": "＜", ">": "＞"}[row.target.relation]
    return f"{sign}{cell.raw}"


def rightly_claimed(form: Form, card: Scorecard) -> Form:
    """The form with the exact score claimed of every row; where it is open, the most it can be."""
    return claiming(form, card, {score.id: _right(score) for score in card.scores})


def claiming(form: Form, card: Scorecard, claims: Mapping[str, Fraction | None]) -> Form:
    """The form with these claims, and their sum where all that is scored has one."""
    rows, funds = list(form.rows), form.funds
    for score in card.scores:
        claim = claims.get(score.id)
        if claim is None:
            continue
        if score.row is not None:
            at = Where(table=ROWS, row=score.row + 1, cell=CLAIMED)
            rows[score.row] = evolve(rows[score.row], claimed=read_cell(text(claim), at))
        elif score.item.path == (EXECUTION,):
            funds = evolve(
                funds, claimed=read_cell(text(claim), Where(table=FUNDS, row=1, cell=CLAIMED))
            )
    all_of_them = [claims.get(score.id) for score in card.scores]
    known = [claim for claim in all_of_them if claim is not None]
    total = FormTotal(read_cell(text(card.total.points)), EMPTY)
    if len(known) == len(all_of_them):
        total = evolve(total, claimed=read_cell(text(sum(known, ZERO))))
    return evolve(form, rows=tuple(rows), funds=funds, total=total)


def wrong_claims(card: Scorecard, score: Score) -> tuple[Fraction, ...]:
    """Claims from zero to the points that a score cannot be, the nearest ones among them.

    What another reading of the criterion gives is not wrong: nobody has settled which one holds.
    """
    if score.status is Status.NOT_APPLICABLE:
        return ()
    near = (Fraction(1, 100), Fraction(1, 2), Fraction(1))
    ends = (lowest(score.value), highest(score.value))
    beside = (end + sign * by for end in ends for by in near for sign in (1, -1))
    places = dict.fromkeys((ZERO, score.item.points, *beside))
    return tuple(
        claim
        for claim in places
        if 0 <= claim <= score.item.points
        and not contains(score.value, claim)
        and not another_reading_gives(card, score, claim)
    )


def _right(score: Score) -> Fraction | None:
    value: Numeric = score.value
    if score.status is Status.NOT_APPLICABLE:
        return None
    for end in (highest(value), lowest(value)):
        if contains(value, end):
            return end
    return None
