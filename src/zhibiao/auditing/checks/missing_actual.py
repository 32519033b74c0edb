"""``missing-actual``: a row that says nothing of what was reached."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import brings_its_own, filled_rows, is_used
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow
from zhibiao.model.problem import Severity
from zhibiao.model.scorecard import Status

FOUND = Text(zh="“{label}”没有填实际完成值", en='"{label}" has no actual')
CLAIMED = Text(
    zh="“{label}”没有填实际完成值，却得了 {claimed} 分",
    en='"{label}" has no actual, and claims {claimed} all the same',
)


@form_check("missing-actual", Severity.ERROR)
def missing_actual(audit: Audit) -> Iterator[Observation]:
    """An indicator has no actual.

    What it finds:
        A row with an empty 实际完成值, or a placeholder there, of whose result nothing stands
        anywhere else in the form either. A form in which most rows have none prints no such
        column, and is not reported; nor are rows that do not apply, and several rows over one
        merged score.

    Why it matters:
        A score without a result rests on nothing.

    Example:
        成本控制, 成本控制内 for a target, an empty cell, 20 of 20 points.

    What to do:
        Write what was reached, in the unit of the target.

    Source:
        The form's own column for it.
    """
    rows = list(filled_rows(audit))
    if not is_used(row.actual for _, row in rows):
        return
    for index, row in rows:
        if row.actual.is_empty and not _answers(row) and not _elsewhere(audit, index, row):
            claimed = row.claimed.raw.strip()
            template = FOUND if row.claimed.is_empty else CLAIMED
            shown = say(template, label=audit.name_of(row), claimed=claimed)
            yield Observation(shown, row.place_of(row.actual))


def _elsewhere(audit: Audit, index: int, row: FormRow) -> bool:
    """Whether the standard takes the result from somewhere else than the row's own cell."""
    if brings_its_own(audit, index):
        return False
    return row.target.is_empty or audit.score_of_row[index].status is Status.COMPUTED


def _answers(row: FormRow) -> bool:
    return row.state is not None or bool(row.holds) or not row.count.is_empty
