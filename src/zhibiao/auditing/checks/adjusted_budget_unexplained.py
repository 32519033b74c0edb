"""``adjusted-budget-unexplained``: the budget moved by much, and nobody says why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.exact import unit_text
from zhibiao.messages import Text, say
from zhibiao.model.problem import Severity
from zhibiao.model.vocabulary import MONEY

FOUND = Text(
    zh="全年预算数 {annual}，年初预算数 {initial}，调整了 {share}，没有说明原因",
    en="the annual budget is {annual}, the initial one was {initial}: it moved by {share}, and "
    "nobody says why",
)
FROM_NOTHING = Text(
    zh="年初没有安排预算，全年预算数 {annual}，没有说明来由",
    en="nothing was budgeted at first, the annual budget is {annual}, and nobody says why",
)
ANNUAL = "全年预算数"
_WORD = re.compile(r"调整|追加|追减|调剂|调增|调减|压减|新增|结转|下达|增人|调资")


@form_check("adjusted-budget-unexplained", Severity.WARNING)
def adjusted_budget_unexplained(audit: Audit) -> Iterator[Observation]:
    """The budget was adjusted by much, and no reason is given.

    What it finds:
        An annual budget that differs from the initial one by more than 10 % of it (assumed; a
        setting), where neither a reason nor a sentence with a figure speaks of an adjustment.
        The money carried in from the year before is no adjustment where the funds table shows
        it on a line of its own.

    Why it matters:
        A budget that is rewritten during the year was not planned, and the execution rate is
        taken of the new one.

    Example:
        1,056.35 at first, 3,996.16 in the end.

    What to do:
        Say what was added or cut, by which document, and why it was not planned.

    Source:
        The funds table.
    """
    lines = {line.source: line for line in audit.form.funds.lines}
    total = lines.get("total")
    if total is None or _is_explained(audit):
        return
    initial, annual = total.amount("initial_budget"), total.amount("annual_budget")
    if initial is None or annual is None:
        return
    carried = lines["carried"].amount("annual_budget") if "carried" in lines else None
    before = lines["carried"].amount("initial_budget") if "carried" in lines else None
    change = annual - initial - ((carried or 0) - (before or 0))
    if abs(change) <= audit.much_adjusted * initial:
        return
    cell = total.cells["annual_budget"]
    shown = say(
        FOUND if initial else FROM_NOTHING,
        annual=unit_text(annual, MONEY),
        initial=unit_text(initial, MONEY),
        share=unit_text(abs(change) / initial, "%") if initial else "",
    )
    yield Observation(
        shown,
        cell.place(ANNUAL),
        claimed=unit_text(annual, MONEY),
        expected=unit_text(initial, MONEY),
        related=(total.cells["initial_budget"].place(),),
    )


def _is_explained(audit: Audit) -> bool:
    form = audit.form
    said = [row.reason.raw for row in form.rows]
    said += [s.cell.raw for s in form.stated if s.kind == "fact" and "预算" in s.cell.raw]
    return any("预算" in text and _WORD.search(text) for text in said)
