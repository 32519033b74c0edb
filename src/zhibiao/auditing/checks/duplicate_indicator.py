"""``duplicate-indicator``: one indicator in two rows."""

from __future__ import annotations

from collections.abc import Iterator

from zhibiao.auditing.check import Audit, Observation, form_check
from zhibiao.auditing.rows import filled_rows
from zhibiao.messages import Message, Text, say
from zhibiao.model.form import FormRow, word
from zhibiao.model.problem import Severity

SAME_GROUP = Text(
    zh="“{label}”在“{group}”下出现了 {count} 次",
    en='"{label}" stands {count} times under "{group}"',
)
SAME_TARGET = Text(
    zh="“{label}”出现了 {count} 次（{groups}），指标值都是“{target}”",
    en='"{label}" stands {count} times ({groups}), each with the target "{target}"',
)


@form_check("duplicate-indicator", Severity.WARNING)
def duplicate_indicator(audit: Audit) -> Iterator[Observation]:
    """One indicator stands in two rows.

    What it finds:
        Rows of one label under one heading, and rows of one label with one target under
        several. The same label with other targets in other groups is no duplicate, nor is one
        with a criterion of its own.

    Why it matters:
        What was done is counted twice.

    Example:
        信访工作 ≥80 as a 数量指标 and again as a 质量指标.

    What to do:
        Keep one of the rows, or name what each measures.

    Source:
        The form's own rows.
    """
    by_heading: dict[tuple[str, ...], list[FormRow]] = {}
    by_target: dict[tuple[str, ...], list[FormRow]] = {}
    for _, row in filled_rows(audit):
        label, target = word(row.label), word(row.target.raw)
        by_heading.setdefault((word(row.tier), word(row.group), label), []).append(row)
        if not row.target.is_empty and label != word(row.group):
            by_target.setdefault((label, target, word(row.criterion)), []).append(row)
    for rows in by_heading.values():
        if len(rows) > 1:
            group = rows[0].group or rows[0].tier
            shown = say(SAME_GROUP, label=rows[0].label, group=group, count=len(rows))
            yield _seen(shown, rows)
    for rows in by_target.values():
        groups = tuple(dict.fromkeys(row.group or row.tier for row in rows))
        if len(rows) > 1 and len(groups) > 1:
            shown = say(
                SAME_TARGET,
                label=rows[0].label,
                count=len(rows),
                groups=groups,
                target=rows[0].target.raw.strip(),
            )
            yield _seen(shown, rows)


def _seen(shown: Message, rows: list[FormRow]) -> Observation:
    """The second row is the one too many; the others are named beside it."""
    return Observation(
        shown,
        rows[1].place_of(rows[1].target),
        related=tuple(row.place_of(row.target) for row in (rows[0], *rows[2:])),
    )
