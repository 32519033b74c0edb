"""``missing-reason``: points were lost and nobody says why."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import text
from zhibiao.messages import Text, say
from zhibiao.model.form import EMPTY
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”{points} 分只得 {claimed} 分，没有写扣分原因",
    en='"{label}" earns {claimed} of {points} points, and no reason for the loss is given',
)


@form_check("missing-reason", Severity.ERROR)
def missing_reason(audit: Audit) -> Iterator[Observation]:
    """Points were lost and no deviation reason is given.

    What it finds:
        A row with fewer points claimed than it is worth whose column 扣分原因 or
        偏差原因分析及改进措施 is empty or holds only a placeholder such as "/" or "无". It is a
        warning where the form prints no such column: the reason may then stand elsewhere.

    Why it matters:
        The form exists to explain deviations; without a reason nobody can act on it.

    Example:
        6 of 7 points beside an empty cell.

    What to do:
        Write what was not achieved, why, and what is done about it.

    Source:
        The form's own column for it.
    """
    printed = any(row.reason != EMPTY for row in audit.form.rows)
    for index, row in enumerate(audit.form.rows):
        claimed, points = row.claimed.number, audit.points_of(index)
        if claimed is None or points is None or claimed >= points or not row.reason.is_empty:
            continue
        shown = say(FOUND, label=audit.name_of(row), points=text(points), claimed=text(claimed))
        where = row.claimed.place(row.label)
        yield Observation(
            shown,
            where,
            claimed=text(claimed),
            expected=text(points),
            severity=None if printed else Severity.WARNING,
        )
