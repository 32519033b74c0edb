"""``over-achievement``: a result far beyond its target, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import filled_rows
from zhibiao.exact import factor, same_family, unit_text
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow
from zhibiao.model.problem import Severity
from zhibiao.model.schemes.completion import Completion
from zhibiao.scoring.deadlines import DATE_UNITS

FOUND = Text(
    zh="“{label}”完成 {actual}，是指标值 {target} 的 {share}（超过 {above}），没有说明原因",
    en='"{label}" reached {actual}, {share} of its target {target} (above {above}), and does not '
    "say why",
)
COST = "成本"


@form_check("over-achievement", Severity.WARNING)
def over_achievement(audit: Audit) -> Iterator[Observation]:
    """The actual lies far beyond the target, and nobody says why.

    What it finds:
        A figure that is more than the share of its target which the rule set allows
        (``over.above``; where it says nothing, 130 %, which is assumed) beside an empty cell
        for reasons. Rows for which less is better, costs and dates are left out.

    Why it matters:
        A target that is passed by far was set too low, and makes full marks cheap.

    Example:
        263.92 raised where 20 was the target.

    What to do:
        Say why, and set next year's target from this year's result.

    Source:
        ``over`` in the rule set's scheme.
    """
    for index, row in filled_rows(audit):
        share = _share(row)
        above = _above(audit, index, row)
        if share is None or above is None or share <= above or not row.reason.is_empty:
            continue
        assert row.actual.quantity is not None
        shown = say(
            FOUND,
            label=audit.name_of(row),
            actual=row.actual.raw.strip(),
            target=row.target.raw.strip(),
            share=unit_text(share, "%"),
            above=unit_text(above, "%"),
        )
        yield Observation(
            shown, row.place_of(row.actual), claimed=unit_text(share, "%"),
            expected=unit_text(above, "%"),
        )  # fmt: skip


def _above(audit: Audit, index: int, row: FormRow) -> Fraction | None:
    """The share of the target from which on a word is due; nothing where less is better."""
    score = audit.score_of_row.get(index)
    scheme = score.item.scheme if score is not None else None
    if isinstance(scheme, Completion):
        if scheme.direction == "lower":
            return None
        return audit.far_beyond if scheme.over is None else scheme.over.above
    if scheme is not None or row.target.relation in ("<", "<=") or COST in row.group:
        return None
    return audit.far_beyond


def _share(row: FormRow) -> Fraction | None:
    target, actual = row.target.quantity, row.actual.quantity
    if target is None or actual is None or row.actual.relation in ("<", "<="):
        return None
    if target.unit in DATE_UNITS or target.value <= 0:
        return None
    if target.unit != actual.unit and not same_family(target.unit, actual.unit):
        return None
    return actual.value * factor(actual.unit) / (target.value * factor(target.unit))
