"""``goal-target-mismatch``: the annual goal says something else than the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.figures import agree, alike
from zhibiao.auditing.rows import filled_rows, number_of
from zhibiao.exact import factor, fold, same_family, unit_text
from zhibiao.messages import Text, say
from zhibiao.model.form import FormRow, Stated
from zhibiao.model.problem import Severity
from zhibiao.scoring.deadlines import DATE_UNITS

FOUND = Text(
    zh="年度目标里“{goal}”是 {wanted}，指标“{label}”的指标值却是 {target}",
    en='the annual goal puts "{goal}" at {wanted}, but the target of the indicator "{label}" is '
    "{target}",
)
NOT_DONE = Text(
    zh="年度目标写“{said}”，指标“{labels}”却没有达到指标值",
    en='the annual goal is declared as "{said}", but the indicators "{labels}" missed their '
    "targets",
)
_DONE = re.compile(
    r"(?:完成|达成|实现)[^，。；,;]{0,6}100%|100%[^，。；,;]{0,4}完成|全部完成|圆满完成"
)


@form_check("goal-target-mismatch", Severity.WARNING)
def goal_target_mismatch(audit: Audit) -> Iterator[Observation]:
    """A figure of the annual goal differs from the target of the indicator that measures it.

    What it finds:
        A figure of the annual goal, in the unit of exactly one indicator whose label is much
        the same, with another number than its target; and a goal that is declared as done in
        full (已完成100%) over indicators that missed their targets.

    Why it matters:
        An indicator easier than its goal makes a missed goal look like a success.

    Example:
        优良率达到96% in the goal, 90% for the indicator's target, 93.7% reached.

    What to do:
        Take the indicator's target from the goal that was approved, and report what was missed.

    Source:
        The form's own goal beside its indicators.
    """
    rows = [row for _, row in filled_rows(audit)]
    for stated in audit.form.stated:
        if stated.kind == "goal":
            yield from _target(audit, stated, rows)
        if stated.kind != "figure" and _DONE.search(fold(stated.cell.raw)) and _is_result(stated):
            yield from _done(audit, stated, rows)


def _target(audit: Audit, goal: Stated, rows: list[FormRow]) -> Iterator[Observation]:
    wanted = goal.cell.quantity
    if wanted is None or _is_result(goal):
        return
    fitting = [row for row in rows if _comparable(goal, row) and alike(goal.label, row.label)]
    if len(fitting) != 1:
        return
    (row,) = fitting
    target = row.target.quantity
    if target is None or agree(wanted, target):
        return
    shown = say(
        FOUND,
        goal=goal.label,
        wanted=unit_text(wanted.value, wanted.unit),
        label=audit.name_of(row),
        target=unit_text(target.value, target.unit),
    )
    yield Observation(
        shown,
        goal.where,
        claimed=unit_text(wanted.value, wanted.unit),
        expected=unit_text(target.value, target.unit),
        related=(row.place_of(row.target),),
    )


def _comparable(goal: Stated, row: FormRow) -> bool:
    one, other = goal.cell.quantity, row.target.quantity
    return (
        one is not None
        and other is not None
        and bool(one.unit)
        and other.unit not in DATE_UNITS
        and same_family(one.unit, other.unit)
    )


def _is_result(goal: Stated) -> bool:
    """Whether it is what was done, printed beside the goal."""
    return "完成情况" in goal.label or "完成值" in goal.label


def _done(audit: Audit, goal: Stated, rows: list[FormRow]) -> Iterator[Observation]:
    missed = [row for row in rows if _missed(row)]
    if missed:
        labels = tuple(audit.name_of(row) for row in missed)
        raw = goal.cell.raw.strip()
        said = raw if len(raw) <= 40 else raw[:40] + "…"
        yield Observation(
            say(NOT_DONE, said=said, labels=labels),
            goal.where,
            claimed=said,
            related=tuple(row.place_of(row.actual) for row in missed),
        )


def _missed(row: FormRow) -> bool:
    """Whether the actual is a figure on the wrong side of a target that names its side."""
    target, actual = row.target.quantity, row.actual.quantity
    if target is None or actual is None or row.actual.relation != "=":
        return False
    if target.unit != actual.unit and not same_family(target.unit, actual.unit):
        return False
    wanted, found = number_of(row.target), number_of(row.actual)
    assert wanted is not None
    assert found is not None
    wanted, found = wanted * factor(target.unit), found * factor(actual.unit)
    if row.target.relation in (">", ">="):
        return found < wanted
    return row.target.relation in ("<", "<=") and found > wanted
