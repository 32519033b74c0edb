"""``money-as-quantity``: an amount of money where a quantity, quality or time belongs."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import filled_rows
from zhibiao.exact import family
from zhibiao.messages import Text, say
from zhibiao.model.form import word
from zhibiao.model.problem import Severity

FOUND = Text(
    zh="“{label}”放在“{group}”，指标值却是金额 {amount}",
    en='"{label}" stands under "{group}", but its target is an amount of money, {amount}',
)
ASPECTS = ("数量", "质量", "时效")


@form_check("money-as-quantity", Severity.WARNING)
def money_as_quantity(audit: Audit) -> Iterator[Observation]:
    """An amount of money stands as an indicator of quantity, quality or time.

    What it finds:
        A row under 数量指标, 质量指标 or 时效指标 whose target is in 元 or 万元.

    Why it matters:
        Money is what goes in; outputs are what comes out of it. Spending or raising it in full
        says nothing of what was delivered, and the execution rate already counts it.

    Example:
        罚没收入 ≥200万元 as a 数量指标.

    What to do:
        Count what was delivered; move amounts of money to 成本指标 or 经济效益指标.

    Source:
        The form's own headings of level 2.
    """
    for _, row in filled_rows(audit):
        target = row.target.quantity
        if target is None or family(target.unit) != "元":
            continue
        if word(row.group).startswith(ASPECTS):
            shown = say(
                FOUND, label=audit.name_of(row), group=row.group, amount=row.target.raw.strip()
            )
            yield Observation(shown, row.place_of(row.target), claimed=row.target.raw.strip())
