"""``missing-points``: a row that is scored and worth nothing."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow, word
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”得了 {claimed} 分，没有填分值",
    en='"{label}" claims {claimed} and has no points',
)


@form_check("missing-points", Severity.ERROR)
def missing_points(audit: Audit) -> Iterator[Observation]:
    """A row is scored and its points are missing.

    What it finds:
        A row with a score beside an empty 分值 (or 权重), where other rows of the form have
        theirs. The funds table counts like a row.

    Why it matters:
        A score means nothing without the points that it is out of, and the points no longer
        add up.

    Example:
        A row that claims 8 points beside an empty cell.

    What to do:
        Take the points from the standard.

    Source:
        The form's own column for it.
    """
    rows = [row for row in audit.form.rows if _is_row(row)]
    if all(row.points.is_empty for row in rows):
        return
    for row in rows:
        if row.points.is_empty and row.claimed.number is not None:
            shown = say(FOUND, label=audit.name_of(row), claimed=row.claimed.raw.strip())
            yield Observation(shown, row.place_of(row.points))


def _is_row(row: FormRow) -> bool:
    return row.applicable is not False and bool(word(row.label))
