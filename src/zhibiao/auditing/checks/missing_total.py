"""``missing-total``: a form whose rows are scored and that states no total."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import ZERO, text
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import TOTAL

FOUND = Text(
    zh="没有填总分；已填的各项得分相加为 {sum}",
    en="no total is stated; the scores that are add up to {sum}",
)


@form_check("missing-total", Severity.ERROR)
def missing_total(audit: Audit) -> Iterator[Observation]:
    """The form states no total although its rows are scored.

    What it finds:
        A form with two scores or more and an empty line 总分, or none at all.

    Why it matters:
        The total decides the rating, and is what the unit answers for.

    Example:
        Twelve scored rows and no 总分 below them.

    What to do:
        Add the scores up and write the total.

    Source:
        The form's own line for it.
    """
    form = audit.form
    cells = [*(row.claimed for row in form.rows), form.funds.claimed]
    scores = [cell.number for cell in cells if cell.number is not None]
    if len(scores) > 1 and form.total.claimed.is_empty:
        total = text(sum(scores, ZERO))
        yield Observation(say(FOUND, sum=total), form.total.claimed.place(TOTAL), expected=total)
