"""``missing-target``: a row that says nothing of what was to be reached."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import brings_its_own, filled_rows, is_used
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity

FOUND = Text(zh="“{label}”没有填年度指标值", en='"{label}" has no target')


@form_check("missing-target", Severity.ERROR)
def missing_target(audit: Audit) -> Iterator[Observation]:
    """An indicator has no target.

    What it finds:
        A row of the form's own with an empty 年度指标值, or a placeholder there. A form in
        which most rows have none prints no such column, and is not reported; nor are rows
        that the standard fixes together with what must be reached, rows that do not apply,
        and several rows over one merged score.

    Why it matters:
        Without a target nobody can tell whether an indicator was met.

    Example:
        提升环境质量促进经济发展, 10 points, an empty cell, 完成.

    What to do:
        Write what was to be reached, as a number with its unit wherever it can be one.

    Source:
        The form's own column for it.
    """
    rows = list(filled_rows(audit))
    if not is_used(row.target for _, row in rows):
        return
    for index, row in rows:
        if row.target.is_empty and brings_its_own(audit, index):
            yield Observation(say(FOUND, label=audit.name_of(row)), row.place_of(row.target))
