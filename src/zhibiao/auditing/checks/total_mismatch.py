"""``total-mismatch``: the declared total is not the sum of its items."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import ZERO, text
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import TOTAL

FOUND = Text(
    zh="总分填 {claimed}，各项得分相加为 {sum}，相差 {difference}",
    en="the total is declared as {claimed}, but the items add up to {sum} ({difference} off)",
)


@form_check("total-mismatch", Severity.ERROR)
def total_mismatch(audit: Audit) -> Iterator[Observation]:
    """The declared total differs from the sum of the item scores.

    What it finds:
        A form whose line 总分 states another number than the scores of its rows, and of its
        funds table where that earns points, add up to. Rows without a score leave the sum
        open, and nothing is said then. Nor is it where the standard scores the execution rate,
        the form shows no such item, and the difference could be its score.

    Why it matters:
        The total decides the rating. A wrong sum is the most frequent fault of real forms.

    Example:
        Rows that add up to 97 under a total of 98.

    What to do:
        Add the scores again. If a row was changed late, correct it or the total.

    Source:
        Arithmetic; no regulation is needed.
    """
    claimed = audit.form.total.claimed.number
    total = _sum_of_rows(audit)
    if claimed is None or total is None or not audit.differs(claimed, total):
        return
    if 0 < claimed - total <= audit.hidden_execution:
        return
    yield Observation(
        say(FOUND, claimed=text(claimed), sum=text(total), difference=text(abs(claimed - total))),
        audit.form.total.claimed.place(TOTAL),
        claimed=text(claimed),
        expected=text(total),
    )


def _sum_of_rows(audit: Audit) -> Fraction | None:
    scores = []
    for row in audit.form.rows:
        if row.claimed.number is None:
            if not row.points.is_empty:
                return None
            continue
        scores.append(row.claimed.number)
    if not audit.form.funds.points.is_empty:
        if audit.form.funds.claimed.number is None:
            return None
        scores.append(audit.form.funds.claimed.number)
    return sum(scores, ZERO) if scores else None
