"""``underspent-full-marks``: much unspent, and every output full."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import filled_rows
from zhibiao.exact import unit_text
from zhibiao.messages import Text, say
from zhibiao.model.form import word
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import EXECUTION_RATE

FOUND = Text(
    zh="只执行了预算的 {rate}（{left} 没有用出去），{count} 项产出却全部满分",
    en="only {rate} of the budget was spent ({left} is left), and yet all {count} outputs earn "
    "full marks",
)
OUTPUT, COST = "产出", "成本"


@form_check("underspent-full-marks", Severity.WARNING)
def underspent_full_marks(audit: Audit) -> Iterator[Observation]:
    """Much of the budget is unspent, and every output claims full marks.

    What it finds:
        A form of which less than 90 % of the annual budget was spent (assumed; a setting) and
        whose output rows, costs left out, all claim all their points.

    Why it matters:
        Either the outputs were not delivered in full, or the budget was larger than needed.

    Example:
        78 % spent, and 50 of 50 for the outputs.

    What to do:
        Ask what was not paid for, and whether it was delivered.

    Source:
        The funds table beside the output rows.
    """
    for line in audit.form.funds.lines:
        spent, budget = line.amount("expenditure"), line.amount("annual_budget")
        if line.source != "total" or spent is None or not budget or budget < 0:
            continue
        rate = spent / budget
        outputs = [
            (row.claimed.number, audit.points_of(index))
            for index, row in filled_rows(audit)
            if word(row.tier).startswith(OUTPUT) and COST not in row.group
        ]
        if rate >= audit.underspent or not outputs:
            continue
        if any(claimed is None or claimed != points for claimed, points in outputs):
            continue
        stated = audit.form.funds.stated_rate
        cell = line.cells["expenditure"] if stated.is_empty else stated
        shown = say(
            FOUND,
            rate=unit_text(rate, "%"),
            left=unit_text(budget - spent, "万元"),
            count=len(outputs),
        )
        yield Observation(shown, cell.place(EXECUTION_RATE), claimed=unit_text(rate, "%"))
