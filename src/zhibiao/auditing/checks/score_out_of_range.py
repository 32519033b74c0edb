"""``score-out-of-range``: a score below 0 or above its points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import text
from zhibiao.messages import Text, say
from zhibiao.model.form import Cell
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import EXECUTION_RATE, TOTAL

ABOVE = Text(
    zh="“{label}”得分 {claimed}，超过分值 {points}",
    en='the score {claimed} of "{label}" is above its {points} points',
)
BELOW = Text(
    zh="“{label}”得分 {claimed}，是负数",
    en='the score {claimed} of "{label}" is below zero',
)


@form_check("score-out-of-range", Severity.ERROR)
def score_out_of_range(audit: Audit) -> Iterator[Observation]:
    """A claimed score lies below 0 or above the points of its item.

    What it finds:
        Rows, the funds table and the total, each against its own points (those of the rule
        set where the row is known there).

    Why it matters:
        Such a score cannot arise under any standard; usually two columns were exchanged.

    Example:
        12 of 10 points.

    What to do:
        Correct the score, or the points if those are wrong.

    Source:
        The meaning of 分值.
    """
    for index, row in enumerate(audit.form.rows):
        yield from _check(audit.name_of(row), row.claimed, audit.points_of(index))
    funds, total = audit.form.funds, audit.form.total
    yield from _check(EXECUTION_RATE, funds.claimed, funds.points.number)
    full = audit.card.total.points if audit.card is not None else total.points.number
    yield from _check(TOTAL, total.claimed, full)


def _check(label: str, cell: Cell, points: Fraction | None) -> Iterator[Observation]:
    claimed = cell.number
    if claimed is None:
        return
    where = cell.place(label)
    if claimed < 0:
        shown = say(BELOW, label=label, claimed=text(claimed))
        yield Observation(shown, where, claimed=text(claimed), expected="0")
    elif points is not None and claimed > points:
        shown = say(ABOVE, label=label, claimed=text(claimed), points=text(points))
        yield Observation(shown, where, claimed=text(claimed), expected=text(points))
